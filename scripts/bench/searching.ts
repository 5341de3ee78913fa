/** Searching a large corpus: the first lines with context, and a query that nothing answers to. */
import { Corpus } from "../../electron/corpus/corpus.ts";
import { COUNT_MS } from "../../electron/host/operations.ts";
import type { SearchQuery } from "../../shared/api.ts";
import { nowhere, nowhereSo } from "./many-pages.ts";
import { count, repeated, type Section, timed } from "./section.ts";

const everywhere = { regex: false, role: null, type: null, status: null, sort: "page" } as const;
/** Promised for the first lines, and where there are none. */
const FIRST = 100;
const NONE = 500;

/**
 * Asked as a window asks: for the first lines while the rest is counted, then for all. Where nothing is found, and in
 * another order than the pages', both are one.
 */
const queries: { name: string; query: SearchQuery; ways: readonly Way[] }[] = [
  { name: "的", query: { ...everywhere, text: "的" }, ways: ["first", "all"] },
  { name: "会议", query: { ...everywhere, text: "会议" }, ways: ["first", "all"] },
  { name: "中华人民共和国", query: { ...everywhere, text: "中华人民共和国" }, ways: ["first", "all"] },
  { name: "会议, in paragraphs", query: { ...everywhere, text: "会议", role: "paragraph" }, ways: ["first", "all"] },
  { name: "会议, in persons", query: { ...everywhere, text: "会议", type: "PER" }, ways: ["first", "all"] },
  { name: "/\\d+年/", query: { ...everywhere, text: "\\d+年", regex: true }, ways: ["first", "all"] },
  { name: "会议, by left context", query: { ...everywhere, text: "会议", sort: "left" }, ways: ["all"] },
  { name: "no hit, one character", query: { ...everywhere, text: "𠮷" }, ways: ["none"] },
  { name: "no hit, many characters", query: { ...everywhere, text: nowhere }, ways: ["none"] },
  { name: "no hit, common characters", query: { ...everywhere, text: nowhereSo }, ways: ["none"] },
];

type Way = keyof typeof ways;
const ways = {
  first: { said: ", first lines", countFor: COUNT_MS, aim: FIRST },
  all: { said: ", all counted", countFor: undefined, aim: null },
  none: { said: "", countFor: undefined, aim: NONE },
};

export const searching: Section = {
  name: "searching",
  about: "the first hundred lines of a search, with context, in a corpus of many pages",
  async *measure(bench) {
    for (const size of bench.sizes.pages) {
      const corpus = await Corpus.open(await bench.manyPages(size));
      const pages = `${count(size)} pages`;
      try {
        const first = await timed(() => corpus.search({ ...everywhere, text: "初" }, 0, 100));
        yield { work: `search, the first in a session, ${pages}`, samples: [first], aim: null };
        for (const { name, query, ways: asked } of queries)
          for (const way of asked) {
            const { said, countFor, aim } = ways[way];
            const samples = await repeated(bench.quick ? 2 : 5, async (round) => {
              // Another one each time: the last query's matches are kept.
              const asking = round % 2 ? query : ({ ...query, status: "new" } as const);
              const { hits } = await corpus.search(asking, 0, 100, { countFor });
              if (way === "none" && hits.length) throw new Error(`${name} was found`);
            });
            const of = `search ${name}${said}`;
            yield { work: `${of}, ${pages}`, samples, aim, growth: { of, size } };
          }
      } finally {
        await corpus.close();
      }
    }
  },
};
