/** The pages of a file by its format: read here, or in a thread where that would hold up everything else. */
import { importLimit } from "../../../shared/api.ts";
import type { Format, ImportedPage, Importer, ImportFile, ReadOptions, UnreadRecord } from "../format.ts";
import { readApart } from "./read-apart.ts";

/** From this size on a file that is read whole takes longer than anybody should wait for. In bytes. */
const APART = 1024 * 1024;

/** @throws GalleyError what the format finds wrong; too-heavy */
export function pagesOfFile(
  format: Format & { importer: Importer },
  file: ImportFile,
  options: ReadOptions,
): AsyncIterable<ImportedPage | UnreadRecord> {
  const { importer, id } = format;
  // What is too large to be read whole is refused at once.
  const isLarge = file.size >= APART && file.size <= importLimit && !importer.inParts;
  const apart = importer.apart === true || isLarge;
  return apart ? readApart(id, file, options) : importer.read(file, options);
}
