/**
 * A sound call of every method of the contract. "$folder", "$id" and the like stand for what only the running host
 * knows (`fillIn`).
 */
import { defaultPreferences, type Method, methods, type Params } from "../../shared/api.ts";
import { noChange } from "../../shared/entities/tagset/change.ts";
import { preset } from "../../shared/entities/tagset/presets.ts";
import { tagsetOf } from "../../shared/entities/tagset/tagset.ts";
import { deltaOf } from "../../shared/versions/delta.ts";
import { richDocument } from "./inputs.ts";

const list = { sort: "name", descending: false, text: "", status: null } as const;
const search = { text: "𠮷田", regex: false, role: null, type: null, status: null, sort: "page" } as const;
const entry = { id: "q1", name: "𠮷田茂", type: "PER", aliases: ["吉田"], link: "Q42", note: "" };
const page = new TextEncoder().encode("標題\n\n本報訊，會議召開。");
const file = { path: "a/頁.txt", bytes: page, encoding: "auto" as const };
const document = { ...richDocument(), id: "$id" };
const delta = deltaOf(document, new Set());
const tagset = tagsetOf(preset("news"));

const calls: { [M in Method]: readonly Params<M>[] } = {
  getInfo: [{}],
  setPreferences: [
    defaultPreferences,
    { ...defaultPreferences, exports: { format: "tei", options: { tei: { a: "b" } } } },
  ],
  listRecent: [{}],
  forgetRecent: [{ folder: "$corpus" }],
  createCorpus: [{ parent: "$folder", name: "新", preset: "msra" }],
  openCorpus: [{ folder: "$corpus" }],
  openSample: [{}],
  closeCorpus: [{}],
  lookAtCorpus: [{}],
  chooseFolder: [{ purpose: "export" }],
  listFolder: [{ folder: "$folder" }],
  createFolder: [{ parent: "$folder", name: "夾" }],
  showInFolder: [{ handle: "$folder" }],
  listDocuments: [{ query: { ...list, text: "題", status: "new" }, offset: 0, limit: 50 }],
  listDocumentIds: [{ query: list }],
  readDocument: [{ id: "$id" }],
  saveDocument: [{ document, baseHash: "$hash" }],
  saveDelta: [
    { delta, baseHash: "$hash" },
    { delta: { ...delta, changed: [] }, baseHash: "$hash" },
  ],
  keepDraft: [{ delta, baseHash: "$hash" }],
  readDraft: [{ id: "$id" }],
  discardDraft: [{ id: "$id" }],
  prepareMerge: [{ mine: document, baseHash: "$hash" }],
  recreateDocument: [{ document }],
  hashDocument: [{ id: "$id" }],
  readHistory: [{ id: "$id" }],
  readRevision: [
    { id: "$id", number: 0 },
    { id: "$id", number: 1 },
  ],
  restoreRevision: [{ id: "$id", number: 1 }],
  listSetAside: [{}],
  restoreSetAside: [{ handle: "1" }],
  countLeftovers: [{}],
  setStatus: [{ ids: ["$id"], status: "done" }],
  findCompanions: [{ names: ["a.txt", "a.ann", "TypeSystem.xml"] }],
  recogniseImport: [{ name: "a.txt", head: page }],
  previewImport: [{ ...file, format: "txt", companions: [{ name: "a.ann", bytes: page }] }],
  importFile: [file, { ...file, format: "txt", mapping: { types: { A: "PER" }, roles: { b: "title" } } }],
  beginUpload: [{ name: "a.jsonl", size: page.length }],
  uploadPart: [{ upload: "u", bytes: page }],
  importUpload: [{ upload: "u", path: "a.jsonl", encoding: "auto", format: "jsonl" }],
  dropUpload: [{ upload: "u" }],
  cancelImport: [{ task: "t" }],
  readLexicon: [{}],
  proofingContext: [{}],
  setProofingSettings: [
    {
      rules: { width: true },
      userRules: [
        { id: "r1", find: "(.)\\1", replace: "$1", regex: true, message: "叠字", safe: false, enabled: true },
      ],
    },
  ],
  readWordClasses: [{}],
  suggestionKnowledge: [{}],
  learningState: [{}],
  learnNow: [{}],
  startRecommendation: [{ blocks: [{ id: "b1", role: "title", text: "𠮷田茂" }], types: ["PER"] }],
  readRecommendation: [{ job: "$job" }],
  setTagset: [{ tagset, base: tagset }],
  planTagset: [{ tagset, base: tagset, change: { ...noChange, types: { PER: "ORG", LOC: null } } }],
  typeCounts: [{}],
  readRegistry: [{}],
  listRegistry: [{ query: { text: "吉", type: "PER", sort: "name", descending: true }, offset: 0, limit: 20 }],
  readEntry: [{ id: "q1" }],
  listEntities: [{ filter: { text: "𠮷田茂", type: "PER", refs: ["q1"] }, offset: 0, limit: 20 }],
  countEntities: [{ filter: { refs: null }, limit: 20 }],
  setRemembered: [{ types: ["PER", "ORG"] }],
  importRegistry: [
    {
      name: "names.csv",
      bytes: new TextEncoder().encode("name,type\n北京,LOC\n"),
      encoding: "auto",
      type: "PER",
      isNew: false,
      carryOut: true,
    },
  ],
  exportRegistry: [{ format: "csv", folder: "$folder", name: "名" }],
  changeRegistry: [
    { edits: [{ do: "add", entry: { ...entry, id: "q2" } }] },
    {
      edits: [
        { do: "change", id: "q1", set: { note: "注" } },
        { do: "aliases", id: "q1", add: ["首相"], remove: [] },
      ],
    },
    { edits: [{ do: "restore", id: "q1", now: entry, was: null, at: 0 }] },
    {
      edits: [
        { do: "merge", from: ["q2"], into: "q1" },
        { do: "remove", id: "q2" },
      ],
    },
  ],
  planFix: [
    { ids: ["$id"], choice: "safe" },
    { ids: null, choice: ["width"] },
  ],
  planReplace: [
    { query: search, replacement: "吉田" },
    { query: { ...search, text: "(.)田", regex: true }, replacement: "$1$&$$" },
  ],
  planEntities: [
    { do: "tag", text: "北京", type: "LOC", ref: "q1" },
    { do: "untag", text: "北京", type: null },
    { do: "split", id: "q1", entry: { ...entry, id: "q3" }, entities: [{ document: "$id", entity: "e1" }] },
    { do: "retag", id: "q1", type: "ORG" },
    {
      do: "hits",
      query: { ...search, annotation: { find: "untagged", ref: null, by: null, attribute: null, with: null } },
      only: null,
      act: { do: "tag", type: null },
    },
    { do: "remove", ids: ["q1"] },
  ],
  readPlan: [{ plan: "$job", rule: null, offset: 0, limit: 20 }],
  carryOutPlan: [{ plan: "$job", without: { rules: [], documents: [], changes: [] } }],
  discardPlan: [{ plan: "$job" }],
  lastOperation: [{}],
  undoOperation: [{}],
  searchCorpus: [
    { query: search, offset: 0, limit: 20 },
    { query: { ...search, text: "(田|京)+", regex: true, sort: "left", role: "title" }, offset: 0, limit: 20 },
    {
      query: {
        ...search,
        text: "",
        annotation: {
          find: "entities",
          ref: "q1",
          by: "editor",
          attribute: { id: "certainty", value: "高" },
          with: { type: "ORG", text: "新聞" },
        },
      },
      offset: 0,
      limit: 20,
    },
  ],
  countEntitiesByType: [{ types: null, status: "review", unit: "month", frequent: 10 }],
  entityGraph: [{ types: ["PER", "EVENT"], status: null, scope: "article", nodes: 50 }],
  listPassages: [
    {
      query: {
        types: null,
        status: null,
        of: [{ ref: null, type: "PER", text: "𠮷田茂" }],
        scope: "block",
        among: { unit: "month", column: "2024-05" },
      },
      offset: 0,
      limit: 20,
    },
    {
      query: { types: ["PER"], status: null, of: [], scope: "article", among: { first: "$id", last: "$id" } },
      offset: 0,
      limit: 20,
    },
  ],
  gatherStatistics: [{}],
  readStatistics: [{ job: "$job" }],
  listFormats: [{}],
  previewExport: [{ format: "tei", ids: ["$id"], status: null, options: {}, name: "out.xml" }],
  startExport: [
    { format: "docx", ids: null, status: "new", folder: "$folder", name: "出", options: { entities: "none" } },
  ],
  cancelJob: [{ job: "$job" }],
};

/** Every sound call, in the contract's order. */
export const contractCalls: readonly { method: Method; params: unknown }[] = methods.flatMap((method) =>
  calls[method].map((params) => ({ method, params })),
);

/** What the running host knows, by the name that stands for it: "folder" for "$folder". */
export type Known = Readonly<Record<string, string>>;

/** The value with everything that stands for something filled in; bytes stay as they are. */
export function fillIn(value: unknown, known: Known): unknown {
  if (typeof value === "string") return value.startsWith("$") ? (known[value.slice(1)] ?? value) : value;
  if (Array.isArray(value)) return value.map((item) => fillIn(item, known));
  if (!value || typeof value !== "object" || value instanceof Uint8Array) return value;
  // fromEntries makes keys of its own, whatever they are called.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, known)]));
}
