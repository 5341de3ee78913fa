import { expect, test } from "vitest";
import type { GalleyApi } from "../../shared/api.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { Answer, Question, Thread } from "./messages.ts";
import { Proofreader } from "./proofreader.ts";
import { Workbench } from "./workbench.ts";

function page(texts: readonly string[]): GalleyDocument {
  let at = 0;
  const blocks = texts.map((text, index) => {
    const pieces = [{ source: [at, at + text.length] as [number, number] }];
    at += text.length + 1;
    return { id: `b${index + 1}`, role: "paragraph", text, pieces, entities: [] };
  });
  return {
    format: "galley/document",
    version: 1,
    id: "test",
    status: "new",
    source: { name: "t.txt", sha256: "0".repeat(64), encoding: "utf-8", length: at, importedAt: "" },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: [{ id: "a1", blocks }],
    dismissed: [],
    revision: 1,
    updatedAt: "",
    updatedBy: "",
  };
}

/** A worker in this thread; everything crosses as a copy, as between threads. */
function desk() {
  const questions: Question[] = [];
  const workbench = new Workbench();
  const calls: string[] = [];
  const api = {
    call: async (method: string) => {
      calls.push(method);
      if (method === "readLexicon") return { words: "记者\t100\n" };
      return {
        settings: {
          rules: {},
          userRules: [{ id: "r", find: "甲", replace: "乙", regex: false, message: "", safe: true, enabled: true }],
        },
        records: {},
        learned: [],
        statistics: { size: 0, counts: "" },
      };
    },
  } as unknown as Pick<GalleyApi, "call">;
  const start = (): Thread => {
    const thread: Thread = {
      onmessage: null,
      onerror: null,
      postMessage(question) {
        questions.push(question);
        const answer: Answer = structuredClone(workbench.answer(structuredClone(question)));
        queueMicrotask(() => thread.onmessage?.({ data: answer }));
      },
    };
    return thread;
  };
  return { proofreader: new Proofreader({ api, start }), questions, calls };
}

const blocksSent = (question: Question | undefined): number =>
  question?.ask === "check" ? question.crossing.blocks.length : Number.NaN;

test("only blocks that were changed cross again, and the lexicon once", async () => {
  const { proofreader, questions, calls } = desk();
  const subject = { source: "甲\n二\n三\n" };
  const first = page(["甲", "二", "三"]);
  await proofreader.check(subject, first);
  expect(blocksSent(questions.at(-1))).toBe(3);
  const [article] = first.articles;
  if (!article) throw new Error("no article");
  const changed = { ...article.blocks[1], text: "二二" } as (typeof article.blocks)[number];
  const second = { ...first, articles: [{ ...article, blocks: [article.blocks[2], changed, article.blocks[0]] }] };
  await proofreader.check(subject, second as GalleyDocument);
  expect(blocksSent(questions.at(-1))).toBe(1);
  expect(calls).toEqual(["readLexicon", "proofingContext"]);
  await proofreader.check({ source: "" }, second as GalleyDocument);
  expect(blocksSent(questions.at(-1))).toBe(3);
});

test("mending gives back the blocks that it left as they were, as the same objects", async () => {
  const { proofreader } = desk();
  const document = page(["一", "二"]);
  const mended = await proofreader.fix({ source: "一\n二\n" }, document, "safe", [{ block: "b2", offset: 1 }]);
  expect(mended.document).toEqual(document);
  expect(mended.document.articles[0]?.blocks[1]).toBe(document.articles[0]?.blocks[1]);
  expect(mended.places).toEqual([{ block: "b2", offset: 1 }]);
});

test("after a renewal the context is asked for again before the next check", async () => {
  const { proofreader, calls } = desk();
  const subject = { source: "一\n" };
  await proofreader.check(subject, page(["一"]));
  proofreader.renew();
  await proofreader.check(subject, page(["一"]));
  expect(calls).toEqual(["readLexicon", "proofingContext", "proofingContext"]);
});

test("what is known of a corpus is kept from page to page, and asked for again for other rules", async () => {
  const { proofreader, calls } = desk();
  for (const rules of ["one", "one", "other"]) {
    proofreader.renewFor(rules);
    await proofreader.check({ source: "一\n" }, page(["一"]));
  }
  expect(calls).toEqual(["readLexicon", "proofingContext", "proofingContext"]);
});

test("a worker that ends fails what waits, and the next question starts another", async () => {
  const threads: Thread[] = [];
  const workbench = new Workbench();
  const api = {
    call: async (method: string) =>
      method === "readLexicon"
        ? { words: "" }
        : { settings: { rules: {}, userRules: [] }, records: {}, learned: [], statistics: { size: 0, counts: "" } },
  } as unknown as Pick<GalleyApi, "call">;
  const proofreader = new Proofreader({
    api,
    start() {
      const isFirst = threads.length === 0;
      const thread: Thread = {
        onmessage: null,
        onerror: null,
        postMessage(question) {
          queueMicrotask(() =>
            isFirst ? thread.onerror?.({ message: "gone" }) : thread.onmessage?.({ data: workbench.answer(question) }),
          );
        },
      };
      threads.push(thread);
      return thread;
    },
  });
  await expect(proofreader.check({ source: "" }, page(["一"]))).rejects.toThrow("gone");
  await expect(proofreader.check({ source: "" }, page(["一"]))).resolves.toEqual([]);
  expect(threads).toHaveLength(2);
});
