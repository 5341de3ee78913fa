/**
 * What was dropped on the window, as a flat list of files: folders are walked, hidden and system files left out.
 * Must not know: what becomes of the files.
 */
import { isJunk } from "../../app/pick-files.ts";
import type { ImportItem } from "../../app/store.ts";

/** The part of DataTransferItem that is read; it must be read before the drop event ends. */
export interface DroppedItem {
  kind: string;
  webkitGetAsEntry(): FileSystemEntry | null;
  getAsFile(): File | null;
}

/** Files and folders of a drop; a file that is in no file system (dragged out of a program) comes as itself. */
export function entriesOf(items: Iterable<DroppedItem>): (FileSystemEntry | File)[] {
  return Array.from(items)
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
    .filter((entry) => entry !== null);
}

/**
 * All files in these entries, folder by folder in the order of their names.
 * @param onFound told the number of files so far
 */
export async function walkEntries(
  entries: readonly (FileSystemEntry | File)[],
  onFound: (count: number) => void = () => {},
): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  const visit = async (entry: FileSystemEntry) => {
    const path = entry.fullPath.replace(/^\//, "") || entry.name;
    if (isJunk(path)) return;
    if (entry.isFile) {
      items.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
      onFound(items.length);
    } else if (entry.isDirectory) {
      const children = await childrenOf(entry as FileSystemDirectoryEntry);
      children.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
      for (const child of children) await visit(child);
    }
  };
  for (const entry of entries) {
    if (!(entry instanceof File)) await visit(entry);
    else if (!isJunk(entry.name)) items.push({ path: entry.name, file: entry });
  }
  return items;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives at most 100 at a time, and nothing when it is through.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!batch.length) return children;
    children.push(...batch);
  }
}
