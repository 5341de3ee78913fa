/**
 * Suggestions for a page: of all candidates, weighed by what was learned if anything was, the best set without
 * overlaps, but for what was rejected. Pure and deterministic; a first time is linear in the text, the next ones look
 * at what has changed.
 */
import { CodePointText } from "../model/offsets.ts";
import type { Label } from "../model/settings.ts";
import { withoutDismissed } from "../proofing/dismissals.ts";
import type { Page } from "../proofing/page.ts";
import { bestConsistentSet, type Candidate } from "./candidate.ts";
import { type Learned, withLearned } from "./learning/learn.ts";
import type { Line } from "./line.ts";
import { nameKey } from "./name-key.ts";
import { LEAST_SCORE, outside, PageReader, type PatternContext } from "./page-candidates.ts";
import { reasonOf, refusedReason } from "./reasons.ts";
import { type Refusals, weighRefused } from "./refusals.ts";
import { rejectable, rejectedName } from "./rejections.ts";
import type { Suggestion, TaggedBlock } from "./suggestion.ts";

export interface SuggestContext extends PatternContext {
  /** What was learned from the corpus; null or missing where too little is tagged. */
  tagger?: Learned | null;
  /** The corpus's types; of others nothing is suggested, and they rival nothing. All where it is missing. */
  types?: ReadonlySet<string>;
  /** Names that editors of this corpus keep rejecting. */
  refusals?: Refusals;
}

/** What someone else recommends for a block whose text is this; it stands among the candidates. UTF-16 offsets. */
export interface Recommended {
  text: string;
  candidates: readonly (Candidate & { reason?: Label })[];
}

/** By role and text: candidates as they were weighed by what was learned, and which candidates those were. */
type Weighed = Map<string, { key: string; candidates: readonly Candidate[] }>;

type Entry = PatternContext["registry"][number];

/** Which registered entries go by a name. */
class References {
  /** By type and text: the id of the entry, or of all where there are several. */
  readonly #ids = new Map<string, string | readonly string[]>();

  add({ id, type, name, aliases }: Entry): void {
    for (const text of new Set([name, ...aliases])) {
      const key = nameKey(type, text);
      const ids = this.#ids.get(key);
      this.#ids.set(key, ids === undefined ? id : [ids, id].flat());
    }
  }

  remove({ id, type, name, aliases }: Entry): void {
    for (const text of new Set([name, ...aliases])) {
      const key = nameKey(type, text);
      const left = [this.#ids.get(key) ?? []].flat().filter((one) => one !== id);
      if (left.length) this.#ids.set(key, left.length > 1 ? left : (left[0] as string));
      else this.#ids.delete(key);
    }
  }

  /** The one entry that goes by a name; null for none and for several. */
  only(type: string, text: string): string | null {
    const ids = this.#ids.get(nameKey(type, text));
    return typeof ids === "string" ? ids : null;
  }
}

/** Suggests for a page again and again while it is edited. */
export class Suggester {
  readonly #context: SuggestContext;
  readonly #reader: PageReader;
  /** Of the page that was looked at last. */
  #weighed: Weighed = new Map();
  #recommended: ReadonlyMap<string, Recommended> = new Map();
  readonly #refs = new References();
  /** The registry's entries by id; made when one of them changes for the first time. */
  #entries: Map<string, Entry> | null = null;

  constructor(context: SuggestContext) {
    this.#context = context;
    this.#reader = new PageReader(context);
    for (const entry of context.registry) this.#refs.add(entry);
  }

  /** Follows a change of the registry; time is that of what has changed, and of the page once. @param removed ids */
  changeRegistry(changed: readonly Entry[], removed: readonly string[]): void {
    this.#entries ??= new Map(this.#context.registry.map((entry) => [entry.id, entry]));
    const entries = this.#entries;
    const before = [...removed, ...changed.map(({ id }) => id)].flatMap((id) => entries.get(id) ?? []);
    for (const entry of before) {
      this.#refs.remove(entry);
      entries.delete(entry.id);
    }
    for (const entry of changed) {
      this.#refs.add(entry);
      entries.set(entry.id, entry);
    }
    this.#reader.changeRegistry(before, [...changed]);
  }

