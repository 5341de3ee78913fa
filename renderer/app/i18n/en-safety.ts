/** Nothing is lost: drafts, history, merging, changes made elsewhere. Goes together with en.ts. */
import type { Translation } from "./zh.ts";

type Sections = "versions" | "draft";

export const enSafety: Pick<Translation, Sections> = {
  versions: {
    kinds: { added: "Added", removed: "Removed", moved: "Moved", changed: "Changed" },
    blocks_one: "{{count, number}} block",
    blocks_other: "{{count, number}} blocks",
    characters: "+{{inserted, number}} −{{deleted, number}} characters",
    entities_one: "{{count, number}} entity",
    entities_other: "{{count, number}} entities",
    articles: "division into articles",
    status: "status “{{status}}”",
    comma: ", ",
    same: "same content",
    roleChanged: "{{before}} → {{after}}",
    entitiesDiffer: "entities differ",
    more_one: "{{count, number}} more block is not listed",
    more_other: "{{count, number}} more blocks are not listed",
  },
  draft: {
    title: "Changes that were not saved",
    back: "Brought back what was not saved {{when}}:",
    backText:
      "When the program ended last time, these changes were not in the file yet. They are in the text again and will be saved as usual; undo them if you don't want them.",
    older: "Some changes were not saved {{when}}, and the file was changed elsewhere since:",
    olderText:
      "These changes were made on an earlier file, so they were not put into the text. This is how they differ from the file as it is now.",
    show: "Show changes",
    undo: "Undo",
    keep: "OK",
    take: "Use these changes",
    discard: "Discard these changes",
  },
};
