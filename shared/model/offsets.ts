/**
 * Offsets: the one place where code points, UTF-16 units, lines and line ends of one character are converted.
 *
 * Files, exports and the command line count code points; JavaScript strings and ProseMirror positions count
 * UTF-16 units. Everything else in the program stays on one side and calls this module at the border. So do those who
 * count lines, or characters where a line end of any kind is one. Nothing counts bytes: files are decoded before.
 * Must not know: documents, blocks, editors.
 */

const SURROGATE = /[\uD800-\uDFFF]/;

/** Whether the text holds characters beyond U+FFFF, so that the two ways of counting differ. */
export function hasAstral(text: string): boolean {
  return SURROGATE.test(text);
}

/** Length in code points (a lone surrogate counts as one). */
export function codePointLength(text: string): number {
  if (!hasAstral(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * A text that can be asked for either unit in O(1) (O(log n) where characters beyond U+FFFF occur).
 * Immutable; build it once per source or block text, not per question.
 */
export class CodePointText {
  readonly text: string;
  /** Length in code points. */
  readonly length: number;
  /** UTF-16 index of every astral character, ascending; empty for most texts. */
  readonly #astral: number[];

  constructor(text: string) {
    this.text = text;
    this.#astral = [];
    if (hasAstral(text)) {
      for (let i = 0; i < text.length; i++) {
        const point = text.codePointAt(i) ?? 0;
        if (point > 0xffff) this.#astral.push(i++);
      }
    }
    this.length = text.length - this.#astral.length;
  }

  /** UTF-16 offset of a code point offset. Offsets past the end are clamped to the end. */
  toUtf16(codePoint: number): number {
    const clamped = Math.max(0, Math.min(codePoint, this.length));
    // The k-th astral character starts at code point `#astral[k] - k`: count those that start before the offset.
    let low = 0;
    let high = this.#astral.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.#astral[mid] as number) - mid < clamped) low = mid + 1;
      else high = mid;
    }
    return clamped + low;
  }

  /** Code point offset of a UTF-16 offset. An offset inside a surrogate pair belongs to the pair's start. */
  toCodePoint(utf16: number): number {
    const clamped = Math.max(0, Math.min(utf16, this.text.length));
    let low = 0;
    let high = this.#astral.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.#astral[mid] as number) < clamped) low = mid + 1;
      else high = mid;
    }
    return clamped - low;
  }

  /** The text between two code point offsets, end exclusive. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }
}

/** The text between two code point offsets, end exclusive. For repeated use on one text, keep a CodePointText. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (!hasAstral(text)) return text.slice(start, end);
  return new CodePointText(text).slice(start, end);
}

/** The index of the first of ascending numbers that is not below the given one (`orEqual`: nor equal to it). */
function firstBeyond(ascending: readonly number[], than: number, orEqual: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = ascending[middle] as number;
    if (at < than || (orEqual && at === than)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of the line (from 1) that an offset (code points) is in; lines end with "\n", "\r" or "\r\n". */
export class LineNumbers {
  readonly #starts: number[] = [0];

  constructor(text: CodePointText) {
    for (const match of text.text.matchAll(/\r\n|\r|\n/g))
      this.#starts.push(text.toCodePoint(match.index + match[0].length));
  }

  of(offset: number): number {
    return firstBeyond(this.#starts, offset, true);
  }
}

/** Line ends as "\n" alone: brat and most readers of files count one character for each. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** An offset (code points) into a text as one into the text with line feeds alone. */
export function writtenOffset(text: CodePointText, offset: number, isStart: boolean): number {
  if (!text.text.includes("\r")) return offset;
  const before = codePointLength(withLineFeeds(text.slice(0, offset)));
  // Between a CR and its LF: a span that begins there begins with the line feed.
  return isStart && text.slice(offset - 1, offset + 1) === "\r\n" ? before - 1 : before;
}

/** A text with line feeds alone, whose offsets can be asked for their place in the text as it is; all in code points. */
export class LineFeedText {
  readonly written: CodePointText;
  /** Where line feeds stand that were a CRLF, ascending. */
  readonly #shortened: number[] = [];

  constructor(text: CodePointText) {
    this.written = new CodePointText(withLineFeeds(text.text));
    let removed = 0;
    for (const { index } of text.text.matchAll(/\r\n/g)) this.#shortened.push(text.toCodePoint(index) - removed++);
  }

  /** An offset into `written` as one into the text as it is: before a CRLF, or behind it. */
  toOriginal(offset: number): number {
    return offset + firstBeyond(this.#shortened, offset, false);
  }
}
