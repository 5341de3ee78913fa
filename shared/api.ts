/**
 * The contract between the window and the host (Electron's main process or the loopback host): every method with the
 * shape of its parameters and its result, and every event. Both sides validate with it; a method that is not here does
 * not exist. Folders and files are opaque handles, never paths: only the host knows where things are.
 * It is long because it is the list of all that a window can ask of the host, and is read as one.
 * Must not know: transports, disk, DOM.
 */
import { z } from "zod";
import { overviewContract } from "./api-overview.ts";
import {
  corpusEntrySchema,
  documentId,
  documentIds,
  documentRowSchema,
  draftSchema,
  encodingSchema,
  entityFilterSchema,
  entityHitSchema,
  exportPreviewSchema,
  folderListingSchema,
  formatSchema,
  handle,
  historySchema,
  importOutcomeSchema,
  importPreviewSchema,
  listQuerySchema,
  openCorpusSchema,
  operationSchema,
  optionValue,
  plannedChangeSchema,
  preferencesSchema,
  progressSchema,
  registryQuerySchema,
  registryRowSchema,
  searchHitSchema,
  searchQuerySchema,
  setAsideSchema,
  statisticsSchema,
} from "./api-shapes.ts";
import { suggestionContract, suggestionEvents } from "./api-suggestions.ts";
import { gazetteerFormats } from "./entities/gazetteer.ts";
import { entityRequestSchema } from "./entities/plan-request.ts";
import { registryEditSchema } from "./entities/registry-edits.ts";
import { tagsetChangeSchema } from "./entities/tagset/change.ts";
import { presetIds } from "./entities/tagset/presets.ts";
import { tagsetSchema } from "./entities/tagset/tagset.ts";
import { errorShape } from "./errors.ts";
import { documentSchema, hashSchema, statusSchema } from "./model/document.ts";
import {
  importMappingSchema,
  labelSchema,
  proofingSettingsSchema,
  registryEntrySchema,
  registrySchema,
  settingsSchema,
} from "./model/settings.ts";
import { learnedPairSchema, ruleRecordSchema, taggedCountsSchema, tagsetFactsSchema } from "./proofing/context.ts";
import { deltaSchema } from "./versions/delta.ts";

export * from "./api-overview.ts";
export * from "./api-shapes.ts";
export * from "./api-suggestions.ts";

const none = z.strictObject({});
const bytes = z.instanceof(Uint8Array);
/** Of a document's file. */
const hash = hashSchema;
const savedSchema = z.strictObject({ hash, revision: z.int(), updatedAt: z.string() });
const rowProblemSchema = z.strictObject({ line: z.int(), reason: labelSchema });

const importedFile = {
  path: z.string().min(1).max(4096),
  bytes,
  encoding: encodingSchema,
  /** Format id; missing to recognise it. */
  format: z.string().optional(),
  /** The files that belong to it, by their names. */
  companions: z.array(z.strictObject({ name: z.string(), bytes })).optional(),
  /** What its names become, remembered for the format: see `importMappingSchema`. */
  mapping: importMappingSchema.optional(),
  /** A name for it, by which `importProgress` tells of it and `cancelImport` stops it. */
  task: z.string().min(1).max(64).optional(),
  /** The same for all files of one import: what they bring into the registry is undone as one. */
  run: z.string().min(1).max(64).optional(),
};

const method = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result });

