/** Reading one document of a corpus, by whoever knows its folder: the open corpus, and the threads beside it. */
import { GalleyError } from "../../shared/errors.ts";
import { type ReadDocument, readDocumentFile } from "./document-files.ts";
import { type CorpusPlace, inCorpus, isGone } from "./parts.ts";

/** @throws GalleyError not-found, corpus-gone, and as `readDocumentFile` */
export function readOne(corpus: CorpusPlace, id: string): Promise<ReadDocument> {
  return inCorpus(corpus, async () => {
    try {
      return await readDocumentFile(corpus.dir, id, corpus.fs);
    } catch (error) {
      if (error instanceof GalleyError && error.code === "not-found" && !isGone(corpus))
        throw new GalleyError("not-found", `There is no document ${id} in this corpus.`, { id }, { cause: error });
      throw error;
    }
  });
}
