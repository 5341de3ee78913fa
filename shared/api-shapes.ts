/**
 * The shapes of what crosses the contract (api.ts): rows, queries, hits, plans. Data only, no methods.
 * Must not know: transports, disk, DOM.
 */
import { z } from "zod";
import { defaultSuggestionPreferences, suggestionPreferencesSchema } from "./api-suggestions.ts";
import { correctionKinds } from "./corrections/correction.ts";
import { errorShape } from "./errors.ts";
import { optionValue } from "./exchange-shapes.ts";
import { levels } from "./metrics/levels.ts";
import { documentSchema, statusSchema } from "./model/document.ts";
import { registryEntrySchema, settingsSchema } from "./model/settings.ts";
import { ruleRecordSchema } from "./proofing/context.ts";
import { annotationQuerySchema, hitTagSchema } from "./search/annotation.ts";

export * from "./exchange-shapes.ts";

/** Stands for a folder or file on the host's disk; means nothing after the host ends. */
export const handle = z.string().min(1).max(64);
export const documentId = z.string().regex(/^[0-9A-Za-z_-]{4,64}$/);
export const documentIds = z.array(documentId).max(200_000);

export const preferencesSchema = z.strictObject({
  language: z.enum(["system", "zh", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Size of the page's text in CSS pixels. */
  textSize: z.int().min(12).max(32),
  sourceVisible: z.boolean(),
  sidebarVisible: z.boolean(),
  suggestions: suggestionPreferencesSchema,
  /** The format that was exported last, and what was chosen for each; missing before the first export. */
  exports: z
    .strictObject({ format: z.string(), options: z.record(z.string(), z.record(z.string(), optionValue)) })
    .optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const defaultPreferences: Preferences = {
  language: "system",
  theme: "system",
  textSize: 18,
  sourceVisible: false,
  sidebarVisible: true,
  suggestions: defaultSuggestionPreferences,
};

/** A corpus folder as the welcome view lists it. `location` is for reading only, e.g. "~/Documents/galley". */
export const corpusEntrySchema = z.strictObject({
  folder: handle,
  name: z.string(),
  location: z.string(),
  openedAt: z.string(),
  /** The folder can't be found any more. */
  missing: z.boolean(),
});
export type CorpusEntry = z.infer<typeof corpusEntrySchema>;

export const openCorpusSchema = z.strictObject({
  name: z.string(),
  location: z.string(),
  settings: settingsSchema,
  /** Why nothing can be changed, or null. */
  readOnly: errorShape.nullable(),
  /** It is on another machine, and nobody was told what that means. */
  networkNews: z.boolean(),
});
export type OpenCorpus = z.infer<typeof openCorpusSchema>;

/** A file that was set aside: a save that did not end, a damaged file, a copy from before a repair, a lone source. */
export const setAsideSchema = z.strictObject({
  handle,
  /** Where it was, inside the corpus. */
  place: z.string(),
  document: documentId.nullable(),
  /** What the list calls the document; empty where it does not know it. */
  name: z.string(),
  /** ISO, or empty. */
  at: z.string(),
  /** Bytes. */
  size: z.int(),
  why: z.enum(["unfinished", "damaged", "repaired", "unused"]),
  /** Whether it can be brought back here. */
  restorable: z.boolean(),
});
export type SetAsideFile = z.infer<typeof setAsideSchema>;

/** A row of the document list, from the derived index. */
export const documentRowSchema = z.strictObject({
  id: documentId,
  /** Name of the source file. */
  name: z.string(),
  title: z.string(),
  status: statusSchema,
  characters: z.int(),
  articles: z.int(),
  blocks: z.int(),
  entities: z.int(),
  /** How many places the proofing rules mark; null while the present state has not been checked yet. */
  findings: z.int().nullable(),
  updatedAt: z.string(),
  /** The file can't be read: why. The row's other fields are then empty. */
  problem: errorShape.nullable(),
});
export type DocumentRow = z.infer<typeof documentRowSchema>;

export const sortKeys = [
  "title",
  "name",
  "status",
  "characters",
  "articles",
  "entities",
  "findings",
  "updatedAt",
] as const;
export const listQuerySchema = z.strictObject({
  sort: z.enum(sortKeys),
  descending: z.boolean(),
  /** Substring of title or source name; empty for all. */
  text: z.string().max(1000),
  status: statusSchema.nullable(),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

/** What was typed in a document and never saved. */
export const draftSchema = z.strictObject({
  document: documentSchema,
  keptAt: z.string(),
  /** The document's file is still the one that it was typed on. */
  current: z.boolean(),
  /** The version that it was typed on, where it is still known. */
  base: documentSchema.nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

const changeCountsSchema = z.strictObject({
  blocks: z.int(),
  inserted: z.int(),
  deleted: z.int(),
  entitiesAdded: z.int(),
  entitiesRemoved: z.int(),
  entitiesChanged: z.int(),
  articles: z.boolean(),
  status: statusSchema.nullable(),
});
const stateSchema = z.strictObject({
  updatedAt: z.string(),
  updatedBy: z.string(),
  /** What changed from the state before to this one; null where there is none before. */
  counts: changeCountsSchema.nullable(),
  /** It can't be read: why. The other fields are then empty. */
  problem: errorShape.nullable(),
});
/** An earlier state of a document; `keptAt`: when a newer one took its place. */
const historyEntrySchema = stateSchema.extend({ number: z.int(), keptAt: z.string() });
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
/** Earlier states newest first. */
export const historySchema = z.strictObject({ present: stateSchema, revisions: z.array(historyEntrySchema) });
export type History = z.infer<typeof historySchema>;

export const progressSchema = z.strictObject({
  total: z.int(),
  byStatus: z.record(statusSchema, z.int()),
});

export const folderListingSchema = z.strictObject({
  folder: handle,
  location: z.string(),
  parent: handle.nullable(),
  entries: z.array(z.strictObject({ folder: handle, name: z.string(), corpus: z.boolean() })),
  /** What of the operating system's places to offer: home, documents, drives. */
  places: z.array(z.strictObject({ folder: handle, name: z.string() })),
  corpus: z.boolean(),
  empty: z.boolean(),
});
export type FolderListing = z.infer<typeof folderListingSchema>;

/** What to look for in the corpus's text. Offsets in the answers are code points in the block's text. */
const searchFields = z.strictObject({
  /**
   * A literal text, or the source of a regular expression (flags "u"; ^ and $ are the block's ends). With `annotation`
   * it is looked for in the entities' own texts, and may be empty.
   */
  text: z.string().max(2000),
  regex: z.boolean(),
  /** Only blocks of this role, only inside entities of this type, only documents of this status; null for all. */
  role: z.string().nullable(),
  type: z.string().nullable(),
  status: statusSchema.nullable(),
  /** page: by document name and reading order; left, right: by what stands before (backwards) or after the match. */
  sort: z.enum(["page", "left", "right"]),
  /** Looks for entities (of `type`), or for registered names that nobody tagged, instead of text. */
  annotation: annotationQuerySchema.optional(),
});
export const searchQuerySchema = searchFields.refine(
  ({ text, annotation }) => text !== "" || annotation !== undefined,
  {
    error: "There is nothing to look for.",
  },
);
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** One line of a concordance. */
export const searchHitSchema = z.strictObject({
  document: documentId,
  title: z.string(),
  role: z.string(),
  block: z.string(),
  start: z.int(),
  end: z.int(),
  before: z.string(),
  match: z.string(),
  after: z.string(),
  /** What was found, where the query asks for annotation. */
  tag: hitTagSchema.optional(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** One change that a plan would make, for the preview. */
export const plannedChangeSchema = z.strictObject({
  /** Names the change inside its plan; give it back to leave it out. */
  id: z.string(),
  document: documentId,
  title: z.string(),
  /** Rule id, or "replace". */
  rule: z.string(),
  safe: z.boolean(),
  role: z.string(),
  /** What the change is, in a sentence; empty for a replacement. */
  message: z.strictObject({ zh: z.string(), en: z.string() }),
  /** The text around the place as it is and as it would be, block borders as "\n"; cut to what is worth reading. */
  before: z.string(),
  after: z.string(),
  /** Given where only an entity changes: its place in `before` (code points), and its type before and after, null for none. */
  span: z
    .strictObject({ start: z.int(), end: z.int(), from: z.string().nullable(), to: z.string().nullable() })
    .optional(),
  /** Shown only: something stands in its way. Such changes are in no total, and listed by their rule alone. */
  held: z.boolean().optional(),
});
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** A list of the registry's entries. */
export const registryQuerySchema = z.strictObject({
  /** Part of a name or alias; empty for all. */
  text: z.string().max(1000),
  type: z.string().nullable(),
  sort: z.enum(["name", "entities"]),
  descending: z.boolean(),
});
export type RegistryQuery = z.infer<typeof registryQuerySchema>;

/** An entry, and how many entities name it. */
export const registryRowSchema = z.strictObject({ entry: registryEntrySchema, entities: z.int() });
export type RegistryRow = z.infer<typeof registryRowSchema>;

/** Which entities: all that is given must fit. */
export const entityFilterSchema = z.strictObject({
  text: z.string().max(2000).optional(),
  type: z.string().optional(),
  /** Ids of entries; null for entities that name none. */
  refs: z.array(z.string()).max(10_000).nullable().optional(),
});

/** One entity somewhere in the corpus, as a line of a concordance. */
export const entityHitSchema = searchHitSchema.extend({
  /** Its id in the document. */
  entity: z.string(),
  type: z.string(),
  ref: z.string().nullable(),
});
export type EntityHit = z.infer<typeof entityHitSchema>;

/** A change of many documents at once, undone as one. */
export const operationSchema = z.strictObject({
  kind: z.enum(["fix", "replace", "suggest", "tag", "untag", "retype", "registry", "tagset"]),
  /** What was done, for "undo …": e.g. the text that was replaced by which; empty for fixes. */
  label: z.string(),
  at: z.string(),
  documents: z.int(),
});
export type Operation = z.infer<typeof operationSchema>;

/** A corpus in numbers. Characters are code points. */
export const statisticsSchema = z.strictObject({
  documents: z.int(),
  byStatus: z.record(statusSchema, z.int()),
  /** Documents that could be read: all that follows is about these. */
  measured: z.int(),
  characters: z.int(),
  articles: z.int(),
  blocks: z.int(),
  entities: z.int(),
  /** By the type's id; types that do not occur are left out. */
  entitiesByType: z.record(z.string(), z.int()),
  relationsByType: z.record(z.string(), z.int()),
  /** Character error rate of the sources against the corrected texts, all characters of the corpus taken together. */
  rates: z.record(z.enum(levels), z.number()),
  /** Characters changed, put in or taken out. */
  changed: z.int(),
  corrections: z.record(z.enum(correctionKinds), z.strictObject({ places: z.int(), characters: z.int() })),
  /** The corrections of characters that occur most, most frequent first. */
  frequent: z.array(z.strictObject({ wrong: z.string(), right: z.string(), times: z.int() })),
  /** How the rules' offers fared, by the rule's id; rules whose offers nobody has decided are left out. */
  records: z.record(z.string(), ruleRecordSchema),
});
export type Statistics = z.infer<typeof statisticsSchema>;

/** Largest file that is read whole, in bytes; one that is read in parts may be larger. A newspaper page is some 20 kB. */
export const importLimit = 32 * 1024 * 1024;
/** Largest file that the window can hand over, in bytes, and how much of it at once. */
export const uploadLimit = 2 * 1024 * 1024 * 1024;
export const uploadPart = 8 * 1024 * 1024;
/** Encodings that the user can choose from; "auto" detects. */
export const encodings = ["auto", "utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const;
export const encodingSchema = z.enum(encodings);
export type EncodingChoice = z.infer<typeof encodingSchema>;
