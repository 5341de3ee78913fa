/**
 * Word documents. In: paragraphs with their styles as roles, tables as text, comments of entities that Galley wrote back
 * as entities. Out: one document a page, roles as styles, entities as comments or as coloured runs. It is long because
 * what is written and what is read are the same parts, styles and comments.
 */

import { strToU8, zipSync } from "fflate";
import { notice } from "../../shared/exchange-notices.ts";
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
import type { ExportContext, Format, ImportedPage, ImportFile } from "./format.ts";
import { extractedPage } from "./support/extracted.ts";
import {
  childElements,
  decodeXml,
  descendants,
  firstChild,
  parseXml,
  textOf,
  type XmlElement,
  xmlAttribute,
  xmlText,
} from "./support/xml.ts";
import { openZip, type ZipArchive, zipHas } from "./support/zip.ts";

export const docx: Format = {
  id: "docx",
  about: {
    zh: "Word 文档（DOCX）：每份稿件一个文档，角色为样式，实体为批注或彩色文字",
    en: "Word document (DOCX): a document each, roles as styles, entities as comments or coloured text",
  },
  losses: [
    {
      zh: "不含状态、关系、实体的属性与网址。",
      en: "Status, relations, attributes of entities and the address are left out.",
    },
    {
      zh: "实体写成彩色文字时，重新导入不能还原；写成批注时只还原类型、备注与链接。",
      en: "Entities written as coloured text don't come back; as comments their type, note and link do.",
    },
    { zh: "XML 不能容纳的控制字符写成 U+FFFD。", en: "Control characters that XML can't hold are written as U+FFFD." },
    {
      zh: "从别处导入的文档：图片、页眉页脚、脚注、格式与修订痕迹不保留（插入的文字保留，删除的不保留）；表格成为文字。",
      en: "Of documents from elsewhere: pictures, headers, footers, notes, formatting and tracked changes are left out (inserted text stays, deleted goes); tables become text.",
    },
  ],
  importer: {
    binary: true,
    recognise: (head) => zipHas(head, "word/"),
    read: readDocx,
  },
  exporter: {
    writes: "folder",
    extension: "docx",
    options: [
      {
        name: "entities",
        label: { zh: "实体写成", en: "Entities as" },
        kind: "choice",
        choices: [
          { value: "comments", label: { zh: "批注", en: "comments" } },
          { value: "colours", label: { zh: "彩色文字", en: "coloured text" } },
          { value: "none", label: { zh: "不写", en: "not at all" } },
        ],
        default: "comments",
      },
    ],
    async write(documents, sink, context) {
      const fileName = makeFileNamer("docx");
      await exportEach(documents, sink, context, (document) => [
        [`${fileName(document.source.name)}.docx`, writeDocx(document, context)],
      ]);
    },
  },
};

// Reading.

/** Roles by what Word and its translations call the styles, and by the ids of our own. */
const styleRoles: readonly (readonly [RegExp, string])[] = [
  [/^(title|标题文字|heading ?1|标题 ?1|1)$/i, "title"],
  [/^(subtitle|副标题)$/i, "subtitle"],
  [/^(heading ?[2-9]|标题 ?[2-9]|[2-9])$/i, "heading"],
  [/^(quote|intense ?quote|引用|明显引用|block ?text)$/i, "quote"],
  [/^(caption|题注)$/i, "caption"],
];
const OWN_STYLE = "Galley_";

async function readPart(zip: ZipArchive, part: string, name: string): Promise<XmlElement | null> {
  const bytes = await zip.read(part);
  return bytes && parseXml(decodeXml(bytes, name), `${name} (${part})`);
}

