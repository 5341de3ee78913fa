/**
 * All candidates of a page's blocks: of the patterns, of the registry, and of what the page knows of itself.
 * Who is chosen among them is no business of this module. Time is linear in the text.
 */
import { CodePointText } from "../model/offsets.ts";
import type { Registry } from "../model/settings.ts";
import { inSimplifiedScript } from "../proofing/characters/scripts.ts";
import { bestConsistentSet, type Candidate } from "./candidate.ts";
import { type KnownName, knownCandidates, knownNames } from "./document.ts";
import { type Line, lineOf } from "./line.ts";
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

/** What was found in one block. */
export interface BlockCandidates {
  line: Line;
  /** They may overlap each other, and entities of the block. */
  candidates: readonly Candidate[];
}

/** A block's text as it was read once. */
interface Reading {
  line: Line;
  own: readonly Candidate[];
  chosen: readonly Candidate[];
  registered: readonly Candidate[];
  /** What the page's own names found in it, and which names those were. */
  known: { names: NameIndex<KnownName>; all: readonly Candidate[] } | null;
}

/**
 * Reads a page again and again while it is edited: what depends on a block's own words is found once. Time of a first
 * reading is linear in the text, that of the next ones in the number of blocks and in what has changed.
 */
export class PageReader {
  readonly #knowledge: WordKnowledge;
  readonly #registered: NameIndex<KnownName>;
  /** By role and text: of the page that was read last. */
  #readings = new Map<string, Reading>();
  #names: { written: string; index: NameIndex<KnownName> } = { written: "", index: new NameIndex<KnownName>([]) };

  constructor({ knowledge, registry }: PatternContext) {
    this.#knowledge = knowledge;
    this.#registered = new NameIndex(
      registry.flatMap((entry) => registeredNames(entry).map((value) => ({ name: value.text, value }))),
    );
  }

  /** Entries are no more what they were: what was read of a text stays, unless one of their names stands in it. */
  changeRegistry(before: Registry["entities"], after: Registry["entities"]): void {
    const touched = new NameIndex<null>([]);
    for (const { text, type } of before.flatMap(registeredNames)) {
      this.#registered.remove(text, (value) => value.type === type);
      touched.add(text, null);
    }
    for (const value of after.flatMap(registeredNames)) {
      this.#registered.add(value.text, value);
      touched.add(value.text, null);
    }
    for (const reading of this.#readings.values()) {
      if (!touched.findAll(reading.line.text).length) continue;
      reading.registered = this.#registeredIn(reading.line);
      reading.known = null;
    }
  }

  /** In an order that says nothing of when entries were added. */
  #registeredIn(line: Line): Candidate[] {
    return knownCandidates(line, this.#registered).sort(
      (a, b) => a.start - b.start || a.end - b.end || (a.type < b.type ? -1 : Number(a.type > b.type)),
    );
  }

  read(blocks: readonly TaggedBlock[]): BlockCandidates[] {
    const before = this.#readings;
    this.#readings = new Map();
    const readings = blocks.map(({ role, text }) => {
      const key = `${role}\n${text}`;
      const reading = this.#readings.get(key) ?? before.get(key) ?? this.#readBlock(text, role);
      this.#readings.set(key, reading);
      return reading;
    });
    const names = this.#namesOf(blocks, readings);
    return readings.map((reading) => {
      if (reading.known?.names !== names) {
        const known = knownCandidates(reading.line, names);
        const all = [...reading.own, ...reading.registered, ...known].filter(({ score }) => score >= LEAST_SCORE);
        reading.known = { names, all };
      }
      return { line: reading.line, candidates: reading.known.all };
    });
  }

  #readBlock(text: string, role: string): Reading {
    const line = lineOf(text, role, this.#knowledge);
    const own = findCandidates(line);
    const registered = this.#registeredIn(line);
    return { line, own, chosen: bestConsistentSet(own), registered, known: null };
  }

  /** The same index while the names are the same. */
  #namesOf(blocks: readonly TaggedBlock[], readings: readonly Reading[]): NameIndex<KnownName> {
    const tagged = blocks.flatMap(({ entities }) =>
      // What was accepted from here says nothing new.
      entities
        .filter(({ text, by }) => text.length > 1 && !isOwnSource(by ?? ""))
        .map(({ text, type }) => ({ text: inSimplifiedScript(text), type, score: 0.9, source: "document" })),
    );
    const names = strongest([...knownNames(readings), ...tagged]);
    const written = names.map(({ text, type, score }) => `${text}\t${type}\t${score}`).join("\n");
    if (written !== this.#names.written)
      this.#names = { written, index: new NameIndex(names.map((value) => ({ name: value.text, value }))) };
    return this.#names.index;
  }
}

function registeredNames({ name, aliases, type }: Registry["entities"][number]): KnownName[] {
  return [name, ...aliases].map(inSimplifiedScript).map((text) => ({ text, type, score: 0.92, source: "registry" }));
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
