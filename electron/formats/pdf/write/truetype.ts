/**
 * TrueType fonts, as far as a PDF needs them: the outlines of single characters read from one, and a small font written
 * from outlines. Only for fonts that Galley brings itself: nothing here is made for damaged ones. Must not know: PDF.
 */

/** A sign as its font has it: how wide, in the font's units, and the entry of its `glyf` table. */
export interface Outline {
  width: number;
  bytes: Uint8Array;
}

export interface FontMeasures {
  unitsPerEm: number;
  /** Above and below (negative) the base line, in the font's units. */
  ascent: number;
  descent: number;
  /** Left, bottom, right, top of all signs. */
  box: readonly [number, number, number, number];
}

export class TrueType {
  readonly measures: FontMeasures;
  readonly #view: DataView;
  readonly #tables = new Map<string, { start: number; length: number }>();
  /** By code point, the sign's number. */
  readonly #signs = new Map<number, number>();
  readonly #longOffsets: boolean;
  readonly #widths: number;

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = view;
    for (let index = 0; index < view.getUint16(4); index++) {
      const at = 12 + index * 16;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      this.#tables.set(tag, { start: view.getUint32(at + 8), length: view.getUint32(at + 12) });
    }
    const head = this.#start("head");
    const hhea = this.#start("hhea");
    this.measures = {
      unitsPerEm: view.getUint16(head + 18),
      ascent: view.getInt16(hhea + 4),
      descent: view.getInt16(hhea + 6),
      box: [0, 2, 4, 6].map((offset) => view.getInt16(head + 36 + offset)) as [number, number, number, number],
    };
    this.#longOffsets = view.getInt16(head + 50) === 1;
    this.#widths = view.getUint16(hhea + 34);
    this.#readCharacters();
  }

  /** The number of a character's sign, 0 where the font has none. */
  signOf(codePoint: number): number {
    return this.#signs.get(codePoint) ?? 0;
  }

  outline(sign: number): Outline {
    const view = this.#view;
    const loca = this.#start("loca");
    const offset = (index: number) =>
      this.#longOffsets ? view.getUint32(loca + index * 4) : view.getUint16(loca + index * 2) * 2;
    const glyf = view.byteOffset + this.#start("glyf");
    const [from, to] = [offset(sign), offset(sign + 1)];
    return {
      width: view.getUint16(this.#start("hmtx") + Math.min(sign, this.#widths - 1) * 4),
      bytes: new Uint8Array(view.buffer, glyf + from, to - from),
    };
  }

  #start(tag: string): number {
    const table = this.#tables.get(tag);
    if (!table) throw new Error(`The font has no table ${tag}.`);
    return table.start;
  }

  /** Of its maps the widest: of all characters (format 12), else of those with four digits (format 4). */
  #readCharacters(): void {
    const view = this.#view;
    const cmap = this.#start("cmap");
    const maps = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => {
      const start = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
      return { start, format: view.getUint16(start) };
    });
    const four = maps.find(({ format }) => format === 4);
    if (four) this.#readSegments(four.start);
    const twelve = maps.find(({ format }) => format === 12);
    if (!twelve) return;
    for (let index = 0; index < view.getUint32(twelve.start + 12); index++) {
      const at = twelve.start + 16 + index * 12;
      const [first, last, sign] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
      for (let code = first; code <= last; code++) this.#signs.set(code, sign + code - first);
    }
  }

  #readSegments(start: number): void {
    const view = this.#view;
    const doubled = view.getUint16(start + 6);
    for (let at = start + 14; at < start + 14 + doubled; at += 2) {
      const last = view.getUint16(at);
      const first = view.getUint16(at + doubled + 2);
      const delta = view.getUint16(at + doubled * 2 + 2);
      const range = at + doubled * 3 + 2;
      const rangeOffset = view.getUint16(range);
      for (let code = first; code <= last && code !== 0xffff; code++) {
        const found = rangeOffset ? view.getUint16(range + rangeOffset + (code - first) * 2) : code;
        const sign = rangeOffset && !found ? 0 : (found + delta) & 0xffff;
        if (sign) this.#signs.set(code, sign);
      }
    }
  }
}