async function* readDocx(file: ImportFile): AsyncGenerator<ImportedPage> {
  const { name } = file;
  const zip = await openZip(await file.bytes(), name);
  const main = (await mainPart(zip, name)) ?? "word/document.xml";
  const root = await readPart(zip, main, name);
  const body = root && firstChild(root, "body");
  if (!body) {
    yield extractedPage(name, [{ id: "a1", blocks: [emptyBlock("b1")] }], { notices: [notice("docx-empty")] });
    return;
  }
  const roleOf = roleReader(await readPart(zip, "word/styles.xml", name));
  const comments = commentsOf(await readPart(zip, "word/comments.xml", name));
  const articles: Article[] = [];
  let blocks: Block[] = [];
  let count = 0;
  const paragraphs = [...paragraphsIn(body)];
  for (const paragraph of paragraphs) {
    const style = styleOf(paragraph);
    if (style === `${OWN_STYLE}divider`) {
      if (blocks.length) articles.push({ id: `a${articles.length + 1}`, blocks });
      blocks = [];
      continue;
    }
    const block = readParagraph(paragraph, comments, `b${count + 1}`, roleOf(style));
    // Empty paragraphs are space between others, but in our own.
    if (!block.text.trim() && !style.startsWith(OWN_STYLE)) continue;
    blocks.push(block);
    count++;
  }
  if (blocks.length) articles.push({ id: `a${articles.length + 1}`, blocks });
  if (!articles.length) articles.push({ id: "a1", blocks: [emptyBlock("b1")] });
  yield extractedPage(name, articles, { rest: { meta: await metaOf(zip, name) } });
}

function emptyBlock(id: string): Block {
  return { id, role: "paragraph", text: "", pieces: [], entities: [] };
}

