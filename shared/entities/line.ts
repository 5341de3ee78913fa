/**
 * A block's text as the patterns see it: divided into words, with the class of each. Offsets are UTF-16 units.
 * Building takes time linear in the text: it is divided stretch by stretch, and a stretch has a greatest length.
 */
import { inSimplifiedScript } from "../proofing/characters/scripts.ts";
import { segment } from "../proofing/lexicon.ts";
import type { WordClass, WordKnowledge } from "./words.ts";

export interface Word {
  start: number;
  end: number;
  text: string;
  kind: WordClass | null;
}

export interface Line {
  /** In the simplified script, character by character, as patterns and lexicon are written: offsets stay the same. */
  text: string;
  role: string;
  words: readonly Word[];
  /** The word that covers the unit at an offset; undefined outside of Han text. */
  wordOver(offset: number): Word | undefined;
  /** The word that begins at an offset. */
  wordFrom(offset: number): Word | undefined;
  /** The word that ends at an offset. */
  wordTo(offset: number): Word | undefined;
  knowledge: WordKnowledge;
}

/** Longer stretches without a sign are cut: nobody writes so, and time stays linear. */
const STRETCH = /\p{Script=Han}{1,120}/gu;

export function lineOf(written: string, role: string, knowledge: WordKnowledge): Line {
  const text = inSimplifiedScript(written);
  const words: Word[] = [];
  const over = new Int32Array(text.length).fill(-1);
  for (const match of text.matchAll(STRETCH)) {
    let start = match.index;
    for (const part of segment(match[0], knowledge.lexicon)) {
      const end = start + part.length;
      over.fill(words.length, start, end);
      words.push({ start, end, text: part, kind: knowledge.classOf(part) });
      start = end;
    }
  }
  const wordOver = (offset: number) => words[over[offset] ?? -1];
  return {
    text,
    role,
    words,
    knowledge,
    wordOver,
    wordFrom(offset) {
      const word = wordOver(offset);
      return word?.start === offset ? word : undefined;
    },
    wordTo(offset) {
      const word = wordOver(offset - 1);
      return word?.end === offset ? word : undefined;
    },
  };
}

/** Whether the lexicon sees a word's edge at the offset (every edge of the text and of a sign is one). */
export function isWordEdge(line: Line, offset: number): boolean {
  const word = line.wordOver(offset);
  return word === undefined || word.start === offset || line.wordOver(offset - 1) === undefined;
}

/** Whether the UTF-16 unit is a Han character, or half of one beyond U+FFFF. */
export function isHan(unit: string | undefined): boolean {
  return unit !== undefined && /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ud840-\udbff\udc00-\udfff〇]/.test(unit);
}
