import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Corpus } from "../corpus/corpus.ts";
import { realFs } from "../corpus/disk.ts";
import { documentPath } from "../corpus/layout.ts";
import { withInserted } from "../corpus/operations/testing.ts";
import { SourceFiles } from "../corpus/source-files.ts";
import { byName, importText, temporaryCorpus } from "../corpus/testing.ts";
import { DocumentIndex } from "./document-index.ts";
import { IndexKeeper } from "./index-keeper.ts";

const everything = { regex: false, role: null, type: null, status: null, sort: "page" } as const;

/** All that an index says. */
function contentOf(index: DocumentIndex) {
  return {
    documents: index.ids(byName).map((id) => ({ ...index.get(id), ...index.texts.get(id) })),
    entities: index.entities.find({}),
    counts: index.entities.typeCounts(null).counts,
    records: index.proofing.records(),
    progress: index.progress(),
  };
}

async function contentAnew(dir: string) {
  const keeper = await IndexKeeper.open(dir, new SourceFiles(dir, realFs), true);
  try {
    return await keeper.use(contentOf);
  } finally {
    keeper.close();
  }
}

test("after whatever is saved, deleted, added or edited outside, the index is what a new one would be", async () => {
  const change = fc.record({
    what: fc.constantFrom("save", "tag", "status", "delete", "outside", "damage", "import"),
    which: fc.nat(9),
  });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const corpus = await temporaryCorpus();
      for (const text of ["# 甲\n\n乙𠮷。", "丙丁"]) await importText(corpus, text, `${++number}.txt`);
      for (const { what, which } of changes) {
        const ids = await corpus.ids(byName);
        const id = ids[which % ids.length];
        if (what === "import" || !id) {
          await importText(corpus, `新${++number}`, `${number}.txt`);
          continue;
        }
        const path = documentPath(corpus.dir, id);
        const read = await corpus.readDocument(id).catch(() => null);
        if (what === "delete") rmSync(path);
        else if (what === "damage") truncateSync(path, 10);
        else if (!read) continue;
        else if (what === "status") await corpus.setStatus(id, which % 2 ? "done" : "review");
        else if (what === "outside")
          writeFileSync(path, read.text.replace(/"revision": \d+/, `"revision": ${++number}`));
        else if (what === "save") await corpus.save(withInserted(read.document, "添"), read.hash);
        else {
          const [block] = read.document.articles[0]?.blocks ?? [];
          const text = Array.from(block?.text ?? "")[0];
          const entity = { id: `n${++number}`, type: "PER", start: 0, end: 1, ref: "E1", by: "editor", note: "" };
          if (text) block?.entities.push({ ...entity, text });
          await corpus.save(read.document, read.hash).catch(() => {});
        }
        if (what === "delete" || what === "damage" || what === "outside") await corpus.lookAt([id]);
      }
      // Rows may follow a save; they are there for whoever asks.
      await corpus.progress();
      expect(contentKept(corpus.dir)).toEqual(await contentAnew(corpus.dir));
      await corpus.close();
    }),
    { numRuns: 8 },
  );
});

/** What the index beside a corpus says, without comparing it with the files. */
function contentKept(dir: string) {
  const index = new DocumentIndex(join(dir, ".galley", "index.sqlite"));
  try {
    return contentOf(index);
  } finally {
    index.close();
  }
}

