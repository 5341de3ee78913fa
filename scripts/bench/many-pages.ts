/**
 * A corpus of many pages, written without the care of an import (no fsync, no comparison), since only reading it is
 * measured. Every page is a seed with a line of its own, so that each has its own source.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { documentPath, sourceFileName, sourcesName } from "../../electron/corpus/layout.ts";
import { sha256 } from "../../electron/corpus/read-regular-file.ts";
import { documentFormat, documentVersion } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { codePointLength } from "../../shared/model/offsets.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";

const seeds = join(import.meta.dirname, "../../seeds");

/** Makes the corpus in an empty folder and its index with it. */
export async function makeManyPages(dir: string, pages: number): Promise<void> {
  await (await Corpus.create(dir, { name: "bench" })).close();
  const texts = readdirSync(seeds)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => readFileSync(join(seeds, name), "utf8").replace(/^\uFEFF/, ""));
  for (let page = 0; page < pages; page++) writePage(dir, page, `${texts[page % texts.length]}\n\n第${page}版\n`);
  await (await Corpus.open(dir)).close();
}

function writePage(dir: string, page: number, text: string): void {
  const id = `PAGE${String(page).padStart(8, "0")}`;
  const at = "2026-01-01T00:00:00.000Z";
  const sum = sha256(Buffer.from(text));
  write(join(dir, sourcesName, sourceFileName(sum, "txt")), text);
  const source = { name: `${page}.txt`, sha256: sum, encoding: "utf-8", length: codePointLength(text), importedAt: at };
  const document = serializeDocument({
    format: documentFormat,
    version: documentVersion,
    id,
    status: "new",
    source,
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: articlesFromText(text),
    dismissed: [],
    revision: 0,
    updatedAt: at,
    updatedBy: "bench",
  });
  write(documentPath(dir, id), document);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
