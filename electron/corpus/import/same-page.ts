/** Whether a page is in the corpus already: a document of the same source, read the same way. */
import { GalleyError } from "../../../shared/errors.ts";
import { readDocumentFile } from "../document-files.ts";
import type { CorpusParts } from "../parts.ts";

/**
 * @param checksum of its source
 * @param fingerprint of all that was read of it; null where its source is the file itself
 * @returns id of a document that was made from the same page, or null
 */
export async function findSame(
  parts: CorpusParts,
  checksum: string,
  fingerprint: string | null,
): Promise<string | null> {
  for (const id of await parts.index.use((index) => index.idsOfSource(checksum))) {
    try {
      const { document } = await readDocumentFile(parts.dir, id, parts.fs);
      if ((document.source.original?.page ?? null) === fingerprint) return id;
    } catch (error) {
      // One that can't be read is no reason to import its page again: it may be mended.
      if (!(error instanceof GalleyError)) throw error;
      if (error.code !== "not-found") return id;
    }
  }
  return null;
}
