import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { defaultPreferences, type Preferences } from "../../shared/api.ts";
import { Learned } from "../../shared/entities/learning/learn.ts";
import { modelFrom } from "../../shared/entities/learning/written-model.ts";
import { startHost } from "./testing.ts";

const ships = Array.from("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", (first) => `货轮${first}风轮驶出外海。`);

/** A corpus whose pages name ships, all of them tagged. */
async function withShips(pages: number, options: Parameters<typeof startHost>[0] = {}) {
  const started = startHost(options);
  const { call } = started;
  const { folder } = await call("listFolder", { folder: null });
  await call("createCorpus", { parent: folder, name: "c" });
  for (let page = 0; page < pages; page++) {
    const bytes = Buffer.from(ships.map((ship) => `${page + 1}日，${ship}`).join("\n\n"));
    const { id = "" } = await call("importFile", { path: `${page}.txt`, bytes, encoding: "auto" });
    const { document, hash } = await call("readDocument", { id: id ?? "" });
    const articles = document.articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((block, i) => {
        const start = Array.from(block.text).indexOf("轮") + 1;
        const text = Array.from(block.text)
          .slice(start, start + 3)
          .join("");
        const entity = { id: `e${i}`, type: "EVENT", start, end: start + 3, text, ref: null, by: "editor", note: "" };
        return { ...block, entities: [entity] };
      }),
    }));
    await call("saveDocument", { document: { ...document, articles, status: "done" }, baseHash: hash });
  }
  return started;
}

const preferring = (change: Partial<Preferences["suggestions"]>): Preferences => ({
  ...defaultPreferences,
  suggestions: { ...defaultPreferences.suggestions, ...change },
});

test("learns by itself once enough is tagged, tells so, and says how well", async () => {
  const { call, event } = await withShips(11, { learnAfterMs: 5 });
  for (let state = await call("learningState", {}); !state.about; state = await call("learningState", {}))
    await event("suggestionKnowledgeChanged");
  const state = await call("learningState", {});
  expect(state).toMatchObject({ on: true, enough: 200 });
  // It may have begun before the last page was there.
  expect(state.about?.entities).toBeGreaterThanOrEqual(200);
  expect(state.about?.validation?.types.EVENT?.learned.right).toBeGreaterThan(180);
  const { model } = await call("suggestionKnowledge", {});
  expect(model && new Learned(modelFrom(model)).tagger.types).toEqual(["EVENT"]);

  await call("setPreferences", preferring({ learning: false }));
  expect((await call("suggestionKnowledge", {})).model).toBeNull();
});

test("says when too little is tagged, and can be stopped", async () => {
  const few = await withShips(1);
  await few.call("learnNow", {});
  expect(await few.event("jobEnded")).toMatchObject({ status: "failed", error: { code: "too-few-entities" } });
  const { call, event } = await withShips(11);
  const { job } = await call("learnNow", {});
  await call("cancelJob", { job });
  expect(await event("jobEnded")).toMatchObject({ job, status: "cancelled" });
  expect((await call("learningState", {})).about).toBeNull();
});

test("what is rejected on three pages and accepted on none is told of", async () => {
  const { call } = await withShips(4);
  const ids = await call("listDocumentIds", { query: { sort: "name", descending: false, text: "", status: null } });
  const reject = async (id: string, quotes: string[]) => {
    const { document, hash } = await call("readDocument", { id });
    const dismissed = quotes.map((quote) => ({ rule: "suggest:ORG", quote, before: "", after: "" }));
    await call("saveDocument", { document: { ...document, dismissed }, baseHash: hash });
  };
  for (const id of ids.slice(0, 3)) await reject(id, ["甲风轮", "乙风轮"]);
  const [, , , last = ""] = ids;
  const { document, hash } = await call("readDocument", { id: last });
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => ({
      ...block,
      entities: block.entities.map((entity) =>
        entity.text === "乙风轮" ? { ...entity, type: "ORG", by: "registry" } : entity,
      ),
    })),
  }));
  await call("saveDocument", { document: { ...document, articles }, baseHash: hash });
  expect((await call("suggestionKnowledge", {})).refused).toEqual([{ type: "ORG", text: "甲风轮", documents: 3 }]);
  // They are no rule's.
  expect((await call("proofingContext", {})).records).toEqual({});
});

test("the recommender is the user's: its address comes from the preferences and from nowhere else", async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      bodies.push(body);
      response.end(JSON.stringify({ suggestions: [{ block: "b1", start: 0, end: 1, type: "LOC", score: 1 }, 7] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { call, event, root } = await withShips(1);
  const asked = { blocks: [{ id: "b1", role: "title", text: "海" }], types: ["LOC"] };
  await expect(call("startRecommendation", asked)).rejects.toMatchObject({ code: "usage" });
  expect(bodies).toEqual([]);

  await call("setPreferences", preferring({ recommender: { address, automatic: false } }));
  expect(readFileSync(join(root, "user data/preferences.json"), "utf8")).toContain(address);
  const { job } = await call("startRecommendation", asked);
  expect(await event("jobEnded")).toMatchObject({ job, status: "done" });
  expect(JSON.parse(bodies[0] ?? "")).toEqual({ version: 1, ...asked });
  expect(await call("readRecommendation", { job })).toMatchObject({
    suggestions: [{ block: "b1", type: "LOC", reason: "" }],
    dropped: { shape: 1 },
  });
  await expect(call("readRecommendation", { job: "other" })).rejects.toMatchObject({ code: "not-found" });
});

test("preferences that a version without suggestions wrote are kept, but no window may leave these out", async () => {
  const { call, root } = startHost();
  const { suggestions, ...old } = { ...defaultPreferences, textSize: 22 };
  mkdirSync(join(root, "user data"));
  writeFileSync(join(root, "user data", "preferences.json"), JSON.stringify(old));
  expect((await call("getInfo", {})).preferences).toEqual({ ...old, suggestions });
  await expect(call("setPreferences", old as Preferences)).rejects.toMatchObject({ code: "usage" });
  expect((await call("getInfo", {})).preferences).toEqual({ ...old, suggestions });
});
