/**
 * Lists of persons, places and bodies that lie in a file of their own: of those files that the names of a TEI file point
 * to ("persons.xml#p1"), the entries that they mean. Only what lies in the folder that was chosen is ever read. Must not
 * know: disk.
 */
import { type ListPointer, listPointer, mostLists, pathFrom } from "../../../shared/entities/list-pointer.ts";
import type { GivenEntry } from "../../../shared/entities/meet-entries.ts";
import { nameKey } from "../../../shared/entities/name-key.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportFile } from "../format.ts";
import { childElements, decodeXml, parseXml, type XmlElement } from "../support/xml.ts";
import { idOfXml, prefixes } from "./names.ts";
import { foreignId, readLists } from "./read-lists.ts";

/** Why nothing of a file was read: it is not there (or not where it may be read), or it is no list. */
export type Unread = "missing" | "damaged";

export interface OtherFiles {
  /** Entries by the pointers that mean them, as they are written. */
  entries: ReadonlyMap<string, GivenEntry>;
  /** By the path from the file. */
  unread: ReadonlyMap<string, Unread>;
}

export const noOtherFiles: OtherFiles = { entries: new Map(), unread: new Map() };

type Neighbours = Pick<ImportFile, "path" | "sibling">;

/** @param root of the file @param file it, with those beside it @throws GalleyError corpus-gone */
export async function readOtherFiles(root: XmlElement, file: Neighbours): Promise<OtherFiles> {
  const entries = new Map<string, GivenEntry>();
  const unread = new Map<string, Unread>();
  const byPath = Map.groupBy(pointersIn(root), ([, { path }]) => path);
  for (const [index, [path, named]] of [...byPath].entries()) {
    const known = index < mostLists ? await listsOf(path, file) : "missing";
    if (typeof known === "string") unread.set(path, known);
    else
      for (const [pointer, { id }] of named) {
        const isOwn = id.startsWith(prefixes.registry);
        const entry = known.get(isOwn ? idOfXml(id, prefixes.registry) : foreignId(id));
        if (entry) entries.set(pointer, entry);
      }
  }
  return { entries, unread };
}

function pointersIn(root: XmlElement): Map<string, ListPointer> {
  const found = new Map<string, ListPointer>();
  const walk = (element: XmlElement) => {
    for (const name of ["ref", "corresp"])
      for (const pointer of element.attributes[name]?.split(/\s+/) ?? []) {
        const place = listPointer(pointer);
        if (place) found.set(pointer, place);
      }
    childElements(element).forEach(walk);
  };
  walk(root);
  return found;
}

type Entries = ReadonlyMap<string, GivenEntry>;

/** The entries of a file's lists, by the ids that they have in it. */
async function listsOf(path: string, file: Neighbours): Promise<Entries | Unread> {
  try {
    const bytes = await file.sibling(path);
    return bytes ? entriesOf(bytes, path, file.path) : "missing";
  } catch (error) {
    if (error instanceof GalleyError && error.code !== "corpus-gone") return "damaged";
    throw error;
  }
}

/** The last file of lists that was read: the texts of an edition all point into the same. */
let last: { bytes: Uint8Array; entries: Entries } | null = null;

function entriesOf(bytes: Uint8Array, path: string, file: string): Entries {
  if (!last || Buffer.compare(last.bytes, bytes) !== 0) last = { bytes, entries: readEntries(bytes, path) };
  const where = pathFrom(file, path) ?? path;
  const entries = new Map<string, GivenEntry>();
  for (const [id, entry] of last.entries) {
    const place = `${where}${foreignId(id)}`;
    entries.set(id, { ...entry, id: entry.own ? entry.id : foreignId(`${path}${id}`), place });
  }
  return entries;
}

function readEntries(bytes: Uint8Array, name: string): Entries {
  const list = readLists(parseXml(decodeXml(bytes, name), name));
  const named = Map.groupBy(list, (entry) => nameKey(entry.type, entry.name));
  const entries = new Map<string, GivenEntry>();
  for (const entry of list) {
    const hasNamesakes = (named.get(nameKey(entry.type, entry.name))?.length ?? 0) > 1;
    if (!entries.has(entry.id)) entries.set(entry.id, hasNamesakes ? { ...entry, hasNamesakes } : entry);
  }
  return entries;
}