/** Flags of a sign that is put together from others. */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

/**
 * A sign's outline with the signs that it is put together from renumbered.
 * @param renumber gets the number of a part, answers with the one to write
 */
export function withParts(bytes: Uint8Array, renumber: (sign: number) => number): Uint8Array {
  if (bytes.length < 10) return bytes;
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  if (view.getInt16(0) >= 0) return bytes;
  for (let at = 10; ; ) {
    const flags = view.getUint16(at);
    view.setUint16(at + 2, renumber(view.getUint16(at + 2)));
    const scales = flags & MATRIX ? 8 : flags & TWO_SCALES ? 4 : flags & SCALE ? 2 : 0;
    at += 4 + (flags & WORDS ? 4 : 2) + scales;
    if (!(flags & MORE)) return copy;
  }
}

/** A font of these signs, in their order; the first one stands for what is missing. Without names and characters. */
export function writeTrueType(signs: readonly Outline[], measures: FontMeasures): Uint8Array {
  const offsets: number[] = [0];
  for (const { bytes } of signs) offsets.push((offsets.at(-1) as number) + ((bytes.length + 3) & ~3));
  const glyf = new Uint8Array(offsets.at(-1) as number);
  signs.forEach(({ bytes }, index) => {
    glyf.set(bytes, offsets[index]);
  });
  const [left, bottom, right, top] = measures.box;
  const widest = signs.reduce((most, { width }) => Math.max(most, width), 0);
  const tables: [tag: string, content: Uint8Array][] = [
    ["glyf", glyf],
    [
      "head",
      fields(
        ...[u32(0x10000), u32(0x10000), u32(0), u32(0x5f0f3cf5), u16(0x000b), u16(measures.unitsPerEm), u32(0), u32(0)],
        ...[u32(0), u32(0), u16(left), u16(bottom), u16(right), u16(top), u16(0), u16(8), u16(2), u16(1), u16(0)],
      ),
    ],
    [
      "hhea",
      fields(
        ...[u32(0x10000), u16(measures.ascent), u16(measures.descent), u16(0), u16(widest), u16(left), u16(0)],
        ...[u16(right), u16(1), u16(0), u16(0), u32(0), u32(0), u16(0), u16(signs.length)],
      ),
    ],
    ["hmtx", fields(...signs.flatMap(({ width, bytes }) => [u16(width), bytes.subarray(2, 4), pad(bytes)]))],
    ["loca", fields(...offsets.map(u32))],
    // What these numbers bound is the sum of what the signs may hold; a reader only has to make room.
    [
      "maxp",
      fields(
        ...[u32(0x10000), u16(signs.length), u16(4096), u16(512), u16(4096), u16(512), u16(1), u16(0), u16(0)],
        ...[u16(0), u16(0), u16(0), u16(0), u16(16), u16(4)],
      ),
    ],
  ];
  return assembled(tables);
}

/** The left edge of a sign without outline is 0. */
function pad(bytes: Uint8Array): Uint8Array {
  return bytes.length < 4 ? new Uint8Array(2) : new Uint8Array(0);
}

function assembled(tables: readonly [tag: string, content: Uint8Array][]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const parts = [
    ...[u32(0x10000), u16(tables.length), u16(power * 16), u16(Math.log2(power)), u16((tables.length - power) * 16)],
  ];
  let at = 12 + tables.length * 16;
  for (const [tag, content] of tables) {
    parts.push(Buffer.from(tag, "latin1"), u32(checksum(content)), u32(at), u32(content.length));
    at += (content.length + 3) & ~3;
  }
  for (const [, content] of tables) parts.push(content, new Uint8Array(-content.length & 3));
  return fields(...parts);
}

function checksum(content: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < content.length; at += 4)
    for (let byte = 0; byte < 4; byte++) sum = (sum + ((content[at + byte] ?? 0) << (24 - byte * 8))) >>> 0;
  return sum;
}

function fields(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Sixteen bits, also of a number below zero. */
function u16(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 0xff, value & 0xff);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
