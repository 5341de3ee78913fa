/** Percentiles of repeated measurements, in the unit that they came in. */

/** The value that a share `p` (0…1) of the samples does not exceed; NaN without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export interface Figure {
  work: string;
  /** Milliseconds. */
  samples: number[];
  /** What it should stay under at the 95th percentile, in milliseconds; null where nothing is promised. */
  limit: number | null;
}

const cell = (value: number) => value.toFixed(1).padStart(8);

/** A table for a terminal: work, median, 95th percentile, limit. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map((figure) => figure.work.length));
  const head = `${"work".padEnd(width)}   median      p95    limit     n`;
  const rows = figures.map(({ work, samples, limit }) => {
    const p95 = percentile(samples, 0.95);
    const mark = limit === null ? "" : p95 <= limit ? "" : "  over";
    const promised = limit === null ? "       –" : cell(limit);
    return `${work.padEnd(width)} ${cell(percentile(samples, 0.5))} ${cell(p95)} ${promised} ${String(samples.length).padStart(5)}${mark}`;
  });
  return [head, "-".repeat(head.length), ...rows].join("\n");
}
