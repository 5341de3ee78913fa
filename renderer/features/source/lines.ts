/** The lines of a source and where they begin (UTF-16), to go from an offset to a line and back. */
export interface SourceLines {
  lines: readonly string[];
  /** Offset of each line's first character. */
  starts: readonly number[];
}

export function splitSource(source: string): SourceLines {
  const lines: string[] = [];
  const starts: number[] = [];
  const ends = /\r\n|\r|\n/g;
  let start = 0;
  for (const match of source.matchAll(ends)) {
    lines.push(source.slice(start, match.index));
    starts.push(start);
    start = match.index + match[0].length;
  }
  if (start < source.length || lines.length === 0) {
    lines.push(source.slice(start));
    starts.push(start);
  }
  return { lines, starts };
}

/** Number (from 0) of the line that an offset is in; its line end belongs to it. */
export function lineAt({ starts }: SourceLines, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The parts of the lines that a range of the source covers: [line, from, to) within the line. */
export function rangeInLines(source: SourceLines, [start, end]: readonly [number, number]): [number, number, number][] {
  const parts: [number, number, number][] = [];
  for (let line = lineAt(source, start); line < source.lines.length; line++) {
    const begin = source.starts[line] ?? 0;
    if (begin >= end) break;
    const length = source.lines[line]?.length ?? 0;
    const from = Math.max(0, start - begin);
    const to = Math.min(length, end - begin);
    if (from < to) parts.push([line, from, to]);
  }
  return parts;
}