/** A corpus of many documents that its index does not know. */
async function unknownDocuments(): Promise<{ dir: string; id: string; count: number }> {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲乙");
  await corpus.close();
  const written = readFileSync(documentPath(corpus.dir, id), "utf8");
  for (let copy = 1000; copy < 1700; copy++) {
    const path = documentPath(corpus.dir, `${id}${copy}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, written.replace(id, `${id}${copy}`));
  }
  return { dir: corpus.dir, id, count: 701 };
}

test("a window is not held up while a missing index is built; what needs all documents waits for them", async () => {
  const { dir, id, count } = await unknownDocuments();
  for (const ending of ["", "-wal", "-shm"]) rmSync(join(dir, ".galley", `index.sqlite${ending}`), { force: true });
  const progress: ({ done: number; total: number } | null)[] = [];
  const changed = new Set<string>();
  const again = await Corpus.open(dir, {
    background: {
      progress: (now) => progress.push(now),
      changed: (ids) => {
        for (const one of ids) changed.add(one);
      },
    },
  });
  // Documents can be opened and saved meanwhile, and the index does not forget it.
  const { document, hash } = await again.readDocument(id);
  await again.save(withInserted(document, "丙"), hash);
  expect((await again.search({ ...everything, text: "丙" }, 0, 10)).total).toBe(1);
  expect((await again.search({ ...everything, text: "甲" }, 0, 10)).total).toBe(count);
  expect((await again.list(byName, 0, 1)).total).toBe(count);
  // Unless all was over in a moment.
  if (progress.length) expect([progress.at(-1), changed.size > 0]).toEqual([null, true]);
  await again.close();
});

test("a corpus can be closed while its index is built", async () => {
  const { dir, count } = await unknownDocuments();
  const background = { progress: () => {}, changed: () => {} };
  await (await Corpus.open(dir, { background })).close();
  const whole = await Corpus.open(dir, { background });
  expect((await whole.ids(byName)).length).toBe(count);
  await whole.close();
});

test("what goes on in the background when a corpus is closed ends with an error by name", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus);
  await corpus.close();
  for (const late of [() => corpus.countTagged(["new"]), () => corpus.progress(), () => corpus.proofing.unchecked(1)])
    await expect(late()).rejects.toMatchObject({ code: "cancelled" });
});

test("the list of a large corpus is what its index knows, before anything is compared; what needs the files hears of all", async () => {
  const corpus = await temporaryCorpus();
  const [id, gone] = [await importText(corpus, "甲", "一.txt"), await importText(corpus, "乙", "二.txt")];
  await corpus.close();
  const path = documentPath(corpus.dir, id);
  writeFileSync(path, readFileSync(path, "utf8").replace('"title": ""', '"title": "丙"'));
  rmSync(documentPath(corpus.dir, gone));
  const changed: string[] = [];
  const background = { progress: () => {}, changed: (ids: string[]) => void changed.push(...ids), long: 2 };
  const again = await Corpus.open(corpus.dir, { background });
  const titles = async () => (await again.list(byName, 0, 9)).rows.map(({ title }) => title);
  expect([await titles(), changed]).toEqual([["乙", "甲"], []]);
  expect(await again.ids(byName)).toEqual([id]);
  expect([await titles(), changed.sort()]).toEqual([["丙"], [id, gone].sort()]);
  await again.close();
  // Nobody has asked for anything: it ends as well, and so does what would have come after the comparison.
  const unasked = await Corpus.open(corpus.dir, { background: { ...background, long: 1 } });
  const leftovers = unasked.setLeftoversAside();
  await unasked.close();
  expect(await leftovers).toBe(0);
});

test("killed while its index is built, a corpus goes on from there, and the index is what a new one would be", async () => {
  const { dir, count } = await unknownDocuments();
  for (const ending of ["", "-wal", "-shm"]) rmSync(join(dir, ".galley", `index.sqlite${ending}`), { force: true });
  const program = `
    const { Corpus } = await import(${JSON.stringify(join(import.meta.dirname, "../corpus/corpus.ts"))});
    await Corpus.open(${JSON.stringify(dir)}, { onIndexing: (done) => done && console.log(done) });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // The first rows are there; the next are being read, written or just kept.
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "close");
  const keeper = await IndexKeeper.open(dir, new SourceFiles(dir, realFs), false);
  const content = await keeper.use(contentOf);
  keeper.close();
  expect(content.documents).toHaveLength(count);
  expect(content).toEqual(await contentAnew(dir));
});

test("a transaction that is held takes in what others write; when that fails, all of it is taken back", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲");
  await corpus.close();
  const path = join(corpus.dir, ".galley/index.sqlite");
  const [index, other] = [new DocumentIndex(path), new DocumentIndex(path)];
  index.hold();
  index.transaction(() => index.remove([id]));
  expect([index.get(id), other.get(id)]).toMatchObject([null, { id }]);
  const fail = () =>
    index.transaction(() => {
      throw new Error("no room");
    });
  expect(fail).toThrow("no room");
  expect([index.get(id), other.get(id)]).toMatchObject([{ id }, { id }]);
  // What was held is over: writing goes on without it, and so does ending it.
  index.transaction(() => index.remove([id]));
  index.release();
  expect(other.get(id)).toBeNull();
  index.close();
  index.release();
  other.close();
});

test("a save is in the index for whoever asks next; what others wrote over it at once is not hidden by its row", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "# 甲\n\n乙", "一.txt");
  const path = documentPath(corpus.dir, id);
  const titled = async (title: string) => {
    const { document, hash } = await corpus.readDocument(id);
    await corpus.save({ ...document, meta: { ...document.meta, title } }, hash);
  };
  await titled("丙");
  expect((await corpus.list(byName, 0, 1)).rows[0]?.title).toBe("丙");
  await titled("丁");
  writeFileSync(path, readFileSync(path, "utf8").replace('"title": "丁"', '"title": "戊己"'));
  await corpus.lookAtAll();
  expect((await corpus.list(byName, 0, 1)).rows[0]?.title).toBe("戊己");
  await titled("庚");
  await corpus.close();
  const again = await Corpus.open(corpus.dir);
  expect(await again.lookAtAll()).toEqual([]);
  expect((await again.list(byName, 0, 1)).rows[0]?.title).toBe("庚");
  await again.close();
});
