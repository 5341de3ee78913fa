/**
 * From pages to a model and back: what is learned from, and how what was learned joins the patterns.
 * The patterns' view of a page is among the tagger's features, so that it learns where they err; how far it is to be
 * believed is learned too, on pages that it has not seen (`judge.ts`).
 */
import { CodePointText } from "../../model/offsets.ts";
import { bestConsistentSet, type Candidate } from "../candidate.ts";
import type { Line } from "../line.ts";
import { addCounts, compareSpans, keyOf, noCounts, type TypedSpan } from "../measure.ts";
import { type BlockCandidates, LEAST_SCORE, outside, PageReader, type PatternContext } from "../page-candidates.ts";
import type { TaggedBlock } from "../suggestion.ts";
import { type Features, featuresOf, stretchOf } from "./features.ts";
import { type Claim, claimsOf, type Judgement, judge, learnJudgement } from "./judge.ts";
import { type Stretch, Tagger, type TaggerModel, trainTagger, type Voted } from "./tagger.ts";
import type { CrossValidation } from "./validation.ts";

/**
 * A page's blocks as the editors left them: their entities are taken for right, what is untagged for none. A sentence
 * with an entity that nobody has looked at (`unseen`) teaches nothing: a model must not confirm itself.
 */
export type TaggedPage = readonly TaggedBlock[];

/** What was learned from pages. */
export interface Model {
  tagger: TaggerModel;
  judgement: Judgement;
}

/** A model made ready; making it takes time, using it does not. */
export class Learned {
  readonly tagger: Tagger;
  readonly judgement: Judgement;

  constructor({ tagger, judgement }: Model) {
    this.tagger = new Tagger(tagger);
    this.judgement = judgement;
  }
}

/** A block as something to learn from. */
interface Lesson {
  line: Line;
  candidates: readonly Candidate[];
  /** The patterns' best set. */
  chosen: readonly Candidate[];
  spans: readonly TypedSpan[];
  features: Features;
  /** Sentences in which everything was looked at. */
  sentences: readonly { start: number; end: number }[];
}

/** Pages are dealt into so many parts: each is looked at with what was learned from the others. */
const PARTS = 4;
/** Of the lessons of the whole: the parts' taggers only stand for it. */
const PART_LESSONS = 4_000;

export interface LearnedFrom {
  model: Model;
  /** Null where there was too little to deal into parts. */
  validation: CrossValidation | null;
}

/**
 * Deterministic. Time is that of training five times.
 * @param context as for `suggest`; its registry is not used, so that a model doesn't change with it
 * @param onPart called with how much is done, of how much; may throw to stop
 */
export function learn(
  pages: readonly TaggedPage[],
  context: PatternContext,
  onPart: (done: number, total: number) => void = () => {},
): LearnedFrom {
  const { by, units } = unitsOf(pages, context);
  const parts = Math.min(PARTS, units.length);
  const examined: Examined[][] = [];
  for (let part = 0; part < parts; part++) {
    onPart(part, parts + 1);
    examined.push(examinePart(units, part, parts));
  }
  onPart(parts, parts + 1);
  const tagger = trainTagger(units.flat().flatMap(stretchesOf));
  const judgement = learnJudgement(examplesOf(examined.flat()));
  const validation = parts > 1 ? { by, parts, types: validate(examined) } : null;
  return { model: { tagger, judgement }, validation };
}

/** What is dealt into parts: pages, or the blocks of a single one. */
function unitsOf(
  pages: readonly TaggedPage[],
  context: PatternContext,
): { by: CrossValidation["by"]; units: Lesson[][] } {
  const read = pages.map((page) => readPage(page, { ...context, registry: [] }).filter((it) => it.sentences.length));
  const units = read.filter((lessons) => lessons.length);
  const [only] = units;
  return units.length === 1 && only ? { by: "block", units: only.map((it) => [it]) } : { by: "page", units };
}

/** A block, and what patterns and a committee that had not seen it claim of it. */
interface Examined {
  lesson: Lesson;
  claims: readonly Claim[];
  /** Types that the committee knew. */
  types: readonly string[];
}

function examinePart(units: readonly Lesson[][], part: number, parts: number): Examined[] {
  const rest = units.filter((_, index) => index % parts !== part).flatMap((unit) => unit.flatMap(stretchesOf));
  const tagger = new Tagger(trainTagger(rest, PART_LESSONS));
  return units
    .filter((_, index) => index % parts === part)
    .flat()
    .map((lesson) => ({
      lesson,
      claims: claimsOf(lesson.candidates, lesson.chosen, vote(lesson, tagger)),
      types: tagger.types,
    }));
}

