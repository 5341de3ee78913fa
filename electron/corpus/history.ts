/** The history of a document as people read it: when, who, and what changed from each state to the next, in figures. */
import type { History, HistoryEntry } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { compareDocuments } from "../../shared/versions/compare.ts";
import { readDocumentFile } from "./document-files.ts";
import { type CorpusParts, inCorpus } from "./parts.ts";

/** States are read one after the other, oldest first: long pages need no more memory than two of them. */
export async function historyOf(parts: CorpusParts, id: string): Promise<History> {
  const revisions: HistoryEntry[] = [];
  let before: GalleyDocument | null = null;
  for (const { number, keptAt } of parts.revisions.list(id).reverse()) {
    try {
      const { document } = await parts.revisions.read(id, number);
      revisions.push({ number, keptAt, ...whatIs(before, document), problem: null });
      before = document;
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
      revisions.push({ number, keptAt, updatedAt: "", updatedBy: "", counts: null, problem: error.toShape() });
    }
  }
  revisions.reverse();
  try {
    const { document } = await inCorpus(parts, () => readDocumentFile(parts.dir, id, parts.fs));
    return { present: { ...whatIs(before, document), problem: null }, revisions };
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
    // Nothing is known of this document at all.
    if (error.code === "not-found" && !revisions.length) throw error;
    return { present: { updatedAt: "", updatedBy: "", counts: null, problem: error.toShape() }, revisions };
  }
}

function whatIs(before: GalleyDocument | null, document: GalleyDocument) {
  const { updatedAt, updatedBy } = document;
  return { updatedAt, updatedBy, counts: before && compareDocuments(before, document).counts };
}
