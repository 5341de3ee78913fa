/**
 * A document as TEI P5: names inside the text as far as they nest, all else beside it in <standOff>; corrections and line
 * ends of the source where they are asked for. Valid against tei_all. Must not know: disk.
 */

import type { Correction } from "../../../shared/corrections/correction.ts";
import { correctionsOf } from "../../../shared/corrections/corrections-of.ts";
import { trackedBlocks } from "../../../shared/corrections/tracked.ts";
import { wikidataIdOf } from "../../../shared/entities/link-key.ts";
import type { Article, Entity, GalleyDocument, Relation } from "../../../shared/model/document.ts";
import { titleOf } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { CorpusSettings, Registry } from "../../../shared/model/settings.ts";
import type { CheckedBlock } from "../export-each.ts";
import { xmlAttribute, xmlText } from "../support/xml.ts";
import { type Inline, inlineXml, type Part, splitCrossing } from "./inline.ts";
import { elementOfType, prefixes, token, xmlId } from "./names.ts";

export interface TeiOptions {
  /** Corrections as <choice>, not only the corrected text. */
  choice: boolean;
  /** A <lb break="no"/> where the source has a line end that was taken out. */
  lines: boolean;
  settings: CorpusSettings;
  registry: Registry;
}

/** @param source needed for corrections and lines; null when neither is asked for */
export function teiOf(
  document: GalleyDocument,
  blocks: readonly CheckedBlock[],
  source: CodePointText | null,
  options: TeiOptions,
): string {
  return new TeiWriter(document, blocks, source, options).text();
}

class TeiWriter {
  readonly #document: GalleyDocument;
  readonly #options: TeiOptions;
  readonly #blocks: ReadonlyMap<string, CheckedBlock>;
  readonly #parts: ReadonlyMap<string, readonly Part[]>;
  readonly #entities: readonly Entity[];
  /** Who made entities and relations, each with a number. */
  readonly #makers = new Map<string, string>();
  readonly #spans: Entity[] = [];

  constructor(
    document: GalleyDocument,
    blocks: readonly CheckedBlock[],
    source: CodePointText | null,
    options: TeiOptions,
  ) {
    this.#document = document;
    this.#options = options;
    this.#blocks = new Map(blocks.map((block) => [block.block.id, block]));
    this.#entities = blocks.flatMap(({ entities }) => entities);
    const corrections = source ? correctionsOf(document, source) : [];
    this.#parts = new Map(
      trackedBlocks(document, corrections).map((block) => [block.id, partsOf(block.parts, options)]),
    );
    for (const { by } of [...this.#entities, ...this.#relations]) {
      if (!this.#makers.has(by)) this.#makers.set(by, `${prefixes.by}${this.#makers.size + 1}`);
    }
  }

  get #relations(): readonly Relation[] {
    return this.#document.relations ?? [];
  }

