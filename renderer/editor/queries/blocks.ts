/** Finding articles and blocks: by id, by selection. Pure reads of a state or document. */
import type { Node as PMNode } from "prosemirror-model";
import type { Selection } from "prosemirror-state";
import { articleAttrs, blockAttrs, isBlock } from "../schema.ts";

export interface BlockPlace {
  readonly node: PMNode;
  /** Position before the block. */
  readonly pos: number;
  readonly article: PMNode;
  readonly articlePos: number;
  readonly articleIndex: number;
  /** Index among its article's blocks. */
  readonly index: number;
}

/** Calls `visit` for each block in order until it returns false. */
export function eachBlock(doc: PMNode, visit: (place: BlockPlace) => boolean | undefined): void {
  let articlePos = 0;
  for (let articleIndex = 0; articleIndex < doc.childCount; articleIndex++) {
    const article = doc.child(articleIndex);
    let pos = articlePos + 1;
    for (let index = 0; index < article.childCount; index++) {
      const node = article.child(index);
      if (visit({ node, pos, article, articlePos, articleIndex, index }) === false) return;
      pos += node.nodeSize;
    }
    articlePos += article.nodeSize;
  }
}

export function findBlock(doc: PMNode, id: string): BlockPlace | null {
  let found: BlockPlace | null = null;
  eachBlock(doc, (place) => {
    if (blockAttrs(place.node).id === id) found = place;
    return !found;
  });
  return found;
}

/** The block that holds a position, or null where the position is between blocks. */
export function blockAt(doc: PMNode, position: number): BlockPlace | null {
  const $pos = doc.resolve(position);
  if ($pos.depth < 2 || !isBlock($pos.parent)) return null;
  return {
    node: $pos.parent,
    pos: $pos.before(),
    article: $pos.node(1),
    articlePos: $pos.before(1),
    articleIndex: $pos.index(0),
    index: $pos.index(1),
  };
}

/**
 * The blocks that a selection touches, in order. A selection over several blocks that ends just before the text of
 * the last one does not count that one: it is how a drag down to the next line ends.
 */
export function selectedBlocks(doc: PMNode, selection: Selection): BlockPlace[] {
  const result: BlockPlace[] = [];
  const { from, to } = selection;
  doc.nodesBetween(from, to, (node, pos, parent, index) => {
    if (!isBlock(node) || !parent) return true;
    const $pos = doc.resolve(pos);
    const startsAtEnd = to === pos + 1 && from < pos && node.content.size > 0;
    if (!startsAtEnd)
      result.push({
        node,
        pos,
        article: parent,
        articlePos: $pos.before(1),
        articleIndex: $pos.index(0),
        index,
      });
    return false;
  });
  return result;
}

export interface ArticlePlace {
  readonly node: PMNode;
  readonly pos: number;
  readonly index: number;
}

export function articlesOf(doc: PMNode): ArticlePlace[] {
  const result: ArticlePlace[] = [];
  doc.forEach((node, pos, index) => {
    result.push({ node, pos, index });
  });
  return result;
}

export function findArticle(doc: PMNode, id: string): ArticlePlace | null {
  return articlesOf(doc).find((place) => articleAttrs(place.node).id === id) ?? null;
}
