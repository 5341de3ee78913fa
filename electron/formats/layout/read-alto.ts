/** ALTO, versions 1 to 4: blocks of lines of strings, with what marks a space and a hyphen. Must not know: documents, disk. */
import { codePointLength } from "../../../shared/model/offsets.ts";
import type { PageLayout, Shape } from "../../../shared/model/page-layout.ts";
import { childElements, descendants, firstChild, textOf, type XmlElement } from "../support/xml.ts";
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
import { boxShape, confidenceOf, polygonShape } from "./shapes.ts";
import { parseLines } from "./text-lines.ts";

/** The parts of a page, as they are read. */
const spaces = ["TopMargin", "PrintSpace", "LeftMargin", "RightMargin", "BottomMargin"];
const units = new Set(["pixel", "mm10", "inch1200"]);

function shapeOf(element: XmlElement): Shape | null {
  const polygon = firstChild(firstChild(element, "Shape") ?? element, "Polygon");
  const drawn = polygon && polygonShape(polygon.attributes.POINTS ?? "");
  if (drawn) return drawn;
  const { HPOS, VPOS, WIDTH, HEIGHT } = element.attributes;
  const [left, top, width, height] = [HPOS, VPOS, WIDTH, HEIGHT].map(Number);
  if ([left, top, width, height].some((value) => !Number.isFinite(value))) return null;
  return boxShape([
    left as number,
    top as number,
    (left as number) + (width as number),
    (top as number) + (height as number),
  ]);
}

function wordOf(element: XmlElement, apart: boolean, isKept: boolean): RecognisedWord {
  const own = childElements(element, "Glyph").map((glyph): RecognisedPart => {
    const { CONTENT = "", GC } = glyph.attributes;
    return { text: CONTENT, shape: shapeOf(glyph), confidence: confidenceOf(GC) };
  });
  const { CONTENT = "", WC } = element.attributes;
  const glyphs = own.length ? own : noGlyphs;
  const confidence = confidenceOf(WC);
  return { text: CONTENT, shape: shapeOf(element), confidence, glyphs, apart, element: isKept ? element : null };
}

/** @param isKept whether its words keep their elements */
function readLine(element: XmlElement, isKept: boolean): RecognisedLine {
  const words: RecognisedWord[] = [];
  let apart = false;
  for (const child of childElements(element)) {
    if (child.name === "SP") apart = true;
    else if (child.name === "String" || child.name === "HYP") {
      words.push(wordOf(child, apart, isKept));
      apart = false;
    }
  }
  return { id: element.attributes.ID ?? "", text: null, shape: shapeOf(element), confidence: null, words, element };
}

/** What is known of a file while its pages are read. */
interface Reading {
  /** What tags say about an element: the label of a tag of layout or structure. */
  tags: ReadonlyMap<string, string>;
  lineOf(element: XmlElement): RecognisedLine;
}

function tagsOf(root: XmlElement): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of childElements(firstChild(root, "Tags") ?? root)) {
    const { ID, LABEL, TYPE } = tag.attributes;
    if (ID && /^(Layout|Structure|Role|Other)Tag$/.test(tag.name)) tags.set(ID, LABEL || TYPE || "");
  }
  return tags;
}

function typeOf(element: XmlElement, { tags }: Reading, inherited: string): string {
  const labels = (element.attributes.TAGREFS ?? "").split(/\s+/).flatMap((id) => tags.get(id) || []);
  // Of several, the one that says most: eScriptorium tags a line "default".
  return labels.find((label) => roleOfType(label) !== "paragraph") ?? labels[0] ?? element.attributes.TYPE ?? inherited;
}

function regionsOf(space: XmlElement, reading: Reading): RecognisedRegion[] {
  const regions: RecognisedRegion[] = [];
  const walk = (element: XmlElement, inherited: string) => {
    for (const child of inOrder(childElements(element), (block) => [idOf(block)], chainOf(element))) {
      if (child.name === "ComposedBlock") walk(child, typeOf(child, reading, inherited));
      else if (child.name === "TextBlock") regions.push(...regionOf(child, typeOf(child, reading, inherited), reading));
      else if (child.name === "Illustration" || child.name === "GraphicalElement")
        regions.push(pictureOf(child, typeOf(child, reading, child.name)));
    }
  };
  walk(space, space.name === "PrintSpace" || space.name === "Page" ? "" : space.name);
  return regions;
}

