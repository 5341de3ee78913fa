/** What is in a folder of the corpus. */
import { diskError, isMissing } from "../disk-errors.ts";
import type { DurableFs, FolderEntry } from "./disk.ts";

/** By name; nothing where there is no folder. @throws GalleyError when there is one that can't be listed */
export function entriesOf(folder: string, fs: DurableFs): FolderEntry[] {
  try {
    return fs.list(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isMissing(error)) return [];
    throw diskError(error, folder, "list");
  }
}
