/**
 * What the window does with the host: open and close corpora, go from view to view, keep preferences, ask for folders.
 * One object, made once; commands and views share it. Errors end here, as notices.
 * It is long because it is the list of all that the window asks of the host for more than one view.
 * Must not know: React, the features' inside.
 */
import type { i18n } from "i18next";
import type { GalleyApi, OpenCorpus, Params, Preferences } from "../../shared/api.ts";
import type { Correction } from "../../shared/corrections/last-correction.ts";
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import type { PresetId } from "../../shared/entities/tagset/presets.ts";
import type { Tagset } from "../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Status } from "../../shared/model/document.ts";
import type { ProofingSettings } from "../../shared/model/settings.ts";
import { describeError } from "./errors.ts";
import { type Language, resolveLanguage } from "./i18n/i18n.ts";
import { showNotice } from "./notices.ts";
import {
  type AppStore,
  defaultCharts,
  defaultQuery,
  defaultSearch,
  type Finder,
  type FolderPurpose,
  type ImportItem,
  type OpenDialog,
  type Origin,
  type SearchForm,
  type TextPlace,
} from "./store.ts";

export interface Services {
  api: GalleyApi;
  store: AppStore;
  i18n: i18n;
}

export class Actions {
  readonly #api: GalleyApi;
  readonly #store: AppStore;
  readonly #i18n: i18n;
  /** Asked before the open document is left; false keeps it open. */
  #mayLeave: (() => Promise<boolean>) | null = null;

  constructor({ api, store, i18n }: Services) {
    this.#api = api;
    this.#store = store;
    this.#i18n = i18n;
  }

  get language(): Language {
    const { preferences, info } = this.#store.getState();
    return resolveLanguage(preferences.language, info.language);
  }

  report(error: unknown): void {
    if (error instanceof GalleyError && error.code === "cancelled") return;
    const { title, text, technical } = describeError(error, this.#i18n.t, this.language);
    showNotice({ kind: "error", title, text, technical, id: `error:${title}` });
  }

  /** Runs a task and reports its failure; undefined when it failed. */
  async attempt<T>(task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  setPreferences(change: Partial<Preferences>): void {
    const preferences = { ...this.#store.getState().preferences, ...change };
    this.#store.setState({ preferences });
    void this.attempt(() => this.#api.call("setPreferences", preferences));
  }

  /** Changes what the user chose about proofing; true when it is kept. */
  async setProofingSettings(proofing: ProofingSettings): Promise<boolean> {
    const kept = await this.attempt(async () => {
      await this.#api.call("setProofingSettings", proofing);
      return true;
    });
    if (!kept) return false;
    this.#store.setState(({ corpus }) => ({
      corpus: corpus && { ...corpus, settings: { ...corpus.settings, proofing } },
    }));
    return true;
  }

  /** Writes a tagset that asks for no change of documents. @throws what the host answers */
  async setTagset(tagset: Tagset, base: Tagset): Promise<void> {
    await this.#api.call("setTagset", { tagset, base });
    showNotice({ kind: "ok", title: this.#i18n.t("tagset.saved"), id: "tagset" });
  }

  /** What another tagset would change in the documents. */
  async showTagsetPlan(wanted: Params<"planTagset">): Promise<void> {
    const origin = this.#origin();
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "tagset", wanted, origin } });
  }

  openDialog(dialog: OpenDialog | null): void {
    this.#store.setState({ dialog });
  }

  /** The open document's guard: saves, or asks; cleared with null. */
  guardLeaving(guard: (() => Promise<boolean>) | null): void {
    this.#mayLeave = guard;
  }

