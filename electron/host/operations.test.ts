import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EventPayload, SearchQuery } from "../../shared/api.ts";
import { documentPath } from "../corpus/layout.ts";
import { documentBytes } from "../corpus/operations/testing.ts";
import { startHost } from "./testing.ts";

const everything: SearchQuery = { text: "", regex: false, role: null, type: null, status: null, sort: "page" };
const nothing = { rules: [], documents: [], changes: [] };

async function openTwoPages() {
  const started = startHost();
  const { call, event } = started;
  const { folder } = await call("listFolder", { folder: null });
  await call("createCorpus", { parent: folder, name: "c" });
  const ids: string[] = [];
  for (const [path, text] of [
    ["1.txt", "𠮷田巳经抵京。"],
    ["2.txt", "巳经，巳经。"],
  ] as const) {
    const { id } = await call("importFile", { path, bytes: Buffer.from(text), encoding: "auto" });
    ids.push(id ?? "");
  }
  await event("documentsChanged");
  const dir = join(started.documentsDir, "c");
  /** Starts a job and waits for its end. */
  const run = async (start: Promise<{ job: string }>): Promise<EventPayload<"jobEnded">> => {
    const { job } = await start;
    const ended = await event("jobEnded");
    expect(ended.job).toBe(job);
    return ended;
  };
  /** So many documents that the window is told of, in one event or, when the watcher is quicker, in several. */
  const changed = async (count: number) => {
    const ids = new Set<string>();
    while (ids.size < count) for (const id of (await event("documentsChanged")).ids ?? []) ids.add(id);
    return ids;
  };
  return { ...started, dir, ids, run, changed };
}

test("a concordance, a plan, a part of it carried out, undone: the window hears which documents changed", async () => {
  const { call, changed, dir, ids, run } = await openTwoPages();
  const query = { ...everything, text: "巳经" };
  expect(await call("searchCorpus", { query, offset: 1, limit: 1 })).toMatchObject({
    total: 3,
    documents: 2,
    hits: [{ document: ids[1], start: 0, match: "巳经" }],
  });
  expect(await call("lastOperation", {})).toBeNull();

  const { job: plan } = await run(call("planReplace", { query, replacement: "已经" }));
  const read = await call("readPlan", { plan, rule: null, offset: 0, limit: 10 });
  expect(read).toMatchObject({
    total: 3,
    documents: 2,
    byRule: [{ rule: "replace", changes: 3, documents: 2 }],
    rows: [{ document: ids[0], before: "𠮷田巳经抵京。", after: "𠮷田已经抵京。" }, {}, {}],
  });
  expect(await call("readPlan", { plan, rule: "space", offset: 0, limit: 10 })).toMatchObject({ total: 0, rows: [] });
  const before = documentBytes(dir);
  const without = { ...nothing, changes: [read.rows[1]?.id ?? ""] };
  expect(await run(call("carryOutPlan", { plan, without }))).toMatchObject({
    status: "done",
    changed: 2,
    failures: [],
    output: null,
  });
  expect(await changed(ids.length)).toEqual(new Set(ids));
  await expect(call("readPlan", { plan, rule: null, offset: 0, limit: 1 })).rejects.toMatchObject({
    code: "not-found",
  });
  expect(await call("searchCorpus", { query, offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  expect(await call("lastOperation", {})).toMatchObject({ kind: "replace", label: "巳经 → 已经", documents: 2 });

  expect(await run(call("undoOperation", {}))).toMatchObject({ status: "done", changed: 2, failures: [] });
  expect(await changed(ids.length)).toEqual(new Set(ids));
  expect(documentBytes(dir)).toEqual(before);
  expect(await run(call("undoOperation", {}))).toMatchObject({ status: "done", changed: 0 });
});

test("documents that were changed in between are named in the job's failures", async () => {
  const { call, dir, ids, run } = await openTwoPages();
  const query = { ...everything, text: "巳经" };
  const spoil = (id: string) => {
    const path = documentPath(dir, id);
    writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
  };
  const { job: plan } = await run(call("planReplace", { query, replacement: "已经" }));
  spoil(ids[0] ?? "");
  expect(await run(call("carryOutPlan", { plan, without: nothing }))).toMatchObject({
    changed: 1,
    failures: [{ document: ids[0], error: { code: "conflict" } }],
  });
  spoil(ids[1] ?? "");
  expect(await run(call("undoOperation", {}))).toMatchObject({
    status: "done",
    changed: 0,
    failures: [{ document: ids[1], error: { code: "conflict" } }],
  });
  expect(await call("lastOperation", {})).toBeNull();
});

test("an expression that is none fails the plan's job with its reason; there is no plan then", async () => {
  const { call, run } = await openTwoPages();
  const query = { ...everything, text: "(", regex: true };
  const ended = await run(call("planReplace", { query, replacement: "" }));
  expect(ended).toMatchObject({ status: "failed", error: { code: "bad-pattern" } });
  await expect(call("readPlan", { plan: ended.job, rule: null, offset: 0, limit: 1 })).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(call("searchCorpus", { query, offset: 0, limit: 1 })).rejects.toMatchObject({ code: "bad-pattern" });
});

test("a plan is gone when it is discarded, and when the corpus is closed", async () => {
  const { call, run } = await openTwoPages();
  const query = { ...everything, text: "巳经" };
  const { job: one } = await run(call("planReplace", { query, replacement: "" }));
  const { job: two } = await run(call("planReplace", { query, replacement: "" }));
  await call("discardPlan", { plan: one });
  await expect(call("carryOutPlan", { plan: one, without: nothing })).rejects.toMatchObject({ code: "not-found" });
  await call("closeCorpus", {});
  await call("openSample", {});
  await expect(call("carryOutPlan", { plan: two, without: nothing })).rejects.toMatchObject({ code: "not-found" });
});

test("a job that is cancelled ends as cancelled", async () => {
  const { call, event } = await openTwoPages();
  const { job } = await call("planReplace", { query: { ...everything, text: "巳经" }, replacement: "" });
  await call("cancelJob", { job });
  expect(await event("jobEnded")).toMatchObject({ job, status: "cancelled", changed: 0 });
  await expect(call("cancelJob", { job })).rejects.toMatchObject({ code: "not-found" });
});
