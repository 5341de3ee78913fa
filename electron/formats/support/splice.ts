/** Changing parts of an XML text and leaving every other character as it is. Must not know: vocabularies. */
import { type XmlElement, xmlAttribute } from "./xml.ts";

/** Characters [start, end) (UTF-16 units) become `text`. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** @param splices that don't overlap, in any order; of two inside each other the outer one counts */
export function spliced(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const splice of splices.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (splice.start < at) continue;
    parts.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/** Takes an element out, with the white space before it. */
export function withoutElement(text: string, element: XmlElement): Splice {
  let { start } = element;
  while (/\s/.test(text[start - 1] ?? "")) start--;
  return { start, end: element.end, text: "" };
}

/** The element's start tag with other attributes; what is null goes. */
export function withAttributes(element: XmlElement, changes: Readonly<Record<string, string | null>>): Splice {
  const attributes = new Map<string, string>(Object.entries(element.attributes));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) attributes.delete(name);
    else attributes.set(name, value);
  }
  const written = Array.from(attributes, ([name, value]) => ` ${name}="${xmlAttribute(value)}"`).join("");
  const isEmpty = element.contentStart === element.end;
  return { start: element.start, end: element.contentStart, text: `<${element.tag}${written}${isEmpty ? "/" : ""}>` };
}

/** The element with other content, written as XML. */
export function withContent(element: XmlElement, xml: string): Splice {
  if (element.contentStart < element.end) return { start: element.contentStart, end: element.contentEnd, text: xml };
  const tag = withAttributes(element, {}).text.slice(0, -2);
  return { start: element.start, end: element.end, text: `${tag}>${xml}</${element.tag}>` };
}

/** What an exported file says of its encoding: it is UTF-8 whatever the original was in. */
export function declaredAsUtf8(text: string): string {
  return text.replace(/^(\s*<\?xml[^>]*?encoding\s*=\s*)(["'])[^"']*\2/, "$1$2UTF-8$2");
}
