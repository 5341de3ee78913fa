/**
 * The loop that all exporters share: each document is checked, rendered whole, and only then written; one that can't
 * be written is refused by name and the others go on. Must not know: disk, particular formats.
 */
import { GalleyError } from "../../shared/errors.ts";
import { type Block, blocksOf, type Entity, type GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { ExportContext, ExportSink } from "./format.ts";

/** What a document becomes: text or bytes to append, by path. */
export type Rendered = readonly (readonly [path: string, content: string | Uint8Array])[];

/**
 * Writes every document that `render` can render.
 * @param render makes all of a document's output; a GalleyError from it refuses the document
 */
export async function exportEach(
  documents: AsyncIterable<GalleyDocument>,
  sink: ExportSink,
  context: ExportContext,
  render: (document: GalleyDocument) => Rendered | Promise<Rendered>,
): Promise<void> {
  for await (const document of documents) {
    let parts: Rendered;
    try {
      checkText(document);
      parts = await render(document);
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
      context.refuse(document, error);
      continue;
    }
    for (const [path, content] of parts) await sink.write(path, content);
  }
}

// Half a character can't be written as UTF-8: it would silently become U+FFFD.
function checkText(document: GalleyDocument): void {
  for (const block of blocksOf(document)) {
    if (block.text.isWellFormed()) continue;
    const { name } = document.source;
    throw new GalleyError(
      "invalid-document",
      `${name}: the text of block ${block.id} holds half a character (a lone surrogate). Open it, remove the character and export again.`,
      { name, document: document.id, place: block.id },
    );
  }
}

/** A block with its text made ready for slicing, and its entities in reading order. */
export interface CheckedBlock {
  block: Block;
  text: CodePointText;
  entities: Entity[];
}

function inReadingOrder(a: Entity, b: Entity): number {
  return a.start - b.start || b.end - a.end;
}

/**
 * The blocks of a document whose entities are all exactly where they say. For every exporter that writes offsets.
 * @throws GalleyError offset-mismatch that names the document, block and entity
 */
export function checkedBlocks(document: GalleyDocument): CheckedBlock[] {
  return blocksOf(document).map((block) => {
    const text = new CodePointText(block.text);
    for (const entity of block.entities) {
      const covered = entity.start < entity.end && entity.end <= text.length && text.slice(entity.start, entity.end);
      if (covered === entity.text) continue;
      const { name } = document.source;
      const found = covered === false ? "there is no such range" : `the text there is “${covered}”`;
      throw new GalleyError(
        "offset-mismatch",
        `${name}: entity ${entity.id} in block ${block.id} says “${entity.text}” at ${entity.start}–${entity.end}, but ${found}. ` +
          "Open the document, correct the entity and export again.",
        { name, document: document.id, place: `${block.id}/${entity.id}`, text: entity.text },
      );
    }
    return { block, text, entities: block.entities.toSorted(inReadingOrder) };
  });
}
