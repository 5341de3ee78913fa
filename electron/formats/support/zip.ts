/**
 * Reading archives (DOCX, XLSX and whatever else is a ZIP) without trusting them: nothing is ever written to disk by an
 * entry's name, sizes are what really comes out and not what the archive says, and all of them are limited.
 * Must not know: what is in the archives, files.
 */
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { GalleyError } from "../../../shared/errors.ts";
import { bytesAsText } from "./bytes-as-text.ts";

export interface ZipLimits {
  /** Bytes of all entries that are read, unpacked. */
  inflated: number;
  /** How much larger than packed an entry may be; entries below `floor` bytes may be packed tighter. */
  ratio: number;
  floor: number;
  entries: number;
}

export const zipLimits: ZipLimits = {
  inflated: 200 * 1024 * 1024,
  ratio: 100,
  floor: 4 * 1024 * 1024,
  entries: 10_000,
};

export interface ZipArchive {
  /** Names of all files in it, as the archive has them. */
  readonly names: readonly string[];
  /** A file's content, or null when there is none of this name. @throws GalleyError document-damaged, too-large */
  read(name: string): Promise<Uint8Array | null>;
}

/** Whether bytes begin like an archive with a file whose name begins so, as far as its first files' names show. */
export function zipHas(head: Uint8Array, start: string): boolean {
  if (!(head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04)) return false;
  return bytesAsText(head).includes(start);
}

/**
 * @param name of the file, for messages
 * @throws GalleyError document-damaged (no archive, broken, encrypted), too-large (too many entries)
 */
export async function openZip(bytes: Uint8Array, name: string, limits: ZipLimits = zipLimits): Promise<ZipArchive> {
  const damaged = (reason: string, cause?: unknown) =>
    new GalleyError("document-damaged", `${name}: ${reason}. Nothing of it was imported.`, { name, reason }, { cause });
  const tooLarge = (reason: string) =>
    new GalleyError("too-large", `${name}: ${reason}. Such a file could fill the memory; it was not read.`, {
      name,
      reason,
      size: Math.ceil(bytes.length / 1024 / 1024),
      limit: Math.floor(limits.inflated / 1024 / 1024),
    });
  const unreadable = (cause: unknown) => {
    if (cause instanceof GalleyError) return cause;
    return damaged(`the archive is broken: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  };

  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await openBuffer(buffer).catch((error) => Promise.reject(unreadable(error)));
  if (zip.entryCount > limits.entries) throw tooLarge(`it holds ${zip.entryCount} files, more than ${limits.entries}`);
  const entries = await listEntries(zip, limits.entries).catch((error) => Promise.reject(unreadable(error)));
  if (!entries) throw tooLarge(`it holds more than ${limits.entries} files`);

  let inflated = 0;
  const readEntry = async (entry: Entry): Promise<Uint8Array> => {
    if (entry.isEncrypted()) throw damaged("it is locked with a password; save it without one");
    const stream = await open(zip, entry);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        inflated += chunk.length;
        if (inflated > limits.inflated)
          throw tooLarge(`unpacked it is larger than ${Math.floor(limits.inflated / 1024 / 1024)} MB`);
        if (size > limits.floor && size > entry.compressedSize * limits.ratio)
          throw tooLarge(`${entry.fileName} unpacks to more than ${limits.ratio} times its size`);
        chunks.push(chunk);
      }
    } finally {
      stream.destroy();
    }
    return Buffer.concat(chunks);
  };
  return {
    names: [...entries.keys()],
    async read(wanted) {
      const entry = entries.get(wanted);
      if (!entry) return null;
      try {
        return await readEntry(entry);
      } catch (error) {
        throw unreadable(error);
      }
    },
  };
}

function openBuffer(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(error ?? new Error("no archive"));
      else resolve(zip);
    });
  });
}

/** By name; the first of several with one name. Null when there are too many. */
function listEntries(zip: ZipFile, limit: number): Promise<Map<string, Entry> | null> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let seen = 0;
    zip.on("error", reject);
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      if (++seen > limit) {
        resolve(null);
        return;
      }
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function open(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream & { destroy(): void }> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) reject(error ?? new Error("no content"));
      else resolve(stream as NodeJS.ReadableStream & { destroy(): void });
    });
  });
}
