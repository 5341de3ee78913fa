import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultProofingSettings } from "../../shared/model/settings.ts";
import { Corpus } from "../corpus/corpus.ts";
import { documentPath } from "../corpus/layout.ts";
import { byName, collect, importText, temporaryCorpus } from "../corpus/testing.ts";

const halfWidth = "会议召开,大家参加,气氛热烈。会议指出,要抓好落实,务求实效。";

/** A corpus whose pages have half-width commas. */
async function corpusOf(pages: number): Promise<{ corpus: Corpus; ids: string[] }> {
  const corpus = await temporaryCorpus();
  const ids: string[] = [];
  for (let page = 0; page < pages; page++) ids.push(await importText(corpus, `第${page}版${halfWidth}`, `${page}.txt`));
  return { corpus, ids };
}

test("findings come for each document in the order asked for, and their number is in the list afterwards", async () => {
  const { corpus, ids } = await corpusOf(20);
  expect((await corpus.list(byName, 0, 1)).rows[0]?.findings).toBeNull();
  const progress: number[] = [];
  const onProgress = (done: number, total: number) => progress.push(done / total);
  const answers = await collect(corpus.proofing.check(ids, null, { onProgress }));
  expect(answers.map(({ id }) => id)).toEqual(ids);
  const [first] = answers;
  if (!first || first.error) throw new Error("no answer");
  expect(first.findings.filter(({ rule }) => rule === "punct.halfwidth")).toHaveLength(4);
  expect([progress.length, progress.at(-1)]).toEqual([20, 1]);
  const { rows } = await corpus.list(byName, 0, 20);
  expect(rows.find(({ id }) => id === ids[0])?.findings).toBe(first.findings.length);
  expect(await corpus.proofing.unchecked(10)).toEqual([]);
});

test("checking some rules only says nothing of how many findings there are", async () => {
  const { corpus, ids } = await corpusOf(1);
  const [answer] = await collect(corpus.proofing.check(ids, ["punct.halfwidth"]));
  expect(answer).toMatchObject({ findings: [{}, {}, {}, {}] });
  expect((await corpus.list(byName, 0, 1)).rows[0]?.findings).toBeNull();
});

test("counts are forgotten when a document or the settings change, and only then", async () => {
  const { corpus, ids } = await corpusOf(2);
  const [id = ""] = ids;
  await collect(corpus.proofing.count(ids));
  const { document, hash } = await corpus.read(id);
  await corpus.save({ ...document, status: "done" }, hash);
  expect(await corpus.proofing.unchecked(10)).toEqual([id]);
  await collect(corpus.proofing.count([id]));
  await corpus.setProofing(defaultProofingSettings);
  expect(await corpus.proofing.unchecked(10)).toEqual([]);
  await corpus.setProofing({ ...defaultProofingSettings, rules: { "punct.halfwidth": false } });
  expect((await corpus.proofing.unchecked(10)).sort()).toEqual([...ids].sort());
  const [answer] = await collect(corpus.proofing.check([id], null));
  if (!answer || answer.error) throw new Error("no answer");
  expect(answer.findings.filter(({ rule }) => rule === "punct.halfwidth")).toEqual([]);
});

test("a damaged document among many is named, and the others are checked", async () => {
  const { corpus, ids } = await corpusOf(12);
  writeFileSync(documentPath(corpus.dir, ids[5] ?? ""), "{");
  const answers = await collect(corpus.proofing.check(ids, null));
  expect(answers.filter(({ error }) => error)).toMatchObject([{ id: ids[5], error: { code: "document-damaged" } }]);
  expect(answers).toHaveLength(12);
});

test("a mended document counts what was accepted; a second mending finds nothing to do", async () => {
  const { corpus, ids } = await corpusOf(1);
  const jobs = ids.map((id) => ({ id, without: null }));
  const [mended] = await collect(corpus.proofing.mend(jobs, "safe"));
  if (!mended || mended.error || !mended.document) throw new Error("not mended");
  expect(mended.document.accepted).toMatchObject({ "punct.halfwidth": 4 });
  await corpus.save(mended.document, mended.hash);
  const [again] = await collect(corpus.proofing.mend(jobs, "safe"));
  expect(again).toMatchObject({ error: null, document: null });
  expect((await corpus.proofing.context()).records["punct.halfwidth"]).toEqual({ accepted: 4, dismissed: 0 });
});

