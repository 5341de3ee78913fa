/**
 * What the marks of a text say about its ends: finished sentences, open brackets and quotation marks.
 * Half-width marks count like full-width ones, since a page may not have been mended yet. UTF-16 units.
 */

const PAIRS: ReadonlyMap<string, string> = new Map([
  ["“", "”"],
  ["‘", "’"],
  ["「", "」"],
  ["『", "』"],
  ["《", "》"],
  ["〈", "〉"],
  ["（", "）"],
  ["(", ")"],
  ["【", "】"],
  ["〔", "〕"],
]);
const CLOSERS: ReadonlyMap<string, string> = new Map([...PAIRS].map(([open, close]) => [close, open]));
const ANY_OPENER = /[“‘「『《〈（(【〔]/;
/** A bracket may be printed in one width and closed in the other. */
const SAME: ReadonlyMap<string, string> = new Map([["(", "（"]]);

const ENDS = "。！？!?…";
const CLOSING_MARKS = '”’」』》〉）)】〕"';
/** A sign-off behind the last full stop: 。（高淑芳） */
const SIGNED_END = /[。！？!?…][”’」』]*\s*[（(][^（()）。]{1,24}[）)]$/;
const LATIN_END = /[A-Za-z0-9)]\.["”’)]*$/;

/** Whether a sentence ends with the text: a full stop, also behind closing quotation marks or before a sign-off. */
export function endsSentence(text: string): boolean {
  let last = text.length - 1;
  // By hand: this is asked of every line, and a pattern would be tried from each of its characters.
  while (last >= 0 && CLOSING_MARKS.includes(text[last] as string)) last--;
  if (last >= 0 && ENDS.includes(text[last] as string)) return true;
  return endsSigned(text) || (text[last] === "." && LATIN_END.test(text));
}

/** Whether the text ends with a paragraph's sign-off in brackets. */
export function endsSigned(text: string): boolean {
  return (text.endsWith("）") || text.endsWith(")")) && SIGNED_END.test(text);
}

/** Whether a whole quoted sentence ends with the text: 。” */
export function endsQuotation(text: string): boolean {
  return /[。！？!?…][”」]$/.test(text);
}

/** A mark after which the sentence must go on. The colon is not one: what it announces often starts a paragraph. */
export function endsWithComma(text: string): boolean {
  return /[，、；,;]$/.test(text);
}

export function endsWithColon(text: string): boolean {
  return /[：:]$/.test(text);
}

/** A mark that no line of its own can start with. */
export function startsWithClosing(text: string): boolean {
  return /^[，。、；：！？）】》〉”’」』…,;:!?)%％]/.test(text);
}

/** The brackets and quotation marks left open by `text`, after those that `open` had left open; innermost last. */
export function openAfter(text: string, open = ""): string {
  let stack = open;
  if (!stack && !ANY_OPENER.test(text)) return "";
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x4e00 && code < 0xff00) continue;
    const character = text[i] as string;
    if (PAIRS.has(character)) stack += SAME.get(character) ?? character;
    else {
      const opener = CLOSERS.get(character);
      if (opener && stack.endsWith(SAME.get(opener) ?? opener)) stack = stack.slice(0, -1);
    }
  }
  // A mark that was never closed must not follow us through the page.
  return stack.slice(-4);
}

/** Whether `text` closes the innermost mark of `open`. */
export function closes(text: string, open: string): boolean {
  const wanted = open.at(-1);
  if (!wanted) return false;
  let depth = 0;
  for (const character of text) {
    if (PAIRS.has(character)) depth++;
    else {
      const opener = CLOSERS.get(character);
      if (!opener) continue;
      if (depth === 0) return (SAME.get(opener) ?? opener) === wanted;
      depth--;
    }
  }
  return false;
}

/** Marks that prose has within its lines and that headlines and lists mostly lack. */
export function hasProseMark(text: string): boolean {
  return /[，。；！？]|[\p{Script=Han}”’）][,;:!?]/u.test(text);
}
