/**
 * hOCR: XHTML whose classes say what is a page, a paragraph, a line and a word, and whose titles hold boxes and
 * confidences ("bbox 10 20 110 60; x_wconf 91"). Must not know: documents, disk.
 */
import type { Shape } from "../../../shared/model/page-layout.ts";
import { childElements, descendants, parseXml, textOf, type XmlElement } from "../support/xml.ts";
import type { RecognisedLine, RecognisedPage, RecognisedPart, RecognisedRegion, RecognisedWord } from "./recognised.ts";
import { roleOfType } from "./region-roles.ts";
import { boxShape, confidenceOf, numbersIn } from "./shapes.ts";

/** Classes of lines. A header or caption is one only where no line stands in it. */
const lineClasses = new Set(["ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"]);
/** Classes that are a region of their own; the lines in them belong to the innermost. */
const regionClasses = new Set([
  "ocr_par",
  "ocr_carea",
  "ocr_column",
  "ocrx_block",
  "ocr_float",
  "ocr_textfloat",
  "ocr_header",
  "ocr_footer",
  "ocr_pageno",
  "ocr_caption",
  "ocr_title",
  "ocr_author",
  "ocr_abstract",
  "ocr_blockquote",
  "ocr_chapter",
  "ocr_section",
  "ocr_subsection",
  "ocr_subsubsection",
]);
/** Regions that say nothing of what they are. */
const plainClasses = new Set([
  "ocr_par",
  "ocr_carea",
  "ocr_column",
  "ocrx_block",
  "ocr_line",
  "ocrx_line",
  "ocr_float",
]);
/** Tags that HTML never closes, as programs write them in what they call XHTML. */
const openTags = /<(meta|link|br|hr|img|col|area|input)\b((?:"[^"]*"|'[^']*'|[^'"<>/]|\/(?!>))*)>/gi;

function classesOf(element: XmlElement): string[] {
  return (element.attributes.class ?? "").split(/\s+/).filter(Boolean);
}

/** The properties of a title, by name: what stands behind it up to the next semicolon that is in no quotes. */
function propertiesOf(element: XmlElement): Map<string, string> {
  const properties = new Map<string, string>();
  for (const [part] of (element.attributes.title ?? "").matchAll(/(?:"[^"]*"|'[^']*'|[^;"']|["'])+/g)) {
    const [, name, value] = /^\s*(\S+)\s*([\s\S]*?)\s*$/.exec(part) ?? [];
    if (name) properties.set(name, value ?? "");
  }
  return properties;
}

function shapeOf(properties: ReadonlyMap<string, string>): Shape | null {
  const [left, top, right, bottom] = numbersIn(properties.get("bbox") ?? "");
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return null;
  return boxShape([left, top, right, bottom]);
}