  async showList(): Promise<void> {
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "list" } });
  }

  async openDocument(id: string): Promise<void> {
    const { view } = this.#store.getState();
    if (view.name === "document" && view.id === id) return;
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "document", id }, cursor: id });
  }

  /** Reads the document on the screen anew, one that could not be opened. */
  reopenDocument(): void {
    const { view } = this.#store.getState();
    if (view.name === "document") this.#store.setState({ view: { ...view, again: (view.again ?? 0) + 1 } });
  }

  /** Opens a document at a place that was found; going back then leads to the places found. */
  async openHit(id: string, at: TextPlace, from: Finder = "search"): Promise<void> {
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "document", id, at, from }, cursor: id });
  }

  /** The preview of what the rules would change in these documents (null: in all). */
  async showMending(ids: readonly string[] | null): Promise<void> {
    const origin = this.#origin();
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "mend", ids, origin } });
  }

  /** The corpus in numbers. */
  async showStatistics(): Promise<void> {
    const origin = this.#origin();
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "statistics", origin } });
  }

  /** The charts of entities, as they were looked at last. */
  async showCharts(): Promise<void> {
    const origin = this.#origin();
    if (await this.#leaveDocument()) this.#store.setState({ view: { name: "charts", origin } });
  }

  /** The registry of known entities; without an entry, the one that was looked at last. */
  async showRegistry(entry: string | null = null): Promise<void> {
    const view = { name: "registry", entry: entry ?? this.#store.getState().entry, origin: this.#origin() } as const;
    if (await this.#leaveDocument()) this.#store.setState({ view });
  }

  /** What would be done to a text everywhere in the corpus. */
  async showEntityPlan(request: EntityRequest): Promise<void> {
    const view = { name: "entity-plan", request, origin: this.#origin() } as const;
    if (await this.#leaveDocument()) this.#store.setState({ view });
  }

  /** Find and replace; what is not given stays as it was asked last. */
  async showSearch(change: Partial<SearchForm>, field: "find" | "replacement"): Promise<void> {
    const origin = this.#origin();
    const isThere = this.#store.getState().view.name === "search";
    if (!isThere && !(await this.#leaveDocument())) return;
    const isNew = Object.keys(change).length > 0;
    this.#store.setState(({ search, searchCursor }) => ({
      search: { ...search, ...change },
      searchCursor: isNew ? 0 : searchCursor,
      ...(isThere ? {} : { view: { name: "search", origin } as const }),
    }));
    // The view lends its fields as soon as it is on the screen; at a start it may have to be loaded first.
    const focus = () => requestAnimationFrame(() => this.#store.getState().searching?.focus(field));
    if (this.#store.getState().searching) focus();
    else {
      const stop = this.#store.subscribe(({ searching, view }) => {
        if (searching || view.name !== "search") stop();
        if (searching) focus();
      });
    }
  }

  /** Find and replace with a correction just made, so that the same error can be put right wherever it stands. */
  async correctEverywhere({ wrong, right }: Correction): Promise<void> {
    const text = { text: wrong, replacement: right, regex: false, role: null, type: null, status: null };
    await this.showSearch({ ...text, sort: "page" }, "find");
  }

  /** From the corpus's views to where they were called from. */
  goBack(): void {
    const { view } = this.#store.getState();
    if ("origin" in view) this.#store.setState({ view: view.origin });
  }

  /** Asks what could be undone, for the command that names it. */
  async readLastOperation(): Promise<void> {
    if (!this.#store.getState().corpus) return this.#store.setState({ lastOperation: null });
    // Not worth a notice: it only means that nothing is offered.
    const lastOperation = await this.#api.call("lastOperation", {}).catch(() => null);
    this.#store.setState({ lastOperation });
  }

  #origin(): Origin {
    const { view } = this.#store.getState();
    if (view.name === "document") return { name: "document", id: view.id };
    return "origin" in view ? view.origin : { name: "list" };
  }

  /** The next (1) or previous (-1) document in the list's order; null at the end. */
  async neighbour(step: 1 | -1): Promise<string | null> {
    const { view, query } = this.#store.getState();
    if (view.name !== "document") return null;
    const ids = await this.#api.call("listDocumentIds", { query });
    const here = ids.indexOf(view.id);
    // The document may have left the filter by its own change of status: go on from where it was.
    if (here < 0) return ids[step > 0 ? 0 : ids.length - 1] ?? null;
    return ids[here + step] ?? null;
  }

  async step(step: 1 | -1): Promise<void> {
    await this.attempt(async () => {
      const id = await this.neighbour(step);
      if (id) await this.openDocument(id);
      else
        showNotice({
          kind: "info",
          title: this.#i18n.t(step > 0 ? "document.lastOne" : "document.firstOne"),
          id: "step",
        });
    });
  }

  /** Marks the open document done and opens the one after it in the list's order. */
  async doneAndNext(): Promise<void> {
    const { document } = this.#store.getState();
    if (!document) return;
    await this.attempt(async () => {
      // Asked before the change, which may take this document out of the filtered list.
      const id = await this.neighbour(1);
      if (!document.readOnly) document.setStatus("done");
      if (!(await document.flush())) return;
      if (id) await this.openDocument(id);
      else showNotice({ kind: "info", title: this.#i18n.t("document.lastOne"), id: "step" });
    });
  }

  async createCorpus(parent: string, name: string, preset: PresetId): Promise<boolean> {
    return this.#open(() => this.#api.call("createCorpus", { parent, name, preset }));
  }

  async openCorpus(folder: string): Promise<boolean> {
    return this.#open(() => this.#api.call("openCorpus", { folder }));
  }

  async openSample(): Promise<boolean> {
    return this.#open(() => this.#api.call("openSample", {}));
  }

  async chooseAndOpenCorpus(): Promise<void> {
    const folder = await this.chooseFolder("open");
    if (folder) await this.openCorpus(folder.handle);
  }

  async closeCorpus(): Promise<void> {
    if (!(await this.#leaveDocument())) return;
    await this.attempt(() => this.#api.call("closeCorpus", {}));
    this.#showCorpus(null);
  }

  /** The system's dialog where there is one, else the window's own. Null when the user gives up. */
  async chooseFolder(purpose: FolderPurpose): Promise<{ handle: string; location: string } | null> {
    if (this.#store.getState().info.nativeDialogs) {
      const chosen = await this.attempt(async () => {
        const handle = await this.#api.call("chooseFolder", { purpose });
        if (!handle) return null;
        const listing = await this.#api.call("listFolder", { folder: handle });
        return { handle, location: listing.location };
      });
      return chosen ?? null;
    }
    return new Promise((resolve) => {
      this.#store.setState({
        folderRequest: {
          purpose,
          answer: (folder) => {
            this.#store.setState({ folderRequest: null });
            resolve(folder);
          },
        },
      });
    });
  }

  async setStatus(ids: string[], status: Status): Promise<void> {
    const t = this.#i18n.t;
    await this.attempt(async () => {
      const { changed, failed } = await this.#api.call("setStatus", { ids, status });
      this.refreshList();
      if (changed.length) {
        showNotice({
          kind: "ok",
          title: t("list.statusSet", { count: changed.length, status: t(`status.${status}`) }),
          id: "status",
        });
      }
      if (failed.length) {
        showNotice({
          kind: "error",
          title: t("list.statusFailed", { count: failed.length }),
          text: failed
            .slice(0, 3)
            .map(({ error }) => describeError(error, t, this.language).title)
            .join(" · "),
        });
      }
    });
  }

  /** Opens the import dialog for files that are known or still being found. */
  importItems(items: Promise<ImportItem[]>, found: () => number = () => 0): void {
    const { corpus, dialog } = this.#store.getState();
    const t = this.#i18n.t;
    if (!corpus) showNotice({ kind: "info", title: t("app.dropNoCorpus") });
    else if (corpus.readOnly) showNotice({ kind: "info", title: t("import.noCorpusReadOnly") });
    else if (dialog?.name === "import") showNotice({ kind: "info", title: t("import.busy") });
    else this.openDialog({ name: "import", items, found });
  }

  refreshList(): void {
    this.#store.setState((state) => ({ listVersion: state.listVersion + 1 }));
  }

  async #open(task: () => Promise<OpenCorpus>): Promise<boolean> {
    if (!(await this.#leaveDocument())) return false;
    const corpus = await this.attempt(task);
    if (!corpus) return false;
    this.#showCorpus(corpus);
    return true;
  }

  #showCorpus(corpus: OpenCorpus | null): void {
    this.#store.setState((state) => ({
      corpus,
      corpusProblem: null,
      view: { name: corpus ? "list" : "welcome" },
      dialog: null,
      query: defaultQuery,
      search: defaultSearch,
      charts: defaultCharts,
      searchCursor: 0,
      entry: null,
      selected: new Set<string>(),
      cursor: null,
      listVersion: state.listVersion + 1,
    }));
    void this.readLastOperation();
  }

  async #leaveDocument(): Promise<boolean> {
    return this.#mayLeave ? this.#mayLeave() : true;
  }
}
