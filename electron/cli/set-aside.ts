/** `set-aside DIR [--restore FILE]`: what was set aside and is still there, and bringing one of it back. */
import { relative, resolve } from "node:path";
import { type Define, withCorpus } from "./command.ts";

const reasons = {
  unfinished: "a save that did not end",
  damaged: "damaged",
  repaired: "as it was before a repair",
  unused: "a source without a document",
};

export const defineSetAside: Define = (program, run) => {
  program
    .command("set-aside")
    .description(
      "what was set aside and is still there: saves that did not end, damaged files, copies from before a repair",
    )
    .argument("<dir>", "corpus folder")
    .option("--restore <file>", "bring one back, by its path inside the corpus as it is listed")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { restore?: string; json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          if (options.restore !== undefined) {
            const { document, kept } = await corpus.restoreSetAside(resolve(corpus.dir, options.restore));
            const before = kept === null ? "" : ` What it said before is revision ${kept}.`;
            output.line({ restored: options.restore, document, kept }, `Brought back: ${options.restore}.${before}`);
            return;
          }
          const { total, items } = await corpus.listSetAside();
          const listed = items.map(({ path, ...item }) => ({ file: relative(corpus.dir, path), ...item }));
          output.lines(listed);
          if (!output.json)
            output.table(
              ["set aside", "why", "of", "can be restored", "file"],
              listed.map(({ at, why, name, place, restorable, file }) => [
                at,
                reasons[why],
                name || place,
                restorable ? "yes" : "no",
                file,
              ]),
            );
          const more = total > items.length ? `, of which the newest ${items.length} are listed` : "";
          output.message(
            total ? `${total} files are set aside${more}. Nothing of it is ever deleted.` : "Nothing is set aside.",
          );
        });
      }, options),
    );
};
