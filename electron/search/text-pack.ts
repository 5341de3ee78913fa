/**
 * Texts one after the other in a file: searched from the disk's cache in a few hundred milliseconds, however many there
 * are, without holding them in memory. UTF-16 as JavaScript has it. Behind each text stands what is said about it, for
 * who knows what that means, and a border behind each of both.
 * A pack that is made in a session has no name and goes with it; `kept-texts.ts` knows those that stay.
 * Must not know: documents, queries.
 */
import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { BORDER } from "../../shared/search/concordance.ts";
import { diskError } from "../disk-errors.ts";
import type { Needle } from "./needle.ts";

/** Where a text is, in bytes. */
export interface Packed {
  pack: TextPack;
  offset: number;
  /** With what is said about it, and the border behind each. */
  bytes: number;
  /** Of the text alone. */
  textBytes: number;
  /** CRC-32 that the bytes must have; null where they were written in this session, or have been looked at. */
  unproved: number | null;
}

/** What a pack holds is not what was put into it. */
export class DamagedTexts extends Error {}

const border = Buffer.from(BORDER, "utf16le");
/** Bytes that are read or written in one go. */
const CHUNK = 1 << 20;

export class TextPack {
  readonly #file: number;
  #length = 0;
  /** What is not in the file yet: so many bytes of one buffer, since a hundred thousand small ones would be garbage. */
  #waiting: Buffer | null = null;
  #waitingBytes = 0;
  #buffer = Buffer.allocUnsafeSlow(CHUNK);

  /** @param file open for reading, and for writing where texts are added */
  constructor(file: number) {
    this.#file = file;
  }

  /** An empty one. @param folder where there is room for it @throws GalleyError */
  static unnamed(folder: string): TextPack {
    const path = join(folder, `.search-${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
    try {
      const file = openSync(path, "wx+", 0o600);
      // Whatever ends the program, nothing is left.
      unlinkSync(path);
      return new TextPack(file);
    } catch (error) {
      throw diskError(error, path, "write");
    }
  }

  /** Bytes of all texts that were ever added. */
  get length(): number {
    return this.#length;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** @throws GalleyError disk-full, disk-error */
  add(text: Uint8Array, about: Uint8Array): Packed {
    const bytes = text.length + about.length + 2 * border.length;
    const packed = { pack: this, offset: this.#length, bytes, textBytes: text.length, unproved: null };
    for (const part of [text, border, about, border]) this.#append(part);
    return packed;
  }

  /** Adds a text as another pack holds it. @returns its sum @throws as `add`; DamagedTexts */
  copy(packed: Packed): number {
    const bytes = packed.pack.bytesOf(packed);
    this.#append(bytes);
    return crc32(bytes);
  }

  /** Adds what is no text, and leaves nothing waiting. @throws as `add` */
  end(bytes: Uint8Array): void {
    this.#append(bytes);
    this.#write();
    this.#waiting = null;
  }

  /** All of it; valid until the next call. @throws DamagedTexts */
  bytesOf(packed: Packed): Buffer {
    const bytes = this.#read(packed.offset, packed.bytes);
    prove(packed, bytes);
    return bytes;
  }

  /** What is said about it is valid until the next call. @throws DamagedTexts */
  read(packed: Packed): { text: string; about: Buffer } {
    const bytes = this.bytesOf(packed);
    return { text: bytes.toString("utf16le", 0, packed.textBytes), about: aboutIn(bytes, packed) };
  }

  /**
   * How often a text stands in some packed ones, from one of them on, as far as they stand side by side here and are read
   * in one go. @param wanted holds no border @param tell hears of each text that holds it, by its number
   * @param timesIn how often that counts, where not each time does; the first place is in bytes
   * @returns the number of the first that was not searched @throws DamagedTexts
   */
  count(
    texts: readonly Packed[],
    from: number,
    wanted: Needle,
    tell: (index: number, times: number) => void,
    timesIn: ((text: Buffer, about: Buffer, first: number) => number) | null = null,
  ): number {
    const begin = texts[from]?.offset ?? 0;
    let bytes = 0;
    let to = from;
    for (
      let next = texts[to];
      next && next.pack === this && next.offset === begin + bytes && (!bytes || bytes + next.bytes <= CHUNK);
      next = texts[++to]
    )
      bytes += next.bytes;
    const chunk = this.#read(begin, bytes);
    for (let index = from; index < to; index++) {
      const packed = texts[index] as Packed;
      prove(packed, chunk.subarray(packed.offset - begin, packed.offset - begin + packed.bytes));
    }
    let at = wanted.indexIn(chunk, 0);
    for (let index = from, start = 0; index < to && at >= 0; index++) {
      const packed = texts[index] as Packed;
      const [textEnd, end] = [start + packed.textBytes, start + packed.bytes];
      let times = 0;
      if (timesIn && at < textEnd) {
        const bytes = chunk.subarray(start, end);
        times = timesIn(bytes.subarray(0, packed.textBytes), aboutIn(bytes, packed), at - start);
      } else for (; at >= 0 && at < textEnd; at = wanted.indexIn(chunk, at + wanted.bytes.length)) times++;
      if (times) tell(index, times);
      // What is said about a text is not searched.
      if (at >= 0 && at < end) at = wanted.indexIn(chunk, end);
      start = end;
    }
    return to;
  }

  #read(offset: number, bytes: number): Buffer {
    if (this.#waitingBytes) this.#write();
    if (bytes > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(bytes);
    let read = 0;
    while (read < bytes) {
      const got = this.#readPart(offset + read, read, bytes - read);
      if (!got) throw new DamagedTexts(`the search's texts end at ${offset + read}`);
      read += got;
    }
    return this.#buffer.subarray(0, bytes);
  }

  #readPart(position: number, at: number, length: number): number {
    try {
      return readSync(this.#file, this.#buffer, at, length, position);
    } catch (error) {
      throw new DamagedTexts(`the search's texts can't be read at ${position}`, { cause: error });
    }
  }

  #append(bytes: Uint8Array): void {
    this.#waiting ??= Buffer.allocUnsafeSlow(CHUNK);
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + CHUNK - this.#waitingBytes);
      this.#waiting.set(part, this.#waitingBytes);
      this.#waitingBytes += part.length;
      at += part.length;
      if (this.#waitingBytes === CHUNK) this.#write();
    }
    this.#length += bytes.length;
  }

  #write(): void {
    const bytes = this.#waiting?.subarray(0, this.#waitingBytes) ?? border.subarray(0, 0);
    this.#waitingBytes = 0;
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      throw diskError(error, "the search's texts", "write");
    }
  }
}

function aboutIn(bytes: Buffer, { textBytes }: Packed): Buffer {
  return bytes.subarray(textBytes + border.length, bytes.length - border.length);
}

/** Looks at a text once in a session: damage is found before anything is said about it. */
function prove(packed: Packed, bytes: Uint8Array): void {
  if (packed.unproved === null) return;
  if (crc32(bytes) !== packed.unproved) throw new DamagedTexts(`the search's text at ${packed.offset} is another`);
  packed.unproved = null;
}
