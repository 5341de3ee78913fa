/** Chance that can be repeated: the same seed gives the same numbers on every machine. */

export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** True once in `times`, on average. */
  once(times: number): boolean;
}

/** FNV-1a, 32 bits. */
function hash(text: string, start: number): number {
  let value = start >>> 0;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** sfc32 by Chris Doty-Humphrey (public domain). @param seed any text */
export function randomFrom(seed: string): Random {
  let [a, b, c, counter] = [hash(seed, 0x811c9dc5), hash(seed, 0x01234567), hash(seed, 0x89abcdef), 1];
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // The first numbers still look like the seed.
  for (let warm = 0; warm < 12; warm++) next();
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    pick: (list) => {
      if (!list.length) throw new RangeError("there is nothing to pick from");
      return list[below(list.length)] as (typeof list)[number];
    },
    once: (times) => below(times) === 0,
  };
}
