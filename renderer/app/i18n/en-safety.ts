/** Nothing is lost: drafts, history, merging, changes made elsewhere. Goes together with en.ts. */
import type { Translation } from "./zh.ts";

type Sections = "versions" | "draft" | "history" | "merge" | "disk";

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
    show: "Show changes",
    undo: "Undo",
    keep: "OK",
    merge: "Merge…",
  },
  history: {
    title: "History",
    list: "Earlier versions",
    now: "Now",
    first: "the earliest version",
    number: "No. {{number}}",
    since: "Changed since this version",
    noPresent: "The file as it is now can't be read, so nothing can be compared.",
    none: "No earlier version yet. What a document said before you edit it is kept by itself.",
    restore: "Restore this version",
    restored: "Restored. What it said before is in the history, too",
    undo: "Undo",
  },
  merge: {
    save: "Save merged",
    open_one: "{{total, number}} blocks differ; {{count, number}} is still to be chosen",
    open_other: "{{total, number}} blocks differ; {{count, number}} are still to be chosen",
    ready_one: "{{count, number}} block differs, and is chosen",
    ready_other: "{{count, number}} blocks differ, all chosen",
    sameText: "The text is the same; order, articles, status or the like differ.",
    blocks: "Blocks that differ",
    allMine: "All mine",
    allTheirs: "All from the disk",
    mine: "Mine",
    theirs: "On the disk",
    absent: "has no such block",
    entities_one: "{{count, number}} entity",
    entities_other: "{{count, number}} entities",
  },
  disk: {
    back: "The corpus folder is back",
    freed: "The other window is closed; you can edit now",
    network: "This corpus is in a network folder",
    networkText:
      "If the server loses its power, what was saved in the last seconds may be lost, and changes by others may be seen late; they are never written over. For important work use a disk of this computer, or back up often.",
    missing: "Another program deleted this document's file",
    missingText: "What the window shows is still here. It is not written again without your consent.",
    recreate: "Write it again",
  },
};
