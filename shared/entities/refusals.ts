/**
 * Names that editors of a corpus keep rejecting: suggested because they are registered, learned or stand elsewhere on
 * the page, rejected on several pages, accepted on none. They are suggested with a lower score, and the reason says so.
 */
import type { Candidate } from "./candidate.ts";
import { nameKey } from "./name-key.ts";

/** By `nameKey`: on how many pages it was rejected. */
export type Refusals = ReadonlyMap<string, number>;

/** On so many pages a name must have been rejected, and on none accepted. */
export const LEAST_REFUSALS = 3;
/** What is left of its score. */
const LOWERED = 0.6;
/** Suggestions that rest on a name being known, not on how it is written. */
export const namingSources: ReadonlySet<string> = new Set(["registry", "document", "model"]);

export function weighRefused<C extends Candidate>(candidate: C, text: string, refusals: Refusals): C {
  if (!namingSources.has(candidate.source)) return candidate;
  const name = nameKey(candidate.type, text.slice(candidate.start, candidate.end));
  return refusals.has(name) ? { ...candidate, score: candidate.score * LOWERED } : candidate;
}
