/**
 * The files in documents/: finding them and reading one. A file that can't be read is an answer, not a failure: it is
 * listed with its problem and everything else goes on.
 */
import { basename, join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { documentFormat, documentSchema, documentVersion, type GalleyDocument } from "../../shared/model/document.ts";
import { parseJsonText } from "../../shared/model/json-text.ts";
import { parseDocument } from "../../shared/model/parse.ts";
import { diskError, isMissing } from "../disk-errors.ts";
import { type DurableFs, type FileStats, realFs } from "./disk.ts";
import { documentFolder, documentPath, documentsName, idOfFileName, processOfTemporary } from "./layout.ts";
import { entriesOf } from "./list-folder.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";

/** One document's file as a listing sees it, content unread. */
export interface DocumentFile {
  id: string;
  /** Changes whenever the file does: size, time of content and time of inode. */
  stamp: string;
}

export interface DocumentListing {
  files: DocumentFile[];
  /** What is in documents/ and is not a document: full path and why it was left out. */
  skipped: { path: string; reason: string }[];
  /** Temporary files of saves that ended half-way, or of saves that are running now. */
  temporary: string[];
}

/** Time between two breaths while listing, so that a window's calls are answered meanwhile. */
const BREATH_MS = 12;

/** @throws GalleyError when documents/ itself can't be listed; an absent one is empty (git keeps no empty folders) */
export async function listDocumentFiles(dir: string, fs: DurableFs = realFs): Promise<DocumentListing> {
  const root = join(dir, documentsName);
  const listing: DocumentListing = { files: [], skipped: [], temporary: [] };
  let breath = performance.now();
  for (const entry of entriesOf(root, fs)) {
    const path = join(root, entry.name);
    if (entry.isDirectory()) await listFolder(path, entry.name, listing, fs);
    else if (!entry.name.startsWith(".")) listing.skipped.push({ path, reason: "it is not in a document folder" });
    if (performance.now() - breath > BREATH_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      breath = performance.now();
    }
  }
  return listing;
}

async function listFolder(folder: string, name: string, listing: DocumentListing, fs: DurableFs): Promise<void> {
  for (const entry of entriesOf(folder, fs)) {
    const path = join(folder, entry.name);
    const named = idOfFileName(entry.name);
    // Of all files of a large corpus hardly any is named in small letters: the others wait for nothing.
    const isFolded = named !== null && named !== named.toUpperCase() && entry.isFile();
    const id = isFolded ? await ownId(folder, named, fs) : named;
    if (processOfTemporary(entry.name) !== null) listing.temporary.push(path);
    else if (entry.name.startsWith(".")) continue;
    else if (!entry.isFile())
      listing.skipped.push({ path, reason: "it is a link, folder or device, not a plain file" });
    else if (!id) listing.skipped.push({ path, reason: "its name is not a document's" });
    else if (documentFolder(id) !== name)
      listing.skipped.push({ path, reason: `it belongs in the folder ${documentFolder(id)}` });
    else {
      const stamp = stampOf(path, fs);
      if (stamp) listing.files.push({ id, stamp });
    }
  }
}

/**
 * The id of the document in a file whose name has small letters. To a disk that does not tell upper from lower case, a
 * name that another system or an archive has brought back so is the same name; then the document itself says which one
 * it is.
 */
async function ownId(folder: string, id: string, fs: DurableFs): Promise<string> {
  const capitals = id.toUpperCase();
  if (!fs.exists(join(folder, `${capitals}.json`))) return id;
  // Where both are there, they are two.
  if (fs.list(folder).some((entry) => entry.name === `${capitals}.json`)) return id;
  try {
    const said = parseJsonText((await readRegularFile(join(folder, `${id}.json`), fs)).toString()) as { id?: unknown };
    return said.id === capitals ? capitals : id;
  } catch {
    // Whoever reads it next says what is wrong with it.
    return id;
  }
}

/** Null when there is no such file (any more). @throws GalleyError when the disk does not say */
export function stampOf(path: string, fs: DurableFs = realFs): string | null {
  let stats: FileStats | null;
  try {
    stats = fs.stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw diskError(error, path, "read");
  }
  return stats ? `${stats.size}-${stats.mtimeMs}-${stats.ctimeMs}` : null;
}

export interface ReadDocument {
  document: GalleyDocument;
  /** SHA-256 of the file's bytes. */
  hash: string;
  /** The file's text, as it is. */
  text: string;
  /** Set when a newer version of the program wrote the file: it may be looked at, never written. */
  newer: GalleyError | null;
}

/** @throws GalleyError not-found, document-damaged, document-newer (and not even readable), permission, disk-error */
export async function readDocumentFile(dir: string, id: string, fs: DurableFs = realFs): Promise<ReadDocument> {
  const path = documentPath(dir, id);
  return documentOfBytes(await readRegularFile(path, fs), id, basename(path));
}

/** A document's file that is in memory. @param name for messages. @throws GalleyError document-damaged, document-newer */
export function documentOfBytes(bytes: Uint8Array, id: string, name: string): ReadDocument {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const reason = "it is not UTF-8 text";
    throw new GalleyError("document-damaged", `${name}: ${reason}.`, { name, reason }, { cause });
  }
  const hash = sha256(bytes);
  try {
    const document = parseDocument(text, name);
    if (document.id === id) return { document, hash, text, newer: null };
    const reason = `it says that its id is ${document.id}`;
    throw new GalleyError("document-damaged", `${name} can't be used: ${reason}.`, { name, reason });
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code !== "document-newer") throw error;
    const document = readNewer(text, id);
    if (!document) throw error;
    return { document, hash, text, newer: error };
  }
}

/** A newer version's document as this version sees it, when it still has everything that this version needs. */
function readNewer(text: string, id: string): GalleyDocument | null {
  const json = parseJsonText(text);
  const seen = { ...(json as Record<string, unknown>), format: documentFormat, version: documentVersion };
  const checked = documentSchema.safeParse(seen);
  return checked.success && checked.data.id === id ? (seen as unknown as GalleyDocument) : null;
}
