/**
 * A document as running text, with the place of every block in it: what txt and brat write, so that offsets into the
 * one are offsets into the other. Must not know: files.
 */
import type { Block, GalleyDocument } from "../../shared/model/document.ts";
import { codePointLength, withLineFeeds } from "../../shared/model/offsets.ts";

export interface PlacedBlock {
  block: Block;
  /** Code point offset of its first character in the text. */
  start: number;
  /** Its text as written: line ends are "\n". */
  text: string;
}

/**
 * Blocks with a blank line between them, articles with two; empty blocks are left out. Ends in a line feed, unless
 * there is no text at all.
 */
export function plainText(document: GalleyDocument): { text: string; blocks: PlacedBlock[] } {
  const blocks: PlacedBlock[] = [];
  const parts: string[] = [];
  let length = 0;
  const add = (part: string) => {
    parts.push(part);
    length += codePointLength(part);
  };
  for (const article of document.articles) {
    const filled = article.blocks.filter((block) => block.text);
    filled.forEach((block, index) => {
      if (blocks.length) add(index ? "\n\n" : "\n\n\n");
      const text = withLineFeeds(block.text);
      blocks.push({ block, start: length, text });
      add(text);
    });
  }
  if (blocks.length) add("\n");
  return { text: parts.join(""), blocks };
}
