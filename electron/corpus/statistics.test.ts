import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import type { Corpus } from "./corpus.ts";
import { documentPath } from "./layout.ts";
import { gatherStatistics } from "./statistics.ts";
import { importText, temporaryCorpus } from "./testing.ts";

/** Puts a text in the place of code points of a page's first block. */
async function correct(corpus: Corpus, id: string, [start, end]: [number, number], text: string): Promise<void> {
  const read = await corpus.read(id);
  const { document } = applyFixes(read.document, [[{ do: "replace", block: "b1", start, end, text }]]);
  await corpus.save(document, read.hash);
}

test("a corpus's numbers are the sums of its pages', and rates weigh every character alike", async () => {
  const corpus = await temporaryCorpus();
  const first = await importText(corpus, "𠮷田巳经抵京", "1.txt");
  const second = await importText(corpus, "会议巳经在北京召开,代表出席", "2.txt");
  await importText(corpus, "没有改动", "3.txt");
  await correct(corpus, first, [2, 3], "已");
  await correct(corpus, second, [2, 3], "已");
  await correct(corpus, second, [9, 10], "，");
  await corpus.setStatus(first, "done");

  const progress: [number, number][] = [];
  const numbers = await gatherStatistics(corpus, { onProgress: (done, total) => progress.push([done, total]) });
  expect(numbers).toMatchObject({
    documents: 3,
    measured: 3,
    byStatus: { done: 1, new: 2 },
    characters: 24,
    articles: 3,
    blocks: 3,
    changed: 3,
    corrections: { characters: { places: 2 }, punctuation: { places: 1 }, move: { places: 0 } },
    frequent: [{ wrong: "巳", right: "已", times: 2 }],
    records: {},
  });
  expect(numbers.rates.raw).toBeCloseTo(3 / 24, 10);
  expect(numbers.rates.han).toBeCloseTo(2 / 23, 10);
  expect(progress).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("a page that can't be read is told and left out; without sources nothing is compared", async () => {
  const corpus = await temporaryCorpus();
  const damaged = await importText(corpus, "坏了的一页", "1.txt");
  const sourceless = await importText(corpus, "没有原稿的一页", "2.txt");
  const sound = await importText(corpus, "巳经", "3.txt");
  await correct(corpus, sound, [0, 1], "已");
  writeFileSync(documentPath(corpus.dir, damaged), "{");
  rmSync(join(corpus.dir, "sources"), { recursive: true });
  const heard: [string, string | undefined][] = [];
  const numbers = await gatherStatistics(corpus, { onDocument: ({ id, error }) => heard.push([id, error?.code]) });
  expect(heard).toEqual([
    [damaged, "document-damaged"],
    [sourceless, undefined],
    [sound, undefined],
  ]);
  expect(numbers).toMatchObject({ documents: 3, measured: 2, characters: 9, changed: 0, frequent: [] });
  expect(numbers.rates.raw).toBe(0);
});

test("gathering ends when it is told to, and when the corpus is gone", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus);
  const controller = new AbortController();
  controller.abort();
  await expect(gatherStatistics(corpus, { signal: controller.signal })).rejects.toMatchObject({ code: "cancelled" });
  rmSync(corpus.dir, { recursive: true });
  await expect(gatherStatistics(corpus)).rejects.toMatchObject({ code: "corpus-gone" });
});
