import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLexiconText } from "../electron/lexicon.ts";
import type { GalleyDocument } from "../shared/model/document.ts";
import { articlesFromText } from "../shared/model/from-text.ts";
import { CodePointText } from "../shared/model/offsets.ts";
import { Checker } from "../shared/proofing/check.ts";
import { fix } from "../shared/proofing/fix.ts";
import { lexiconFromText } from "../shared/proofing/lexicon.ts";
import { rules } from "../shared/proofing/rules/index.ts";
import { exampleContext, markupOf, pageOf, taggedPageOf } from "../shared/proofing/testing.ts";
import { prefixes, readRules, staleFiles } from "./rules.ts";

const lexicon = lexiconFromText(await readLexiconText());

/** Whose examples have entities in brackets. */
const isOfTags = (id: string) => id.startsWith("consist.tag-");

describe("the rules", () => {
  it("are listed and catalogued as they are (npm run rules)", async () => {
    expect(await staleFiles()).toEqual([]);
  });

  it("are named after their kind, each once", async () => {
    const files = await readRules();
    expect(new Set(files.map(({ rule }) => rule.id)).size).toBe(files.length);
    for (const { rule } of files) expect(rule.id.split(".")[0]).toBe(prefixes[rule.kind]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s does to its example what it says", (id, rule) => {
    const { before, after } = rule.example;
    const document = exampleDocument(id, before);
    const context = exampleContext(lexicon);
    const source = new CodePointText(before);
    if (after === null) {
      const findings = new Checker(context, new Set([id])).check(document, source);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every((finding) => finding.fix === null)).toBe(true);
    } else {
      const mended = fix(document, source, context, new Set([id])).document;
      expect(isOfTags(id) ? markupOf(mended) : textOf(mended.articles)).toBe(after);
    }
  });
});

describe("safe fixes", () => {
  it("leave a clean page alone", async () => {
    const clean = await readFile(join(import.meta.dirname, "eval/clean.txt"), "utf8");
    const document = { ...pageOf(""), articles: articlesFromText(clean) };
    const findings = new Checker(exampleContext(lexicon), null).check(document, null);
    const own = findings.filter(({ rule, safe }) => safe && !/^(layout|role)\./.test(rule));
    expect(own.map(({ rule, quote }) => `${rule} ${quote}`)).toEqual([]);
  });
});

/** The example as the rule needs to know it: some want names to be tagged, or to hear how sure the recognition was. */
function exampleDocument(id: string, before: string): GalleyDocument {
  if (isOfTags(id)) return taggedPageOf(before);
  const page = pageOf(before);
  if (id === "consist.names") return tagged(page, /王.来/g);
  if (id === "char.doubtful") page.source.confidence = [[5, 6, 0.37]];
  return page;
}

/** The page with all that the expression finds tagged as persons. */
function tagged(document: GalleyDocument, names: RegExp): GalleyDocument {
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => ({
      ...block,
      entities: Array.from(block.text.matchAll(names), ({ 0: text, index }, number) => ({
        ...{ id: `e${number}`, type: "PER", start: index, end: index + text.length, text },
        ...{ ref: null, by: "editor", note: "" },
      })),
    })),
  }));
  return { ...document, articles };
}

function textOf(articles: ReturnType<typeof articlesFromText>): string {
  return articles.flatMap(({ blocks }) => blocks.map(({ text }) => text)).join("\n\n");
}
