/** Files whose lines are elements "TextLine", as ALTO and PAGE XML have them. Must not know: what is in such an element. */
import { parseXml, type XmlElement } from "../support/xml.ts";
import type { RecognisedLine } from "./recognised.ts";

/**
 * The outermost element, and its lines.
 * @param read what is said by such an element
 * @param isKept whether words keep their elements; if not, lines are read where they end, and what is inside them goes
 * @throws GalleyError document-damaged, with the line
 */
export function parseLines(
  text: string,
  name: string,
  read: (element: XmlElement, isKept: boolean) => RecognisedLine,
  isKept: boolean,
): { root: XmlElement; lineOf(element: XmlElement): RecognisedLine } {
  const ended = new Map<XmlElement, RecognisedLine>();
  const end = (element: XmlElement) => {
    if (element.name !== "TextLine") return false;
    ended.set(element, read(element, false));
    return true;
  };
  const root = parseXml(text, name, isKept ? undefined : end);
  return { root, lineOf: (element) => ended.get(element) ?? read(element, true) };
}
