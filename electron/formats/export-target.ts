/**
 * Where an export goes: everything is written beside the target and takes its name in one step at the end, so that a
 * half export is never seen and an old one stays until the new one is whole. Must not know: documents, formats' shapes.
 */
import { randomBytes } from "node:crypto";
import { basename, dirname, join, resolve, sep } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { type DurableFs, type DurableHandle, realFs } from "../corpus/disk.ts";
import { syncFolder } from "../corpus/durable-file.ts";
import { readRegularFile } from "../corpus/read-regular-file.ts";
import { asDiskError, isMissing } from "../disk-errors.ts";
import type { ExportSink } from "./format.ts";

export interface ExportTarget extends ExportSink {
  /** Makes all that was written visible under its final name. */
  commit(): Promise<void>;
  /** Takes away all that was written; never throws. */
  discard(): Promise<void>;
}

/** In every folder that an export made: says so to people, and to the next export that wants to replace it. */
export const manifestName = "galley-export.json";
export const manifestFormat = "galley/export";

/** How much is gathered before it is written, in bytes or UTF-16 units. */
const BUFFERED = 1024 * 1024;

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

/** What is to be appended to one file, gathered until it is worth a write. */
class Pending {
  #parts: (string | Uint8Array)[] = [];
  /** About how many bytes it is. */
  size = 0;

  add(content: string | Uint8Array): void {
    this.#parts.push(content);
    this.size += content.length;
  }

  take(): Uint8Array {
    const parts = this.#parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : part));
    this.#parts = [];
    this.size = 0;
    return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  }
}

interface OpenFile {
  /** The final name. */
  path: string;
  temporary: string;
  handle: DurableHandle;
  pending: Pending;
  open: boolean;
}

async function openFile(path: string, shown: string, fs: DurableFs): Promise<OpenFile> {
  const kind = kindOf(path, fs);
  if (kind && kind !== "file") {
    const what = kind === "folder" ? "a folder" : "a device or pipe";
    throw new GalleyError("usage", `${shown} is ${what}; this format writes one file. Give a file name.`, { path });
  }
  const temporary = temporaryPath(path);
  return { path, temporary, handle: await fs.open(temporary, "wx"), pending: new Pending(), open: true };
}

async function flushFile({ pending, handle }: OpenFile): Promise<void> {
  if (pending.size) await handle.writeFile(pending.take());
}

async function closeFile(file: OpenFile): Promise<void> {
  if (file.open) await file.handle.close();
  file.open = false;
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
        await file.handle.sync();
        await closeFile(file);
      }
      for (const { temporary, path: final } of all()) await fs.rename(temporary, final);
      await syncFolder(dirname(path), fs);
    },
    async discard() {
      for (const file of all()) {
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
  let pending = new Map<string, Pending>();
  let size = 0;
  const flush = async () => {
    const files = pending;
    pending = new Map();
    size = 0;
    for (const [name, content] of files) await append(join(temporary, name), content.take(), fs);
  };
  return {
    async write(name, content) {
      const inside = resolve(temporary, name);
      if (!inside.startsWith(temporary + sep)) throw new Error(`a format wrote outside its folder: ${name}`);
      let file = pending.get(name);
      if (!file) {
        file = new Pending();
        pending.set(name, file);
      }
      file.add(content);
      size += content.length;
      // Many short files weigh more than their text: their number counts too.
      if (size >= BUFFERED || pending.size >= 256) await flush();
    },
    async commit() {
      await flush();
      await syncFolder(temporary, fs);
      await putInPlace(temporary, path, target, fs);
      await syncFolder(dirname(path), fs);
    },
    async discard() {
      await fs.removeAll(temporary).catch(() => {});
    },
  };
}

async function append(path: string, content: Uint8Array, fs: DurableFs): Promise<void> {
  const handle = await fs.open(path, "a");
  try {
    await handle.writeFile(content);
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
