/**
 * From pages to a tagger and back: what is learned from, and how what was learned joins the patterns.
 * The patterns' view of a page is among the features, so that the tagger learns where they err.
 */
import { CodePointText } from "../../model/offsets.ts";
import { bestConsistentSet, type Candidate } from "../candidate.ts";
import { type Line, lineOf } from "../line.ts";
import { addCounts, type Counts, compareSpans, keyOf, noCounts, type TypedSpan } from "../measure.ts";
import { LEAST_SCORE, type PatternContext, patternCandidates } from "../page-candidates.ts";
import type { TaggedBlock } from "../suggestion.ts";
import { featuresOf } from "./features.ts";
import { type Stretch, Tagger, type TaggerModel, trainTagger } from "./tagger.ts";

/** A page's blocks as the editors left them: their entities are taken for right, what is untagged for none. */
export type TaggedPage = readonly TaggedBlock[];

/** @param context as for `suggest`; its registry is not used, so that a model doesn't change with it */
export function learn(pages: readonly TaggedPage[], context: PatternContext): TaggerModel {
  const stretches: Stretch[] = [];
  for (const page of pages)
    for (const { line, candidates, chosen, spans } of readPage(page, { ...context, registry: [] })) {
      const features = featuresOf(line, chosen, candidates);
      for (const { start, end } of sentences(line.text))
        stretches.push({
          features: features.slice(start, end),
          spans: spans
            .filter((span) => span.start >= start && span.end <= end)
            .map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
        });
    }
  return trainTagger(stretches);
}

interface ReadBlock {
  line: Line;
  candidates: readonly Candidate[];
  /** The patterns' best set. */
  chosen: readonly Candidate[];
  spans: readonly TypedSpan[];
}

/** A page as the patterns see it before anything is tagged, and what is. */
function readPage(page: TaggedPage, context: PatternContext): ReadBlock[] {
  const bare = page.map((block) => ({ ...block, entities: [] }));
  const lines = bare.map(({ text, role }) => lineOf(text, role, context.knowledge));
  const candidates = patternCandidates(bare, lines, context);
  return page.map((block, index) => {
    const own = candidates[index] ?? [];
    return { line: lines[index] as Line, candidates: own, chosen: bestConsistentSet(own), spans: flatSpans(block) };
  });
}

/** UTF-16 spans; of entities that overlap, the longest. */
function flatSpans({ text, entities }: TaggedBlock): { start: number; end: number; type: string }[] {
  const points = new CodePointText(text);
  const spans = entities
    .map(({ start, end, type }) => ({ start: points.toUtf16(start), end: points.toUtf16(end), type }))
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(text.length);
  return spans.filter(({ start, end }) => {
    if (taken.subarray(start, end).some(Boolean)) return false;
    taken.fill(1, start, end);
    return true;
  });
}

/** Sentences with their sign; the longest run without one is cut. */
export function sentences(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^。！？；\n]{1,400}[。！？；\n]?|[。！？；\n]/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A pattern's candidate below this needs the committee's support … */
const FIRM = 0.7;
/** … by at least this share of it, or it is lowered by this factor. */
const LEAST_SUPPORT = 0.34;
const UNSUPPORTED = 0.6;
/** How far full agreement closes the gap between a score and 1. */
const SUPPORT = 0.3;
/** A span that only the committee finds, and all of it: the patterns know nothing there. */
const ALONE = 0.6;

/** The patterns' candidates as the committee supports them, and where the patterns are silent, what it finds. */
export function withLearned(line: Line, candidates: readonly Candidate[], tagger: Tagger): Candidate[] {
  const chosen = bestConsistentSet(candidates);
  const features = featuresOf(line, chosen, candidates);
  const voted = sentences(line.text).flatMap(({ start, end }) =>
    tagger
      .tag(features.slice(start, end))
      .map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
  );
  const votes = new Map(voted.map((span) => [keyOf(span), span.votes]));
  const occupied = new Uint8Array(line.text.length);
  for (const { start, end } of candidates) occupied.fill(1, start, end);
  const weighed = candidates.map((candidate) => {
    // Of a type that was never tagged here, nothing was learned.
    if (!tagger.types.includes(candidate.type)) return candidate;
    const share = votes.get(keyOf(candidate)) ?? 0;
    const { score } = candidate;
    if (score < FIRM && share < LEAST_SUPPORT) return { ...candidate, score: score * UNSUPPORTED };
    return { ...candidate, score: score + (1 - score) * SUPPORT * share };
  });
  const alone = voted
    .filter((span) => span.votes > 0.99 && !occupied.subarray(span.start, span.end).some(Boolean))
    .filter((span) => line.text.slice(span.start, span.end).trim() !== "")
    .map(({ start, end, type }) => ({ start, end, type, score: ALONE, source: "model" }));
  return [...weighed, ...alone].filter(({ score }) => score >= LEAST_SCORE);
}

/** Pages are dealt into so many parts, each tested by what was learned from the others. */
const PARTS = 5;

/**
 * How well a model made from these pages would do on others: counts over all parts, with and without learning.
 * Time is that of learning, five times; fewer pages than two give no answer.
 */
export function crossValidate(
  pages: readonly TaggedPage[],
  context: PatternContext,
): { patterns: Counts; learned: Counts } | null {
  if (pages.length < 2) return null;
  const parts = Math.min(PARTS, pages.length);
  let patterns = noCounts;
  let learned = noCounts;
  for (let part = 0; part < parts; part++) {
    const tagger = new Tagger(
      learn(
        pages.filter((_, index) => index % parts !== part),
        context,
      ),
    );
    for (const page of pages.filter((_, index) => index % parts === part)) {
      patterns = addCounts(patterns, pageCounts(page, context, null));
      learned = addCounts(learned, pageCounts(page, context, tagger));
    }
  }
  return { patterns, learned };
}

function pageCounts(page: TaggedPage, context: PatternContext, tagger: Tagger | null): Counts {
  let counts = noCounts;
  for (const { line, candidates, chosen, spans } of readPage(page, context)) {
    const found = tagger ? bestConsistentSet(withLearned(line, candidates, tagger)) : chosen;
    for (const [, more] of compareSpans(found, spans)) counts = addCounts(counts, more);
  }
  return counts;
}
