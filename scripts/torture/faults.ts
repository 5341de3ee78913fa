/**
 * `npm run torture -- faults`: every call to the disk that opening, saving, importing, replacing, undoing, restoring,
 * exporting and changing the corpus's own files make, each going wrong in every way. Whatever comes of it must have
 * been said: an acknowledgement that holds, or an error by name. Afterwards the corpus is whole, and the same work done
 * again gets through. It is long because it is the list of all that is done to a disk, and of what each promises.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import type { DurableFs } from "../../electron/corpus/disk.ts";
import { exportFromCorpus } from "../../electron/corpus/export-documents.ts";
import { KnownBlocks } from "../../electron/corpus/known-blocks.ts";
import type { DocumentChange } from "../../electron/corpus/operations/carry-out.ts";
import { findFormat } from "../../electron/formats/index.ts";
import { Drafts } from "../../electron/host/drafts.ts";
import type { ImportOutcome } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { deltaOf } from "../../shared/versions/delta.ts";
import { FailingDisk, type Fault, faults, nameOf } from "./failing-disk.ts";

const byName = { sort: "name", descending: false, text: "", status: null } as const;
const PAGES = 3;
const LEFTOVERS = /a save that did not end|no document has this source/;

/** Where one attempt works: a corpus, files to import, a place for exports, the user's folder. */
interface Home {
  corpus: string;
  inbox: string;
  out: string;
  data: string;
}

/** What was said when the work ended without an error: checked on the disk by `holds`. */
interface Said {
  /** @throws Error when what was said is not so on the disk */
  holds(home: Home): Promise<void> | void;
}

interface Work {
  name: string;
  /** @param corpus open already, unless the work is opening it */
  run(home: Home, corpus: Corpus, fs: DurableFs): Promise<Said>;
}

const worded = (document: GalleyDocument, text: string): GalleyDocument => {
  const [article] = document.articles;
  const [block] = blocksOf(document);
  if (!article || !block) throw new Error("an empty document");
  return {
    ...document,
    articles: [{ ...article, blocks: [{ ...block, text, pieces: [{ inserted: text }], entities: [] }] }],
  };
};

const textOf = (document: GalleyDocument) => blocksOf(document)[0]?.text ?? "";

function refuseNameless(failures: readonly { error: { code: string; message: string } }[]): void {
  for (const { error } of failures)
    if (error.code === "internal") throw new Error(`a failure without a name: ${error.message}`);
}

async function textsOn(home: Home): Promise<string[]> {
  const corpus = await Corpus.open(home.corpus);
  try {
    const texts: string[] = [];
    for (const id of await corpus.ids(byName)) texts.push(textOf((await corpus.readDocument(id)).document));
    return texts;
  } finally {
    await corpus.close();
  }
}

function same(found: unknown, promised: unknown): void {
  const [is, must] = [JSON.stringify(found), JSON.stringify(promised)];
  if (is !== must) throw new Error(`what was said does not hold: ${is}, not ${must}`);
}

async function* rewordAll(corpus: Corpus, text: string): AsyncGenerator<DocumentChange> {
  for (const id of await corpus.ids(byName))
    try {
      const { document, hash } = await corpus.readDocument(id);
      yield { id, baseHash: hash, document: worded(document, text) };
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
      yield { id, error };
    }
}

async function first(corpus: Corpus): Promise<string> {
  return (await corpus.ids(byName))[0] ?? "";
}

/** An export of everything; an earlier one is there. */
function exporting(format: string, path: (home: Home) => string, isWhole: (path: string) => boolean): Work {
  return {
    name: `export as ${format}`,
    async run(home, corpus) {
      const target = path(home);
      const { documents, failures } = await exportFromCorpus(corpus, {
        format: findFormat(format),
        ids: await corpus.ids(byName),
        path: target,
      });
      refuseNameless(failures);
      return {
        holds() {
          if (documents + failures.length !== PAGES)
            throw new Error(`${documents} exported, ${failures.length} refused`);
          if (!failures.length && !isWhole(target)) throw new Error("the export is not whole");
        },
      };
    },
  };
}

