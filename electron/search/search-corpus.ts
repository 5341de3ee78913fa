/**
 * Answering queries over a corpus's texts: finding all matches, filtering, ordering, and making lines of the ones that
 * are asked for. Keeps the last query's matches, since the next question is mostly its next page.
 * Runs in the search thread; must not know: threads.
 */
import type { SearchHit, SearchQuery } from "../../shared/api.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { AnnotationQuery, HitTag, RegisteredName } from "../../shared/search/annotation.ts";
import { BORDER, compareLeft, compareRight, contextOf, firstInOrder } from "../../shared/search/concordance.ts";
import { type Matcher, matcherOf } from "../../shared/search/matcher.ts";
import { sortWeights } from "../index/sort-key.ts";
import { annotationFinder } from "./annotation-search.ts";
import type { CorpusText, SearchBlock, SearchDocument } from "./corpus-text.ts";
import type { EntityColumns } from "./entity-columns.ts";
import type { Page, PageRequest, Replacement, Replacements, ReplaceRequest } from "./messages.ts";

/** Called for every document; throws to stop. */
export type Step = (done: number, total: number) => void;

/** All matches of a query: numbers, since a common character has millions. */
interface Matches {
  key: string;
  documents: readonly SearchDocument[];
  /** How many documents have any. */
  matching: number;
  /**
   * For each match: the document's place in `documents`, where it is in its text (UTF-16 units), and the number of what
   * it is: the entity's in its document, the name's in `names`.
   */
  places: Places;
  names: readonly RegisteredName[];
  /** What it becomes; kept only for a replacement. */
  replacements: string[];
  /** Match numbers by left or right context, as many as were needed so far. */
  order: { sort: SearchQuery["sort"]; numbers: number[] } | null;
}

export class CorpusSearch {
  readonly #texts: CorpusText;
  readonly #entities: EntityColumns;
  #last: Matches | null = null;

  constructor(texts: CorpusText, entities: EntityColumns) {
    this.#texts = texts;
    this.#entities = entities;
  }