const idOf = (element: XmlElement) => element.attributes.ID ?? "";

/** The blocks inside an element as their IDNEXT chain them; empty where they don't. */
function chainOf(element: XmlElement): string[] {
  const blocks = childElements(element);
  const next = new Map(
    blocks.flatMap(({ attributes: { ID, IDNEXT } }) => (ID && IDNEXT ? [[ID, IDNEXT] as const] : [])),
  );
  if (!next.size) return [];
  const followers = new Set(next.values());
  const order: string[] = [];
  const seen = new Set<string>();
  for (const block of blocks) {
    if (followers.has(idOf(block))) continue;
    for (let id: string | undefined = idOf(block); id && !seen.has(id); id = next.get(id)) {
      seen.add(id);
      order.push(id);
    }
  }
  return order;
}

/** A block, or its runs of lines where some of them are tagged as something else. */
function regionOf(element: XmlElement, type: string, reading: Reading): RecognisedRegion[] {
  const runs: { type: string; lines: RecognisedLine[] }[] = [];
  for (const line of childElements(element, "TextLine")) {
    const own = typeOf(line, reading, type);
    const lineType = roleOfType(own) === "paragraph" ? type : own;
    const last = runs.at(-1);
    if (last?.type === lineType) last.lines.push(reading.lineOf(line));
    else runs.push({ type: lineType, lines: [reading.lineOf(line)] });
  }
  if (!runs.length) runs.push({ type, lines: [] });
  return runs.map((run) => ({
    id: idOf(element),
    type: run.type,
    role: roleOfType(run.type),
    shape: shapeOf(element),
    vertical: run.lines.length > 0 && run.lines.every(isVertical),
    lines: run.lines,
    element,
  }));
}

/** ALTO has no word for it: lines are much higher than wide, and their strings stand below each other. */
function isVertical({ shape, words }: RecognisedLine): boolean {
  if (!shape) return false;
  const [left, top, right, bottom] = shape.box;
  const characters = words.reduce((sum, { text }) => sum + codePointLength(text), 0);
  return characters > 1 && bottom - top > 1.5 * (right - left);
}

function pictureOf(element: XmlElement, type: string): RecognisedRegion {
  return {
    id: idOf(element),
    type,
    role: roleOfType(type),
    shape: shapeOf(element),
    vertical: false,
    lines: [],
    element,
  };
}

/** Ids in the order that the file's groups give, groups that contradict nobody included. */
function givenOrder(root: XmlElement): string[] {
  const group = firstChild(root, "ReadingOrder");
  if (!group) return [];
  return Array.from(descendants(group, "ElementRef")).flatMap((ref) => (ref.attributes.REF ?? "").split(/\s+/));
}

function pageOf(element: XmlElement, root: XmlElement, reading: Reading): RecognisedPage {
  const description = firstChild(root, "Description");
  const unit = description && firstChild(description, "MeasurementUnit");
  const said = unit ? textOf(unit).trim() : "";
  const file = description && Array.from(descendants(description, "fileName"))[0];
  const { WIDTH, HEIGHT, PRINTED_IMG_NR = "", ID = "" } = element.attributes;
  const parts = spaces.flatMap((name) => childElements(element, name));
  const regions = (parts.length ? parts : [element]).flatMap((part) => regionsOf(part, reading));
  return {
    image: file ? textOf(file).trim() : "",
    number: PRINTED_IMG_NR || (/\d+$/.exec(ID)?.[0] ?? ""),
    width: Number(WIDTH) || 0,
    height: Number(HEIGHT) || 0,
    unit: (units.has(said) ? said : "pixel") as PageLayout["unit"],
    regions: inOrder(regions, ({ id }) => [id], givenOrder(root)),
    element,
    root,
  };
}

/**
 * @param text of an ALTO file @param isKept whether words keep their elements, so that they can be written again
 * @throws GalleyError document-damaged, with the line
 */
export function readAlto(text: string, name: string, isKept = true): RecognisedPage[] {
  const { root, lineOf } = parseLines(text, name, readLine, isKept);
  const reading: Reading = { tags: tagsOf(root), lineOf };
  const layout = firstChild(root, "Layout");
  return layout ? childElements(layout, "Page").map((page) => pageOf(page, root, reading)) : [];
}
