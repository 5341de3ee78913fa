/** Laws of mending on pages that are broken in ways nobody planned: pieces of the seed pages, cut and littered at random. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readLexiconText } from "../../electron/lexicon.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { contextOf } from "../../shared/proofing/testing.ts";
import { importText, mend } from "./page.ts";

const context = contextOf({ lexicon: lexiconFromText(await readLexiconText()) });
const seeds = new URL("../../seeds/", import.meta.url);
const texts = readdirSync(seeds)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(new URL(name, seeds), "utf8"));

const litter = fc.constantFrom(
  ..."，。、；：“”（）《》,;()\"' 　\n\t1A①|\u200B\uFEFF\u00A0\uFFFD𠮷",
  ...["\n\n", "\n\n\n\n", "\r\n", "--", "...", "# ", "## ", "- ", "本报讯 ", "记者 张三", "摄", "http://a.cn/b"],
);
const at = fc.double({ min: 0, max: 1, noNaN: true });
const change = fc.record({ at, removed: fc.nat(6), put: fc.oneof(litter, fc.constant("")) });

const brokenPage = fc
  .record({
    text: fc.constantFrom(...texts),
    from: at,
    length: fc.integer({ min: 100, max: 2000 }),
    changes: fc.array(change, { maxLength: 30 }),
  })
  .map(({ text, from, length, changes }) => {
    const start = Math.floor(from * text.length);
    let page = text.slice(start, start + length);
    for (const { at: where, removed, put } of changes) {
      const place = Math.floor(where * page.length);
      page = page.slice(0, place) + put + page.slice(place + removed);
    }
    return page.toWellFormed();
  });

test.each(["safe", "all"] as const)("%s: what comes of a broken page is sound, and is not mended again", (choice) => {
  fc.assert(
    fc.property(brokenPage, (page) => {
      const source = importText("page.txt", page);
      const { document } = mend(source, context, choice);
      expect(verifyDocument(document, source.text)).toEqual([]);
      expect(mend({ document, text: source.text }, context, choice).changes).toEqual([]);
    }),
    { numRuns: 120 },
  );
});
