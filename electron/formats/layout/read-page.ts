/** PAGE XML, 2009 to 2019: regions of lines of words of glyphs, in an order of their own. Must not know: documents, disk. */
import type { Shape } from "../../../shared/model/page-layout.ts";
import { childElements, firstChild, textOf, type XmlElement } from "../support/xml.ts";
import { inOrder } from "./reading-order.ts";
import {
  noGlyphs,
  type RecognisedLine,
  type RecognisedPage,
  type RecognisedPart,
  type RecognisedRegion,
  type RecognisedWord,
} from "./recognised.ts";
import { roleOfType } from "./region-roles.ts";
import { confidenceOf, polygonShape } from "./shapes.ts";
import { parseLines } from "./text-lines.ts";

const isRegion = (element: XmlElement) => /Region$|^TableCell$/.test(element.name);
const idOf = (element: XmlElement) => element.attributes.id ?? "";

function shapeOf(element: XmlElement): Shape | null {
  const coords = firstChild(element, "Coords");
  if (!coords) return null;
  // Before 2013 every point was an element.
  const points = childElements(coords, "Point").map(({ attributes: { x, y } }) => `${x},${y}`);
  return polygonShape(coords.attributes.points ?? points.join(" "));
}

/** The text that counts where there are several: the one of the lowest index, else the first. */
export function mainText(element: XmlElement): { element: XmlElement; unicode: XmlElement } | null {
  const all = childElements(element, "TextEquiv").flatMap((equiv) => {
    const unicode = firstChild(equiv, "Unicode");
    return unicode ? [{ element: equiv, unicode }] : [];
  });
  const index = ({ element: { attributes } }: { element: XmlElement }) => Number(attributes.index ?? 0) || 0;
  return all.toSorted((a, b) => index(a) - index(b))[0] ?? null;
}

/** Text without the line ends and spaces that only lay the file out. */
const contentOf = (element: XmlElement) => textOf(element).replace(/^\s*\n\s*|\s*\n\s*$/g, "");

function partOf(element: XmlElement): RecognisedPart {
  const main = mainText(element);
  return {
    text: main ? contentOf(main.unicode) : "",
    shape: shapeOf(element),
    confidence: confidenceOf(main?.element.attributes.conf),
  };
}

function wordOf(element: XmlElement, isKept: boolean): RecognisedWord {
  const own = childElements(element, "Glyph").map(partOf);
  const glyphs = own.length ? own : noGlyphs;
  const { text, shape, confidence } = partOf(element);
  const whole = text || glyphs.map((glyph) => glyph.text).join("");
  return { text: whole, shape, confidence, glyphs, apart: true, element: isKept ? element : null };
}

/** "structure {type:heading;} readingOrder {index:0;}" as Transkribus writes it, by "structure.type". */
function customOf(element: XmlElement): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name, body] of (element.attributes.custom ?? "").matchAll(/([\w-]+)\s*\{([^}]*)\}/g)) {
    for (const [, key, value] of (body ?? "").matchAll(/([\w-]+)\s*:\s*([^;]*)/g))
      if (!values.has(`${name}.${key}`)) values.set(`${name}.${key}`, (value ?? "").trim());
  }
  return values;
}

/** @param isKept whether its words keep their elements */
function readLine(element: XmlElement, isKept: boolean): RecognisedLine {
  const part = partOf(element);
  const words = childElements(element, "Word").map((word) => wordOf(word, isKept));
  return { id: idOf(element), ...part, text: part.text || !words.length ? part.text : null, words, element };
}

/** Elements in the order of the numbers that they have; as they stand where one has none. */
function byIndex(elements: readonly XmlElement[]): XmlElement[] {
  const keyed = elements.map((element) => {
    const index = element.attributes.index ?? customOf(element).get("readingOrder.index");
    return { element, index: index === undefined || index === "" ? Number.NaN : Number(index) };
  });
  if (keyed.some(({ index }) => Number.isNaN(index))) return [...elements];
  return keyed.toSorted((a, b) => a.index - b.index).map(({ element }) => element);
}

interface Nested {
  region: RecognisedRegion;
  /** Its own id, then those of the regions that it lies in. */
  ids: readonly string[];
}

interface Inherited {
  vertical: boolean;
  lineOf(element: XmlElement): RecognisedLine;
}

/** The region and those inside it, each with its own lines. */
function regionsOf(element: XmlElement, inherited: Inherited, outer: readonly string[] = []): Nested[] {
  const ids = [idOf(element), ...outer];
  const structure = customOf(element).get("structure.type");
  const type = structure || element.attributes.type || (element.name === "TextRegion" ? "" : element.name);
  const { readingDirection } = element.attributes;
  const vertical = readingDirection ? /top-to-bottom|bottom-to-top/.test(readingDirection) : inherited.vertical;
  const lines = byIndex(childElements(element, "TextLine")).map(inherited.lineOf);
  const text = lines.length ? "" : partOf(element).text;
  const own: RecognisedRegion = {
    id: idOf(element),
    type,
    role: roleOfType(type),
    shape: shapeOf(element),
    vertical,
    lines: text ? textLines(text) : lines,
    element,
  };
  const inner = byIndex(childElements(element).filter(isRegion));
  return [{ region: own, ids }, ...inner.flatMap((region) => regionsOf(region, { ...inherited, vertical }, ids))];
}

/** The lines of a region whose text stands only as a whole. */
function textLines(text: string): RecognisedLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => ({ id: "", text: line, shape: null, confidence: null, words: [], element: null }));
}

/** Ids of regions in reading order; groups in groups. */
function givenOrder(page: XmlElement): string[] {
  const order = firstChild(page, "ReadingOrder");
  const refs = (group: XmlElement): string[] =>
    byIndex(
      childElements(group).filter(({ name }) => /^(RegionRef|OrderedGroup|UnorderedGroup)(Indexed)?$/.test(name)),
    ).flatMap((child) => [...(child.attributes.regionRef ? [child.attributes.regionRef] : []), ...refs(child)]);
  return order ? refs(order) : [];
}

function pageOf(element: XmlElement, root: XmlElement, lineOf: Inherited["lineOf"]): RecognisedPage {
  const { imageFilename = "", imageWidth, imageHeight, readingDirection = "" } = element.attributes;
  const inherited = { vertical: /top-to-bottom|bottom-to-top/.test(readingDirection), lineOf };
  const order = givenOrder(element);
  const outer = childElements(element).filter(isRegion);
  const nested = (order.length ? outer : byIndex(outer)).flatMap((region) => regionsOf(region, inherited));
  return {
    image: imageFilename,
    number: "",
    width: Number(imageWidth) || 0,
    height: Number(imageHeight) || 0,
    unit: "pixel",
    regions: inOrder(nested, ({ ids }) => ids, order).map(({ region }) => region),
    element,
    root,
  };
}

/**
 * @param text of a PAGE XML file @param isKept whether words keep their elements, so that they can be written again
 * @throws GalleyError document-damaged, with the line
 */
export function readPage(text: string, name: string, isKept = true): RecognisedPage[] {
  const { root, lineOf } = parseLines(text, name, readLine, isKept);
  return childElements(root, "Page").map((page) => pageOf(page, root, lineOf));
}
