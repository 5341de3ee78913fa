/** In and out: formats, previews, mapping of names, options. Read together with en.ts. */
import type { Translation } from "./zh.ts";

export const enExchange: Pick<Translation, "exchange"> = {
  exchange: {
    importFormat: "Format",
    importAuto: "Recognise",
    importAutoIs: "Recognised: {{format}}",
    files_one: "{{count, number}} more file is read with them",
    files_other: "{{count, number}} more files are read with them",
    pages_one: "The file holds {{count, number}} page; this is the first",
    pages_other: "The file holds {{count, number}} pages; this is the first",
    pagesMore: "The file holds more than {{count, number}} pages; this is the first",
    large_one:
      "{{count, number}} file is larger than {{whole}} and has no preview. Up to {{limit}} can be imported of formats that are read page by page (JSON Lines, CoNLL, doccano, Label Studio, pairs).",
    large_other:
      "{{count, number}} files are larger than {{whole}} and have no preview. Up to {{limit}} can be imported of formats that are read page by page (JSON Lines, CoNLL, doccano, Label Studio, pairs).",
    moreProblems_one: "… and {{count, number}} more",
    moreProblems_other: "… and {{count, number}} more",
    mapping: "Names in the file ({{n, number}})",
    mappingHint:
      "The corpus doesn’t have these names. Choose what they become; the choice is remembered for the next import of this format.",
    mapType: "Entity type “{{name}}”",
    mapRole: "Role “{{name}}”",
    addType: "Add to the tagset",
    addRole: "Add to the roles",
    leaveOut: "Leave out",
    notices: "What to know about this import",
    pagesImported_one: "{{count, number}} page",
    pagesImported_other: "{{count, number}} pages",
    pagesSoFar_one: "{{count, number}} page imported",
    pagesSoFar_other: "{{count, number}} pages imported",
    progressOf: "Progress of {{name}}",
    stopping: "Stopping …",
    stoppedWithin_one: "{{name}}: stopped within; {{count, number}} page was imported and is kept",
    stoppedWithin_other: "{{name}}: stopped within; {{count, number}} pages were imported and are kept",
    importRest: "Import the rest",
    options: "Options",
    preview: "Preview",
    previewOf: "Preview: what the first document becomes",
    previewBinary: "{{size}}, not text: there is nothing to show here",
    previewNothing: "There are no documents to export.",
    losses: "This format does not keep",
    on: "Yes",
  },
};