export const contract = {
  // The program
  getInfo: method(
    none,
    z.strictObject({
      version: z.string(),
      shell: z.enum(["electron", "loopback"]),
      platform: z.enum(["mac", "windows", "linux"]),
      /** BCP 47, of the operating system. */
      language: z.string(),
      /** Whether `chooseFolder` opens the system's own dialog; without it the window draws one from `listFolder`. */
      nativeDialogs: z.boolean(),
      preferences: preferencesSchema,
      /** The corpus that is open already (named at start), or null. */
      corpus: openCorpusSchema.nullable(),
    }),
  ),
  setPreferences: method(preferencesSchema, none),

  // Corpora
  listRecent: method(none, z.array(corpusEntrySchema)),
  forgetRecent: method(z.strictObject({ folder: handle }), none),
  /** Makes a folder `name` in `parent` and opens it as a new corpus. */
  createCorpus: method(
    z.strictObject({
      parent: handle,
      name: z.string().min(1).max(120),
      /** The tagset to begin with; news, when not given. */
      preset: z.enum(presetIds).optional(),
    }),
    openCorpusSchema,
  ),
  openCorpus: method(z.strictObject({ folder: handle }), openCorpusSchema),
  /** Copies the sample pages into a corpus in the user's documents (once; later calls open it again). */
  openSample: method(none, openCorpusSchema),
  closeCorpus: method(none, none),
  /** The window has the focus again: looks for what others did in the folder meanwhile. */
  lookAtCorpus: method(none, none),

  // Folders
  chooseFolder: method(z.strictObject({ purpose: z.enum(["open", "create", "export"]) }), handle.nullable()),
  listFolder: method(z.strictObject({ folder: handle.nullable() }), folderListingSchema),
  createFolder: method(z.strictObject({ parent: handle, name: z.string().min(1).max(120) }), handle),
  /** Shows a file or folder in the system's file manager. */
  showInFolder: method(z.strictObject({ handle }), none),

  // Documents
  listDocuments: method(
    z.strictObject({ query: listQuerySchema, offset: z.int().nonnegative(), limit: z.int().min(1).max(1000) }),
    z.strictObject({
      /** How many match the query. */
      total: z.int(),
      rows: z.array(documentRowSchema),
      progress: progressSchema,
    }),
  ),
  /** All ids that match, in list order: for "select all" and for stepping to the next document. */
  listDocumentIds: method(z.strictObject({ query: listQuerySchema }), z.array(documentId)),
  readDocument: method(
    z.strictObject({ id: documentId }),
    z.strictObject({
      document: documentSchema,
      /** SHA-256 of the file that was read; give it back when saving. */
      hash,
      /** The decoded source text. */
      source: z.string(),
      readOnly: errorShape.nullable(),
    }),
  ),
  /** Resolves when the document is on the disk (fsynced). `baseHash` names the file that the edit started from. */
  saveDocument: method(z.strictObject({ document: documentSchema, baseHash: hash }), savedSchema),
  /** The same of what differs from that file's document. Null: the host does not know that any more; save all of it. */
  saveDelta: method(z.strictObject({ delta: deltaSchema, baseHash: hash }), savedSchema.nullable()),

  // Drafts: what was typed and is not saved yet
  /** Resolves when the draft is on the disk. `kept` false: the host does not know the base; tell all blocks as changed. */
  keepDraft: method(z.strictObject({ delta: deltaSchema, baseHash: hash }), z.strictObject({ kept: z.boolean() })),
  /** What was typed before the program ended and never saved, or null. */
  readDraft: method(z.strictObject({ id: documentId }), draftSchema.nullable()),
  discardDraft: method(z.strictObject({ id: documentId }), none),

  /** The document that a conflict is about. Both versions are in its history before this answers. */
  prepareMerge: method(
    z.strictObject({ mine: documentSchema, baseHash: hash }),
    z.strictObject({
      theirs: documentSchema,
      hash,
      /** What both came from, where it is still known. */
      base: documentSchema.nullable(),
    }),
  ),
  /** Writes a document again whose file was deleted by others. */
  recreateDocument: method(z.strictObject({ document: documentSchema }), z.strictObject({ hash })),

  // History
  /** The hash of the document's file as it is now; null when there is no such file. */
  hashDocument: method(z.strictObject({ id: documentId }), z.strictObject({ hash: hash.nullable() })),
  readHistory: method(z.strictObject({ id: documentId }), historySchema),
  /** Number 0 is the present. */
  readRevision: method(
    z.strictObject({ id: documentId, number: z.int() }),
    z.strictObject({ document: documentSchema }),
  ),
  /** `kept`: the number of the revision that holds what was restored over. */
  restoreRevision: method(
    z.strictObject({ id: documentId, number: z.int() }),
    z.strictObject({ hash, kept: z.int().nullable() }),
  ),

  /** What was set aside, the newest first; `total` counts also what is not listed. */
  listSetAside: method(none, z.strictObject({ total: z.int(), items: z.array(setAsideSchema) })),
  /** `document`: the one that is as it was there; `kept`: the revision that holds what it said before. */
  restoreSetAside: method(
    z.strictObject({ handle }),
    z.strictObject({ document: documentId.nullable(), kept: z.int().nullable() }),
  ),
  /** How many saves that did not end were set aside when the corpus was opened; told once. */
  countLeftovers: method(none, z.strictObject({ files: z.int() })),

  setStatus: method(
    z.strictObject({ ids: documentIds, status: statusSchema }),
    z.strictObject({
      changed: documentIds,
      failed: z.array(z.strictObject({ id: documentId, error: errorShape })),
    }),
  ),

  // Import
  /** Which of the files that lie in one folder may be parts of another one, by their names alone. */
  findCompanions: method(
    z.strictObject({ names: z.array(z.string()).max(200_000) }),
    z.array(z.strictObject({ name: z.string(), format: z.string(), companions: z.array(z.string()) })),
  ),
  /** The format of a file by its first bytes; null when it can't be imported. */
  recogniseImport: method(z.strictObject({ name: z.string(), head: bytes }), z.string().nullable()),
  previewImport: method(
    z.strictObject(importedFile).omit({ mapping: true, task: true, run: true }),
    importPreviewSchema,
  ),
  /** One file; the window sends the chosen files one by one, which is also how it shows progress and cancels. */
  importFile: method(z.strictObject(importedFile), importOutcomeSchema),
  /** A file that is too large for one message: announced, sent part by part, imported, and taken away again. */
  beginUpload: method(z.strictObject({ name: z.string().min(1).max(4096), size: z.int().nonnegative() }), z.string()),
  uploadPart: method(z.strictObject({ upload: z.string(), bytes }), none),
  importUpload: method(
    z.strictObject(importedFile).omit({ bytes: true }).extend({ upload: z.string() }),
    importOutcomeSchema,
  ),
  dropUpload: method(z.strictObject({ upload: z.string() }), none),
  /** Stops one before its next page: what was imported stays, and its outcome is the error “cancelled”. Nothing where it is over. */
  cancelImport: method(z.strictObject({ task: z.string() }), none),

  // Proofing
  /** The lexicon: one word a line, a tab, its frequency. Some megabytes; ask once. */
  readLexicon: method(none, z.strictObject({ words: z.string() })),
  /** What rules may know of this corpus; `statistics` has one pair or character a line, a tab, its count. */
  proofingContext: method(
    none,
    z.strictObject({
      settings: proofingSettingsSchema,
      records: z.record(z.string(), ruleRecordSchema),
      learned: z.array(learnedPairSchema),
      tagset: tagsetFactsSchema,
      /** Texts of entities that are of more than one type in this corpus, with how often they are of each. */
      tagged: taggedCountsSchema,
      statistics: z.strictObject({ size: z.int(), counts: z.string() }),
    }),
  ),
  setProofingSettings: method(proofingSettingsSchema, none),

  // Suggested entities
  ...suggestionContract,

  // Charts of entities
  ...overviewContract,

  // The tagset
  /** Writes a tagset that asks for no change of documents. `base`: the one that it was made from. */
  setTagset: method(z.strictObject({ tagset: tagsetSchema, base: tagsetSchema }), none),
  /** Plans a tagset and what becomes of the documents; carried out as every plan is. `registry`: entries that change. */
  planTagset: method(
    z.strictObject({ tagset: tagsetSchema, base: tagsetSchema, change: tagsetChangeSchema }),
    z.strictObject({ job: z.string(), registry: z.int() }),
  ),
  /** How many entities of each type there are, types that the tagset does not have included. */
  typeCounts: method(none, z.record(z.string(), z.int())),

  // The registry of known entities
  readRegistry: method(none, registrySchema),
  listRegistry: method(
    z.strictObject({ query: registryQuerySchema, offset: z.int().nonnegative(), limit: z.int().min(1).max(1000) }),
    z.strictObject({ total: z.int(), rows: z.array(registryRowSchema) }),
  ),
  /** Null when there is none of this id. */
  readEntry: method(z.strictObject({ id: z.string().min(1).max(200) }), registryRowSchema.nullable()),
  /** Entities by document name and reading order, from the index. */
  listEntities: method(
    z.strictObject({ filter: entityFilterSchema, offset: z.int().nonnegative(), limit: z.int().min(1).max(1000) }),
    z.strictObject({ total: z.int(), documents: z.int(), hits: z.array(entityHitSchema) }),
  ),
  /** The documents that hold such entities, most of them first. */
  countEntities: method(
    z.strictObject({ filter: entityFilterSchema, limit: z.int().min(1).max(1000) }),
    z.array(z.strictObject({ document: documentId, title: z.string(), entities: z.int() })),
  ),
  /** Which types' tagged texts are kept in the registry. */
  setRemembered: method(z.strictObject({ types: z.array(z.string()).max(1000) }), none),
  /** What a list of names would bring in; with `carryOut` it is brought in, as an operation that can be undone. */
  importRegistry: method(
    z.strictObject({
      name: z.string().min(1).max(1000),
      bytes,
      encoding: encodingSchema,
      type: z.string().nullable(),
      /** Rows that may be an entry that is there become entries of their own. */
      isNew: z.boolean(),
      carryOut: z.boolean(),
    }),
    z.strictObject({
      added: z.int(),
      merged: z.int(),
      same: z.int(),
      /** The first of each. */
      sample: z.array(z.string()),
      doubtful: z.strictObject({ count: z.int(), first: z.array(rowProblemSchema) }),
      problems: z.strictObject({ count: z.int(), first: z.array(rowProblemSchema) }),
    }),
  ),
  /** Writes the registry as a file in a folder, never over one that is there. */
  exportRegistry: method(
    z.strictObject({ format: z.enum(gazetteerFormats), folder: handle, name: z.string().min(1).max(200) }),
    z.strictObject({ handle, location: z.string(), entries: z.int() }),
  ),
  /** All of the edits or none; `undo` takes them back, entry by entry, where nobody has changed the entry since. */
  changeRegistry: method(
    z.strictObject({ edits: z.array(registryEditSchema).min(1).max(200_000) }),
    z.strictObject({ undo: z.array(registryEditSchema) }),
  ),

  // Operations: changes of many documents at once. First a plan, which changes nothing; then it is carried out, whole
  // or in part, as one operation that can be undone. A plan is named by the job that made it, and lives until it is
  // carried out, discarded, or the corpus is closed.
  planFix: method(
    z.strictObject({
      /** Null for all. */
      ids: documentIds.nullable(),
      choice: z.union([z.enum(["safe", "all"]), z.array(z.string()).min(1)]),
    }),
    z.strictObject({ job: z.string() }),
  ),
  /** In a regular expression's replacement $1, $<name> and $& are filled in, and $$ is a dollar. */
  planReplace: method(
    z.strictObject({ query: searchQuerySchema, replacement: z.string().max(2000) }),
    z.strictObject({ job: z.string() }),
  ),
  /** Tagging a text wherever it stands, taking tags off, merging and splitting entries of the registry … */
  planEntities: method(entityRequestSchema, z.strictObject({ job: z.string() })),
  readPlan: method(
    z.strictObject({
      plan: z.string(),
      /** Only this rule's changes; null for all. */
      rule: z.string().nullable(),
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(1000),
    }),
    z.strictObject({
      total: z.int(),
      documents: z.int(),
      byRule: z.array(z.strictObject({ rule: z.string(), changes: z.int(), documents: z.int() })),
      /** It changes galley.json or entities.json too, even where it changes no document. */
      besides: z.boolean(),
      rows: z.array(plannedChangeSchema),
    }),
  ),
  carryOutPlan: method(
    z.strictObject({
      plan: z.string(),
      /** What the user unticked: whole rules, whole documents, single changes (their ids). */
      without: z.strictObject({ rules: z.array(z.string()), documents: documentIds, changes: z.array(z.string()) }),
    }),
    z.strictObject({ job: z.string() }),
  ),
  discardPlan: method(z.strictObject({ plan: z.string() }), none),
  /** The operation that `undoOperation` would take back, or null. */
  lastOperation: method(none, operationSchema.nullable()),
  /** Documents that were changed since are left as they are and named in the job's failures. */
  undoOperation: method(none, z.strictObject({ job: z.string() })),

  // Search
  searchCorpus: method(
    z.strictObject({
      query: searchQuerySchema,
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(1000),
      /** Answer as soon as the lines are there, though not all are counted; asked again, it counts on. */
      partial: z.boolean().optional(),
    }),
    z.strictObject({
      /** As far as they are counted. */
      total: z.int(),
      documents: z.int(),
      /** Whether all are. */
      complete: z.boolean(),
      hits: z.array(searchHitSchema),
    }),
  ),

  // Statistics
  /** Measures every document against its source: a job. What came of it is read by the job's name. */
  gatherStatistics: method(none, z.strictObject({ job: z.string() })),
  /** Of the job that ended last; older ones are forgotten. */
  readStatistics: method(z.strictObject({ job: z.string() }), statisticsSchema),

  // Export
  listFormats: method(none, z.array(formatSchema)),
  /** What the first of the documents would become. */
  previewExport: method(
    z.strictObject({
      format: z.string(),
      ids: documentIds.nullable(),
      status: statusSchema.nullable(),
      options: z.record(z.string(), optionValue),
      name: z.string().min(1).max(200),
    }),
    exportPreviewSchema.nullable(),
  ),
  startExport: method(
    z.strictObject({
      format: z.string(),
      /** Null for all. */
      ids: documentIds.nullable(),
      status: statusSchema.nullable(),
      folder: handle,
      /** File or folder name to make in `folder`. */
      name: z.string().min(1).max(200),
      /** Of the format; defaults for what is missing. */
      options: z.record(z.string(), optionValue).optional(),
    }),
    z.strictObject({ job: z.string() }),
  ),
  cancelJob: method(z.strictObject({ job: z.string() }), none),
} as const;

