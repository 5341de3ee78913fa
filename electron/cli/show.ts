/** `show DIR ID [--layout]`: one document, or where its text stands on the image, as JSON. */
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { PageLayout } from "../../shared/model/page-layout.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { layoutOf } from "../formats/layout/recognised-files.ts";
import { pdfLayoutOf } from "../formats/pdf.ts";
import { type Define, resolveId, withCorpus } from "./command.ts";

/** @throws GalleyError usage for a document that was not recognised; what reading its files answers */
async function layoutFor(corpus: Corpus, document: GalleyDocument): Promise<PageLayout> {
  const bytes = await corpus.readOriginal(document);
  const source = await corpus.readSource(document);
  const layout =
    bytes &&
    (layoutOf(bytes, document.source, source.text) ?? (await pdfLayoutOf(bytes, document.source, source.text)));
  if (layout) return layout;
  const { name } = document.source;
  throw new GalleyError("usage", `${name} has no layout: it was not imported from hOCR, ALTO, PAGE XML or PDF.`, {
    name,
  });
}

export const defineShow: Define = (program, run) => {
  program
    .command("show")
    .description("one document (galley/document) as JSON")
    .argument("<dir>", "corpus folder")
    .argument("<id>", "document id, or its beginning")
    .option("--json", "the same; a document is always shown as JSON")
    .option(
      "--layout",
      "instead: regions, lines and words of its source with boxes and confidences (hOCR, ALTO, PAGE, PDF)",
    )
    .action((dir: string, id: string, options: { json?: boolean; layout?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const { document, newer, text } = await corpus.readDocument(await resolveId(corpus, id));
          if (options.layout) {
            output.text(`${JSON.stringify(await layoutFor(corpus, document), null, 2)}\n`);
            return;
          }
          // A newer version's file is shown as it is, not as this version understands it.
          output.text(newer ? text : serializeDocument(document));
          if (newer) output.message(newer.message);
        });
      }, options),
    );
};
