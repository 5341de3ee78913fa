/**
 * Files of a choice that are parts of another one (a text of its annotations) go with it instead of by themselves.
 * Must not know: React, dialogs.
 */
import type { GalleyApi } from "../../../shared/api.ts";
import type { ImportItem } from "../../app/store.ts";
import { bytesOf } from "./file-bytes.ts";

/** As much as the host looks at to recognise a format. */
const HEAD_BYTES = 64 * 1024;

const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** The items in their order; those that belong to another are its `companions`. */
export async function groupItems(api: Pick<GalleyApi, "call">, items: readonly ImportItem[]): Promise<ImportItem[]> {
  const folders = new Map<string, Map<string, ImportItem>>();
  for (const item of items) {
    const folder = folders.get(folderOf(item.path)) ?? new Map<string, ImportItem>();
    folder.set(nameOf(item.path), item);
    folders.set(folderOf(item.path), folder);
  }
  const taken = new Set<ImportItem>();
  const owners = new Map<ImportItem, ImportItem[]>();
  for (const folder of folders.values()) {
    if (folder.size < 2) continue;
    for (const { name, format, companions } of await api.call("findCompanions", { names: [...folder.keys()] })) {
      const owner = folder.get(name);
      if (!owner) continue;
      const head = await headOf(owner);
      if (!head || (await api.call("recogniseImport", { name, head })) !== format) continue;
      const found = companions.map((each) => folder.get(each)).filter((each) => each !== undefined);
      owners.set(owner, found);
      for (const item of found) taken.add(item);
    }
  }
  return items
    .filter((item) => !taken.has(item))
    .map((item) => {
      const companions = owners.get(item);
      return companions ? { ...item, companions } : item;
    });
}

/** Null when it can't be read: that is reported when its turn comes. */
async function headOf({ file }: ImportItem): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch {
    return null;
  }
}

/** What the host needs of the files that go with one. */
export async function companionsOf({ companions = [] }: ImportItem) {
  return await Promise.all(
    companions.map(async ({ path, file }) => ({ name: nameOf(path), bytes: await bytesOf(file, path) })),
  );
}
