/** An export as a job: what it wrote, by handle. */
import type { Corpus } from "../corpus/corpus.ts";
import { type CorpusExport, exportFromCorpus } from "../corpus/export-documents.ts";
import { diskError } from "../disk-errors.ts";
import { locationOf } from "./folders.ts";
import type { Handles } from "./handles.ts";
import type { Job, JobResult } from "./jobs.ts";

/** @param path file or folder to make */
export async function runExport(
  { signal, onProgress }: Job,
  corpus: Corpus,
  handles: Handles,
  what: Pick<CorpusExport, "format" | "ids" | "path" | "options">,
): Promise<JobResult> {
  const { path } = what;
  try {
    const { documents, failures } = await exportFromCorpus(corpus, { ...what, signal, onProgress });
    return { output: { handle: handles.of(path), location: locationOf(path), documents }, failures };
  } catch (error) {
    throw diskError(error, path, "export to");
  }
}
