/**
 * A document as the text of its file: stable key order, two-space indent, one entity, one relation, one
 * block's pieces and one dismissal a line, so that two people's changes to two blocks meet in no line of a diff.
 */
import type { Article, Block, GalleyDocument, Source } from "./document.ts";
import { inline, type Json, lineParts, lines, listed, object, objectParts, ordered, pretty } from "./json-layout.ts";

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

function blockText(block: Block, indent: string): string {
  const inner = `${indent}  `;
  return object(
    ordered(block as Json, keyOrder.block).map(([key, value]) => {
      if (key === "pieces") {
        const pieces = block.pieces.map((piece) => inline(piece, keyOrder.piece));
        return [key, listed(pieces, "[]", " ", " ")];
      }
      if (key === "entities")
        return [
          key,
          lines(
            block.entities.map((entity) => inline(entity, keyOrder.entity)),
            inner,
          ),
        ];
      return [key, pretty(value, inner)];
    }),
    indent,
  );
}

/** Turns a block into what its file is made of, from the text that it is there. */
type BlockPart<Part> = (block: Block, text: () => string) => Part;

function articleParts<Part>(article: Article, indent: string, part: BlockPart<Part>): Iterable<Part | string> {
  const inner = `${indent}  `;
  const blocks = () => lineParts(article.blocks, (block) => [part(block, () => blockText(block, `${inner}  `))], inner);
  return objectParts<Part>(
    ordered(article as Json, keyOrder.article).map(([key, value]) => [
      key,
      key === "blocks" ? blocks() : [pretty(value, inner)],
    ]),
    indent,
  );
}

/** What recognition was not sure of takes one line, however much it is. */
function sourceText(source: Source): string {
  const entries = ordered(source as Json, keyOrder.source);
  return object(
    entries.map(([key, value]) => [key, key === "confidence" ? inline(value) : pretty(value, "    ")]),
    "  ",
  );
}

/** The text of a document's file, ending in a line feed. The same document always gives the same text. */
export function serializeDocument(document: GalleyDocument): string {
  let text = "";
  for (const part of serializedParts(document, (_, block) => block())) text += part;
  return text;
}

/** The same text in parts, each block one: who writes bytes needs it in no other form. */
export function* serializedParts<Part>(document: GalleyDocument, part: BlockPart<Part>): Generator<Part | string> {
  const entries = ordered(document as Json, keyOrder.document).map(
    ([key, value]): [string, Iterable<Part | string>] => {
      if (key === "source") return [key, [sourceText(document.source)]];
      if (key === "meta") return [key, [pretty(value, "  ", keyOrder.meta)]];
      if (key === "articles")
        return [key, lineParts(document.articles, (article) => articleParts(article, "    ", part), "  ")];
      if (key === "relations" || key === "dismissed") {
        const keys = key === "relations" ? keyOrder.relation : keyOrder.dismissed;
        const items = document[key] ?? [];
        return [
          key,
          [
            lines(
              items.map((item) => inline(item, keys)),
              "  ",
            ),
          ],
        ];
      }
      return [key, [pretty(value, "  ")]];
    },
  );
  yield* objectParts(entries, "");
  yield "\n";
}

function arranged(value: Json, keys: readonly string[], inner: (key: string, value: unknown) => unknown): Json {
  const entries = ordered(value, keys).map(([key, item]): [string, unknown] => [key, inner(key, item)]);
  return Object.fromEntries(entries);
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
