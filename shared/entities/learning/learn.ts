/**
 * From pages to a tagger and back: what is learned from, and how what was learned joins the patterns.
 * The patterns' view of a page is among the features, so that the tagger learns where they err.
 */
import { bestConsistentSet, type Candidate } from "../candidate.ts";
import type { Line } from "../line.ts";
import { addCounts, compareSpans, type Counts, noCounts } from "../measure.ts";
import { lineOf } from "../line.ts";
import { CodePointText } from "../../model/offsets.ts";
import { LEAST_SCORE, patternCandidates, type SuggestContext } from "../suggest.ts";
import type { TaggedBlock } from "../suggestion.ts";
import { featuresOf } from "./features.ts";
import { type Stretch, Tagger, type TaggerModel, trainTagger } from "./tagger.ts";

/** A page's blocks as the editors left them: their entities are taken for right, what is untagged for none. */
export type TaggedPage = readonly TaggedBlock[];

/** @param context as for `suggest`; its registry is not used, so that a model doesn't change with it */
export function learn(pages: readonly TaggedPage[], context: SuggestContext): TaggerModel {
  return trainTagger(pages.flatMap((page) => stretchesOf(page, context)));
}

function stretchesOf(page: TaggedPage, context: SuggestContext): Stretch[] {
  const bare = page.map((block) => ({ ...block, entities: [] }));
  const lines = bare.map(({ text, role }) => lineOf(text, role, context.knowledge));
  const candidates = patternCandidates(bare, lines, { ...context, registry: [] });
  return page.flatMap((block, index) => {
    const line = lines[index] as Line;
    const all = candidates[index] ?? [];
    const features = featuresOf(line, bestConsistentSet(all), all);
    const spans = flatSpans(block);
    return sentences(line.text).map(({ start, end }) => ({
      features: features.slice(start, end),
      spans: spans
        .filter((span) => span.start >= start && span.end <= end)
        .map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
    }));
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

/** How far the committee's agreement raises a pattern's score, and its silence lowers it. */
const RAISED = 0.5;
const LOWERED = 0.55;
/** A span that only the committee finds: the score at full agreement. */
const ALONE = 0.8;

/** The patterns' candidates weighed by the tagger's, and the tagger's own. */
export function withTagger(line: Line, candidates: readonly Candidate[], tagger: Tagger): Candidate[] {
  const features = featuresOf(line, bestConsistentSet(candidates), candidates);
  const voted = sentences(line.text).flatMap(({ start, end }) =>
    tagger.tag(features.slice(start, end)).map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
  );
  const votes = new Map(voted.map((span) => [`${span.start}:${span.end}:${span.type}`, span.votes]));
  const weighed = candidates.map((candidate) => {
    const share = votes.get(`${candidate.start}:${candidate.end}:${candidate.type}`) ?? 0;
    votes.delete(`${candidate.start}:${candidate.end}:${candidate.type}`);
    if (!tagger.types.includes(candidate.type)) return candidate;
    const { score } = candidate;
    const raised = score + (1 - score) * RAISED * share;
    return { ...candidate, score: share > 0 ? raised : score * LOWERED };
  });
  const found = new Set(candidates.map(({ start, end, type }) => `${start}:${end}:${type}`));
  const alone = voted
    .filter(({ start, end, type }) => !found.has(`${start}:${end}:${type}`) && line.text.slice(start, end).trim() !== "")
    .map(({ start, end, type, votes: share }) => ({ start, end, type, score: ALONE * share, source: "model" }));
  return [...weighed, ...alone].filter(({ score }) => score >= LEAST_SCORE);
}

/** Pages are dealt into so many parts, each tested by what was learned from the others. */
const PARTS = 5;

/**
 * How well a model made from these pages would do on others: counts over all parts, with and without learning.
 * Time is that of learning, five times; fewer pages than two give no answer.
 */
export function crossValidate(pages: readonly TaggedPage[], context: SuggestContext): { patterns: Counts; learned: Counts } | null {
  if (pages.length < 2) return null;
  const parts = Math.min(PARTS, pages.length);
  let patterns = noCounts;
  let learned = noCounts;
  for (let part = 0; part < parts; part++) {
    const tagger = new Tagger(learn(pages.filter((_, index) => index % parts !== part), context));
    for (const page of pages.filter((_, index) => index % parts === part)) {
      patterns = addCounts(patterns, pageCounts(page, context, null));
      learned = addCounts(learned, pageCounts(page, context, tagger));
    }
  }
  return { patterns, learned };
}

function pageCounts(page: TaggedPage, context: SuggestContext, tagger: Tagger | null): Counts {
  const bare = page.map((block) => ({ ...block, entities: [] }));
  const lines = bare.map(({ text, role }) => lineOf(text, role, context.knowledge));
  const candidates = patternCandidates(bare, lines, context);
  return page.reduce((counts, block, index) => {
    const line = lines[index] as Line;
    const own = candidates[index] ?? [];
    const chosen = bestConsistentSet(tagger ? withTagger(line, own, tagger) : own);
    for (const [, more] of compareSpans(chosen, flatSpans(block))) counts = addCounts(counts, more);
    return counts;
  }, noCounts);
}
