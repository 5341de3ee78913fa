/**
 * The first record of a JSON file by the file's beginning alone, to recognise what wrote it: as far as these bytes go.
 * Must not know: particular formats.
 */

/** Deeper is no record of a format that is recognised here. */
const MAX_DEPTH = 32;
const BRACE = 0x7b;

export interface JsonHead {
  /** Whether the file is an array of records, not one record or one a line. */
  array: boolean;
  /** The first record, without a prototype; strings and lists may be cut, keys may be missing. */
  record: Record<string, unknown>;
  /** Whether the bytes ended inside the record. */
  cut: boolean;
}

/** Thrown where the bytes end or are no JSON; what was read so far has been put into its place before. */
class End extends Error {}

class Scanner {
  #at = 0;
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }

  next(): string {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
    return this.#text[this.#at] ?? "";
  }

  /** Takes a sign if it comes next. */
  takes(sign: string): boolean {
    if (this.next() !== sign) return false;
    this.#at++;
    return true;
  }

  /** A value, given to `put` as soon as something of it is known. */
  value(put: (value: unknown) => void, depth = 0): void {
    if (depth > MAX_DEPTH) throw new End();
    const sign = this.next();
    if (sign === "{") this.#object(put, depth);
    else if (sign === "[") this.#array(put, depth);
    else if (sign === '"') this.#string(put);
    else this.#word(put);
  }

  #object(put: (value: unknown) => void, depth: number): void {
    const object: Record<string, unknown> = Object.create(null);
    put(object);
    this.takes("{");
    if (this.takes("}")) return;
    do {
      let key = "";
      if (this.next() !== '"') throw new End();
      this.#string((value) => {
        key = String(value);
      });
      if (!this.takes(":")) throw new End();
      this.value((value) => {
        object[key] = value;
      }, depth + 1);
    } while (this.takes(","));
    if (!this.takes("}")) throw new End();
  }

  #array(put: (value: unknown) => void, depth: number): void {
    const array: unknown[] = [];
    put(array);
    this.takes("[");
    if (this.takes("]")) return;
    do {
      const index = array.length;
      this.value((value) => {
        array[index] = value;
      }, depth + 1);
    } while (this.takes(","));
    if (!this.takes("]")) throw new End();
  }

  #string(put: (value: unknown) => void): void {
    const start = ++this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"')
      this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    // Only ASCII names and values are ever compared: escapes need not be understood.
    put(this.#text.slice(start, this.#at));
    if (this.#at++ >= this.#text.length) throw new End();
  }

  #word(put: (value: unknown) => void): void {
    const word = /[\w.+-]*/y;
    word.lastIndex = this.#at;
    const text = word.exec(this.#text)?.[0] ?? "";
    if (!text) throw new End();
    this.#at += text.length;
    const named: Record<string, unknown> = { true: true, false: false, null: null };
    const value = text in named ? named[text] : Number(text);
    if (Number.isNaN(value)) throw new End();
    put(value);
  }
}

/** Null when the bytes don't begin like JSON whose records are objects. */
export function jsonHead(head: Uint8Array): JsonHead | null {
  if (!head.includes(BRACE)) return null;
  const scanner = new Scanner(new TextDecoder().decode(head));
  const array = scanner.takes("[");
  if (scanner.next() !== "{") return null;
  let record: Record<string, unknown> = {};
  let cut = false;
  try {
    scanner.value((value) => {
      record = value as Record<string, unknown>;
    });
  } catch (error) {
    if (!(error instanceof End)) throw error;
    cut = true;
  }
  return Object.keys(record).length ? { array, record, cut } : null;
}

/** A number, also one in quotation marks; NaN for all else. (`Number` throws for an object that has a `toString` of its own.) */
export function numberIn(value: unknown): number {
  return typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
}

/** Whether a value is an object that is no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
