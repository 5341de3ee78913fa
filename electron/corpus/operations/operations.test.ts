import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { GalleyError } from "../../../shared/errors.ts";
import { blocksOf } from "../../../shared/model/document.ts";
import { Corpus } from "../corpus.ts";
import { documentPath } from "../layout.ts";
import { byName, collect, FailingFs, temporaryCorpus } from "../testing.ts";
import type { DocumentChange } from "./carry-out.ts";
import { documentBytes, importTexts, insertEverywhere, withInserted } from "./testing.ts";

const replace = { kind: "replace", label: "甲 → 乙" } as const;
const texts = (count: number) => Array.from({ length: count }, (_, i) => `第${i}页，𠮷田。\n`);

async function lastBlock(corpus: Corpus, id: string): Promise<string> {
  return blocksOf((await corpus.readDocument(id)).document).at(-1)?.text ?? "";
}

test("documents change as by a save, and undoing gives back the very bytes", async () => {
  const corpus = await temporaryCorpus();
  const [first = ""] = await importTexts(corpus, texts(5));
  // Bytes that no save would write: a spacing of someone else's.
  const path = documentPath(corpus.dir, first);
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
  const before = documentBytes(corpus.dir);
  expect(await corpus.lastOperation()).toBeNull();

  const told: number[] = [];
  const result = await corpus.carryOut(replace, insertEverywhere(corpus), { onProgress: (done) => told.push(done) });
  expect(result).toEqual({ changed: await corpus.ids(byName), failures: [], stopped: null });
  expect(told).toEqual([1, 2, 3, 4, 5]);
  expect((await corpus.readDocument(first)).document.revision).toBe(1);
  expect(await lastBlock(corpus, first)).toBe("第0页，𠮷田。完");
  expect((await corpus.list(byName, 0, 1)).rows[0]).toMatchObject({ characters: 8 });
  expect(await corpus.lastOperation()).toMatchObject({ ...replace, documents: 5 });
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);

  const undone = await corpus.undoLast();
  expect(undone?.changed).toHaveLength(5);
  expect(undone).toMatchObject({ failures: [], stopped: null, operation: replace });
  expect(documentBytes(corpus.dir)).toEqual(before);
  expect((await corpus.list(byName, 0, 1)).rows[0]).toMatchObject({ characters: 7 });
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
  expect(await corpus.lastOperation()).toBeNull();
  expect(await corpus.undoLast()).toBeNull();
});

test("a document that can't be changed is named, the others are; undoing does not ask for it", async () => {
  const corpus = await temporaryCorpus();
  const [stale = "", unsound = "", fine = ""] = await importTexts(corpus, texts(3));
  async function* changes(): AsyncGenerator<DocumentChange> {
    for await (const change of insertEverywhere(corpus)) {
      if (change.id === stale) yield { ...change, baseHash: "0".repeat(64) };
      else if ("document" in change && change.id === unsound)
        yield { ...change, document: { ...change.document, articles: [] } };
      else yield change;
    }
    yield { id: "NOSUCHDOCUMENT", error: new GalleyError("not-found", "gone") };
  }
  const result = await corpus.carryOut(replace, changes());
  expect(result.changed).toEqual([fine]);
  expect(result.failures.map(({ document, error }) => [document, error.code])).toEqual([
    [stale, "conflict"],
    [unsound, "invalid-document"],
    ["NOSUCHDOCUMENT", "not-found"],
  ]);
  expect(await corpus.lastOperation()).toMatchObject({ documents: 1 });
  const { document, hash } = await corpus.readDocument(stale);
  await corpus.save(withInserted(document, "改"), hash);
  expect(await corpus.undoLast()).toMatchObject({ changed: [fine], failures: [] });
  expect(await lastBlock(corpus, stale)).toBe("第0页，𠮷田。改");
});

test("an operation that changes nothing is none", async () => {
  const corpus = await temporaryCorpus();
  const [id = ""] = await importTexts(corpus, texts(1));
  await corpus.carryOut(replace, insertEverywhere(corpus));
  async function* stale(): AsyncGenerator<DocumentChange> {
    yield { id, baseHash: "0".repeat(64), document: (await corpus.readDocument(id)).document };
  }
  expect(await corpus.carryOut({ kind: "fix", label: "" }, stale())).toMatchObject({ changed: [] });
  expect(await corpus.lastOperation()).toMatchObject(replace);
});

test("documents changed since are refused by name and left as they are; then the operation is gone", async () => {
  const corpus = await temporaryCorpus();
  const [changed = "", deleted = "", kept = ""] = await importTexts(corpus, texts(3));
  await corpus.carryOut({ kind: "fix", label: "" }, insertEverywhere(corpus, "先"));
  await corpus.carryOut(replace, insertEverywhere(corpus, "后"));
  const { document, hash } = await corpus.readDocument(changed);
  await corpus.save(withInserted(document, "改"), hash);
  rmSync(documentPath(corpus.dir, deleted));

  const undone = await corpus.undoLast();
  expect(undone?.changed).toEqual([kept]);
  expect(undone?.failures.map(({ document, error }) => [document, error.code])).toEqual([
    [changed, "conflict"],
    [deleted, "not-found"],
  ]);
  expect(await lastBlock(corpus, changed)).toBe("第0页，𠮷田。先后改");
  // The one before is the last now; in it, only what was undone is as it left it.
  expect(await corpus.lastOperation()).toMatchObject({ kind: "fix", documents: 3 });
  expect(await corpus.undoLast()).toMatchObject({ changed: [kept] });
  expect(await lastBlock(corpus, kept)).toBe("第2页，𠮷田。");
});

