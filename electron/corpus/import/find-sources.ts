/**
 * Walking the files and folders that someone wants imported. Everything that can't be read becomes an entry with its
 * error, so that the rest goes on and the count of outcomes is the count of files.
 *
 * In folders, hidden files (.DS_Store …), a README and an export's manifest are passed over: they are about the folder,
 * not pages of it.
 * Named directly, any file is taken. Files that belong to another one there are read with it and not by themselves.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { GalleyError } from "../../../shared/errors.ts";
import { diskError } from "../../disk-errors.ts";
import { companionsIn } from "../../formats/companions.ts";
import { headBytes } from "../../formats/format.ts";
import { type DurableFs, type FileStats, realFs } from "../disk.ts";

export type FoundSource =
  /** `root`: the folder that was chosen, which nothing outside of is read. `size` in bytes. */
  { path: string; root: string; size: number; error: null } | { path: string; error: GalleyError };

const ABOUT_THE_FOLDER = /^(readme(\.(md|txt|markdown))?|galley-export\.json)$/i;

/**
 * @param corpusDir the corpus itself, which is never imported into itself
 * @yields in the order of the paths given, inside folders in the order of the names
 */
export function* findSources(
  paths: readonly string[],
  corpusDir: string,
  fs: DurableFs = realFs,
): Generator<FoundSource> {
  const byFolder = Map.groupBy(paths, (path) => dirname(resolve(path)));
  const belonging = new Set<string>();
  for (const [folder, list] of byFolder) {
    const names = list.map((path) => basename(path));
    if (names.length > 1) for (const name of companionsOf(folder, names, fs)) belonging.add(join(folder, name));
  }
  for (const path of paths) if (!belonging.has(resolve(path))) yield* find(path, null, corpusDir, fs);
}

function companionsOf(folder: string, names: readonly string[], fs: DurableFs): Set<string> {
  return companionsIn(names, (name) => headOf(join(folder, name), fs));
}

/** The beginning of a plain file; null for anything else, which is reported when its turn comes. */
function headOf(path: string, fs: DurableFs): Uint8Array | null {
  try {
    if (!fs.lstat(path).isFile()) return null;
    const file = openSync(path, "r");
    try {
      const buffer = Buffer.alloc(headBytes);
      return buffer.subarray(0, readSync(file, buffer, 0, headBytes, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/** @param root the chosen folder; null for what was named directly */
function* find(path: string, root: string | null, corpusDir: string, fs: DurableFs): Generator<FoundSource> {
  let stats: FileStats;
  try {
    stats = fs.lstat(path);
  } catch (error) {
    yield { path, error: path.includes("\uFFFD") ? unreadableName(path) : diskError(error, path, "read") };
    return;
  }
  if (stats.isFile()) yield { path, root: root ?? dirname(path), size: stats.size, error: null };
  else if (stats.isDirectory()) yield* findInFolder(path, root ?? path, corpusDir, fs);
  else yield { path, error: notAFile(path, stats) };
}

function* findInFolder(path: string, root: string, corpusDir: string, fs: DurableFs): Generator<FoundSource> {
  let names: string[];
  try {
    if (isInside(fs.realpath(path), corpusDir)) {
      yield { path, error: new GalleyError("usage", `${path} is this corpus itself.`, { name: path }) };
      return;
    }
    names = fs
      .list(path)
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    yield { path, error: diskError(error, path, "list") };
    return;
  }
  const pages = names.filter((name) => !name.startsWith(".") && !ABOUT_THE_FOLDER.test(name));
  const belonging = companionsOf(path, pages, fs);
  for (const name of pages) if (!belonging.has(name)) yield* find(join(path, name), root, corpusDir, fs);
}

function isInside(path: string, folder: string): boolean {
  const root = resolve(folder);
  return path === root || path.startsWith(root + sep);
}

function notAFile(path: string, stats: FileStats): GalleyError {
  const what = stats.isSymbolicLink() ? "a symbolic link" : stats.isFIFO() ? "a pipe" : "a device or socket";
  return new GalleyError("disk-error", `${path} is ${what}, not a plain file; it was not read.`, {
    name: basename(path),
    reason: `it is ${what}`,
  });
}

/** Names that are no UTF-8 (old archives unpacked) reach us with � in place of their bytes, and lead nowhere. */
function unreadableName(path: string): GalleyError {
  const reason = "its name is not UTF-8 text; rename it";
  return new GalleyError("disk-error", `Could not read ${path}: ${reason}.`, { name: basename(path), reason });
}