  /** By block id; holds until it is given again. */
  recommend(recommended: ReadonlyMap<string, Recommended>): void {
    this.#recommended = recommended;
  }

  /** Suggestions that overlap no entity of their block, in reading order. */
  suggest(blocks: readonly TaggedBlock[]): Suggestion[] {
    const before = this.#weighed;
    this.#weighed = new Map();
    return this.#reader.read(blocks).flatMap(({ line, candidates }, index) => {
      const block = blocks[index] as TaggedBlock;
      const free = outside(candidates, block);
      const found = outside(this.#weigh(line, free, before), block);
      const foreign = this.#foreign(block).filter(({ score }) => score >= LEAST_SCORE);
      const all = foreign.length ? [...found, ...outside(foreign, block)] : found;
      return this.#suggestionsOf(block, all);
    });
  }

  #weigh(line: Line, candidates: readonly Candidate[], before: Weighed): readonly Candidate[] {
    const { tagger } = this.#context;
    if (!tagger) return candidates;
    const place = `${line.role}\n${line.text}`;
    const key = candidates.map(({ start, end, type, score }) => `${start} ${end} ${type} ${score}`).join();
    const known = this.#weighed.get(place) ?? before.get(place);
    const weighed = known?.key === key ? known : { key, candidates: withLearned(line, candidates, tagger) };
    this.#weighed.set(place, weighed);
    return weighed.candidates;
  }

  #foreign({ id, text }: TaggedBlock): Recommended["candidates"] {
    const recommended = this.#recommended.get(id);
    return recommended?.text === text ? recommended.candidates : [];
  }

  #suggestionsOf(block: TaggedBlock, candidates: readonly (Candidate & { reason?: Label })[]): Suggestion[] {
    const { refusals, types } = this.#context;
    const known = types ? candidates.filter(({ type }) => types.has(type)) : candidates;
    const all = refusals ? known.map((one) => weighRefused(one, block.text, refusals)) : known;
    const points = new CodePointText(block.text);
    return bestConsistentSet(all).map((chosen) => {
      const { start, end, type, score, source } = chosen;
      const text = block.text.slice(start, end);
      const refused = refusals?.get(nameKey(type, text));
      const own = (chosen as { reason?: Label }).reason ?? reasonOf(source);
      return {
        block: block.id,
        start: points.toCodePoint(start),
        end: points.toCodePoint(end),
        type,
        text,
        score: Math.round(score * 100) / 100,
        source,
        ref: this.#refs.only(type, text),
        reason: refused ? refusedReason(own, refused) : own,
      };
    });
  }
}

/** A recommendation as it came: code points, and a reason in its own words. */
interface Recommendation {
  block: string;
  start: number;
  end: number;
  type: string;
  score: number;
  reason: string;
}

/** What was recommended for blocks with these texts. */
export function recommendedBlocks(
  blocks: readonly { id: string; text: string }[],
  recommendations: readonly Recommendation[],
): Map<string, Recommended> {
  const byBlock = Map.groupBy(recommendations, ({ block }) => block);
  return new Map(
    blocks.map(({ id, text }) => {
      const points = new CodePointText(text);
      const candidates = (byBlock.get(id) ?? []).map(({ start, end, type, score, reason }) => ({
        ...{ start: points.toUtf16(start), end: points.toUtf16(end), type, score, source: "recommender" },
        ...(reason ? { reason: { zh: reason, en: reason } } : {}),
      }));
      return [id, { text, candidates }];
    }),
  );
}

/** Suggestions for one page, once. */
export function suggest(blocks: readonly TaggedBlock[], context: SuggestContext): Suggestion[] {
  return new Suggester(context).suggest(blocks);
}

/** The suggestions that nobody has rejected here. */
export function withoutRejected(suggestions: readonly Suggestion[], page: Page): Suggestion[] {
  const { dismissed } = page.document;
  if (!dismissed.some((one) => rejectedName(one) !== null)) return [...suggestions];
  const left = new Set(
    withoutDismissed(suggestions.map(rejectable), page).map(
      ({ block, start, end, type }) => `${block} ${start} ${end} ${type}`,
    ),
  );
  return suggestions.filter(({ block, start, end, type }) => left.has(`${block} ${start} ${end} ${type}`));
}
