/**
 * A corpus of many pages, written without the care of an import (no fsync, no comparison), and its index. The pages are
 * made, the same ones every time: pieces of the seed pages' text in a new order, some 3,000 characters in paragraphs,
 * an entity every 25 characters.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { documentPath, privateName, sourceFileName, sourcesName } from "../../electron/corpus/layout.ts";
import { sha256 } from "../../electron/corpus/read-regular-file.ts";
import { documentFormat, documentVersion, type Entity } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { CodePointText, codePointLength } from "../../shared/model/offsets.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { defaultEntityTypes } from "../../shared/model/settings.ts";
import { timed } from "./section.ts";

const seeds = join(import.meta.dirname, "../../seeds");
const CHARACTERS = 3000;
const ENTITY_EVERY = 25;

/** Stands twice in each of the first pages (as many as `rareDocuments` says), and nowhere else. */
export const rare = "某某报讯";
/** How many of so many pages hold `rare`. */
export const rareDocuments = (pages: number) => Math.min(5000, Math.floor(pages / 2));
/** Stand in no page: of characters that are nowhere, and of some that are everywhere. */
export const nowhere = "𠮷野家";
export const nowhereSo = "中国人民的会年";

/** Makes the corpus in a folder that is not there yet, and its index with it. @returns milliseconds that the index took */
export async function makeManyPages(dir: string, pages: number): Promise<number> {
  const text = pageTexts();
  return await makePages(dir, pages, (page) => text(page, page < rareDocuments(pages)), ENTITY_EVERY);
}

/** The same of other texts. @param every distance between two entities in characters; null for none */
export async function makePages(
  dir: string,
  pages: number,
  textOf: (page: number) => string,
  every: number | null,
): Promise<number> {
  await (await Corpus.create(dir, { name: "bench" })).close();
  for (let page = 0; page < pages; page++) writePage(dir, page, textOf(page), every);
  rmSync(join(dir, privateName), { recursive: true });
  return await timed(async () => (await Corpus.open(dir)).close());
}

/** The text of a page by its number. */
export function pageTexts(): (page: number, holdsRare?: boolean) => string {
  const seed = readdirSync(seeds)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => readFileSync(join(seeds, name), "utf8").replaceAll(/[\s\uFEFF]+/g, ""))
    .join("");
  return (page, holdsRare = false) => {
    const next = numbers(page + 1);
    const lines = [`第${page}版`, holdsRare ? `${rare}，${rare}。` : ""];
    for (let length = 0; length < CHARACTERS; ) {
      let line = "";
      while (line.length < 150) {
        const start = next() % (seed.length - 12);
        line += seed.slice(start, start + 3 + (next() % 8));
      }
      lines.push(`${line}。`);
      length += line.length + 1;
    }
    return `${lines.filter(Boolean).join("\n\n")}\n`;
  };
}

/** Numbers that look like chance and are the same every time. */
function numbers(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

function writePage(dir: string, page: number, text: string, every: number | null): void {
  // As ids of the program are, their ends are spread over a thousand folders.
  const id = `PAGE${page.toString(32).toUpperCase().padStart(8, "0")}`;
  const at = "2026-01-01T00:00:00.000Z";
  const sum = sha256(Buffer.from(text));
  const name = `${String(page).padStart(6, "0")}.txt`;
  write(join(dir, sourcesName, sourceFileName(sum, "txt")), text);
  const articles = articlesFromText(text);
  let made = 0;
  for (const block of every ? articles.flatMap(({ blocks }) => blocks) : []) {
    const points = new CodePointText(block.text);
    for (let start = 0; start + 4 <= points.length; start += every ?? 1)
      block.entities.push(entityAt(points, start, made++));
  }
  const document = serializeDocument({
    format: documentFormat,
    version: documentVersion,
    id,
    status: "new",
    source: { name, sha256: sum, encoding: "utf-8", length: codePointLength(text), importedAt: at },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles,
    dismissed: [],
    revision: 0,
    updatedAt: at,
    updatedBy: "bench",
  });
  write(documentPath(dir, id), document);
}

/** The n-th entity of a page, of the types in turn. */
export function entityAt(points: CodePointText, start: number, n: number): Entity {
  const end = start + 2 + (n % 3);
  const type = defaultEntityTypes[n % defaultEntityTypes.length]?.id ?? "PER";
  return { id: `e${n + 1}`, type, start, end, text: points.slice(start, end), ref: null, by: "editor", note: "" };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
