/**
 * What a new ALTO or PAGE file is written from: a document's blocks as regions without places, or, of a document that was
 * recognised, its regions with their places and the corrected text. Must not know: the formats, disk.
 */
import type { GalleyDocument } from "../../../shared/model/document.ts";
import type { PageLayout, Shape } from "../../../shared/model/page-layout.ts";
import { type CorrectedSource, correctedWords } from "./corrected-source.ts";
import { joinWords, type PlacedLine, type PlacedPage, runOf } from "./recognised.ts";

export interface NewWord {
  text: string;
  /** A space stands before it. */
  space: boolean;
  shape: Shape | null;
}

export interface NewLine {
  text: string;
  shape: Shape | null;
  words: readonly NewWord[];
}

export interface NewRegion {
  role: string;
  shape: Shape | null;
  vertical: boolean;
  lines: readonly NewLine[];
}

export interface NewPage {
  image: string;
  number: string;
  width: number;
  height: number;
  unit: PageLayout["unit"];
  regions: readonly NewRegion[];
}

const textLine = (text: string): NewLine => ({ text, shape: null, words: [{ text, space: false, shape: null }] });

function textRegion({ role, text }: { role: string; text: string }): NewRegion[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim());
  return lines.length ? [{ role, shape: null, vertical: false, lines: lines.map(textLine) }] : [];
}

/** The document's blocks in its own order, nothing known of their places. */
export function pageOfDocument(document: GalleyDocument): NewPage {
  const regions = document.articles.flatMap(({ blocks }) => blocks.flatMap(textRegion));
  return { image: "", number: document.meta.page, width: 0, height: 0, unit: "pixel", regions };
}

/** The page as it was recognised, in its order, with the corrected text; what was written in comes last. */
export function pageWithPlaces({ page, lines }: PlacedPage, corrected: CorrectedSource): NewPage {
  const { image, number, width, height, unit } = page;
  const byRegion = Map.groupBy(lines, ({ region }) => region);
  const regions = Array.from(byRegion, ([{ role, shape, vertical }, own]) => ({
    role,
    shape,
    vertical,
    lines: own.flatMap((line) => newLine(line, corrected)),
  }));
  return {
    ...{ image, number, width, height, unit },
    regions: [...regions.filter((region) => region.lines.length), ...corrected.added.flatMap(textRegion)],
  };
}

function newLine(placed: PlacedLine, corrected: CorrectedSource): NewLine[] {
  const text = corrected.slice(placed.start, placed.end);
  if (!text.trim()) return [];
  const { line, region } = placed;
  const { words, gaps } = correctedWords(placed, corrected);
  const kept = line.words.flatMap((word, index) => {
    const now = words[index];
    return now ? [{ text: now, apart: gaps[index] === " ", shape: word.shape, confidence: null }] : [];
  });
  const same = kept.length > 0 && joinWords(kept, runOf(line, region)).text === text;
  const newWords = same
    ? kept.map(({ text, apart, shape }) => ({ text, space: apart, shape }))
    : [{ text, space: false, shape: line.shape }];
  return [{ text, shape: line.shape, words: newWords }];
}
