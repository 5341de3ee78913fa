/**
 * What is marked in a text, packed behind it (`text-pack.ts`), so that a search within some marks need not take each
 * document out of the index. Marks are of kinds, which have numbers, and each has a name: the role of a block, the type
 * of an entity. All is written in units of 16 bits, as the text is. Of each kind: how many units follow; then of each
 * name: how many follow, the name, how many follow; then of each mark: how far it begins behind the one before, and how
 * long it is. A mark that lies in another of its name is left out, since what is inside it is inside the other: so
 * those of one name begin in the order in which they end. Must not know: what kinds there are, documents, files.
 */

/** A place in the text, in UTF-16 units. */
export interface Place {
  start: number;
  end: number;
}

/** A place and what it is marked as. */
export interface Mark extends Place {
  name: string;
}

/** Bytes of a unit. */
const UNIT = 2;
/** Added to a unit where more of its number follow: 15 bits each, the lowest first. */
const MORE = 0x8000;
/** Units that a count is written in, whatever it is: it is known only when what it counts is written. */
const COUNT = 2;

/** @param kinds the marks of each, in any order */
export function packedMarks(kinds: readonly (readonly Mark[])[]): Uint8Array {
  const units = new Units();
  for (const marks of kinds)
    units.counted(() => {
      for (const [name, named] of Map.groupBy(marks, (mark) => mark.name)) {
        units.counted(() => units.name(name));
        units.counted(() => units.places(named));
      }
    });
  return units.written();
}

/** From left to right, a longer one first. Most are: sorting them would take longer than all that is done here. */
function inOrder(places: readonly Place[]): readonly Place[] {
  const compare = (a: Place, b: Place) => a.start - b.start || b.end - a.end;
  const isBehind = (place: Place, at: number) => !at || compare(places[at - 1] as Place, place) <= 0;
  return places.every(isBehind) ? places : places.toSorted(compare);
}

/** Writes what is packed, from left to right. */
class Units {
  #bytes = Buffer.allocUnsafe(2048);
  #at = 0;

  /** Valid as long as nothing else is written. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  counted(write: () => void): void {
    const begin = this.#at;
    for (let unit = 0; unit < COUNT; unit++) this.#unit(0);
    write();
    this.#bytes.writeUInt32LE((this.#at - begin) / UNIT - COUNT, begin);
  }

  name(name: string): void {
    for (let at = 0; at < name.length; at++) this.#unit(name.charCodeAt(at));
  }

  places(places: readonly Place[]): void {
    let last = { start: 0, end: 0 };
    for (const place of inOrder(places)) {
      // Nothing stands in an empty one either.
      if (place.end <= last.end || place.start >= place.end) continue;
      this.#number(place.start - last.start);
      this.#number(place.end - place.start);
      last = place;
    }
  }

  #number(number: number): void {
    let rest = number;
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) this.#unit(MORE + (rest % MORE));
    this.#unit(rest);
  }

  #unit(unit: number): void {
    if (this.#at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#at * 2);
    this.#bytes[this.#at++] = unit & 0xff;
    this.#bytes[this.#at++] = unit >> 8;
  }
}

/** Reads what was packed, from left to right. */
class Reader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  unit(): number {
    const unit = (this.#bytes[this.at] ?? 0) + ((this.#bytes[this.at + 1] ?? 0) << 8);
    this.at += UNIT;
    return unit;
  }

  number(): number {
    let number = 0;
    for (let factor = 1; ; factor *= MORE) {
      const unit = this.unit();
      if (unit < MORE) return number + unit * factor;
      number += (unit - MORE) * factor;
    }
  }

  /** Of what follows. @returns where it ends */
  count(): number {
    const units = this.unit() + this.unit() * 0x10000;
    return this.at + units * UNIT;
  }

  /** Goes to a kind. @returns where it ends */
  kind(kind: number): number {
    for (let before = kind; before; before--) this.at = this.count();
    return this.count();
  }

  /** Goes past a name. @returns whether it is the one, or any will do */
  isName(name: string | null): boolean {
    const end = this.count();
    let isName = name === null || (end - this.at) / UNIT === name.length;
    for (let at = 0; name !== null && isName && at < name.length; at++) isName = this.unit() === name.charCodeAt(at);
    this.at = end;
    return isName;
  }

  places(): Place[] {
    const end = this.count();
    const places: Place[] = [];
    for (let start = 0; this.at < end; ) {
      start += this.number();
      places.push({ start, end: start + this.number() });
    }
    return places;
  }

  skipPlaces(): void {
    this.at = this.count();
  }
}

/** The places of a name, from left to right. @param name null for all of the kind */
export function placesOf(packed: Uint8Array, kind: number, name: string | null): Place[] {
  const reader = new Reader(packed);
  const all: Place[][] = [];
  for (const end = reader.kind(kind); reader.at < end; ) {
    const isAsked = reader.isName(name);
    if (isAsked && name !== null) return reader.places();
    if (isAsked) all.push(reader.places());
    else reader.skipPlaces();
  }
  return all.flat().sort((a, b) => a.start - b.start);
}
