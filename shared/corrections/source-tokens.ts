/**
 * The source text that no block holds, as tokens: its characters, and what separates lines — line ends, empty lines, the
 * marks of headings and quotations — as one "\n" each, since an import leaves that out of blocks without anyone's doing.
 */
import type { CodePointText } from "../model/offsets.ts";

export interface SourceToken {
  /** A character, or "\n" for a separator. */
  text: string;
  /** Code points in the source. */
  from: number;
  to: number;
}

const MARK = /^ {0,3}(?:#{1,6}[ \t]+(?=\S)|>[ \t]?(?=\S))/;

/** The tokens of the source's characters [from, to). */
export function sourceTokens(source: CodePointText, from: number, to: number): SourceToken[] {
  const tokens: SourceToken[] = [];
  let at = from;
  let lineStart = from === 0 || /[\r\n]/.test(source.slice(from - 1, from));
  // A line feed that is a block's own leaves the carriage return before it to nobody.
  const bare = to > from && source.slice(to - 1, to + 1) === "\r\n" ? to - 1 : to;
  const separator = (length: number) => {
    const last = tokens.at(-1);
    if (last?.text === "\n" && last.to === at) last.to += length;
    else tokens.push({ text: "\n", from: at, to: at + length });
    at += length;
  };
  const rest = source.slice(from, bare);
  const lines = rest.split(/(\r\n|\r|\n)/);
  for (let index = 0; index < lines.length; index += 2) {
    const line = lines[index] as string;
    const lineEnd = lines[index + 1] ?? "";
    const complete = lineEnd !== "" || bare === source.length;
    let characters = line;
    if (lineStart && complete && line && !line.trim()) {
      separator(Array.from(line).length);
      characters = "";
    } else if (lineStart) {
      // The line goes on in a block's text where the gap ends: the mark may be all that is left here.
      const mark = MARK.exec(complete ? line : line + source.slice(bare, bare + 1))?.[0] ?? "";
      // Behind a line end that is in a block's text, a mark separates nothing more.
      if (mark && (tokens.length || from === 0)) separator(mark.length);
      else at += mark.length;
      characters = line.slice(mark.length);
    }
    for (const character of characters) {
      tokens.push({ text: character, from: at, to: at + 1 });
      at++;
    }
    if (lineEnd) separator(lineEnd.length);
    lineStart = true;
  }
  return tokens;
}
