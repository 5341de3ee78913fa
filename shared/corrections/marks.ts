/** How a correction's text is written where it is marked: in the window, on the proof sheet. Pure. */
import { codePointLength } from "../model/offsets.ts";
import type { Correction } from "./correction.ts";

/** White space, zero-width characters included, as signs that can be seen; everything else stays. */
export function visibleSpace(text: string): string {
  return text
    .replace(/\n/g, "⏎")
    .replace(/\u3000/g, "□")
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]/g, "␣");
}

/** Whether what was taken out is so slight (a space, a comma) that a line through it is not seen as one. */
export function isSlight({ kind, wrong }: Pick<Correction, "kind" | "wrong">): boolean {
  return kind === "space" || (kind === "punctuation" && codePointLength(wrong) <= 2);
}
