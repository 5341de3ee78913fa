/** What goes between the corrections view and its worker. */
import type { Correction } from "../../../shared/corrections/correction.ts";
import type { Measure } from "../../../shared/corrections/measure.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";

export interface Question {
  document: GalleyDocument;
  source: string;
}

export interface Answer {
  corrections: Correction[];
  measure: Measure;
}
