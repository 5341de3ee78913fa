/**
 * Writing a file so that what was acknowledged survives a power cut: unique temporary file in the same folder → write
 * all → fsync → close → rename → fsync of the folder. Readers see the whole old file or the whole new one, never a part.
 *
 * A failed fsync is a failed save: the kernel may have dropped the pages, and asking the same file again would answer
 * "fine". Nothing is ever written in place. An old file is held until its name is the new one's on the disk, too.
 * Must not know: documents, corpora.
 */
import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { diskError, errnoOf } from "../disk-errors.ts";
import { type DurableFs, type DurableHandle, READ_FLAGS, realFs } from "./disk.ts";
import { temporaryName } from "./layout.ts";

/** A new content that is safely on the disk under a temporary name. Exactly one of `replace` and `discard` follows. */
export interface PreparedFile {
  /** Puts the content in place, in one step. @throws GalleyError; the old file is then still there */
  replace(): Promise<void>;
  /** Makes the replacing itself durable. Only after this is the save acknowledged. @throws GalleyError */
  settle(): Promise<void>;
  discard(): Promise<void>;
}

// Waits of a rename that Windows refuses: 1.9 s in all, after which the person hears of it.
const RENAME_WAITS = [50, 100, 200, 400, 500, 650];
const HELD_BY_ANOTHER = new Set(["EPERM", "EACCES", "EBUSY"]);
// Answers of file systems that can't fsync a folder (network shares, some FUSE).
const NO_FOLDER_SYNC = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EBADF"]);

/**
 * @param data all of it, or the parts to write one after the other
 * @throws GalleyError disk-full, permission, read-only, disk-error …; no temporary file is left behind
 */
export async function prepareFile(
  path: string,
  data: Uint8Array | AsyncIterable<Uint8Array>,
  fs: DurableFs = realFs,
): Promise<PreparedFile> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path), process.pid, randomBytes(6).toString("hex")));
  const discard = () => fs.unlink(temporary).catch(() => {});
  try {
    const handle = await fs.open(temporary, "wx");
    try {
      if (data instanceof Uint8Array) await handle.writeFile(data);
      else for await (const part of data) await handle.writeFile(part);
      await handle.sync();
    } catch (error) {
      await handle.close().catch(() => {});
      throw error;
    }
    await handle.close();
  } catch (error) {
    await discard();
    throw diskError(error, path, "write");
  }
  return {
    async replace() {
      try {
        await renamePatiently(temporary, path, fs);
      } catch (error) {
        await discard();
        throw diskError(error, path, "write");
      }
    },
    settle: () => syncFolder(folder, fs),
    discard,
  };
}

/** Writes a file durably; resolves when it is on the disk. @throws GalleyError */
export async function writeFileDurably(path: string, data: Uint8Array | string, fs: DurableFs = realFs): Promise<void> {
  const prepared = await prepareFile(path, typeof data === "string" ? Buffer.from(data) : data, fs);
  await holdingOld([path], fs, async () => {
    await prepared.replace();
    await prepared.settle();
  });
}

/** Of each disk: old files that are held open, by their paths. */
const held = new WeakMap<DurableFs, Map<string, DurableHandle>>();

function heldOn(fs: DurableFs): Map<string, DurableHandle> {
  const known = held.get(fs) ?? new Map<string, DurableHandle>();
  held.set(fs, known);
  return known;
}

/**
 * Replaces files while the old ones are held open, so that their blocks are given to no other file before the new names
 * are durable. Some disks do that (ext4 that is mounted with data=writeback), and a power cut then brings the old name
 * back with another file's bytes behind it.
 */
export async function holdingOld<T>(paths: readonly string[], fs: DurableFs, replace: () => Promise<T>): Promise<T> {
  // Windows lets nobody rename over an open file.
  await Promise.all((fs.windows ? [] : paths).map((path) => hold(path, fs)));
  try {
    return await replace();
  } finally {
    for (const path of paths) await letGo(path, fs);
  }
}

async function hold(path: string, fs: DurableFs): Promise<void> {
  const handle = await fs.open(path, READ_FLAGS).catch(() => null);
  if (!handle) return;
  if (heldOn(fs).has(path)) await handle.close().catch(() => {});
  else heldOn(fs).set(path, handle);
}

/** @returns whether it was held */
async function letGo(path: string, fs: DurableFs): Promise<boolean> {
  const handle = heldOn(fs).get(path);
  heldOn(fs).delete(path);
  await handle?.close().catch(() => {});
  return handle !== undefined;
}

/** Of each disk: folders that are on it for sure, and those that are being made. */
const folders = new WeakMap<DurableFs, { known: Set<string>; underway: Map<string, Promise<void>> }>();

/** Makes one folder whose parent exists, durably; an existing one is fine. @throws GalleyError */
export function makeFolder(path: string, fs: DurableFs = realFs): Promise<void> {
  const { known, underway } = folders.get(fs) ?? { known: new Set<string>(), underway: new Map() };
  folders.set(fs, { known, underway });
  const running = underway.get(path);
  if (running) return running;
  const made = make(path, fs, known).finally(() => underway.delete(path));
  underway.set(path, made);
  return made;
}

async function make(path: string, fs: DurableFs, known: Set<string>): Promise<void> {
  if (!fs.exists(path)) {
    known.delete(path);
    try {
      await fs.mkdir(path);
    } catch (error) {
      if (errnoOf(error) !== "EEXIST") throw diskError(error, path, "make the folder");
    }
  }
  // Whoever made it may have been ended before its name was on the disk, or is about to put it there.
  if (known.has(path)) return;
  await syncFolder(dirname(path), fs);
  known.add(path);
}

/** Puts a file in another's place, in one step, where Windows or a share has it open for a moment. @throws the disk's */
export async function renamePatiently(from: string, to: string, fs: DurableFs): Promise<void> {
  for (const pause of fs.windows ? RENAME_WAITS : []) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await wait(pause);
    }
  }
  try {
    await fs.rename(from, to);
  } catch (error) {
    // A folder on another machine may refuse what Windows refuses, for the very file that is held here.
    if (!isHeld(error) || !(await letGo(to, fs))) throw error;
    await fs.rename(from, to);
  }
}

const isHeld = (error: unknown) => HELD_BY_ANOTHER.has(errnoOf(error) ?? "");

/** Makes durable which files a folder holds. @throws GalleyError */
export async function syncFolder(folder: string, fs: DurableFs = realFs): Promise<void> {
  if (fs.windows) return;
  try {
    const handle = await fs.open(folder, "r");
    try {
      await handle.sync();
    } catch (error) {
      if (!NO_FOLDER_SYNC.has(errnoOf(error) ?? "")) throw error;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw diskError(error, folder, "write");
  }
}
