import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultProofingSettings } from "../../shared/model/settings.ts";
import { Corpus } from "../corpus/corpus.ts";
import { documentPath } from "../corpus/layout.ts";
import { documentBytes } from "../corpus/operations/testing.ts";
import { byName, importText, temporaryFolder } from "../corpus/testing.ts";
import { startHost } from "./testing.ts";

const text = (page: number) => `第${page}版会议召开,大家参加--气氛热烈。`;

/** A host with an open corpus of pages that have a half-width comma and a typewriter's dash each. */
async function hostWith(pages: number, checkAfterMs = 600_000) {
  const dir = join(temporaryFolder(), "corpus");
  const made = await Corpus.create(dir, { name: "试" });
  const ids: string[] = [];
  for (let page = 0; page < pages; page++) ids.push(await importText(made, text(page), `${page}.txt`));
  await made.close();

  const { running, call, event } = startHost({ checkAfterMs });
  await running.openAtStart(dir);
  /** Starts a job and waits for its end. */
  const job = async (started: Promise<{ job: string }>) => {
    const { job: id } = await started;
    const ended = await event("jobEnded");
    expect(ended.job).toBe(id);
    return ended;
  };
  const textOf = async (id: string) =>
    (await call("readDocument", { id })).document.articles[0]?.blocks.map((block) => block.text).join("\n");
  const findings = async () =>
    (await call("listDocuments", { query: byName, offset: 0, limit: 100 })).rows.map((row) => row.findings);
  return { dir, ids, call, event, job, textOf, findings, running };
}

const nothing = { rules: [], documents: [], changes: [] };

test("a plan is made, looked at page by page, carried out in part and undone to the byte", async () => {
  const { call, job, ids, dir, textOf } = await hostWith(10);
  const before = documentBytes(dir);
  const { job: plan, status, failures } = await job(call("planFix", { ids: null, choice: "safe" }));
  expect([status, failures]).toEqual(["done", []]);
  expect(documentBytes(dir)).toEqual(before);

  const all = await call("readPlan", { plan, rule: null, offset: 0, limit: 100 });
  expect(all).toMatchObject({ total: 20, documents: 10 });
  expect(all.byRule).toEqual([
    { rule: "punct.dash", changes: 10, documents: 10 },
    { rule: "punct.halfwidth", changes: 10, documents: 10 },
  ]);
  expect(all.rows).toHaveLength(20);
  const paged: typeof all.rows = [];
  for (const offset of [0, 7, 14]) paged.push(...(await call("readPlan", { plan, rule: null, offset, limit: 7 })).rows);
  expect(paged).toEqual(all.rows);
  const dashes = await call("readPlan", { plan, rule: "punct.dash", offset: 3, limit: 4 });
  expect([dashes.total, dashes.documents]).toEqual([10, 10]);
  expect(dashes.rows).toEqual(all.rows.filter(({ rule }) => rule === "punct.dash").slice(3, 7));

  const [first, second, third] = all.rows;
  expect(first).toMatchObject({ document: ids[0], rule: "punct.halfwidth", role: "paragraph", safe: true });
  expect(first?.before).toBe(text(0));
  expect(first?.after).toBe(text(0).replace(",", "，"));
  const without = { rules: ["punct.dash"], documents: [third?.document ?? ""], changes: [first?.id ?? ""] };
  expect(await job(call("carryOutPlan", { plan, without }))).toMatchObject({
    status: "done",
    changed: 8,
    failures: [],
  });
  expect(second?.document).toBe(ids[0]);
  expect(await Promise.all(ids.slice(0, 3).map(textOf))).toEqual([text(0), text(1), text(2).replace(",", "，")]);
  await expect(call("readPlan", { plan, rule: null, offset: 0, limit: 1 })).rejects.toMatchObject({
    code: "not-found",
  });
  expect(await job(call("undoOperation", {}))).toMatchObject({ status: "done", changed: 8 });
  expect(documentBytes(dir)).toEqual(before);
});

