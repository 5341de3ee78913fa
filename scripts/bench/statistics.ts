/** Percentiles of repeated measurements, the table for a terminal, and how cost grows with size. */
import type { Figure, Unit } from "./section.ts";

/** The value that a share `p` (0…1) of the samples does not exceed; NaN without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}

/** A figure as it is stored and printed. */
export interface Result {
  work: string;
  unit: Unit;
  aim: number | null;
  /** Median. */
  p50: number;
  /** What 95 of 100 samples keep to: at most so much, or at least, where more is better. */
  p95: number;
  samples: number;
  growth?: { of: string; size: number };
}

const moreIsBetter = (unit: Unit) => unit === "pages/s";

export function resultOf({ work, samples, aim, unit = "ms", growth }: Figure): Result {
  const p95 = percentile(samples, moreIsBetter(unit) ? 0.05 : 0.95);
  const result = { work, unit, aim, p50: round(percentile(samples, 0.5)), p95: round(p95), samples: samples.length };
  return growth ? { ...result, growth } : result;
}

/** Whether it keeps to its aim; null where there is none. */
export function isKept({ unit, aim, p95 }: Result): boolean | null {
  if (aim === null) return null;
  return moreIsBetter(unit) ? p95 >= aim : p95 <= aim;
}

/** Three digits say all that can be said of a measurement. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Columns of a terminal: Han characters take two. */
const widthOf = (text: string) =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffff\u{20000}-\u{3ffff}]/u.test(character) ? 2 : 1), 0);
const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - widthOf(text)));
const cell = (text: string) => text.padStart(9);
const number = (value: number) => cell(value >= 1000 ? Math.round(value).toLocaleString("en") : String(value));

/**
 * Work, aim, median, 95th percentile; with an earlier run, how many times as much this one takes (for rates, too: twice
 * as much is twice as many).
 */
export function table(results: readonly Result[], earlier: readonly Result[]): string {
  const before = new Map(earlier.map((result) => [result.work, result]));
  const width = Math.max(4, ...results.map(({ work }) => widthOf(work)));
  const ratio = (now: number, then: number | undefined) => (then ? cell(`×${(now / then).toPrecision(2)}`) : cell("–"));
  const compared = earlier.length > 0;
  const names = ["aim", "p50", "p95", "n", ...(compared ? ["p50 then", "p95 then"] : [])];
  const head = `${padded("work", width)} ${names.map(cell).join(" ")}`;
  const rows = results.map((result) => {
    const { work, unit, aim, p50, p95, samples } = result;
    const then = before.get(work);
    const cells = [
      aim === null ? cell("–") : number(aim),
      number(p50),
      number(p95),
      cell(String(samples)),
      ...(compared ? [ratio(p50, then?.p50), ratio(p95, then?.p95)] : []),
    ];
    return `${padded(work, width)} ${cells.join(" ")}  ${unit}${isKept(result) === false ? "  missed" : ""}`;
  });
  return [head, "-".repeat(head.length), ...rows].join("\n");
}

/**
 * How the cost of a work grows with its size: the exponent e of cost ~ size^e, by least squares over the medians of all
 * sizes. 1 is linear; much below 1, a fixed cost outweighs the rest.
 */
export function exponents(results: readonly Result[]): { of: string; sizes: number[]; exponent: number }[] {
  const series = new Map<string, { size: number; cost: number }[]>();
  for (const { growth, p50, unit } of results) {
    if (!growth || !(p50 > 0)) continue;
    const cost = moreIsBetter(unit) ? growth.size / p50 : p50;
    series.set(growth.of, [...(series.get(growth.of) ?? []), { size: growth.size, cost }]);
  }
  return [...series]
    .filter(([, points]) => points.length > 1)
    .map(([of, points]) => ({ of, sizes: points.map(({ size }) => size), exponent: slope(points) }));
}

function slope(points: readonly { size: number; cost: number }[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
