/**
 * The contract between the window and the host (Electron's main process or the loopback host): every method with the
 * shape of its parameters and its result, and every event. Both sides validate with it; a method that is not here does
 * not exist. Folders and files are opaque handles, never paths: only the host knows where things are.
 * Must not know: transports, disk, DOM.
 */
import { z } from "zod";
import { errorShape } from "./errors.ts";
import { documentSchema, statusSchema } from "./model/document.ts";
import { proofingSettingsSchema, settingsSchema } from "./model/settings.ts";
import { learnedPairSchema, ruleRecordSchema } from "./proofing/context.ts";

const none = z.strictObject({});
/** Stands for a folder or file on the host's disk; means nothing after the host ends. */
const handle = z.string().min(1).max(64);
const documentId = z.string().regex(/^[0-9A-Za-z_-]{4,64}$/);
const documentIds = z.array(documentId).max(200_000);

export const preferencesSchema = z.strictObject({
  language: z.enum(["system", "zh", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Size of the page's text in CSS pixels. */
  textSize: z.int().min(12).max(32),
  sourceVisible: z.boolean(),
  sidebarVisible: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const defaultPreferences: Preferences = {
  language: "system",
  theme: "system",
  textSize: 18,
  sourceVisible: false,
  sidebarVisible: true,
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
});
export type OpenCorpus = z.infer<typeof openCorpusSchema>;

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

export const sortKeys = ["title", "name", "status", "characters", "articles", "entities", "updatedAt"] as const;
export const listQuerySchema = z.strictObject({
  sort: z.enum(sortKeys),
  descending: z.boolean(),
  /** Substring of title or source name; empty for all. */
  text: z.string().max(1000),
  status: statusSchema.nullable(),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

export const progressSchema = z.strictObject({
  total: z.int(),
  byStatus: z.record(statusSchema, z.int()),
});

export const importOutcomeSchema = z.strictObject({
  path: z.string(),
  id: z.string().nullable(),
  status: z.enum(["imported", "duplicate", "failed"]),
  error: errorShape.nullable(),
  /** Detected or given, null where reading failed before that. */
  encoding: z.string().nullable(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

export const formatSchema = z.strictObject({
  id: z.string(),
  import: z.boolean(),
  export: z.boolean(),
  /** "Name: what it writes", with the language's own colon. */
  about: z.strictObject({ zh: z.string(), en: z.string() }),
  /** One file, or a folder with files for each document. */
  writes: z.enum(["file", "folder"]).nullable(),
  /** Without the dot; of the one file or of the files in the folder. */
  extension: z.string().nullable(),
});
export type FormatInfo = z.infer<typeof formatSchema>;

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
export const searchQuerySchema = z.strictObject({
  /** A literal text, or the source of a regular expression (flags "u"; ^ and $ are the block's ends). */
  text: z.string().min(1).max(2000),
  regex: z.boolean(),
  /** Only blocks of this role, only inside entities of this type, only documents of this status; null for all. */
  role: z.string().nullable(),
  type: z.string().nullable(),
  status: statusSchema.nullable(),
  /** page: by document name and reading order; left, right: by what stands before (backwards) or after the match. */
  sort: z.enum(["page", "left", "right"]),
});
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
});
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** A change of many documents at once, undone as one. */
export const operationSchema = z.strictObject({
  kind: z.enum(["fix", "replace", "suggest", "tag"]),
  /** What was done, for "undo …": e.g. the text that was replaced by which; empty for fixes. */
  label: z.string(),
  at: z.string(),
  documents: z.int(),
});
export type Operation = z.infer<typeof operationSchema>;

const bytes = z.instanceof(Uint8Array);
/** Largest source file that is imported, in bytes. A newspaper page is some 20 kB. */
export const importLimit = 32 * 1024 * 1024;
/** Encodings that the user can choose from; "auto" detects. */
export const encodings = ["auto", "utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const;
export const encodingSchema = z.enum(encodings);
export type EncodingChoice = z.infer<typeof encodingSchema>;

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
  createCorpus: method(z.strictObject({ parent: handle, name: z.string().min(1).max(120) }), openCorpusSchema),
  openCorpus: method(z.strictObject({ folder: handle }), openCorpusSchema),
  /** Copies the sample pages into a corpus in the user's documents (once; later calls open it again). */
  openSample: method(none, openCorpusSchema),
  closeCorpus: method(none, none),

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
      hash: z.string(),
      /** The decoded source text. */
      source: z.string(),
      readOnly: errorShape.nullable(),
    }),
  ),
  /** Resolves when the document is on the disk (fsynced). `baseHash` names the file that the edit started from. */
  saveDocument: method(
    z.strictObject({ document: documentSchema, baseHash: z.string() }),
    z.strictObject({ hash: z.string(), revision: z.int(), updatedAt: z.string() }),
  ),
  setStatus: method(
    z.strictObject({ ids: documentIds, status: statusSchema }),
    z.strictObject({
      changed: documentIds,
      failed: z.array(z.strictObject({ id: documentId, error: errorShape })),
    }),
  ),

  // Import
  previewImport: method(
    z.strictObject({ name: z.string(), bytes, encoding: encodingSchema }),
    z.strictObject({ encoding: z.string(), certain: z.boolean(), sample: z.string() }),
  ),
  /** One file; the window sends the chosen files one by one, which is also how it shows progress and cancels. */
  importFile: method(
    z.strictObject({ path: z.string().min(1).max(4096), bytes, encoding: encodingSchema }),
    importOutcomeSchema,
  ),

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
      statistics: z.strictObject({ size: z.int(), counts: z.string() }),
    }),
  ),
  setProofingSettings: method(proofingSettingsSchema, none),

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
    z.strictObject({ query: searchQuerySchema, offset: z.int().nonnegative(), limit: z.int().min(1).max(1000) }),
    z.strictObject({ total: z.int(), documents: z.int(), hits: z.array(searchHitSchema) }),
  ),

  // Export
  listFormats: method(none, z.array(formatSchema)),
  startExport: method(
    z.strictObject({
      format: z.string(),
      /** Null for all. */
      ids: documentIds.nullable(),
      status: statusSchema.nullable(),
      folder: handle,
      /** File or folder name to make in `folder`. */
      name: z.string().min(1).max(200),
    }),
    z.strictObject({ job: z.string() }),
  ),
  cancelJob: method(z.strictObject({ job: z.string() }), none),
} as const;

export const events = {
  /** Documents changed on disk, by this program or another. `ids` null: many, read the list again. */
  documentsChanged: z.strictObject({ ids: documentIds.nullable() }),
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
