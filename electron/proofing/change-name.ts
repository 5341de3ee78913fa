/**
 * Names for changes. A fix is found in a document that earlier fixes have changed, so its block and offsets mean little
 * once another fix is left out; where its characters stood in the source stays the same.
 */
import { type Block, blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { pieceLength } from "../../shared/model/pieces.ts";
import type { Finding } from "../../shared/proofing/finding.ts";

/** Finds blocks by their ids, in documents that are asked about many times. */
export class Blocks {
  readonly #known = new WeakMap<GalleyDocument, Map<string, Block>>();

  get(document: GalleyDocument, id: string): Block | null {
    let blocks = this.#known.get(document);
    if (!blocks) {
      blocks = new Map(blocksOf(document).map((block) => [block.id, block]));
      this.#known.set(document, blocks);
    }
    return blocks.get(id) ?? null;
  }
}

/** Says which change of a document this is: its rule, what it does, and where in the source. */
export function changeName(finding: Finding, block: Block | null): string {
  const place = block && sourcePlace(block, finding.start);
  return `${finding.rule}/${finding.fix?.[0]?.do ?? ""}/${place ?? `${finding.block}.${finding.start}`}`;
}

/** Where the character at `offset` (code points) stood in the source, else where the one before it ended; null in text that was put in. */
export function sourcePlace(block: Block, offset: number): number | null {
  let position = 0;
  let before: number | null = null;
  for (const piece of block.pieces) {
    const end = position + pieceLength(piece);
    if ("source" in piece) {
      if (offset < end) return piece.source[0] + Math.max(0, offset - position);
      before = piece.source[1];
    }
    position = end;
  }
  return before;
}
