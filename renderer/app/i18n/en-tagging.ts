/** Tagging: what is selected, overlaps refused, searching by annotation. Used together with en.ts. */
import type { zhTagging } from "./zh-tagging.ts";

export const enTagging: typeof zhTagging = {
  tagging: {
    refused: "“{{text}}” overlaps {{others}}",
    refusedAgain:
      "This corpus's tagset does not allow that. Press the same key again, or Replace, to put it in its place.",
    refusedMove: "This corpus's tagset does not allow that; the edge was not moved.",
    replace: "Replace",
    other: "{{type}} “{{text}}”",
    select: "Select",
    next: "Next",
  },
};
