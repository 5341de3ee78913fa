/**
 * The host: every method of the contract (shared/api.ts), implemented once for the Electron and the loopback shell.
 * A shell brings what differs between them (dialogs, the file manager, how events travel) and calls `dispatch`.
 * Must not know: windows, transports. It is long because each area's methods are named and wired here, in one place.
 */
import { existsSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import type { EventName, EventPayload, Host, OpenCorpus, Result } from "../shared/api.ts";
import { GalleyError } from "../shared/errors.ts";
import type { GalleyDocument } from "../shared/model/document.ts";
import { documentOfDelta } from "../shared/versions/delta.ts";
import { Corpus } from "./corpus/corpus.ts";
import { whenFree } from "./corpus/corpus-claim.ts";
import { KnownBlocks } from "./corpus/known-blocks.ts";
import { isOnNetwork as askSystem } from "./corpus/network-folder.ts";
import { BackgroundCheck } from "./host/background-check.ts";
import { ChangeFeed } from "./host/change-feed.ts";
import { CorpusWatcher } from "./host/corpus-watcher.ts";
import { draftMethods } from "./host/draft-methods.ts";
import { Drafts } from "./host/drafts.ts";
import { checkFileName } from "./host/file-name.ts";
import { createFolder, isCorpus, listFolder, locationOf } from "./host/folders.ts";
import { Handles } from "./host/handles.ts";
import { historyMethods } from "./host/history.ts";
import { Jobs } from "./host/jobs.ts";
import { later } from "./host/later.ts";
import { Learning } from "./host/learning.ts";
import { operationMethods } from "./host/operations.ts";
import { overviewMethods } from "./host/overview.ts";
import { Plans } from "./host/plans.ts";
import { proofingMethods } from "./host/proofing.ts";
import { registryMethods, toldOf } from "./host/registry.ts";
import { RunningImports } from "./host/running-imports.ts";
import { sampleFolder } from "./host/sample.ts";
import { SearchReadiness } from "./host/search-readiness.ts";
import { setAsideMethods } from "./host/set-aside.ts";
import { StatisticsJobs } from "./host/statistics.ts";
import { suggestionMethods } from "./host/suggestions.ts";
import { tagsetMethods } from "./host/tagset.ts";
import { Uploads } from "./host/uploads.ts";
import { UserFiles } from "./host/user-files.ts";

/** What comes in and goes out needs all formats, a third of the program; nothing else does. */
const exchangeNames = [
  "findCompanions",
  "recogniseImport",
  "previewImport",
  "importFile",
  "beginUpload",
  "uploadPart",
  "importUpload",
  "dropUpload",
  "cancelImport",
  "listFormats",
  "previewExport",
  "startExport",
] as const;

export interface HostOptions {
  shell: "electron" | "loopback";
  /** The program's own folder: preferences, recent corpora. */
  userDataDir: string;
  /** Where the person keeps documents; the sample goes here. */
  documentsDir: string;
  seedsDir: string;
  /** BCP 47, of the operating system. */
  language: string;
  /** The system's dialogs, or null where the window draws its own. */
  nativeDialogs: {
    chooseFolder(purpose: "open" | "create" | "export", parent?: string): Promise<string | null>;
  } | null;
  showInFolder(path: string): Promise<void>;
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
  now?: () => Date;
  /** Whether a folder is on another machine; what the system says, but for tests. */
  isOnNetwork?: (dir: string) => boolean;
  /** Milliseconds of quiet after which documents are checked for the list's counts of findings. */
  checkAfterMs?: number;
  /** The same for learning from what was tagged. */
  learnAfterMs?: number;
  /** When texts are made ready for searching, and from how many documents on. */
  searchReadiness?: { quietMs: number; least: number };
}

export interface RunningHost {
  host: Host;
  /** Opens the corpus that was named at start. @throws GalleyError as Corpus.open */
  openAtStart(dir: string): Promise<void>;
  /** Waits for running saves, cancels jobs and closes the corpus. */
  close(): Promise<void>;
}

export function createHost(options: HostOptions): RunningHost {
  const { now = () => new Date(), isOnNetwork = askSystem } = options;
  const handles = new Handles();
  const userFiles = new UserFiles(options.userDataDir);
  const knownBlocks = new KnownBlocks();
  const drafts = new Drafts(options.userDataDir, undefined, knownBlocks);
  const jobs = new Jobs(options.emit);
  const uploads = new Uploads();
  const plans = new Plans();
  const changes = new ChangeFeed((ids) => {
    options.emit("documentsChanged", { ids });
    background?.wake();
    learning?.wake();
  });
  let open: Corpus | null = null;
  let background: BackgroundCheck | null = null;
  let learning: Learning | null = null;
  let readiness: SearchReadiness | null = null;
  let watcher: CorpusWatcher | null = null;
  let stopWaiting: (() => void) | null = null;
  let networkNews = false;
  /** Told once: a window that is loaded again knows. */
  let leftovers: Promise<number> = Promise.resolve(0);
  /** galley.json as the window knows it, as JSON. */
  let settingsTold = "";

  const corpus = (): Corpus => {
    if (!open) throw new GalleyError("no-corpus", "No corpus is open.");
    return open;
  };
  const close = async () => {
    background?.stop();
    background = null;
    learning?.stop();
    learning = null;
    readiness?.stop();
    readiness = null;
    stopWaiting?.();
    stopWaiting = null;
    const watching = watcher;
    watcher = null;
    await watching?.stop();
    imports.cancelAll();
    await jobs.cancelAll();
    plans.clear();
    await uploads.close();
    statistics.forget();
    changes.flush();
    const closing = open;
    open = null;
    await closing?.close();
  };
  /** The new corpus is opened before the old one is closed: when that fails, the old one stays. */
  const use = async (dir: string): Promise<OpenCorpus> => {
    // The same one again: it must not find itself in another window.
    if (open && isSameFolder(open.dir, dir)) open.release();
    const next: Corpus = await Corpus.open(dir, {
      now,
      claim: true,
      background: {
        progress: (progress) => options.emit("indexing", { progress }),
        changed: (ids) => changes.add(ids),
      },
      onRegistry(change) {
        const told = toldOf(change);
        if (told) options.emit("registryChanged", told);
      },
    });
    await close();
    open = next;
    settingsTold = JSON.stringify(next.settings);
    watcher = new CorpusWatcher(next, {
      changed: (ids) => changes.add(ids),
      settingsRead: () => {
        if (next === open && JSON.stringify(next.settings) !== settingsTold) settingsChanged();
      },
      registryChanged: () => registryChanged(),
      problem: (problem) => {
        options.emit("corpusProblem", { problem });
        // Its documents have come back: what keeps it from being written is over.
        if (!problem && next === open && next.readOnly?.code === "corpus-emptied") reopen(next.dir);
      },
    });
    if (next.readOnly?.code === "corpus-held") stopWaiting = whenFree(next.dir, () => reopen(next.dir));
    background = new BackgroundCheck(next, (ids) => changes.add(ids), options.checkAfterMs);
    background.wake();
    learning = new Learning({
      corpus: next,
      jobs,
      isOn: async () => (await userFiles.preferences()).suggestions.learning,
      onChange: () => options.emit("suggestionKnowledgeChanged", {}),
      quietMs: options.learnAfterMs,
    });
    learning.wake();
    readiness = new SearchReadiness(next, options.searchReadiness);
    readiness.wake();
    // Nobody waits for it, and the next start tries again.
    leftovers = next.readOnly ? Promise.resolve(0) : next.setLeftoversAside().catch(() => 0);
    const networkTold = isOnNetwork(next.dir);
    networkNews = networkTold && !(await userFiles.recent()).some((one) => one.path === next.dir && one.networkTold);
    const entry = { path: next.dir, name: next.settings.name, openedAt: now().toISOString(), networkTold };
    // A list of recent corpora that can't be written is no reason not to work.
    await userFiles.remember(entry).catch((error) => console.warn(`recent.json was not written: ${error.message}`));
    return openCorpusOf(next, networkNews);
  };

  /** What kept it from being written is over. Should opening it fail, the window still has what it had. */
  const reopen = (dir: string) =>
    void use(dir).then(
      (freed) => options.emit("corpusFreed", freed),
      () => {},
    );

  const statistics = new StatisticsJobs(corpus, jobs);
  const settingsChanged = () => {
    const { settings } = corpus();
    settingsTold = JSON.stringify(settings);
    options.emit("settingsChanged", { settings });
  };
  const registryChanged = () => options.emit("registryChanged", { changed: null, removed: [] });
  const imports = new RunningImports((progress) => options.emit("importProgress", progress));
  const parts = { corpus, jobs, plans, changes, settingsChanged, registryChanged };

  const save = async (document: GalleyDocument, baseHash: string, known?: KnownBlocks) => {
    const open = corpus();
    const saved = await drafts.saving(open.dir, document, baseHash, (placing) =>
      open.save(document, baseHash, { placing, ...(known && { known }) }),
    );
    changes.add([document.id]);
    return saved;
  };

  const host: Host = {
    async getInfo() {
      return {
        version: packageJson.version,
        shell: options.shell,
        platform: platformName(),
        language: options.language,
        nativeDialogs: options.nativeDialogs !== null,
        preferences: await userFiles.preferences(),
        corpus: open && openCorpusOf(open, networkNews),
      };
    },
    async setPreferences(preferences) {
      await userFiles.setPreferences(preferences);
      return {};
    },

    async listRecent() {
      return (await userFiles.recent()).map(({ path, name, openedAt }) => {
        return { folder: handles.of(path), name, location: locationOf(path), openedAt, missing: !isCorpus(path) };
      });
    },
    async forgetRecent({ folder }) {
      await userFiles.forget(handles.path(folder));
      return {};
    },
    async createCorpus({ parent, name, preset }) {
      const dir = join(handles.path(parent), checkFileName(name));
      await (await Corpus.create(dir, { name, preset }, { now })).close();
      return await use(dir);
    },
    async openCorpus({ folder }) {
      return await use(handles.path(folder));
    },
    async openSample() {
      const { language } = await userFiles.preferences();
      const spoken = language === "system" ? options.language : language;
      return await use(await sampleFolder(options.documentsDir, options.seedsDir, spoken));
    },
    async closeCorpus() {
      await close();
      return {};
    },
    async lookAtCorpus() {
      readiness?.wake();
      await watcher?.look();
      return {};
    },

    async chooseFolder({ purpose }) {
      if (!options.nativeDialogs) throw new GalleyError("usage", "This shell has no dialogs of the system.");
      const path = await options.nativeDialogs.chooseFolder(purpose);
      return path === null ? null : handles.of(path);
    },
    async listFolder({ folder }) {
      const start = existsSync(options.documentsDir) ? options.documentsDir : process.cwd();
      return listFolder(folder === null ? start : handles.path(folder), options.documentsDir, handles);
    },
    async createFolder({ parent, name }) {
      return handles.of(await createFolder(handles.path(parent), name));
    },
    async showInFolder({ handle }) {
      await options.showInFolder(handles.path(handle));
      return {};
    },

    async listDocuments({ query, offset, limit }) {
      return { ...(await corpus().list(query, offset, limit)), progress: await corpus().progress() };
    },
    listDocumentIds: async ({ query }) => await corpus().ids(query),
    async readDocument({ id }) {
      const { document, hash, source, readOnly } = await corpus().read(id);
      drafts.know(document, hash);
      corpus().beginEditing(id);
      return { document, hash, source, readOnly: readOnly?.toShape() ?? null };
    },
    saveDocument: ({ document, baseHash }) => save(document, baseHash),
    async saveDelta({ delta, baseHash }) {
      const document = documentOfDelta(delta, drafts.known(delta.head.id, baseHash));
      return document && (await save(document, baseHash, knownBlocks));
    },
    async setStatus({ ids, status }) {
      const changed: string[] = [];
      const failed: Result<"setStatus">["failed"] = [];
      for (const id of ids) {
        try {
          await corpus().setStatus(id, status);
          changed.push(id);
        } catch (error) {
          if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
          failed.push({ id, error: error.toShape() });
        }
      }
      changes.add(changed);
      return { changed, failed };
    },

    ...draftMethods({ corpus, drafts, now }),
    ...historyMethods({ corpus, drafts, changes }),
    ...setAsideMethods({
      corpus,
      handles,
      changes,
      leftovers() {
        const told = leftovers;
        leftovers = Promise.resolve(0);
        return told;
      },
    }),
    ...later(exchangeNames, async () => {
      const { exchangeMethods } = await import("./host/exchange.ts");
      return exchangeMethods({ ...parts, handles, uploads, imports });
    }),
    ...operationMethods(parts),
    ...proofingMethods(parts),
    ...tagsetMethods(parts),
    ...registryMethods({
      corpus,
      handles,
      tell: (change) => options.emit("registryChanged", change),
      settingsChanged,
    }),
    ...overviewMethods(corpus),
    ...suggestionMethods({
      corpus,
      learning: () => {
        corpus();
        return learning as Learning;
      },
      jobs,
      preferences: () => userFiles.preferences(),
    }),
    ...statistics.methods,

    async cancelJob({ job }) {
      jobs.cancel(job);
      return {};
    },
  };

  return {
    host,
    async openAtStart(dir) {
      await use(dir);
    },
    close,
  };
}

function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

function openCorpusOf(corpus: Corpus, networkNews: boolean): OpenCorpus {
  const { settings, readOnly, dir } = corpus;
  const reason = readOnly?.toShape() ?? null;
  return { name: settings.name || basename(dir), location: locationOf(dir), settings, readOnly: reason, networkNews };
}

function platformName(): "mac" | "windows" | "linux" {
  return process.platform === "darwin" ? "mac" : process.platform === "win32" ? "windows" : "linux";
}
