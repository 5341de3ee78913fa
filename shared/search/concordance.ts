/**
 * A concordance's lines: each match with what stands around it in its block, and the order of lines by that.
 * Must not know: where texts come from.
 */
import { CodePointText } from "../model/offsets.ts";

/** How much of the block is shown on either side, in code points. */
export const CONTEXT = 24;

/** Stands between two blocks where a document's blocks are one text: a noncharacter, which no text holds. */
export const BORDER = "\uffff";
const BORDER_UNIT = 0xffff;

export interface Context {
  /** Code points in the block's text. */
  start: number;
  end: number;
  before: string;
  match: string;
  after: string;
}

/** @param start,end UTF-16 units in the block's text */
export function contextOf(text: string, start: number, end: number): Context {
  const points = new CodePointText(text);
  const [from, to] = [points.toCodePoint(start), points.toCodePoint(end)];
  return {
    start: from,
    end: to,
    before: points.slice(from - CONTEXT, from),
    match: text.slice(start, end),
    after: points.slice(to, to + CONTEXT),
  };
}

/** A place in a text, in UTF-16 units. */
export interface Spot {
  text: string;
  at: number;
}

/** Weight of each UTF-16 unit: which sorts first. */
export type Ranks = { readonly [unit: number]: number };

/** More than anyone compares by eye; equal that far is equal. In UTF-16 units. */
const COMPARED = 48;

/** Orders by what stands before the spots, read backwards to the block's border; nothing sorts before something. */
export function compareLeft(a: Spot, b: Spot, ranks: Ranks): number {
  for (let step = 1; step <= COMPARED; step++) {
    const [left, right] = [unitAt(a.text, a.at - step), unitAt(b.text, b.at - step)];
    if (left !== right) return rankOf(left, ranks) - rankOf(right, ranks) || left - right;
    if (left === BORDER_UNIT) return 0;
  }
  return 0;
}

/** Orders by what stands behind the spots, to the block's border; nothing sorts before something. */
export function compareRight(a: Spot, b: Spot, ranks: Ranks): number {
  for (let step = 0; step < COMPARED; step++) {
    const [left, right] = [unitAt(a.text, a.at + step), unitAt(b.text, b.at + step)];
    if (left !== right) return rankOf(left, ranks) - rankOf(right, ranks) || left - right;
    if (left === BORDER_UNIT) return 0;
  }
  return 0;
}

function unitAt(text: string, at: number): number {
  return at < 0 || at >= text.length ? BORDER_UNIT : text.charCodeAt(at);
}

function rankOf(unit: number, ranks: Ranks): number {
  return unit === BORDER_UNIT ? -1 : (ranks[unit] ?? unit);
}

/** A spot with no more of its text than is compared, which keeps nothing else in memory. */
export function orderContext({ text, at }: Spot, side: "left" | "right"): Spot {
  const [from, to] = side === "left" ? [Math.max(0, at - COMPARED), at] : [at, at + COMPARED];
  return { text: Array.from(text.slice(from, to)).join(""), at: at - from };
}

/** The first ones in an order, of as many as are added; no more than a few times as many are held. */
export class FirstInOrder<T> {
  readonly #count: number;
  readonly #compare: (a: T, b: T) => number;
  #best: T[] = [];
  #worst: T | null = null;

  constructor(count: number, compare: (a: T, b: T) => number) {
    this.#count = count;
    this.#compare = compare;
  }

  /** What is equal stays in the order in which it came. @param keep makes what is held of it */
  add(one: T, keep: (one: T) => T = (same) => same): void {
    if (this.#count <= 0 || (this.#worst !== null && this.#compare(one, this.#worst) >= 0)) return;
    this.#best.push(keep(one));
    if (this.#best.length < 2 * this.#count + 64) return;
    this.#best = this.sorted();
    this.#worst = this.#best.at(-1) ?? null;
  }

  sorted(): T[] {
    return this.#best.sort(this.#compare).slice(0, this.#count);
  }
}

/** The same of the numbers 0 … size-1. */
export function firstInOrder(size: number, count: number, compare: (a: number, b: number) => number): number[] {
  const first = new FirstInOrder(count, compare);
  for (let one = 0; one < size; one++) first.add(one);
  return first.sorted();
}
