/** Ids for what edits make: numbered on from what the document has, so that the same fix gives the same file. */
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import type { IdKind } from "../model/ids.ts";

/** What edits make: relations are made by people only. */
type MadeKind = Exclude<IdKind, "r">;
export type IdSource = (kind: MadeKind) => string;

export function numberedIds(document: GalleyDocument): IdSource {
  const blocks = blocksOf(document);
  const used: Record<MadeKind, string[]> = {
    a: document.articles.map(({ id }) => id),
    b: blocks.map(({ id }) => id),
    e: blocks.flatMap(({ entities }) => entities.map(({ id }) => id)),
  };
  const last: Partial<Record<MadeKind, number>> = {};
  return (kind) => {
    last[kind] ??= highest(used[kind], kind);
    last[kind] += 1;
    return `${kind}${last[kind]}`;
  };
}

function highest(ids: readonly string[], kind: MadeKind): number {
  let result = 0;
  for (const id of ids) {
    const number = id.startsWith(kind) && /^\d{1,9}$/.test(id.slice(1)) ? Number(id.slice(1)) : 0;
    if (number > result) result = number;
  }
  return result;
}