test("a document saved between plan and carrying out is left as it is and named; one damaged then, too", async () => {
  const { call, job, ids, dir, textOf } = await hostWith(6);
  const { job: plan } = await job(call("planFix", { ids: null, choice: "safe" }));
  const [saved = "", damaged = ""] = ids;
  const { document, hash } = await call("readDocument", { id: saved });
  await call("saveDocument", { document: { ...document, status: "done" }, baseHash: hash });
  writeFileSync(documentPath(dir, damaged), "{");
  // What can't be shown any more is left out, without a word: carrying out names it.
  expect((await call("readPlan", { plan, rule: null, offset: 0, limit: 100 })).rows).toHaveLength(8);
  const ended = await job(call("carryOutPlan", { plan, without: nothing }));
  expect(ended).toMatchObject({ status: "done", changed: 4 });
  expect(ended.failures.map(({ document: id, error }) => [id, error.code]).sort()).toEqual(
    [
      [saved, "conflict"],
      [damaged, "document-damaged"],
    ].sort(),
  );
  expect(await textOf(saved)).toBe(text(0));
});

test("a damaged document among many is named by the plan, the rest is planned", async () => {
  const { call, job, ids, dir } = await hostWith(5);
  writeFileSync(documentPath(dir, ids[2] ?? ""), "{");
  const ended = await job(call("planFix", { ids, choice: ["punct.dash"] }));
  expect(ended).toMatchObject({
    status: "done",
    failures: [{ document: ids[2], error: { code: "document-damaged" } }],
  });
  expect(await call("readPlan", { plan: ended.job, rule: null, offset: 0, limit: 10 })).toMatchObject({ total: 4 });
});

test("planning can be cancelled; a rule that there is not is refused", async () => {
  const { call, event } = await hostWith(30);
  const { job } = await call("planFix", { ids: null, choice: "all" });
  await call("cancelJob", { job });
  expect(await event("jobEnded")).toMatchObject({ job, status: "cancelled" });
  await expect(call("readPlan", { plan: job, rule: null, offset: 0, limit: 1 })).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(call("planFix", { ids: null, choice: ["no.such"] })).rejects.toMatchObject({ code: "usage" });
});

test("the window gets the lexicon, the context, and settings that it can change", async () => {
  const { call, event, dir } = await hostWith(1);
  expect((await call("readLexicon", {})).words).toMatch(/^会议\t\d+$/m);
  expect(await call("proofingContext", {})).toMatchObject({ settings: defaultProofingSettings, learned: [] });
  const userRule = { id: "r1", find: "甲(", replace: "", regex: true, message: "", safe: false, enabled: true };
  await expect(call("setProofingSettings", { rules: {}, userRules: [userRule] })).rejects.toMatchObject({
    code: "bad-pattern",
    details: { name: "r1" },
  });
  const settings = { rules: { "punct.dash": false }, userRules: [{ ...userRule, regex: false }] };
  await call("setProofingSettings", settings);
  expect(await event("documentsChanged")).toEqual({ ids: null });
  expect((await call("proofingContext", {})).settings).toEqual(settings);
  expect(JSON.parse(readFileSync(join(dir, "galley.json"), "utf8")).proofing).toEqual(settings);
  expect((await call("getInfo", {})).corpus?.settings.proofing).toEqual(settings);
});

test("the list learns how many findings each document has by itself, after opening, saving and other settings", async () => {
  const { call, event, findings, ids } = await hostWith(3, 0);
  /** Until the counts are what they should be: each event may bring some of them. */
  const until = async (expected: number[]) => {
    for (;;) {
      const now = await findings();
      if (now.every((count, index) => count === expected[index])) return;
      await event("documentsChanged");
    }
  };
  const { document, hash } = await call("readDocument", { id: ids[0] ?? "" });
  const [full = 0] = await (async () => {
    for (;;) {
      const now = await findings();
      if (now.every((count) => count !== null)) return now;
      await event("documentsChanged");
    }
  })();
  expect(full).toBeGreaterThanOrEqual(2);
  const block = document.articles[0]?.blocks[0];
  if (!block) throw new Error("no block");
  block.text = "第0版会议召开，大家参加——气氛热烈。";
  block.pieces = [{ inserted: block.text }];
  await call("saveDocument", { document, baseHash: hash });
  await until([full - 2, full, full]);
  await call("setProofingSettings", { rules: { "punct.dash": false }, userRules: [] });
  await until([full - 2, full - 1, full - 1]);
});
