/** A document's characters in rows, each with the entity that labels it. Must not know: files. */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { FlatDocument, FlatSpan } from "../standoff/flat.ts";
import { outermost } from "../standoff/outermost.ts";
import { readSentences, visibleLength } from "../standoff/sentences.ts";
import { labelOf, outside } from "./labels.ts";

/** Who is told a document's rows: some thousands a page, of which nobody needs a list. */
export interface RowReader {
  /**
   * The next character of a sentence.
   * @param code its code point
   * @param span the span that it belongs to
   * @param index which of the span's rows it is
   * @param length how many rows the span has
   */
  row(code: number, span: FlatSpan | null, index: number, length: number): void;
  /** The sentence is over; it has at least one row. */
  sentenceEnd(): void;
}

/**
 * Tells all rows of a document.
 * @returns spans that have no row of their own: nested or crossing ones, and those of nothing but white space
 */
export function readRows({ text, spans }: FlatDocument, reader: RowReader): FlatSpan[] {
  const lengths = new Map(spans.map((span) => [span, visibleLength(span.text)]));
  const { kept, dropped } = outermost(spans.filter((span) => lengths.get(span)));
  let next = 0;
  let index = 0;
  readSentences(text, kept, {
    character(code, start) {
      while ((kept[next]?.end ?? Number.POSITIVE_INFINITY) <= start) {
        next++;
        index = 0;
      }
      // A span is in one sentence, as none ends inside it, and its rows follow each other.
      const span = kept[next];
      if (span && span.start <= start) reader.row(code, span, index++, lengths.get(span) as number);
      else reader.row(code, null, 0, 0);
    },
    end: () => reader.sentenceEnd(),
  });
  return [...dropped, ...spans.filter((span) => !lengths.get(span))];
}

export interface TaggedSentence {
  tokens: string[];
  /** Of each token, in BIO. */
  tags: string[];
}

/** The sentences as lists, for formats that hold them so, and what `readRows` returns. */
export function taggedSentences(flat: FlatDocument): { sentences: TaggedSentence[]; left: FlatSpan[] } {
  const sentences: TaggedSentence[] = [];
  let sentence: TaggedSentence = { tokens: [], tags: [] };
  const left = readRows(flat, {
    row(code, span, index, length) {
      sentence.tokens.push(String.fromCodePoint(code));
      sentence.tags.push(span ? labelOf("bio", span.type, index, length) : outside);
    },
    sentenceEnd() {
      sentences.push(sentence);
      sentence = { tokens: [], tags: [] };
    },
  });
  return { sentences, left };
}

/** What was left out, for the report; null when nothing was. */
export function leftNotice(left: readonly FlatSpan[]): ExchangeNotice | null {
  if (!left.length) return null;
  const list = left.map(({ type, text, id }) => `${type} “${text}” (${id})`).join(", ");
  return notice("nested-left-out", { n: left.length, list });
}
