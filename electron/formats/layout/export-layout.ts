/** What the exports of ALTO and PAGE share: the document's page in the file that it came from, and its corrections. */
import { notice } from "../../../shared/exchange-notices.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { exportEach } from "../export-each.ts";
import { makeFileNamer } from "../file-names.ts";
import type { Exporter } from "../format.ts";
import { declaredAsUtf8 } from "../support/splice.ts";
import { type CorrectedSource, correctedSource } from "./corrected-source.ts";
import { type NewPage, pageOfDocument, pageWithPlaces } from "./new-page.ts";
import type { PlacedPage } from "./recognised.ts";
import { OriginalPages } from "./recognised-files.ts";

export interface LayoutWriter {
  /** Format id of files that it can write into. */
  format: string;
  rewrite(text: string, placed: PlacedPage, corrected: CorrectedSource, document: GalleyDocument): string;
  write(page: NewPage, document: GalleyDocument): string;
}

export function layoutExporter({ format, rewrite, write }: LayoutWriter): Exporter {
  return {
    writes: "folder",
    extension: "xml",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("xml");
      const originals = new OriginalPages(true);
      await exportEach(documents, sink, context, async (document) => {
        const name = `${fileName(document.source.name)}.xml`;
        const bytes = await context.original(document);
        const source = bytes && (await context.source(document));
        const page = source && originals.find(bytes, document.source, source.text);
        if (!page) return [[name, write(pageOfDocument(document), document)]];
        const corrected = correctedSource(document, source);
        if (corrected.added.length) {
          const ids = corrected.added.map(({ id }) => id).join(", ");
          context.notice(document, notice("layout-no-place", { n: corrected.added.length, list: ids }));
        }
        if (page.format !== format) return [[name, write(pageWithPlaces(page.placed, corrected), document)]];
        return [[name, declaredAsUtf8(rewrite(page.text, page.placed, corrected, document))]];
      });
    },
  };
}
