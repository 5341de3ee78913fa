/** The outline as lines: an article's heading, then its blocks. */
import type { OutlineArticle } from "../../editor/editor-api.ts";

export type OutlineBlock = OutlineArticle["blocks"][number];

export type OutlineLine =
  | { line: "article"; key: string /** From 1. */; number: number /** Blocks of the article. */; count: number }
  | { line: "block"; key: string; block: OutlineBlock };

/** In reading order. Keys stay with what they stand for; an article and a block may have the same id. */
export const outlineLines = (articles: readonly OutlineArticle[]): OutlineLine[] =>
  articles.flatMap(({ id, blocks }, index): OutlineLine[] => [
    { line: "article", key: `article ${id}`, number: index + 1, count: blocks.length },
    ...blocks.map((block) => ({ line: "block" as const, key: `block ${block.id}`, block })),
  ]);
