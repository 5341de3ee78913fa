import { expect, test } from "vitest";
import type { GalleyApi, Result } from "../../shared/api.ts";
import { rejectable } from "../../shared/entities/rejections.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import type { Block, GalleyDocument } from "../../shared/model/document.ts";
import { dismissalOf } from "../../shared/proofing/dismissals.ts";
import { Page } from "../../shared/proofing/page.ts";
import { Desk } from "./desk.ts";
import type { Answer, Question, Recommendations, Thread } from "./messages.ts";
import { Suggesting } from "./suggesting.ts";

const classes = "v\t召开 出席\ngiven\t丽2.0 华2.0";
const lexicon = "杭州市\t900\n召开\t900\n会议\t900\n";

function pageOf(texts: readonly string[], dismissed: GalleyDocument["dismissed"] = []): GalleyDocument {
  const blocks = texts.map(
    (text, index): Block => ({ id: `b${index}`, role: "paragraph", text, pieces: [], entities: [] }),
  );
  return {
    format: "galley/document",
    version: 1,
    id: "TEST0001",
    status: "tagging",
    source: { name: "t.txt", sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "" },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: [{ id: "a1", blocks }],
    dismissed,
    revision: 1,
    updatedAt: "",
    updatedBy: "",
  };
}

/** A worker in this thread; everything crosses as a copy, as between threads. */
function office(change: Partial<Result<"suggestionKnowledge">> = {}, breaksFirst = false) {
  const questions: Question[] = [];
  const calls: string[] = [];
  let threads = 0;
  const api = {
    call: async (method: string) => {
      calls.push(method);
      if (method === "readLexicon") return { words: lexicon };
      if (method === "readWordClasses") return { words: classes };
      return { registry: [], model: null, refused: [], ...change };
    },
  } as unknown as Pick<GalleyApi, "call">;
  const start = (): Thread => {
    const desk = new Desk();
    const isBroken = breaksFirst && threads++ === 0;
    const thread: Thread = {
      onmessage: null,
      onerror: null,
      postMessage(question) {
        questions.push(question);
        const answer: Answer = structuredClone(desk.answer(structuredClone(question)));
        queueMicrotask(() => (isBroken ? thread.onerror?.({ message: "gone" }) : thread.onmessage?.({ data: answer })));
      },
    };
    return thread;
  };
  const suggesting = new Suggesting({ api, start });
  const ask = (document: GalleyDocument, recommended: Recommendations | null = null, subject: object = office) =>
    suggesting.suggest(subject, document, { types: ["DATE", "ORG", "LOC"], corpus: "c", recommended });
  return { suggesting, ask, questions, calls };
}

const label = ({ type, text }: Suggestion) => `${type} ${text}`;
const sent = (question: Question | undefined) =>
  question?.ask === "suggest" ? question.crossing.blocks.length : Number.NaN;

test("words cross once, blocks only when they are others, and what is the same stays the same object", async () => {
  const { ask, questions, calls } = office();
  const first = pageOf(["5月9日召开会议", "6月1日召开会议"]);
  const before = await ask(first);
  expect(before.map(label)).toEqual(["DATE 5月9日", "DATE 6月1日"]);
  const [article] = first.articles;
  const changed = { ...article?.blocks[1], text: "7月1日召开会议" } as Block;
  const after = await ask({ ...first, articles: [{ id: "a1", blocks: [article?.blocks[0] as Block, changed] }] });
  expect(after.map(label)).toEqual(["DATE 5月9日", "DATE 7月1日"]);
  expect(after[0]).toBe(before[0]);
  expect(sent(questions.at(-1))).toBe(1);
  expect(calls).toEqual(["readLexicon", "readWordClasses", "suggestionKnowledge"]);
});

test("what was rejected on the page is not suggested there again", async () => {
  const { ask } = office();
  const texts = ["5月9日召开会议，5月9日又召开会议"];
  const [first] = await ask(pageOf(texts));
  const page = pageOf(texts, [dismissalOf(rejectable(first as Suggestion), new Page(pageOf(texts), null))]);
  expect((await ask(page)).map(({ start }) => start)).toEqual([9]);
});

test("the registry's names are suggested with their link, and with a lower score where they keep being rejected", async () => {
  const registry = [{ id: "r1", name: "远帆号", aliases: ["远帆"], type: "ORG" }];
  const [plain] = await office({ registry }).ask(pageOf(["远帆号召开会议"]));
  expect(plain).toMatchObject({ type: "ORG", text: "远帆号", ref: "r1", source: "registry" });
  const refused = [{ type: "ORG", text: "远帆号", documents: 4 }];
  const [lowered] = await office({ registry, refused }).ask(pageOf(["远帆号召开会议"]));
  expect(lowered?.score).toBeLessThan((plain?.score ?? 0) * 0.7);
  expect(lowered?.reason.en).toContain("rejected on 4 pages");
});

test("what a recommender says counts for the texts that it saw, and types that are unknown never", async () => {
  const { ask } = office();
  const item = { block: "b0", start: 1, end: 3, type: "ORG", score: 0.8, reason: "a list" };
  const recommended = {
    texts: [{ id: "b0", text: "𠮷远帆到了" }],
    suggestions: [item, { ...item, type: "SHIP", start: 3, end: 5 }],
  };
  expect(await ask(pageOf(["𠮷远帆到了"]), recommended)).toMatchObject([
    { text: "远帆", source: "recommender", reason: { zh: "a list", en: "a list" } },
  ]);
  expect(await ask(pageOf(["远帆到了"]), recommended)).toEqual([]);
});

test("a worker that ends fails what waits, and the next question starts another", async () => {
  const { ask } = office({}, true);
  await expect(ask(pageOf(["5月9日"]))).rejects.toThrow("gone");
  expect((await ask(pageOf(["5月9日"]))).map(label)).toEqual(["DATE 5月9日"]);
});

test("of a registry that changes only what has changed crosses, and a removed entry is known no more", async () => {
  const entry = { id: "n1", name: "甲乙丙", type: "ORG", aliases: [], link: "", note: "" };
  const { suggesting, ask, questions, calls } = office();
  const page = pageOf(["甲乙丙召开会议"]);
  expect((await ask(page)).map(label)).toEqual([]);
  suggesting.registryChanged({ changed: [entry], removed: [] });
  const [found] = await ask(page);
  expect(found).toMatchObject({ text: "甲乙丙", ref: "n1", source: "registry" });
  suggesting.registryChanged({ changed: [], removed: ["n1"] });
  expect((await ask(page)).map(label)).toEqual([]);
  expect(calls.filter((call) => call === "suggestionKnowledge")).toHaveLength(1);
  expect(questions.filter(({ ask: kind }) => kind === "registry")).toHaveLength(2);
  suggesting.registryChanged({ changed: null, removed: [] });
  await ask(page);
  expect(calls.filter((call) => call === "suggestionKnowledge")).toHaveLength(2);
});
