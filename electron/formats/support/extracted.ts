/**
 * Pages whose text does not stand in their file in one piece (XML, JSON, archives): the blocks' text itself, joined by
 * blank lines, becomes the source that the pieces count in. Must not know: files, particular formats.
 */
import type { Article } from "../../../shared/model/document.ts";
import { codePointLength } from "../../../shared/model/offsets.ts";
import type { ImportedPage } from "../format.ts";

const BETWEEN = "\n\n";

/**
 * A page of articles that a format put together; their blocks' `pieces` are made here, whatever they were.
 * @param articles at least one, with at least one block each
 */
export function extractedPage(
  name: string,
  articles: readonly Article[],
  more: Pick<ImportedPage, "rest" | "notices"> = {},
): ImportedPage {
  let position = 0;
  const texts: string[] = [];
  const placed = articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      const start = position;
      const end = start + codePointLength(block.text);
      texts.push(block.text);
      position = end + BETWEEN.length;
      return { ...block, pieces: start < end ? [{ source: [start, end] as [number, number] }] : [] };
    }),
  }));
  const text = texts.join(BETWEEN);
  return { name, bytes: encodeUtf8(text), extension: "txt", encoding: "utf-8", text, articles: placed, ...more };
}

/** UTF-8; a text that begins with U+FEFF gets a byte order mark before it, as decoding takes one away. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text.startsWith("\uFEFF") ? `\uFEFF${text}` : text);
}
