import { expect, test } from "vitest";
import { startHost } from "./testing.ts";

const lines = (count: number) =>
  Buffer.from(Array.from({ length: count }, (_, n) => `{"text":"第${n}頁，𠮷田茂訪問北京","label":[]}\n`).join(""));

test("a file of many pages is told page by page, stopped between two of them, and imported to its end later", async () => {
  const { call, event } = startHost();
  await call("openSample", {});
  const before = (await call("listDocuments", { query: all, offset: 0, limit: 1 })).total;
  const bytes = lines(3000);
  const file = { path: "many.jsonl", bytes, encoding: "auto", format: "doccano" } as const;
  const imported = call("importFile", { ...file, task: "t1" });
  const progress = await event("importProgress");
  expect(progress).toMatchObject({ task: "t1", total: bytes.length });
  expect(progress.pages).toBeGreaterThan(0);
  expect(progress.done).toBeGreaterThan(0);
  await call("cancelImport", { task: "t1" });
  const outcome = await imported;
  expect(outcome).toMatchObject({ path: "many.jsonl", status: "failed", error: { code: "cancelled" } });
  const kept = outcome.pages?.imported ?? 0;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(3000);
  expect((await call("listDocuments", { query: all, offset: 0, limit: 1 })).total).toBe(before + kept);
  // Nothing of it is half there, and it can be stopped once more without harm.
  await call("cancelImport", { task: "t1" });
  const few = { ...file, bytes: lines(kept + 5) };
  expect(await call("importFile", few)).toMatchObject({ status: "imported", pages: { imported: 5, duplicate: kept } });
});

test("stopped before its first page, a file was not imported, which is no fault of the file's", async () => {
  const { call } = startHost();
  await call("openSample", {});
  const bytes = lines(5);
  const upload = await call("beginUpload", { name: "a.jsonl", size: bytes.length });
  await call("uploadPart", { upload, bytes });
  const file = { upload, path: "a.jsonl", encoding: "auto", format: "doccano", task: "t" } as const;
  const imported = call("importUpload", file);
  await call("cancelImport", { task: "t" });
  await expect(imported).rejects.toMatchObject({ code: "cancelled" });
});

const all = { sort: "name", descending: false, text: "", status: null } as const;
