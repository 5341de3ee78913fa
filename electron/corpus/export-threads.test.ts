import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { optionValues } from "../formats/export-options.ts";
import { findFormat, formats } from "../formats/index.ts";
import { exportDocuments } from "../formats/run-export.ts";
import { Corpus } from "./corpus.ts";
import { exportFromCorpus } from "./export-documents.ts";
import { exportPart } from "./export-part.ts";
import { exportedParts } from "./export-threads.ts";
import { documentPath } from "./layout.ts";

let home: string;
let corpus: Corpus;
let ids: string[];
let registry: Awaited<ReturnType<Corpus["readRegistry"]>>;
/** As many as two threads have before them at once, and some more. */
const PAGES = 150;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "galley-export-threads-"));
  corpus = await Corpus.create(join(home, "corpus"), { name: "many" });
  const lines = Array.from({ length: PAGES }, (_, n) => `-DOCSTART- O\n\n𠮷 B-PER\n田 I-PER\n版${n} O\n。 O\n`);
  const bytes = Buffer.from(lines.join("\n"));
  await corpus.import({ path: "many.conll", bytes, encoding: "utf-8", format: "conll" });
  ids = await corpus.ids({ sort: "name", descending: false, text: "", status: null });
  registry = await corpus.readRegistry();
  // One that can't be read, and one that no format may write.
  writeFileSync(documentPath(corpus.dir, ids[40] ?? ""), "{");
  const wrong = documentPath(corpus.dir, ids[80] ?? "");
  writeFileSync(wrong, readFileSync(wrong, "utf8").replace('"text": "𠮷田"', '"text": "京都"'));
});

afterAll(async () => {
  await corpus.close();
  rmSync(home, { recursive: true, force: true });
});

const never = () => Promise.reject(new Error("nobody asks for it"));

function inThreads(id: string, path: string, more: Partial<Parameters<typeof exportDocuments>[0]> = {}) {
  const unread: Parameters<typeof exportedParts>[2] = [];
  const { settings, dir } = corpus;
  return exportDocuments({
    format: findFormat(id),
    // biome-ignore lint/correctness/useYield: nobody asks for it
    documents: (async function* () {
      throw new Error("nobody asks for it");
    })(),
    parts: (part) => exportedParts({ ...part, dir, format: id, settings }, ids, unread),
    ...{ total: ids.length, path, settings, registry, source: never, original: never },
    ...more,
  }).then((report) => ({ ...report, failures: [...unread, ...report.failures] }));
}

test.each(formats.filter(({ exporter }) => exporter?.inParts).map(({ id }) => id))(
  "%s: the files of some documents one after the other are the file of all",
  async (id) => {
    const path = join(home, `all.${id}`);
    await exportFromCorpus(corpus, { format: findFormat(id), ids, path });
    const { dir, settings } = corpus;
    const options = optionValues(findFormat(id), {});
    const part = async (some: string[]) =>
      (await exportPart({ dir, format: id, settings, options, fileName: "x" }, some)).bytes;
    const parts = [await part(ids.slice(0, 70)), await part([]), await part(ids.slice(70))];
    expect(Buffer.concat(parts)).toEqual(readFileSync(path));
  },
);

test("what threads make of parts is what one after the other makes, with the same failures", async () => {
  const [plain, threads] = [join(home, "plain.conll"), join(home, "threads.conll")];
  const expected = await exportFromCorpus(corpus, { format: findFormat("conll"), ids, path: plain });
  expect(expected).toMatchObject({ documents: PAGES - 2, failures: [{ document: ids[40] }, { document: ids[80] }] });
  const steps: number[] = [];
  expect(await inThreads("conll", threads, { onProgress: (done) => steps.push(done) })).toEqual(expected);
  expect(readFileSync(threads)).toEqual(readFileSync(plain));
  expect(steps).toEqual([16, 32, 47, 63, 79, 95, 111, 127, 143, 149]);
});

test("a corpus that goes ends an export, and a cancelled one ends with its threads; nothing is left", async () => {
  const out = mkdtempSync(join(home, "out-"));
  const stop = new AbortController();
  const cancelled = inThreads("jsonl", join(out, "a.jsonl"), { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
  expect(readdirSync(out)).toEqual([]);
  const gone = { dir: join(home, "gone"), format: "jsonl", settings: corpus.settings, options: {}, fileName: "x" };
  await expect(exportPart(gone, ids)).rejects.toMatchObject({ code: "corpus-gone" });
});
