/**
 * Articles with their entities written into the text, for measuring suggestions: `# name` begins an article, each
 * further line is a block, `role: text`, and `[TYPE text]` in it is an entity. Flat; offsets are code points.
 */
import type { TaggedPage } from "../../shared/entities/learning/learn.ts";

export interface TaggedArticle {
  name: string;
  blocks: TaggedPage;
}

export function readTaggedText(written: string): TaggedArticle[] {
  const articles: { name: string; blocks: TaggedPage[number][] }[] = [];
  for (const [index, row] of written.split("\n").entries()) {
    if (!row.trim()) continue;
    if (row.startsWith("# ")) {
      articles.push({ name: row.slice(2), blocks: [] });
      continue;
    }
    const block = /^(?<role>[a-z]+): (?<text>.+)$/u.exec(row)?.groups;
    const article = articles.at(-1);
    if (!block || !article) throw new Error(`Line ${index + 1}: neither "# name" nor "role: text" of an article.`);
    article.blocks.push({ id: `b${article.blocks.length}`, role: block.role ?? "", ...readEntities(block.text ?? "") });
  }
  return articles;
}

function readEntities(written: string): Pick<TaggedPage[number], "text" | "entities"> {
  let text = "";
  const entities: { start: number; end: number; type: string; text: string }[] = [];
  for (const { groups = {} } of written.matchAll(/\[(?<type>[A-Z]+) (?<name>[^\]]+)\]|(?<plain>[^[]+|\[)/gu)) {
    const { type, name, plain } = groups;
    if (type && name) {
      const start = Array.from(text).length;
      entities.push({ start, end: start + Array.from(name).length, type, text: name });
    }
    text += name ?? plain ?? "";
  }
  return { text, entities };
}
