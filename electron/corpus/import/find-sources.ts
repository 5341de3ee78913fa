/**
 * Walking the files and folders that someone wants imported. Everything that can't be read becomes an entry with its
 * error, so that the rest goes on and the count of outcomes is the count of files.
 *
 * In folders, hidden files (.DS_Store …) and a README are passed over: they are about the folder, not pages of it.
 * Named directly, any file is taken.
 */
import { lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { GalleyError } from "../../../shared/errors.ts";
import { diskError } from "../../disk-errors.ts";

export type FoundSource = { path: string; error: null } | { path: string; error: GalleyError };

const ABOUT_THE_FOLDER = /^readme(\.(md|txt|markdown))?$/i;

/**
 * @param corpusDir the corpus itself, which is never imported into itself
 * @yields in the order of the paths given, inside folders in the order of the names
 */
export function* findSources(paths: readonly string[], corpusDir: string): Generator<FoundSource> {
  for (const path of paths) yield* find(path, corpusDir);
}

function* find(path: string, corpusDir: string): Generator<FoundSource> {
  let stats: Stats;
  try {
    stats = lstatSync(path);
  } catch (error) {
    yield { path, error: path.includes("\uFFFD") ? unreadableName(path) : diskError(error, path, "read") };
    return;
  }
  if (stats.isFile()) yield { path, error: null };
  else if (stats.isDirectory()) yield* findInFolder(path, corpusDir);
  else yield { path, error: notAFile(path, stats) };
}

function* findInFolder(path: string, corpusDir: string): Generator<FoundSource> {
  let names: string[];
  try {
    if (isInside(realpathSync(path), corpusDir)) {
      yield { path, error: new GalleyError("usage", `${path} is this corpus itself.`, { name: path }) };
      return;
    }
    names = readdirSync(path).sort();
  } catch (error) {
    yield { path, error: diskError(error, path, "list") };
    return;
  }
  for (const name of names) {
    if (!name.startsWith(".") && !ABOUT_THE_FOLDER.test(name)) yield* find(join(path, name), corpusDir);
  }
}

function isInside(path: string, folder: string): boolean {
  const root = resolve(folder);
  return path === root || path.startsWith(root + sep);
}

function notAFile(path: string, stats: Stats): GalleyError {
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
