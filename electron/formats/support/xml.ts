/**
 * The one reader of XML: a tree of elements and text, made without entities or anything else from outside the file. A
 * document type declaration is refused, as entities that expand into others or fetch files are declared there (but for
 * XHTML's, where it declares nothing itself: it is passed over); nesting and references are limited. Elements know where
 * they stand in the text, so that a writer can change a part and leave the rest. Must not know: vocabularies, files.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { GalleyError } from "../../../shared/errors.ts";
import { decodeSource, detectEncoding } from "../encoding.ts";
import { bytesAsText } from "./bytes-as-text.ts";

const LESS_THAN = 0x3c;
const MAX_DEPTH = 256;
const MAX_ATTRIBUTES = 256;
/** A page of Chinese that is written in nothing but references has some ten thousand. */
const MAX_REFERENCES = 500_000;
const MAX_ELEMENTS = 2_000_000;
/** Of the strings that are kept once however often they come: up to this length (UTF-16 units), and so many. */
const SHORT = 32;
const MOST_STRINGS = 50_000;

/** The names that OCR programs and editors use in XHTML, whose declarations are not read. */
const htmlEntities = {
  nbsp: "\u00A0",
  shy: "\u00AD",
  ensp: "\u2002",
  emsp: "\u2003",
  thinsp: "\u2009",
  zwnj: "\u200C",
  zwj: "\u200D",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  middot: "·",
  bull: "•",
  copy: "©",
  times: "×",
  deg: "°",
} as const;

export interface XmlElement {
  /** Name without a prefix, and the namespace it belongs to ("" for none). */
  name: string;
  namespace: string;
  /** Values by name as it is written: "type", "xml:id", "xlink:href". */
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlNode[];
  /** Where it begins in the file, from 1. */
  line: number;
  /** Name as it is written, with its prefix. */
  tag: string;
  /** In the text, in UTF-16 units: its "<", and after its last ">". */
  start: number;
  end: number;
  /** The same of what is between its tags; equal (and equal to `end`) where it is written as an empty tag. */
  contentStart: number;
  contentEnd: number;
}
export type XmlNode = XmlElement | string;

/** Whether bytes begin like XML whose outermost element has one of these names (without prefix). */
export function xmlRootIs(head: Uint8Array, ...names: readonly string[]): boolean {
  const root = xmlRoot(head);
  return root !== null && names.includes(root.name);
}

/** The name (without prefix) and the first tag's text of the outermost element; null when these bytes are no XML. */
export function xmlRoot(head: Uint8Array): { name: string; tag: string } | null {
  // Most files are none, and are asked again and again.
  if (!head.includes(LESS_THAN)) return null;
  const utf16 = head[0] === 0xff ? "utf-16le" : head[0] === 0xfe ? "utf-16be" : null;
  const text = new TextDecoder(utf16 ?? "utf-8").decode(head).replace(/^\uFEFF/, "");
  const prolog = /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*/.exec(text)?.[0] ?? "";
  const rest = text.slice(prolog.length);
  // One that declares entities is refused when the file is read; what it would be is known from its name.
  const declared = /^<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)/.exec(rest);
  if (declared) return { name: declared[1] as string, tag: declared[0] };
  const match = /^<(?:[\w.-]+:)?([\w.-]+)([^>]*)>/.exec(rest);
  return match ? { name: match[1] as string, tag: match[0] } : null;
}

/**
 * Bytes of an XML file as text: by its byte order mark, the encoding it declares, or UTF-8.
 * @throws GalleyError bad-encoding
 */
