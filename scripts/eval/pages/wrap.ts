/** Breaks clean paragraphs at a column's edge, as recognition leaves a printed column. */

export interface Setting {
  /** Characters in a full line. */
  width: number;
  /** Characters that a paragraph's first line is set in, and whether the spaces are still there. */
  indent: number;
  keepIndent?: boolean;
  /** Between two lines. */
  between: "\n" | "\n\n";
}

/** Marks that no line begins with: they are squeezed into the line before. */
const CLOSING = /[，。、；：！？”’》）]/u;

export function wrap(paragraphs: readonly string[], { width, indent, keepIndent, between }: Setting): string {
  return paragraphs
    .flatMap((paragraph) => {
      const characters = Array.from(paragraph);
      const lines: string[] = [];
      for (let at = 0; at < characters.length; ) {
        const room = lines.length ? width : width - indent;
        let end = at;
        let used = 0;
        while (end < characters.length && used < room) used += /[!-~]/.test(characters[end++] as string) ? 0.5 : 1;
        while (end < characters.length && CLOSING.test(characters[end] as string)) end++;
        const space = keepIndent && !lines.length ? "　".repeat(indent) : "";
        lines.push(space + characters.slice(at, end).join(""));
        at = end;
      }
      return lines;
    })
    .join(between);
}
