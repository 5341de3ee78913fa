/** Size of the table of names' beginnings: a power of two. */
const BEGINNINGS = 1 << 16;

/**
 * Finds many names in a text at once: by their first two units, longest match first. Time is the text's length times
 * the number of different lengths of names that begin alike.
 */
export class NameIndex<T> {
  /** By the first two units (one, for a name of one); in each, values by name, and lengths from long to short. */
  readonly #byStart = new Map<string, { lengths: number[]; values: Map<string, T[]> }>();
  /** Whether some name may begin with two units: most places of a text are told by this alone. */
  readonly #begins = new Uint8Array(BEGINNINGS);

  constructor(names: Iterable<{ name: string; value: T }>) {
    for (const { name, value } of names) this.add(name, value);
  }

  add(name: string, value: T): void {
    if (!name) return;
    const key = name.slice(0, 2);
    this.#begins[beginningOf(name.charCodeAt(0), key.length > 1 ? name.charCodeAt(1) : 0)] = 1;
    const group = this.#byStart.get(key) ?? { lengths: [], values: new Map<string, T[]>() };
    this.#byStart.set(key, group);
    const values = group.values.get(name);
    if (values) values.push(value);
    else group.values.set(name, [value]);
    if (!group.lengths.includes(name.length)) {
      group.lengths.push(name.length);
      group.lengths.sort((a, b) => b - a);
    }
  }

  /** What longer names hold the text, anywhere in them. */
  holding(text: string): T[] {
    const found: T[] = [];
    for (const { values } of this.#byStart.values())
      for (const [name, own] of values) if (name.length > text.length && name.includes(text)) found.push(...own);
    return found;
  }

  /** Takes out the first value of a name that fits; time is that of the names that begin alike. */
  remove(name: string, fits: (value: T) => boolean): void {
    const key = name.slice(0, 2);
    const group = this.#byStart.get(key);
    const values = group?.values.get(name);
    const at = values?.findIndex(fits) ?? -1;
    if (!group || !values || at < 0) return;
    values.splice(at, 1);
    if (values.length) return;
    group.values.delete(name);
    if (!group.values.size) this.#byStart.delete(key);
    else if (![...group.values.keys()].some((other) => other.length === name.length))
      group.lengths.splice(group.lengths.indexOf(name.length), 1);
  }

  /** Every occurrence, longest match at each place; matches at different places may overlap. UTF-16 offsets. */
  findAll(text: string): { start: number; end: number; value: T }[] {
    const found: { start: number; end: number; value: T }[] = [];
    if (!this.#byStart.size) return found;
    for (let start = 0; start < text.length; start++) {
      const first = text.charCodeAt(start);
      const second = start + 1 < text.length ? text.charCodeAt(start + 1) : 0;
      if (!this.#begins[beginningOf(first, second)] && !this.#begins[beginningOf(first, 0)]) continue;
      for (const width of [2, 1]) {
        const group = this.#byStart.get(text.slice(start, start + width));
        const length = group?.lengths.find((candidate) => group.values.has(text.slice(start, start + candidate)));
        if (!group || length === undefined) continue;
        for (const value of group.values.get(text.slice(start, start + length)) ?? [])
          found.push({ start, end: start + length, value });
        break;
      }
    }
    return found;
  }
}

/** A number for two UTF-16 units; two beginnings may share one. */
function beginningOf(first: number, second: number): number {
  return (Math.imul(first, 40503) + Math.imul(second, 10007)) & (BEGINNINGS - 1);
}