test("what an editor corrects by hand is learned, also after the index was deleted", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "会议己经召开。");
  const { document, hash } = await corpus.read(id);
  const [block] = document.articles[0]?.blocks ?? [];
  if (!block) throw new Error("no block");
  block.text = "会议已经召开。";
  block.pieces = [{ source: [0, 2] }, { inserted: "已" }, { source: [3, 7] }];
  document.dismissed = [{ rule: "punct.end", quote: "", before: "", after: "" }];
  await corpus.save(document, hash);
  const learned = [{ wrong: "己", right: "已", times: 1, contexts: [{ before: "会议", after: "经召开。" }] }];
  expect(await corpus.proofing.context()).toMatchObject({ learned, records: { "punct.end": { dismissed: 1 } } });
  await corpus.close();
  rmSync(join(corpus.dir, ".galley"), { recursive: true });
  const again = await Corpus.open(corpus.dir);
  expect((await again.proofing.context()).learned).toEqual(learned);
  await again.close();
});

test.each<[string, (path: string) => void]>([
  ["missing", (path) => rmSync(path)],
  ["cut off", (path) => writeFileSync(path, readFileSync(path, "utf8").slice(0, -9))],
  ["changed", (path) => writeFileSync(path, readFileSync(path, "utf8").replace("\t", "\t9"))],
  ["not text", (path) => writeFileSync(path, Buffer.from([255, 0, 1]))],
])("statistics whose file is %s are counted anew, and are the same", async (_, damage) => {
  const { corpus } = await corpusOf(3);
  const { statistics } = await corpus.proofing.context();
  expect(statistics.counts).toContain("会议\t6\n");
  await corpus.close();
  damage(join(corpus.dir, ".galley", "statistics.txt"));
  const again = await Corpus.open(corpus.dir);
  expect((await again.proofing.context()).statistics).toEqual(statistics);
  await again.close();
});

test("statistics follow the sources that there are, and no edit changes them", async () => {
  const { corpus, ids } = await corpusOf(2);
  const before = (await corpus.proofing.context()).statistics;
  const jobs = ids.map((id) => ({ id, without: null }));
  for (const mended of await collect(corpus.proofing.mend(jobs, "all")))
    if (!mended.error && mended.document) await corpus.save(mended.document, mended.hash);
  expect((await corpus.proofing.context()).statistics).toEqual(before);
  await importText(corpus, "离石".repeat(10));
  // At once there is what was known; whoever waits gets what is.
  expect((await corpus.proofing.contextNow()).statistics).toEqual(before);
  expect((await corpus.proofing.context()).statistics.counts).toContain("离石\t10\n");
});

test("checking can be stopped, and closing stops it", async () => {
  const { corpus, ids } = await corpusOf(40);
  const stop = new AbortController();
  const seen: string[] = [];
  const stopped = async () => {
    for await (const { id } of corpus.proofing.check(ids, null, { signal: stop.signal })) {
      seen.push(id);
      if (seen.length === 3) stop.abort();
    }
  };
  await expect(stopped()).rejects.toMatchObject({ code: "cancelled" });
  expect(seen).toHaveLength(3);
  const running = collect(corpus.proofing.check(ids, null));
  const ended = expect(running).rejects.toMatchObject({ code: "cancelled" });
  await corpus.proofing.close();
  await ended;
});

test.each([
  ["a regular expression that is none", [{ id: "a", find: "(", regex: true }], "bad-pattern", "a"],
  ["two rules of one id", [{ id: "b" }, { id: "b" }], "usage", "b"],
])("settings with %s are refused and named", async (_, rules, code, name) => {
  const corpus = await temporaryCorpus();
  const rule = { find: "x", replace: "", regex: false, message: "", safe: false, enabled: true };
  const userRules = rules.map((one) => ({ ...rule, ...one }));
  await expect(corpus.setProofing({ rules: {}, userRules })).rejects.toMatchObject({ code, details: { name } });
  expect(corpus.settings.proofing).toBeUndefined();
});

test("settings are in galley.json and keep what else is there, also what another program wrote meanwhile", async () => {
  const corpus = await temporaryCorpus();
  const path = join(corpus.dir, "galley.json");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), name: "改", future: 1 }));
  await corpus.setProofing({ rules: { "punct.dash": false }, userRules: [] });
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({
    name: "改",
    future: 1,
    proofing: { rules: { "punct.dash": false } },
  });
  expect(corpus.proofing.settings.rules).toEqual({ "punct.dash": false });
});