  /** @throws GalleyError bad-pattern; SQLite's errors; what `step` throws */
  page({ query, names = [], offset, limit }: PageRequest, step: Step): Page {
    const documents = this.#texts.documents(() => step(0, 0));
    const { text, regex, role, type, status, annotation } = query;
    const key = JSON.stringify([text, regex, role, type, status, annotation, names]);
    if (this.#last?.key !== key || this.#last.documents !== documents) {
      this.#last = null;
      this.#last = {
        ...(annotation ? this.#findTags(query, documents, names, step) : this.#find(query, documents, null, step)),
        key,
      };
    }
    const matches = this.#last;
    const numbers = ordered(matches, query.sort, offset + limit).slice(offset, offset + limit);
    const hashes = new Map(
      numbers.map((number) => {
        const [{ id, hash }] = matches.places.at(number, matches.documents);
        return [id, hash];
      }),
    );
    return {
      hashes: Object.fromEntries(hashes),
      total: matches.places.length,
      documents: matches.matching,
      hits: numbers.map((number) => this.#hit(matches, number, query)),
    };
  }

  /** @throws as `page` */
  replace({ query, replacement }: ReplaceRequest, step: Step): Replacements {
    const documents = this.#texts.documents(() => step(0, 0));
    const matches = { ...this.#find(query, documents, replacement, step), key: "" };
    const used = new Map<SearchDocument, number>();
    const changes: Replacement[] = [];
    for (const number of ordered(matches, query.sort, matches.places.length)) {
      const [document, start, end] = matches.places.at(number, documents);
      const text = matches.replacements[number] ?? "";
      const match = document.text.slice(start, end);
      if (match === text) continue;
      const block = this.#blockAt(document, start);
      const points = this.#pointsOf(document, block);
      const place = used.get(document) ?? used.size;
      used.set(document, place);
      changes.push({
        document: place,
        block: block.id,
        role: block.role,
        start: points.toCodePoint(start - block.start),
        end: points.toCodePoint(end - block.start),
        match,
        text,
      });
    }
    return { documents: [...used.keys()].map(({ id, title, hash }) => ({ id, title, hash })), changes };
  }

  #find(
    query: SearchQuery,
    documents: readonly SearchDocument[],
    replacement: string | null,
    step: Step,
  ): Omit<Matches, "key"> {
    const matcher = matcherOf(query, replacement ?? "");
    const places = new Places();
    const replacements: string[] = [];
    let matching = 0;
    for (const [index, document] of documents.entries()) {
      step(index, documents.length);
      if (query.status && document.status !== query.status) continue;
      const before = places.length;
      this.#each(matcher, query, document, (start, end, text) => {
        places.push(index, start, end);
        if (replacement !== null) replacements.push(text);
      });
      if (places.length > before) matching++;
    }
    return { documents, matching, places, replacements, names: [], order: null };
  }

  #findTags(
    query: SearchQuery,
    documents: readonly SearchDocument[],
    names: readonly RegisteredName[],
    step: Step,
  ): Omit<Matches, "key"> {
    const places = new Places();
    let matching = 0;
    if (!query.annotation) throw new Error("no annotation is asked for");
    const finder = annotationFinder(query, query.annotation, this.#entities, names);
    for (const [index, document] of documents.entries()) {
      step(index, documents.length);
      if (query.status && document.status !== query.status) continue;
      const before = places.length;
      finder.each(document, (start, end, number) => {
        if (!query.role || this.#blockAt(document, start).role === query.role) places.push(index, start, end, number);
      });
      if (places.length > before) matching++;
    }
    return { documents, matching, places, replacements: [], names, order: null };
  }

  /** Every match in one document that the query's filters leave. */
  #each(
    matcher: Matcher,
    query: SearchQuery,
    document: SearchDocument,
    visit: (start: number, end: number, replacement: string) => void,
  ): void {
    // What holds no border is found across none: the text is searched in one go.
    if (matcher.literal && !query.role && !query.type && !query.text.includes(BORDER)) {
      matcher.each(document.text, visit);
      return;
    }
    // Most texts don't hold what is looked for: no need to take them apart.
    if (matcher.literal && !document.text.includes(query.text)) return;
    for (const block of this.#texts.blocks(document)) {
      if (query.role && block.role !== query.role) continue;
      const within = query.type ? block.entities.filter(([type]) => type === query.type) : null;
      if (within && !within.length) continue;
      const points = within && this.#pointsOf(document, block);
      matcher.each(document.text.slice(block.start, block.end), (start, end, replacement) => {
        if (within && points) {
          const [from, to] = [points.toCodePoint(start), points.toCodePoint(end)];
          if (!within.some(([, first, last]) => first <= from && to <= last)) return;
        }
        visit(block.start + start, block.start + end, replacement);
      });
    }
  }

  #hit(matches: Matches, number: number, query: SearchQuery): SearchHit {
    const [document, start, end, what] = matches.places.at(number, matches.documents);
    const block = this.#blockAt(document, start);
    const text = document.text.slice(block.start, block.end);
    return {
      document: document.id,
      title: document.title,
      role: block.role,
      block: block.id,
      ...contextOf(text, start - block.start, end - block.start),
      ...(query.annotation ? { tag: this.#tagOf(matches, document, query.annotation.find, what) } : {}),
    };
  }

  #tagOf({ names }: Matches, document: SearchDocument, find: AnnotationQuery["find"], number: number): HitTag {
    if (find === "untagged") {
      const name = names[number];
      if (!name) throw new Error(`no name ${number}`);
      return { id: null, type: name.type, ref: name.ref, by: null };
    }
    const entity = this.#texts.blocks(document).flatMap(({ entities }) => entities)[number];
    if (!entity) throw new Error(`no entity ${number} in ${document.id}`);
    const [type, , , id, ref = null, by = "editor"] = entity;
    return { id, type, ref, by };
  }

  #blockAt(document: SearchDocument, at: number): SearchBlock {
    return this.#texts.blockAt(document, at);
  }

  #pointsOf(document: SearchDocument, block: SearchBlock): CodePointText {
    return new CodePointText(document.text.slice(block.start, block.end));
  }
}

/** Pages that are sorted beyond the one that is asked for. */
const PAGES_AHEAD = 4;

/** Match numbers in the asked order, at least the first `count` of them. */
function ordered(matches: Matches, sort: SearchQuery["sort"], count: number): readonly number[] {
  const { places, documents, order } = matches;
  const wanted = Math.min(count, places.length);
  if (sort === "page") return Array.from({ length: wanted }, (_, number) => number);
  if (order?.sort === sort && order.numbers.length >= wanted) return order.numbers;
  const ranks = sortWeights();
  const spot = (number: number, side: 1 | 2) => {
    const place = places.at(number, documents);
    return { text: place[0].text, at: place[side] };
  };
  const compare = (a: number, b: number) =>
    sort === "left" ? compareLeft(spot(a, 1), spot(b, 1), ranks) : compareRight(spot(a, 2), spot(b, 2), ranks);
  const numbers = firstInOrder(places.length, Math.min(wanted * PAGES_AHEAD, places.length), compare);
  matches.order = { sort, numbers };
  return numbers;
}

/** A growing list of places, four numbers each. */
class Places {
  #numbers = new Int32Array(4 * 1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(document: number, start: number, end: number, what = -1): void {
    const at = this.#length++ * 4;
    if (at + 4 > this.#numbers.length) {
      const grown = new Int32Array(this.#numbers.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[at] = document;
    this.#numbers[at + 1] = start;
    this.#numbers[at + 2] = end;
    this.#numbers[at + 3] = what;
  }

  at(
    index: number,
    documents: readonly SearchDocument[],
  ): [document: SearchDocument, start: number, end: number, what: number] {
    const at = index * 4;
    const document = documents[this.#numbers[at] ?? -1];
    if (!document) throw new Error(`no match ${index}`);
    return [document, this.#numbers[at + 1] ?? 0, this.#numbers[at + 2] ?? 0, this.#numbers[at + 3] ?? -1];
  }
}