test("cancelled between two documents: what was done stands and can be undone", async () => {
  const corpus = await temporaryCorpus();
  await importTexts(corpus, texts(20));
  const before = documentBytes(corpus.dir);
  const controller = new AbortController();
  const onProgress = (done: number) => done === 7 && controller.abort();
  const result = await corpus.carryOut(replace, insertEverywhere(corpus), { signal: controller.signal, onProgress });
  expect(result.stopped).toMatchObject({ code: "cancelled" });
  expect(result.changed.length).toBeGreaterThanOrEqual(7);
  expect(result.changed.length).toBeLessThan(20);
  expect(await corpus.lastOperation()).toMatchObject({ documents: result.changed.length });
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);

  // Undoing can be cut off and gone on with.
  const again = new AbortController();
  const undone = await corpus.undoLast({ signal: again.signal, onProgress: () => again.abort() });
  expect(undone?.stopped).toMatchObject({ code: "cancelled" });
  expect(undone?.changed.length).toBeLessThan(result.changed.length);
  expect(await corpus.undoLast()).toMatchObject({ failures: [], stopped: null });
  expect(documentBytes(corpus.dir)).toEqual(before);
});

test("a disk that is full before the first document changes nothing; one that fills up later is told in the result", async () => {
  const fs = new FailingFs();
  const corpus = await temporaryCorpus({ fs });
  await importTexts(corpus, texts(3));
  const before = documentBytes(corpus.dir);
  fs.fail("open", "ENOSPC");
  await expect(corpus.carryOut(replace, insertEverywhere(corpus))).rejects.toMatchObject({ code: "disk-full" });
  fs.fail("sync", "ENOSPC");
  expect(await corpus.carryOut(replace, insertEverywhere(corpus))).toMatchObject({
    changed: [],
    stopped: { code: "disk-full" },
  });
  expect(documentBytes(corpus.dir)).toEqual(before);
  expect(await corpus.lastOperation()).toBeNull();
  fs.fail("rename", "EIO");
  const result = await corpus.carryOut(replace, insertEverywhere(corpus));
  expect([result.changed.length, result.failures.length]).toEqual([2, 1]);
  expect(await corpus.undoLast()).toMatchObject({ failures: [] });
  expect(documentBytes(corpus.dir)).toEqual(before);
});

test("nothing is carried out or undone in a corpus that can't be written", async () => {
  const corpus = await temporaryCorpus();
  await importTexts(corpus, texts(1));
  await corpus.carryOut(replace, insertEverywhere(corpus));
  const other = await temporaryCorpus();
  rmSync(join(other.dir, "galley.json"));
  await expect(other.carryOut(replace, insertEverywhere(corpus))).rejects.toMatchObject({ code: "corpus-gone" });
  if (process.getuid?.() === 0) return;
  chmodSync(join(corpus.dir, "documents"), 0o500);
  const reader = await Corpus.open(corpus.dir);
  await expect(reader.undoLast()).rejects.toMatchObject({ code: "read-only" });
  await reader.close();
  chmodSync(join(corpus.dir, "documents"), 0o700);
});

test("the last ten operations are kept", async () => {
  const corpus = await temporaryCorpus();
  await importTexts(corpus, texts(1));
  for (let i = 0; i < 12; i++) await corpus.carryOut({ kind: "replace", label: `${i}` }, insertEverywhere(corpus));
  expect(readdirSync(join(corpus.dir, ".galley", "operations"))).toHaveLength(10);
  for (let i = 11; i >= 2; i--) expect((await corpus.undoLast())?.operation.label).toBe(`${i}`);
  expect(await corpus.undoLast()).toBeNull();
  expect(existsSync(join(corpus.dir, ".galley", "operations"))).toBe(true);
});

test("whatever is done, undoing all of it gives back the very bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom("页", "𠮷", "e\u0301", " ", "\n"), maxLength: 40 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.array(fc.string({ unit: fc.constantFrom("完", "𠮷", "e\u0301", "，"), minLength: 1 }), {
        minLength: 1,
        maxLength: 3,
      }),
      async (pages, insertions) => {
        const corpus = await temporaryCorpus();
        for (const [index, page] of pages.entries())
          await corpus.import({
            path: `${index}.txt`,
            bytes: Buffer.from(`${index}${page}`),
            encoding: "utf-8",
          });
        const before = documentBytes(corpus.dir);
        for (const inserted of insertions)
          expect(await corpus.carryOut(replace, insertEverywhere(corpus, inserted))).toMatchObject({
            stopped: null,
            failures: [],
          });
        expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
        for (const _ of insertions) expect(await corpus.undoLast()).toMatchObject({ failures: [] });
        expect(documentBytes(corpus.dir)).toEqual(before);
        await corpus.close();
      },
    ),
    { numRuns: 15 },
  );
});
