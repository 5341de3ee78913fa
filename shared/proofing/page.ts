/**
 * A document as rules see it: its blocks in reading order, with where they stood in the source.
 * Read-only; made anew for every state of a document, cheaply (what is costly is computed when asked for).
 */
import { type Block, blocksOf, type GalleyDocument } from "../model/document.ts";
import { CodePointText } from "../model/offsets.ts";

export class PageBlock {
  readonly block: Block;
  /** Id of the article that it stands in. */
  readonly article: string;
  /** Position in the page's reading order. */
  readonly index: number;
  readonly #page: Page;
  #points: CodePointText | null = null;

  constructor(block: Block, article: string, index: number, page: Page) {
    this.block = block;
    this.article = article;
    this.index = index;
    this.#page = page;
  }

  get id(): string {
    return this.block.id;
  }
  get role(): string {
    return this.block.role;
  }
  get text(): string {
    return this.block.text;
  }
  /** Converts between UTF-16 units and code points of the text. */
  get points(): CodePointText {
    this.#points ??= new CodePointText(this.block.text);
    return this.#points;
  }
  get previous(): PageBlock | null {
    return this.#page.blocks[this.index - 1] ?? null;
  }
  get next(): PageBlock | null {
    return this.#page.blocks[this.index + 1] ?? null;
  }
  /** From the first to after the last source character (code points); null for a block of inserted text only. */
  get origin(): readonly [number, number] | null {
    let first = Number.POSITIVE_INFINITY;
    let last = -1;
    for (const piece of this.block.pieces) {
      if (!("source" in piece)) continue;
      first = Math.min(first, piece.source[0]);
      last = Math.max(last, piece.source[1]);
    }
    return last < 0 ? null : [first, last];
  }
  /**
   * Empty lines in the source between the block before and this one (1 for an ordinary blank line, more where an image
   * was lost); null when the two did not follow each other in the source, or the source is not known.
   */
  get gap(): number | null {
    return this.#page.gapBefore(this);
  }
}

export class Page {
  readonly document: GalleyDocument;
  /** The decoded source; null when it is not at hand. */
  readonly source: CodePointText | null;
  readonly blocks: readonly PageBlock[];
  readonly #byId: Map<string, PageBlock>;

  constructor(document: GalleyDocument, source: CodePointText | null) {
    this.document = document;
    this.source = source;
    const blocks: PageBlock[] = [];
    for (const article of document.articles)
      for (const block of article.blocks) blocks.push(new PageBlock(block, article.id, blocks.length, this));
    this.blocks = blocks;
    this.#byId = new Map(blocks.map((block) => [block.id, block]));
  }

  block(id: string): PageBlock | null {
    return this.#byId.get(id) ?? null;
  }

  /** See `PageBlock.gap`. */
  gapBefore(block: PageBlock): number | null {
    const from = block.previous?.origin?.[1];
    const to = block.origin?.[0];
    if (!this.source || from === undefined || to === undefined || to < from) return null;
    const between = this.source.slice(from, to);
    // A mark of the source (# of a heading) may stand between; text may not.
    if (!/^[\s#>]*$/.test(between)) return null;
    return Math.max(0, (between.match(/\r\n|\r|\n/g)?.length ?? 0) - 1);
  }
}

/** All text of a page, for statistics over it. */
export function pageText(document: GalleyDocument): string {
  return blocksOf(document)
    .map((block) => block.text)
    .join("\n");
}
