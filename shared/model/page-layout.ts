/**
 * Where a recognised page's text stands on its image: what hOCR, ALTO and PAGE XML say beside the text itself. Derived
 * from the imported file whenever it is asked for, never stored. Its offsets count in the document's source, so that the
 * pieces of a corrected text lead to boxes on the image. Must not know: file formats, disk.
 */
import type { Source } from "./document.ts";

/** In the image's units, from its upper left corner: left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

export interface Shape {
  box: Box;
  /** Corner points, where the file draws more than a box. */
  polygon: readonly (readonly [number, number])[] | null;
}

/** A stretch of the source's text (code points, end exclusive) and its place on the image. */
export interface LayoutPart {
  start: number;
  end: number;
  shape: Shape | null;
  /** How sure the recogniser was, 0 to 1; null where it does not say. */
  confidence: number | null;
}

export interface LayoutWord extends LayoutPart {
  glyphs: readonly LayoutPart[];
}

export interface LayoutLine extends LayoutPart {
  id: string;
  words: readonly LayoutWord[];
}

export interface LayoutRegion {
  id: string;
  /** What the file calls it: "heading", "page-number", "MainZone"; "" where it does not say. */
  type: string;
  /** The role that its text has in the document. */
  role: string;
  shape: Shape | null;
  /** Lines run from top to bottom. */
  vertical: boolean;
  /** In reading order; none for a region without text (a picture). */
  lines: readonly LayoutLine[];
}

export interface PageLayout {
  /** The source's text: lines joined by line feeds, regions by an empty line. */
  text: string;
  /** Name of the page's image as the file says it; "" where it does not. */
  image: string;
  /** Of the image; 0 where the file does not say. */
  width: number;
  height: number;
  unit: "pixel" | "mm10" | "inch1200";
  /** In reading order. */
  regions: readonly LayoutRegion[];
}

/** A stretch of the source and how sure the recogniser was of it, as documents keep it. */
export type Confidence = NonNullable<Source["confidence"]>[number];
