import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { documentPath } from "./layout.ts";
import { StandingFiles } from "./standing-files.ts";
import { FailingFs, importText, temporaryCorpus } from "./testing.ts";

test("what is known of a file holds for the very bytes, and for no others", async () => {
  const fs = new FailingFs();
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const files = new StandingFiles();
  const first = await files.read(corpus.dir, id, fs);
  expect(await files.read(corpus.dir, id, fs)).toBe(first);
  const path = documentPath(corpus.dir, id);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace('"revision": 0', '"revision": 7'));
  expect(await files.read(corpus.dir, id, fs)).toMatchObject({ revision: 7, newer: null, source: first.source });
  writeFileSync(path, text.replace('"version": 1', '"version": 99'));
  expect((await files.read(corpus.dir, id, fs)).newer?.code).toBe("document-newer");
  writeFileSync(path, "{");
  await expect(files.read(corpus.dir, id, fs)).rejects.toMatchObject({ code: "document-damaged" });
  writeFileSync(path, text);
  expect((await files.read(corpus.dir, id, fs)).hash).toBe(first.hash);
});

test("a document that was saved is known by what the save wrote", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.readDocument(id);
  const saved = await corpus.save({ ...document, status: "review" }, hash);
  const files = new StandingFiles();
  files.note({ ...document, revision: saved.revision }, saved.hash);
  expect(await files.read(corpus.dir, id, new FailingFs())).toMatchObject({
    revision: 1,
    hash: saved.hash,
    newer: null,
  });
});
