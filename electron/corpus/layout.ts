/**
 * Where things are in a corpus folder: the one place that knows names and joins paths.
 *
 *     galley.json  entities.json  documents/<2>/<id>.json  sources/<sha256>.<ext>  .galley/ (private, derived)
 *
 * `<2>` is the *last* two characters of the document's id. An id is a ULID: its first characters are the clock, so all
 * documents of a decade would share one folder; its last are random (for some pages that come together the same), so
 * documents spread evenly over 1,024 folders.
 */
import { join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";

export const settingsName = "galley.json";
export const registryName = "entities.json";
export const documentsName = "documents";
export const sourcesName = "sources";
export const privateName = ".galley";

const DOCUMENT_ID = /^[0-9A-Za-z_-]{4,64}$/;
const SOURCE_NAME = /^([0-9a-f]{64})\.[0-9a-z]{1,16}$/;
/** What `durable-file.ts` calls its temporary files; the number is the process that made it. */
const TEMPORARY_NAME = /^\.(.+)\.(\d+)\.[0-9a-f]{12}\.tmp$/;

export function isDocumentId(id: string): boolean {
  return DOCUMENT_ID.test(id);
}

/** Folder of a document inside documents/. */
export function documentFolder(id: string): string {
  return id.slice(-2);
}

/** @throws GalleyError usage, for an id that could lead out of the folder */
export function documentPath(dir: string, id: string): string {
  if (!isDocumentId(id)) throw new GalleyError("usage", `“${id}” is not a document's id.`, { id });
  return join(dir, documentsName, documentFolder(id), `${id}.json`);
}

/** The document's id by its file name, or null for any other file. */
export function idOfFileName(name: string): string | null {
  if (!name.endsWith(".json")) return null;
  const id = name.slice(0, -".json".length);
  return isDocumentId(id) ? id : null;
}

/** @param extension without the dot; anything but a short plain one becomes "bin" */
export function sourceFileName(sha256: string, extension: string): string {
  const plain = extension.toLowerCase();
  return `${sha256}.${/^[0-9a-z]{1,16}$/.test(plain) ? plain : "bin"}`;
}

/** The checksum that a file in sources/ is named by, or null for any other file. */
export function sha256OfFileName(name: string): string | null {
  return SOURCE_NAME.exec(name)?.[1] ?? null;
}

export function temporaryName(name: string, processId: number, random: string): string {
  return `.${name}.${processId}.${random}.tmp`;
}

/** The process that made a temporary file, or null when it is none of ours. */
export function processOfTemporary(name: string): number | null {
  const match = TEMPORARY_NAME.exec(name);
  return match ? Number(match[2]) : null;
}

/** The name that a temporary file was to be saved under, or null when it is none of ours. */
export function savedNameOf(name: string): string | null {
  return TEMPORARY_NAME.exec(name)?.[1] ?? null;
}
