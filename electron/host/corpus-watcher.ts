/**
 * Notices what other programs do in the corpus folder: another editor, git, a sync client, the command line. The
 * system's events are only hints (they get lost, come twice, and don't cross a network); what is true is what a look
 * at the files says, which is also taken when the window gets the focus. A folder that is gone or suddenly empty is a
 * problem to be told, never the deletion of everything.
 * Must not know: windows.
 */
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { basename, join } from "node:path";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { documentsName, idOfFileName, registryName, settingsName } from "../corpus/layout.ts";

/** Milliseconds of quiet after an event before the files are looked at: a save of others is several events. */
const QUIET = 120;
/** With so many events the whole folder is compared at once. */
const MANY = 200;
/** Milliseconds between two comparisons of everything that nobody asked for by an event. */
const LOOK_EVERY = 30_000;
/** Milliseconds after which a corpus that is gone, or a file that can't be read, is looked for again. */
const GONE_EVERY = 2000;
/** Milliseconds after which a file that can't be read is read once more before it is a problem: it may be half written. */
const HALF_WRITTEN = 500;

interface Told {
  /** Documents that are other than before. */
  changed(ids: string[]): void;
  /** galley.json was read again: it may be what it was. */
  settingsRead(): void;
  /** entities.json is another. */
  registryChanged(): void;
  /** Why the corpus can't be worked with now; null when it can again. */
  problem(problem: ErrorShape | null): void;
}

export class CorpusWatcher {
  readonly #corpus: Corpus;
  readonly #told: Told;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #ids = new Set<string>();
  #all = false;
  /** galley.json and entities.json are to be looked at. */
  #files = false;
  /** One of them could not be read at the last look; nobody was told yet. */
  #doubtful = false;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #problem: string | null = null;
  #lookedAt = performance.now();
  #stopped = false;

  constructor(corpus: Corpus, told: Told) {
    this.#corpus = corpus;
    this.#told = told;
    this.#watch();
    // Its documents were gone when it was opened, and whoever opened it knows: looked for until they are back.
    if (corpus.readOnly?.code !== "corpus-emptied") return;
    this.#problem = corpus.readOnly.code;
    this.#all = true;
    this.#run();
  }

  /** The window got the focus: what no event told of is found now. Resolves when it has been. */
  look(): Promise<void> {
    if (this.#problem || performance.now() - this.#lookedAt > LOOK_EVERY) {
      this.#all = true;
      this.#files = true;
      this.#run();
    }
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#unwatch();
    await this.#running;
  }

  #watch(): void {
    const root = join(this.#corpus.dir, documentsName);
    // The folder of the corpus itself tells, by its own name, when it is moved or deleted.
    const told = new Set<string | null>([documentsName, settingsName, registryName, basename(this.#corpus.dir), null]);
    this.#watchFolder(this.#corpus.dir, (name) => {
      if (!told.has(name)) return;
      if (name !== documentsName) this.#files = true;
      // galley.json, too, tells that the corpus is gone.
      if (name === registryName) this.#planLook();
      else this.#plan(null);
    });
    if (process.platform !== "linux") {
      this.#watchFolder(root, (name) => this.#plan(name ? idIn(name) : null), true);
      return;
    }
    // On Linux Node would watch each file one by one; documents are in some thousand folders.
    this.#watchFolder(root, () => {
      this.#watchInside(root);
      this.#plan(null);
    });
    this.#watchInside(root);
  }

  #watchInside(root: string): void {
    let names: string[] = [];
    try {
      names = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    } catch {
      // The next look says what is wrong.
    }
    for (const name of names)
      this.#watchFolder(join(root, name), (file) => {
        const id = file ? idOfFileName(file) : null;
        // Temporary files and what is not a document's.
        if (id || !file) this.#plan(id);
      });
  }

  #watchFolder(path: string, heard: (name: string | null) => void, recursive = false): void {
    if (this.#stopped || this.#watchers.has(path)) return;
    try {
      const watcher = watch(path, { persistent: false, recursive }, (_event, name) => heard(name));
      watcher.on("error", () => {
        watcher.close();
        this.#watchers.delete(path);
      });
      this.#watchers.set(path, watcher);
    } catch {
      // Too many watches, or gone: then the looks have to do.
    }
  }

  #unwatch(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #plan(id: string | null): void {
    if (this.#stopped) return;
    if (id === null || this.#ids.size >= MANY) this.#all = true;
    else this.#ids.add(id);
    this.#planLook();
  }

  #planLook(): void {
    if (this.#stopped) return;
    this.#timer ??= setTimeout(() => this.#run(), QUIET).unref();
  }

  #run(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = this.#running.then(() => this.#look());
  }

  async #look(): Promise<void> {
    if (this.#stopped || !(this.#all || this.#files || this.#ids.size)) return;
    const [all, files, ids] = [this.#all, this.#files, [...this.#ids]];
    this.#all = false;
    this.#files = false;
    this.#ids.clear();
    try {
      const changed = all ? await this.#corpus.lookAtAll() : await this.#corpus.lookAt(ids);
      if (all) this.#lookedAt = performance.now();
      if (changed.length) this.#told.changed(changed);
      if (files) await this.#lookAtFiles();
      this.#doubtful = false;
      if (this.#problem === null) return;
      // It is another folder by the same name, perhaps: the old watches are not for it.
      this.#problem = null;
      this.#unwatch();
      this.#watch();
      this.#told.problem(null);
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
      if (isUnreadable(error)) {
        this.#files = true;
        if (!this.#doubtful && this.#problem === null) {
          this.#doubtful = true;
          this.#timer ??= setTimeout(() => this.#run(), HALF_WRITTEN).unref();
          return;
        }
      } else {
        this.#all = true;
        this.#files = true;
      }
      if (this.#problem !== error.code) this.#told.problem(error.toShape());
      this.#problem = error.code;
      this.#timer ??= setTimeout(() => this.#run(), GONE_EVERY).unref();
    }
  }

  async #lookAtFiles(): Promise<void> {
    if (await this.#corpus.lookAtRegistry()) this.#told.registryChanged();
    await this.#corpus.lookAtSettings();
    this.#told.settingsRead();
  }
}

/** Where a name may be one in other letters (`document-files.ts`), only a look at all says which document it is. */
function idIn(name: string): string | null {
  const id = idOfFileName(name.split(/[\\/]/).at(-1) ?? "");
  return id === id?.toUpperCase() ? id : null;
}

/** It is one of the small files that says nothing, while the documents are all there. */
function isUnreadable({ code }: GalleyError): boolean {
  return code === "corpus-damaged" || code === "corpus-newer" || code === "not-a-corpus";
}
