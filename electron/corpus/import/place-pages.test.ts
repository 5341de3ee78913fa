import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { documentFolder } from "../layout.ts";
import { byName, collect, FailingFs, temporaryCorpus } from "../testing.ts";

/** What is done to the disk, in its order: "sync" and "rename" with the name of what it is done to, without chance. */
class WatchedFs extends FailingFs {
  readonly done: string[] = [];
  /** Folders whose next fsync fails. */
  readonly broken = new Set<string>();

  override async open(path: string, flags: "wx" | "a" | "r" | number) {
    const handle = await super.open(path, flags);
    return {
      ...handle,
      sync: async () => {
        if (this.broken.delete(basename(path))) throw Object.assign(new Error("EIO: injected"), { code: "EIO" });
        await handle.sync();
        this.done.push(flags === "wx" ? "sync a file" : `sync ${basename(path)}`);
      },
    };
  }

  override async rename(from: string, to: string): Promise<void> {
    await super.rename(from, to);
    this.done.push(`rename to ${basename(to)}`);
  }
}

const PAGES = 20;
const files = Array.from({ length: PAGES }, (_, page) => ({
  path: `${page}.txt`,
  bytes: Buffer.from(`第${page}页`),
  encoding: "utf-8" as const,
}));

async function watched() {
  const fs = new WatchedFs();
  const corpus = await temporaryCorpus({ fs });
  fs.done.length = 0;
  const importAll = async () => (await Promise.all(files.map((file) => corpus.import(file)))).flat();
  return { fs, corpus, importAll };
}

test("pages that come together are put in place together, in the order of one: files, sources' names, documents' names", async () => {
  const { fs, corpus, importAll } = await watched();
  const outcomes = await importAll();
  expect(outcomes.map(({ status }) => status)).toEqual(Array(PAGES).fill("imported"));
  const { done } = fs;
  expect(done.filter((one) => one === "sync a file")).toHaveLength(2 * PAGES);
  // The corpus is new: its folder of sources was made durable with it, and now only what is in it.
  expect(done.filter((one) => one === "sync sources")).toHaveLength(1);
  const at = (isIt: (one: string) => boolean) => done.flatMap((one, index) => (isIt(one) ? [index] : []));
  const sources = at((one) => one.startsWith("rename to ") && !one.endsWith(".json"));
  const documents = at((one) => one.endsWith(".json"));
  const [named = -1] = at((one) => one === "sync sources");
  expect([sources.length, documents.length]).toEqual([PAGES, PAGES]);
  expect(Math.max(...at((one) => one === "sync a file"))).toBeLessThan(Math.min(...sources));
  expect(Math.max(...sources)).toBeLessThan(named);
  expect(named).toBeLessThan(Math.min(...documents));
  for (const { id } of outcomes) {
    const inPlace = done.indexOf(`rename to ${id}.json`);
    expect(done.lastIndexOf(`sync ${documentFolder(id ?? "")}`)).toBeGreaterThan(inPlace);
  }
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test.each(["open", "write", "sync", "close", "rename"] as const)(
  "%s fails for one of many: one outcome says so, the others are imported",
  async (call) => {
    const { fs, corpus, importAll } = await watched();
    fs.fail(call, "EIO");
    const outcomes = await importAll();
    const failed = outcomes.filter(({ status }) => status === "failed");
    expect(failed).toMatchObject([{ error: { code: "disk-error" } }]);
    expect((await corpus.list(byName, 0, 100)).total).toBe(PAGES - 1);
    expect(namesIn(corpus.dir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(await importAll()).toMatchObject(
      outcomes.map(({ status }) => ({ status: status === "failed" ? "imported" : "duplicate" })),
    );
  },
);

test("the sources' names can't be made durable: none of these pages is a document, and each outcome says so", async () => {
  const { fs, corpus, importAll } = await watched();
  fs.broken.add("sources");
  const outcomes = await importAll();
  expect(outcomes.map(({ error }) => error?.code)).toEqual(Array(PAGES).fill("disk-error"));
  expect(namesIn(corpus.dir).filter((name) => /\.(tmp|json)$/.test(name))).toEqual(["entities.json", "galley.json"]);
  expect((await importAll()).map(({ status }) => status)).toEqual(Array(PAGES).fill("imported"));
});

function namesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !join(entry.parentPath).includes(".galley"))
    .map(({ name }) => name)
    .sort();
}
