/**
 * What an operation on many documents leaves behind so that it can be undone: .galley/operations/<id>/ with
 *
 *     manifest.jsonl   what it was, then a line a document: its hash before and after, and where its bytes are; a line
 *                      for galley.json or entities.json where these changed too, and where their bytes after are as well
 *                      (or several, each with only the members that one step has changed)
 *     before.pack      the exact bytes, each compressed, one behind the other
 *
 * Both are only ever appended to, and are on the disk before any document that they tell of is replaced. So whatever
 * ends the program, a document's own hash says whether it was changed: it is the one before or the one after.
 * It is long because it alone knows the form of both: writing, writing on, reading, forgetting.
 * Must not know: how documents are read or replaced.
 */
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { monotonicFactory } from "ulid";
import { z } from "zod";
import { type Operation, operationSchema } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { diskError } from "../../disk-errors.ts";
import type { DurableFs, DurableHandle } from "../disk.ts";
import { makeFolder, syncFolder } from "../durable-file.ts";
import { isDocumentId, privateName, registryName, settingsName } from "../layout.ts";
import { entriesOf } from "../list-folder.ts";
import { makePrivateFolder } from "../private-folder.ts";
import { readRegularFile, sha256 } from "../read-regular-file.ts";

const operationsName = "operations";
const manifestName = "manifest.jsonl";
const packName = "before.pack";

const headSchema = z.looseObject({ format: z.literal("galley/operation"), version: z.literal(1), at: z.string() });
const entrySchema = z.looseObject({
  document: z.string().refine(isDocumentId),
  /** SHA-256 of the file before and after. */
  before: z.string(),
  after: z.string(),
  /** Of the compressed bytes in the pack. */
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
});
/** One document of an operation. */
export type OperationEntry = z.infer<typeof entrySchema>;
const packedSchema = { offset: z.int().nonnegative(), length: z.int().nonnegative() };
/** Where compressed bytes are in the pack. */
type Packed = { offset: number; length: number };
const fileEntrySchema = z.looseObject({
  file: z.enum([settingsName, registryName]),
  before: z.string(),
  after: z.string(),
  ...packedSchema,
  /** Its bytes after: others change these files too, and then only what the operation did is taken back. */
  made: z.looseObject(packedSchema),
  /** It was changed after the documents, not before them. */
  last: z.boolean().optional(),
  /** The bytes are not the file's but its members that were changed; the hashes are those of these bytes. */
  members: z.boolean().optional(),
});
/** galley.json or entities.json, changed by an operation. */
export type FileEntry = z.infer<typeof fileEntrySchema>;
/** A document that was written down, and then could not be changed after all. */
const leftSchema = z.looseObject({ left: z.string() });

export interface RecordedOperation extends Operation {
  /** Names its folder; later operations have greater ones. */
  id: string;
  entries: OperationEntry[];
  files: FileEntry[];
}

// Operations of one process have ids in their order, also within one millisecond.
const nextId = monotonicFactory();

/** Writes the log of one operation, from `begin` to `end`. */
export class OperationWriter {
  readonly id: string;
  readonly #folder: string;
  readonly #manifest: DurableHandle;
  readonly #pack: DurableHandle;
  #packed: number;

  private constructor(id: string, folder: string, manifest: DurableHandle, pack: DurableHandle, packed = 0) {
    this.#packed = packed;
    this.id = id;
    this.#folder = folder;
    this.#manifest = manifest;
    this.#pack = pack;
  }

  /** @throws GalleyError disk-full, permission, disk-error */
  static async begin(
    dir: string,
    fs: DurableFs,
    { kind, label, at }: Omit<Operation, "documents">,
  ): Promise<OperationWriter> {
    const id = nextId(Date.parse(at));
    const folder = join(operationsFolder(dir), id);
    const opened: DurableHandle[] = [];
    try {
      makePrivateFolder(dir, fs);
      await syncFolder(dir, fs);
      await makeFolder(operationsFolder(dir), fs);
      await makeFolder(folder, fs);
      const pack = await fs.open(join(folder, packName), "wx");
      opened.push(pack);
      const manifest = await fs.open(join(folder, manifestName), "wx");
      opened.push(manifest);
      const writer = new OperationWriter(id, folder, manifest, pack);
      await writer.#write({ format: "galley/operation", version: 1, kind, label, at });
      await syncFolder(folder, fs);
      return writer;
    } catch (error) {
      for (const handle of opened) await handle.close().catch(() => {});
      throw diskError(error, folder, "write");
    }
  }

