/**
 * The one reader of XML: a tree of elements and text, made without entities or anything else from outside the file. A
 * document type declaration is refused, as entities that expand into others or fetch files are declared there; nesting
 * is limited. Must not know: particular vocabularies, files.
 */
import { SaxesParser, type SaxesTagNS } from "saxes";
import { GalleyError } from "../../../shared/errors.ts";
import { decodeSource, detectEncoding } from "../encoding.ts";

const MAX_DEPTH = 256;

export interface XmlElement {
  /** Name without a prefix, and the namespace it belongs to ("" for none). */
  name: string;
  namespace: string;
  /** Values by name as it is written: "type", "xml:id", "xlink:href". */
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  /** Where it begins in the file, from 1. */
  line: number;
}
export type XmlNode = XmlElement | string;

/** Whether bytes begin like XML whose outermost element has one of these names (without prefix). */
export function xmlRootIs(head: Uint8Array, ...names: readonly string[]): boolean {
  const root = xmlRoot(head);
  return root !== null && names.includes(root.name);
}

/** The name (without prefix) and the first tag's text of the outermost element; null when these bytes are no XML. */
export function xmlRoot(head: Uint8Array): { name: string; tag: string } | null {
  const utf16 = head[0] === 0xff ? "utf-16le" : head[0] === 0xfe ? "utf-16be" : null;
  const text = new TextDecoder(utf16 ?? "utf-8").decode(head).replace(/^\uFEFF/, "");
  const match = /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<(?:[\w.-]+:)?([\w.-]+)([^>]*)>/.exec(
    text,
  );
  return match ? { name: match[1] as string, tag: match[0] } : null;
}

/**
 * Bytes of an XML file as text: by its byte order mark, the encoding it declares, or UTF-8.
 * @throws GalleyError bad-encoding
 */
export function decodeXml(bytes: Uint8Array, name: string): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 256));
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/
    .exec(head)?.[1]
    ?.toLowerCase();
  if (head.startsWith("\u00ff\u00fe")) return decodeSource(bytes, "utf-16le", name);
  if (head.startsWith("\u00fe\u00ff")) return decodeSource(bytes, "utf-16be", name);
  if (declared === undefined || declared === "utf-8" || declared === "us-ascii")
    return decodeSource(bytes, "utf-8", name);
  if (/^(gb18030|gbk|gb2312|gb_2312-80)$/.test(declared)) return decodeSource(bytes, "gb18030", name);
  if (/^(big5|big5-hkscs)$/.test(declared)) return decodeSource(bytes, "big5", name);
  // Declared otherwise (often wrongly): what the bytes themselves say.
  return decodeSource(bytes, detectEncoding(bytes).encoding, name);
}

/**
 * The outermost element of an XML text.
 * @param name of the file, for messages
 * @throws GalleyError document-damaged, with the line
 */
export function parseXml(text: string, name: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  const damaged = (reason: string) => {
    const place = `line ${parser.line}`;
    const message = `${name}, ${place}: ${reason}. Nothing of the file was imported.`;
    return new GalleyError("document-damaged", message, { name, place, reason });
  };
  parser.on("doctype", () => {
    throw damaged("it has a document type declaration (<!DOCTYPE>), which is not read for safety; delete it");
  });
  parser.on("error", (error) => {
    throw damaged(`not valid XML: ${error.message.replace(/^\d+:\d+: /, "")}`);
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    if (open.length >= MAX_DEPTH) throw damaged(`elements nest more than ${MAX_DEPTH} deep`);
    const attributes: Record<string, string> = Object.create(null);
    for (const [key, { value }] of Object.entries(tag.attributes)) attributes[key] = value;
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (value: string) => {
    const children = open.at(-1)?.children;
    if (!children) return;
    const last = children.at(-1);
    if (typeof last === "string") children[children.length - 1] = last + value;
    else children.push(value);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(text).close();
  if (!root) throw damaged("it holds no element");
  return root;
}

/** The elements among an element's children, all or those of one name. */
export function childElements(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** The first child element of a name. */
export function firstChild(element: XmlElement, name: string): XmlElement | null {
  return childElements(element, name)[0] ?? null;
}

/** All elements of a name inside an element, in document order. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of childElements(element)) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

/** All text inside an element. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };
// What XML 1.0 can't hold at all, even as a reference; half characters are refused before (`export-each.ts`).
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these characters are meant
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text as XML content: markup escaped, characters that XML can't hold as U+FFFD. */
export function xmlText(text: string): string {
  return text.replace(forbidden, "\uFFFD").replace(/[&<>\r]/g, (sign) => escapes[sign] as string);
}

/** Text as an attribute's value, to stand between double quotes. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

/** Whether a text has characters that XML can't hold. */
export function hasForbiddenInXml(text: string): boolean {
  return text.search(forbidden) >= 0;
}
