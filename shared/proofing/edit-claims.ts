/**
 * Which fixes of a batch can be carried out together. Every edit lays claim to what it changes; a fix whose claims meet
 * an earlier fix's, or that names what is not there, is left out whole.
 */
import type { Article, Block } from "../model/document.ts";
import { codePointLength, sliceCodePoints } from "../model/offsets.ts";
import type { Edit } from "./edits.ts";

interface Range {
  start: number;
  end: number;
}

type Move = Extract<Edit, { do: "move" }>;

export class Claims {
  readonly #lengths = new Map<string, number>();
  readonly #blocks = new Map<string, Block>();
  /** Blocks that an article begins with, but for the first. */
  readonly #heads: Set<string>;
  readonly #keys = new Set<string>();
  readonly #ranges = new Map<string, Ranges>();
  /** Blocks that anything at all is done to, and blocks that are removed. */
  readonly #touched = new Set<string>();
  readonly #removed = new Set<string>();
  readonly #moves: Move[] = [];
  /** Who was joined to whom, to refuse circles. */
  readonly #joinedInto = new Map<string, string>();

  constructor(articles: readonly Article[]) {
    for (const block of articles.flatMap(({ blocks }) => blocks)) {
      this.#lengths.set(block.id, codePointLength(block.text));
      this.#blocks.set(block.id, block);
    }
    this.#heads = new Set(articles.slice(1).flatMap(({ blocks }) => (blocks[0] ? [blocks[0].id] : [])));
  }

  /** Lays claim to all that the fix changes; false, and nothing is claimed, when it can't have it. */
  take(fix: readonly Edit[]): boolean {
    const keys = new Set<string>();
    const ranges: { block: string; range: Range }[] = [];
    const joins = new Map<string, string>();
    for (const edit of fix) {
      if (!this.#sound(edit)) return false;
      for (const key of keysOf(edit)) {
        if (this.#keys.has(key) || keys.has(key)) return false;
        keys.add(key);
      }
      if (edit.do === "replace" || edit.do === "split") {
        const range = edit.do === "replace" ? { start: edit.start, end: edit.end } : { start: edit.at, end: edit.at };
        if (this.#ranges.get(edit.block)?.meet(range)) return false;
        if (ranges.some((other) => other.block === edit.block && meet(other.range, range))) return false;
        ranges.push({ block: edit.block, range });
      }
      if (edit.do === "join") {
        if (this.#rootOf(edit.block, joins) === edit.next) return false;
        joins.set(edit.next, edit.block);
      }
    }
    const moves = fix.filter((edit) => edit.do === "move");
    // A block can't be put beside what becomes a part of it.
    const besideItself = ({ blocks, of }: Move) =>
      blocks.some((id) => this.#rootOf(id, joins) === this.#rootOf(of, joins));
    if (moves.some(besideItself) || (joins.size && this.#moves.some(besideItself))) return false;
    const removed = fix.filter((edit) => edit.do === "remove").map((edit) => edit.block);
    const touched = fix.flatMap((edit) => (edit.do === "remove" ? [] : blocksIn(edit)));
    if (removed.some((id) => this.#touched.has(id) || touched.includes(id))) return false;
    if (touched.some((id) => this.#removed.has(id))) return false;

    for (const key of keys) this.#keys.add(key);
    for (const { block, range } of ranges) {
      const own = this.#ranges.get(block) ?? new Ranges();
      own.add(range);
      this.#ranges.set(block, own);
    }
    for (const [next, block] of joins) this.#joinedInto.set(next, block);
    for (const id of touched) this.#touched.add(id);
    for (const id of removed) this.#removed.add(id);
    this.#moves.push(...moves);
    return true;
  }

  #sound(edit: Edit): boolean {
    if (!blocksIn(edit).every((id) => this.#lengths.has(id))) return false;
    const length = "block" in edit ? (this.#lengths.get(edit.block) ?? 0) : 0;
    switch (edit.do) {
      case "replace":
        return edit.start <= edit.end && edit.end <= length && (edit.start < edit.end || edit.text !== "");
      case "split":
        return edit.at > 0 && edit.at < length;
      case "join":
        return edit.block !== edit.next;
      case "move":
        return !edit.blocks.includes(edit.of) && new Set(edit.blocks).size === edit.blocks.length;
      case "articleMerge":
        return this.#heads.has(edit.block);
      case "tag":
        return this.#isSpan(edit);
      case "untag":
      case "retype":
        return this.#hasEntity(edit);
      case "resize":
        return this.#hasEntity(edit) && this.#isSpan(edit);
      default:
        return true;
    }
  }

  #hasEntity({ block, entity }: { block: string; entity: string }): boolean {
    return this.#blocks.get(block)?.entities.some(({ id }) => id === entity) ?? false;
  }

  /** Whether an entity may cover these characters: it is never blank, reversed or outside its block. */
  #isSpan({ block, start, end }: { block: string; start: number; end: number }): boolean {
    if (start >= end || end > (this.#lengths.get(block) ?? 0)) return false;
    return sliceCodePoints(this.#blocks.get(block)?.text ?? "", start, end).trim() !== "";
  }

  /** The block that this one becomes a part of, or itself. */
  #rootOf(id: string, joins: ReadonlyMap<string, string>): string {
    let root = id;
    for (let next = this.#next(root, joins); next; next = this.#next(root, joins)) root = next;
    // What has been walked once is found in one step from now on: long chains are the rule on hard-wrapped pages.
    if (this.#joinedInto.has(id) && !joins.size) this.#joinedInto.set(id, root);
    return root;
  }

  #next(id: string, joins: ReadonlyMap<string, string>): string | undefined {
    return joins.get(id) ?? this.#joinedInto.get(id);
  }
}

/** Ranges of one block that don't meet, in the order of the text. */
class Ranges {
  readonly #sorted: Range[] = [];

  meet(range: Range): boolean {
    const index = this.#indexFor(range);
    // Empty ranges beside a longer one don't hide it: two neighbours on either side are all that can meet.
    return this.#sorted.slice(Math.max(0, index - 2), index + 2).some((other) => meet(other, range));
  }

  add(range: Range): void {
    this.#sorted.splice(this.#indexFor(range), 0, range);
  }

  #indexFor({ start, end }: Range): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#sorted[middle] as Range;
      if (other.start < start || (other.start === start && other.end < end)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function blocksIn(edit: Edit): string[] {
  switch (edit.do) {
    case "join":
      return [edit.block, edit.next];
    case "move":
      return [...edit.blocks, edit.of];
    case "split":
      return edit.to ? [edit.block, edit.to.of] : [edit.block];
    case "restore":
      return [edit.of];
    default:
      return [edit.block];
  }
}

/** What only one edit of a batch may do. */
function keysOf(edit: Edit): string[] {
  switch (edit.do) {
    case "join":
      return [`end ${edit.block}`, ...["role", "place", "article"].map((what) => `${what} ${edit.next}`)];
    case "role":
      return [`role ${edit.block}`];
    case "move":
      return edit.blocks.map((id) => `place ${id}`);
    case "remove":
      return [`role ${edit.block}`, `place ${edit.block}`];
    case "articleStart":
    case "articleMerge":
      return [`article ${edit.block}`];
    case "tag":
      return [`tag ${edit.block} ${edit.start} ${edit.end}`];
    case "untag":
    case "retype":
    case "resize":
      return [`entity ${edit.entity}`];
    default:
      return [];
  }
}

/** Whether two replaced ranges can't both be: they overlap, or two things would be put at one place. */
function meet(a: Range, b: Range): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}
