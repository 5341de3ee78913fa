/**
 * The texts of a large corpus as they stay on the disk between two sessions (.galley/search.texts), so that the first
 * search need not take them out of the index again. A cache that believes nothing: each text is named by the hash of its
 * document's file, which tells whether it is still the document's, and has a sum, which tells whether it is still the
 * text; a list of both stands at the end, with a sum of its own. A file that was not written to its end has no list. So
 * nothing is fsynced, nothing waits for another program, and who finds a bad file makes another.
 * It is written once and never changed: what is new since is the session's own. Must not know: documents, the index.
 */
import { closeSync, constants, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { crc32 } from "node:zlib";
import { GalleyError } from "../../shared/errors.ts";
import { type Packed, TextPack } from "./text-pack.ts";

export const keptTextsName = "search.texts";

/** The file's last bytes: what it is, the version of the texts, how many there are, the sum of the list. */
const MAGIC = Buffer.from("galley texts 3\n\0");
const END = MAGIC.length + 12;
/** A line of the list: SHA-256 of the document's file, bytes of what is packed, their sum, bytes of the text alone. */
const HASH = 32;
const LINE = HASH + 12;
/** Lines that are believed to be there: more would fill the memory. */
const MOST = 5_000_000;

// NOFOLLOW, NONBLOCK: a link leads elsewhere, and a pipe never answers.
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The list. Who asks in the order in which it was written is answered without a search. */
export class KeptTexts {
  readonly pack: TextPack;
  readonly #list: Buffer;
  /** Of each text in the pack. */
  readonly #offsets: Float64Array;
  #next = 0;
  /** Numbers of the lines by hash; made when one is not where it was expected. */
  #byHash: Map<string, number> | null = null;

  constructor(pack: TextPack, list: Buffer, offsets: Float64Array) {
    this.pack = pack;
    this.#list = list;
    this.#offsets = offsets;
  }

  /** @param hash of the document's file @returns null where its text is not kept */
  find(hash: string): Packed | null {
    const line = this.#hashAt(this.#next) === hash ? this.#next : this.#search(hash);
    if (line === undefined) return null;
    this.#next = line + 1;
    const at = line * LINE + HASH;
    const [bytes, unproved] = [this.#list.readUInt32LE(at), this.#list.readUInt32LE(at + 4)];
    const textBytes = this.#list.readUInt32LE(at + 8);
    return { pack: this.pack, offset: this.#offsets[line] ?? 0, bytes, textBytes, unproved };
  }

  #hashAt(line: number): string {
    return this.#list.toString("hex", line * LINE, line * LINE + HASH);
  }

  #search(hash: string): number | undefined {
    this.#byHash ??= new Map(Array.from(this.#offsets, (_, line) => [this.#hashAt(line), line]));
    return this.#byHash.get(hash);
  }
}

/** @param version of what a text holds; one of another version is none @returns null where there is no good file */
export function openKeptTexts(path: string, version: number): KeptTexts | null {
  let file: number | null = null;
  try {
    file = openSync(path, READ);
    const kept = readList(file, version);
    if (kept) return kept;
  } catch {
    // Not there, not ours, not readable: another is made.
  }
  if (file !== null) closeSync(file);
  return null;
}

function readList(file: number, version: number): KeptTexts | null {
  const stats = fstatSync(file);
  if (!stats.isFile() || stats.size < END) return null;
  const end = readBytes(file, stats.size - END, END);
  const count = end.readUInt32LE(MAGIC.length + 4);
  const texts = stats.size - END - count * LINE;
  if (!end.subarray(0, MAGIC.length).equals(MAGIC) || end.readUInt32LE(MAGIC.length) !== version) return null;
  if (texts < 0 || count > MOST) return null;
  const list = readBytes(file, texts, count * LINE);
  if (sumOf(list, version, count) !== end.readUInt32LE(MAGIC.length + 8)) return null;
  const offsets = new Float64Array(count);
  let offset = 0;
  for (let line = 0; line < count; line++) {
    offsets[line] = offset;
    offset += list.readUInt32LE(line * LINE + HASH);
  }
  return offset === texts ? new KeptTexts(new TextPack(file), list, offsets) : null;
}

/**
 * Writes the texts, in the order in which they are searched, in the place of what was kept there.
 * @param each hears of every text that is written; throws to stop
 * @returns the new pack and where each text is in it; null where it can't be written: then nothing is kept
 * @throws DamagedTexts; what `each` throws
 */
export function keepTexts(
  path: string,
  version: number,
  texts: readonly (Packed & { hash: string })[],
  each: () => void,
): { pack: TextPack; places: Packed[] } | null {
  const file = create(path);
  if (file === null) return null;
  const pack = new TextPack(file);
  const list = Buffer.alloc(texts.length * LINE);
  const places: Packed[] = [];
  let isWhole = false;
  try {
    for (const [index, text] of texts.entries()) {
      const { bytes, textBytes } = text;
      places.push({ pack, offset: pack.length, bytes, textBytes, unproved: null });
      const sum = pack.copy(text);
      list.write(text.hash, index * LINE, HASH, "hex");
      list.writeUInt32LE(bytes, index * LINE + HASH);
      list.writeUInt32LE(sum, index * LINE + HASH + 4);
      list.writeUInt32LE(textBytes, index * LINE + HASH + 8);
      each();
    }
    const end = Buffer.alloc(END);
    MAGIC.copy(end);
    end.writeUInt32LE(version, MAGIC.length);
    end.writeUInt32LE(texts.length, MAGIC.length + 4);
    end.writeUInt32LE(sumOf(list, version, texts.length), MAGIC.length + 8);
    pack.end(Buffer.concat([list, end]));
    isWhole = true;
    return { pack, places };
  } catch (error) {
    if (error instanceof GalleyError && error.code !== "cancelled") return null;
    throw error;
  } finally {
    if (!isWhole) {
      pack.close();
      forgetKeptTexts(path);
    }
  }
}

/** Whatever is there is good for nothing. */
export function forgetKeptTexts(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Protected, or a folder: then nothing is kept here.
  }
}

function create(path: string): number | null {
  forgetKeptTexts(path);
  try {
    // Exclusive: where another program began one in this moment, that one will do.
    return openSync(path, "wx+", 0o600);
  } catch {
    return null;
  }
}

function sumOf(list: Buffer, version: number, count: number): number {
  return crc32(`${version} ${count}`, crc32(list));
}

function readBytes(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const got = readSync(file, bytes, read, length - read, position + read);
    if (!got) throw new Error("the file ends");
    read += got;
  }
  return bytes;
}
