/**
 * A page and its source side by side: for any stretch of one, the tokens of it that the other has not. Knows which text
 * moved (order.ts) and how far a moved passage reaches, so that what was corrected at its edges belongs to it.
 */
import type { GalleyDocument } from "../model/document.ts";
import { CodePointText } from "../model/offsets.ts";
import { type Order, orderOf, type Run, type Used } from "./order.ts";
import { type SourceToken, sourceTokens } from "./source-tokens.ts";

/** A written character, the border between two blocks ("\n", `border`), or a whole moved passage. */
export interface PageToken {
  text: string;
  /** Index of the block, and code points in its text; of a border, the end of the block before it. */
  block: number;
  start: number;
  end: number;
  border: boolean;
}

export interface Place {
  block: number;
  offset: number;
}

/** How far a moved passage reaches with what was corrected at its edges. */
export interface Reach {
  run: Run;
  /** Code points in the source. */
  from: number;
  to: number;
  first: Place;
  last: Place;
}

// No character: a moved passage answers nothing on the other side.
const AWAY = "moved away";
const HERE = "moved here";

export function isBreak(token: { text: string }): boolean {
  return token.text === "\n" || token.text === AWAY || token.text === HERE;
}

export class SideBySide {
  readonly source: CodePointText;
  readonly order: Order;
  /** In reading order. */
  readonly reaches: readonly Reach[];
  readonly #reachOf: Map<Run, Reach>;
  readonly #points: (CodePointText | undefined)[] = [];
  /** Moved passages by the blocks that they lie in. */
  readonly #inBlock = new Map<number, { run: Run; start: number; end: number }[]>();

  constructor(document: GalleyDocument, source: CodePointText) {
    this.source = source;
    this.order = orderOf(document);
    const neighbours = new Map(this.order.reading.map((used, index) => [used, index]));
    this.reaches = this.order.runs.map((run) => this.#reach(run, neighbours));
    this.#reachOf = new Map(this.reaches.map((reach) => [reach.run, reach]));
    for (const { run, first, last } of this.reaches) {
      for (let block = first.block; block <= last.block; block++) {
        const start = block === first.block ? first.offset : 0;
        const end = block === last.block ? last.offset : this.points(block).length;
        const list = this.#inBlock.get(block) ?? [];
        list.push({ run, start, end });
        this.#inBlock.set(block, list);
      }
    }
  }

  /** Converts and slices a block's text. */
  points(block: number): CodePointText {
    this.#points[block] ??= new CodePointText(this.order.blocks[block]?.text ?? "");
    return this.#points[block];
  }

  get end(): Place {
    const block = this.order.blocks.length - 1;
    return { block, offset: this.points(block).length };
  }

  /** What the source has between two stretches that follow each other in it, apart from moved passages. */
  sourceBetween(before: Used | null, after: Used | null): SourceToken[] {
    const { bySource } = this.order;
    const tokens: SourceToken[] = [];
    let at = before?.to ?? 0;
    for (let rank = (before?.rank ?? -1) + 1; rank < (after?.rank ?? bySource.length); rank++) {
      const used = bySource[rank] as Used;
      const reach = used.run && this.#reachOf.get(used.run);
      if (!reach || reach.from < at) continue;
      tokens.push(...sourceTokens(this.source, at, reach.from), { text: AWAY, from: reach.from, to: reach.to });
      at = reach.to;
    }
    tokens.push(...sourceTokens(this.source, at, after?.from ?? this.source.length));
    return tokens;
  }

  /** What the page has between two places of `within` (null: of what stays), apart from passages moved there. */
  pageBetween(from: Place, to: Place, within: Run | null): PageToken[] {
    const tokens: PageToken[] = [];
    for (let block = from.block; block <= to.block; block++) {
      const start = block === from.block ? from.offset : 0;
      const end = block === to.block ? to.offset : this.points(block).length;
      let at = start;
      for (const moved of this.#inBlock.get(block) ?? []) {
        if (moved.run === within || moved.end <= start || moved.start >= end) continue;
        this.#written(block, at, moved.start, tokens);
        tokens.push({ text: HERE, block, start: moved.start, end: moved.end, border: false });
        at = moved.end;
      }
      this.#written(block, at, end, tokens);
      if (block < to.block) tokens.push({ text: "\n", block, start: end, end, border: true });
    }
    return tokens;
  }

  #written(block: number, from: number, to: number, tokens: PageToken[]): void {
    if (from >= to) return;
    let at = from;
    for (const text of this.points(block).slice(from, to)) {
      tokens.push({ text, block, start: at, end: at + 1, border: false });
      at++;
    }
  }

  #reach(run: Run, neighbours: ReadonlyMap<Used, number>): Reach {
    const { reading, bySource } = this.order;
    const first = run.parts[0] as Used;
    const last = run.parts.at(-1) as Used;
    const before = reading[(neighbours.get(first) as number) - 1];
    const after = reading[(neighbours.get(last) as number) + 1];
    const lineStart = this.#lineStart(first.from, bySource[first.rank - 1]?.to ?? 0);
    const lineEnd = this.#lineEnd(last.to, bySource[last.rank + 1]?.from ?? this.source.length);
    return {
      run,
      from: lineStart ?? first.from,
      to: lineEnd ?? last.to,
      first: { block: first.block, offset: before?.block === first.block ? first.start : 0 },
      last: { block: last.block, offset: after?.block === last.block ? last.end : this.points(last.block).length },
    };
  }

  /** Where the line that `at` is in begins, after its mark; null when text that is used stands before it on the line. */
  #lineStart(at: number, floor: number): number | null {
    let start = at;
    while (start > floor && !/[\r\n]/.test(this.source.slice(start - 1, start))) start--;
    if (start > 0 && start === floor && !/[\r\n]/.test(this.source.slice(start - 1, start))) return null;
    const mark = sourceTokens(this.source, start, at)[0];
    return mark?.text === "\n" ? mark.to : start;
  }

  #lineEnd(at: number, ceiling: number): number | null {
    let end = at;
    while (end < ceiling && !/[\r\n]/.test(this.source.slice(end, end + 1))) end++;
    const onLine = end === ceiling && end < this.source.length && !/[\r\n]/.test(this.source.slice(end, end + 1));
    return onLine ? null : end;
  }
}
