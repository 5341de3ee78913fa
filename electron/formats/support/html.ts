/**
 * The one reader of HTML: what a browser would make of the page, as elements and text; nothing in it is run or fetched.
 * Must not know: particular pages, files.
 */
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { EncodingChoice } from "../../../shared/api.ts";
import { decodeSource, detectEncoding, type SourceEncoding } from "../encoding.ts";
import { bytesAsText } from "./bytes-as-text.ts";

export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** Browsers stop nesting at 512; what is deeper is a trap. */
const MAX_DEPTH = 1000;
const LESS_THAN = 0x3c;

const names: Record<string, SourceEncoding> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  gb2312: "gb18030",
  gbk: "gb18030",
  gb18030: "gb18030",
  "x-gbk": "gb18030",
  big5: "big5",
  "big5-hkscs": "big5",
};

/** Bytes of a page as text: by the chosen encoding, a byte order mark, what the page declares, or its characters. */
export function decodeHtml(bytes: Uint8Array, name: string, choice: EncodingChoice): string {
  if (choice !== "auto") return decodeSource(bytes, choice, name);
  const head = bytesAsText(bytes, 4096);
  const marked = /^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/.test(head);
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  const encoding = !marked && declared ? names[declared] : undefined;
  if (encoding) {
    try {
      return decodeSource(bytes, encoding, name);
    } catch {
      // Pages lie about their encoding; their characters don't.
    }
  }
  return decodeSource(bytes, detectEncoding(bytes).encoding, name);
}

/** Whether bytes begin like an HTML page. */
export function looksLikeHtml(head: Uint8Array): boolean {
  if (!head.includes(LESS_THAN)) return false;
  const text = bytesAsText(head, 8192).replace(/^\u00ef\u00bb\u00bf/, "");
  return /^\s*(?:<\?xml[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text);
}

export interface HtmlPage {
  /** The page's outermost element. */
  root: HtmlElement;
  /** Comments before or inside the outermost element's beginning: browsers note there where a page was saved from. */
  comments: string[];
}

export function parseHtml(text: string): HtmlPage {
  const document = parse(text);
  const root = document.childNodes.find((node): node is HtmlElement => node.nodeName === "html");
  if (!root) throw new Error("the parser always makes an html element");
  const comments = [...document.childNodes, ...root.childNodes].flatMap((node) =>
    node.nodeName === "#comment" ? [(node as DefaultTreeAdapterTypes.CommentNode).data] : [],
  );
  return { root, comments };
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

/** A text node's text; null for any other. */
export function textIn(node: HtmlNode): string | null {
  return node.nodeName === "#text" ? (node as DefaultTreeAdapterTypes.TextNode).value : null;
}

/** An attribute's value; empty when it is absent. */
export function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? "";
}

/** All elements below one, in document order; what nests deeper than browsers nest is left out. */
export function* elementsIn(element: HtmlElement, depth = 0): Generator<HtmlElement> {
  if (depth > MAX_DEPTH) return;
  for (const child of element.childNodes) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsIn(child, depth + 1);
  }
}
