/**
 * Carries out edits on a document: the one definition of what a fix does to text, pieces, entities and articles, for
 * the window, the command line and the tests. Pure; the document that was given is not changed. Code points everywhere.
 *
 * A batch's edits all mean the document as it was given. Order inside a batch: entities, text, splits, roles, joins, articles, then
 * what is put elsewhere or put back, removals. Characters that stay or move keep their provenance; what a fix writes is inserted
 * text, except what it puts back from the source.
 */
import type { Article, Block, GalleyDocument, Piece } from "../model/document.ts";
import { blocksOf } from "../model/document.ts";
import { codePointLength } from "../model/offsets.ts";
import { withoutLostRelations } from "../model/relations.ts";
import { joinBlocks, replaceInBlock, splitBlockAt } from "./block-edits.ts";
import { Claims } from "./edit-claims.ts";
import { type IdSource, numberedIds } from "./edit-ids.ts";
import type { Edit } from "./edits.ts";
import { type EntityEdit, editEntities, isOfEntity } from "./entity-edits.ts";

type Of<K extends Edit["do"]> = Extract<Edit, { do: K }>;

export interface Applied {
  document: GalleyDocument;
  /** For each fix, whether it was carried out: not, when it names what is not there or contradicts an earlier one. */
  applied: boolean[];
  /** Where a place of the given document is now (code points); null when its block was removed. */
  locate(place: Place): Place | null;
}

export interface Place {
  block: string;
  offset: number;
}

/** Carries out the fixes, each whole or not at all; of two that contradict each other the earlier one wins. */
export function applyFixes(document: GalleyDocument, fixes: readonly (readonly Edit[])[], ids?: IdSource): Applied {
  const claims = new Claims(document.articles);
  const applied = fixes.map((fix) => claims.take(fix));
  const edits = fixes.flatMap((fix, index) => (applied[index] ? fix : []));
  if (!edits.length) return { document, applied, locate: (place) => place };
  const work = new Work(document, ids ?? numberedIds(document));
  work.carryOut(edits);
  return { document: work.result(), applied, locate: (place) => work.locate(place) };
}

/** Where the characters of a given block went: from `start` on they stand in `block` at `offset`. */
interface Stretch {
  start: number;
  block: string;
  offset: number;
}

class Work {
  readonly #document: GalleyDocument;
  readonly #ids: IdSource;
  readonly #blocks = new Map<string, Block>();
  /** The blocks' order, by article; articles that lose all blocks are left out of the result. */
  #articles: { article: Article; blocks: string[] }[];
  /** How offsets moved inside each given block whose text was replaced. */
  readonly #shifts = new Map<string, (offset: number) => number>();
  /** Where each given block's text starts now, by stretches; a block that is not here is where it was. */
  readonly #stretches = new Map<string, Stretch[]>();
  /** Blocks that were joined into another: which, and from what offset in it. */
  readonly #joined = new Map<string, { into: string; offset: number }>();
  /** What each split cut off, and which of these parts get a place of their own. */
  readonly #cutOff = new Map<Of<"split">, string>();
  readonly #placed = new Set<string>();
  /** The document's last block, which was to be removed. */
  #emptied: string | null = null;

  constructor(document: GalleyDocument, ids: IdSource) {
    this.#document = document;
    this.#ids = ids;
    for (const block of blocksOf(document)) this.#blocks.set(block.id, block);
    this.#articles = document.articles.map((article) => ({ article, blocks: article.blocks.map(({ id }) => id) }));
  }