export const works: readonly Work[] = [
  {
    name: "open",
    async run(home, _corpus, fs) {
      const corpus = await Corpus.open(home.corpus, { fs, claim: true });
      try {
        const { rows } = await corpus.list(byName, 0, 100);
        return {
          holds() {
            if (rows.length !== PAGES) throw new Error(`${rows.length} documents are listed`);
            for (const { problem } of rows) if (problem) refuseNameless([{ error: problem }]);
          },
        };
      } finally {
        await corpus.close();
      }
    },
  },
  {
    name: "read",
    async run(_home, corpus) {
      const { document, source, readOnly } = await corpus.read(await first(corpus));
      return {
        holds() {
          same(textOf(document), "第0页，甲。");
          if (!readOnly) same(source, "第0页，甲。");
          else refuseNameless([{ error: readOnly }]);
        },
      };
    },
  },
  {
    name: "save",
    async run(_home, corpus) {
      const { document, hash } = await corpus.readDocument(await first(corpus));
      await corpus.save(worded(document, "存"), hash);
      return { holds: async (home) => same((await textsOn(home))[0], "存") };
    },
  },
  {
    name: "save twice, the second time what was changed",
    async run(_home, corpus) {
      const known = new KnownBlocks();
      const { document, hash } = await corpus.readDocument(await first(corpus));
      const once = worded(document, "存");
      const saved = await corpus.save(once, hash, { known });
      await corpus.save({ ...once, status: "done" }, saved.hash, { known });
      return { holds: async (home) => same((await textsOn(home))[0], "存") };
    },
  },
  {
    name: "keep a draft",
    async run(home, corpus, fs) {
      const { document, hash } = await corpus.readDocument(await first(corpus));
      const drafts = new Drafts(home.data, fs);
      const draft = deltaOf(worded(document, "稿"), new Set());
      if (!(await drafts.keep(home.corpus, draft, hash, new Date()))) throw new Error("the draft was refused");
      return {
        async holds() {
          const kept = await new Drafts(home.data).read(home.corpus, { document, hash });
          same(kept && textOf(kept.document), "稿");
        },
      };
    },
  },
  {
    name: "restore",
    async run(home, corpus) {
      const id = await first(corpus);
      const { kept } = await corpus.restore(id, 2);
      return {
        async holds() {
          same((await textsOn(home))[0], "第0页，甲");
          const again = await Corpus.open(home.corpus);
          same(textOf(await again.readRevision(id, kept ?? 0)), "第0页，甲。");
          await again.close();
        },
      };
    },
  },
  {
    name: "import",
    async run(home, corpus) {
      const outcomes: ImportOutcome[] = [];
      for await (const outcome of corpus.importPaths([home.inbox], { encoding: "utf-8" })) outcomes.push(outcome);
      refuseNameless(outcomes.flatMap(({ error }) => (error ? [{ error }] : [])));
      return {
        async holds() {
          const isListed = outcomes.length === 1 && outcomes[0]?.path === home.inbox;
          if (outcomes.length !== 2 && !isListed) throw new Error(`${outcomes.length} outcomes of 2 files`);
          const again = await Corpus.open(home.corpus);
          for (const { id, status } of outcomes) if (id && status === "imported") await again.read(id);
          await again.close();
        },
      };
    },
  },
  {
    name: "replace and undo",
    async run(home, corpus) {
      const before = await textsOn(home);
      const ids = await corpus.ids(byName);
      const made = await corpus.carryOut({ kind: "replace", label: "甲 → 换" }, rewordAll(corpus, "换"));
      refuseNameless(made.failures);
      if (made.stopped) throw made.stopped;
      const isNamed = (id: string) => made.failures.some(({ document }) => document === id);
      const now = await textsOn(home);
      ids.forEach((id, index) => {
        if (!isNamed(id)) same([made.changed.includes(id), now[index]], [true, "换"]);
      });
      const undone = await corpus.undoLast();
      if (undone?.stopped) throw undone.stopped;
      refuseNameless(undone?.failures ?? []);
      return {
        async holds() {
          const after = await textsOn(home);
          ids.forEach((id, index) => {
            const isLeft = undone?.failures.some(({ document }) => document === id);
            if (!isLeft && !isNamed(id)) same(after[index], before[index]);
          });
        },
      };
    },
  },
  {
    name: "change the registry and the settings",
    async run(home, corpus) {
      const entry = { id: "e1", type: "PER", name: "張三", aliases: [], link: "", note: "" };
      await corpus.changeRegistry([{ do: "add", entry }]);
      await corpus.setRemembered(["PER"]);
      return {
        holds: () => same(JSON.parse(readFileSync(join(home.corpus, "galley.json"), "utf8")).remembered, ["PER"]),
      };
    },
  },
  exporting(
    "jsonl",
    ({ out }) => join(out, "all.jsonl"),
    (path) => readFileSync(path, "utf8").trim().split("\n").length === PAGES,
  ),
  exporting(
    "brat",
    ({ out }) => join(out, "brat"),
    (path) => readdirSync(path).filter((name) => name.endsWith(".ann")).length === PAGES,
  ),
];

export interface FaultTally {
  /** Calls × ways, done. */
  combinations: number;
  acknowledged: number;
  named: number;
  ended: number;
  /** What nobody was told, or what was said and is not so. */
  silent: string[];
}

export interface FaultOptions {
  /** Does only these of all combinations: their share, 1 for all. */
  share?: number;
  /** Between 0 and 1, for the share. */
  chance?(): number;
  onWork?(name: string, calls: number, tally: FaultTally): void;
}