/** Of what was claimed where everything was looked at, whether it was right. */
function examplesOf(examined: readonly Examined[]): { claim: Claim; right: boolean }[] {
  return examined.flatMap(({ lesson, claims, types }) => {
    const gold = new Set(lesson.spans.map(keyOf));
    return claims
      .filter((claim) => types.includes(claim.type) && isLookedAt(lesson, claim))
      .map((claim) => ({ claim, right: gold.has(keyOf(claim)) }));
  });
}

/** Each part is judged by what was learned of judging from the others. */
function validate(examined: readonly Examined[][]): CrossValidation["types"] {
  const counted: CrossValidation["types"] = {};
  const count = (how: "patterns" | "learned", lesson: Lesson, found: readonly TypedSpan[]) => {
    const within = (span: TypedSpan) => isLookedAt(lesson, span);
    for (const [type, counts] of compareSpans(found.filter(within), lesson.spans.filter(within))) {
      const of = counted[type] ?? { patterns: noCounts, learned: noCounts };
      counted[type] = { ...of, [how]: addCounts(of[how], counts) };
    }
  };
  for (const [part, own] of examined.entries()) {
    const judgement = learnJudgement(examplesOf(examined.filter((_, index) => index !== part).flat()));
    for (const { lesson, claims, types } of own) {
      count("patterns", lesson, lesson.chosen);
      count("learned", lesson, bestConsistentSet(judged(lesson.line, claims, judgement, types)));
    }
  }
  return counted;
}

function isLookedAt({ sentences: known }: Lesson, span: TypedSpan): boolean {
  return known.some(({ start, end }) => span.start >= start && span.end <= end);
}

function vote({ line, features }: Pick<Lesson, "line" | "features">, tagger: Tagger): Voted[] {
  return sentences(line.text).flatMap(({ start, end }) =>
    tagger
      .tag(stretchOf(features, start, end))
      .map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
  );
}

function stretchesOf({ features, spans, sentences: known }: Lesson): Stretch[] {
  return known.map(({ start, end }) => ({
    features: stretchOf(features, start, end),
    spans: spans
      .filter((span) => span.start >= start && span.end <= end)
      .map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
  }));
}

/** A page as the patterns see it before anything is tagged, and what is. */
function readPage(page: TaggedPage, context: PatternContext): Lesson[] {
  const bare = page.map((block) => ({ ...block, entities: [] }));
  const read = new PageReader(context).read(bare);
  return page.map((block, index) => {
    const { line, candidates } = read[index] as BlockCandidates;
    const own = outside(candidates, bare[index] as TaggedBlock);
    const chosen = bestConsistentSet(own);
    const unseen = utf16Spans({ ...block, entities: block.entities.filter((entity) => entity.unseen) });
    const known = sentences(line.text).filter(
      ({ start, end }) => !unseen.some((span) => span.start < end && span.end > start),
    );
    const features = featuresOf(line, chosen, own);
    return { line, candidates: own, chosen, spans: flatSpans(block), features, sentences: known };
  });
}

function utf16Spans({ text, entities }: Pick<TaggedBlock, "text" | "entities">): TypedSpan[] {
  const points = new CodePointText(text);
  return entities.map(({ start, end, type }) => ({ start: points.toUtf16(start), end: points.toUtf16(end), type }));
}

/** UTF-16 spans; of entities that overlap, the longest. */
function flatSpans(block: TaggedBlock): TypedSpan[] {
  const spans = utf16Spans(block).sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(block.text.length);
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

/** The patterns' candidates and the committee's spans, scored by what was learned. */
export function withLearned(line: Line, candidates: readonly Candidate[], { tagger, judgement }: Learned): Candidate[] {
  const chosen = bestConsistentSet(candidates);
  const voted = vote({ line, features: featuresOf(line, chosen, candidates) }, tagger);
  return judged(line, claimsOf(candidates, chosen, voted), judgement, tagger.types);
}

function judged(line: Line, claims: readonly Claim[], judgement: Judgement, types: readonly string[]): Candidate[] {
  return claims
    .map((claim): Candidate => {
      const { start, end, type, candidate } = claim;
      // Of a type that was never tagged here, nothing was learned.
      if (candidate && !types.includes(type)) return candidate;
      return { start, end, type, score: judge(claim, judgement), source: candidate?.source ?? "model" };
    })
    .filter(({ start, end, score }) => score >= LEAST_SCORE && line.text.slice(start, end).trim() !== "");
}
