/**
 * Answering queries over a corpus's texts: what finds the matches, and lines of the ones that are asked for. Keeps the
 * last query's matches, since the next question is mostly its next page.
 * Runs in the search thread; must not know: threads.
 */
import type { SearchHit, SearchQuery } from "../../shared/api.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { AnnotationQuery, HitTag, RegisteredName } from "../../shared/search/annotation.ts";
import { BORDER } from "../../shared/search/concordance.ts";
import { matcherOf } from "../../shared/search/matcher.ts";
import { annotationFinder } from "./annotation-search.ts";
import type { CorpusText, SearchDocument } from "./corpus-text.ts";
import type { EntityColumns } from "./entity-columns.ts";
import { hitAt } from "./hit.ts";
import type { Place } from "./marks.ts";
import { type Finder, type Match, Matches, type Step } from "./matches.ts";
import type { Page, PageRequest, Replacement, Replacements, ReplaceRequest } from "./messages.ts";
import { Needle } from "./needle.ts";
import { blocksWithin, insideTest, placesWithin } from "./within.ts";

export class CorpusSearch {
  readonly #texts: CorpusText;
  readonly #entities: EntityColumns;
  #last: { key: string; matches: Matches } | null = null;

  constructor(texts: CorpusText, entities: EntityColumns) {
    this.#texts = texts;
    this.#entities = entities;
  }

  /** @throws GalleyError bad-pattern; SQLite's errors; what `step` throws */
  page({ query, names = [], offset, limit, countFor }: PageRequest, step: Step): Page {
    const end = performance.now() + (countFor ?? Number.POSITIVE_INFINITY);
    const matches = this.#matches(query, names, step);
    const { sort } = query;
    if (sort === "page")
      while (!matches.isComplete && (matches.total < offset + limit || performance.now() < end)) matches.advance(step);
    const found = sort === "page" ? matches.page(offset, limit) : matches.ordered(sort, offset, limit, step);
    return {
      hashes: Object.fromEntries(found.map(({ document: { id, hash } }) => [id, hash])),
      total: matches.total,
      documents: matches.matching,
      complete: matches.isComplete,
      hits: found.map((match) => this.#hit(match, query, names)),
    };
  }

  /** @throws as `page` */
  replace({ query, replacement }: ReplaceRequest, step: Step): Replacements {
    const documents = this.#texts.documents(() => step(0, 0));
    const matches = new Matches(documents, this.#textFinder(query, replacement), query.status);
    const used = new Map<SearchDocument, number>();
    const changes: Replacement[] = [];
    const found =
      query.sort === "page" ? matches.all(step) : matches.ordered(query.sort, 0, Number.POSITIVE_INFINITY, step);
    for (const { document, start, end, replacement: text } of found) {
      const match = document.text.slice(start, end);
      if (match === text) continue;
      const block = this.#texts.blockAt(document, start);
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

  #matches(query: SearchQuery, names: readonly RegisteredName[], step: Step): Matches {
    const documents = this.#texts.documents(() => step(0, 0));
    const { text, regex, role, type, status, annotation } = query;
    const key = JSON.stringify([text, regex, role, type, status, annotation, names]);
    if (this.#last?.key === key && this.#last.matches.documents === documents) return this.#last.matches;
    this.#last = null;
    const finder = annotation ? this.#tagFinder(query, annotation, names) : this.#textFinder(query, "");
    const matches = new Matches(documents, finder, status);
    this.#last = { key, matches };
    return matches;
  }

  #textFinder(query: SearchQuery, replacement: string): Finder {
    const { text: wanted } = query;
    const matcher = matcherOf(query, replacement);
    const within = query.role || query.type ? { role: query.role || null, type: query.type || null } : null;
    // What holds no border is found across none: the text is searched in one go.
    if (matcher.literal && wanted.isWellFormed() && wanted && !wanted.includes(BORDER)) {
      const needle = new Needle(wanted);
      return {
        count: (from, tell) => this.#texts.count(from, needle, within, tell),
        each: (document, visit) => {
          const { text } = document;
          const isInside = within ? insideTest(placesWithin(this.#texts.marks(document), within)) : () => true;
          matcher.each(text, (start, end, becomes) => {
            if (isInside(start, end)) visit(start, end, -1, becomes);
          });
        },
      };
    }
    return {
      count: null,
      each: (document, visit) => {
        const { text } = document;
        const marks = within && this.#texts.marks(document);
        const isInside = marks ? insideTest(placesWithin(marks, within)) : () => true;
        for (const block of marks ? blocksWithin(marks, within) : plainBlocks(text))
          matcher.each(text.slice(block.start, block.end), (start, end, becomes) => {
            if (isInside(block.start + start, block.start + end))
              visit(block.start + start, block.start + end, -1, becomes);
          });
      },
    };
  }

  #tagFinder(query: SearchQuery, annotation: AnnotationQuery, names: readonly RegisteredName[]): Finder {
    const finder = annotationFinder(query, annotation, this.#entities, names);
    return {
      count: null,
      each: (document, visit) =>
        finder.each(document, (start, end, number) => {
          if (!query.role || this.#texts.blockAt(document, start).role === query.role) visit(start, end, number, "");
        }),
    };
  }

  #hit(
    { document, start, end, what }: Match,
    { annotation }: SearchQuery,
    names: readonly RegisteredName[],
  ): SearchHit {
    return {
      ...hitAt(this.#texts, document, start, end),
      ...(annotation ? { tag: this.#tagOf(names, document, annotation.find, what) } : {}),
    };
  }

  #tagOf(
    names: readonly RegisteredName[],
    document: SearchDocument,
    find: AnnotationQuery["find"],
    number: number,
  ): HitTag {
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

  #pointsOf(document: SearchDocument, block: Place): CodePointText {
    return new CodePointText(document.text.slice(block.start, block.end));
  }
}

/** Where a text's blocks are, by its borders alone. */
function plainBlocks(text: string): Place[] {
  let start = 0;
  return text.split(BORDER).map(({ length }) => {
    const block = { start, end: start + length };
    start = block.end + BORDER.length;
    return block;
  });
}
