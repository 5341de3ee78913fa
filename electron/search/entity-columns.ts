/**
 * The entities of documents as numbers, so that very many can be gone through for every query: where each
 * stands in its document's text, and its type, entry, author and attributes as numbers of one dictionary.
 * Runs in the search thread; must not know: queries.
 */
import { CodePointText } from "../../shared/model/offsets.ts";
import type { BlockLayout } from "../index/text-table.ts";
import type { SearchDocument } from "./corpus-text.ts";

/** What is kept of an entity, in this order. Offsets are UTF-16 units in the document's text. */
export const START = 0;
export const END = 1;
export const BLOCK = 2;
export const TYPE = 3;
export const REF = 4;
export const BY = 5;
export const ATTRIBUTES = 6;
export const WIDTH = 7;
/** Where there is no entry, or no attribute. */
export const NONE = -1;

/** Numbers that are kept for the next query, 4 bytes each: those of some 10,000 pages. */
const MOST_KEPT = 10_000_000;

/** Strings that many entities share, as numbers. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  /** Numbers of all strings that fit; most queries name one. */
  where(fits: (text: string) => boolean): ReadonlySet<number> {
    return new Set(this.#texts.flatMap((text, number) => (fits(text) ? [number] : [])));
  }
}

export class EntityColumns {
  readonly strings = new Dictionary();
  #columns = new Map<SearchDocument, Int32Array>();
  /** Numbers that are kept. */
  #kept = 0;

  /** A document's entities, `WIDTH` numbers each, in the order of the file. */
  of(document: SearchDocument): Int32Array {
    let columns = this.#columns.get(document);
    if (!columns) {
      columns = this.#read(document);
      if (this.#kept > MOST_KEPT) {
        this.#columns = new Map();
        this.#kept = 0;
      }
      this.#kept += columns.length;
      this.#columns.set(document, columns);
    }
    return columns;
  }

  #read({ text, layout }: SearchDocument): Int32Array {
    const blocks = JSON.parse(layout) as BlockLayout[];
    const count = blocks.reduce((sum, [, , , entities]) => sum + entities.length, 0);
    const columns = new Int32Array(count * WIDTH);
    let at = 0;
    let begin = 0;
    for (const [index, [, , length, entities]] of blocks.entries()) {
      const points = entities.length ? new CodePointText(text.slice(begin, begin + length)) : null;
      for (const [type, start, end, , ref, by, attributes] of entities) {
        columns[at + START] = begin + (points?.toUtf16(start) ?? 0);
        columns[at + END] = begin + (points?.toUtf16(end) ?? 0);
        columns[at + BLOCK] = index;
        columns[at + TYPE] = this.strings.add(type);
        columns[at + REF] = ref ? this.strings.add(ref) : NONE;
        columns[at + BY] = this.strings.add(by ?? "editor");
        columns[at + ATTRIBUTES] = attributes ? this.strings.add(JSON.stringify(attributes)) : NONE;
        at += WIDTH;
      }
      // One unit for the border.
      begin += length + 1;
    }
    return columns;
  }
}
