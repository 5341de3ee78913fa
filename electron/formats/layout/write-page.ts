/** Corrected text as PAGE XML: into the file that it came from, or into a new one (2019-07-15). Must not know: documents, disk. */
import type { Shape } from "../../../shared/model/page-layout.ts";
import { type Splice, spliced, withAttributes, withContent, withoutElement } from "../support/splice.ts";
import {
  childElements,
  firstChild,
  namespaceFor,
  prefixOf,
  type XmlElement,
  xmlAttribute,
  xmlText,
} from "../support/xml.ts";
import { type AddedBlock, type CorrectedSource, correctedWords } from "./corrected-source.ts";
import type { NewPage, NewRegion } from "./new-page.ts";
import { mainText } from "./read-page.ts";
import type { PlacedLine, PlacedPage, RecognisedRegion } from "./recognised.ts";

/** Where something has no place: PAGE wants two points at least. */
const NOWHERE = "0,0 0,0";

/** @param text of the original file @param changed when the text was last changed (ISO 8601) */
export function rewritePage(text: string, placed: PlacedPage, corrected: CorrectedSource, changed: string): string {
  const splices: Splice[] = [];
  const changedRegions = new Set<RecognisedRegion>();
  for (const line of placed.lines) {
    const now = corrected.slice(line.start, line.end);
    if (now === line.text) continue;
    changedRegions.add(line.region);
    splices.push(...lineSplices(text, line, now, corrected));
  }
  for (const region of changedRegions) {
    const main = mainText(region.element);
    const own = placed.lines.filter((line) => line.region === region);
    const whole = own.map(({ start, end }) => corrected.slice(start, end)).join("\n");
    if (main) splices.push(...equivSplices(main.element, main.unicode, whole));
  }
  const { element: page, root } = placed.page;
  const namespace = namespaceFor(page);
  const regions = corrected.added.map((block) => addedRegion(block, namespace)).join("");
  if (regions) splices.push({ start: page.contentEnd, end: page.contentEnd, text: regions });
  const metadata = firstChild(root, "Metadata");
  const lastChange = metadata && firstChild(metadata, "LastChange");
  if (lastChange && splices.length) splices.push(withContent(lastChange, xmlText(changed)));
  return spliced(text, splices);
}

function lineSplices(text: string, placed: PlacedLine, now: string, corrected: CorrectedSource): Splice[] {
  const { element, words } = placed.line;
  if (!element) return [];
  const main = mainText(element);
  const splices: Splice[] = [];
  if (main) splices.push(...equivSplices(main.element, main.unicode, now));
  else {
    const last = words.at(-1)?.element?.end ?? element.contentEnd;
    const prefix = prefixOf(element);
    const equiv = `<${prefix}TextEquiv><${prefix}Unicode>${xmlText(now)}</${prefix}Unicode></${prefix}TextEquiv>`;
    splices.push({ start: last, end: last, text: equiv });
  }
  for (const [index, word] of correctedWords(placed, corrected).words.entries()) {
    const old = words[index];
    if (word === null || !old?.element || word === old.text) continue;
    const own = mainText(old.element);
    if (own) splices.push(...equivSplices(own.element, own.unicode, word));
    splices.push(...childElements(old.element, "Glyph").map((glyph) => withoutElement(text, glyph)));
  }
  return splices;
}

/** The text of a TextEquiv; how sure the recogniser was of the old one goes. */
function equivSplices(equiv: XmlElement, unicode: XmlElement, text: string): Splice[] {
  const plain = firstChild(equiv, "PlainText");
  return [
    withAttributes(equiv, { conf: null }),
    withContent(unicode, xmlText(text)),
    ...(plain ? [withContent(plain, xmlText(text))] : []),
  ];
}

const idPart = (id: string) => id.replace(/[^\w.-]/gu, "_");

function addedRegion({ id, role, text }: AddedBlock, namespace: string): string {
  const lines = text.split("\n").filter((line) => line.trim());
  const region = {
    role,
    shape: null,
    vertical: false,
    lines: lines.map((line) => ({ text: line, shape: null, words: [] })),
  };
  return lines.length ? newRegion(region, `galley_${idPart(id)}`, namespace) : "";
}

function coords(shape: Shape | null): string {
  if (!shape) return `<Coords points="${NOWHERE}"/>`;
  const [left, top, right, bottom] = shape.box;
  const corners = shape.polygon ?? [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  // Whole and not negative, as PAGE wants them.
  const points = corners.map((point) => point.map((value) => Math.max(0, Math.round(value))).join(","));
  return `<Coords points="${points.join(" ")}"/>`;
}

/** PAGE's own types by role; what it has none for stands in `custom` alone. */
const types: Record<string, string> = {
  title: "heading",
  kicker: "heading",
  subtitle: "heading",
  heading: "heading",
  caption: "caption",
  credit: "credit",
  paragraph: "paragraph",
};

function newRegion({ role, shape, vertical, lines }: NewRegion, id: string, namespace = ""): string {
  const type = types[role] ?? "other";
  const direction = vertical ? ' readingDirection="top-to-bottom" textLineOrder="right-to-left"' : "";
  const written = lines.map((line, index) => {
    const lineId = `${id}_line_${index + 1}`;
    const words = line.words.length > 1 || line.words.some((word) => word.shape) ? line.words : [];
    const inner = words.map(
      (word, at) =>
        `        <Word id="${lineId}_word_${at + 1}">${coords(word.shape)}<TextEquiv><Unicode>${xmlText(word.text)}</Unicode></TextEquiv></Word>\n`,
    );
    return `      <TextLine id="${lineId}">\n        ${coords(line.shape)}\n${inner.join("")}        <TextEquiv><Unicode>${xmlText(line.text)}</Unicode></TextEquiv>\n      </TextLine>\n`;
  });
  const custom = `structure {type:${role.replace(/[;:{}]/g, "_")};}`;
  return `    <TextRegion${namespace} id="${id}" type="${type}" custom="${xmlAttribute(custom)}"${direction}>\n      ${coords(shape)}\n${written.join("")}    </TextRegion>\n`;
}

/** A whole new file. @param changed when the text was last changed (ISO 8601) */
export function newPageXml(page: NewPage, changed: string): string {
  const ids = page.regions.map((_, index) => `region_${index + 1}`);
  const order = ids.map((id, index) => `        <RegionRefIndexed index="${index}" regionRef="${id}"/>\n`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">\n',
    "  <Metadata>\n",
    "    <Creator>Galley</Creator>\n",
    `    <Created>${xmlText(changed)}</Created>\n`,
    `    <LastChange>${xmlText(changed)}</LastChange>\n`,
    "  </Metadata>\n",
    `  <Page imageFilename="${xmlAttribute(page.image)}" imageWidth="${page.width}" imageHeight="${page.height}">\n`,
    order.length
      ? `    <ReadingOrder>\n      <OrderedGroup id="order">\n${order.join("")}      </OrderedGroup>\n    </ReadingOrder>\n`
      : "",
    ...page.regions.map((region, index) => newRegion(region, ids[index] as string)),
    "  </Page>\n",
    "</PcGts>\n",
  ].join("");
}
