/**
 * The entities of the corpus's documents as numbers, so that millions can be gone through for every query: where each
 * stands in its document's text, and its type, entry, author, attributes and what it names as numbers of one dictionary.
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
export const ARTICLE = 7;
/** What it names, as `whoKey` writes it. */
export const WHO = 8;
export const WIDTH = 9;
/** Where there is no entry, or no attribute. */
export const NONE = -1;

/** Numbers that are kept for the next query, 4 bytes each: those of some 10,000 pages. */
const MOST_KEPT = 10_000_000;

/** Whom or what an entity names: an entry of the registry or, where it names none, its text as its type. */
export interface Who {
  ref: string | null;
  type: string;
  text: string;
}

/** Entities that name the same have the same key. */
export function whoKey({ ref, type, text }: Who): string {
  return ref === null ? `${type}\n${text}` : `\n${ref}`;
}

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

  /** Null for a string that was never added. */
  find(text: string): number | null {
    return this.#numbers.get(text) ?? null;
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
  /** A text that each entry is named by, by the number of its key. */
  readonly #samples = new Map<number, string>();

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

  /** @param who number of its key @param type number of the type that it is tagged as */
  who(who: number, type: number): Who {
    const key = this.strings.text(who);
    const border = key.indexOf("\n");
    const [before, after] = [key.slice(0, border), key.slice(border + 1)];
    if (before) return { ref: null, type: before, text: after };
    return { ref: after, type: this.strings.text(type), text: this.#samples.get(who) ?? "" };
  }

  #read({ text, layout }: SearchDocument): Int32Array {
    const blocks = JSON.parse(layout) as BlockLayout[];
    const count = blocks.reduce((sum, [, , , entities]) => sum + entities.length, 0);
    const columns = new Int32Array(count * WIDTH);
    let at = 0;
    let begin = 0;
    for (const [index, [, , length, entities, article = 0]] of blocks.entries()) {
      const points = entities.length ? new CodePointText(text.slice(begin, begin + length)) : null;
      for (const [type, start, end, , ref = null, by, attributes] of entities) {
        columns[at + START] = begin + (points?.toUtf16(start) ?? 0);
        columns[at + END] = begin + (points?.toUtf16(end) ?? 0);
        columns[at + BLOCK] = index;
        columns[at + TYPE] = this.strings.add(type);
        columns[at + REF] = ref ? this.strings.add(ref) : NONE;
        columns[at + BY] = this.strings.add(by ?? "editor");
        columns[at + ATTRIBUTES] = attributes ? this.strings.add(JSON.stringify(attributes)) : NONE;
        columns[at + ARTICLE] = article;
        const words = text.slice(columns[at + START], columns[at + END]);
        const who = this.strings.add(whoKey({ ref, type, text: words }));
        columns[at + WHO] = who;
        if (ref !== null && !this.#samples.has(who)) this.#samples.set(who, words);
        at += WIDTH;
      }
      // One unit for the border.
      begin += length + 1;
    }
    return columns;
  }
}