/** Without the white space that lays the file out; a space that the page has (U+3000, U+00A0) is none of it. */
const oneLine = (text: string) => text.replace(/[ \t\r\n\f]+/g, " ").replace(/^ | $/g, "");
const unquoted = (text: string) => text.replace(/^(["'])(.*)\1$/, "$2");

function wordOf(element: XmlElement): RecognisedWord {
  const properties = propertiesOf(element);
  const glyphs = Array.from(descendants(element, "span"))
    .filter((span) => classesOf(span).includes("ocrx_cinfo"))
    .map((span): RecognisedPart => {
      const own = propertiesOf(span);
      const [left, top, right, bottom] = numbersIn(own.get("x_bboxes") ?? "");
      const shape =
        left === undefined || top === undefined || right === undefined || bottom === undefined
          ? shapeOf(own)
          : boxShape([left, top, right, bottom]);
      return { text: oneLine(textOf(span)), shape, confidence: confidenceOf(own.get("x_conf"), 100) };
    });
  return {
    // White space between glyphs only lays the file out.
    text: glyphs.length ? glyphs.map(({ text }) => text).join("") : oneLine(textOf(element)),
    shape: shapeOf(properties),
    confidence: confidenceOf(properties.get("x_wconf"), 100),
    glyphs,
    apart: false,
    element,
  };
}

/** The words of a line; two are apart where white space or other text stands between them. */
function wordsOf(line: XmlElement): RecognisedWord[] {
  const words: RecognisedWord[] = [];
  let apart = false;
  const walk = (element: XmlElement) => {
    for (const child of element.children) {
      if (typeof child === "string") apart ||= /\s/.test(child);
      else if (classesOf(child).some((name) => name === "ocrx_word" || name === "ocr_word")) {
        words.push({ ...wordOf(child), apart });
        apart = false;
      } else walk(child);
    }
  };
  walk(line);
  return words;
}

function lineOf(element: XmlElement): RecognisedLine {
  const properties = propertiesOf(element);
  const words = wordsOf(element);
  return {
    id: element.attributes.id ?? "",
    text: words.length ? null : oneLine(textOf(element)),
    shape: shapeOf(properties),
    confidence: confidenceOf(properties.get("x_wconf"), 100),
    words,
    element,
  };
}

interface OpenRegion {
  element: XmlElement;
  type: string;
  lines: { line: RecognisedLine; type: string }[];
}

const isLine = (element: XmlElement) => classesOf(element).some((name) => lineClasses.has(name));

function holdsLine(element: XmlElement): boolean {
  return childElements(element).some((child) => isLine(child) || holdsLine(child));
}

function typeOf(classes: readonly string[], isTesseract: boolean): string {
  const own = classes.find((name) => /^ocrx?_/.test(name) && !plainClasses.has(name));
  // Tesseract writes "header" for the lines of a heading.
  if (own === "ocr_header" && isTesseract) return "heading";
  return own?.replace(/^ocrx?_/, "") ?? "";
}

const isRegion = (element: XmlElement) => classesOf(element).some((name) => regionClasses.has(name));

function holdsRegion(element: XmlElement): boolean {
  return childElements(element).some((child) => isRegion(child) || holdsRegion(child));
}

function regionsOf(page: XmlElement, isTesseract: boolean): RecognisedRegion[] {
  const open: OpenRegion[] = [];
  const begin = (element: XmlElement, type: string): OpenRegion => {
    const region = { element, type, lines: [] };
    open.push(region);
    return region;
  };
  const walk = (element: XmlElement, region: OpenRegion) => {
    let current = region;
    for (const child of childElements(element)) {
      const type = typeOf(classesOf(child), isTesseract) || region.type;
      if (isLine(child) && !holdsLine(child)) {
        current.lines.push({ line: lineOf(child), type });
        continue;
      }
      const regions = open.length;
      if (!isRegion(child)) walk(child, current);
      else if (holdsLine(child) || holdsRegion(child)) walk(child, begin(child, type));
      // Some programs mark no lines: then a paragraph is one.
      else begin(child, type).lines.push({ line: lineOf(child), type });
      // What stands behind an inner region is read behind it.
      if (open.length > regions) current = begin(region.element, region.type);
    }
  };
  walk(page, begin(page, ""));
  if (!open.some(({ lines }) => lines.length)) open[0]?.lines.push({ line: lineOf(page), type: "" });
  return open.flatMap(({ element, lines }) => runsOf(lines).map((run) => regionOf(element, run)));
}

/** Lines of one type that follow each other: a heading and the text below it are two regions. */
function runsOf(lines: OpenRegion["lines"]): OpenRegion["lines"][] {
  const runs: OpenRegion["lines"][] = [];
  for (const item of lines) {
    const last = runs.at(-1);
    if (last?.[0]?.type === item.type) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

function regionOf(element: XmlElement, run: OpenRegion["lines"]): RecognisedRegion {
  const type = run[0]?.type ?? "";
  return {
    id: element.attributes.id ?? "",
    type,
    role: roleOfType(type),
    shape: shapeOf(propertiesOf(element)),
    vertical: /vert/i.test(element.attributes.lang ?? element.attributes["xml:lang"] ?? "") || run.every(isVertical),
    lines: run.map(({ line }) => line),
    element,
  };
}

/** Words below each other. */
function isVertical({ line }: OpenRegion["lines"][number]): boolean {
  const boxes = line.words.flatMap(({ shape }) => (shape ? [shape.box] : []));
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!first || !last || first === last) return false;
  return last[1] - first[1] > Math.abs(last[0] - first[0]);
}

function pageOf(element: XmlElement, root: XmlElement, isTesseract: boolean): RecognisedPage {
  const properties = propertiesOf(element);
  const [left = 0, top = 0, right = 0, bottom = 0] = shapeOf(properties)?.box ?? [];
  return {
    image: unquoted(properties.get("image") ?? properties.get("x_source") ?? properties.get("file") ?? ""),
    number: properties.get("lpageno") ?? "",
    width: right - left,
    height: bottom - top,
    unit: "pixel",
    regions: regionsOf(element, isTesseract),
    element,
    root,
  };
}

/** @param text of an hOCR file. @throws GalleyError document-damaged, with the line */
export function readHocr(text: string, name: string): RecognisedPage[] {
  const root = parseXml(
    text.replace(openTags, (_, tag: string, rest: string) => `<${tag}${rest}/>`),
    name,
  );
  const system = Array.from(descendants(root, "meta")).find((meta) => meta.attributes.name === "ocr-system");
  const isTesseract = /^tesseract/i.test(system?.attributes.content?.trim() ?? "");
  const pages: RecognisedPage[] = [];
  const walk = (element: XmlElement) => {
    for (const child of childElements(element)) {
      if (classesOf(child).includes("ocr_page")) pages.push(pageOf(child, root, isTesseract));
      else walk(child);
    }
  };
  walk(root);
  return pages;
}
