/**
 * Files of a choice that are parts of another one (a text of its annotations) go with it instead of by themselves.
 * Must not know: React, dialogs.
 */
import { type GalleyApi, importLimit } from "../../../shared/api.ts";
import { listPointer, mostLists, pathFrom } from "../../../shared/entities/list-pointer.ts";
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

/** What the host needs of the files that go with one. @param chosen all files of the import, by their paths */
export async function companionsOf(item: ImportItem, chosen: ReadonlyMap<string, ImportItem> = new Map()) {
  const own = (item.companions ?? []).map((each) => ({ name: nameOf(each.path), item: each }));
  return await Promise.all(
    [...own, ...(await listsOf(item, chosen))].map(async ({ name, item: { path, file } }) => {
      return { name, bytes: await bytesOf(file, path) };
    }),
  );
}

/** Files of persons or places that a file's names point into, by their paths from it. */
async function listsOf({ path, file }: ImportItem, chosen: ReadonlyMap<string, ImportItem>) {
  const found = new Map<string, ImportItem>();
  if (!/\.(xml|tei)$/i.test(path) || file.size > importLimit || chosen.size < 2) return [];
  let room = importLimit - file.size;
  const text = new TextDecoder().decode(await bytesOf(file, path));
  for (const [pointer] of text.matchAll(/[^\s"'#<>]+\.(?:xml|tei)#[^\s"'<>]+/gi)) {
    const place = listPointer(pointer);
    const list = place && chosen.get(pathFrom(path, place.path) ?? "");
    if (!list || list.path === path || found.has(place.path) || found.size === mostLists) continue;
    // All goes in one message.
    if (list.file.size > room) continue;
    room -= list.file.size;
    found.set(place.path, list);
  }
  return Array.from(found, ([name, item]) => ({ name, item }));
}
