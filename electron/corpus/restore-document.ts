/**
 * Bringing an earlier state of a document back: an ordinary save of what it said, with what it says now kept as a
 * revision first, so that restoring can be undone by restoring. A damaged file is set aside and never overwritten; a
 * document whose file is gone is written anew, because somebody asked for it.
 */
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { asDiskError } from "../disk-errors.ts";
import { damagedName } from "./damaged.ts";
import { type ReadDocument, readDocumentFile } from "./document-files.ts";
import { documentPath } from "./layout.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "./parts.ts";
import { makeNamed } from "./remembered.ts";
import { indexRow, refuseBrokenRules, saveDocument, writeNewDocument } from "./save-document.ts";

export interface Restored {
  /** SHA-256 of the new file. */
  hash: string;
  /** The revision that holds what was restored over; null when there was nothing that could be read. */
  kept: number | null;
}

/** @throws GalleyError not-found (no such revision), document-damaged, document-newer, and as a save does */
export async function restoreRevision(parts: CorpusParts, id: string, number: number): Promise<Restored> {
  refuseUnwritable(parts);
  const { document, newer } = await parts.revisions.read(id, number);
  if (newer) throw newer;
  return await restoreContent(parts, document);
}

/** Makes a document what it is here, whatever its file says now. @throws GalleyError as `restoreRevision` */
export async function restoreContent(parts: CorpusParts, document: GalleyDocument): Promise<Restored> {
  const { id } = document;
  let current: ReadDocument;
  try {
    current = await inCorpus(parts, () => readDocumentFile(parts.dir, id, parts.fs));
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
    if (error.code !== "document-damaged" && error.code !== "not-found") throw error;
    return { hash: await writeAnew(parts, document, error.code === "document-damaged"), kept: null };
  }
  const kept = await parts.revisions.keepCopy(id, Buffer.from(current.text));
  const { hash } = await saveDocument(parts, { ...document, source: current.document.source }, current.hash);
  return { hash, kept };
}

/**
 * Writes a document that has no readable file (any more). @throws GalleyError as a save does
 * @param isDamaged there is a file, and it is to be set aside
 */
function writeAnew(parts: CorpusParts, document: GalleyDocument, isDamaged: boolean): Promise<string> {
  return parts.queue.run(document.id, () =>
    inCorpus(parts, async () => {
      refuseUnwritable(parts);
      refuseBrokenRules(document, await parts.sources.readOrNull(document.source));
      const next = {
        ...document,
        revision: document.revision + 1,
        updatedAt: parts.now().toISOString(),
        updatedBy: parts.user,
      };
      await makeNamed(parts, [next]);
      const { prepared, hash } = await writeNewDocument(parts, next);
      await parts.lock.hold(async () => {
        const path = documentPath(parts.dir, document.id);
        if (isDamaged)
          await parts.fs.rename(path, damagedName(path, parts.now(), parts.fs)).catch((error) => {
            throw asDiskError(error, path, "set aside");
          });
        await prepared.replace();
      });
      await indexRow(parts, next, hash);
      await prepared.settle();
      return hash;
    }),
  );
}

/** Writes the document again whose file was deleted elsewhere. @throws GalleyError conflict when there is one now */
export async function recreateDocument(parts: CorpusParts, document: GalleyDocument): Promise<string> {
  refuseUnwritable(parts);
  const isThere = await readDocumentFile(parts.dir, document.id, parts.fs).then(
    () => true,
    (error) => !(error instanceof GalleyError && error.code === "not-found"),
  );
  if (isThere)
    throw new GalleyError("conflict", `${document.id} is there again; it was not written over.`, {
      document: document.id,
      name: document.source.name,
    });
  return await writeAnew(parts, document, false);
}
