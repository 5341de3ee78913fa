/**
 * Finding entities by what is said of them, and registered names that nobody tagged, in one document after another.
 * Runs in the search thread; must not know: pages, orders, threads.
 */
import type { SearchQuery } from "../../shared/api.ts";
import { NameIndex } from "../../shared/entities/name-index.ts";
import type { AnnotationQuery, RegisteredName } from "../../shared/search/annotation.ts";
import { matcherOf } from "../../shared/search/matcher.ts";
import type { SearchDocument } from "./corpus-text.ts";
import { ATTRIBUTES, BLOCK, BY, END, type EntityColumns, NONE, REF, START, TYPE, WIDTH } from "./entity-columns.ts";

/** @param number of the entity in its document's order, or of the name in the names */
export type VisitTag = (start: number, end: number, number: number) => void;

export interface AnnotationFinder {
  each(document: SearchDocument, visit: VisitTag): void;
}

/** @throws GalleyError bad-pattern */
export function annotationFinder(
  query: SearchQuery,
  annotation: AnnotationQuery,
  columns: EntityColumns,
  names: readonly RegisteredName[],
): AnnotationFinder {
  return annotation.find === "untagged"
    ? new UntaggedNames(query, annotation, columns, names)
    : new EntityFinder(query, annotation, columns);
}

/** Whether a text is asked for: all are where the query has none. @throws GalleyError bad-pattern */
function textTest(query: Pick<SearchQuery, "text" | "regex">): ((text: string) => boolean) | null {
  if (!query.text) return null;
  if (!query.regex) return (text) => text.includes(query.text);
  const matcher = matcherOf(query);
  return (text) => {
    let found = false;
    matcher.each(text, () => {
      found = true;
    });
    return found;
  };
}

class EntityFinder implements AnnotationFinder {
  readonly #query: SearchQuery;
  readonly #annotation: AnnotationQuery;
  readonly #columns: EntityColumns;
  readonly #hasText: ((text: string) => boolean) | null;
  /** For strings that were looked at already: whether they fit. The dictionary grows while documents are read. */
  readonly #fits = { type: new Fits(), ref: new Fits(), by: new Fits(), attributes: new Fits(), with: new Fits() };

  constructor(query: SearchQuery, annotation: AnnotationQuery, columns: EntityColumns) {
    this.#query = query;
    this.#annotation = annotation;
    this.#columns = columns;
    this.#hasText = textTest(query);
  }

  each(document: SearchDocument, visit: VisitTag): void {
    const { text, regex } = this.#query;
    // Most texts don't hold what is looked for.
    const page = text || this.#annotation.with?.text ? document.text : "";
    if (text && !regex && !page.includes(text)) return;
    if (this.#annotation.with?.text && !page.includes(this.#annotation.with.text)) return;
    const entities = this.#columns.of(document);
    for (let at = 0; at < entities.length; at += WIDTH) {
      if (!this.#isAsked(entities, at)) continue;
      const [start, end] = [entities[at + START] ?? 0, entities[at + END] ?? 0];
      if (this.#hasText && !this.#hasText(document.text.slice(start, end))) continue;
      if (this.#annotation.with && !this.#hasCompany(document, entities, at)) continue;
      visit(start, end, at / WIDTH);
    }
  }

  #isAsked(entities: Int32Array, at: number): boolean {
    const { type } = this.#query;
    const { ref, by, attribute } = this.#annotation;
    const { strings } = this.#columns;
    const numberOf = (column: number) => entities[at + column] ?? NONE;
    if (type !== null && !this.#fits.type.ask(numberOf(TYPE), (n) => strings.text(n) === type)) return false;
    if (ref === "" && numberOf(REF) !== NONE) return false;
    if (ref && (numberOf(REF) === NONE || !this.#fits.ref.ask(numberOf(REF), (n) => strings.text(n) === ref)))
      return false;
    const isBy = (n: number) => strings.text(n) === by || strings.text(n).startsWith(`${by}/`);
    if (by !== null && !this.#fits.by.ask(numberOf(BY), isBy)) return false;
    if (attribute === null) return true;
    const has = (n: number) => {
      const value = (JSON.parse(strings.text(n)) as Record<string, string>)[attribute.id];
      return attribute.value === null ? Boolean(value) : value === attribute.value;
    };
    return numberOf(ATTRIBUTES) !== NONE && this.#fits.attributes.ask(numberOf(ATTRIBUTES), has);
  }

  /** Whether another entity of the same block is what `with` asks for. */
  #hasCompany(document: SearchDocument, entities: Int32Array, at: number): boolean {
    const block = entities[at + BLOCK];
    let first = at;
    while (first >= WIDTH && entities[first - WIDTH + BLOCK] === block) first -= WIDTH;
    for (let other = first; other < entities.length && entities[other + BLOCK] === block; other += WIDTH)
      if (other !== at && this.#isCompany(document, entities, other)) return true;
    return false;
  }

  #isCompany(document: SearchDocument, entities: Int32Array, at: number): boolean {
    const { type = null, text = "" } = this.#annotation.with ?? {};
    const isType = (n: number) => this.#columns.strings.text(n) === type;
    if (type !== null && !this.#fits.with.ask(entities[at + TYPE] ?? NONE, isType)) return false;
    return !text || document.text.slice(entities[at + START], entities[at + END]).includes(text);
  }
}

/** Answers about numbers, each asked for once. */
class Fits {
  readonly #answers: boolean[] = [];

  ask(number: number, answer: (number: number) => boolean): boolean {
    this.#answers[number] ??= answer(number);
    return this.#answers[number] ?? false;
  }
}

class UntaggedNames implements AnnotationFinder {
  readonly #columns: EntityColumns;
  readonly #index: NameIndex<number>;
  readonly #isAsked: (number: number) => boolean;

  constructor(query: SearchQuery, { ref }: AnnotationQuery, columns: EntityColumns, names: readonly RegisteredName[]) {
    const hasText = textTest(query);
    this.#columns = columns;
    this.#index = new NameIndex(names.map(({ name }, value) => ({ name, value })));
    this.#isAsked = (number) => {
      const name = names[number];
      if (!name || (query.type !== null && name.type !== query.type)) return false;
      if (ref !== null && name.ref !== (ref || null)) return false;
      return !hasText || hasText(name.name);
    };
  }

  each(document: SearchDocument, visit: VisitTag): void {
    const found = this.#index.findAll(document.text);
    if (!found.length) return;
    const covered = coveredIn(document, this.#columns.of(document));
    let taken = { start: -1, end: 0, told: false };
    // The longest name at a place goes first, and no two share a character. One name may be of several types.
    for (const { start, end, value } of found) {
      if (start !== taken.start || end !== taken.end) {
        if (start < taken.end) continue;
        taken = { start, end, told: covered(start, end) };
      }
      if (taken.told || !this.#isAsked(value)) continue;
      taken.told = true;
      visit(start, end, value);
    }
  }
}

/** Whether any entity of the document shares a character with a range. */
function coveredIn({ text }: SearchDocument, entities: Int32Array): (start: number, end: number) => boolean {
  const covered = new Uint8Array(text.length);
  for (let at = 0; at < entities.length; at += WIDTH) covered.fill(1, entities[at + START], entities[at + END]);
  return (start, end) => {
    for (let at = start; at < end; at++) if (covered[at]) return true;
    return false;
  };
}
