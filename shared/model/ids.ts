/**
 * Ids inside a document, and of the registry's entries. An import numbers its articles and blocks (a1, b1, b2 …), so that the same page gives the
 * same file; what is made later gets a random id, so that two people's work on one page can be merged.
 */
import { customAlphabet } from "nanoid";

// No look-alikes (0/o, 1/l): ids are read aloud and compared by eye in diffs.
const random = customAlphabet("23456789abcdefghjkmnpqrstuvwxyz", 8);

export type IdKind = "a" | "b" | "e" | "r";

/** A new id for an article, a block, an entity or a relation; 8 random characters, so a clash inside one document is no concern. */
export function newId(kind: IdKind): string {
  return `${kind}${random()}`;
}

/** A new id for an entry of the registry: longer, since a registry may hold a hundred thousand. */
export function newEntryId(): string {
  return `n${random(12)}`;
}