  /** To write on; null where the operation is not there any more. @throws GalleyError */
  static async reopen(dir: string, fs: DurableFs, id: string): Promise<OperationWriter | null> {
    const folder = join(operationsFolder(dir), id);
    const opened: DurableHandle[] = [];
    try {
      const packed = fs.stat(join(folder, packName));
      if (!packed || !fs.exists(join(folder, manifestName))) return null;
      const pack = await fs.open(join(folder, packName), "a");
      opened.push(pack);
      const manifest = await fs.open(join(folder, manifestName), "a");
      opened.push(manifest);
      const writer = new OperationWriter(id, folder, manifest, pack, packed.size);
      // Ends a line that a full disk may have cut; an empty one says nothing.
      await manifest.writeFile(Buffer.from("\n"));
      return writer;
    } catch (error) {
      for (const handle of opened) await handle.close().catch(() => {});
      throw diskError(error, folder, "write");
    }
  }

  /** Resolves when what the documents were (`image`: their bytes) is on the disk: only then may they be replaced. @throws GalleyError */
  async add(documents: readonly { id: string; image: Uint8Array; before: string; after: string }[]): Promise<void> {
    const places = await this.#keep(documents.map(({ image }) => image));
    const entries = documents.map(({ id, before, after }, index): OperationEntry => {
      return { document: id, before, after, ...(places[index] as Packed) };
    });
    await this.#note(entries);
  }

