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

/** Who is told a text's sentences, character by character: pages are many, and most who ask keep no list of them. */
export interface SentenceReader {
  /** The next character of a sentence. @param code its code point @param start its place, in code points */
  character(code: number, start: number): void;
  /** The sentence is over; it has at least one character. */
  end(): void;
}

// The byte order mark and the like are spaces to JavaScript; controls would break lines or columns in some reader.
const skipped = /[\s\p{White_Space}\p{Cc}]/u;
const sentenceEnds = new Set("。！？；");
const closers = new Set("”’」』）》〉】〕)]");
const lineEnds = new Set("\n\r\u2028\u2029");

const [ORDINARY, SKIPPED, LINE_END, SENTENCE_END, CLOSER] = [1, 2, 3, 4, 5];

function kindAsRead(character: string): number {
  if (lineEnds.has(character)) return LINE_END;
  if (skipped.test(character)) return SKIPPED;
  if (sentenceEnds.has(character)) return SENTENCE_END;
  return closers.has(character) ? CLOSER : ORDINARY;
}

/** What is known of the characters up to U+FFFF; beyond are neither spaces nor signs that end anything. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  if (code > 0xffff) return ORDINARY;
  const known = kinds[code] as number;
  if (known) return known;
  const kind = kindAsRead(String.fromCharCode(code));
  kinds[code] = kind;
  return kind;
}

const isRead = (kind: number) => kind !== SKIPPED && kind !== LINE_END;

/** How many characters of a text stand in sentences. */
export function visibleLength(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) as number;
    if (isRead(kindOf(code))) count++;
    if (code > 0xffff) index++;
  }
  return count;
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

/** Tells the sentences of a text. */
export function readSentences({ text, length }: CodePointText, spans: readonly Range[], reader: SentenceReader): void {
  const inside = insides(length, spans);
  let filled = false;
  /** The sentence's last sign ended it; only closing signs may still follow. */
  let ended = false;
  const finish = () => {
    if (filled) reader.end();
    filled = false;
    ended = false;
  };
  let start = 0;
  for (let index = 0; index < text.length; index++, start++) {
    const code = text.codePointAt(index) as number;
    if (code > 0xffff) index++;
    const kind = kindOf(code);
    const closes = kind === SENTENCE_END || kind === CLOSER;
    if (!inside[start] && (kind === LINE_END || (ended && !closes))) finish();
    if (!isRead(kind)) continue;
    // A sentence may not end inside a span; what ended there is forgotten at the next sign that is written.
    if (kind === SENTENCE_END) ended = true;
    else if (kind !== CLOSER) ended = false;
    reader.character(code, start);
    filled = true;
  }
  finish();
}

/** The sentences of a text, each its characters; none is empty. */
export function sentencesOf(text: CodePointText, spans: readonly Range[]): Token[][] {
  const sentences: Token[][] = [];
  let sentence: Token[] = [];
  readSentences(text, spans, {
    character: (code, start) => sentence.push({ text: String.fromCodePoint(code), start, end: start + 1 }),
    end() {
      sentences.push(sentence);
      sentence = [];
    },
  });
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
