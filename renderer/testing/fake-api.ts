/**
 * A host in memory, for tests of the window and for looking at it without one: a corpus of any number of generated
 * documents after a few real pages. It answers as the contract says; nothing is written anywhere.
 */
import type { DocumentRow, EventName, EventPayload, GalleyApi, Host, ListQuery, Result } from "../../shared/api.ts";
import { defaultPreferences } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument, type Status, statuses, titleOf } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { codePointLength } from "../../shared/model/offsets.ts";
import { defaultEntityTypes, defaultRoles } from "../../shared/model/settings.ts";

export interface FakeOptions {
  /** Texts of the first documents. */
  pages: readonly string[];
  /** Documents in all. */
  count: number;
  language?: string;
  open?: boolean;
}

type Listeners = { [E in EventName]: Set<(payload: EventPayload<E>) => void> };

const sha = "0".repeat(64);
const words = "市委区委召开会议推进重点工作落实基层治理乡村振兴项目建设安全生产文化旅游教育卫生";

function documentOf(index: number, text: string, status: Status): GalleyDocument {
  const name = `${String(index).padStart(6, "0")}.txt`;
  const at = new Date(Date.UTC(2026, 10, 22) - index * 3_700_000).toISOString();
  return {
    format: "galley/document",
    version: 1,
    id: `DOC${String(index).padStart(7, "0")}`,
    status,
    source: { name, sha256: sha, encoding: "utf-8", length: codePointLength(text), importedAt: at },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: articlesFromText(text),
    dismissed: [],
    revision: 1,
    updatedAt: at,
    updatedBy: "editor",
  };
}

function generatedText(index: number): string {
  const pick = (n: number, length: number) =>
    Array.from({ length }, (_, i) => words[(index * 7 + n * 13 + i * 3) % words.length]).join("");
  return `# ${pick(1, 12)}\n\n本报讯（记者${pick(2, 2)}）${pick(3, 60)}。\n\n${pick(4, 90)}。`;
}

const rowOf = (document: GalleyDocument): DocumentRow => ({
  id: document.id,
  name: document.source.name,
  title: titleOf(document),
  status: document.status,
  characters: blocksOf(document).reduce((sum, block) => sum + codePointLength(block.text), 0),
  articles: document.articles.length,
  blocks: blocksOf(document).length,
  entities: blocksOf(document).reduce((sum, block) => sum + block.entities.length, 0),
  updatedAt: document.updatedAt,
  problem: null,
});

export class FakeHost implements GalleyApi {
  connected = true;
  readonly #texts = new Map<string, string>();
  readonly #documents = new Map<string, GalleyDocument>();
  #rows: DocumentRow[] = [];
  readonly #listeners: Listeners = { documentsChanged: new Set(), jobProgress: new Set(), jobEnded: new Set() };
  readonly #connectionListeners = new Set<(connected: boolean) => void>();
  readonly #corpus: Result<"openCorpus">;
  readonly #options: FakeOptions;

