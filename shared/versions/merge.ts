/**
 * Two versions of one document, made one: block by block, against the version that both came from where that is known.
 * What only one side changed is taken from that side; where both did, somebody chooses. Pure.
 */
import { type Article, type Block, blocksOf, type GalleyDocument } from "../model/document.ts";
import { newId } from "../model/ids.ts";

export type Side = "mine" | "theirs";

/** A block that is not the same in the two versions; a side that has it not has null. */
export interface MergeBlock {
  id: string;
  base: Block | null;
  mine: Block | null;
  theirs: Block | null;
  /** Whose it is by itself; null where both changed it (or nobody can tell). */
  suggested: Side | null;
}

/** Takes a side for each block that differs, by id. */
export type Choices = ReadonlyMap<string, Side>;

/** Blocks that differ, in mine's reading order, with theirs where they stand. */
export function differingBlocks(
  base: GalleyDocument | null,
  mine: GalleyDocument,
  theirs: GalleyDocument,
): MergeBlock[] {
  const [old, own, other] = [base && byId(base), byId(mine), byId(theirs)];
  return mergedOrder(blocksOf(mine), blocksOf(theirs)).flatMap((id): MergeBlock[] => {
    const block = { id, base: old?.get(id) ?? null, mine: own.get(id) ?? null, theirs: other.get(id) ?? null };
    if (says(block.mine) === says(block.theirs)) return [];
    return [{ ...block, suggested: base ? suggestedSide(block) : loneSide(block) }];
  });
}

function suggestedSide({ base, mine, theirs }: Omit<MergeBlock, "suggested">): Side | null {
  if (says(base) === says(mine)) return "theirs";
  return says(base) === says(theirs) ? "mine" : null;
}

/** Without a base, what only one side has is kept: it may be new, and nothing may be lost. */
function loneSide({ mine, theirs }: Omit<MergeBlock, "suggested">): Side | null {
  if (mine && theirs) return null;
  return mine ? "mine" : "theirs";
}

/**
 * The document with a side taken for each block that differs. All else (order, articles, status, data of the page) is
 * taken from the side that changed it, and mine where both did; dismissed findings of both are kept.
 */
export function mergeDocuments(
  base: GalleyDocument | null,
  mine: GalleyDocument,
  theirs: GalleyDocument,
  choices: Choices,
): GalleyDocument {
  const differing = new Map(differingBlocks(base, mine, theirs).map((block) => [block.id, block]));
  const sideOf = (id: string): Side => choices.get(id) ?? differing.get(id)?.suggested ?? "mine";
  const taken = (id: string, own: Block | null): Block | null => {
    const block = differing.get(id);
    return block ? block[sideOf(id)] : own;
  };
  const isTheirs = base !== null && structureOf(base) === structureOf(mine);
  const [frame, other] = isTheirs ? [theirs, mine] : [mine, theirs];
  const articles = place(frame, other, taken);
  const { articles: _, ...rest } = mergedKeys(base, mine, theirs);
  return uniqueEntities({ ...rest, articles } as GalleyDocument);
}

/** The frame's articles with the blocks taken; those that only the other version has go behind what they stood behind. */
function place(
  frame: GalleyDocument,
  other: GalleyDocument,
  taken: (id: string, own: Block | null) => Block | null,
): Article[] {
  const inFrame = new Set(blocksOf(frame).map(({ id }) => id));
  const rows = frame.articles.map((article) => ({ article, blocks: [...article.blocks] }));
  const where = (id: string) => {
    for (const { blocks } of rows) {
      const at = blocks.findIndex((block) => block.id === id);
      if (at >= 0) return { blocks, at: at + 1 };
    }
    return null;
  };
  for (const article of other.articles) {
    let before: string | null = null;
    for (const block of article.blocks) {
      if (!inFrame.has(block.id) && taken(block.id, block)) {
        const spot = before === null ? null : where(before);
        const same = rows.find((row) => row.article.id === article.id);
        if (spot) spot.blocks.splice(spot.at, 0, block);
        else if (same) same.blocks.unshift(block);
        else rows.push({ article: { ...article, blocks: [] }, blocks: [block] });
      }
      before = block.id;
    }
  }
  return rows.flatMap(({ article, blocks }) => {
    const kept = blocks.flatMap((block) => taken(block.id, block) ?? []);
    return kept.length ? [{ ...article, blocks: kept }] : [];
  });
}

/** All keys but the articles, each from the side that changed it. */
function mergedKeys(
  base: GalleyDocument | null,
  mine: GalleyDocument,
  theirs: GalleyDocument,
): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [own, other, old] = [mine, theirs, base].map((version) => (version as Record<string, unknown> | null)?.[key]);
    const isTheirs = base !== null && JSON.stringify(own) === JSON.stringify(old);
    const value = isTheirs ? other : own;
    if (value !== undefined) merged[key] = value;
  }
  const dismissed = new Map([...theirs.dismissed, ...mine.dismissed].map((one) => [JSON.stringify(one), one]));
  return { ...merged, dismissed: [...dismissed.values()] };
}

/** Two blocks may bring the same entity's id, when it moved from one to the other on one side only. */
function uniqueEntities(document: GalleyDocument): GalleyDocument {
  const seen = new Set(document.articles.flatMap(({ id, blocks }) => [id, ...blocks.map((block) => block.id)]));
  const claim = <T extends { id: string }>(entity: T): T => {
    const isTaken = seen.has(entity.id);
    const id = isTaken ? newId("e") : entity.id;
    seen.add(id);
    return isTaken ? { ...entity, id } : entity;
  };
  return {
    ...document,
    articles: document.articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((block) => {
        const entities = block.entities.map(claim);
        return entities.every((entity, index) => entity === block.entities[index]) ? block : { ...block, entities };
      }),
    })),
  };
}

/** Ids of both in one order: mine's, with what only theirs has behind what it stands behind there. */
function mergedOrder(mine: readonly Block[], theirs: readonly Block[]): string[] {
  const order = mine.map(({ id }) => id);
  const known = new Set(order);
  let before: string | null = null;
  for (const { id } of theirs) {
    if (!known.has(id)) order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, id);
    known.add(id);
    before = id;
  }
  return order;
}

const byId = (document: GalleyDocument) => new Map(blocksOf(document).map((block) => [block.id, block]));
const says = (block: Block | null) => (block ? JSON.stringify(block) : null);
const structureOf = (document: GalleyDocument) =>
  JSON.stringify(document.articles.map(({ blocks, ...article }) => [article, blocks.map(({ id }) => id)]));
