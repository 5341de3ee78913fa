import { expect, onTestFinished, test, vi } from "vitest";
import { Corpus } from "../corpus/corpus.ts";
import { importText, temporaryCorpus } from "../corpus/testing.ts";
import { SearchReadiness } from "./search-readiness.ts";
import { startHost } from "./testing.ts";

test("preparing reads what is new and answers how many documents there are, and a search knows them", async () => {
  const corpus = await temporaryCorpus();
  expect(await corpus.prepareSearch()).toBe(0);
  await importText(corpus);
  expect(await corpus.prepareSearch()).toBe(1);
  const query = { text: "會議", regex: false, role: null, type: null, status: null, sort: "page" } as const;
  expect((await corpus.search(query, 0, 9)).total).toBe(1);
});

test("an open corpus of many documents is made ready by itself, and again when its window is looked at", async () => {
  const waiting: (() => void)[] = [];
  const prepare = vi.spyOn(Corpus.prototype, "prepareSearch").mockImplementation(async () => {
    waiting.shift()?.();
    return 5;
  });
  onTestFinished(() => prepare.mockRestore());
  const prepared = () => new Promise<void>((resolve) => waiting.push(resolve));
  const first = prepared();
  const { call } = startHost({ searchReadiness: { quietMs: 1, least: 5 } });
  await call("openSample", {});
  await first;
  const second = prepared();
  await call("lookAtCorpus", {});
  await second;
});

test("a small corpus is left alone", async () => {
  const asked = Promise.withResolvers<void>();
  const prepareSearch = vi.fn();
  const progress = async () => {
    asked.resolve();
    return { total: 4 };
  };
  const readiness = new SearchReadiness({ progress, prepareSearch } as unknown as Corpus, { quietMs: 1, least: 5 });
  readiness.wake();
  await asked.promise;
  await new Promise((resolve) => setImmediate(resolve));
  expect(prepareSearch).not.toHaveBeenCalled();
});