/** The part that the package's relations name as its document. */
async function mainPart(zip: ZipArchive, name: string): Promise<string | null> {
  const relations = await readPart(zip, "_rels/.rels", name);
  const found =
    relations && childElements(relations).find(({ attributes }) => attributes.Type?.endsWith("/officeDocument"));
  return found?.attributes.Target?.replace(/^\//, "") ?? null;
}

async function metaOf(zip: ZipArchive, name: string): Promise<Meta> {
  const core = await readPart(zip, "docProps/core.xml", name);
  const value = (key: string) =>
    core && firstChild(core, key) ? textOf(firstChild(core, key) as XmlElement).trim() : "";
  return {
    title: value("title"),
    publication: value("subject"),
    date: value("category"),
    page: value("keywords"),
    url: "",
  };
}

function* paragraphsIn(element: XmlElement): Generator<XmlElement> {
  for (const child of childElements(element)) {
    if (child.name === "p") yield child;
    // Of a text that is there twice for old programs, once.
    else if (child.name !== "Fallback") yield* paragraphsIn(child);
  }
}

function styleOf(paragraph: XmlElement): string {
  const properties = firstChild(paragraph, "pPr");
  return (properties && firstChild(properties, "pStyle")?.attributes["w:val"]) ?? "";
}

/** The role that a style of ours is named by; null where somebody has changed the name. */
function ownRole(id: string): string | null {
  try {
    return decodeURIComponent(id.slice(OWN_STYLE.length).replaceAll("_", "%")) || null;
  } catch {
    return null;
  }
}

/** Role by a style's id: by its own name, or by that of the style that it is based on. */
function roleReader(styles: XmlElement | null): (id: string) => string {
  const byId = new Map<string, { name: string; basedOn: string; level: string }>();
  for (const style of styles ? childElements(styles, "style") : []) {
    const value = (key: string) => firstChild(style, key)?.attributes["w:val"] ?? "";
    const properties = firstChild(style, "pPr");
    const level = (properties && firstChild(properties, "outlineLvl")?.attributes["w:val"]) ?? "";
    byId.set(style.attributes["w:styleId"] ?? "", { name: value("name"), basedOn: value("basedOn"), level });
  }
  return (id) => {
    const own = id.startsWith(OWN_STYLE) ? ownRole(id) : null;
    if (own !== null) return own;
    for (let at = id, steps = 0; at && steps < 16; steps++) {
      const style = byId.get(at);
      const role = styleRoles.find(([pattern]) => pattern.test(style?.name ?? at))?.[1];
      if (role) return role;
      if (style?.level && /^[0-8]$/.test(style.level)) return style.level === "0" ? "title" : "heading";
      at = style?.basedOn ?? "";
    }
    return "paragraph";
  };
}

interface EntityComment {
  type: string;
  ref: string | null;
  note: string;
  by: string;
}

/** Comments that say what an entity is, by their ids; others are notes of people and stay in the kept file. */
function commentsOf(root: XmlElement | null): Map<string, EntityComment> {
  const comments = new Map<string, EntityComment>();
  for (const comment of root ? childElements(root, "comment") : []) {
    const lines = [...descendants(comment, "p")].map(paragraphText);
    const [, type] = /^Galley: (.+)$/.exec(lines[0] ?? "") ?? [];
    if (type === undefined) continue;
    const ref = lines.find((line, index) => index > 0 && line.startsWith("→ "))?.slice(2) ?? null;
    const note = lines.slice(ref === null ? 1 : 2).join("\n");
    comments.set(comment.attributes["w:id"] ?? "", { type, ref, note, by: comment.attributes["w:author"] ?? "" });
  }
  return comments;
}

function paragraphText(paragraph: XmlElement): string {
  return readParagraph(paragraph, new Map(), "", "").text;
}

/** Never text of the paragraph itself. */
const passedOver = new Set([
  "pPr",
  "rPr",
  "del",
  "delText",
  "instrText",
  "pict",
  "drawing",
  "object",
  "Fallback",
  "moveFrom",
  "p",
]);

function readParagraph(
  paragraph: XmlElement,
  comments: ReadonlyMap<string, EntityComment>,
  id: string,
  role: string,
): Block {
  let text = "";
  let position = 0;
  const open = new Map<string, number>();
  const entities: Entity[] = [];
  const add = (value: string) => {
    text += value;
    position += codePointLength(value);
  };
  const visit = (element: XmlElement) => {
    for (const child of childElements(element)) {
      if (passedOver.has(child.name)) continue;
      const mark = child.attributes["w:id"] ?? "";
      if (child.name === "t") add(textOf(child));
      else if (child.name === "tab") add("\t");
      else if (child.name === "br" || child.name === "cr") add("\n");
      else if (child.name === "noBreakHyphen") add("\u2011");
      else if (child.name === "commentRangeStart") open.set(mark, position);
      else if (child.name === "commentRangeEnd") {
        const comment = comments.get(mark);
        const start = open.get(mark);
        if (comment && start !== undefined && start < position)
          entities.push({ id: `e${mark}`, start, end: position, text: "", ...comment });
      } else visit(child);
    }
  };
  visit(paragraph);
  const points = new CodePointText(text);
  return {
    id,
    role,
    text,
    pieces: [],
    entities: entities.map((each) => ({ ...each, text: points.slice(each.start, each.end) })),
  };
}

// Writing.

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Style ids are of few signs: a role's others are written as their UTF-8 bytes. */
function styleId(role: string): string {
  const encoded = Array.from(role, (sign) =>
    /[A-Za-z0-9]/.test(sign)
      ? sign
      : Array.from(new TextEncoder().encode(sign), (byte) => `_${byte.toString(16).padStart(2, "0")}`).join(""),
  );
  return `${OWN_STYLE}${encoded.join("")}`;
}

function runs(text: string, color: string | null): string {
  const properties = color ? `<w:rPr><w:color w:val="${color.slice(1)}"/></w:rPr>` : "";
  return text
    .split(/(\r\n|\r|\n|\t)/)
    .map((part) => {
      if (!part) return "";
      if (part === "\t") return `<w:r>${properties}<w:tab/></w:r>`;
      if (/^[\r\n]/.test(part)) return `<w:r>${properties}<w:br/></w:r>`;
      return `<w:r>${properties}<w:t xml:space="preserve">${xmlText(part)}</w:t></w:r>`;
    })
    .join("");
}

function writeDocx(document: GalleyDocument, { settings, options }: ExportContext): Uint8Array {
  const colors = new Map(settings.entityTypes.map(({ id, color }) => [id, color]));
  const checked = new Map(checkedBlocks(document).map((each) => [each.block, each]));
  const comments: string[] = [];
  const paragraph = (block: Block): string => {
    const { text, entities } = checked.get(block) as NonNullable<ReturnType<typeof checked.get>>;
    const asComments = options.entities === "comments";
    const numbered = entities.map((entity) => ({
      entity,
      number: asComments ? comments.push(commentOf(entity, comments.length)) - 1 : -1,
    }));
    const cuts = [...new Set([0, text.length, ...entities.flatMap(({ start, end }) => [start, end])])].sort(
      (a, b) => a - b,
    );
    let inner = "";
    for (const [index, cut] of cuts.entries()) {
      if (asComments) {
        for (const { entity, number } of numbered)
          if (entity.end === cut)
            inner += `<w:commentRangeEnd w:id="${number}"/><w:r><w:commentReference w:id="${number}"/></w:r>`;
        for (const { entity, number } of numbered)
          if (entity.start === cut) inner += `<w:commentRangeStart w:id="${number}"/>`;
      }
      const next = cuts[index + 1];
      if (next === undefined) continue;
      const innermost = entities
        .filter((entity) => entity.start <= cut && cut < entity.end)
        .sort((a, b) => a.end - a.start - (b.end - b.start))[0];
      const color = options.entities === "colours" && innermost ? (colors.get(innermost.type) ?? "#777777") : null;
      inner += runs(text.slice(cut, next), color);
    }
    return `<w:p><w:pPr><w:pStyle w:val="${styleId(block.role)}"/></w:pPr>${inner}</w:p>`;
  };
  const divider = `<w:p><w:pPr><w:pStyle w:val="${OWN_STYLE}divider"/></w:pPr></w:p>`;
  const body = document.articles.map((article) => article.blocks.map(paragraph).join("\n")).join(`\n${divider}\n`);
  const roles = new Set([
    ...settings.roles.map(({ id }) => id),
    ...document.articles.flatMap(({ blocks }) => blocks.map(({ role }) => role)),
  ]);
  const { meta } = document;
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${R}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>\n${body}\n<w:sectPr/></w:body></w:document>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${R}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${R}/comments" Target="comments.xml"/></Relationships>`,
    "word/styles.xml": stylesOf(roles, settings),
    "word/comments.xml": `<w:comments xmlns:w="${W}">${comments.join("")}</w:comments>`,
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(meta.title || titleOf(document))}</dc:title><dc:subject>${xmlText(meta.publication)}</dc:subject><cp:keywords>${xmlText(meta.page)}</cp:keywords><cp:category>${xmlText(meta.date)}</cp:category></cp:coreProperties>`,
  };
  // A fixed time: the same document gives the same bytes.
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(declaration + text)])), {
    mtime: new Date(1980, 0, 1),
  });
}

function commentOf({ type, ref, note, by }: Entity, number: number): string {
  const line = (text: string) => `<w:p>${runs(text, null)}</w:p>`;
  const lines = [`Galley: ${type}`, ...(ref === null ? [] : [`→ ${ref}`]), ...(note ? note.split(/\r\n|\r|\n/) : [])];
  return `<w:comment w:id="${number}" w:author="${xmlAttribute(by)}" w:initials="G">${lines.map(line).join("")}</w:comment>`;
}

/** Look of a style, by role; half points. */
const looks: Record<string, string> = {
  title:
    '<w:pPr><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>',
  heading:
    '<w:pPr><w:spacing w:before="180" w:after="60"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr>',
  kicker: '<w:rPr><w:color w:val="666666"/><w:sz w:val="24"/></w:rPr>',
  subtitle: '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>',
  quote: '<w:pPr><w:ind w:left="480" w:right="480"/></w:pPr>',
  caption: '<w:rPr><w:sz w:val="18"/></w:rPr>',
  boilerplate: '<w:rPr><w:color w:val="888888"/><w:sz w:val="16"/></w:rPr>',
};

function stylesOf(roles: ReadonlySet<string>, settings: CorpusSettings): string {
  const nameOf = (role: string) => settings.roles.find(({ id }) => id === role)?.label.zh ?? role;
  const styles = [...roles].map(
    (role) =>
      `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${styleId(role)}"><w:name w:val="${xmlAttribute(`校样 ${nameOf(role)}`)}"/><w:basedOn w:val="Normal"/><w:qFormat/>${looks[role] ?? ""}</w:style>`,
  );
  return `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/><w:sz w:val="22"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="${OWN_STYLE}divider"><w:name w:val="校样 分篇"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr></w:pPr></w:style>${styles.join("")}</w:styles>`;
}
