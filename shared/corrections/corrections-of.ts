/**
 * The corrections of a page: its text against its source. Pieces say where every character came from, so nothing is
 * guessed about what stayed, moved or went; only inside a gap, where some characters were written for some others, a
 * difference of characters says which answers which. Linear in the page but for such gaps. Pure.
 */
import type { GalleyDocument } from "../model/document.ts";
import type { CodePointText } from "../model/offsets.ts";
import { type Correction, kindOfChange } from "./correction.ts";
import { diff } from "./diff.ts";
import type { Used } from "./order.ts";
import { isBreak, type PageToken, type Place, type Reach, SideBySide } from "./page-tokens.ts";
import { type SourceToken, sourceTokens } from "./source-tokens.ts";

/** @returns in reading order */
export function correctionsOf(document: GalleyDocument, source: CodePointText): Correction[] {
  const sides = new SideBySide(document, source);
  const collector = new Collector(sides);
  const stays = sides.order.reading.filter(({ run }) => !run);
  for (let index = 0; index <= stays.length; index++) collector.between(stays[index - 1] ?? null, stays[index] ?? null);
  for (const reach of sides.reaches) collector.moved(reach);
  return collector.inReadingOrder();
}

/** Characters of context on either side. */
const CONTEXT = 12;

class Collector {
  readonly #sides: SideBySide;
  readonly #found: { block: number; correction: Correction }[] = [];

  constructor(sides: SideBySide) {
    this.#sides = sides;
  }

  inReadingOrder(): Correction[] {
    return this.#found
      .sort(
        (a, b) =>
          a.block - b.block ||
          a.correction.start - b.correction.start ||
          a.correction.source[0] - b.correction.source[0],
      )
      .map(({ correction }) => correction);
  }

  /** Two stretches that follow each other in the source, and in the page but for moved passages; null: its ends. */
  between(before: Used | null, after: Used | null): void {
    const sides = this.#sides;
    const [from, to] = [before ? endOf(before) : { block: 0, offset: 0 }, after ? startOf(after) : sides.end];
    const source = sides.sourceBetween(before, after);
    const page = sides.pageBetween(from, to, before?.run ?? null);
    if (before && after && before.block !== after.block && !source.some(isLineEnd) && !this.#endsLine(before, after))
      this.#add({ block: after.block, offset: 0 }, 0, {
        kind: "split",
        source: [after.from, after.from],
        blocks: [this.#id(before.block), this.#id(after.block)],
      });
    // The page begins and ends with a block's border, the source with a line's.
    if (!before) {
      if (source[0]?.text !== "\n") source.unshift({ text: "\n", from: 0, to: 0 });
      page.unshift({ text: "\n", ...from, start: 0, end: 0, border: true });
    }
    if (!after) {
      const { length } = sides.source;
      if ((!before && source.length === 1) || source.at(-1)?.text !== "\n")
        source.push({ text: "\n", from: length, to: length });
      page.push({ text: "\n", block: to.block, start: to.offset, end: to.offset, border: true });
    }
    this.#compare(source, page, to, before?.to ?? 0, before !== null && before.block === after?.block);
  }

  /** A moved passage: that it moved, and what was corrected inside and at its edges. */
  moved(reach: Reach): void {
    const sides = this.#sides;
    const { parts } = reach.run;
    const [first, last] = [parts[0] as Used, parts.at(-1) as Used];
    const blocks = sides.order.blocks.slice(reach.first.block, reach.last.block + 1).map(({ id }) => id);
    const right = blocks
      .map((_, index) => {
        const block = reach.first.block + index;
        const start = index === 0 ? reach.first.offset : 0;
        const end = block === reach.last.block ? reach.last.offset : sides.points(block).length;
        return sides.points(block).slice(start, end);
      })
      .join("\n");
    const source = [reach.from, reach.to] as const;
    const wrong = sides.source.slice(...source);
    this.#add(reach.first, reach.last.offset, { kind: "move", source, wrong, right, blocks });
    const edge = (from: number, to: number, start: Place, end: Place) => {
      const own = sourceTokens(sides.source, from, to).filter((token) => !isBreak(token));
      this.#compare(own, sides.pageBetween(start, end, reach.run), end, from, true);
    };
    edge(reach.from, first.from, reach.first, startOf(first));
    for (let index = 1; index < parts.length; index++) this.between(parts[index - 1] as Used, parts[index] as Used);
    edge(last.to, reach.to, endOf(last), reach.last);
  }

