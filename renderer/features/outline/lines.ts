/** The outline as lines: an article's heading, then its blocks. */
import type { OutlineArticle, OutlineBlock } from "../../editor/editor-api.ts";

interface ArticleLine {
  line: "article";
  key: string;
  /** From 1. */
  number: number;
  /** Blocks of the article. */
  count: number;
}

interface BlockLine {
  line: "block";
  key: string;
  block: OutlineBlock;
}

/**
 * In reading order. A line keeps its key as long as it is as high: an article and a block may have the same id, and a
 * block of another role is another line.
 */
export const outlineLines = (articles: readonly OutlineArticle[]): (ArticleLine | BlockLine)[] =>
  articles.flatMap(({ id, blocks }, index): (ArticleLine | BlockLine)[] => [
    { line: "article", key: `article ${id}`, number: index + 1, count: blocks.length },
    ...blocks.map((block) => ({ line: "block" as const, key: `${block.role} ${block.id}`, block })),
  ]);
