import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLexiconText } from "../../electron/lexicon.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { contextOf } from "../../shared/proofing/testing.ts";
import { importText, mend } from "./page.ts";
import { testPages } from "./pages/pages.ts";
import { wrongJoins } from "./score.ts";

const context = contextOf({ lexicon: lexiconFromText(await readLexiconText()) });

const rowsOf = (document: GalleyDocument) =>
  document.articles.map(({ blocks }) => blocks.map(({ role, text }) => `${role}: ${text}`));
const textsOf = (expected: string[][]) => expected.flat().map((row) => row.slice(row.indexOf(": ") + 2));

describe.each(testPages)("a page with $name", ({ raw, expected }) => {
  const source = importText("page.txt", raw);

  it("is mended to what a proofreader would leave", () => {
    expect(rowsOf(mend(source, context, "all").document)).toEqual(expected);
  });

  it("stays as it is when it is mended again", () => {
    const once = mend(source, context, "all").document;
    expect(mend({ document: once, text: source.text }, context, "all").changes).toEqual([]);
  });

  it("is mended to the same when what is safe is mended first", () => {
    const safe = mend(source, context, "safe").document;
    expect(rowsOf(mend({ document: safe, text: source.text }, context, "all").document)).toEqual(expected);
  });

  it("has no paragraphs joined by safe mending that belong apart", () => {
    expect(wrongJoins(mend(source, context, "safe").joins, textsOf(expected))).toEqual([]);
  });

  it.each(["\n\n", "\n"])("is left alone by safe mending once it is clean (%j between blocks)", (between) => {
    const { changes } = mend(importText("clean.txt", textsOf(expected).join(between)), context, "safe");
    expect(changes.filter(({ finding }) => /^(layout|role)\./.test(finding.rule))).toEqual([]);
  });
});

const seeds = new URL("../../seeds/", import.meta.url);

it.each(readdirSync(seeds).filter((name) => name.endsWith(".txt")))(
  "the seed page %s is mended to the same at once, safely first, and kind by kind",
  (name) => {
    const source = importText(name, readFileSync(new URL(name, seeds), "utf8"));
    const rest = (document: GalleyDocument) => rowsOf(mend({ document, text: source.text }, context, "all").document);
    const atOnce = rowsOf(mend(source, context, "all").document);
    expect(rest(mend(source, context, "safe").document)).toEqual(atOnce);
    const lines = new Set(["layout.unwrap", "layout.cut-paragraph"]);
    expect(rest(mend(source, context, lines).document)).toEqual(atOnce);
  },
);
