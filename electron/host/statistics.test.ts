import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentPath } from "../corpus/layout.ts";
import { startHost } from "./testing.ts";

async function withPages(...texts: string[]) {
  const started = startHost();
  const { call, event, documentsDir } = started;
  const { folder } = await call("listFolder", { folder: null });
  await call("createCorpus", { parent: folder, name: "c" });
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) {
    const file = { path: `${index}.txt`, bytes: Buffer.from(text), encoding: "auto" } as const;
    ids.push((await call("importFile", file)).id ?? "");
  }
  const gather = async () => {
    const { job } = await call("gatherStatistics", {});
    const ended = await event("jobEnded");
    expect(ended.job).toBe(job);
    return ended;
  };
  return { ...started, ids, gather, dir: join(documentsDir, "c") };
}

test("a job gathers the corpus's numbers, its name reads them, and what could not be read is named", async () => {
  const { call, ids, gather, dir } = await withPages("# 会议\n\n会议召开。", "𠮷田抵京。");
  const first = await gather();
  expect(first).toMatchObject({ status: "done", failures: [] });
  expect(await call("readStatistics", { job: first.job })).toMatchObject({ documents: 2, measured: 2, characters: 12 });

  writeFileSync(documentPath(dir, ids[0] ?? ""), "{");
  const second = await gather();
  expect(second.failures).toMatchObject([{ document: ids[0], error: { code: "document-damaged" } }]);
  expect(await call("readStatistics", { job: second.job })).toMatchObject({ documents: 2, measured: 1, characters: 5 });
  // Only the last are kept.
  await expect(call("readStatistics", { job: first.job })).rejects.toMatchObject({ code: "not-found" });
});

test("numbers are gone with their corpus, and a job that was cancelled leaves none", async () => {
  const { call, event, gather } = await withPages("会议召开。");
  const { job } = await call("gatherStatistics", {});
  await call("cancelJob", { job });
  expect(await event("jobEnded")).toMatchObject({ job, status: "cancelled" });
  await expect(call("readStatistics", { job })).rejects.toMatchObject({ code: "not-found" });
  const ended = await gather();
  await call("closeCorpus", {});
  await expect(call("readStatistics", { job: ended.job })).rejects.toMatchObject({ code: "not-found" });
  await expect(call("gatherStatistics", {})).rejects.toMatchObject({ code: "no-corpus" });
});
