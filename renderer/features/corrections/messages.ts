/** What goes between the corrections view and its worker. */
import type { Correction } from "../../../shared/corrections/correction.ts";
import type { Measure } from "../../../shared/corrections/measure.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";

export interface Question {
  document: GalleyDocument;
  source: string;
}

/** Two answers to each question: the rates of a long page take seconds, which its corrections don't wait for. */
export type Answer =
  | { say: "corrections"; corrections: Correction[]; byKind: Measure["byKind"] }
  | { say: "errors"; errors: Measure["errors"] };
