/** Files that were set aside: unfinished, damaged, from before a repair. Goes together with zh-set-aside.ts. */
import type { Translation } from "./zh.ts";

export const enSetAside: Pick<Translation, "setAside"> = {
  setAside: {
    command: "Files set aside",
    title: "Files set aside",
    about:
      "These were not written to the end, are damaged, or are copies from before a repair. The program never deletes them. When a document is restored, what it says now goes into its history first.",
    none: "Nothing is set aside.",
    more_one: "{{count, number}} older file is not listed; it is in the corpus’s folder .galley/quarantine.",
    more_other: "{{count, number}} older files are not listed; they are in the corpus’s folder .galley/quarantine.",
    why: {
      unfinished: "a save that did not end",
      damaged: "a damaged file",
      repaired: "as it was before a repair",
      unused: "a source without a document",
    },
    size: "{{kilobytes, number}} KB",
    restore: "Restore",
    restoreNamed: "Restore “{{what}}”",
    show: "Show in folder",
    showNamed: "Show “{{what}}” in its folder",
    restored: "Restored",
    restoredText: "What it said before is in its history.",
    leftovers_one: "{{count, number}} file was not written to the end last time and was set aside",
    leftovers_other: "{{count, number}} files were not written to the end last time and were set aside",
    leftoversShow: "Show",
  },
};