  text(): string {
    const body = this.#document.articles.map((article) => this.#article(article)).join("");
    const standOff = this.#standOff();
    return [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="${xmlId(this.#document.id, prefixes.document)}" xml:lang="zh">\n`,
      this.#header(),
      standOff && `<standOff>\n${standOff}</standOff>\n`,
      `<text xml:space="preserve"><body>\n${body}</body></text>\n`,
      "</TEI>\n",
    ].join("");
  }

  #header(): string {
    const { meta, source, revision, status, updatedAt, updatedBy } = this.#document;
    const title = meta.title
      ? `<title>${xmlText(meta.title)}</title>`
      : `<title type="first-words">${xmlText(titleOf(this.#document))}</title>`;
    const makers = Array.from(
      this.#makers,
      ([by, id]) => `<respStmt xml:id="${id}"><resp>annotation</resp><name>${xmlText(by)}</name></respStmt>\n`,
    );
    const origin = [
      meta.publication && `<title level="j">${xmlText(meta.publication)}</title>`,
      meta.date && `<date${isDate(meta.date) ? ` when="${meta.date}"` : ""}>${xmlText(meta.date)}</date>`,
      meta.page && `<biblScope unit="page">${xmlText(meta.page)}</biblScope>`,
      meta.url && `<idno type="URL">${xmlText(meta.url)}</idno>`,
      `<idno type="file">${xmlText(source.name)}</idno>`,
    ];
    const used = new Set(this.#entities.map(({ type }) => type));
    const types = Array.from(used, (type) => {
      const label = this.#options.settings.entityTypes.find(({ id }) => id === type)?.label;
      const descriptions = label
        ? `<catDesc xml:lang="zh">${xmlText(label.zh)}</catDesc><catDesc xml:lang="en">${xmlText(label.en)}</catDesc>`
        : `<catDesc>${xmlText(type)}</catDesc>`;
      return `<category xml:id="${xmlId(type, prefixes.type)}">${descriptions}</category>\n`;
    });
    const when = isDateTime(updatedAt) ? ` when="${updatedAt}"` : "";
    return [
      "<teiHeader>\n<fileDesc>\n",
      `<titleStmt>\n${title}\n${makers.join("")}</titleStmt>\n`,
      `<publicationStmt><p>${xmlText(this.#options.settings.name)} (Galley)</p></publicationStmt>\n`,
      `<sourceDesc><bibl>${origin.filter(Boolean).join(" ")}</bibl></sourceDesc>\n`,
      "</fileDesc>\n",
      types.length
        ? `<encodingDesc><classDecl><taxonomy>\n${types.join("")}</taxonomy></classDecl></encodingDesc>\n`
        : "",
      `<revisionDesc status="${status}"><change n="${revision}"${when}>${xmlText(updatedBy)}</change></revisionDesc>\n`,
      "</teiHeader>\n",
    ].join("");
  }

  #article(article: Article): string {
    /** Heads, bylines and datelines can only stand at the beginning of a division. */
    let atTop = true;
    const blocks = article.blocks.map((block) => {
      const element = this.#block(block.id, block.role, atTop);
      if (!topRoles.has(block.role) && block.role !== "boilerplate") atTop = false;
      return element;
    });
    return `<div type="article" xml:id="${xmlId(article.id)}">\n${blocks.join("")}</div>\n`;
  }

  #block(id: string, role: string, atTop: boolean): string {
    const checked = this.#blocks.get(id) as CheckedBlock;
    const { nested, crossing } = splitCrossing(checked.entities);
    this.#spans.push(...crossing);
    const inner = inlineXml({
      text: checked.text,
      parts: this.#parts.get(id) ?? [],
      nested: nested.map((entity) => this.#inline(entity)),
      crossing: crossing.map((entity) => ({ ...entity, id: xmlId(entity.id) })),
    });
    const own = ` xml:id="${xmlId(id)}"`;
    const top = atTop ? topRoles.get(role) : undefined;
    if (top) return `<${top.name}${own}${top.type ? ` type="${top.type}"` : ""}>${inner}</${top.name}>\n`;
    if (role === "paragraph") return `<p${own}>${inner}</p>\n`;
    if (role === "quote") return `<quote${own}>${inner}</quote>\n`;
    if (role === "boilerplate") return `<fw${own} type="boilerplate">${inner}</fw>\n`;
    if (role === "caption") {
      // A description of a figure can hold neither line beginnings nor anchors; the figure's head can.
      const name = /<(lb|anchor)\b/.test(inner) ? "head" : "figDesc";
      return `<figure${own}><${name}>${inner}</${name}></figure>\n`;
    }
    return `<ab${own} type="${xmlAttribute(token(role))}">${inner}</ab>\n`;
  }

  #inline(entity: Entity): Inline {
    const { name, type } = elementOfType(entity.type);
    const when = name === "date" ? entity.attributes?.when : undefined;
    const attributes = [
      ` xml:id="${xmlId(entity.id)}"`,
      type === null ? "" : ` type="${xmlAttribute(type)}"`,
      when && isDate(when) ? ` when="${when}"` : "",
      entity.ref === null ? "" : ` ref="#${xmlId(entity.ref, prefixes.registry)}"`,
      ` resp="#${this.#makers.get(entity.by)}"`,
    ];
    return { ...entity, open: `<${name}${attributes.join("")}>`, close: `</${name}>` };
  }

  /** After the body: only then are the crossing spans known. */
  #standOff(): string {
    const notes = this.#entities
      .filter(({ note }) => note)
      .map(({ id, note }) => `<span target="#${xmlId(id)}">${xmlText(note)}</span>\n`);
    const spans = this.#spans.map((entity) => {
      const id = xmlId(entity.id);
      const ref = entity.ref === null ? "" : ` corresp="#${xmlId(entity.ref, prefixes.registry)}"`;
      const ana = ` ana="#${xmlId(entity.type, prefixes.type)}" resp="#${this.#makers.get(entity.by)}"`;
      return `<span xml:id="${id}" from="#${id}.start" to="#${id}.end"${ana}${ref}>${xmlText(entity.text)}</span>\n`;
    });
    const features = this.#entities.flatMap(({ id, attributes = {} }) => {
      const list = Object.entries(attributes).map(
        ([name, value]) => `<f name="${xmlId(name)}"><string>${xmlText(value)}</string></f>`,
      );
      return list.length ? [`<fs type="attributes" corresp="#${xmlId(id)}">${list.join("")}</fs>\n`] : [];
    });
    const relations = this.#relations.map((relation) => {
      const ends = ` active="#${xmlId(relation.from)}" passive="#${xmlId(relation.to)}"`;
      const note = relation.note ? `<desc>${xmlText(relation.note)}</desc>` : "";
      const resp = ` resp="#${this.#makers.get(relation.by)}"`;
      return `<relation xml:id="${xmlId(relation.id, prefixes.relation)}" name="${xmlAttribute(token(relation.type))}"${ends}${resp}>${note}</relation>\n`;
    });
    const group = (type: string, list: readonly string[]) =>
      list.length ? `<spanGrp type="${type}">\n${list.join("")}</spanGrp>\n` : "";
    return [
      this.#registry(),
      group("entities", spans),
      group("notes", notes),
      ...features,
      relations.length ? `<listRelation>\n${relations.join("")}</listRelation>\n` : "",
    ].join("");
  }

  /** The entries that the document's entities point to; one that is not in the registry by the name that it has here. */
  #registry(): string {
    const known = new Map(this.#options.registry.entities.map((entry) => [entry.id, entry]));
    const lists = new Map<string, string[]>();
    const seen = new Set<string>();
    for (const { ref, text, type } of this.#entities) {
      if (ref === null || seen.has(ref)) continue;
      seen.add(ref);
      const entry = known.get(ref) ?? { id: ref, name: text, type, aliases: [], link: "", note: "" };
      const kind = registryKinds.find((candidate) => candidate.type === entry.type) ?? otherKind;
      const name = (value: string, more: string) => `<${kind.name}${more}>${xmlText(value)}</${kind.name}>`;
      const own = kind === otherKind ? ` type="${xmlAttribute(token(entry.type))}"` : "";
      const inner = [
        name(entry.name, own),
        ...entry.aliases.map((alias) =>
          kind === otherKind ? name(alias, ` subtype="alias"${own}`) : name(alias, ' type="alias"'),
        ),
        idno(entry.link),
        entry.note && `<note>${xmlText(entry.note)}</note>`,
      ];
      const list = lists.get(kind.list) ?? [];
      list.push(
        `<${kind.item} xml:id="${xmlId(ref, prefixes.registry)}">${inner.filter(Boolean).join("")}</${kind.item}>\n`,
      );
      lists.set(kind.list, list);
    }
    return Array.from(lists, ([list, items]) => `<${list}>\n${items.join("")}</${list}>\n`).join("");
  }
}

