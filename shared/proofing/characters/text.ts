/**
 * Questions about characters in a text, asked by nearly every rule about characters. UTF-16 units; knows no documents.
 */

const HIGH_IDEOGRAPH = 0xd840;

/** Whether a code point or one half of a character beyond U+FFFF is Han (〇 and 々 included). */
function isHanUnit(code: number): boolean {
  if (code < 0x3005) return false;
  if (code <= 0x9fff) return code >= 0x3400 || code === 0x3005 || code === 0x3007;
  return code >= 0xf900 && code <= 0xfaff;
}

/** Whether the character that begins at `index` is Han. */
export function hanAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 0xd800 || code > 0xdfff) return isHanUnit(code);
  // Planes 2 and 3 hold nothing but Han: their high surrogates are U+D840 to U+D8BF.
  return code >= HIGH_IDEOGRAPH && code <= 0xd8bf && index + 1 < text.length;
}

/** Whether the character that ends before `index` is Han. */
export function hanBefore(text: string, index: number): boolean {
  const code = text.charCodeAt(index - 1);
  return code >= 0xdc00 && code <= 0xdfff ? hanAt(text, index - 2) : isHanUnit(code);
}

/** Number of Han characters. */
export function countHan(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (hanAt(text, i)) count++;
  return count;
}

/** Marks that end or divide, and marks that close: what may stand before a Chinese mark as a Han character may. */
const CLOSING = "，。；：！？、…”’》〉」』】）〕％℃";
/** Marks that open: what may stand after a Chinese mark as a Han character may. */
const OPENING = "“‘《〈「『【（〔";

/** Whether what ends before `index` is Chinese: a Han character or a Chinese mark. */
export function chineseBefore(text: string, index: number): boolean {
  return hanBefore(text, index) || (index > 0 && (CLOSING + OPENING).includes(text[index - 1] as string));
}

/** Whether what begins at `index` is Chinese: a Han character or a Chinese mark. */
export function chineseAt(text: string, index: number): boolean {
  return hanAt(text, index) || (index < text.length && (CLOSING + OPENING).includes(text[index] as string));
}

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= "0" && char <= "9";
export const isLatin = (char: string | undefined): boolean => char !== undefined && /^[A-Za-z]$/.test(char);

const SPACE = /[ \t\u00a0\u2000-\u200a\u202f\u3000]/;
export const isSpace = (char: string | undefined): boolean => char !== undefined && SPACE.test(char);

/** Index of the last character before `index` that is no space, or -1. */
export function solidBefore(text: string, index: number): number {
  let at = index - 1;
  while (at >= 0 && isSpace(text[at])) at--;
  return at;
}

/** Index of the first character from `index` on that is no space; the text's length where there is none. */
export function solidFrom(text: string, index: number): number {
  let at = index;
  while (isSpace(text[at])) at++;
  return at;
}

const MIGHT_BE_ADDRESS = /@|:\/\/|www\./;
const ADDRESS = /(?:[a-z]{2,10}:\/\/|www\.)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*/g;

/** Ranges of web and mail addresses, without marks of the sentence at their end. */
export function addressesIn(text: string): (readonly [number, number])[] {
  if (!MIGHT_BE_ADDRESS.test(text)) return [];
  return Array.from(text.matchAll(ADDRESS), (match) => {
    const address = match[0].replace(/[,.;:!?)\]'"]+$/, "");
    return [match.index, match.index + address.length] as const;
  });
}

/** Whether the place lies in one of the ranges. */
export function within(ranges: readonly (readonly [number, number])[], index: number): boolean {
  return ranges.some(([start, end]) => index >= start && index < end);
}

/** Whether marks of this text belong to another language or to a program: rules for Chinese marks then say nothing. */
export function isForeign(text: string): boolean {
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  if (!latin) return false;
  const han = countHan(text);
  if (latin > 3 * han) return true;
  return latin * 4 > han && /=>|==|&&|\|\||\(\)|<\/|\/>|[{}]|;\s*$|[A-Za-z]\(["']/.test(text);
}

/**
 * Whether the block's text runs on in sentences, as opposed to a heading, a list of names or a row of a table. A line
 * of wrapped text may not show it yet: it will when it has been joined.
 */
export function isRunning(text: string): boolean {
  return /[。；]/.test(text) ? countHan(text) >= 10 : /[，、,]/.test(text) && countHan(text) >= 35;
}

/** Whether the ’ at `index` is an apostrophe, as in Women’s and ’98. */
export function isApostrophe(text: string, index: number): boolean {
  return text[index] === "’" && (isLatin(text[index - 1]) || isDigit(text[index + 1]));
}
