/**
 * Pointers into lists of persons, places and bodies that lie in a file of their own, as TEI has them: "persons.xml#p1". A
 * file only ever leads to those beside it; where they are looked for is the reader's business. Pure.
 */

/** Files that one file's pointers are followed into; those into further ones lead nowhere. */
export const mostLists = 32;

export interface ListPointer {
  /** Of the file, from the one that the pointer stands in, as disks have it. */
  path: string;
  /** Of the entry in that file. */
  id: string;
}

/** Null for what names no file beside this one: an id of the file itself, an address, a path from the root. */
export function listPointer(pointer: string): ListPointer | null {
  const [, written, id] = /^([^#]+)#([^#]+)$/.exec(pointer) ?? [];
  const path = written && plainPath(written);
  if (!path || !id || !/\.(xml|tei)$/i.test(path) || /^([a-z][a-z\d+.-]*:|[/\\])/i.test(path)) return null;
  return /\p{Cc}/u.test(path) ? null : { path, id };
}

function plainPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where a path leads from a file: "a/b.xml" and "../c.xml" give "c.xml". Null where it leads out of the folders that are there. */
export function pathFrom(file: string, relative: string): string | null {
  const parts = file.split(/[\\/]/).slice(0, -1);
  for (const part of relative.split(/[\\/]/)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}
