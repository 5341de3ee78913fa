/** `node list-once.ts CORPUS`: what the list asks of a corpus, and its process's memory, as JSON. The process that `listing.ts` measures. */
import { setTimeout as wait } from "node:timers/promises";
import { Corpus } from "../../electron/corpus/corpus.ts";
import type { ListQuery } from "../../shared/api.ts";
import type { Listed } from "./listing.ts";
import { repeated, timed } from "./section.ts";

const [dir] = process.argv.slice(2);
if (!dir) throw new Error("usage: list-once.ts CORPUS");

const MB = 1024 * 1024;
const ROUNDS = 10;
const PAGE = 100;
const byName: ListQuery = { sort: "name", descending: false, text: "", status: null };

let corpus: Corpus | undefined;
const opening = await timed(async () => {
  corpus = await Corpus.open(dir);
});
if (!corpus) throw new Error("the corpus is not open");
const open = corpus;
const { total } = await open.list(byName, 0, 1);
const page = (query: Partial<ListQuery>, offset = 0) =>
  repeated(ROUNDS, () => open.list({ ...byName, ...query }, offset, PAGE));
const work: Listed["work"] = {
  "open the corpus": [opening],
  "the list's first page": await page({}),
  "its last page": await page({}, Math.max(0, total - PAGE)),
  "its first page by findings": await page({ sort: "findings", descending: true }),
  "its first page by change": await page({ sort: "updatedAt", descending: true }),
  "its first page of a filter": await page({ text: "99" }),
  "counts by status": await repeated(ROUNDS, () => open.progress()),
  "counts by type": await repeated(ROUNDS, () => open.typeCounts()),
};
const listed = process.memoryUsage.rss();
await open.prepareSearch();
await open.search({ text: "会议", regex: false, role: null, type: null, status: null, sort: "page" }, 0, PAGE);
// What was read for it is garbage by now, and is cleared away when there is time.
await wait(3000);
const searched = process.memoryUsage.rss();
await open.close();
console.log(JSON.stringify({ work, memory: { listed: listed / MB, searched: searched / MB } } satisfies Listed));
