/**
 * Answering what is asked of a corpus's entities as a whole: by type over pages and dates, who and what stand together,
 * and the passages where they do. Keeps the passages found last, since the next question is mostly their next page.
 * Runs in the search thread; must not know: threads.
 */
import type {
  ChartColumn,
  EntityBin,
  EntityCountsAnswer,
  EntityGraph,
  Passages,
  PassagesQuery,
  SearchHit,
} from "../../shared/api.ts";
import { type Bin, EntityCounts } from "../../shared/entities/overview/counts.ts";
import type { Mention } from "../../shared/entities/overview/mention.ts";
import { columnOf } from "../../shared/entities/overview/page-date.ts";
import { strongestPairs } from "../../shared/entities/overview/pairs.ts";
import type { CorpusText, SearchDocument } from "./corpus-text.ts";
import { ARTICLE, BLOCK, END, type EntityColumns, START, TYPE, WHO, WIDTH, whoKey } from "./entity-columns.ts";
import { hitAt } from "./hit.ts";
import type { Step } from "./matches.ts";
import type { CountsRequest, GraphRequest, PassagesRequest } from "./messages.ts";

/** Columns of a chart: more can't be told apart on a screen. */
const MOST_COLUMNS = 60;

interface Found {
  key: string;
  documents: readonly SearchDocument[];
  /** The entities, by the place of their document and their number in it. */
  places: [document: number, entity: number][];
  units: number;
  matching: number;
}

export class EntityOverview {
  readonly #texts: CorpusText;
  readonly #entities: EntityColumns;
  #last: Found | null = null;

  constructor(texts: CorpusText, entities: EntityColumns) {
    this.#texts = texts;
    this.#entities = entities;
  }

  /** @throws SQLite's errors; what `step` throws */
  counts({ query }: CountsRequest, step: Step): EntityCountsAnswer {
    const documents = this.#documents(query, step);
    const read = this.#mentionsOf(query);
    const counts = new EntityCounts(documents.length, MOST_COLUMNS);
    for (const [index, document] of documents.entries()) {
      step(index, documents.length);
      counts.add(document.date, read(document));
    }
    const idOf = (number: number) => this.#entities.strings.text(number);
    const named = (bin: Bin): EntityBin => ({
      documents: bin.documents,
      byType: Object.fromEntries(Array.from(bin.byType, ([type, count]) => [idOf(type), count])),
    });
    const endOf = (place: number) => {
      const { id, title } = documents[place] as SearchDocument;
      return { id, title };
    };
    const { unit, periods, undated, coarse } = counts.periods(query.unit);
    return {
      documents: counts.documents,
      entities: counts.entities,
      types: counts.types(idOf).map(({ type, ...count }) => ({ ...count, type: idOf(type) })),
      columns: counts.runs().map((run) => ({ ...named(run), first: endOf(run.from), last: endOf(run.to - 1) })),
      unit,
      periods: periods.map(({ period, ...bin }) => ({ ...named(bin), period })),
      undated: named(undated),
      coarse: named(coarse),
      frequent: counts.frequent(query.frequent, idOf).map(({ who, type, entities, documents: many }) => ({
        ...this.#entities.who(who, type),
        entities,
        documents: many,
      })),
    };
  }