  /** @param end where the page's tokens end; @param from where the source's begin */
  #compare(
    source: readonly SourceToken[],
    page: readonly PageToken[],
    end: Place,
    from: number,
    sameBlock: boolean,
  ): void {
    if (!source.length && !page.length) return;
    const hunks = diff(
      source.map(({ text }) => text),
      page.map(({ text }) => text),
    );
    for (const { a, aEnd, b, bEnd } of hunks) {
      const [wrong, right] = [source.slice(a, aEnd), page.slice(b, bEnd)];
      const at = page[b] ? placeOf(page[b]) : end;
      const behind = page[bEnd] ? placeOf(page[bEnd]) : end;
      const breaks = sameBlock ? wrong.filter(isLineEnd) : [];
      if (breaks.length && [...wrong, ...right].every(({ text }) => !text.trim()) && !right.some(isBreak)) {
        const range = [(wrong[0] as SourceToken).from, (wrong.at(-1) as SourceToken).to] as const;
        this.#add(at, behind.offset, { kind: "join", source: range, wrong: this.#raw(range), right: textOf(right) });
        continue;
      }
      const [one] = breaks;
      if (one) {
        const range = [one.from, one.to] as const;
        const place = wrong[0] === one ? at : behind;
        this.#add(place, place.offset, { kind: "join", source: range, wrong: this.#raw(range), right: "" });
      }
      for (const token of right)
        if (token.text === "\n" && !token.border)
          this.#add(placeOf(token), token.end, { kind: "space", source: nearest(source, a, from), right: "\n" });

      const lines = partsOf(wrong);
      const texts = partsOf(right);
      for (let index = 0; index < Math.max(lines.length, texts.length); index++) {
        const line = lines[index];
        const text = texts[index];
        if (line && text) this.#replaced(line.part, text.part);
        else if (text) this.#put(text.part, nearest(source, a, from));
        else if (line) this.#taken(line.part, isWhole(source, a + line.index, line.part.length), behind, sameBlock);
      }
    }
  }

  /** Characters for characters: as many for as many are told apart by what kind of change each is. */
  #replaced(wrong: readonly SourceToken[], right: readonly PageToken[]): void {
    const kinds =
      wrong.length === right.length
        ? wrong.map(({ text }, index) => kindOfChange(text, (right[index] as PageToken).text))
        : [];
    const cuts = kinds.flatMap((kind, index) => (index > 0 && kind !== kinds[index - 1] ? [index] : []));
    for (const [index, from] of [0, ...cuts].entries()) {
      const to = cuts[index] ?? Number.POSITIVE_INFINITY;
      const [old, fresh] = [wrong.slice(from, to), right.slice(from, to)];
      const [first, last] = [fresh[0] as PageToken, fresh.at(-1) as PageToken];
      this.#add(placeOf(first), last.end, {
        kind: kindOfChange(textOf(old), textOf(fresh)),
        source: rangeOf(old),
        wrong: textOf(old),
        right: textOf(fresh),
      });
    }
  }

  #put(right: readonly PageToken[], source: readonly [number, number]): void {
    const [first, last] = [right[0] as PageToken, right.at(-1) as PageToken];
    const text = textOf(right);
    const whole = first.start === 0 && last.end === this.#sides.points(first.block).length;
    const kind = whole ? "inserted" : kindOfChange("", text);
    this.#add(placeOf(first), last.end, { kind, source, right: text });
  }

  #taken(wrong: readonly SourceToken[], whole: boolean, at: Place, sameBlock: boolean): void {
    const text = textOf(wrong);
    const kind = whole ? "removed" : kindOfChange(text, "");
    const place = !whole || sameBlock ? "inside" : at.offset === 0 ? "before" : "after";
    this.#add(at, at.offset, { kind, source: rangeOf(wrong), wrong: text, place });
  }

  #add(
    { block, offset }: Place,
    end: number,
    rest: Pick<Correction, "kind" | "source"> & Partial<Pick<Correction, "wrong" | "right" | "place" | "blocks">>,
  ): void {
    const id = this.#id(block);
    const { wrong = "", right = "", place = "inside", blocks = [id] } = rest;
    const points = this.#sides.points(block);
    const inLast = blocks.length > 1 ? offset : end;
    const before = points.slice(Math.max(0, offset - CONTEXT), offset);
    const after = points.slice(inLast, inLast + CONTEXT);
    const correction = { ...rest, block: id, start: offset, end, wrong, right, before, after, place, blocks };
    this.#found.push({ block, correction });
  }

  #id(block: number): string {
    return this.#sides.order.blocks[block]?.id ?? "";
  }

  #raw(range: readonly [number, number]): string {
    return this.#sides.source.slice(...range);
  }

  /** Whether the line end between two stretches is in one of them. */
  #endsLine(before: Used, after: Used): boolean {
    return /[\r\n]/.test(this.#raw([before.to - 1, before.to]) + this.#raw([after.from, after.from + 1]));
  }
}

/** Where in the source something would stand that it has not; `from`: where this part of the source begins. */
function nearest(source: readonly SourceToken[], index: number, from: number): readonly [number, number] {
  const at = source[index]?.from ?? source.at(-1)?.to ?? from;
  return [at, at];
}

const startOf = ({ block, start }: Used): Place => ({ block, offset: start });
const endOf = ({ block, end }: Used): Place => ({ block, offset: end });
const placeOf = ({ block, start }: PageToken): Place => ({ block, offset: start });
const isLineEnd = (token: { text: string }) => token.text === "\n";
const textOf = (tokens: readonly { text: string }[]) => tokens.map(({ text }) => text).join("");

function rangeOf(tokens: readonly SourceToken[]): readonly [number, number] {
  return [tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0];
}

/** The runs of characters between line ends and moved passages, and where each begins in the list. */
function partsOf<T extends { text: string }>(tokens: readonly T[]): { part: T[]; index: number }[] {
  const parts: { part: T[]; index: number }[] = [];
  let open = false;
  for (const [index, token] of tokens.entries()) {
    if (!isBreak(token)) {
      if (open) parts.at(-1)?.part.push(token);
      else parts.push({ part: [token], index });
    }
    open = !isBreak(token);
  }
  return parts;
}

/** Whether nothing else stands on this line of the source. */
function isWhole(source: readonly SourceToken[], index: number, length: number): boolean {
  const [before, after] = [source[index - 1], source[index + length]];
  return before !== undefined && after !== undefined && isBreak(before) && isBreak(after);
}
