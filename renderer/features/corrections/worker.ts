/** The corrections view's thread: compares a page with its source and measures the difference. */
import "../../../shared/jitless.ts";
import { correctionsOf } from "../../../shared/corrections/corrections-of.ts";
import { countKinds, plainText } from "../../../shared/corrections/measure.ts";
import { errorsByLevel } from "../../../shared/metrics/levels.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Answer, Question } from "./messages.ts";

const say = (answer: Answer): void => postMessage(answer);

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  const source = new CodePointText(data.source);
  const corrections = correctionsOf(data.document, source);
  say({ say: "corrections", corrections, byKind: countKinds(corrections) });
  say({ say: "errors", errors: errorsByLevel(data.source, plainText(data.document)) });
});
