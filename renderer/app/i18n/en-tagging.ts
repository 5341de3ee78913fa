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
  annotation: {
    what: "What to find",
    text: "Text",
    entities: "Entities",
    untagged: "Names left untagged",
    findPlaceholder: "In entities' own texts (may be empty)",
    entry: "Registry",
    anyEntry: "Any entry",
    noEntry: "No entry",
    by: "Made by",
    attribute: "Attribute",
    anyAttribute: "Any attribute",
    value: "Value",
    with: "Beside it",
    withAny: "Beside anything",
    withType: "Beside: {{type}}",
    withText: "Text beside it",
    tagAll: "Tag as registered…",
    untagAll: "Untag…",
    tagKeys: "A type’s letter: tag as that. With Shift: this line only",
    retypeKeys: "A type’s letter: retype. With Shift: this line only",
    plan: "Changes of what was found",
  },
};
