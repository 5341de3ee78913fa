/**
 * What a document teaches: characters that an editor has put in the place of others, found in its pieces. The same
 * mistake elsewhere in the corpus is then recognised (`LearnedPair`).
 * Must not know: how pairs are gathered over a corpus.
 */
import { type Block, blocksOf, type GalleyDocument } from "../model/document.ts";
import { CodePointText, codePointLength } from "../model/offsets.ts";
import { pieceLength } from "../model/pieces.ts";
import type { LearnedPair } from "./context.ts";

/** One place where `wrong` of the source became `right`, with the text around it as it is now. */
export interface Lesson {
  wrong: string;
  right: string;
  before: string;
  after: string;
}

/** Longer replacements are rewriting, not correcting (code points). */
const LONGEST = 4;
/** Characters of context on either side (code points). */
const CONTEXT = 8;
/** Contexts that a pair keeps. */
const MOST_CONTEXTS = 8;

/** Whether anything was put between two pieces of the source: without it there are no lessons, and no need to read it. */
export function mayTeach(document: GalleyDocument): boolean {
  return blocksOf(document).some((block) => replacements(block).next().done === false);
}

/** Offsets in the source of all misreadings that were corrected, by whomever, ascending. */
export function correctedPlaces(document: GalleyDocument, source: CodePointText): number[] {
  const gaps = blocksOf(document).flatMap((block) => [...replacements(block)]);
  return gaps
    .filter(({ gap, right }) => isMisreading(source.slice(...gap), right))
    .map(({ gap: [from] }) => from)
    .sort((a, b) => a - b);
}

/** What editors corrected; places that are `mended` are left out. @param source the decoded source */
export function lessonsOf(document: GalleyDocument, source: CodePointText): Lesson[] {
  const mended = new Set(document.mended);
  return blocksOf(document).flatMap((block) => {
    const lessons: Lesson[] = [];
    let text: CodePointText | null = null;
    for (const { gap, right, start } of replacements(block)) {
      const wrong = source.slice(...gap);
      if (mended.has(gap[0]) || !isMisreading(wrong, right)) continue;
      text ??= new CodePointText(block.text);
      const end = start + codePointLength(right);
      const before = text.slice(Math.max(0, start - CONTEXT), start);
      lessons.push({ wrong, right, before, after: text.slice(end, end + CONTEXT) });
    }
    return lessons;
  });
}

/** Lessons as pairs, the most frequent first. @param lessons newest first */
export function pairsOf(lessons: Iterable<Lesson>): LearnedPair[] {
  const pairs = new Map<string, LearnedPair>();
  for (const { wrong, right, before, after } of lessons) {
    const key = JSON.stringify([wrong, right]);
    const pair = pairs.get(key) ?? { wrong, right, times: 0, contexts: [] };
    pairs.set(key, pair);
    pair.times++;
    if (pair.contexts.length < MOST_CONTEXTS) pair.contexts.push({ before, after });
  }
  return [...pairs.entries()]
    .sort(([a, one], [b, other]) => other.times - one.times || (a < b ? -1 : 1))
    .map(([, pair]) => pair);
}

/** Short ranges of the source for which something short was put in, where the source goes on after it. */
function* replacements(block: Block): Generator<{ gap: [number, number]; right: string; start: number }> {
  let start = 0;
  for (const [index, piece] of block.pieces.entries()) {
    const [before, after] = [block.pieces[index - 1], block.pieces[index + 1]];
    if ("inserted" in piece && before && after && "source" in before && "source" in after) {
      const gap: [number, number] = [before.source[1], after.source[0]];
      const length = gap[1] - gap[0];
      if (length > 0 && length <= LONGEST && pieceLength(piece) <= LONGEST) yield { gap, right: piece.inserted, start };
    }
    start += pieceLength(piece);
  }
}

/** Other letters or digits: not just other punctuation, spacing, width or line ends. */
function isMisreading(wrong: string, right: string): boolean {
  const [from, to] = [letters(wrong), letters(right)];
  return from !== "" && to !== "" && from !== to && !/[\r\n]/.test(wrong + right);
}

function letters(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
}
