/** `show DIR ID`: one document, as JSON. */
import { serializeDocument } from "../../shared/model/serialize.ts";
import { type Define, resolveId, withCorpus } from "./command.ts";

export const defineShow: Define = (program, run) => {
  program
    .command("show")
    .description("one document (galley/document) as JSON")
    .argument("<dir>", "corpus folder")
    .argument("<id>", "document id, or its beginning")
    .option("--json", "the same; a document is always shown as JSON")
    .action((dir: string, id: string, options: { json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const { document, newer, text } = await corpus.readDocument(await resolveId(corpus, id));
          // A newer version's file is shown as it is, not as this version understands it.
          output.text(newer ? text : serializeDocument(document));
          if (newer) output.message(newer.message);
        });
      }, options),
    );
};
