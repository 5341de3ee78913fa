/** `node export-once.ts CORPUS FORMAT OUT`: one export, and what it took as JSON. The process that `exporting.ts` measures. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { exportFromCorpus } from "../../electron/corpus/export-documents.ts";
import { findFormat } from "../../electron/formats/index.ts";
import type { Exported } from "./exporting.ts";

const [dir, id, out] = process.argv.slice(2);
if (!dir || !id || !out) throw new Error("usage: export-once.ts CORPUS FORMAT OUT");

const corpus = await Corpus.open(dir);
const format = findFormat(id);
const ids = await corpus.ids({ sort: "name", descending: false, text: "", status: null });
const path = format.exporter?.writes === "folder" ? out : `${out}.${format.exporter?.extension}`;
const start = performance.now();
const { documents } = await exportFromCorpus(corpus, { format, ids, path });
const ms = performance.now() - start;
await corpus.close();
const exported: Exported = {
  pages: documents,
  ms,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  outputBytes: sizeOf(dirname(path)),
};
console.log(JSON.stringify(exported));

/** Of all files in a folder and below. */
function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).size);
  }, 0);
}
