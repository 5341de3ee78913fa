/**
 * Saving one document: checked, compared with the file it started from, written durably. A save that lost the race or
 * breaks the model's rules changes nothing.
 */
import { basename, dirname, join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { checkDocument } from "../../shared/model/parse.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import { documentBytes } from "./document-bytes.ts";
import { holdingOld, makeFolder, type PreparedFile, prepareFile } from "./durable-file.ts";
import type { KnownBlocks } from "./known-blocks.ts";
import { documentPath, documentsName } from "./layout.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "./parts.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";
import { settleRemembered, withSoundLinks } from "./remembered.ts";
import type { StandingFile } from "./standing-files.ts";

export interface SavedDocument {
  /** SHA-256 of the new file. */
  hash: string;
  revision: number;
  updatedAt: string;
}

export interface SaveOptions {
  /** Told the new file's hash before it takes the old one's place. */
  placing?(hash: string): Promise<void>;
  /** Of blocks that were saved before; those of this document become known, so it must stay as it is from now on. */
  known?: KnownBlocks;
}

/**
 * @param baseHash hash of the file that the edit started from
 * @throws GalleyError conflict, invalid-document (with its place), document-newer, document-damaged, not-found,
 * corpus-gone, read-only, disk-full, permission, disk-error; the file on disk is then what it was, unless only the
 * last step (making the replacement durable) failed
 */
export function saveDocument(
  parts: CorpusParts,
  document: GalleyDocument,
  baseHash: string,
  options: SaveOptions = {},
): Promise<SavedDocument> {
  // What is remembered from now on is of a later state than this one.
  const fresh = [...parts.fresh];
  return parts.queue.run(document.id, () => inCorpus(parts, () => save(parts, document, baseHash, options, fresh)));
}

async function save(
  parts: CorpusParts,
  document: GalleyDocument,
  baseHash: string,
  options: SaveOptions,
  fresh: readonly string[],
): Promise<SavedDocument> {
  refuseUnfit(parts, document, options.known);
  const current =
    parts.standing.known(document.id, baseHash) ?? (await parts.standing.read(parts.dir, document.id, parts.fs));
  const asked = await checkSave(parts, document, baseHash, current, options.known);
  const next = await withSoundLinks(parts, current.links, asked);
  const hash = await replaceDocument(parts, next, current.hash, baseHash, options);
  await settleRemembered(parts, current.links, next, fresh);
  return { hash, revision: next.revision, updatedAt: next.updatedAt };
}

/** What is checked before anything is read for a save. @throws GalleyError read-only, corpus-gone, invalid-document */
export function refuseUnfit(parts: CorpusParts, document: GalleyDocument, known?: KnownBlocks): void {
  refuseUnwritable(parts);
  checkShape(known ? withoutKnown(document, known) : document);
}

/**
 * All else that is checked before a save writes.
 * @param current the file that it takes the place of, as it was read last: whether it still is that is seen when it is
 * replaced
 * @returns the document as the save writes it
 * @throws GalleyError as `saveDocument`; nothing has been written
 */
export async function checkSave(
  parts: CorpusParts,
  document: GalleyDocument,
  baseHash: string,
  current: StandingFile,
  known?: KnownBlocks,
): Promise<GalleyDocument> {
  if (current.hash !== baseHash && !isOwnUnsettled(parts, document.id, baseHash, current.hash))
    throw conflict(document);
  if (current.newer) throw current.newer;
  refuseOtherSource(document, current.source);
  const source = await parts.sources.readOrNull(document.source);
  refuseBrokenRules(document, source, known);
  if (source) known?.add(blocksOf(document));
  return {
    ...document,
    revision: current.revision + 1,
    updatedAt: parts.now().toISOString(),
    updatedBy: parts.user,
  };
}

/**
 * Writes a document over the file with the given hash, as it is. Answers with the new file's hash.
 * @param baseHash hash that a caller would try again with, should the last step fail
 * @throws GalleyError conflict and the disk's
 */
export async function replaceDocument(
  parts: CorpusParts,
  document: GalleyDocument,
  currentHash: string,
  baseHash = currentHash,
  { placing, known }: SaveOptions = {},
): Promise<string> {
  const bytes = documentBytes(document, known);
  const hash = sha256(bytes);
  await placing?.(hash);
  await holdingOld([documentPath(parts.dir, document.id)], parts.fs, async () => {
    const prepared = await placeDocument(parts, document, { bytes, hash }, currentHash);
    parts.standing.note(document, hash);
    parts.index.note(document, hash);
    // Nobody waits for its history but who asks, and the end.
    void parts.queue.run(document.id, () => parts.revisions.settle(document.id));
    await settle(parts, prepared, document.id, { base: baseHash, hash });
  });
  return hash;
}

/**
 * Puts a document's bytes (of which the hash is known) over the file with the given hash. What is left to do: `settle`,
 * and the row of the index.
 * @throws GalleyError conflict and the disk's; the file is then what it was
 */
export async function placeDocument(
  parts: CorpusParts,
  document: GalleyDocument,
  { bytes, hash }: { bytes: Uint8Array; hash: string },
  currentHash: string,
): Promise<PreparedFile> {
  const path = documentPath(parts.dir, document.id);
  const prepared = await prepareFile(path, bytes, parts.fs);
  await replaceIfUnchanged(parts, prepared, path, currentHash, document, hash);
  return prepared;
}

async function settle(
  parts: CorpusParts,
  prepared: PreparedFile,
  id: string,
  unsettled: { base: string; hash: string },
): Promise<void> {
  parts.unsettled.set(id, unsettled);
  await prepared.settle();
  parts.unsettled.delete(id);
}

/** The file on disk is our own save that could not be confirmed: trying again from the same base is no conflict. */
function isOwnUnsettled(parts: CorpusParts, id: string, baseHash: string, hash: string): boolean {
  const unsettled = parts.unsettled.get(id);
  return unsettled?.base === baseHash && unsettled.hash === hash;
}

/** Writes a document that is not in the corpus yet. @returns with its hash @throws GalleyError as a save does */
export async function writeNewDocument(
  parts: CorpusParts,
  document: GalleyDocument,
): Promise<{ prepared: PreparedFile; hash: string }> {
  const bytes = documentBytes(document);
  const path = documentPath(parts.dir, document.id);
  await makeFolder(join(parts.dir, documentsName), parts.fs);
  await makeFolder(dirname(path), parts.fs);
  return { prepared: await prepareFile(path, bytes, parts.fs), hash: sha256(bytes) };
}

/** Puts a written document into the index. The index is a cache: no failure of it may fail a save. */
export function indexRow(parts: CorpusParts, document: GalleyDocument, hash: string): Promise<void> {
  return indexRows(parts, [{ document, hash }]);
}

/** The same for several, in one transaction. */
export async function indexRows(
  parts: CorpusParts,
  written: readonly { document: GalleyDocument; hash: string }[],
): Promise<void> {
  try {
    await parts.index.put(written);
  } catch {
    // The row keeps its old stamp, so the next comparison with the files reads the document again.
  }
}

/** @throws GalleyError invalid-document, with the first broken rule and its place */
export function refuseBrokenRules(document: GalleyDocument, source: CodePointText | null, known?: KnownBlocks): void {
  const problem = verifyDocument(document, source, (block) => known?.has(block) ?? false)[0];
  if (problem) throw invalid(document, problem.place, problem.message);
}

/** @param hash of the prepared file */
async function replaceIfUnchanged(
  parts: CorpusParts,
  prepared: PreparedFile,
  path: string,
  baseHash: string,
  document: GalleyDocument,
  hash: string,
): Promise<void> {
  await parts.lock.hold(async () => {
    let bytes: Buffer;
    try {
      bytes = await readRegularFile(path, parts.fs);
    } catch (error) {
      await prepared.discard();
      throw error;
    }
    if (sha256(bytes) !== baseHash) {
      await prepared.discard();
      throw conflict(document);
    }
    await parts.revisions.keepReplaced(document.id, { path, bytes, hash: baseHash }, hash);
    await prepared.replace();
  });
}

/** What of a document is to be looked at; an article stays one, and keeps a block. */
function withoutKnown(document: GalleyDocument, known: KnownBlocks): GalleyDocument {
  const articles = document.articles.map((article) => {
    const blocks = article.blocks.filter((block) => !known.has(block));
    return { ...article, blocks: blocks.length ? blocks : article.blocks.slice(0, 1) };
  });
  return { ...document, articles };
}

function checkShape(document: GalleyDocument): void {
  try {
    checkDocument(document, basename(`${document.id}.json`));
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code !== "document-damaged") throw error;
    throw invalid(document, String(error.details.reason), String(error.details.reason));
  }
}

function refuseOtherSource(document: GalleyDocument, source: StandingFile["source"]): void {
  const { sha256: checksum, encoding } = document.source;
  if (checksum !== source.sha256 || encoding !== source.encoding || document.source.length !== source.length)
    throw invalid(document, "source", "the source of a document can't be changed");
}

function invalid(document: GalleyDocument, place: string, reason: string): GalleyError {
  return new GalleyError("invalid-document", `${document.id} was not saved: at ${place}: ${reason}.`, {
    document: document.id,
    place,
    reason,
  });
}

function conflict(document: GalleyDocument): GalleyError {
  const name = document.source.name;
  return new GalleyError(
    "conflict",
    `${document.id} (${name}) was changed on disk since it was opened; this version was not saved over it.`,
    { document: document.id, name },
  );
}
