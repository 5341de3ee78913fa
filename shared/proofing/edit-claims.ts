/**
 * Which fixes of a batch can be carried out together. Every edit lays claim to what it changes; a fix whose claims meet
 * an earlier fix's, or that names what is not there, is left out whole.
 */
import type { Block } from "../model/document.ts";
import { codePointLength } from "../model/offsets.ts";
import type { Edit } from "./edits.ts";

interface Range {
  start: number;
  end: number;
}

export class Claims {
  readonly #lengths: Map<string, number>;
  readonly #keys = new Set<string>();
  readonly #ranges = new Map<string, Range[]>();
  /** Blocks that anything at all is done to, and blocks that are removed. */
  readonly #touched = new Set<string>();
  readonly #removed = new Set<string>();
  /** Who was joined to whom, to refuse circles. */
  readonly #joinedInto = new Map<string, string>();

  constructor(blocks: readonly Block[]) {
    this.#lengths = new Map(blocks.map(({ id, text }) => [id, codePointLength(text)]));
  }

  /** Lays claim to all that the fix changes; false, and nothing is claimed, when it can't have it. */
  take(fix: readonly Edit[]): boolean {
    const keys = new Set<string>();
    const ranges: { block: string; range: Range }[] = [];
    const joins: [string, string][] = [];
    for (const edit of fix) {
      if (!this.#sound(edit)) return false;
      for (const key of keysOf(edit)) {
        if (this.#keys.has(key) || keys.has(key)) return false;
        keys.add(key);
      }
      if (edit.do === "replace" || edit.do === "split") {
        const range = edit.do === "replace" ? { start: edit.start, end: edit.end } : { start: edit.at, end: edit.at };
        const own = ranges.filter(({ block }) => block === edit.block).map((entry) => entry.range);
        if ([...(this.#ranges.get(edit.block) ?? []), ...own].some((other) => meet(other, range))) return false;
        ranges.push({ block: edit.block, range });
      }
      if (edit.do === "join") {
        if (this.#rootOf(edit.block, joins) === edit.next) return false;
        joins.push([edit.next, edit.block]);
      }
    }
    const removed = fix.filter((edit) => edit.do === "remove").map((edit) => edit.block);
    const touched = fix.flatMap((edit) => (edit.do === "remove" ? [] : blocksIn(edit)));
    if (removed.some((id) => this.#touched.has(id) || touched.includes(id))) return false;
    if (touched.some((id) => this.#removed.has(id))) return false;

    for (const key of keys) this.#keys.add(key);
    for (const { block, range } of ranges) this.#ranges.set(block, [...(this.#ranges.get(block) ?? []), range]);
    for (const [next, block] of joins) this.#joinedInto.set(next, block);
    for (const id of touched) this.#touched.add(id);
    for (const id of removed) this.#removed.add(id);
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
      default:
        return true;
    }
  }

  #rootOf(id: string, joins: readonly [string, string][]): string {
    const into = new Map(joins);
    let root = id;
    for (
      let next = into.get(root) ?? this.#joinedInto.get(root);
      next;
      next = into.get(root) ?? this.#joinedInto.get(root)
    )
      root = next;
    return root;
  }
}

function blocksIn(edit: Edit): string[] {
  if (edit.do === "join") return [edit.block, edit.next];
  if (edit.do === "move") return [...edit.blocks, edit.of];
  return [edit.block];
}

/** What only one edit of a batch may do. */
function keysOf(edit: Edit): string[] {
  switch (edit.do) {
    case "join":
      return [`end ${edit.block}`, `start ${edit.next}`, `role ${edit.next}`, `place ${edit.next}`];
    case "role":
      return [`role ${edit.block}`];
    case "move":
      return edit.blocks.map((id) => `place ${id}`);
    case "remove":
      return [`role ${edit.block}`, `place ${edit.block}`];
    case "articleStart":
    case "articleMerge":
      return [`article ${edit.block}`];
    default:
      return [];
  }
}

/** Whether two replaced ranges can't both be: they overlap, or two things would be put at one place. */
function meet(a: Range, b: Range): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}
