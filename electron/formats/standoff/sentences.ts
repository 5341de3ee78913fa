/**
 * A Chinese text as sentences of characters or words, for formats that have no running text.
 *
 * White space and control characters are left out; a sentence ends after 。！？； with the quotes and brackets that
 * close it, and at the end of a line, but never inside a span. Must not know: particular formats.
 */
import type { CodePointText } from "../../../shared/model/offsets.ts";

export interface Token {
  text: string;
  /** Code points, end exclusive. */
  start: number;
  end: number;
}

interface Range {
  start: number;
  end: number;
}

// The byte order mark and the like are spaces to JavaScript; controls would break lines or columns in some reader.
const skipped = /[\s\p{White_Space}\p{Cc}]/u;
const sentenceEnds = new Set("。！？；");
const closers = new Set("”’」』）》〉】〕)]");
const lineEnds = new Set("\n\r\u2028\u2029");

/** The ordinary characters of Chinese: neither space nor mark. They are by far the most, and need no look at any table. */
const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff;

/** Whether a text has a character that stands in a sentence. */
export function isVisible(text: string): boolean {
  return Array.from(text).some((character) => !skipped.test(character));
}

/** For every character, whether a span began before it and goes on. */
function insides(length: number, spans: readonly Range[]): Uint8Array {
  const depth = new Int32Array(length + 1);
  for (const { start, end } of spans) {
    if (end - start < 2) continue;
    depth[start + 1] = (depth[start + 1] ?? 0) + 1;
    depth[end] = (depth[end] ?? 0) - 1;
  }
  const inside = new Uint8Array(length + 1);
  let open = 0;
  for (let index = 0; index <= length; index++) {
    open += depth[index] as number;
    if (open > 0) inside[index] = 1;
  }
  return inside;
}

/** The sentences of a text, each its characters; none is empty. */
export function sentencesOf(text: CodePointText, spans: readonly Range[]): Token[][] {
  const inside = insides(text.length, spans);
  const sentences: Token[][] = [];
  let sentence: Token[] = [];
  /** The sentence's last sign ended it; only closing signs may still follow. */
  let ended = false;
  const finish = () => {
    if (sentence.length) sentences.push(sentence);
    sentence = [];
    ended = false;
  };
  let index = 0;
  for (const character of text.text) {
    const start = index++;
    if (isHan(character.charCodeAt(0))) {
      if (ended && !inside[start]) finish();
      ended = false;
      sentence.push({ text: character, start, end: start + 1 });
      continue;
    }
    if (
      !inside[start] &&
      (lineEnds.has(character) || (ended && !sentenceEnds.has(character) && !closers.has(character)))
    )
      finish();
    // A sentence may not end inside a span; what ended there is forgotten at the next sign that is written.
    if (sentenceEnds.has(character)) ended = true;
    if (skipped.test(character)) continue;
    if (!sentenceEnds.has(character) && !closers.has(character)) ended = false;
    sentence.push({ text: character, start, end: start + 1 });
  }
  finish();
  return sentences;
}

/** Made when first needed: it loads a dictionary. */
let segmenter: Intl.Segmenter | null = null;

/** The characters of a sentence put together to words; a span's border is always one between words. */
export function wordsOf(sentence: readonly Token[], text: CodePointText, spans: readonly Range[]): Token[] {
  const [first, last] = [sentence[0], sentence.at(-1)];
  if (!first || !last) return [];
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const from = text.toUtf16(first.start);
  const borders = new Set<number>(spans.flatMap(({ start, end }) => [start, end]));
  for (const { index } of segmenter.segment(text.slice(first.start, last.end)))
    borders.add(text.toCodePoint(from + index));
  const words: Token[] = [];
  let word: Token | null = null;
  for (const character of sentence) {
    if (word && word.end === character.start && !borders.has(character.start)) {
      word.text += character.text;
      word.end = character.end;
    } else {
      word = { ...character };
      words.push(word);
    }
  }
  return words;
}
