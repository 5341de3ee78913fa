/**
 * Whether a paragraph that was cut at the end of a column or a page goes on with a line further down, where no column's
 * width says anything.
 */
import type { ProofingContext } from "../context.ts";
import { clues, wordClue } from "./evidence.ts";
import type { Line } from "./lines.ts";
import { closes, endsWithColon, endsWithComma, hasProseMark, startsWithClosing } from "./marks.ts";
import { captionMarker, numberOf, startsSpeech } from "./patterns.ts";
import { Score } from "./score.ts";
import { wordAcross } from "./words.ts";

/**
 * How surely a paragraph that was cut at the end of a column or page goes on with `line`.
 * @param habit share of the page's longer paragraphs that end with a full stop
 */
export function cutScore(before: Line, line: Line, open: string, context: ProofingContext, habit: number) {
  const score = new Score();
  if (before.ended || endsWithColon(before.text)) return { score: -9, proved: false, evidence: [] };
  if (captionMarker(before.text) || captionMarker(line.text) === "head")
    return { score: -9, proved: false, evidence: [] };
  const prose = hasProseMark(before.text);
  const word = wordAcross(context.lexicon, before.text, line.text);
  const bracket = closes(line.text, open);
  const closing = startsWithClosing(line.text);
  const complete = line.ended || line.width >= 60;

  if (before.width >= 60) score.add(1.5, clues.longParagraph);
  else if (before.width >= 30) score.add(1, clues.longParagraph);
  else if (before.width < 12) score.add(-1.5);
  else if (before.width < 20 && !/[，、。！？；]$|[。！？；]/.test(before.text)) score.add(-1);
  score.add(prose ? 1 : -1.5);
  if (endsWithComma(before.text)) score.add(2, clues.comma);
  if (bracket) score.add(4, clues.bracket);
  // A heading's last and a paragraph's first character may look like a word.
  if (word) score.add(before.width >= 20 ? 3 : 1, wordClue(word));
  if (closing) score.add(5, clues.closing);
  if (complete) score.add(0.5, clues.finishesAfter);
  else if (line.width < 30 && !hasProseMark(line.text)) score.add(-3);
  // Only where paragraphs do end with full stops does a missing one say anything.
  score.add(habit >= 0.6 ? 1 : -1);
  if ((line.gap ?? 0) >= 3) score.add(line.width < 45 ? -3 : -1.5);
  if ((before.gap ?? 0) >= 3 && before.width < 60) score.add(-1.5);
  if (line.indent >= 1) score.add(-2.5);
  if (startsSpeech(line.text)) score.add(-2);
  if (numberOf(line.text) && !bracket) score.add(-1.5);
  return {
    score: score.value,
    proved: bracket || word !== null || closing || endsWithComma(before.text),
    evidence: score.evidence,
  };
}

/** Share of the page's longer lines that end with a full stop. */
export function endingHabit(lines: readonly Line[]): number {
  const ends = lines.filter((line) => !lines[line.index + 1]?.joined);
  const long = ends.filter((line) => line.width >= 40 && line.block.role === "paragraph");
  // Two that do are taken for granted: on a page of few paragraphs the one that was cut must not outweigh the habit.
  return (long.filter((line) => line.ended).length + 2) / (long.length + 2);
}
