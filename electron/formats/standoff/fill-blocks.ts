/**
 * Which block each span of a text belongs to. Every span lies in one block: where one runs over a border between two
 * blocks, they become one. Must not know: particular formats, files.
 */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import { type CodePointText, codePointLength } from "../../../shared/model/offsets.ts";
import { defaultRole } from "../../../shared/model/settings.ts";
import { badRecord } from "./bad-record.ts";
import type { FlatArticle, FlatBlock, FlatSpan } from "./flat.ts";

/** A span, and where the characters in it that are no space begin and end. */
export interface Core {
  span: FlatSpan;
  start: number;
  end: number;
}

export interface FilledArticle {
  id: string;
  blocks: { block: FlatBlock; cores: Core[] }[];
}

/**
 * The core of a span, or none when it has nothing but space, which is said in the notices.
 * @throws GalleyError bad-record when it is no range of the text
 */
export function coreOf(span: FlatSpan, text: CodePointText, place: string, notices: ExchangeNotice[]): Core[] {
  const { start, end } = span;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end || end > text.length)
    throw badRecord(
      place,
      `the ${span.type} at ${start}–${end} is not a range of its text, which has ${text.length} characters`,
    );
  const covered = text.slice(start, end);
  const trimmed = covered.trimStart();
  if (!trimmed) {
    notices.push(notice("entity-of-space", { type: span.type, start, end }));
    return [];
  }
  const from = start + codePointLength(covered) - codePointLength(trimmed);
  return [{ span, start: from, end: from + codePointLength(trimmed.trimEnd()) }];
}

/**
 * @param articles blocks in the order of the text, nothing but space between them; null: blank lines divide it
 * @returns every block with its spans, in reading order
 */
export function fillBlocks(
  text: CodePointText,
  articles: readonly FlatArticle[] | null,
  cores: readonly Core[],
  notices: ExchangeNotice[],
): FilledArticle[] {
  const sorted = cores.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const given = articles ?? [{ id: "a1", blocks: blocksBetweenBlankLines(text, sorted) }];
  const flat = given.flatMap(({ blocks }, article) => blocks.map((block) => ({ block, article })));
  const blockAt = finder(flat.map(({ block }) => block));

  /** By block: how many after it become one with it. */
  const last = flat.map((_, index) => index);
  const kept = sorted.filter((core) => {
    const [first, final] = [blockAt(core.start), blockAt(core.end - 1)];
    if (flat[first]?.article !== flat[final]?.article) {
      const { type, start, end } = core.span;
      notices.push(notice("entity-over-articles", { type, start, end }));
      return false;
    }
    last[first] = Math.max(last[first] ?? first, final);
    return true;
  });

  const filled: FilledArticle[] = given.map(({ id }) => ({ id, blocks: [] }));
  /** By block: the one that it became a part of. */
  const home: FilledArticle["blocks"] = [];
  for (let index = 0; index < flat.length; index++) {
    const each = flat[index];
    if (!each) continue;
    const joined = { block: { ...each.block }, cores: [] };
    let end = last[index] ?? index;
    for (let inside = index; inside <= end; inside++) {
      end = Math.max(end, last[inside] ?? inside);
      home[inside] = joined;
      joined.block.end = flat[inside]?.block.end ?? joined.block.end;
    }
    filled[each.article]?.blocks.push(joined);
    index = end;
  }
  for (const core of kept) home[blockAt(core.start)]?.cores.push(core);
  return filled;
}

/** The index of the block that a character, which is no space, stands in. */
function finder(blocks: readonly FlatBlock[]): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Lines of text, divided where a line is blank; but a blank line inside a span divides nothing. */
function blocksBetweenBlankLines(text: CodePointText, cores: readonly Core[]): FlatBlock[] {
  const blocks: FlatBlock[] = [];
  let open: FlatBlock | null = null;
  let position = 0;
  let next = 0;
  /** Where the spans that began so far end. */
  let covered = 0;
  for (const part of text.text.split(/(\r\n|\r|\n)/)) {
    const end = position + codePointLength(part);
    for (; (cores[next]?.start ?? Number.POSITIVE_INFINITY) <= position; next++)
      covered = Math.max(covered, cores[next]?.end ?? 0);
    const isLineEnd = /^[\r\n]/.test(part);
    if (isLineEnd) {
      position = end;
      continue;
    }
    if (part.trim()) {
      if (open) open.end = end;
      else {
        open = { id: `b${blocks.length + 1}`, role: defaultRole, start: position, end };
        blocks.push(open);
      }
    } else if (covered <= position) open = null;
    position = end;
  }
  return blocks.length ? blocks : [{ id: "b1", role: defaultRole, start: 0, end: 0 }];
}