  constructor(options: FakeOptions) {
    this.#options = options;
    this.#corpus = {
      name: "离石日报样例",
      location: "~/Documents/离石日报样例",
      readOnly: null,
      settings: {
        format: "galley/corpus",
        version: 1,
        name: "离石日报样例",
        createdAt: "2026-11-22T00:00:00Z",
        roles: [...defaultRoles],
        entityTypes: [...defaultEntityTypes],
      },
    };
    for (let index = 0; index < options.count; index++) {
      const status = statuses[[4, 4, 3, 1, 0, 2, 0, 0][index % 8] ?? 0] ?? "new";
      const document = documentOf(index, options.pages[index] ?? generatedText(index), status);
      this.#rows.push(rowOf(document));
    }
    const damaged = this.#rows[11];
    if (damaged) {
      const name = `${damaged.id}.json`;
      const message = `${name} is not valid JSON: line 14, column 3`;
      this.#rows[11] = { ...damaged, title: "", problem: { code: "document-damaged", message, details: { name } } };
    }
  }

  async call<M extends keyof Host>(method: M, params: Parameters<Host[M]>[0]): Promise<Result<M>> {
    if (!this.connected) throw new GalleyError("connection", "the host is gone");
    const answer = (this.#host[method] as (params: unknown) => Promise<Result<M>>)(params);
    return structuredClone(await answer);
  }

  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  onClosing(): () => void {
    return () => {};
  }

  /** Cuts or restores the connection. */
  setConnected(connected: boolean): void {
    this.connected = connected;
    for (const listener of this.#connectionListeners) listener(connected);
  }

  emit<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners[event]) listener(payload);
  }

  /** Changes a document as another program would. */
  changeElsewhere(id: string): void {
    const document = this.#document(id);
    this.#documents.set(id, { ...document, revision: document.revision + 1 });
    this.emit("documentsChanged", { ids: [id] });
  }

  #document(id: string): GalleyDocument {
    const known = this.#documents.get(id);
    if (known) return known;
    const index = Number(id.slice(3));
    const row = this.#rows[index];
    if (!row) throw new GalleyError("not-found", `no document ${id}`, { name: id });
    const document = documentOf(index, this.#textOf(id), row.status);
    this.#documents.set(id, document);
    return document;
  }

  #textOf(id: string): string {
    const index = Number(id.slice(3));
    return this.#texts.get(id) ?? this.#options.pages[index] ?? generatedText(index);
  }

  #matching(query: ListQuery): DocumentRow[] {
    const text = query.text.toLowerCase();
    const rows = this.#rows.filter(
      (row) =>
        (!query.status || row.status === query.status) &&
        (!text || row.title.toLowerCase().includes(text) || row.name.includes(text)),
    );
    const key = query.sort;
    const sign = query.descending ? -1 : 1;
    return rows.sort((a, b) => (a[key] < b[key] ? -sign : a[key] > b[key] ? sign : a.id < b.id ? -1 : 1));
  }

  #progress(): Result<"listDocuments">["progress"] {
    const byStatus = { new: 0, proofreading: 0, tagging: 0, review: 0, done: 0 };
    for (const row of this.#rows) byStatus[row.status]++;
    return { total: this.#rows.length, byStatus };
  }

  readonly #host: Host = {
    getInfo: async () => ({
      version: "0.1.0",
      shell: "loopback",
      platform: "linux",
      language: this.#options.language ?? "zh-CN",
      nativeDialogs: false,
      preferences: defaultPreferences,
      corpus: this.#options.open ? this.#corpus : null,
    }),
    setPreferences: async () => ({}),
    listRecent: async () => [
      {
        folder: "f1",
        name: "离石日报样例",
        location: "~/Documents/离石日报样例",
        openedAt: new Date().toISOString(),
        missing: false,
      },
      {
        folder: "f2",
        name: "解放区报 2025 合订本",
        location: "/media/disk/解放区报",
        openedAt: "2026-03-02T08:00:00Z",
        missing: true,
      },
    ],
    forgetRecent: async () => ({}),
    createCorpus: async ({ name }) => {
      if (name === "满") throw new GalleyError("not-empty", "not empty", { name });
      return { ...this.#corpus, name };
    },
    openCorpus: async () => this.#corpus,
    openSample: async () => this.#corpus,
    closeCorpus: async () => ({}),
    chooseFolder: async () => null,
    listFolder: async ({ folder }) => ({
      folder: folder ?? "home",
      location: folder === "f1" ? "~/Documents/离石日报样例" : "~/Documents",
      parent: folder === "f1" ? "home" : null,
      entries:
        folder === "f1"
          ? []
          : ["Archive", "Drafts", "离石日报样例", "往年版面", "扫描件"].map((name, i) => ({
              folder: i === 2 ? "f1" : `d${i}`,
              name,
              corpus: i === 2,
            })),
      places: [
        { folder: "home", name: "Home" },
        { folder: "docs", name: "Documents" },
      ],
      corpus: folder === "f1",
      empty: false,
    }),
    createFolder: async () => "f9",
    showInFolder: async () => ({}),
    listDocuments: async ({ query, offset, limit }) => {
      const rows = this.#matching(query);
      return { total: rows.length, rows: rows.slice(offset, offset + limit), progress: this.#progress() };
    },
    listDocumentIds: async ({ query }) => this.#matching(query).map((row) => row.id),
    readDocument: async ({ id }) => {
      const document = this.#document(id);
      return { document, hash: `hash-${document.revision}`, source: this.#textOf(id), readOnly: null };
    },
    saveDocument: async ({ document, baseHash }) => {
      const before = this.#document(document.id);
      if (`hash-${before.revision}` !== baseHash)
        throw new GalleyError("conflict", "changed", { name: document.source.name });
      const revision = before.revision + 1;
      const updatedAt = new Date().toISOString();
      const saved = { ...document, revision, updatedAt };
      this.#documents.set(document.id, saved);
      this.#rows = this.#rows.map((row) => (row.id === document.id ? rowOf(saved) : row));
      this.emit("documentsChanged", { ids: [document.id] });
      return { hash: `hash-${revision}`, revision, updatedAt };
    },
    setStatus: async ({ ids, status }) => {
      const wanted = new Set(ids);
      this.#rows = this.#rows.map((row) => (wanted.has(row.id) ? { ...row, status } : row));
      return { changed: ids, failed: [] };
    },
    previewImport: async ({ bytes }) => ({
      encoding: "utf-8",
      certain: true,
      sample: new TextDecoder().decode(bytes.slice(0, 900)),
    }),
    importFile: async ({ path, bytes }) => {
      if (!bytes.length) {
        const error = new GalleyError("empty-file", `${path} is empty`, { name: path }).toShape();
        return { path, id: null, status: "failed", error, encoding: null };
      }
      const document = documentOf(this.#rows.length, new TextDecoder().decode(bytes), "new");
      this.#texts.set(document.id, new TextDecoder().decode(bytes));
      this.#rows = [...this.#rows, { ...rowOf(document), name: path }];
      return { path, id: document.id, status: "imported", error: null, encoding: "utf-8" };
    },
    listFormats: async () => [
      {
        id: "json",
        import: true,
        export: true,
        about: { zh: "校样自己的格式，什么都不丢。", en: "Galley’s own format; nothing is lost." },
        writes: "file",
        extension: "json",
      },
      {
        id: "conll",
        import: false,
        export: true,
        about: { zh: "一字一行，BIO 标签。", en: "One character a line, BIO tags." },
        writes: "file",
        extension: "conll",
      },
      {
        id: "brat",
        import: false,
        export: true,
        about: { zh: "brat 的标注文件。", en: "brat standoff." },
        writes: "folder",
        extension: "ann",
      },
    ],
    startExport: async ({ name }) => {
      const documents = this.#rows.length;
      queueMicrotask(() =>
        this.emit("jobEnded", {
          job: "job1",
          status: "done",
          output: { handle: "out", location: `~/Documents/${name}`, documents },
          failures: [],
          error: null,
        }),
      );
      return { job: "job1" };
    },
    cancelJob: async () => ({}),
  };
}
