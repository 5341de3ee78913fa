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

  it("has no paragraphs joined by safe mending that belong apart", () => {
    expect(wrongJoins(mend(source, context, "safe").joins, textsOf(expected))).toEqual([]);
  });

  it.each(["\n\n", "\n"])("is left alone by safe mending once it is clean (%j between blocks)", (between) => {
    const { changes } = mend(importText("clean.txt", textsOf(expected).join(between)), context, "safe");
    expect(changes.filter(({ finding }) => /^(layout|role)\./.test(finding.rule))).toEqual([]);
  });
});