export const events = {
  ...suggestionEvents,
  /** Documents changed on disk, by this program or another. `ids` null: many, read the list again. */
  documentsChanged: z.strictObject({ ids: documentIds.nullable() }),
  /** What galley.json says now, after a change by this window, another one, or an undo. */
  settingsChanged: z.strictObject({ settings: settingsSchema }),
  /** Entries that are new or other than before, and ids of those that are gone. `changed` null: many, read it again. */
  registryChanged: z.strictObject({ changed: z.array(registryEntrySchema).nullable(), removed: z.array(z.string()) }),
  /** How many of the documents that the index did not know have been read; null when all have. */
  indexing: z.strictObject({ progress: z.strictObject({ done: z.int(), total: z.int() }).nullable() }),
  /** The corpus can't be worked with now (its folder is gone), or null: it can again. */
  corpusProblem: z.strictObject({ problem: errorShape.nullable() }),
  /** The corpus that was held by another window can be written here now. */
  corpusFreed: openCorpusSchema,
  /** An import of a file of several pages: how many have their outcome, and how far it was read, in whatever its format counts. */
  importProgress: z.strictObject({ task: z.string(), pages: z.int(), done: z.int(), total: z.int() }),
  jobProgress: z.strictObject({ job: z.string(), done: z.int(), total: z.int() }),
  jobEnded: z.strictObject({
    job: z.string(),
    status: z.enum(["done", "failed", "cancelled"]),
    /** What an export wrote, for "show in folder"; null when nothing was. */
    output: z.strictObject({ handle, location: z.string(), documents: z.int() }).nullable(),
    /** Documents that an operation (or its undoing) changed. */
    changed: z.int(),
    failures: z.array(z.strictObject({ document: z.string(), error: errorShape })),
    /** Why nothing was done. */
    error: errorShape.nullable(),
  }),
} as const;

export type Method = keyof typeof contract;
export type Params<M extends Method> = z.infer<(typeof contract)[M]["params"]>;
export type Result<M extends Method> = z.infer<(typeof contract)[M]["result"]>;
export const methods = Object.keys(contract) as Method[];

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
export const eventNames = Object.keys(events) as EventName[];

/** What the host implements, once, for both shells. */
export type Host = { [M in Method]: (params: Params<M>) => Promise<Result<M>> };

/** What the window calls. Failures arrive as GalleyError. */
export interface GalleyApi {
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** Whether calls can reach the host now; listeners hear changes (the loopback shell may lose its host). */
  readonly connected: boolean;
  onConnection(listener: (connected: boolean) => void): () => void;
}
