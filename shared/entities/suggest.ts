/**
 * Suggestions for a page: of all candidates, weighed by what was learned if anything was, the best set without
 * overlaps. Pure and deterministic; time is linear in the text.
 */
import { CodePointText } from "../model/offsets.ts";
import { bestConsistentSet, type Candidate } from "./candidate.ts";
import { withLearned } from "./learning/learn.ts";
import type { Tagger } from "./learning/tagger.ts";
import { lineOf } from "./line.ts";
import { outside, type PatternContext, patternCandidates } from "./page-candidates.ts";
import { reasonOf } from "./reasons.ts";
import type { Suggestion, TaggedBlock } from "./suggestion.ts";

export interface SuggestContext extends PatternContext {
  /** What was learned from the corpus; null or missing where too little is tagged. */
  tagger?: Tagger | null;
}

/** Suggestions that overlap no entity of their block, in reading order. */
export function suggest(blocks: readonly TaggedBlock[], context: SuggestContext): Suggestion[] {
  const lines = blocks.map(({ text, role }) => lineOf(text, role, context.knowledge));
  const { tagger } = context;
  return patternCandidates(blocks, lines, context).flatMap((candidates, index) => {
    const block = blocks[index] as TaggedBlock;
    const line = lines[index];
    const weighed = tagger && line ? outside(withLearned(line, candidates, tagger), block) : candidates;
    return suggestionsOf(block, bestConsistentSet(weighed));
  });
}

function suggestionsOf(block: TaggedBlock, chosen: readonly Candidate[]): Suggestion[] {
  const points = new CodePointText(block.text);
  return chosen.map(({ start, end, type, score, source }) => ({
    block: block.id,
    start: points.toCodePoint(start),
    end: points.toCodePoint(end),
    type,
    text: block.text.slice(start, end),
    score: Math.round(score * 100) / 100,
    source,
    reason: reasonOf(source),
  }));
}