export async function tortureByFaults({ share = 1, chance = Math.random, onWork }: FaultOptions): Promise<FaultTally> {
  const tally: FaultTally = { combinations: 0, acknowledged: 0, named: 0, ended: 0, silent: [] };
  const root = mkdtempSync(join(tmpdir(), "galley-faults-"));
  try {
    const template = join(root, "template");
    await makeTemplate(homeIn(template));
    const home = homeIn(join(root, "home"));
    const fresh = () => {
      rmSync(join(root, "home"), { recursive: true, force: true });
      cpSync(template, join(root, "home"), { recursive: true, preserveTimestamps: true });
    };
    for (const work of works) {
      fresh();
      const { calls } = await attempt(work, home, -1, null);
      for (const [at, call] of calls.entries())
        for (const fault of faults) {
          if (chance() >= share) continue;
          fresh();
          tally.combinations++;
          const where = `${work.name}: call ${at} (${call}), ${nameOf(fault)}`;
          try {
            tally[await judge(work, home, at, fault)]++;
          } catch (error) {
            tally.silent.push(`${where}: ${(error as Error).message}`);
          }
        }
      onWork?.(work.name, calls.length, tally);
    }
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
  return tally;
}

function homeIn(folder: string): Home {
  return {
    corpus: join(folder, "corpus"),
    inbox: join(folder, "inbox"),
    out: join(folder, "out"),
    data: join(folder, "data"),
  };
}

async function makeTemplate(home: Home): Promise<void> {
  for (const folder of [home.inbox, home.out, home.data]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(home.inbox, "1.txt"), "来页一，乙。");
  writeFileSync(join(home.inbox, "2.txt"), "来页二，乙。");
  const corpus = await Corpus.create(home.corpus, { name: "faults" });
  for (let page = 0; page < PAGES; page++) {
    const text = `第${page}页，甲`;
    const [outcome] = await corpus.import({ path: `${page}.txt`, bytes: Buffer.from(`${text}。`), encoding: "utf-8" });
    const { document, hash } = await corpus.readDocument(outcome?.id ?? "");
    // A first state for the history, and the present as it was imported.
    const saved = await corpus.save(worded(document, text), hash);
    corpus.beginEditing(document.id);
    await corpus.save({ ...document, revision: saved.revision }, saved.hash);
  }
  for (const [format, name] of [
    ["jsonl", "all.jsonl"],
    ["brat", "brat"],
  ] as const)
    await exportFromCorpus(corpus, {
      format: findFormat(format),
      ids: await corpus.ids(byName),
      path: join(home.out, name),
    });
  await corpus.close();
}

interface Attempt {
  calls: string[];
  said: Said | null;
  error: unknown;
  /** The program ended on the way. */
  dead: boolean;
}

/** Does the work on a disk of which one call goes wrong. */
async function attempt(work: Work, home: Home, at: number, fault: Fault | null): Promise<Attempt> {
  const disk = new FailingDisk();
  const corpus = await Corpus.open(home.corpus, { fs: disk.fs });
  try {
    disk.arm(at, fault);
    const said = await work.run(home, corpus, disk.fs);
    return { calls: [...disk.calls], said, error: null, dead: disk.dead };
  } catch (error) {
    return { calls: [...disk.calls], said: null, error, dead: disk.dead };
  } finally {
    disk.disarm();
    await corpus.close();
  }
}

/** @throws Error when nobody was told, or what was said is not so */
async function judge(work: Work, home: Home, at: number, fault: Fault): Promise<"acknowledged" | "named" | "ended"> {
  const { said, error, dead } = await attempt(work, home, at, fault);
  // What an ended program says nobody hears.
  if (said && !dead) await said.holds(home);
  else if (!dead && !(error instanceof GalleyError && error.code !== "internal"))
    throw error instanceof GalleyError ? new Error(`without a name: ${error.message}`) : (error as Error);
  await refuseUnsound(home);
  // Nothing stands in the way any more.
  const again = await attempt(work, home, -1, null);
  if (!again.said) throw new Error(`done again it fails: ${(again.error as Error).message}`);
  return dead ? "ended" : said ? "acknowledged" : "named";
}

/** @throws Error when something in the corpus is not whole */
async function refuseUnsound(home: Home): Promise<void> {
  const corpus = await Corpus.open(home.corpus);
  try {
    for await (const { document, problem } of corpus.verify({ repair: false }))
      if (!LEFTOVERS.test(problem)) throw new Error(`not whole: ${document}: ${problem}`);
    if ((await corpus.ids(byName)).length < PAGES) throw new Error("a document is gone");
  } finally {
    await corpus.close();
  }
  if (existsSync(join(home.out, "all.jsonl")))
    for (const line of readFileSync(join(home.out, "all.jsonl"), "utf8").trim().split("\n")) JSON.parse(line);
}
