/**
 * Notices what the editor corrects by hand: compares a block's text as it was before a run of edits with what it is
 * when the edits rest or the selection leaves the block. Undoing, redoing and fixes of rules are no corrections by hand.
 * Must not know: views, what is made of a correction. Time comes from outside, so that tests own it.
 */

import { isHistoryTransaction } from "prosemirror-history";
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { type Correction, correctionBetween } from "../../shared/corrections/last-correction.ts";
import { isAsIs } from "./plugins/integrity.ts";
import { findBlock, selectedBlocks } from "./queries/blocks.ts";
import { changedBlocks } from "./queries/changed-blocks.ts";
import { blockAttrs } from "./schema.ts";

/** Milliseconds of rest after which edits count as made. */
const restTime = 1200;

export interface EditWatchOptions {
  /** An input method is composing: what stands in the text is not meant yet. */
  composing(): boolean;
  /** Calls back once after some milliseconds; what it returns cancels. */
  after(milliseconds: number, callback: () => void): () => void;
  /** `last` is another one. */
  onChange(): void;
}

export class EditWatch {
  readonly #options: EditWatchOptions;
  /** Text of the blocks that were edited since the last rest, as it was before; null for blocks that were not there. */
  readonly #before = new Map<string, string | null>();
  /** The block that the last correction was made in, while the selection stays there: going on there may be part of it. */
  #settled: { block: string; before: string } | null = null;
  #last: Correction | null = null;
  #doc: PMNode;
  #cancelTimer: () => void = () => undefined;

  constructor(doc: PMNode, options: EditWatchOptions) {
    this.#doc = doc;
    this.#options = options;
  }

  /** The latest correction by hand, the one that is being typed included. */
  get last(): Correction | null {
    return this.#pending()?.correction ?? this.#last;
  }

  /** The latest correction that has come to rest; the same object until there is another. */
  get settled(): Correction | null {
    return this.#last;
  }

  applied(tr: Transaction, before: EditorState, after: EditorState): void {
    this.#doc = after.doc;
    if (after.doc !== before.doc) {
      if (isHistoryTransaction(tr) || isAsIs(tr)) {
        this.#forget();
        return;
      }
      for (const { node } of changedBlocks(before.doc, after.doc)) {
        const { id } = blockAttrs(node);
        if (!this.#before.has(id)) this.#before.set(id, findBlock(before.doc, id)?.node.textContent ?? null);
      }
      this.#wait();
    } else if (!after.selection.eq(before.selection)) this.#moved(after);
  }

  stop(): void {
    this.#cancelTimer();
  }

  #moved(state: EditorState): void {
    const here = selectedBlocks(state.doc, state.selection).map(({ node }) => blockAttrs(node).id);
    if (this.#before.size && !here.some((id) => this.#before.has(id)) && !this.#options.composing()) this.#settle();
    if (this.#settled && !here.includes(this.#settled.block)) this.#settled = null;
  }

  #wait(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.after(restTime, () =>
      this.#options.composing() ? this.#wait() : this.#settle(),
    );
  }

  #settle(): void {
    this.#cancelTimer();
    const made = this.#pending();
    this.#before.clear();
    if (!made) return;
    this.#settled = { block: made.block, before: made.before };
    this.#last = made.correction;
    this.#options.onChange();
  }

  /** What the edits since the last rest amount to: a correction if they changed the text of one block only. */
  #pending(): { block: string; before: string; correction: Correction } | null {
    const edited = [...this.#before].flatMap(([block, before]) => {
      const now = findBlock(this.#doc, block)?.node.textContent ?? null;
      return now === before ? [] : [{ block, before, now }];
    });
    const [only, ...others] = edited;
    if (!only || others.length || only.before === null || only.now === null) return null;
    // Taking a character away, thinking, and typing another is one correction.
    const earlier = this.#settled?.block === only.block ? [this.#settled.before] : [];
    for (const before of [...earlier, only.before]) {
      const correction = correctionBetween(before, only.now);
      if (correction) return { block: only.block, before, correction };
    }
    return null;
  }

  #forget(): void {
    this.#cancelTimer();
    this.#before.clear();
    this.#settled = null;
    if (!this.#last) return;
    this.#last = null;
    this.#options.onChange();
  }
}