  carryOut(edits: readonly Edit[]): void {
    const of = <K extends Edit["do"]>(kind: K) => edits.filter((edit): edit is Of<K> => edit.do === kind);
    this.#changeEntities(edits.filter(isOfEntity));
    this.#replace(of("replace"));
    this.#split(of("split"));
    for (const { block, role } of of("role")) this.#set({ ...this.#get(block), role });
    this.#join(of("join"));
    for (const { block } of of("articleStart")) this.#startArticle(this.#host(block));
    for (const { block } of of("articleMerge")) this.#mergeArticle(this.#host(block));
    // Everything that is given a place, in the order in which it is given: each place is meant as it is by then.
    for (const edit of edits) {
      if (edit.do === "move") this.#put([...new Set(edit.blocks.flatMap((id) => this.#partsOf(id)))], edit);
      if (edit.do === "split" && edit.to) this.#put([this.#cutOff.get(edit) as string], edit.to);
      if (edit.do === "restore") this.#restore(edit);
    }
    const removed = new Set(of("remove").map(({ block }) => block));
    if (removed.size) this.#remove(removed);
  }

  result(): GalleyDocument {
    const articles = this.#articles
      .filter(({ blocks }) => blocks.length)
      .map(({ article, blocks }) => ({ ...article, blocks: blocks.map((id) => this.#get(id)) }));
    return withoutLostRelations({ ...this.#document, articles });
  }

  locate({ block, offset }: Place): Place | null {
    const moved = this.#shifts.get(block)?.(offset) ?? offset;
    const stretch = this.#stretches.get(block)?.findLast(({ start }) => start <= moved);
    let place = stretch
      ? { block: stretch.block, offset: stretch.offset + moved - stretch.start }
      : { block, offset: moved };
    for (let joined = this.#joined.get(place.block); joined; joined = this.#joined.get(place.block))
      place = { block: joined.into, offset: joined.offset + place.offset };
    if (place.block === this.#emptied) return { block: place.block, offset: 0 };
    return this.#blocks.has(place.block) ? place : null;
  }

  #get(id: string): Block {
    const block = this.#blocks.get(id);
    if (!block) throw new Error(`no block ${id}`);
    return block;
  }

  #set(block: Block): void {
    this.#blocks.set(block.id, block);
  }

  /** The block that holds the given block's beginning now. */
  #host(id: string): string {
    let host = id;
    for (let joined = this.#joined.get(host); joined; joined = this.#joined.get(host)) host = joined.into;
    return host;
  }

  /** The block that holds the given block's end now. */
  #lastPart(id: string): string {
    return this.#host(this.#stretches.get(id)?.at(-1)?.block ?? id);
  }

  #changeEntities(edits: readonly EntityEdit[]): void {
    for (const [id, own] of Map.groupBy(edits, ({ block }) => block))
      this.#set(editEntities(this.#get(id), own, this.#ids));
  }

  #replace(edits: readonly Of<"replace">[]): void {
    for (const [id, own] of Map.groupBy(edits, ({ block }) => block)) {
      const { block, shift } = replaceInBlock(this.#get(id), own);
      this.#set(block);
      this.#shifts.set(id, shift);
    }
  }

  #split(edits: readonly Of<"split">[]): void {
    for (const [id, own] of Map.groupBy(edits, ({ block }) => block)) {
      const shift = this.#shifts.get(id) ?? ((offset: number) => offset);
      const cuts = own.map((edit) => ({ edit, at: shift(edit.at) })).sort((a, b) => a.at - b.at);
      let last = this.#get(id);
      const stretches: Stretch[] = [{ start: 0, block: id, offset: 0 }];
      for (const { edit, at } of cuts) {
        const start = (stretches.at(-1) as Stretch).start;
        const [left, right] = splitBlockAt(last, at - start, this.#ids);
        this.#set(left);
        last = { ...right, role: edit.role ?? right.role };
        this.#set(last);
        this.#insertAfter(left.id, [last.id]);
        this.#cutOff.set(edit, last.id);
        if (edit.to) this.#placed.add(last.id);
        stretches.push({ start: at, block: last.id, offset: 0 });
      }
      this.#stretches.set(id, stretches);
    }
  }

  #join(edits: readonly Of<"join">[]): void {
    // The text goes behind the end of the given block, which a split may have put into another one.
    const behind = new Map(edits.map((edit) => [this.#lastPart(edit.block), edit]));
    const gone = new Set(edits.map(({ next }) => next));
    for (const first of behind.keys()) {
      if (gone.has(first)) continue;
      const rest: { block: Block; between: string }[] = [];
      for (let edit = behind.get(first); edit; edit = behind.get(edit.next))
        rest.push({ block: this.#get(edit.next), between: edit.between });
      const { block, offsets } = joinBlocks(this.#get(first), rest);
      this.#set(block);
      for (const [index, { block: next }] of rest.entries()) {
        this.#blocks.delete(next.id);
        this.#joined.set(next.id, { into: first, offset: offsets[index] as number });
      }
    }
    if (gone.size) this.#take(gone);
  }

  #startArticle(id: string): void {
    const index = this.#articles.findIndex(({ blocks }) => blocks.includes(id));
    const { article, blocks } = this.#articleAt(index);
    const at = blocks.indexOf(id);
    if (at === 0) return;
    const fresh = { article: { ...article, id: this.#ids("a") }, blocks: blocks.slice(at) };
    this.#articles.splice(index, 1, { article, blocks: blocks.slice(0, at) }, fresh);
  }

  #mergeArticle(id: string): void {
    // Joins may have left articles without blocks: what is before is the one before these.
    this.#articles = this.#articles.filter(({ blocks }) => blocks.length);
    const index = this.#articles.findIndex(({ blocks }) => blocks[0] === id);
    if (index < 1) return;
    this.#articleAt(index - 1).blocks.push(...this.#articleAt(index).blocks);
    this.#articles.splice(index, 1);
  }

  #put(moving: readonly string[], { place, of }: Pick<Of<"move">, "place" | "of">): void {
    const parts = this.#partsOf(of);
    const anchor = (place === "before" ? parts[0] : parts.at(-1)) as string;
    if (moving.includes(anchor)) return;
    this.#take(new Set(moving));
    const { blocks: row } = this.#articleOf(anchor);
    row.splice(row.indexOf(anchor) + (place === "after" ? 1 : 0), 0, ...moving);
  }

  #restore({ place, of, source, text, role }: Of<"restore">): void {
    const piece: Piece = { source: [source, source + codePointLength(text)] };
    const block: Block = { id: this.#ids("b"), role, text, pieces: [piece], entities: [] };
    this.#set(block);
    this.#put([block.id], { place, of });
  }

  /** The blocks that hold a given block's text now, but for parts that get a place of their own. */
  #partsOf(id: string): string[] {
    return (this.#stretches.get(id) ?? [{ block: id }])
      .filter(({ block }) => !this.#placed.has(block))
      .map(({ block }) => this.#host(block));
  }

  #remove(ids: ReadonlySet<string>): void {
    for (const id of ids) {
      // A document has at least one block: the last one is emptied instead.
      if (this.#articles.every(({ blocks }) => blocks.every((block) => block === id))) {
        this.#set({ ...this.#get(id), text: "", pieces: [], entities: [] });
        this.#emptied = id;
        return;
      }
      this.#take(new Set([id]));
      this.#blocks.delete(id);
    }
  }

  #take(ids: ReadonlySet<string>): void {
    for (const entry of this.#articles)
      if (entry.blocks.some((id) => ids.has(id))) entry.blocks = entry.blocks.filter((id) => !ids.has(id));
  }

  #insertAfter(anchor: string, ids: readonly string[]): void {
    const { blocks } = this.#articleOf(anchor);
    blocks.splice(blocks.indexOf(anchor) + 1, 0, ...ids);
  }

  #articleOf(id: string): { article: Article; blocks: string[] } {
    return this.#articleAt(this.#articles.findIndex(({ blocks }) => blocks.includes(id)));
  }

  #articleAt(index: number): { article: Article; blocks: string[] } {
    const article = this.#articles[index];
    if (!article) throw new Error("no such article");
    return article;
  }
}