  /** @throws as `counts` */
  graph({ query }: GraphRequest, step: Step): EntityGraph {
    const documents = this.#documents(query, step);
    const read = this.#mentionsOf(query);
    const each = (visit: (mentions: readonly Mention[]) => void) => {
      for (const [index, document] of documents.entries()) {
        step(index, documents.length);
        visit(read(document));
      }
    };
    const { scope, nodes: most } = query;
    const keyOf = (who: number) => this.#entities.strings.text(who);
    const { nodes, edges, isComplete } = strongestPairs(each, { scope, nodes: most, keyOf });
    return {
      nodes: nodes.map(({ who, type, units }) => ({ ...this.#entities.who(who, type), units })),
      edges,
      isComplete,
    };
  }

  /** @throws as `counts` */
  passages({ query, offset, limit }: PassagesRequest, step: Step): Passages {
    const documents = this.#documents(query, step);
    const key = JSON.stringify(query);
    if (this.#last?.key !== key || !sameItems(this.#last.documents, documents))
      this.#last = { key, documents, ...this.#find(query, documents, step) };
    const { places, units, matching } = this.#last;
    const hits = places.slice(offset, offset + limit).map(([place, entity]) => {
      return this.#hit(documents[place] as SearchDocument, entity);
    });
    return { total: places.length, units, documents: matching, hits };
  }

  #find(
    query: PassagesQuery,
    documents: readonly SearchDocument[],
    step: Step,
  ): Pick<Found, "places" | "units" | "matching"> {
    const unitColumn = query.scope === "block" ? BLOCK : ARTICLE;
    const isAmong = columnTest(query.among, documents);
    const isAsked = this.#typeTest(query.types);
    const places: Found["places"] = [];
    let [units, matching] = [0, 0];
    for (const [index, document] of documents.entries()) {
      step(index, documents.length);
      if (!isAmong(document, index)) continue;
      // First: reading a document may bring the keys.
      const columns = this.#entities.of(document);
      const wanted = query.of.map((who) => this.#entities.strings.find(whoKey(who)));
      if (wanted.includes(null)) continue;
      const before = places.length;
      for (let at = 0; at < columns.length; ) {
        const unit = columns[at + unitColumn];
        const seen = new Set<number>();
        const found: Found["places"] = [];
        for (; at < columns.length && columns[at + unitColumn] === unit; at += WIDTH) {
          const who = columns[at + WHO] ?? -1;
          if ((wanted.length && !wanted.includes(who)) || !isAsked(columns[at + TYPE] ?? -1)) continue;
          seen.add(who);
          found.push([index, at / WIDTH]);
        }
        if (!found.length || seen.size < wanted.length) continue;
        units++;
        // Files of other programs may have them in any order.
        found.sort(([, a], [, b]) => (columns[a * WIDTH + START] ?? 0) - (columns[b * WIDTH + START] ?? 0));
        for (const place of found) places.push(place);
      }
      if (places.length > before) matching++;
    }
    return { places, units, matching };
  }

  #documents({ status }: { status: string | null }, step: Step): readonly SearchDocument[] {
    const documents = this.#texts.documents(() => step(0, 0));
    return status === null ? documents : documents.filter((document) => document.status === status);
  }

  #mentionsOf({ types }: { types: readonly string[] | null }): (document: SearchDocument) => Mention[] {
    const isAsked = this.#typeTest(types);
    return (document) => {
      const columns = this.#entities.of(document);
      const mentions: Mention[] = [];
      for (let at = 0; at < columns.length; at += WIDTH) {
        const type = columns[at + TYPE] ?? -1;
        if (!isAsked(type)) continue;
        mentions.push({
          type,
          who: columns[at + WHO] ?? -1,
          block: columns[at + BLOCK] ?? 0,
          article: columns[at + ARTICLE] ?? 0,
        });
      }
      return mentions;
    };
  }

  /** The dictionary grows while documents are read: each type is looked up when it is met first. */
  #typeTest(types: readonly string[] | null): (type: number) => boolean {
    if (types === null) return () => true;
    const asked = new Set(types);
    const known = new Map<number, boolean>();
    return (type) => {
      let fits = known.get(type);
      if (fits === undefined) {
        fits = asked.has(this.#entities.strings.text(type));
        known.set(type, fits);
      }
      return fits;
    };
  }

  #hit(document: SearchDocument, entity: number): SearchHit {
    const columns = this.#entities.of(document);
    const [start, end] = [columns[entity * WIDTH + START] ?? 0, columns[entity * WIDTH + END] ?? 0];
    return hitAt(this.#texts, document, start, end);
  }
}

/** Whether a page, at its place in the list, is one of a chart's column. */
function columnTest(
  among: ChartColumn | null,
  documents: readonly SearchDocument[],
): (document: SearchDocument, index: number) => boolean {
  if (among === null) return () => true;
  if ("unit" in among) return ({ date }) => columnOf(date, among.unit) === among.column;
  const from = documents.findIndex(({ id }) => id === among.first);
  const to = documents.findIndex(({ id }) => id === among.last);
  return (_, index) => from >= 0 && from <= index && index <= to;
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
