/** Articles and blocks as the panels list them; objects are kept for what did not change. */
import type { Node as PMNode } from "prosemirror-model";
import { codePointLength } from "../../../shared/model/offsets.ts";
import type { OutlineArticle, OutlineBlock } from "../editor-api.ts";
import { articleAttrs, blockAttrs } from "../schema.ts";

const blocks = new WeakMap<PMNode, OutlineBlock>();
const articles = new WeakMap<PMNode, OutlineArticle>();
const outlines = new WeakMap<PMNode, readonly OutlineArticle[]>();

function remember<V>(cache: WeakMap<PMNode, V>, node: PMNode, make: () => V): V {
  const known = cache.get(node);
  if (known !== undefined) return known;
  const value = make();
  cache.set(node, value);
  return value;
}

const outlineBlock = (node: PMNode) =>
  remember(blocks, node, () => {
    const { id, role } = blockAttrs(node);
    const text = node.textContent;
    return { id, role, text, codePoints: codePointLength(text) };
  });

const outlineArticle = (node: PMNode) =>
  remember(articles, node, () => ({ id: articleAttrs(node).id, blocks: node.children.map(outlineBlock) }));

/** The same array for the same document. */
export function outlineOf(doc: PMNode): readonly OutlineArticle[] {
  return remember(outlines, doc, () => doc.children.map(outlineArticle));
}
