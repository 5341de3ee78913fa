/**
 * Offsets: the one place where Unicode code points and UTF-16 units are converted.
 *
 * Files, exports and the command line count code points; JavaScript strings and ProseMirror positions count
 * UTF-16 units. Everything else in the program stays on one side and calls this module at the border.
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
