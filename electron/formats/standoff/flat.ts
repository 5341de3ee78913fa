/**
 * A document as one text with spans and relations over it: what brat, doccano, Label Studio, CLUENER, UIMA, W3C
 * annotations and spaCy exchange. The text is that of `plain-text.ts`; offsets are code points into it.
 * Must not know: particular formats, files.
 */
import { GalleyError } from "../../../shared/errors.ts";
import type { Entity, GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText, codePointLength, withLineFeeds, writtenOffset } from "../../../shared/model/offsets.ts";
import { checkedBlocks } from "../export-each.ts";
import { plainText } from "../plain-text.ts";

export interface FlatSpan {
  id: string;
  type: string;
  start: number;
  end: number;
  /** The covered text. */
  text: string;
  ref: string | null;
  by: string;
  note: string;
  attributes: Readonly<Record<string, string>>;
}

export interface FlatRelation {
  id: string;
  type: string;
  /** Ids of spans. */
  from: string;
  to: string;
  by: string;
  note: string;
}

export interface FlatBlock {
  id: string;
  role: string;
  start: number;
  end: number;
}

export interface FlatArticle {
  id: string;
  blocks: FlatBlock[];
}

export interface FlatDocument {
  /** Source name of the page. */
  name: string;
  text: CodePointText;
  /** Every block, empty ones too, in reading order. */
  articles: FlatArticle[];
  /** In reading order, the longer of two that begin together first. */
  spans: FlatSpan[];
  relations: FlatRelation[];
}

/** A span of which a file says nothing but its place and type. @param by the program that made it */
export function newSpan(by: string, place: Pick<FlatSpan, "id" | "type" | "start" | "end">): FlatSpan {
  return { ...place, text: "", ref: null, by, note: "", attributes: {} };
}

function spanOf(entity: Entity, start: number, end: number): FlatSpan {
  const { id, type, ref, by, note } = entity;
  return { id, type, start, end, text: withLineFeeds(entity.text), ref, by, note, attributes: entity.attributes ?? {} };
}

/**
 * @throws GalleyError offset-mismatch when an entity is not exactly the text at its offsets, in the block or in the
 * text as written
 */
export function flatten(document: GalleyDocument): FlatDocument {
  const plain = plainText(document);
  const text = new CodePointText(plain.text);
  const starts = new Map(plain.blocks.map(({ block, start }) => [block, start]));
  const spans: FlatSpan[] = [];
  /** Where the last block ended: an empty block, which has no text, stands there. */
  let position = 0;
  const places = new Map<string, { start: number; end: number }>();
  for (const { block, text: blockText, entities } of checkedBlocks(document)) {
    const start = starts.get(block) ?? position;
    position = start + codePointLength(withLineFeeds(block.text));
    places.set(block.id, { start, end: position });
    for (const entity of entities) {
      const from = start + writtenOffset(blockText, entity.start, true);
      spans.push(spanOf(entity, from, start + writtenOffset(blockText, entity.end, false)));
    }
  }
  for (const span of spans) {
    const covered = text.slice(span.start, span.end);
    if (covered === span.text) continue;
    const { name } = document.source;
    throw new GalleyError(
      "offset-mismatch",
      `${name}: entity ${span.id} would be written as “${span.text}” at ${span.start}–${span.end}, but the text there is “${covered}”.`,
      { name, document: document.id, place: span.id, text: span.text },
    );
  }
  const articles = document.articles.map(({ id, blocks }) => ({
    id,
    blocks: blocks.map((block) => ({
      id: block.id,
      role: block.role,
      ...(places.get(block.id) ?? { start: 0, end: 0 }),
    })),
  }));
  const known = new Set(spans.map(({ id }) => id));
  const relations = (document.relations ?? []).filter(({ from, to }) => known.has(from) && known.has(to));
  return { name: document.source.name, text, articles, spans, relations };
}