const topRoles = new Map<string, { name: string; type: string }>([
  ["title", { name: "head", type: "" }],
  ["kicker", { name: "head", type: "kicker" }],
  ["subtitle", { name: "head", type: "subtitle" }],
  ["heading", { name: "head", type: "heading" }],
  ["byline", { name: "byline", type: "" }],
  ["dateline", { name: "dateline", type: "" }],
]);

const registryKinds = [
  { type: "PER", list: "listPerson", item: "person", name: "persName" },
  { type: "ORG", list: "listOrg", item: "org", name: "orgName" },
  { type: "LOC", list: "listPlace", item: "place", name: "placeName" },
] as const;
const otherKind = { list: "list", item: "item", name: "name" } as const;

function idno(link: string): string {
  if (!link) return "";
  const wikidata = wikidataIdOf(link);
  // Both where it is written otherwise, so that it comes back as it is.
  return [
    wikidata && `<idno type="Wikidata">${wikidata}</idno>`,
    link === wikidata ? "" : `<idno type="URL">${xmlText(link)}</idno>`,
  ]
    .filter(Boolean)
    .join("");
}

/** As a @when takes it: a day, a month or a year. */
const isDate = (text: string) => /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text);
const isDateTime = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);

/** What of a block's tracked text the file shows. */
function partsOf(
  parts: readonly ({ text: string } | { correction: Correction })[],
  { choice, lines }: TeiOptions,
): Part[] {
  return parts.map((part): Part => {
    if ("text" in part) return { length: new CodePointText(part.text).length, wrong: null, lineEnd: false };
    const { kind, start, end, wrong } = part.correction;
    const isJoin = kind === "join";
    return { length: end - start, wrong: choice && !isJoin ? wrong : null, lineEnd: lines && isJoin };
  });
}
