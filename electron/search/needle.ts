/**
 * What is searched for in UTF-16 bytes. Node goes from one place of a text's first unit to the next by the higher of
 * that unit's two bytes, and compares there. That of 中 begins every tenth Chinese character: a long word that starts so
 * took four times as long as one that doesn't. So it is found by the part of it that Node seldom stops at.
 * Must not know: packs, documents.
 */

/** Bytes of a UTF-16 unit. */
const UNIT = 2;
/** Bytes that say how common something is. */
const SAMPLE = 1 << 16;
/** Parts of a long text that are compared: one of them is rare. */
const MOST_PARTS = 16;
/** A place that is looked at from here costs as much as so many that Node looks at. */
const LOOK = 40;

export class Needle {
  /** UTF-16, little-endian. */
  readonly bytes: Buffer;
  /** From the unit that it is found by to its end, and the bytes before that; known once something was searched. */
  #part: { bytes: Buffer; before: number } | null = null;

  /** @param text not empty, and no half of a surrogate pair in it: another text's might be found */
  constructor(text: string) {
    this.bytes = Buffer.from(text, "utf16le");
  }

  /** @param from even @returns where it stands first from there on, in bytes (even); -1 for nowhere */
  indexIn(text: Buffer, from: number): number {
    this.#part ??= rarestPart(this.bytes, text.subarray(0, SAMPLE));
    const { bytes, before } = this.#part;
    for (
      let at = text.indexOf(bytes, from + before, "utf16le");
      at >= 0;
      at = text.indexOf(bytes, at + UNIT, "utf16le")
    )
      if (!before || text.compare(this.bytes, 0, before, at - before, at) === 0) return at - before;
    return -1;
  }
}

function rarestPart(bytes: Buffer, sample: Buffer): { bytes: Buffer; before: number } {
  const stops = new Uint32Array(256);
  for (const byte of sample) (stops[byte] as number)++;
  let best = { bytes, before: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let before = 0; before < Math.min(bytes.length, MOST_PARTS * UNIT); before += UNIT) {
    const part = bytes.subarray(before);
    // The whole is not looked at from here where it does not stand.
    const looks = before ? timesIn(sample, part) : 0;
    const cost = (stops[Math.max(part[0] as number, part[1] as number)] as number) + LOOK * looks;
    if (cost < least) [best, least] = [{ bytes: part, before }, cost];
  }
  return best;
}

function timesIn(text: Buffer, wanted: Buffer): number {
  let times = 0;
  for (let at = text.indexOf(wanted, 0, "utf16le"); at >= 0; at = text.indexOf(wanted, at + UNIT, "utf16le")) times++;
  return times;
}
