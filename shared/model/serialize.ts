/**
 * A document as the text of its file: stable key order, two-space indent, one entity, one relation, one
 * block's pieces and one dismissal a line, so that two people's changes to two blocks meet in no line of a diff.
 */
import type { Article, Block, GalleyDocument, Source } from "./document.ts";

type Json = Record<string, unknown>;

const none: readonly string[] = [];

// The public order of keys. Keys that this version does not know follow, in the order in which they came.
const keyOrder = {
  document: [
    "format",
    "version",
    "id",
    "status",
    "source",
    "meta",
    "articles",
    "relations",
    "dismissed",
    "revision",
    "updatedAt",
    "updatedBy",
  ],
  source: ["name", "sha256", "encoding", "length", "importedAt", "confidence"],
  meta: ["title", "publication", "date", "page", "url"],
  article: ["id", "blocks"],
  block: ["id", "role", "text", "pieces", "entities"],
  piece: ["source", "inserted"],
  entity: ["id", "type", "start", "end", "text", "ref", "by", "note", "attributes", "unseen"],
  relation: ["id", "type", "from", "to", "by", "note"],
  dismissed: ["rule", "quote", "before", "after"],
} as const;

/** The entries that are written, in their order. */
function ordered(value: Json, keys: readonly string[]): [string, unknown][] {
  const entries: [string, unknown][] = [];
  let known = 0;
  for (const key of keys) {
    if (!Object.hasOwn(value, key)) continue;
    known++;
    if (value[key] !== undefined) entries.push([key, value[key]]);
  }
  const all = Object.keys(value);
  if (all.length > known)
    for (const key of all) if (!keys.includes(key) && value[key] !== undefined) entries.push([key, value[key]]);
  return entries;
}

/** Whether the keys already stand in their public order, and none is without a value: so they come from our own files. */
function isOrdered(value: Json, keys: readonly string[]): boolean {
  let next = 0;
  for (const key in value) {
    if (!Object.hasOwn(value, key) || value[key] === undefined) return false;
    const place = keys.indexOf(key, next);
    if (place >= 0) next = place + 1;
    // An unknown key: only others may follow.
    else if (keys.includes(key)) return false;
    else next = keys.length;
  }
  return true;
}

/** JSON on one line with air: { "id": "e1", "start": 0 }. */
function inline(value: unknown, keys: readonly string[] = none): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => inline(item)).join(", ")}]`;
  // A long page has ten thousands of entities and pieces: one string each, and nothing made on the way.
  const object = value as Json;
  let text = "";
  let known = 0;
  for (const key of keys) {
    if (!Object.hasOwn(object, key)) continue;
    known++;
    if (object[key] !== undefined) text += `${text ? ", " : "{ "}"${key}": ${inline(object[key])}`;
  }
  const all = Object.keys(object);
  if (all.length > known)
    for (const key of all)
      if (!keys.includes(key) && object[key] !== undefined)
        text += `${text ? ", " : "{ "}${JSON.stringify(key)}: ${inline(object[key])}`;
  return text ? `${text} }` : "{}";
}

function object(entries: [string, string][], indent: string): string {
  const inner = `${indent}  `;
  return `{\n${entries.map(([key, text]) => `${inner}${JSON.stringify(key)}: ${text}`).join(",\n")}\n${indent}}`;
}

function lines(items: string[], indent: string): string {
  if (!items.length) return "[]";
  const inner = `${indent}  `;
  return `[\n${items.map((item) => inner + item).join(",\n")}\n${indent}]`;
}

function pretty(value: unknown, indent: string, keys: readonly string[] = []): string {
  if (Array.isArray(value))
    return value.length
      ? lines(
          value.map((item) => pretty(item, `${indent}  `)),
          indent,
        )
      : "[]";
  if (value && typeof value === "object") {
    const entries = ordered(value as Json, keys);
    return entries.length
      ? object(
          entries.map(([key, item]) => [key, pretty(item, `${indent}  `)]),
          indent,
        )
      : "{}";
  }
  return JSON.stringify(value);
}

function blockText(block: Block, indent: string): string {
  const inner = `${indent}  `;
  let text = "";
  for (const [key, value] of ordered(block as Json, keyOrder.block)) {
    text += `${text ? "," : "{"}
${inner}${JSON.stringify(key)}: `;
    if (key === "pieces") text += listText(block.pieces, keyOrder.piece, " ", " ");
    else if (key === "entities")
      text += listText(
        block.entities,
        keyOrder.entity,
        `
