/**
 * How a page crosses to a worker again and again: each block crosses once and has a number; a page is the order of its
 * blocks' numbers together with the blocks that the other side has not seen. There a block stays the same object, so
 * that what was found in it can be kept by it.
 */
import { GalleyError } from "../../shared/errors.ts";
import type { Article, Block, GalleyDocument } from "../../shared/model/document.ts";

/** A page whose blocks are numbers, or, in an answer, blocks that are new. */
export interface Outline<B> {
  /** All of the document but its articles. */
  head: Omit<GalleyDocument, "articles">;
  articles: (Omit<Article, "blocks"> & { blocks: B[] })[];
}

export interface CrossingPage {
  page: Outline<number>;
  /** Those that the other side has not seen. */
  blocks: [number, Block][];
}

/** The window's side. */
export class PageSender {
  /** The blocks that the worker has. */
  #numbers = new Map<Block, number>();
  #last = 0;

  /** Another page, or another worker: it has no blocks. */
  begin(): void {
    this.#numbers = new Map();
  }

  send(document: GalleyDocument): CrossingPage {
    const { articles, ...head } = document;
    const numbers = new Map<Block, number>();
    const blocks: [number, Block][] = [];
    const numbered = articles.map(({ blocks: own, ...article }: Article) => ({
      ...article,
      blocks: own.map((block) => {
        let number = this.#numbers.get(block);
        if (number === undefined) {
          number = ++this.#last;
          blocks.push([number, block]);
        }
        numbers.set(block, number);
        return number;
      }),
    }));
    this.#numbers = numbers;
    return { page: { head, articles: numbered } as Outline<number>, blocks };
  }

  /** The blocks of the page that was sent last, by number. */
  blocks(): Map<number, Block> {
    return new Map(Array.from(this.#numbers, ([block, number]) => [number, block]));
  }
}

/** The worker's side. */
export class PageReceiver {
  #blocks = new Map<number, Block>();

  begin(): void {
    this.#blocks = new Map();
  }

  /** @throws GalleyError internal, for a block that was never given */
  receive({ page, blocks }: CrossingPage): GalleyDocument {
    const next = new Map<number, Block>();
    const fresh = new Map(blocks);
    const articles = page.articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((number) => {
        const block = fresh.get(number) ?? this.#blocks.get(number);
        if (!block) throw new GalleyError("internal", `The worker was not given block ${number}.`);
        next.set(number, block);
        return block;
      }),
    }));
    this.#blocks = next;
    return { ...page.head, articles } as GalleyDocument;
  }

  /** Numbers of the page's blocks. */
  numbers(): Map<Block, number> {
    return new Map(Array.from(this.#blocks, ([number, block]) => [block, number]));
  }
}
