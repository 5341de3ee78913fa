/** A document's characters in rows with their labels. Must not know: files. */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { FlatDocument, FlatSpan } from "../standoff/flat.ts";
import { outermost } from "../standoff/outermost.ts";
import { isVisible, sentencesOf, type Token } from "../standoff/sentences.ts";

export interface LabelledToken {
  token: Token;
  /** The span that it belongs to, and which of the span's rows it is. */
  span: { of: FlatSpan; index: number; length: number } | null;
}

export interface Rows {
  sentences: LabelledToken[][];
  /** Spans that have no row of their own: nested or crossing ones, and those of nothing but white space. */
  left: FlatSpan[];
}

export function rowsOf(flat: FlatDocument): Rows {
  const visible = flat.spans.filter((span) => isVisible(span.text));
  const { kept, dropped } = outermost(visible);
  let next = 0;
  const sentences = sentencesOf(flat.text, kept).map((sentence) => {
    const rows = sentence.map((token): LabelledToken => {
      while ((kept[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const of = kept[next];
      return { token, span: of && of.start <= token.start ? { of, index: 0, length: 0 } : null };
    });
    // A span is in one sentence, as none ends inside it, and its rows follow each other.
    for (let from = 0; from < rows.length; ) {
      const of = rows[from]?.span?.of;
      let to = from + 1;
      while (to < rows.length && rows[to]?.span?.of === of) to++;
      for (let index = from; of && index < to; index++) {
        (rows[index] as LabelledToken).span = { of, index: index - from, length: to - from };
      }
      from = to;
    }
    return rows;
  });
  return { sentences, left: [...dropped, ...flat.spans.filter((span) => !visible.includes(span))] };
}

/** What was left out, for the report; null when nothing was. */
export function leftNotice(left: readonly FlatSpan[]): ExchangeNotice | null {
  if (!left.length) return null;
  const list = left.map(({ type, text, id }) => `${type} “${text}” (${id})`).join(", ");
  return notice("nested-left-out", { n: left.length, list });
}
