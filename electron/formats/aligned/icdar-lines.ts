/**
 * The three lines of the competitions in correcting recognised text (ICDAR 2017 and 2019): what was recognised, the same
 * with padding, and what is right with padding, so that the two last have a character for each other's.
 * Must not know: files, pages.
 */
import { diff } from "../../../shared/corrections/diff.ts";
import type { LinePair } from "../../../shared/corrections/pairs.ts";
import type { Piece } from "../../../shared/model/document.ts";
import { joinPieces } from "../../../shared/model/pieces.ts";

export const marks = ["[OCR_toInput] ", "[OCR_aligned] ", "[ GS_aligned] "] as const;

const PAD = "@";
const UNKNOWN = "#";

/** Text that has no sign of the format's own and no line end; each character stays one. */
function plain(text: string): string {
  return text
    .replace(/@/g, "＠")
    .replace(/#/g, "＃")
    .replace(/\r\n?|\n/g, " ");
}

export interface IcdarLines {
  input: string;
  aligned: string;
  right: string;
  /** Whether @ or # were in the text. */
  replaced: boolean;
}

/** Lines get a space between them, in what was recognised and in what is right. */
export function icdarLines(pairs: readonly Pick<LinePair, "source" | "corrected">[]): IcdarLines {
  const input: string[] = [];
  const aligned: string[] = [];
  const right: string[] = [];
  for (const pair of pairs) {
    const [from, to] = [Array.from(plain(pair.source)), Array.from(plain(pair.corrected))];
    let at = 0;
    const same = (end: number) => {
      const text = from.slice(at, end).join("");
      aligned.push(text);
      right.push(text);
    };
    if (input.length) for (const line of [input, aligned, right]) line.push(" ");
    input.push(from.join(""));
    for (const { a, aEnd, b, bEnd } of diff(from, to)) {
      same(a);
      const length = Math.max(aEnd - a, bEnd - b);
      aligned.push(padded(from.slice(a, aEnd), length));
      right.push(padded(to.slice(b, bEnd), length));
      at = aEnd;
    }
    same(from.length);
  }
  const replaced = pairs.some(({ source, corrected }) => /[@#]/.test(source + corrected));
  return { input: input.join(""), aligned: aligned.join(""), right: right.join(""), replaced };
}

function padded(characters: readonly string[], length: number): string {
  return characters.join("") + PAD.repeat(length - characters.length);
}

export interface IcdarText {
  text: string;
  pieces: Piece[];
  /** Characters of the source of which the file doesn't say what is right; they stay as they are. */
  unknown: number;
}

/**
 * What is right, with each character's place in what was recognised.
 * @returns a clause that says why not, when the lines don't fit each other
 */
export function fromIcdarLines({ input, aligned, right }: Omit<IcdarLines, "replaced">): IcdarText | string {
  const [source, from, to] = [input, aligned, right].map((line) => Array.from(line)) as [string[], string[], string[]];
  if (from.length !== to.length)
    return `the aligned lines have ${from.length} and ${to.length} characters, but should have as many`;
  const pieces: Piece[] = [];
  const text: string[] = [];
  let at = 0;
  let unknown = 0;
  for (const [index, character] of from.entries()) {
    const wanted = to[index] as string;
    // Padding in both would stand for nothing: that is an @ of the text.
    const isPadding = character === PAD && !(wanted === PAD && source[at] === PAD);
    if (!isPadding && source[at] !== character)
      return `“${character}” at ${index} of [OCR_aligned] is not character ${at} of [OCR_toInput]`;
    const isUnknown = wanted === UNKNOWN && character !== UNKNOWN;
    if (!isPadding && (wanted === character || isUnknown)) {
      pieces.push({ source: [at, at + 1] });
      text.push(character);
      if (isUnknown) unknown++;
    } else if (wanted !== PAD && !isUnknown) {
      pieces.push({ inserted: wanted });
      text.push(wanted);
    }
    if (!isPadding) at++;
  }
  if (source.slice(at).join("").trim()) return `[OCR_aligned] ends at character ${at} of [OCR_toInput]`;
  return { text: text.join(""), pieces: joinPieces(pieces), unknown };
}
