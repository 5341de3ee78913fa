/**
 * Web pages. In: a saved page, its main text found and everything around it kept as boilerplate. Out: one page a
 * document that needs nothing else, runs nothing and loads nothing, with the entities as marks; read back, it gives the
 * same document.
 */
import {
  type Article,
  type Block,
  type Entity,
  type GalleyDocument,
  type Meta,
  titleOf,
} from "../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../shared/model/offsets.ts";
import type { CorpusSettings } from "../../shared/model/settings.ts";
import { checkedBlocks, exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { Format, ImportedPage, ImportFile, ReadOptions } from "./format.ts";
import { mainText } from "./html-main-text.ts";
import { extractedPage } from "./support/extracted.ts";
import {
  attribute,
  decodeHtml,
  elementsIn,
  type HtmlElement,
  type HtmlPage,
  isElement,
  looksLikeHtml,
  parseHtml,
  textIn,
} from "./support/html.ts";
import { escapeHtml, htmlEnd, htmlHead } from "./support/html-page.ts";
import { inlineSpans } from "./support/inline-spans.ts";

/** Says on our own pages that their text counts as it is. */
const GENERATOR = "Galley document";

export const html: Format = {
  id: "html",
  about: {
    zh: "网页（HTML）：每份稿件一个网页，不依赖其他文件；导入时找出正文，其余作为版面杂项",
    en: "Web page (HTML): a page a document that needs nothing else; read, its main text is found, the rest is boilerplate",
  },
  losses: [
    { zh: "不含状态、关系与忽略的提示。", en: "Status, relations and dismissals are left out." },
    { zh: "空字符（U+0000）写成 U+FFFD。", en: "A NUL character is written as U+FFFD." },
    {
      zh: "从别处导入的网页：排版、图片、链接地址与脚本不保留；连续空格按浏览器显示合并。",
      en: "Of pages from elsewhere: layout, pictures, addresses of links and scripts are left out; runs of spaces become one, as browsers show them.",
    },
  ],
  importer: {
    // hOCR is HTML too, and has a reader of its own.
    recognise: (head) =>
      looksLikeHtml(head) && !/\bocr_page\b|name=["']ocr-system/.test(new TextDecoder("latin1").decode(head)),
    read: readHtml,
  },
  exporter: {
    writes: "folder",
    extension: "html",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("html");
      const style = styleFor(context.settings);
      await exportEach(documents, sink, context, (document) => [
        [`${fileName(document.source.name)}.html`, pageOf(document, style)],
      ]);
    },
  },
};

async function* readHtml(file: ImportFile, { encoding }: ReadOptions): AsyncGenerator<ImportedPage> {
  const page = parseHtml(decodeHtml(await file.bytes(), file.name, encoding));
  const own = [...elementsIn(page.root)].find(
    (element) => element.tagName === "meta" && attribute(element, "name") === "generator",
  );
  if (own && attribute(own, "content") === GENERATOR) {
    yield readOwnPage(page, file.name);
    return;
  }
  const meta = metaOf(page);
  const blocks = mainText(page.root, meta.title).map(
    ({ role, text }, index): Block => ({ id: `b${index + 1}`, role, text, pieces: [], entities: [] }),
  );
  if (!blocks.length) blocks.push({ id: "b1", role: "paragraph", text: "", pieces: [], entities: [] });
  yield extractedPage(file.name, [{ id: "a1", blocks }], { rest: { meta } });
}

const datePattern = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/;

/** What the page says of itself. */
function metaOf({ root, comments }: HtmlPage): Meta {
  const values = new Map<string, string>();
  let title = "";
  let canonical = "";
  let time = "";
  for (const element of elementsIn(root)) {
    if (element.tagName === "meta") {
      const key = attribute(element, "property") || attribute(element, "name") || attribute(element, "itemprop");
      const value = attribute(element, "content").trim();
      if (key && value && !values.has(key.toLowerCase())) values.set(key.toLowerCase(), value);
    } else if (element.tagName === "title" && !title) title = textOf(element).replace(/\s+/g, " ").trim();
    else if (element.tagName === "link" && /\bcanonical\b/i.test(attribute(element, "rel")))
      canonical ||= attribute(element, "href");
    else if (element.tagName === "time") time ||= attribute(element, "datetime");
  }
  const first = (...keys: string[]) => keys.map((key) => values.get(key)).find((value) => value) ?? "";
  const saved = comments.map((comment) => /saved from url=\(\d+\)(\S+)/.exec(comment)?.[1]).find((url) => url) ?? "";
  const written =
    first("article:published_time", "publishdate", "pubdate", "datepublished", "date", "weibo: article:create_at") ||
    time;
  const date = datePattern.exec(written);
  const url = [canonical, first("og:url"), saved].find((address) => /^https?:\/\//i.test(address)) ?? "";
  return {
    title: first("og:title") || title,
    publication: first("og:site_name", "application-name"),
    date: date ? [date[1], date[2]?.padStart(2, "0"), date[3]?.padStart(2, "0")].join("-") : "",
    page: "",
    url,
  };
}

function textOf(element: HtmlElement): string {
  return element.childNodes.map((node) => textIn(node) ?? (isElement(node) ? textOf(node) : "")).join("");
}

// What follows writes our own pages, and reads them back.

const metaKeys = ["title", "publication", "date", "page", "url"] as const;

function styleFor({ entityTypes }: CorpusSettings): string {
  const marks = entityTypes
    // An id is letters, digits, "-" and "_", a colour #rrggbb: nothing of it can end a rule.
    .map(({ id, color }) => `mark[data-type="${id}"] { border-color: ${color}; }`)
    .join("\n");
  return `
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 42rem; padding: 0 1.5rem; font: 17px/1.9 "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", serif; }
[data-role] { margin: .5em 0; white-space: pre-wrap; font-size: inherit; font-weight: inherit; }
[data-role]:empty { display: none; }
[data-role="title"] { font-size: 1.5rem; font-weight: 700; line-height: 1.4; }
[data-role="heading"] { font-weight: 700; }
[data-role="kicker"], [data-role="subtitle"], [data-role="byline"], [data-role="dateline"], [data-role="caption"], [data-role="credit"] { font-size: .9em; color: GrayText; }
[data-role="boilerplate"] { font-size: .8em; color: GrayText; }
[data-role="quote"] { margin-inline: 2em; }
article + article { margin-top: 3rem; border-top: 1px solid GrayText; padding-top: 1rem; }
mark { color: inherit; background: none; border-bottom: 2px solid GrayText; }
${marks}
`;
}

const tagOfRole: Record<string, string> = { title: "h1", heading: "h2", quote: "blockquote" };

function pageOf(document: GalleyDocument, style: string): string {
  const checked = new Map(checkedBlocks(document).map((each) => [each.block, each]));
  const meta = metaKeys
    .filter((key) => document.meta[key])
    .map((key) => `<meta name="galley:${key}" content="${escapeHtml(document.meta[key])}">\n`);
  const articles = document.articles.map((article) => {
    const blocks = article.blocks.map((block) => {
      const { text, entities } = checked.get(block) as NonNullable<ReturnType<typeof checked.get>>;
      const tag = tagOfRole[block.role] ?? "p";
      const inner = inlineSpans(text, entities, { text: escapeHtml, open: openMark, close: () => "</mark>" });
      return `<${tag} data-role="${escapeHtml(block.role)}">${inner}</${tag}>\n`;
    });
    return `<article>\n${blocks.join("")}</article>\n`;
  });
  const own = `<meta name="generator" content="${GENERATOR}">
<meta name="galley:name" content="${escapeHtml(document.source.name)}">
`;
  const title = titleOf(document) || document.source.name;
  return htmlHead({ title, style, meta: own + meta.join("") }) + articles.join("") + htmlEnd;
}

function openMark(entity: Entity, isFirst: boolean): string {
  const { id, type, ref, note, by, attributes } = entity;
  // A further part of a mark that another one cuts says only which it belongs to.
  if (!isFirst) return `<mark data-id="${escapeHtml(id)}" data-type="${escapeHtml(type)}">`;
  const more = [
    ref === null ? "" : ` data-ref="${escapeHtml(ref)}"`,
    note ? ` data-note="${escapeHtml(note)}"` : "",
    ` data-by="${escapeHtml(by)}"`,
    attributes ? ` data-attributes="${escapeHtml(JSON.stringify(attributes))}"` : "",
  ];
  return `<mark data-id="${escapeHtml(id)}" data-type="${escapeHtml(type)}"${more.join("")}>`;
}

function readOwnPage({ root }: HtmlPage, fileName: string): ImportedPage {
  const meta: Meta = { title: "", publication: "", date: "", page: "", url: "" };
  let name = fileName;
  const articles: Article[] = [];
  let count = 0;
  for (const element of elementsIn(root)) {
    if (element.tagName === "meta") {
      const key = attribute(element, "name").replace(/^galley:/, "");
      const known = metaKeys.find((each) => each === key);
      if (known && attribute(element, "name").startsWith("galley:")) meta[known] = attribute(element, "content");
      else if (attribute(element, "name") === "galley:name") name = attribute(element, "content");
    } else if (element.tagName === "article") {
      const blocks = element.childNodes
        .filter((node): node is HtmlElement => isElement(node) && attribute(node, "data-role") !== "")
        .map((node) => readBlock(node, `b${++count}`));
      if (blocks.length) articles.push({ id: `a${articles.length + 1}`, blocks });
    }
  }
  if (!articles.length)
    articles.push({ id: "a1", blocks: [{ id: "b1", role: "paragraph", text: "", pieces: [], entities: [] }] });
  return extractedPage(name, articles, { rest: { meta } });
}

function readBlock(element: HtmlElement, id: string): Block {
  let text = "";
  let position = 0;
  const entities = new Map<string, Entity>();
  const visit = (node: HtmlElement) => {
    for (const child of node.childNodes) {
      const value = textIn(child);
      if (value !== null) {
        text += value;
        position += codePointLength(value);
      } else if (isElement(child)) {
        const start = position;
        visit(child);
        if (child.tagName === "mark" && position > start) addPart(entities, child, start, position);
      }
    }
  };
  visit(element);
  const points = new CodePointText(text);
  const list = [...entities.values()].map((entity) => ({ ...entity, text: points.slice(entity.start, entity.end) }));
  return { id, role: attribute(element, "data-role"), text, pieces: [], entities: list };
}

/** A mark, or a further part of one that another mark cut. */
function addPart(entities: Map<string, Entity>, mark: HtmlElement, start: number, end: number): void {
  const id = attribute(mark, "data-id");
  const type = attribute(mark, "data-type");
  if (!id || !type) return;
  const known = entities.get(id);
  const isFirst = mark.attrs.some(({ name }) => name === "data-by");
  const entity: Entity = known ?? { id, type, start, end, text: "", ref: null, by: "", note: "" };
  entity.start = Math.min(entity.start, start);
  entity.end = Math.max(entity.end, end);
  if (isFirst) {
    entity.by = attribute(mark, "data-by");
    entity.note = attribute(mark, "data-note");
    entity.ref = mark.attrs.find(({ name }) => name === "data-ref")?.value ?? null;
    const attributes = attributesOf(attribute(mark, "data-attributes"));
    if (attributes) entity.attributes = attributes;
  }
  entities.set(id, entity);
}

function attributesOf(json: string): Record<string, string> | null {
  if (!json) return null;
  try {
    const value: unknown = JSON.parse(json);
    if (!value || typeof value !== "object" || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
  } catch {
    return null;
  }
}
