/**
 * What the window is showing: corpus, view, preferences, open dialog, list query and selection, connection.
 * Plain data in a vanilla store; what talks to the host is in `actions.ts`.
 * Must not know: React, the host, the editor's inside.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type {
  ListQuery,
  Named,
  OpenCorpus,
  Operation,
  Params,
  Preferences,
  Result,
  SearchQuery,
} from "../../shared/api.ts";
import type { Scope } from "../../shared/entities/overview/mention.ts";
import type { Unit } from "../../shared/entities/overview/page-date.ts";
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import type { ErrorShape } from "../../shared/errors.ts";
import type { Mode } from "../editor/editor-api.ts";
import type { DocumentSession, ListSession, SameNameSession, SearchSession } from "./session.ts";

export type HostInfo = Omit<Result<"getInfo">, "preferences" | "corpus">;
/** Where in a document something stands: code points in a block's text. */
export interface TextPlace {
  block: string;
  start: number;
  end: number;
}
/** Views that list places in documents, and are gone back to from there. */
export type Finder = "search" | "registry" | "charts";
/** A view that leads to documents and is gone back to. */
export type Origin = { name: "list" } | { name: "document"; id: string };
export type View =
  | { name: "welcome" }
  | { name: "list" }
  /**
   * `at`: what to show and select first. `from`: the view that going back leads to, with the places found there.
   * `again`: read anew.
   */
  | { name: "document"; id: string; at?: TextPlace; from?: Finder; again?: number }
  /** `ids`: the chosen documents, null for all. */
  | { name: "mend"; ids: readonly string[] | null; origin: Origin }
  | { name: "search"; origin: Origin }
  | { name: "statistics"; origin: Origin }
  | { name: "charts"; origin: Origin }
  /** Another tagset, and what becomes of the documents. */
  | { name: "tagset"; wanted: Params<"planTagset">; origin: Origin }
  /** `entry`: id of the one that is shown. */
  | { name: "entity-plan"; request: EntityRequest; origin: Origin }
  | { name: "registry"; entry: string | null; origin: Origin };
/** What find and replace asks; kept while its hits are looked at. */
export interface SearchForm extends SearchQuery {
  replacement: string;
}
/** What the charts of entities show, and how; kept while a document is looked at. */
export interface ChartsForm {
  tab: "dates" | "documents" | "together";
  as: "picture" | "table";
  /** Null for the finest in which all dates fit. */
  unit: Unit | null;
  scope: Scope;
  /** Ids of the types that are counted over pages and dates; null for all. */
  types: readonly string[] | null;
  /** The same for what stands together; "names" for the types that the registry keeps. */
  members: readonly string[] | "names" | null;
  /** At most so many stand in the graph. */
  nodes: number;
  /** Whose passages are listed beside the graph: none, one, or two together. */
  of: readonly Named[];
  /** The column whose passages are listed beside the columns, by its row's id. */
  column: string | null;
}
export type FolderPurpose = "open" | "create" | "export";

/** A file to import: where it was found (for the report and the host) and its content, read when its turn comes. */
export interface ImportItem {
  path: string;
  file: File;
  /** The files beside it that are parts of it. */
  companions?: readonly ImportItem[];
}

export type OpenDialog =
  | { name: "palette" }
  | { name: "shortcuts" }
  | { name: "new-corpus" }
  | { name: "import"; items: Promise<ImportItem[]>; found: () => number }
  /** `format`: another one than was exported to last. */
  | { name: "export"; format?: string }
  | { name: "undo-operation" }
  | { name: "rules" }
  | { name: "learning" }
  | { name: "recommender" }
  | { name: "history"; id: string }
  | { name: "tagset" }
  | { name: "set-aside" };

/** A question for a folder, answered by the in-window browser. */
export interface FolderRequest {
  purpose: FolderPurpose;
  answer(folder: { handle: string; location: string } | null): void;
}

export interface AppState {
  info: HostInfo;
  preferences: Preferences;
  connected: boolean;
  corpus: OpenCorpus | null;
  /** Why it can't be worked with now (its folder is gone); null when it can. */
  corpusProblem: ErrorShape | null;
  view: View;
  dialog: OpenDialog | null;
  folderRequest: FolderRequest | null;
  query: ListQuery;
  /** Ids selected in the list; kept while a document is open. */
  selected: ReadonlySet<string>;
  /** The list's current row, kept while a document is open. */
  cursor: string | null;
  /** The mode that the next document opens in. */
  mode: Mode;
  /** The corrections of the open document are shown beside its text. */
  correctionsVisible: boolean;
  /** Relations are drawn over the text. */
  relationsVisible: boolean;
  /** What the open view can do for commands and menus; null while it is not there. */
  document: DocumentSession | null;
  list: ListSession | null;
  searching: SearchSession | null;
  /** What was done to one entity, to be done to the same text elsewhere; null while nothing is offered. */
  sameName: SameNameSession | null;
  /** Grows with each change of the documents on disk that the list must show. */
  listVersion: number;
  search: SearchForm;
  charts: ChartsForm;
  /** The line of the concordance that was looked at last. */
  searchCursor: number;
  /** The entry of the registry that was looked at last. */
  entry: string | null;
  /** What "undo operation" would take back; null for nothing. */
  lastOperation: Operation | null;
}

export const defaultQuery: ListQuery = { sort: "name", descending: false, text: "", status: null };
export const defaultSearch: SearchForm = {
  text: "",
  regex: false,
  role: null,
  type: null,
  status: null,
  sort: "page",
  replacement: "",
};

export const defaultCharts: ChartsForm = {
  tab: "dates",
  as: "picture",
  unit: null,
  scope: "block",
  types: null,
  members: "names",
  nodes: 30,
  of: [],
  column: null,
};

export type AppStore = StoreApi<AppState>;

export function createAppStore(info: Result<"getInfo">, connected: boolean): AppStore {
  const { preferences, corpus, ...host } = info;
  return createStore<AppState>(() => ({
    info: host,
    preferences,
    connected,
    corpus,
    corpusProblem: null,
    view: corpus ? { name: "list" } : { name: "welcome" },
    dialog: null,
    folderRequest: null,
    query: defaultQuery,
    selected: new Set<string>(),
    cursor: null,
    mode: "proofread",
    correctionsVisible: false,
    relationsVisible: false,
    document: null,
    list: null,
    searching: null,
    sameName: null,
    listVersion: 0,
    search: defaultSearch,
    charts: defaultCharts,
    searchCursor: 0,
    entry: null,
    lastOperation: null,
  }));
}
