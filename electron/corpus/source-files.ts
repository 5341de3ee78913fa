/**
 * The imported bytes in sources/, named by their checksum and never changed. Reading gives the decoded text and proves
 * that the bytes are still the ones that were imported.
 */
import { createHash, type Hash } from "node:crypto";
import { dirname, extname, join } from "node:path";
import { encodingSchema } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Source } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { decodeSource } from "../formats/encoding.ts";
import type { ImportFile } from "../formats/format.ts";
import { type DurableFs, realFs } from "./disk.ts";
import { makeFolder, type PreparedFile, prepareFile, syncFolder } from "./durable-file.ts";
import { processOfTemporary, sha256OfFileName, sourceFileName, sourcesName } from "./layout.ts";
import { entriesOf } from "./list-folder.ts";
import { partsOf, readRegularFile, sha256 } from "./read-regular-file.ts";

/** Decoded sources kept at hand: the open document is saved again and again, its neighbours come next. */
const KEPT = 8;

const storedEncodings = encodingSchema.exclude(["auto"]);

export class SourceFiles {
  readonly #dir: string;
  readonly #fs: DurableFs;
  /** By checksum and encoding, oldest first. */
  readonly #decoded = new Map<string, CodePointText>();

  constructor(dir: string, fs: DurableFs) {
    this.#dir = dir;
    this.#fs = fs;
  }

  /**
   * Writes bytes that are to be kept. Whoever kept them may have been ended before their name was on the disk, so the
   * folder is to be made durable in any case. @returns null where they are kept already @throws GalleyError
   */
  async prepare(bytes: Uint8Array, checksum: string, extension: string): Promise<PreparedFile | null> {
    const folder = join(this.#dir, sourcesName);
    const path = join(folder, sourceFileName(checksum, extension));
    // Compared, not trusted: a damaged file of the same name would make the new document's source wrong.
    if (this.#fs.exists(path) && sha256(await readRegularFile(path, this.#fs)) === checksum) return null;
    await makeFolder(folder, this.#fs);
    return await prepareFile(path, bytes, this.#fs);
  }

  /**
   * Keeps a file of any size. @returns its checksum
   * @throws GalleyError; disk-error when the file changes meanwhile
   */
  async storeFile(file: Pick<ImportFile, "name" | "stream">, extension: string): Promise<string> {
    const hash = createHash("sha256");
    for await (const part of file.stream()) hash.update(part);
    const checksum = hash.digest("hex");
    const path = join(this.#dir, sourcesName, sourceFileName(checksum, extension));
    if (this.#fs.exists(path) && (await checksumOf(path, this.#fs)) === checksum) {
      await syncFolder(dirname(path), this.#fs);
      return checksum;
    }
    await makeFolder(join(this.#dir, sourcesName), this.#fs);
    const again = createHash("sha256");
    const prepared = await prepareFile(path, watched(file.stream(), again), this.#fs);
    if (again.digest("hex") !== checksum) {
      await prepared.discard();
      const reason = "it was changed while it was read";
      throw new GalleyError("disk-error", `${file.name} was not imported: ${reason}.`, { name: file.name, reason });
    }
    await prepared.replace();
    await prepared.settle();
    return checksum;
  }

  /** The decoded source, without a byte order mark. @throws GalleyError not-found, disk-error (bytes changed) … */
  async read(source: Source): Promise<CodePointText> {
    const key = `${source.sha256} ${source.encoding}`;
    const kept = this.#decoded.get(key);
    if (kept) return kept;
    const text = new CodePointText(decodeStored(await this.#readBytes(source), source.encoding));
    this.#decoded.set(key, text);
    for (const oldest of this.#decoded.keys()) {
      if (this.#decoded.size <= KEPT) break;
      this.#decoded.delete(oldest);
    }
    return text;
  }

  /** As `read`, or null when the source is missing, changed or can't be decoded. */
  async readOrNull(source: Source): Promise<CodePointText | null> {
    try {
      return await this.read(source);
    } catch (error) {
      if (error instanceof GalleyError) return null;
      throw error;
    }
  }

  /**
   * The bytes of the file that a source was read from; null where they are the source itself, or were not kept.
   * @throws GalleyError not-found, disk-error (bytes changed)
   */
  async readOriginal({ original }: Source): Promise<Uint8Array | null> {
    if (!original?.sha256) return null;
    return await this.#readBytes({ name: original.name, sha256: original.sha256 });
  }

  async #readBytes(source: Pick<Source, "name" | "sha256">): Promise<Buffer> {
    const path = this.#findFile(source.sha256, extname(source.name).slice(1));
    const details = { name: source.name, sha256: source.sha256 };
    if (!path)
      throw new GalleyError(
        "not-found",
        `The source of “${source.name}” (${source.sha256}) is not in the corpus.`,
        details,
      );
    const bytes = await readRegularFile(path, this.#fs);
    if (sha256(bytes) === source.sha256) return bytes;
    const reason = "its bytes are not the ones that were imported";
    throw new GalleyError("disk-error", `The source ${path} has changed: ${reason}.`, { ...details, reason });
  }

  /** Path of the file with a checksum, whatever its ending; likely endings are tried before the folder is listed. */
  #findFile(checksum: string, likely: string): string | null {
    const folder = join(this.#dir, sourcesName);
    for (const extension of new Set([likely, "txt"])) {
      const path = join(folder, sourceFileName(checksum, extension));
      if (this.#fs.exists(path)) return path;
    }
    const name = listSourceFiles(this.#dir, this.#fs).files.get(checksum);
    return name ? join(folder, name) : null;
  }
}

async function checksumOf(path: string, fs: DurableFs): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of partsOf(path, fs)) hash.update(part);
  return hash.digest("hex");
}

async function* watched(parts: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}

/** Stored bytes as text, without a byte order mark. @throws GalleyError bad-encoding */
export function decodeStored(bytes: Uint8Array, encoding: string): string {
  const known = storedEncodings.safeParse(encoding);
  if (known.success) return decodeSource(bytes, known.data);
  const reason = `this version does not know the encoding “${encoding}”`;
  throw new GalleyError("bad-encoding", `The source can't be read: ${reason}.`, { name: encoding, reason });
}

export interface SourceListing {
  /** File name by checksum. */
  files: Map<string, string>;
  /** Names that are not a source's; hidden files are left out. */
  strange: string[];
  /** Names of temporary files. */
  temporary: string[];
}

/** What is in sources/. @throws GalleyError when it can't be listed; an absent folder is empty */
export function listSourceFiles(dir: string, fs: DurableFs = realFs): SourceListing {
  const listing: SourceListing = { files: new Map(), strange: [], temporary: [] };
  for (const { name } of entriesOf(join(dir, sourcesName), fs)) {
    const checksum = sha256OfFileName(name);
    if (checksum) listing.files.set(checksum, name);
    else if (processOfTemporary(name) !== null) listing.temporary.push(name);
    else if (!name.startsWith(".")) listing.strange.push(name);
  }
  return listing;
}
