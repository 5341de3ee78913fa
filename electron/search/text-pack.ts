/**
 * The texts of a corpus one after the other in a file without a name: searched from the disk's cache in a few hundred
 * milliseconds, however many there are, without holding them in memory. It lives as long as the search thread and is
 * made from the index, so there is nothing to keep true between two sessions.
 * UTF-16 as JavaScript has it, a border behind each text. Must not know: documents, queries.
 */
import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { BORDER } from "../../shared/search/concordance.ts";
import { diskError } from "../disk-errors.ts";

/** Where a text is in the pack, in bytes; the border behind it counts. */
export interface Packed {
  offset: number;
  bytes: number;
}

const border = Buffer.from(BORDER, "utf16le");
/** Bytes that are read or written in one go. */
const CHUNK = 1 << 20;

export class TextPack {
  readonly #file: number;
  #length = 0;
  /** What is not in the file yet. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #buffer = Buffer.allocUnsafeSlow(CHUNK);

  /** @param folder where there is room for it @throws GalleyError */
  constructor(folder: string) {
    const path = join(folder, `.search-${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
    try {
      this.#file = openSync(path, "wx+", 0o600);
      // Whatever ends the program, nothing is left.
      unlinkSync(path);
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
  add(text: Uint8Array): Packed {
    const packed = { offset: this.#length, bytes: text.length + border.length };
    this.#waiting.push(text, border);
    this.#waitingBytes += packed.bytes;
    this.#length += packed.bytes;
    if (this.#waitingBytes >= CHUNK) this.#write();
    return packed;
  }

  text({ offset, bytes }: Packed): string {
    return this.#read(offset, bytes).toString("utf16le", 0, bytes - border.length);
  }

  /**
   * How often a text stands in some packed ones, from one of them on, as far as they stand side by side and are read in
   * one go. @param wanted holds no border @param tell hears of each text that holds it, by its number
   * @returns the number of the first that was not searched
   */
  count(texts: readonly Packed[], from: number, wanted: Buffer, tell: (index: number, times: number) => void): number {
    const begin = texts[from]?.offset ?? 0;
    let bytes = 0;
    let to = from;
    for (let next = texts[to]; next && next.offset === begin + bytes; next = texts[++to]) {
      if (bytes && bytes + next.bytes > CHUNK) break;
      bytes += next.bytes;
    }
    const chunk = this.#read(begin, bytes);
    let index = from;
    let end = texts[from]?.bytes ?? 0;
    let times = 0;
    for (let at = chunk.indexOf(wanted, 0, "utf16le"); at >= 0; ) {
      while (at >= end) {
        if (times) tell(index, times);
        times = 0;
        end += texts[++index]?.bytes ?? Number.POSITIVE_INFINITY;
      }
      times++;
      at = chunk.indexOf(wanted, at + wanted.length, "utf16le");
    }
    if (times) tell(index, times);
    return to;
  }

  #read(offset: number, bytes: number): Buffer {
    if (this.#waitingBytes) this.#write();
    if (bytes > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(bytes);
    let read = 0;
    while (read < bytes) {
      const got = readSync(this.#file, this.#buffer, read, bytes - read, offset + read);
      if (!got) throw new Error(`the search's texts end at ${offset + read}`);
      read += got;
    }
    return this.#buffer.subarray(0, bytes);
  }

  #write(): void {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      throw diskError(error, "the search's texts", "write");
    }
  }
}
