/** Corpora and disks for tests: real folders that vanish afterwards, and a disk whose calls can be made to fail. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Corpus, type CorpusOptions } from "./corpus.ts";
import { type DurableFs, type DurableHandle, realFs } from "./disk.ts";

/** An empty folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "galley-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  return dir;
}

/** An empty corpus in a temporary folder; closed when the test ends. */
export async function temporaryCorpus(options: CorpusOptions = {}): Promise<Corpus> {
  const corpus = await Corpus.create(join(temporaryFolder(), "corpus"), { name: "试" }, options);
  onTestFinished(() => corpus.close());
  return corpus;
}

export const pageText = "# 離石𠮷田茂訪問北京\n\n本報訊，會議召開。\n";

/** Imports one page; answers with its id. */
export async function importText(corpus: Corpus, text = pageText, path = "页.txt"): Promise<string> {
  const [outcome] = await corpus.import({ path, bytes: Buffer.from(text), encoding: "utf-8" });
  if (!outcome?.id) throw new Error(`not imported: ${outcome?.error?.message}`);
  return outcome.id;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

export const byName = { sort: "name", descending: false, text: "", status: null } as const;

type Call = "open" | "write" | "sync" | "close" | "rename" | "link" | "syncFolder" | "mkdir" | "unlink";

/** The real disk; `fail` makes the next call of a kind end with an errno (once, or as often as said). */
export class FailingFs implements DurableFs {
  windows = false;
  readonly calls: Call[] = [];
  readonly #failures = new Map<Call, { errno: string; times: number }>();

  fail(call: Call, errno: string, times = 1): void {
    this.#failures.set(call, { errno, times });
  }

  #before(call: Call): void {
    this.calls.push(call);
    const failure = this.#failures.get(call);
    if (!failure?.times) return;
    failure.times--;
    throw Object.assign(new Error(`${failure.errno}: injected`), { code: failure.errno });
  }

  async open(path: string, flags: "wx" | "a" | "r" | number): Promise<DurableHandle> {
    if (flags === "wx") this.#before("open");
    const handle = await realFs.open(path, flags);
    return {
      writeFile: async (data) => {
        // A full disk takes the beginning.
        await handle.writeFile(data.subarray(0, data.length / 2));
        this.#before("write");
        await handle.writeFile(data.subarray(data.length / 2));
      },
      read: (...where) => handle.read(...where),
      stat: () => handle.stat(),
      sync: async () => {
        // Only folders are synced that are open for reading.
        this.#before(flags === "wx" ? "sync" : "syncFolder");
        await handle.sync();
      },
      close: async () => {
        await handle.close();
        if (flags === "wx") this.#before("close");
      },
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#before("rename");
    await realFs.rename(from, to);
  }

  async link(from: string, to: string): Promise<void> {
    this.#before("link");
    await realFs.link(from, to);
  }

  async unlink(path: string): Promise<void> {
    this.#before("unlink");
    await realFs.unlink(path);
  }

  async mkdir(path: string): Promise<unknown> {
    this.#before("mkdir");
    return await realFs.mkdir(path);
  }

  copy = realFs.copy;
  rmdir = realFs.rmdir;
  removeAll = realFs.removeAll;
  exists = realFs.exists;
  stat = realFs.stat;
  lstat = realFs.lstat;
  list = realFs.list;
  realpath = realFs.realpath;
  remove = realFs.remove;
  makeFolder = realFs.makeFolder;
  makeFolders = realFs.makeFolders;
  note = realFs.note;
}
