/**
 * Where an export goes: everything is written beside the target and takes its name in one step at the end, so that a
 * half export is never seen and an old one stays until the new one is whole. What has its name is on the disk: each file
 * is fsynced before. While a part is written the next one is made. Must not know: documents, formats' shapes.
 */
import { randomBytes } from "node:crypto";
import { basename, dirname, join, resolve, sep } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { type DurableFs, type DurableHandle, realFs } from "../corpus/disk.ts";
import { holdingOld, renamePatiently, syncFolder } from "../corpus/durable-file.ts";
import { readRegularFile } from "../corpus/read-regular-file.ts";
import { asDiskError, isMissing } from "../disk-errors.ts";
import type { ExportSink } from "./format.ts";
import { GatheredBytes } from "./support/gathered-bytes.ts";

export interface ExportTarget extends ExportSink {
  /** Makes all that was written visible under its final name. */
  commit(): Promise<void>;
  /** Takes away all that was written; never throws. */
  discard(): Promise<void>;
}

/** In every folder that an export made: says so to people, and to the next export that wants to replace it. */
export const manifestName = "galley-export.json";
export const manifestFormat = "galley/export";

/** How much is gathered before it is written, in bytes. */
const BUFFERED = 1024 * 1024;
/** The same in files: many short ones weigh more than their text. */
const FILES = 256;
/** Of a folder, so many are written and fsynced at once: the disk settles them together. */
const AT_ONCE = 4;

/** Beside the target, so that taking its name is one step on one disk. */
function temporaryPath(target: string): string {
  return join(dirname(target), `.galley-export-${randomBytes(6).toString("hex")}`);
}

/** Where a link leads: what it names is replaced, not the link itself. */
function throughLinks(path: string, fs: DurableFs): string {
  return isLink(path, fs) ? fs.realpath(path) : path;
}

