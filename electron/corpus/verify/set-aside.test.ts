import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { blocksOf } from "../../../shared/model/document.ts";
import type { Corpus } from "../corpus.ts";
import { documentPath, temporaryName } from "../layout.ts";
import { collect, importText, temporaryCorpus } from "../testing.ts";

const seen = async (corpus: Corpus) =>
  (await corpus.listSetAside()).items.map(({ document, why, restorable }) => [document, why, restorable]);

/** What a save leaves that is ended before the rename. */
async function unfinished(corpus: Corpus, id: string, change: (text: string) => string): Promise<void> {
  const path = documentPath(corpus.dir, id);
  const left = join(dirname(path), temporaryName(`${id}.json`, 2 ** 30, "0123456789ab"));
  writeFileSync(left, change(readFileSync(path, "utf8")));
  expect(await corpus.setLeftoversAside()).toBe(1);
}

test("a save that did not end is listed, and what it was to say can be brought back, and that undone", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲，乙。");
  expect(await corpus.listSetAside()).toEqual({ total: 0, items: [] });
  await unfinished(corpus, id, (text) => text.replace('"title": ""', '"title": "没有写完"'));
  const { items } = await corpus.listSetAside();
  expect(items).toMatchObject([{ document: id, name: "甲，乙。", why: "unfinished", restorable: true }]);
  expect(items[0]?.at).toMatch(/^20\d\d-\d\d-\d\dT.*Z$/);
  const { kept } = await corpus.restoreSetAside(items[0]?.path ?? "");
  expect((await corpus.readDocument(id)).document.meta.title).toBe("没有写完");
  await corpus.restore(id, kept ?? 0);
  expect((await corpus.readDocument(id)).document.meta.title).toBe("");
  expect(await seen(corpus)).toEqual([[id, "unfinished", true]]);
});

test("half a file is listed and not brought back; what is no document is only shown", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲，乙。");
  await unfinished(corpus, id, (text) => text.slice(0, 100));
  expect(await seen(corpus)).toEqual([[id, "unfinished", false]]);
  const [item] = (await corpus.listSetAside()).items;
  await expect(corpus.restoreSetAside(item?.path ?? "")).rejects.toMatchObject({ code: "document-damaged" });
  const [run] = readdirSync(join(corpus.dir, ".galley/quarantine"));
  const registry = join(corpus.dir, ".galley/quarantine", run ?? "", "entities.json");
  copyFileSync(join(corpus.dir, "entities.json"), registry);
  await expect(corpus.restoreSetAside(registry)).rejects.toMatchObject({ code: "usage" });
  for (const path of [join(corpus.dir, "galley.json"), "/etc/hostname", join(corpus.dir, "../x"), ""])
    await expect(corpus.restoreSetAside(path)).rejects.toMatchObject({ code: "not-found" });
});

test("what repair moved away comes back: a damaged file that was mended by hand, a source, with its document", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲，乙。");
  const text = readFileSync(documentPath(corpus.dir, id), "utf8");
  writeFileSync(documentPath(corpus.dir, id), text.slice(0, 200));
  await collect(corpus.verify({ repair: true }));
  // No document has the source any more.
  await collect(corpus.verify({ repair: true }));
  const items = (await corpus.listSetAside()).items;
  expect(new Set(items.map(({ why, restorable }) => `${why} ${restorable}`))).toEqual(
    new Set(["damaged false", "unused true"]),
  );
  const pathOf = (wanted: string) => items.find(({ why }) => why === wanted)?.path ?? "";
  writeFileSync(pathOf("damaged"), text);
  await corpus.restoreSetAside(pathOf("unused"));
  await corpus.restoreSetAside(pathOf("damaged"));
  expect(blocksOf((await corpus.read(id)).document)[0]?.text).toBe("甲，乙。");
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("a damaged file that was kept beside its document, and what lies in odd places, are listed", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲，乙。");
  const path = documentPath(corpus.dir, id);
  writeFileSync(`${path}.damaged-20261124T031500Z`, "{");
  const odd = join(corpus.dir, ".galley/quarantine/手放的/文件夹");
  mkdirSync(odd, { recursive: true });
  writeFileSync(join(odd, "1.txt"), "");
  renameSync(join(odd, "1.txt"), join(odd, "二.txt"));
  expect((await corpus.listSetAside()).items).toMatchObject([
    { document: id, why: "damaged", at: "2026-11-24T03:15:00.000Z", restorable: false },
    { document: null, place: join("文件夹", "二.txt"), at: "", why: "repaired", restorable: false },
  ]);
});
