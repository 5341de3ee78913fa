/**
 * What is known of the blocks of documents that were saved and that nobody changes any more: a save of a long page in which
 * one block was edited checks and writes that block, not a thousand. Known by the objects themselves, and forgotten with them.
 * Must not know: what a save does.
 */
import type { Block } from "../../shared/model/document.ts";

export class KnownBlocks {
  readonly #sound = new WeakSet<Block>();
  readonly #bytes = new WeakMap<Block, Uint8Array>();

  /** In these nothing is wrong, in itself and against its source. From now on they must stay as they are. */
  add(blocks: Iterable<Block>): void {
    for (const block of blocks) this.#sound.add(block);
  }

  has(block: Block): boolean {
    return this.#sound.has(block);
  }

  /** A block as bytes of its file; kept of known ones. */
  bytesOf(block: Block, text: () => string): Uint8Array | string {
    if (!this.has(block)) return text();
    const known = this.#bytes.get(block);
    if (known) return known;
    const bytes = Buffer.from(text());
    this.#bytes.set(block, bytes);
    return bytes;
  }
}