${inner}  `,
        `
${inner}`,
      );
    else text += pretty(value, inner);
  }
  return `${text}
${indent}}`;
}

/** @param before what stands before each item, @param after before the end */
function listText(items: readonly object[], keys: readonly string[], before: string, after: string): string {
  let text = "";
  for (const item of items) text += `${text ? "," : "["}${before}${inline(item, keys)}`;
  return text ? `${text}${after}]` : "[]";
}

/** What recognition was not sure of takes one line, however much it is. */
function sourceText(source: Source): string {
  const entries = ordered(source as Json, keyOrder.source);
  return object(
    entries.map(([key, value]) => [key, key === "confidence" ? inline(value) : pretty(value, "    ")]),
    "  ",
  );
}

/** The texts of a list's items, each on lines of its own, into the parts of the file. */
function putLines(parts: string[], items: readonly (() => void)[], indent: string): void {
  if (!items.length) {
    parts.push("[]");
    return;
  }
  for (const [index, put] of items.entries()) {
    parts.push(`${index ? "," : "["}
${indent}  `);
    put();
  }
  parts.push(`
${indent}]`);
}

function putArticle(parts: string[], article: Article, indent: string): void {
  const inner = `${indent}  `;
  for (const [index, [key, value]] of ordered(article as Json, keyOrder.article).entries()) {
    parts.push(`${index ? "," : "{"}
${inner}${JSON.stringify(key)}: `);
    if (key === "blocks")
      putLines(
        parts,
        article.blocks.map((block) => () => parts.push(blockText(block, `${inner}  `))),
        inner,
      );
    else parts.push(pretty(value, inner));
  }
  parts.push(`
${indent}}`);
}

/**
 * The text of a document's file, ending in a line feed. The same document always gives the same text. It is put together
 * once, of many parts: a long page would be copied again at each level of nesting.
 */
export function serializeDocument(document: GalleyDocument): string {
  const parts: string[] = [];
  for (const [index, [key, value]] of ordered(document as Json, keyOrder.document).entries()) {
    parts.push(`${index ? "," : "{"}
  ${JSON.stringify(key)}: `);
    if (key === "source") parts.push(sourceText(document.source));
    else if (key === "meta") parts.push(pretty(value, "  ", keyOrder.meta));
    else if (key === "articles")
      putLines(
        parts,
        document.articles.map((article) => () => putArticle(parts, article, "    ")),
        "  ",
      );
    else if (key === "relations" || key === "dismissed") {
      const keys = key === "relations" ? keyOrder.relation : keyOrder.dismissed;
      putLines(
        parts,
        (document[key] ?? []).map((item) => () => parts.push(inline(item, keys))),
        "  ",
      );
    } else parts.push(pretty(value, "  "));
  }
  return `${parts.join("")}
}
`;
}

function arranged(value: Json, keys: readonly string[], inner: (key: string, value: unknown) => unknown): Json {
  const entries = ordered(value, keys).map(([key, item]): [string, unknown] => [key, inner(key, item)]);
  return Object.fromEntries(entries);
}

function itemsArranged(items: unknown, keys: readonly string[]): unknown {
  if (!Array.isArray(items)) return items;
  return items.map((item: Json) => (isOrdered(item, keys) ? item : arranged(item, keys, (_, value) => value)));
}

/** The document with all keys in the order of its file, for those that write it in another form of JSON. */
export function inFileOrder(document: GalleyDocument): unknown {
  const block = (value: Json) =>
    arranged(value, keyOrder.block, (key, item) => {
      if (key === "pieces") return itemsArranged(item, keyOrder.piece);
      return key === "entities" ? itemsArranged(item, keyOrder.entity) : item;
    });
  const article = (value: Json) =>
    arranged(value, keyOrder.article, (key, item) => (key === "blocks" ? (item as Json[]).map(block) : item));
  return arranged(document as Json, keyOrder.document, (key, value) => {
    if (key === "source") return arranged(value as Json, keyOrder.source, (_, item) => item);
    if (key === "meta") return arranged(value as Json, keyOrder.meta, (_, item) => item);
    if (key === "articles") return (value as Json[]).map(article);
    if (key === "relations") return itemsArranged(value, keyOrder.relation);
    return key === "dismissed" ? itemsArranged(value, keyOrder.dismissed) : value;
  });
}
