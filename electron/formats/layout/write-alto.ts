/** Corrected text as ALTO: into the file that it came from, or into a new one (version 4.2). Must not know: documents, disk. */

import type { Shape } from "../../../shared/model/page-layout.ts";
import { type Splice, spliced, withAttributes, withoutElement } from "../support/splice.ts";
import { childElements, descendants, namespaceFor, type XmlElement, xmlAttribute, xmlText } from "../support/xml.ts";
import { type AddedBlock, type CorrectedSource, correctedWords } from "./corrected-source.ts";
import type { NewPage, NewRegion } from "./new-page.ts";
import { joinWords, type PlacedLine, type PlacedPage, runOf } from "./recognised.ts";

/** @param text of the original file @param placed one of its pages; the others are left out */
export function rewriteAlto(text: string, placed: PlacedPage, corrected: CorrectedSource): string {
  const { element: page, root } = placed.page;
  const splices: Splice[] = placed.lines.flatMap((line) => lineSplices(text, line, corrected));
  for (const other of descendants(root, "Page")) if (other !== page) splices.push(withoutElement(text, other));
  const namespace = namespaceFor(page);
  const blocks = corrected.added.map((block) => addedBlock(block, namespace)).join("");
  const space = childElements(page, "PrintSpace")[0] ?? page;
  if (blocks && space.contentStart < space.end)
    splices.push({ start: space.contentEnd, end: space.contentEnd, text: blocks });
  return spliced(text, splices);
}

function lineSplices(text: string, placed: PlacedLine, corrected: CorrectedSource): Splice[] {
  const { line, region, start, end } = placed;
  const wanted = corrected.slice(start, end);
  if (wanted === placed.text || !line.element) return [];
  const { words, gaps } = correctedWords(placed, corrected);
  // Marks of a space stay where nothing changed between two words, also those that no reader takes for one.
  const trial = line.words.map((word, index) => {
    const same = gaps[index] === gapBefore(placed, index);
    return { ...word, text: words[index] ?? "", apart: same ? word.apart : gaps[index] === " " };
  });
  // Where a reader would not find the same spaces again, they stand inside the strings.
  if (joinWords(trial, runOf(line, region)).text !== wanted) {
    for (const [index, gap] of gaps.entries()) {
      const last = trial.findLastIndex((word, at) => at < index && word.text);
      const [before, after] = [trial[last], trial[index]];
      if (before) before.text += gap;
      else if (after) after.text = gap + after.text;
      if (after) after.apart = false;
    }
  }
  const splices: Splice[] = [];
  for (const [index, word] of line.words.entries()) {
    const now = trial[index]?.text ?? "";
    if (now !== word.text && word.element) splices.push(...stringSplices(text, word.element, now));
  }
  return [
    ...splices,
    ...spaceSplices(
      text,
      line.element,
      trial.map(({ apart }) => apart),
    ),
  ];
}

/** The space that the file's own words have before one of them. */
function gapBefore({ words }: PlacedLine, index: number): "" | " " {
  const place = words[index];
  const before = words.slice(0, index).findLast((other) => other);
  return place && before && place.start > before.end ? " " : "";
}

function stringSplices(text: string, element: XmlElement, content: string): Splice[] {
  if (element.name === "HYP")
    return content ? [withAttributes(element, { CONTENT: content })] : [withoutElement(text, element)];
  // What was said of the old characters is not true of the new ones.
  const tag = withAttributes(element, { CONTENT: content, WC: null, CC: null, SUBS_TYPE: null, SUBS_CONTENT: null });
  return [tag, ...childElements(element, "Glyph").map((glyph) => withoutElement(text, glyph))];
}

/** Takes out the spaces of a line that are none now. */
function spaceSplices(text: string, line: XmlElement, apart: readonly boolean[]): Splice[] {
  const splices: Splice[] = [];
  let next = 0;
  let spaces: XmlElement[] = [];
  for (const child of childElements(line)) {
    if (child.name === "SP") spaces.push(child);
    else if (child.name === "String" || child.name === "HYP") {
      if (!apart[next]) splices.push(...spaces.map((space) => withoutElement(text, space)));
      spaces = [];
      next++;
    }
  }
  return splices;
}

/** A block that someone wrote: it has no place on the image, which versions before 4 want to be said. */
function addedBlock({ id, text }: AddedBlock, namespace: string): string {
  const nowhere = 'HPOS="0" VPOS="0" WIDTH="0" HEIGHT="0"';
  const lines = text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => `<TextLine ${nowhere}><String CONTENT="${xmlAttribute(line)}" ${nowhere}/></TextLine>`);
  return lines.length
    ? `<TextBlock${namespace} ID="galley_${idPart(id)}" ${nowhere}>${lines.join("")}</TextBlock>\n`
    : "";
}

const idPart = (id: string) => id.replace(/[^\w.-]/gu, "_");

function place(shape: Shape | null): string {
  if (!shape) return "";
  const [left, top, right, bottom] = shape.box;
  return ` HPOS="${left}" VPOS="${top}" WIDTH="${right - left}" HEIGHT="${bottom - top}"`;
}

function outline(shape: Shape | null, indent: string): string {
  if (!shape?.polygon) return "";
  const points = shape.polygon.map(([x, y]) => `${x},${y}`).join(" ");
  return `${indent}<Shape><Polygon POINTS="${points}"/></Shape>\n`;
}

/** A whole new file. */
export function newAlto(page: NewPage): string {
  const roles = [...new Set(page.regions.map(({ role }) => role))];
  const tags = roles.map((role) => `    <StructureTag ID="role_${idPart(role)}" LABEL="${xmlAttribute(role)}"/>\n`);
  const size = page.width && page.height ? ` WIDTH="${page.width}" HEIGHT="${page.height}"` : "";
  const number = page.number ? ` PRINTED_IMG_NR="${xmlAttribute(page.number)}"` : "";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" SCHEMAVERSION="4.2">\n',
    "  <Description>\n",
    `    <MeasurementUnit>${page.unit}</MeasurementUnit>\n`,
    "    <sourceImageInformation>\n",
    `      <fileName>${xmlText(page.image)}</fileName>\n`,
    "    </sourceImageInformation>\n",
    "  </Description>\n",
    tags.length ? `  <Tags>\n${tags.join("")}  </Tags>\n` : "",
    "  <Layout>\n",
    `    <Page ID="page_1" PHYSICAL_IMG_NR="1"${number}${size}>\n`,
    "      <PrintSpace>\n",
    ...page.regions.map(newBlock),
    "      </PrintSpace>\n",
    "    </Page>\n",
    "  </Layout>\n",
    "</alto>\n",
  ].join("");
}

function newBlock(region: NewRegion, index: number): string {
  const id = `block_${index + 1}`;
  const lines = region.lines.map((line, at) => {
    const strings = line.words
      .flatMap((word, i) => [
        ...(i > 0 && word.space ? ["            <SP/>\n"] : []),
        `            <String CONTENT="${xmlAttribute(word.text)}"${place(word.shape)}/>\n`,
      ])
      .join("");
    const outlined = outline(line.shape, "            ");
    return `          <TextLine ID="${id}_line_${at + 1}"${place(line.shape)}>\n${outlined}${strings}          </TextLine>\n`;
  });
  const tag = ` TAGREFS="role_${idPart(region.role)}"`;
  const outlined = outline(region.shape, "          ");
  return `        <TextBlock ID="${id}"${tag}${place(region.shape)}>\n${outlined}${lines.join("")}        </TextBlock>\n`;
}
