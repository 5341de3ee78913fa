/** How far a file was read: what its reader asks for goes through here and is counted. Must not know: particular formats. */
import type { ImportedPage, ImportFile, UnreadRecord } from "../../formats/format.ts";
import type { ImportFormat } from "../../formats/run-import.ts";

/** The most that is handed on at once, in bytes: what is in memory already is one part, which would be read at its first page. */
const PART = 64 * 1024;

interface Followed {
  /** The file to read. */
  read: ImportFile;
  /** When a page comes; null where it says nothing. */
  progressAt(page: ImportedPage | UnreadRecord): { done: number; total: number } | null;
}

/** Files that are read in parts by their bytes, others by what their pages say. */
export function followed(file: ImportFile, { importer }: Pick<ImportFormat, "importer">): Followed {
  if (!importer.inParts) return { read: file, progressAt: (page) => ("error" in page ? null : (page.reached ?? null)) };
  let done = 0;
  const read: ImportFile = {
    ...file,
    async *stream() {
      // From its beginning again, when it is asked for again.
      done = 0;
      for await (const bytes of file.stream())
        for (let start = 0; start < bytes.length; start += PART) {
          const part = bytes.subarray(start, start + PART);
          done += part.length;
          yield part;
        }
    },
  };
  return { read, progressAt: () => ({ done, total: file.size }) };
}
