/** The corrections view's thread: compares a page with its source and measures the difference. */
import "../../../shared/jitless.ts";
import { correctionsOf } from "../../../shared/corrections/corrections-of.ts";
import { measure } from "../../../shared/corrections/measure.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Answer, Question } from "./messages.ts";

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  const source = new CodePointText(data.source);
  const corrections = correctionsOf(data.document, source);
  postMessage({ corrections, measure: measure(data.document, source, corrections) } satisfies Answer);
});
