/**
 * Work on a corpus of thousands of pages: searching it, replacing in it as one operation, undoing that. On the real
 * disk, durable as the program does it; only making the corpus waits for no fsync.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { type DurableFs, realFs } from "../../electron/corpus/disk.ts";
import { nothing } from "../../electron/corpus/operations/plan.ts";
import { ReplacePlan } from "../../electron/corpus/operations/replace-plan.ts";
import type { SearchQuery } from "../../shared/api.ts";
import type { Figure } from "./statistics.ts";

const seeds = join(import.meta.dirname, "../../seeds");
/** Stands twice in every second page, and nowhere else. */
const rare = "某某报讯";

const hastyFs: DurableFs = {
  ...realFs,
  async open(path, flags) {
    const handle = await realFs.open(path, flags);
    return {
      writeFile: (data) => handle.writeFile(data),
      read: (...where) => handle.read(...where),
      stat: () => handle.stat(),
      close: () => handle.close(),
      sync: async () => {},
    };
  },
};

/** Makes a corpus of pages as long as the seeds, each with a first line of its own and lines in an order of its own. */
export async function makePages(dir: string, count: number): Promise<void> {
  const names = readdirSync(seeds).filter((name) => name.endsWith(".txt"));
  const pages = names.map((name) => readFileSync(join(seeds, name), "utf8").split("\n"));
  const corpus = await Corpus.create(dir, { name: "bench" }, { fs: hastyFs });
  try {
    for (let i = 0; i < count; i++) {
      const lines = pages[i % pages.length] ?? [];
      const turn = (i * 7) % lines.length;
      const mark = i % 2 ? "" : `${rare}，${rare}。\n`;
      const text = `第${i}版\n\n${mark}${[...lines.slice(turn), ...lines.slice(0, turn)].join("\n")}`;
      const [outcome] = await corpus.import({ path: `${i}.txt`, bytes: Buffer.from(text), encoding: "utf-8" });
      if (outcome?.status !== "imported") throw new Error(`page ${i}: ${outcome?.error?.message}`);
    }
  } finally {
    await corpus.close();
  }
}

const everywhere = { regex: false, role: null, type: null, status: null, sort: "page" } as const;

/** @param dir a corpus made by `makePages` with `count` pages */
export async function measureOperations(dir: string, count: number): Promise<Figure[]> {
  const corpus = await Corpus.open(dir);
  const pages = `${count.toLocaleString("en")} pages`;
  try {
    const figures: Figure[] = [];
    const first = await timed(() => corpus.search({ ...everywhere, text: "初" }, 0, 100));
    figures.push({ work: `search, the first in a session: ${pages}`, samples: [first], limit: null });
    const queries: { name: string; query: SearchQuery; limit: number | null }[] = [
      { name: "的", query: { ...everywhere, text: "的" }, limit: 300 },
      { name: "的, by left context", query: { ...everywhere, text: "的", sort: "left" }, limit: null },
      { name: "会议", query: { ...everywhere, text: "会议" }, limit: 300 },
      { name: "会议, by right context", query: { ...everywhere, text: "会议", sort: "right" }, limit: 300 },
      { name: "会议, in paragraphs", query: { ...everywhere, text: "会议", role: "paragraph" }, limit: 300 },
      { name: "nowhere", query: { ...everywhere, text: "𠮷野家" }, limit: 300 },
      { name: "/\\d+年/", query: { ...everywhere, text: "\\d+年", regex: true }, limit: null },
    ];
    for (const { name, query, limit } of queries) {
      const samples: number[] = [];
      // Another query in between: the last one's matches are kept.
      for (let round = 0; round < 5; round++) {
        samples.push(await timed(() => corpus.search(query, 0, 100)));
        await corpus.search({ ...everywhere, text: "某" }, 0, 1);
      }
      const { total } = await corpus.search(query, 0, 1);
      figures.push({ work: `search ${name}: ${total.toLocaleString("en")} hits`, samples, limit });
    }
    const query = { ...everywhere, text: rare };
    const started = performance.now();
    const plan = await ReplacePlan.make(corpus, query, "本报讯");
    const planning = performance.now() - started;
    const { changes, documents } = plan.counts;
    const what = `${changes.toLocaleString("en")} places, ${documents.toLocaleString("en")} documents`;
    figures.push({ work: `plan a replacement: ${what}`, samples: [planning], limit: 1000 });
    const carrying = await timed(async () => {
      const result = await corpus.carryOut(plan.operation, plan.documents(nothing));
      if (result.changed.length !== documents)
        throw new Error(`only ${result.changed.length} were changed: ${result.stopped?.message}`);
    });
    figures.push({ work: "  carry it out, durable and undoable", samples: [carrying], limit: 20_000 });
    const undoing = await timed(async () => {
      const undone = await corpus.undoLast();
      if (undone?.changed.length !== documents) throw new Error(`only ${undone?.changed.length} were restored`);
    });
    figures.push({ work: "  undo it, durable", samples: [undoing], limit: 20_000 });
    return figures;
  } finally {
    await corpus.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
