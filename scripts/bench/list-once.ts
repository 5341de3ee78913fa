/** `node list-once.ts CORPUS`: what the list asks of a corpus, and its process's memory, as JSON. The process that `listing.ts` measures. */
import { setTimeout as wait } from "node:timers/promises";
import { Corpus } from "../../electron/corpus/corpus.ts";
import type { ListQuery } from "../../shared/api.ts";
import type { Listed } from "./listing.ts";
import { repeated } from "./section.ts";

const [dir] = process.argv.slice(2);
if (!dir) throw new Error("usage: list-once.ts CORPUS");

const MB = 1024 * 1024;
const ROUNDS = 10;
/** Of what goes through all names: here nearly each is another, as in no corpus of people's. */
const FEW_ROUNDS = 2;
const PAGE = 100;
const byName: ListQuery = { sort: "name", descending: false, text: "", status: null };

const start = performance.now();
const corpus = await Corpus.open(dir);
const opening = performance.now() - start;
const { total } = await corpus.list(byName, 0, 1);
const page = (query: Partial<ListQuery>, offset = 0) =>
  repeated(ROUNDS, () => corpus.list({ ...byName, ...query }, offset, PAGE));
const work: Listed["work"] = {
  "open the corpus": [opening],
  "the list's first page": await page({}),
  "its last page": await page({}, Math.max(0, total - PAGE)),
  "its first page by findings": await page({ sort: "findings", descending: true }),
  "its first page by change": await page({ sort: "updatedAt", descending: true }),
  "its first page of a filter": await page({ text: "99" }),
  "counts by status": await repeated(ROUNDS, () => corpus.progress()),
  "counts by type": await repeated(FEW_ROUNDS, () => corpus.typeCounts()),
};
const listed = process.memoryUsage.rss();
await corpus.prepareSearch();
await corpus.search({ text: "会议", regex: false, role: null, type: null, status: null, sort: "page" }, 0, PAGE);
// What was read for it is garbage by now, and is cleared away when there is time.
await wait(3000);
const searched = process.memoryUsage.rss();
await corpus.close();
console.log(JSON.stringify({ work, memory: { listed: listed / MB, searched: searched / MB } } satisfies Listed));