function isLink(path: string, fs: DurableFs): boolean {
  try {
    return fs.lstat(path).isSymbolicLink();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** What lies at a path, through links; null when nothing does. */
function kindOf(path: string, fs: DurableFs): "file" | "folder" | "other" | null {
  const found = fs.stat(path);
  if (!found) return null;
  return found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
}

/** Steps one after the other, each begun when the one before has ended; whoever begins the next hears how that went. */
class OneBehind {
  #last: Promise<void> = Promise.resolve();

  async begin(step: () => Promise<void>): Promise<void> {
    await this.#last;
    this.#last = step();
    // Heard by whoever comes next.
    this.#last.catch(() => {});
  }

  /** @throws what the last step did */
  ended(): Promise<void> {
    return this.#last;
  }
}

interface OpenFile {
  /** The final name. */
  path: string;
  temporary: string;
  handle: DurableHandle;
  pending: GatheredBytes;
  writing: OneBehind;
  open: boolean;
}

async function openFile(path: string, shown: string, fs: DurableFs): Promise<OpenFile> {
  const kind = kindOf(path, fs);
  if (kind && kind !== "file") {
    const what = kind === "folder" ? "a folder" : "a device or pipe";
    throw new GalleyError("usage", `${shown} is ${what}; this format writes one file. Give a file name.`, { path });
  }
  const temporary = temporaryPath(path);
  const handle = await fs.open(temporary, "wx");
  return { path, temporary, handle, pending: new GatheredBytes(), writing: new OneBehind(), open: true };
}

async function flushFile({ pending, handle, writing }: OpenFile): Promise<void> {
  if (!pending.size) return;
  const bytes = pending.take();
  await writing.begin(() => handle.writeFile(bytes));
}

async function closeFile(file: OpenFile): Promise<void> {
  if (!file.open) return;
  file.open = false;
  await file.handle.close();
}

/** One file, replaced at the end; any other that the format writes stands beside it and takes its name before it. */
export async function openFileTarget(target: string, fs: DurableFs = realFs): Promise<ExportTarget> {
  const path = throughLinks(resolve(target), fs);
  const name = basename(target);
  const main = await openFile(path, target, fs);
  const companions = new Map<string, OpenFile>();
  const fileOf = async (wanted: string): Promise<OpenFile> => {
    if (wanted === name) return main;
    const known = companions.get(wanted);
    if (known) return known;
    if (basename(wanted) !== wanted) throw new Error(`a format wrote outside its folder: ${wanted}`);
    const beside = join(dirname(path), wanted);
    const file = await openFile(beside, beside, fs);
    companions.set(wanted, file);
    return file;
  };
  const all = () => [...companions.values(), main];
  return {
    async write(wanted, content) {
      const file = await fileOf(wanted);
      file.pending.add(content);
      if (file.pending.size >= BUFFERED) await flushFile(file);
    },
    async commit() {
      for (const file of all()) {
        await flushFile(file);
        await file.writing.ended();
        await file.handle.sync();
        await closeFile(file);
      }
      const finals = all().map((file) => file.path);
      await holdingOld(finals, fs, async () => {
        for (const { temporary, path: final } of all()) await renamePatiently(temporary, final, fs);
        await syncFolder(dirname(path), fs);
      });
    },
    async discard() {
      for (const file of all()) {
        await file.writing.ended().catch(() => {});
        await closeFile(file).catch(() => {});
        await fs.unlink(file.temporary).catch(() => {});
      }
    },
  };
}

/** A folder, put in the place of an empty one or of an earlier export that nobody has worked in since. */
export async function openFolderTarget(target: string, fs: DurableFs = realFs): Promise<ExportTarget> {
  const path = resolve(target);
  await checkReplaceable(path, target, fs);
  const temporary = temporaryPath(path);
  await fs.mkdir(temporary);
  const writing = new OneBehind();
  let pending = new Map<string, GatheredBytes>();
  let size = 0;
  const flush = async () => {
    const files = pending;
    pending = new Map();
    size = 0;
    await writing.begin(() => appendAll(temporary, files, fs));
  };
  return {
    async write(name, content) {
      const inside = resolve(temporary, name);
      if (!inside.startsWith(temporary + sep)) throw new Error(`a format wrote outside its folder: ${name}`);
      if (name === manifestName) {
        // Newer than all others by the disk's own clock: `newerThanManifest` asks.
        await flush();
        await writing.ended();
      }
      const file = pending.get(name) ?? new GatheredBytes();
      pending.set(name, file);
      size -= file.size;
      file.add(content);
      size += file.size;
      if (size >= BUFFERED || pending.size >= FILES) await flush();
    },
    async commit() {
      await flush();
      await writing.ended();
      await syncFolder(temporary, fs);
      await putInPlace(temporary, path, target, fs);
      await syncFolder(dirname(path), fs);
    },
    async discard() {
      await writing.ended().catch(() => {});
      await fs.removeAll(temporary).catch(() => {});
    },
  };
}

/** Appends to files of a folder. @throws what the disk answered first, when nothing is being written any more */
async function appendAll(folder: string, files: ReadonlyMap<string, GatheredBytes>, fs: DurableFs): Promise<void> {
  const rest = files.entries();
  const some = async () => {
    for (const [name, content] of rest) await append(join(folder, name), content.take(), fs);
  };
  const results = await Promise.allSettled(Array.from({ length: AT_ONCE }, some));
  const failed = results.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Durably: what is done must be there after a power cut. */
async function append(path: string, content: Uint8Array, fs: DurableFs): Promise<void> {
  const handle = await fs.open(path, "a");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function putInPlace(temporary: string, path: string, target: string, fs: DurableFs): Promise<void> {
  // Again, as much can happen in a folder during a long export.
  const earlier = await checkReplaceable(path, target, fs);
  if (earlier === "export") {
    const old = temporaryPath(path);
    await fs.rename(path, old);
    try {
      await fs.rename(temporary, path);
    } catch (error) {
      await fs.rename(old, path);
      throw error;
    }
    // Before the old one goes the new one must have its name for good.
    await syncFolder(dirname(path), fs);
    await fs.removeAll(old);
    return;
  }
  if (earlier === "empty") await fs.rmdir(path);
  await fs.rename(temporary, path);
}

/** @throws GalleyError not-empty unless the path is free, an empty folder, or an untouched export of ours */
async function checkReplaceable(path: string, target: string, fs: DurableFs): Promise<"free" | "empty" | "export"> {
  const kind = kindOf(path, fs);
  if (kind === null) return "free";
  const refuse = (what: string) =>
    new GalleyError("not-empty", `${target} ${what}. Choose another name or an empty folder.`, { path });
  if (kind !== "folder") throw refuse("is a file; this format writes a folder");
  const names = fs.list(path).map(({ name }) => name);
  if (!names.length) return "empty";
  const files = await exportedFiles(join(path, manifestName), fs);
  if (files === null) throw refuse("is not empty, and not an earlier export");
  if (names.length !== files + 1 || newerThanManifest(path, names, fs))
    throw refuse("is an earlier export, but something in it was changed since");
  return "export";
}

/** How many files the manifest says there are beside it; null when it isn't one of ours. */
async function exportedFiles(manifest: string, fs: DurableFs): Promise<number | null> {
  try {
    const json: unknown = JSON.parse((await readRegularFile(manifest, fs)).toString("utf8"));
    if (!json || typeof json !== "object" || !("format" in json) || json.format !== manifestFormat) return null;
    return "files" in json && typeof json.files === "number" ? json.files : null;
  } catch {
    return null;
  }
}

/** The manifest is written last: what is newer was changed by someone else. */
function newerThanManifest(path: string, names: readonly string[], fs: DurableFs): boolean {
  const written = fs.lstat(join(path, manifestName)).mtimeMs;
  for (const name of names) {
    const entry = fs.lstat(join(path, name));
    if (!entry.isFile() || entry.mtimeMs > written) return true;
  }
  return false;
}

/** Runs a step of an export; what the disk answers becomes an error that names the target. */
export async function onDisk<T>(target: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asDiskError(error, target, "write");
  }
}
