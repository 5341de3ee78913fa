/**
 * Two versions of one document, compared: which blocks differ and how much, for drafts, history and conflicts. Blocks
 * are known by their ids, which edits keep. Plain data, pure; counts are code points.
 */
import { diff } from "../corrections/diff.ts";
import { type Block, blocksOf, type GalleyDocument, type Status } from "../model/document.ts";
import { serializeDocument } from "../model/serialize.ts";

/** A block of one or both versions that is not the same in them. */
export interface BlockChange {
  id: string;
  /** Null where that version has no such block. */
  before: Block | null;
  after: Block | null;
  /** Its text and all else is the same; it stands elsewhere. */
  moved: boolean;
}

export interface ChangeCounts {
  blocks: number;
  inserted: number;
  deleted: number;
  entitiesAdded: number;
  entitiesRemoved: number;
  /** Entities whose words, type, note or link differ. */
  entitiesChanged: number;
  /** The division into articles differs. */
  articles: boolean;
  /** The status after, where it differs. */
  status: Status | null;
}

export interface Comparison {
  /** In reading order of the later version; what it has no more stands where it stood. */
  blocks: BlockChange[];
  counts: ChangeCounts;
}

/** What a document says, as one string, without what every save gives it anew. */
export function contentOf(document: GalleyDocument): string {
  return serializeDocument({ ...document, revision: 0, updatedAt: "", updatedBy: "" });
}

export function compareDocuments(before: GalleyDocument, after: GalleyDocument): Comparison {
  const [old, now] = [blocksOf(before), blocksOf(after)];
  const oldById = new Map(old.map((block) => [block.id, block]));
  const nowById = new Map(now.map((block) => [block.id, block]));
  const blocks: BlockChange[] = [];
  const counts = {
    blocks: 0,
    inserted: 0,
    deleted: 0,
    ...compareEntities(old, now),
    articles: articlesOf(before) !== articlesOf(after),
    status: before.status === after.status ? null : after.status,
  };
  for (const { a, aEnd, b, bEnd } of diff(old.map(keyOf), now.map(keyOf))) {
    const [gone, come] = [old.slice(a, aEnd), now.slice(b, bEnd)];
    const isSame = (block: Block, others: ReadonlyMap<string, Block>) => {
      const other = others.get(block.id);
      return other !== undefined && keyOf(other) === keyOf(block);
    };
    const text = (list: Block[], others: ReadonlyMap<string, Block>) =>
      list.filter((block) => !isSame(block, others)).map((block) => block.text);
    // Joined, so that a block that was only divided or joined counts for nothing.
    const characters = countCharacters(text(gone, nowById).join("\n"), text(come, oldById).join("\n"));
    counts.inserted += characters.inserted;
    counts.deleted += characters.deleted;
    for (const block of gone)
      if (!nowById.has(block.id)) blocks.push({ id: block.id, before: block, after: null, moved: false });
    for (const block of come)
      blocks.push({
        id: block.id,
        before: oldById.get(block.id) ?? null,
        after: block,
        moved: isSame(block, oldById),
      });
  }
  counts.blocks = blocks.length;
  return { blocks, counts };
}

/** Characters that one text has more and less than the other; line ends don't count. */
function countCharacters(before: string, after: string): { inserted: number; deleted: number } {
  const [old, now] = [Array.from(before), Array.from(after)];
  let [inserted, deleted] = [0, 0];
  for (const { a, aEnd, b, bEnd } of diff(old, now)) {
    deleted += old.slice(a, aEnd).filter((character) => character !== "\n").length;
    inserted += now.slice(b, bEnd).filter((character) => character !== "\n").length;
  }
  return { inserted, deleted };
}

function compareEntities(old: readonly Block[], now: readonly Block[]) {
  const all = (blocks: readonly Block[]) =>
    new Map(
      blocks.flatMap((block) =>
        block.entities.map(({ id, type, text, note, ref }) => [id, JSON.stringify([type, text, note, ref])] as const),
      ),
    );
  const [before, after] = [all(old), all(now)];
  const kept = [...after].filter(([id]) => before.has(id));
  return {
    entitiesAdded: after.size - kept.length,
    entitiesRemoved: before.size - kept.length,
    entitiesChanged: kept.filter(([id, said]) => before.get(id) !== said).length,
  };
}

/** All that a block says; where its characters came from follows from it but for moves inside a page. */
function keyOf({ pieces: _, ...block }: Block): string {
  return JSON.stringify(block);
}

function articlesOf(document: GalleyDocument): string {
  return JSON.stringify(document.articles.map(({ blocks: _, ...article }) => article));
}
