import { expect, test } from "vitest";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportedPage, UnreadRecord } from "../../formats/format.ts";
import { pagesUntil, type Read } from "./pages-until.ts";

const page = (text: string): ImportedPage => {
  return { name: text, bytes: new Uint8Array(), extension: "txt", encoding: "utf-8", text, articles: [] };
};

async function* of(...items: (ImportedPage | UnreadRecord | Error)[]): AsyncGenerator<ImportedPage | UnreadRecord> {
  for (const item of items) {
    if (item instanceof Error) throw item;
    yield item;
  }
}

/** What comes until the end, in a word each. @param stopAfter pages */
async function said(pages: AsyncIterable<ImportedPage | UnreadRecord>, stopAfter = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  const words: string[] = [];
  let heard = 0;
  for await (const read of pagesUntil(pages, "a.jsonl", stop.signal, () => heard++)) {
    words.push(wordOf(read));
    if (words.length === stopAfter) stop.abort();
  }
  return { words, heard };
}

function wordOf(read: Read): string {
  if (read.page) return read.page.text;
  return read.error instanceof GalleyError ? read.error.code : String(read.error);
}

test("pages come in their order, and what is wrong with the file after them", async () => {
  const bad = { error: new GalleyError("bad-record", "a.jsonl, line 2") };
  expect(await said(of(page("甲"), bad, page("乙"), new GalleyError("disk-error", "gone")))).toEqual({
    words: ["甲", "bad-record", "乙", "disk-error"],
    heard: 3,
  });
});

test("stopped within, the file says so; stopped after its last page, or before its first, it says nothing", async () => {
  expect((await said(of(page("甲"), page("乙"), page("丙")), 2)).words).toEqual(["甲", "乙", "cancelled"]);
  expect((await said(of(page("甲"), page("乙")), 2)).words).toEqual(["甲", "乙"]);
  const stopped = AbortSignal.abort();
  const none = [];
  for await (const read of pagesUntil(of(page("甲")), "a", stopped, () => {})) none.push(read);
  expect(none).toEqual([]);
});

test("a page that takes long is not waited for when stop is said", async () => {
  const stop = new AbortController();
  async function* slow() {
    yield page("甲");
    stop.abort();
    await new Promise(() => {});
  }
  const words: string[] = [];
  for await (const read of pagesUntil(slow(), "a.pdf", stop.signal, () => {})) words.push(wordOf(read));
  expect(words).toEqual(["甲", "cancelled"]);
});
