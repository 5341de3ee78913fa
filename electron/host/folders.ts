/** Folders as the window's own folder dialog draws them: no files, nothing hidden, corpora marked. */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, parse, relative, resolve, sep } from "node:path";
import type { FolderListing } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { makeFolder } from "../corpus/durable-file.ts";
import { settingsName } from "../corpus/layout.ts";
import { diskError } from "../disk-errors.ts";
import { checkFileName } from "./file-name.ts";
import type { Handles } from "./handles.ts";

export function isCorpus(dir: string): boolean {
  return existsSync(join(dir, settingsName));
}

/** A path for people to read: "~/Documents/galley". */
export function locationOf(path: string): string {
  const home = homedir();
  const inside = relative(home, path);
  if (!inside) return "~";
  return inside.startsWith("..") || resolve(home, inside) !== path || parse(inside).root ? path : `~${sep}${inside}`;
}

/** @throws GalleyError permission, not-found, disk-error */
export function listFolder(path: string, documentsDir: string, handles: Handles): FolderListing {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw diskError(error, path, "list");
  }
  const collator = new Intl.Collator("zh-u-co-pinyin", { numeric: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !isHidden(entry.name));
  const parent = dirname(path);
  return {
    folder: handles.of(path),
    location: locationOf(path),
    parent: parent === path ? null : handles.of(parent),
    entries: folders
      .map(({ name }) => ({ folder: handles.of(join(path, name)), name, corpus: isCorpus(join(path, name)) }))
      .sort((a, b) => collator.compare(a.name, b.name)),
    places: placesOf(documentsDir).map((place) => ({ folder: handles.of(place), name: basename(place) || place })),
    corpus: isCorpus(path),
    empty: entries.length === 0,
  };
}

/** @throws GalleyError usage (the name, or it exists), permission, disk-full … */
export async function createFolder(parent: string, name: string): Promise<string> {
  const path = join(parent, checkFileName(name));
  if (existsSync(path)) throw new GalleyError("usage", `There is already a “${name}” in this folder.`, { name });
  await makeFolder(path);
  return path;
}

/** A path in a folder that nothing has yet: "out.json", else "out 2.json", "out 3.json" … */
export function freePath(folder: string, name: string): string {
  const { name: stem, ext } = parse(checkFileName(name));
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem} ${number}${ext}`);
    if (!existsSync(path)) return path;
  }
}

function isHidden(name: string): boolean {
  return name.startsWith(".") || name.startsWith("$");
}

/** Home, documents, and the root or drives. */
function placesOf(documentsDir: string): string[] {
  const roots =
    process.platform === "win32"
      ? Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => `${letter}:\\`).filter((drive) => existsSync(drive))
      : ["/"];
  return [...new Set([homedir(), documentsDir, ...roots])].filter((path) => existsSync(path));
}