export function decodeXml(bytes: Uint8Array, name: string): string {
  const head = bytesAsText(bytes, 256);
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
 * Attributes by name. Without inherited names, as names are a stranger's; and made by this, as elements with the same names
 * then share what V8 knows of them: without it each takes five times the memory.
 */
class Attributes {}
Object.setPrototypeOf(Attributes.prototype, null);
Reflect.deleteProperty(Attributes.prototype, "constructor");

/** What files say again and again, once: coordinates, names of styles, the white space between elements. */
class Strings {
  readonly #known = new Map<string, string>();

  one(text: string): string {
    if (text.length > SHORT) return text;
    const known = this.#known.get(text);
    if (known === undefined && this.#known.size < MOST_STRINGS) this.#known.set(text, text);
    return known ?? text;
  }
}

const none: readonly XmlNode[] = [];

/**
 * The outermost element of an XML text. Of a page of recognised text there are hundreds of thousands of elements, so each
 * takes as little as can be.
 * @param name of the file, for messages
 * @param isDone asked of each element when it ends: whether what is inside it is needed no more, and goes
 * @throws GalleyError document-damaged, with the line
 */
export function parseXml(text: string, name: string, isDone?: (element: XmlElement) => boolean): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: { element: XmlElement; children: XmlNode[] }[] = [];
  const strings = new Strings();
  let root: XmlElement | null = null;
  let count = 0;
  let tagStart = 0;
  const damaged = (reason: string) => {
    const place = `line ${parser.line}`;
    const message = `${name}, ${place}: ${reason}. Nothing of the file was imported.`;
    return new GalleyError("document-damaged", message, { name, place, reason });
  };
  parser.on("doctype", (doctype) => {
    if (!/^\s*html\b[^[]*$/i.test(doctype))
      throw damaged("it has a document type declaration (<!DOCTYPE>), which is not read for safety; delete it");
  });
  parser.on("error", (error) => {
    throw damaged(`not valid XML: ${error.message.replace(/^\d+:\d+: |\.$/g, "")}`);
  });
  parser.on("opentagstart", (tag) => {
    if (!root && /^(?:.*:)?html$/i.test(tag.name)) Object.assign(parser.ENTITIES, htmlEntities);
    // The parser is just behind the name.
    tagStart = text.lastIndexOf("<", parser.position - 1);
  });
  let attributesOfTag = 0;
  parser.on("attribute", () => {
    if (++attributesOfTag > MAX_ATTRIBUTES) throw damaged(`an element has more than ${MAX_ATTRIBUTES} attributes`);
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    attributesOfTag = 0;
    if (open.length >= MAX_DEPTH) throw damaged(`elements nest more than ${MAX_DEPTH} deep`);
    if (++count > MAX_ELEMENTS) throw damaged(`it has more than ${MAX_ELEMENTS} elements; split it into pages`);
    const attributes: Record<string, string> = new Attributes() as Record<string, string>;
    for (const key in tag.attributes) attributes[key] = strings.one((tag.attributes[key] as SaxesAttributeNS).value);
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes,
      children: none,
      line: parser.line,
      tag: tag.name,
      start: tagStart,
      end: parser.position,
      contentStart: parser.position,
      contentEnd: parser.position,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push({ element, children: [] });
  });
  parser.on("closetag", (tag) => {
    const closed = open.pop();
    if (!closed) return;
    const { element, children } = closed;
    // A copy has no room to grow.
    if (children.length) element.children = children.slice();
    if (!tag.isSelfClosing) {
      element.end = parser.position;
      element.contentEnd = text.lastIndexOf("</", parser.position - 1);
    }
    if (isDone?.(element)) element.children = none;
  });
  const addText = (value: string) => {
    const children = open.at(-1)?.children;
    if (!children) return;
    const last = children.at(-1);
    if (typeof last === "string") children[children.length - 1] = last + value;
    else children.push(strings.one(value));
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  if (hasTooManyReferences(text)) throw damaged(`it has more than ${MAX_REFERENCES} references such as “&#65;”`);
  parser.write(text).close();
  if (!root) throw damaged("it holds no element");
  return root;
}

function hasTooManyReferences(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", at + 1)) if (++count > MAX_REFERENCES) return true;
  return false;
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

/** "pc:" where the element's name is written with a prefix; else "". */
export function prefixOf({ tag, name }: XmlElement): string {
  return tag.slice(0, tag.length - name.length);
}

/** What an element without a prefix needs in its tag to be of the same namespace as this one. */
export function namespaceFor(element: XmlElement): string {
  return prefixOf(element) ? ` xmlns="${xmlAttribute(element.namespace)}"` : "";
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
