import { expect, test } from "vitest";
import type { Result, SearchHit, SearchQuery } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { fakeHost, settled } from "../../app/test/fake-host.ts";
import { nothingAsked, SearchRun } from "./search-run.ts";

const query = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  regex: false,
  role: null,
  type: null,
  status: null,
  sort: "page",
  ...more,
});
const hit = (index: number): SearchHit => ({
  document: "document",
  title: "",
  role: "paragraph",
  block: "b",
  start: index,
  end: index + 1,
  before: "",
  match: "民",
  after: "",
});

test("counts and the first places come with one call, the others as they are wanted", async () => {
  const { api, called } = fakeHost({
    searchCorpus: ({ offset, limit }) => ({
      total: 1000,
      documents: 12,
      complete: true,
      hits: Array.from({ length: limit }, (_, index) => hit(offset + index)),
    }),
  });
  const run = new SearchRun(api);
  await run.ask(query("民"));
  const { found } = run.getState();
  expect(found).toMatchObject({ total: 1000, documents: 12 });
  found?.hits.want(0, 20);
  found?.hits.want(450, 470);
  await settled();
  expect(found?.hits.row(455)?.start).toBe(455);
  expect(called("searchCorpus")).toHaveLength(2);
});

test("a late answer to an older question is dropped", async () => {
  const first = Promise.withResolvers<Result<"searchCorpus">>();
  const { api } = fakeHost({
    searchCorpus: ({ query: { text } }) =>
      text === "民" ? first.promise : { total: 1, documents: 1, complete: true, hits: [hit(0)] },
  });
  const run = new SearchRun(api);
  const old = run.ask(query("民"));
  await run.ask(query("民生"));
  first.resolve({ total: 99, documents: 9, complete: true, hits: [] });
  await old;
  expect(run.getState().found?.total).toBe(1);
});

test("the first places are shown while the rest is counted, and counting ends with the question", async () => {
  const counted = [
    { total: 150, complete: false },
    { total: 700, complete: false },
    { total: 1000, complete: true },
  ];
  const shown: unknown[] = [];
  const { api, called } = fakeHost({
    searchCorpus: async ({ limit }) => {
      // As a host does: others have their turn while it counts.
      await settled();
      return {
        ...(counted.shift() ?? { total: 1, complete: false }),
        documents: 12,
        hits: Array.from({ length: limit }, (_, index) => hit(index)),
      };
    },
  });
  const run = new SearchRun(api);
  run.subscribe(() => {
    const { found } = run.getState();
    if (found) shown.push([found.total, found.isComplete, found.hits.row(0)?.start]);
  });
  await run.ask(query("民"));
  expect(shown).toEqual([
    [150, false, 0],
    [700, false, 0],
    [1000, true, 0],
  ]);
  const endless = run.ask(query("的"));
  await settled();
  await run.ask(query(""));
  await endless;
  const calls = called("searchCorpus").length;
  await settled();
  expect(called("searchCorpus")).toHaveLength(calls);
});

test("an expression that can't be compiled is not sent, and what was found before stays", async () => {
  const { api, called } = fakeHost({
    searchCorpus: () => ({ total: 1, documents: 1, complete: true, hits: [hit(0)] }),
  });
  const run = new SearchRun(api);
  await run.ask(query("民"));
  await run.ask(query("(民", { regex: true }));
  expect(run.getState()).toMatchObject({ expression: expect.stringContaining("(民"), found: { total: 1 } });
  expect(called("searchCorpus")).toHaveLength(1);
});

test("nothing to look for finds nothing, and what the host can't do is told", async () => {
  const error = new GalleyError("corpus-gone", "…");
  const { api } = fakeHost({ searchCorpus: () => Promise.reject(error) });
  const run = new SearchRun(api);
  await run.ask(query(""));
  expect(run.getState()).toEqual(nothingAsked);
  await run.ask(query("民"));
  expect(run.getState()).toMatchObject({ isSearching: false, error });
});
