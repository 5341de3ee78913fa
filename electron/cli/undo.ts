/** `undo DIR`: takes the last operation on many documents back. */
import { type Define, withCorpus } from "./command.ts";

export const defineUndo: Define = (program, run) => {
  program
    .command("undo")
    .description("take the last corpus-wide operation back; documents changed since are named and left as they are")
    .argument("<dir>", "corpus folder")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const onProgress = (done: number, total: number) => output.progress(done, total);
          const undone = await corpus.undoLast({ signal, onProgress });
          if (!undone) {
            output.message("There is nothing to undo.");
            return;
          }
          const { operation, changed, failures, stopped } = undone;
          const refused = new Set(failures.map(({ document }) => document));
          // One that is back, but not surely on the disk, is named once, with what went wrong.
          for (const document of changed)
            if (!refused.has(document)) output.line({ document, restored: true }, `${document}: as it was before`);
          for (const { document, error } of failures) {
            output.line({ document, restored: false, error: error.message }, null);
            output.failure(error.message, document);
          }
          if (stopped) output.failure(stopped);
          const what = `${whatWasDone[operation.kind]} ${operation.label}`.trimEnd();
          const rest = failures.length ? `; ${failures.length} were changed since and stay as they are` : "";
          output.message(`Undone: ${what} (${operation.at}). ${changed.length} documents are as before${rest}.`);
        });
      }, options),
    );
};

const whatWasDone = {
  fix: "carrying out fixes",
  replace: "replacing",
  suggest: "accepting suggestions",
  tag: "tagging",
  untag: "taking tags off",
  retype: "changing types",
  registry: "changing the registry:",
  tagset: "changing the tagset",
} as const;
