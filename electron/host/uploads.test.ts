import { expect, test } from "vitest";
import { uploadLimit } from "../../shared/api.ts";
import { startHost } from "./testing.ts";
import { Uploads } from "./uploads.ts";

test("parts become a file that is read as any other, under its own name, until it is dropped", async () => {
  const uploads = new Uploads();
  const id = await uploads.begin("夹/大:文件.jsonl", 6);
  await uploads.add(id, Buffer.from("甲"));
  await expect(uploads.open(id, "夹/大:文件.jsonl", new Map())).rejects.toMatchObject({ code: "usage" });
  await uploads.add(id, Buffer.from("乙"));
  const file = await uploads.open(id, "夹/大:文件.jsonl", new Map([["a.txt", Buffer.from("丙")]]));
  expect([file.path, file.name, Buffer.from(await file.bytes()).toString()]).toEqual([
    "夹/大:文件.jsonl",
    "大_文件.jsonl",
    "甲乙",
  ]);
  expect(await file.sibling("a.txt")).toEqual(Buffer.from("丙"));
  expect(await file.sibling("../b.txt")).toBeNull();
  await uploads.drop(id);
  await expect(uploads.open(id, "x", new Map())).rejects.toMatchObject({ code: "not-found" });
  await uploads.close();
});

test("more than was announced, and what is over the limit, is refused", async () => {
  const uploads = new Uploads();
  const id = await uploads.begin("a.jsonl", 2);
  await expect(uploads.add(id, Buffer.from("甲"))).rejects.toMatchObject({ code: "usage" });
  await expect(uploads.begin("a.jsonl", uploadLimit + 1)).rejects.toMatchObject({
    code: "too-large",
    details: { limit: uploadLimit },
  });
  await uploads.close();
});

test("what is wrong with several records of one file is told, each with its place", async () => {
  const { call } = startHost();
  await call("openSample", {});
  const lines = ['{"text":"甲乙","label":[[0,1,"PER"]]}', "{broken", '{"text":"丙丁","label":[[0,9,"PER"]]}', "{worse"];
  const bytes = Buffer.from(lines.join("\n"));
  const upload = await call("beginUpload", { name: "a.jsonl", size: bytes.length });
  await call("uploadPart", { upload, bytes });
  const outcome = await call("importUpload", { upload, path: "a.jsonl", encoding: "auto", format: "doccano" });
  expect(outcome).toMatchObject({ status: "failed", pages: { imported: 1, duplicate: 0, failed: 3 } });
  expect(outcome.problems?.map(({ message }) => /line \d/.exec(message)?.[0])).toEqual(["line 2", "line 3", "line 4"]);
  await call("dropUpload", { upload });
});