  /** The same for one of the corpus's own files, with its bytes before and after. @throws GalleyError */
  async addFile(file: FileEntry["file"], before: Uint8Array, after: Uint8Array, isLast: boolean): Promise<void> {
    const [was, made] = (await this.#keep([before, after])) as [Packed, Packed];
    const last = isLast ? { last: true } : {};
    await this.#note([{ file, before: sha256(before), after: sha256(after), ...was, made, ...last }]);
  }

  /** The same for entries of the registry, however they have changed. @throws GalleyError */
  async addEntries(before: readonly unknown[], after: readonly unknown[]): Promise<void> {
    const images = [before, after].map((entities) => Buffer.from(JSON.stringify({ entities })));
    const [was, made] = (await this.#keep(images)) as [Packed, Packed];
    const [from, to] = images.map((image) => sha256(image)) as [string, string];
    await this.#note([{ file: registryName, before: from, after: to, ...was, made, members: true }]);
  }

  async #keep(images: readonly Uint8Array[]): Promise<Packed[]> {
    let offset = this.#packed;
    const packed = images.map((image) => zstdCompressSync(image));
    const places = packed.map(({ length }): Packed => {
      const place = { offset, length };
      offset += length;
      return place;
    });
    try {
      await this.#pack.writeFile(Buffer.concat(packed));
      this.#packed = offset;
      await this.#pack.sync();
    } catch (error) {
      throw diskError(error, this.#folder, "write");
    }
    return places;
  }

  /** After the pack: what the manifest names is there. */
  async #note(entries: readonly (OperationEntry | FileEntry)[]): Promise<void> {
    try {
      await this.#write(...entries);
      await this.#manifest.sync();
    } catch (error) {
      throw diskError(error, this.#folder, "write");
    }
  }

  /** Notes which documents stayed as they were, so that undoing does not look for them. @throws GalleyError */
  async end(left: readonly string[]): Promise<void> {
    try {
      if (left.length) await this.#write(...left.map((document) => ({ left: document })));
      await this.#manifest.sync();
    } catch (error) {
      throw diskError(error, this.#folder, "write");
    } finally {
      await this.#manifest.close().catch(() => {});
      await this.#pack.close().catch(() => {});
    }
  }

  async #write(...lines: object[]): Promise<void> {
    await this.#manifest.writeFile(Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));
  }
}

/** Ids of the operations whose folders are there, newest first. @throws GalleyError */
export function operationIds(dir: string, fs: DurableFs): string[] {
  return entriesOf(operationsFolder(dir), fs)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .reverse();
}

/** What an operation did, or null when its manifest is not one: it ended before its first document. */
export async function readOperation(dir: string, id: string, fs: DurableFs): Promise<RecordedOperation | null> {
  const path = join(operationsFolder(dir), id, manifestName);
  let text: string;
  try {
    text = (await readRegularFile(path, fs)).toString("utf8");
  } catch (error) {
    if (error instanceof GalleyError && error.code === "not-found") return null;
    throw error;
  }
  // A last line without its end was never on the disk whole; what it tells of was not done.
  const lines = text.split("\n").slice(0, -1).map(parseLine);
  const head = headSchema.safeParse(lines[0]);
  const operation = operationSchema.omit({ documents: true }).safeParse(pick(head.data));
  if (!operation.success) return null;
  const left = new Set(lines.flatMap((line) => leftSchema.safeParse(line).data?.left ?? []));
  const entries = lines
    .flatMap((line) => entrySchema.safeParse(line).data ?? [])
    .filter(({ document }) => !left.has(document));
  const files = lines.flatMap((line) => fileEntrySchema.safeParse(line).data ?? []);
  if (!entries.length && !files.length) return null;
  return { id, ...operation.data, documents: entries.length, entries, files };
}

/** The exact bytes of documents before an operation; of the corpus's own files also those after it. */
export class BeforeImages {
  readonly #path: string;
  readonly #file: DurableHandle;

  private constructor(path: string, file: DurableHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** @throws GalleyError */
  static async open(dir: string, id: string, fs: DurableFs): Promise<BeforeImages> {
    const path = join(operationsFolder(dir), id, packName);
    try {
      return new BeforeImages(path, await fs.open(path, "r"));
    } catch (error) {
      throw diskError(error, path, "read");
    }
  }

  /** @throws GalleyError disk-error when the bytes are not the ones that were put in */
  async read({ document, before, ...place }: OperationEntry): Promise<Buffer> {
    return await this.#read(document, before, place);
  }

  /** One of the corpus's own files, before and after. @throws as `read` */
  async readFile({ file, before, after, made, ...place }: FileEntry): Promise<{ before: Buffer; after: Buffer }> {
    return { before: await this.#read(file, before, place), after: await this.#read(file, after, made) };
  }

  async #read(name: string, hash: string, { offset, length }: Packed): Promise<Buffer> {
    let bytes: Buffer;
    try {
      const packed = Buffer.alloc(length);
      await this.#file.read(packed, 0, length, offset);
      bytes = zstdDecompressSync(packed);
    } catch (error) {
      throw diskError(error, this.#path, "read");
    }
    if (sha256(bytes) === hash) return bytes;
    const reason = "its bytes are not the ones that were kept";
    throw new GalleyError("disk-error", `${name} can't be brought back from ${this.#path}: ${reason}.`, {
      name,
      reason,
    });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Forgets an operation. The manifest goes first: a pack without one is nothing, a manifest without a pack a trap. @throws GalleyError */
export function removeOperation(dir: string, id: string, fs: DurableFs): void {
  const folder = join(operationsFolder(dir), id);
  try {
    fs.remove(join(folder, manifestName));
    fs.remove(folder);
  } catch (error) {
    throw diskError(error, folder, "remove");
  }
}

/** Size of what an operation keeps, in bytes. */
export function operationSize(dir: string, id: string, fs: DurableFs): number {
  return fs.stat(join(operationsFolder(dir), id, packName))?.size ?? 0;
}

function operationsFolder(dir: string): string {
  return join(dir, privateName, operationsName);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function pick(head: Record<string, unknown> | undefined): unknown {
  return head && { kind: head.kind, label: head.label, at: head.at };
}
