/**
 * All candidates of a page's blocks: of the patterns, of the registry, and of what the page knows of itself.
 * Who is chosen among them is no business of this module. Time is linear in the text.
 */
import { CodePointText } from "../model/offsets.ts";
import type { Registry } from "../model/settings.ts";
import { bestConsistentSet, type Candidate } from "./candidate.ts";
import { knownCandidates, knownNames } from "./document.ts";
import type { Line } from "./line.ts";
import { NameIndex } from "./name-index.ts";
import { findDates } from "./patterns/date.ts";
import { findEvents } from "./patterns/event.ts";
import { findOrganisations } from "./patterns/organisation.ts";
import { findPersons } from "./patterns/person.ts";
import { findPlaces, placeCandidates } from "./patterns/place.ts";
import { findPosts, postCandidates } from "./patterns/post.ts";
import { findQuantities } from "./patterns/quantity.ts";
import { isOwnSource } from "./reasons.ts";
import type { TaggedBlock } from "./suggestion.ts";
import type { WordKnowledge } from "./words.ts";

export interface PatternContext {
  knowledge: WordKnowledge;
  /** The corpus's registry of known entities; an empty one is fine. */
  registry: Registry["entities"];
}

/** Below this no suggestion is made. */
export const LEAST_SCORE = 0.4;

/** Candidates of each block from patterns, registry and the page itself; they may overlap each other. */
export function patternCandidates(
  blocks: readonly TaggedBlock[],
  lines: readonly Line[],
  { registry }: PatternContext,
): Candidate[][] {
  const own = lines.map(findCandidates);
  const registered = new NameIndex(
    registry.flatMap(({ name, aliases, type }) =>
      [name, ...aliases].map((text) => ({ name: text, value: { text, type, score: 0.92, source: "registry" } })),
    ),
  );
  const tagged = blocks.flatMap(({ entities }) =>
    // What was accepted from here says nothing new.
    entities
      .filter(({ text, by }) => text.length > 1 && !isOwnSource(by ?? ""))
      .map(({ text, type }) => ({ text, type, score: 0.9, source: "document" })),
  );
  const found = own.map((candidates, index) => ({ line: lines[index] as Line, chosen: bestConsistentSet(candidates) }));
  const names = new NameIndex(
    strongest([...knownNames(found), ...tagged]).map((value) => ({ name: value.text, value })),
  );
  return own.map((candidates, index) => {
    const line = lines[index] as Line;
    const all = [...candidates, ...knownCandidates(line, registered), ...knownCandidates(line, names)];
    return outside(all, blocks[index] as TaggedBlock).filter(({ score }) => score >= LEAST_SCORE);
  });
}

/** A text that is known as several types is taken as the strongest. */
function strongest<T extends { text: string; score: number }>(names: readonly T[]): T[] {
  const best = new Map<string, T>();
  for (const name of names) if ((best.get(name.text)?.score ?? 0) < name.score) best.set(name.text, name);
  return [...best.values()];
}

/** What the patterns find in one line by itself. */
export function findCandidates(line: Line): Candidate[] {
  const places = findPlaces(line);
  const posts = findPosts(line);
  const bodies = [...placeCandidates(line, places), ...findOrganisations(line, places)];
  const persons = findPersons(line, posts);
  return [
    ...bodies,
    ...persons,
    ...postCandidates(line, posts, persons, bodies),
    ...findDates(line),
    ...findQuantities(line),
    ...findEvents(line),
  ];
}

/** Candidates that touch no entity of the block and are sound spans. */
export function outside(candidates: readonly Candidate[], block: TaggedBlock): Candidate[] {
  const { text } = block;
  const points = new CodePointText(text);
  const taken = new Uint8Array(text.length);
  for (const { start, end } of block.entities) taken.fill(1, points.toUtf16(start), points.toUtf16(end));
  return candidates.filter(({ start, end }) => {
    if (start < 0 || end > text.length || start >= end || !text.slice(start, end).trim()) return false;
    if (insidePair(text, start) || insidePair(text, end)) return false;
    for (let at = start; at < end; at++) if (taken[at]) return false;
    return true;
  });
}

function insidePair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text[at] ?? "") && /[\ud800-\udbff]/.test(text[at - 1] ?? "");
}
