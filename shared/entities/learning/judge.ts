/**
 * How sure a span is, from what the patterns and the committee say of it: a logistic regression, learned on pages that
 * the committee had not seen. It begins with a belief (the patterns' own scores, a little more where the committee
 * agrees) and leaves it only as far as what was tagged asks for, so that with few pages it changes little.
 * Knows spans and numbers, no text.
 */
import type { Candidate } from "../candidate.ts";
import { keyOf, type TypedSpan } from "../measure.ts";
import type { Voted } from "./tagger.ts";

/** Weights by what they say. */
export type Judgement = Readonly<Record<string, number>>;

/** A span that a pattern, the committee or both found. */
export interface Claim extends TypedSpan {
  /** Of the patterns; null where only the committee found it. */
  candidate: Candidate | null;
  /** Share of the committee. */
  votes: number;
  /** What speaks for and against it, for the regression; the first is the belief, weight 1. */
  signs: readonly string[];
  /** Log odds before anything was learned. */
  belief: number;
}

/**
 * Time is linear in the spans, as long as few of them overlap at one place.
 * @param all the patterns' candidates, @param chosen their best set, @param voted all spans of the committee
 */
export function claimsOf(all: readonly Candidate[], chosen: readonly Candidate[], voted: readonly Voted[]): Claim[] {
  const votes = new Map(voted.map((span) => [keyOf(span), span.votes]));
  const best = new Set(chosen.map(keyOf));
  // Of the same span found twice only the stronger counts.
  const strongest = new Map<string, Candidate>();
  for (const candidate of all) {
    const key = keyOf(candidate);
    if ((strongest.get(key)?.score ?? -1) < candidate.score) strongest.set(key, candidate);
  }
  const [across, rivals] = [new Overlaps([...strongest.values()]), new Overlaps(voted)];
  const claims: Claim[] = [];
  for (const [key, candidate] of strongest) {
    const share = votes.get(key) ?? 0;
    const rival = rivalOf(candidate, rivals.over(candidate));
    const tier = tierOf(share);
    const { start, end, type, source, score } = candidate;
    const isFirm = score >= FIRM;
    claims.push({
      ...{ start, end, type, candidate, votes: share },
      belief: logit(score) + ((isFirm ? firm : doubtful)[tier] ?? 0),
      signs: [
        `v${tier}${isFirm}`,
        `t${type}${tier}`,
        `s${source}`,
        `s${source}${tier}`,
        `b${best.has(key)}${tier}${isFirm}`,
        `r${rival}${tier}`,
        `r${rival}${type}`,
        `p${Math.round(score * 10)}${tier}`,
      ],
    });
  }
  for (const { start, end, type, votes: share } of voted) {
    if (strongest.has(keyOf({ start, end, type }))) continue;
    const over = across.over({ start, end });
    const against = over.length ? (over.some((other) => best.has(keyOf(other))) ? "best" : "some") : "none";
    const inner = over.some((other) => other.type === type) ? "same" : "other";
    const tier = tierOf(share);
    claims.push({
      ...{ start, end, type, candidate: null, votes: share },
      belief: logit(alone[tier] ?? 0.05) - (against === "best" ? 1.2 : against === "some" ? 0.5 : 0),
      signs: [
        `a${tier}`,
        `a${type}${tier}`,
        `a${against}${tier}`,
        `a${against}${inner}${type}`,
        `al${Math.min(8, end - start)}${type}`,
      ],
    });
  }
  return claims;
}

/** Spans in the text's order, to find those that touch a stretch. */
class Overlaps<T extends { start: number; end: number }> {
  readonly #spans: readonly T[];
  /** Of the spans up to each, the last end. */
  readonly #ends: Int32Array;

  constructor(spans: readonly T[]) {
    this.#spans = [...spans].sort((a, b) => a.start - b.start);
    let last = 0;
    this.#ends = Int32Array.from(this.#spans, ({ end }) => (last = Math.max(last, end)));
  }

  over({ start, end }: { start: number; end: number }): T[] {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    const found: T[] = [];
    for (let i = low; i < this.#spans.length && (this.#spans[i] as T).start < end; i++)
      if ((this.#spans[i] as T).end > start) found.push(this.#spans[i] as T);
    return found;
  }
}

/** Below this score a pattern needs the committee's support. */
const FIRM = 0.66;
/**
 * By tier of votes: what is added to a pattern's log odds, and how probable a span of the committee's alone is. That it
 * finds what no pattern does is to be seen first.
 */
const firm = [-0.2, 0, 0.3, 0.7];
const doubtful = [-1.4, -1.2, 0.3, 0.7];
const alone = [0.05, 0.08, 0.15, 0.35];

function tierOf(votes: number): number {
  return votes <= 0 ? 0 : votes < 0.5 ? 1 : votes < 0.99 ? 2 : 3;
}

/** The strongest vote for another span across this one: none, weak or strong; or the same span as another type. */
function rivalOf({ start, end, type }: TypedSpan, over: readonly Voted[]): string {
  let most = 0;
  let retyped = false;
  for (const other of over) {
    if (other.start === start && other.end === end && other.type === type) continue;
    if (other.votes > most) {
      most = other.votes;
      retyped = other.start === start && other.end === end;
    }
  }
  return most === 0 ? "none" : `${most < 0.99 ? "weak" : "strong"}${retyped ? "type" : ""}`;
}

/** 0..1 */
export function judge(claim: Claim, judgement: Judgement): number {
  return sigmoid(claim.belief + sum(claim.signs, judgement));
}

function sum(signs: readonly string[], judgement: Judgement): number {
  let all = 0;
  for (const sign of signs) all += judgement[sign] ?? 0;
  return all;
}

const ROUNDS = 120;
/** How strongly the belief is held: about so many examples of a sign move it halfway. */
const HOLD = 60;

/** Weights that fit the examples. Deterministic; time is examples × signs × rounds. */
export function learnJudgement(examples: readonly { claim: Claim; right: boolean }[]): Judgement {
  const names = [...new Set(examples.flatMap(({ claim }) => claim.signs))];
  const index = new Map(names.map((name, i) => [name, i]));
  const weights = new Float64Array(names.length);
  const seen = new Float64Array(names.length);
  const rows = examples.map(({ claim, right }) => {
    const signs = Int32Array.from(claim.signs, (sign) => index.get(sign) as number);
    for (const sign of signs) seen[sign] = (seen[sign] as number) + 1;
    return { signs, belief: claim.belief, right: right ? 1 : 0 };
  });
  const slope = new Float64Array(names.length);
  for (let round = 0; round < ROUNDS; round++) {
    slope.fill(0);
    for (const { signs, belief, right } of rows) {
      let z = belief;
      for (const sign of signs) z += weights[sign] as number;
      const off = right - sigmoid(z);
      for (const sign of signs) slope[sign] = (slope[sign] as number) + off;
    }
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      // A step that suits how often the sign is seen and how many signs share the credit.
      const step = ((slope[i] as number) - (HOLD / 4) * weight) / (((seen[i] as number) / 4 + HOLD / 4) * SIGNS);
      weights[i] = weight + step;
    }
  }
  return Object.fromEntries(names.map((name, i) => [name, Math.round((weights[i] as number) * 1000) / 1000]));
}

/** Signs of one claim at most. */
const SIGNS = 8;

function logit(share: number): number {
  const sound = Math.min(0.99, Math.max(0.01, share));
  return Math.log(sound / (1 - sound));
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
