/**
 * What was set aside and is still there: saves that did not end, damaged files, copies from before a repair, sources
 * without a document. Listed for people, and brought back where that is safe: a document as a save like any other, its
 * present state in the history first. Nothing here is ever deleted.
 */
import { basename, dirname, join, relative } from "node:path";
import { GalleyError } from "../../../shared/errors.ts";
import { verifyDocument } from "../../../shared/model/verify.ts";
import { diskError } from "../../disk-errors.ts";
import { documentOfBytes, type ReadDocument } from "../document-files.ts";
import { documentsName, idOfFileName, privateName, savedNameOf, sha256OfFileName, sourcesName } from "../layout.ts";
import { entriesOf } from "../list-folder.ts";
import { type CorpusParts, refuseUnwritable } from "../parts.ts";
import { readRegularFile } from "../read-regular-file.ts";
import { restoreContent } from "../restore-document.ts";
import { quarantineName } from "./quarantine.ts";

export interface SetAside {
  /** Where it is now, whole. */
  path: string;
  /** Where it was, inside the corpus, under the name that it was to have. */
  place: string;
  /** The document that it is one of, or null. */
  document: string | null;
  /** What the list calls the document; empty where it does not know it. */
  name: string;
  /** ISO; empty where its name does not say. */
  at: string;
  /** Bytes. */
  size: number;
  /** unfinished: a save that did not end; repaired: as it was before a repair; unused: a source without a document. */
  why: "unfinished" | "damaged" | "repaired" | "unused";
  /** Whether bringing it back is safe: it is a whole, sound document, or a source that is not there. */
  restorable: boolean;
}

/** Newest first, so many at most: each is read. */
export const MOST_SET_ASIDE = 500;

/** What is known of a file from its name. */
interface Found {
  path: string;
  place: string;
  at: string;
  isUnfinished: boolean;
  isDamaged: boolean;
}

const RUN = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;
const DAMAGED = /^(.+)\.damaged-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-\d+)?$/;

/** How many there are; none of them is read. @throws GalleyError */
export const countSetAside = (parts: CorpusParts): number => findAll(parts).length;

/** @returns how many there are in all beside the newest. @throws GalleyError */
export async function listSetAside(parts: CorpusParts): Promise<{ total: number; items: SetAside[] }> {
  const found = findAll(parts).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.place < b.place ? -1 : 1));
  const items: SetAside[] = [];
  for (const each of found.slice(0, MOST_SET_ASIDE)) {
    const item = await lookInto(parts, each);
    if (item) items.push(item);
  }
  return { total: found.length, items };
}

/**
 * Brings back what was set aside. @param path as `listSetAside` says it
 * @returns the document, where it is one, and the revision that holds what it said before
 * @throws GalleyError not-found, usage (nothing that can be brought back), document-damaged, and as a save does
 */
export async function restoreSetAside(
  parts: CorpusParts,
  path: string,
): Promise<{ document: string | null; kept: number | null }> {
  refuseUnwritable(parts);
  const item = findAll(parts).find((each) => each.path === path);
  const name = item?.place ?? basename(path);
  if (!item) throw new GalleyError("not-found", `${name} is not among what was set aside.`, { name });
  const target = join(parts.dir, item.place);
  if (isSource(item)) {
    if (parts.fs.exists(target)) throw new GalleyError("conflict", `${name} is there already.`, { name });
    try {
      parts.fs.makeFolders(dirname(target));
      await parts.fs.rename(path, target);
    } catch (error) {
      throw diskError(error, path, "bring back");
    }
    return { document: null, kept: null };
  }
  const id = documentAt(item.place);
  if (!id) throw new GalleyError("usage", `${name} is no document; look at the file in its folder: ${path}`, { name });
  const { document, newer } = documentOfBytes(await readRegularFile(path, parts.fs), id, name);
  if (newer) throw newer;
  return { document: id, kept: (await restoreContent(parts, document)).kept };
}

function findAll({ dir, fs }: CorpusParts): Found[] {
  const found: Found[] = [];
  const quarantine = join(dir, privateName, quarantineName);
  for (const run of entriesOf(quarantine, fs)) {
    const at = run.name.replace(RUN, "$1T$2:$3:$4.$5Z");
    const walk = (folder: string) => {
      for (const entry of entriesOf(folder, fs)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) walk(path);
        else if (entry.isFile()) {
          const saved = savedNameOf(entry.name);
          const place = join(relative(join(quarantine, run.name), folder), saved ?? entry.name);
          found.push({ path, place, at: at === run.name ? "" : at, isUnfinished: saved !== null, isDamaged: false });
        }
      }
    };
    if (run.isDirectory()) walk(join(quarantine, run.name));
  }
  const documents = join(dir, documentsName);
  for (const folder of entriesOf(documents, fs)) {
    if (!folder.isDirectory()) continue;
    for (const entry of entriesOf(join(documents, folder.name), fs)) {
      const [, name = "", ...time] = (entry.isFile() && DAMAGED.exec(entry.name)) || [];
      const [year, month, day, hour, minute, second] = time;
      if (!name) continue;
      const place = join(documentsName, folder.name, name);
      const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
      const path = join(documents, folder.name, entry.name);
      found.push({ path, place, at, isUnfinished: false, isDamaged: true });
    }
  }
  return found;
}

const documentAt = (place: string) =>
  dirname(dirname(place)) === documentsName ? idOfFileName(basename(place)) : null;

const isSource = ({ place, isUnfinished }: Found) =>
  !isUnfinished && dirname(place) === sourcesName && sha256OfFileName(basename(place)) !== null;

/** Null where it has gone meanwhile. */
async function lookInto(parts: CorpusParts, found: Found): Promise<SetAside | null> {
  const { path, place, at, isUnfinished, isDamaged } = found;
  const stats = parts.fs.stat(path);
  if (!stats) return null;
  const document = documentAt(place);
  const row = document ? await parts.index.askNow((index) => index.get(document)) : null;
  const item = { path, place, document, name: row?.title || row?.name || "", at, size: stats.size };
  if (isSource(found)) return { ...item, why: "unused", restorable: !parts.fs.exists(join(parts.dir, place)) };
  const read = document ? await readOrNull(parts, found, document) : null;
  const source = read && (await parts.sources.readOrNull(read.document.source));
  const isSound = read !== null && !read.newer && !verifyDocument(read.document, source).length;
  const isBroken = isDamaged || (document !== null && !read);
  return { ...item, why: isUnfinished ? "unfinished" : isBroken ? "damaged" : "repaired", restorable: isSound };
}

async function readOrNull({ fs }: CorpusParts, { path, place }: Found, id: string): Promise<ReadDocument | null> {
  try {
    return documentOfBytes(await readRegularFile(path, fs), id, basename(place));
  } catch (error) {
    if (error instanceof GalleyError) return null;
    throw error;
  }
}
