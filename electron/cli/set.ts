/** `set DIR ID… --status S`: the status of documents. */
import { GalleyError } from "../../shared/errors.ts";
import type { Status } from "../../shared/model/document.ts";
import { type Define, resolveIds, statusOption, withCorpus } from "./command.ts";

export const defineSet: Define = (program, run) => {
  program
    .command("set")
    .description("set the status of documents")
    .argument("<dir>", "corpus folder")
    .argument("<id...>", "document ids, or their beginnings")
    .addOption(statusOption("the new status").makeOptionMandatory())
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, given: string[], options: { status: Status; json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          for (const id of await resolveIds(corpus, given, output)) {
            if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
            try {
              await corpus.setStatus(id, options.status);
              output.line({ document: id, status: options.status }, `${id}: ${options.status}`);
            } catch (error) {
              if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
              output.failure(error);
            }
          }
        });
      }, options),
    );
};
