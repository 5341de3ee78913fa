/**
 * What an import or export has to say beside its result: what was left out, changed or came to the tagset. A code with
 * its values; the window has the sentences in its dictionaries, the command line takes the English ones from here.
 */
import { z } from "zod";

export const noticeSentences = {
  // Imports, whatever the format.
  "type-added": "new entity type {{id}}",
  "type-added-for": "new entity type {{id}} for “{{name}}”",
  "role-added": "new role {{name}}",
  "relation-added": "new relation type {{id}}",
  "relation-added-for": "new relation type {{id}} for “{{name}}”",
  "types-left-out": "{{n}} entities of types that were chosen to be left out",
  "entity-of-space": "The {{type}} at {{start}}–{{end}} was left out: it covers nothing but space.",
  "entity-over-articles": "The {{type}} at {{start}}–{{end}} was left out: it covers two articles.",
  "entries-added": "{{n}} entries came into the registry: {{list}}",
  "entries-met": "{{n}} entries of the file's lists were in the registry already.",
  "entries-completed": "{{n}} of them got aliases, a link or a note that they lacked: {{list}}",
  "entries-doubtful":
    "{{n}} of the new entries are called as others are, and nothing says whether they are the same: {{list}}. Merge them in the registry if they are.",
  "entries-refused": "{{n}} entries were left out, as their names can't be names: {{list}}",
  "link-of-other-type": "{{n}} names led to entries of another type and are not linked to them: {{list}}",
  "text-changed": "The text is not the one that Galley exported: its blocks and roles were not restored.",
  "relation-without-entity": "The relation {{id}} ({{type}}) was left out: an entity that it joins is not there.",
  // Single formats' imports.
  "brat-places": "{{id}} ({{type}}) stands in {{n}} places: each became an entity, joined by “{{name}}”.",
  "brat-details": "{{n}} attributes and notes of what is no entity or relation were left out.",
  "brat-lines": "{{n}} lines that are no annotations were left out.",
  "cas-layer": "{{n}} annotations of the layer {{name}} were left out.",
  "doccano-label": "The label “{{name}}” of the whole text was left out.",
  "doccano-comments": "{{n}} comments were left out.",
  "docx-empty": "the document holds no text",
  "icdar-unknown": "Of {{n}} characters the file does not say what is right (#): they stay as they were recognised.",
  "labelstudio-truth": "Of {{n}} sets of annotations only the ground truth was read.",
  "labelstudio-first": "Of {{n}} sets of annotations only the first was read.",
  "labelstudio-results": "{{n}} results of type “{{type}}” were left out.",
  "labelstudio-direction": "The relation {{type}} between {{from}} and {{to}} has no direction there.",
  "pdf-signs": "page {{page}}: {{n}} characters have no meaning in the file; they are � here",
  "tei-pointer": "{{n}} names point to no entry of the file's lists ({{list}}); the pointers are in their notes.",
  "tei-file-missing":
    "{{name}} was not found in what was imported: {{n}} names point into it, and the pointers are in their notes.",
  "tei-file-damaged": "{{name}} could not be read: {{n}} names point into it, and the pointers are in their notes.",
  "tei-span": "the span from {{from}} to {{to}} (line {{line}}) does not lie in one block and was left out",
  "web-moved": "{{n}} annotations did not stand at their positions and were placed by their quotes.",
  "web-lost": "{{n}} annotations were left out, as the text has no such place: {{list}}.",
  "web-whole": "{{n}} annotations of no place in the text were left out.",
  "web-tags": "{{n}} further tags of annotations were left out.",
  // Exports.
  "brat-empty": "{{n}} entities of nothing but line ends left out: {{list}}",
  "nested-left-out": "{{n}} nested or overlapping entities left out: {{list}}",
  "icdar-signs": "@ and # were written as ＠ and ＃: here they mean padding and unknown.",
  "layout-no-place": "{{n}} blocks that were written in have no place on the image: {{list}}",
  "pdf-boxes": "{{n}} characters that no font has are boxes with their number: {{list}}",
  "xlsx-cut": "a text of more than {{n}} characters was cut",
  "xlsx-full": "the sheet is full; rows were left out",
  "xml-characters": "characters that XML can't hold became U+FFFD in {{list}}",
} as const;

export type NoticeCode = keyof typeof noticeSentences;

/** The same where `n` is one. */
export const singleSentences: Partial<Record<NoticeCode, string>> = {
  "types-left-out": "{{n}} entity of a type that was chosen to be left out",
  "entries-added": "{{n}} entry came into the registry: {{list}}",
  "entries-met": "{{n}} entry of the file's lists was in the registry already.",
  "entries-completed": "{{n}} of them got aliases, a link or a note that it lacked: {{list}}",
  "entries-doubtful":
    "{{n}} of the new entries is called as others are, and nothing says whether it is the same as one of them: {{list}}. Merge them in the registry if it is.",
  "entries-refused": "{{n}} entry was left out, as its name can't be a name: {{list}}",
  "link-of-other-type": "{{n}} name led to an entry of another type and is not linked to it: {{list}}",
  "brat-details": "{{n}} attribute or note of what is no entity or relation was left out.",
  "brat-lines": "{{n}} line that is no annotation was left out.",
  "cas-layer": "{{n}} annotation of the layer {{name}} was left out.",
  "doccano-comments": "{{n}} comment was left out.",
  "icdar-unknown": "Of {{n}} character the file does not say what is right (#): it stays as it was recognised.",
  "labelstudio-results": "{{n}} result of type “{{type}}” was left out.",
  "pdf-signs": "page {{page}}: {{n}} character has no meaning in the file; it is � here",
  "tei-pointer": "{{n}} name points to no entry of the file's lists ({{list}}); the pointer is in its note.",
  "tei-file-missing":
    "{{name}} was not found in what was imported: {{n}} name points into it, and the pointer is in its note.",
  "tei-file-damaged": "{{name}} could not be read: {{n}} name points into it, and the pointer is in its note.",
  "web-moved": "{{n}} annotation did not stand at its position and was placed by its quote.",
  "web-lost": "{{n}} annotation was left out, as the text has no such place: {{list}}.",
  "web-whole": "{{n}} annotation of no place in the text was left out.",
  "web-tags": "{{n}} further tag of an annotation was left out.",
  "brat-empty": "{{n}} entity of nothing but line ends left out: {{list}}",
  "nested-left-out": "{{n}} nested or overlapping entity left out: {{list}}",
  "layout-no-place": "{{n}} block that was written in has no place on the image: {{list}}",
  "pdf-boxes": "{{n}} character that no font has is a box with its number: {{list}}",
};

export const noticeSchema = z.strictObject({
  code: z.enum(Object.keys(noticeSentences) as NoticeCode[]),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ExchangeNotice = z.infer<typeof noticeSchema>;

export function notice(code: NoticeCode, values: ExchangeNotice["values"] = {}): ExchangeNotice {
  return { code, values };
}

/** The English sentence. */
export function noticeText({ code, values }: ExchangeNotice): string {
  const sentence = (values.n === 1 && singleSentences[code]) || noticeSentences[code];
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** What the window's dictionaries need to choose the form. */
export function noticeValues({ values }: ExchangeNotice): ExchangeNotice["values"] {
  return typeof values.n === "number" ? { ...values, count: values.n } : values;
}

/** Each once, in their order. */
export function differentNotices(notices: readonly ExchangeNotice[]): ExchangeNotice[] {
  return [...new Map(notices.map((each) => [noticeText(each), each])).values()];
}
