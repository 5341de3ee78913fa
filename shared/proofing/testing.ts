/** Pages and contexts for tests of rules: a text with blank lines between its blocks is a page. */
import type { GalleyDocument } from "../model/document.ts";
import { articlesFromText } from "../model/from-text.ts";
import { codePointLength } from "../model/offsets.ts";
import { defaultProofingSettings } from "../model/settings.ts";
import { sampleDocument } from "../model/testing.ts";
import { Checker } from "./check.ts";
import { type Lexicon, noStatistics, type ProofingContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { fix } from "./fix.ts";
import { emptyLexicon, lexiconFromText } from "./lexicon.ts";

/** A document of one article; blocks are divided by blank lines, and # makes a title, as in an imported page. */
export function pageOf(text: string): GalleyDocument {
  return {
    ...sampleDocument(),
    source: { ...sampleDocument().source, length: codePointLength(text) },
    articles: articlesFromText(text),
    dismissed: [],
  };
}

/** A context that knows nothing but what is given. */
export function contextOf(parts: Partial<ProofingContext> = {}): ProofingContext {
  return {
    lexicon: emptyLexicon,
    statistics: noStatistics,
    settings: defaultProofingSettings,
    records: {},
    learned: [],
    ...parts,
  };
}

/** A lexicon of these words, all equally frequent. */
export function wordsOf(words: string): Lexicon {
  return lexiconFromText(
    words
      .split(/\s+/)
      .map((word) => `${word}\t1000`)
      .join("\n"),
  );
}

/** What the catalogue's example of a rule is shown in: the lexicon, and what an editor would have taught or written. */
export function exampleContext(lexicon: Lexicon): ProofingContext {
  const userRule = {
    id: "jianwei",
    find: "卫建委",
    replace: "卫健委",
    regex: false,
    message: "",
    safe: true,
    enabled: true,
  };
  return contextOf({
    lexicon,
    settings: { ...defaultProofingSettings, userRules: [userRule] },
    learned: [{ wrong: "末", right: "未", times: 2, contexts: [{ before: "是否符合", after: "来发展" }] }],
  });
}

/** What these rules find on a page. */
export function findingsOf(
  text: string | GalleyDocument,
  rules: string,
  parts: Partial<ProofingContext> = {},
): Finding[] {
  const document = typeof text === "string" ? pageOf(text) : text;
  return new Checker(contextOf(parts), new Set(rules.split(" "))).check(document, null);
}

/** The page's text after these rules have mended it; `safely`: only what they call safe. */
export function mendedBy(
  text: string | GalleyDocument,
  rules: string,
  parts: Partial<ProofingContext> = {},
  safely = false,
): string {
  const document = typeof text === "string" ? pageOf(text) : text;
  const options = { declined: (finding: Finding) => safely && !finding.safe };
  const mended = fix(document, null, contextOf(parts), new Set(rules.split(" ")), options).document;
  return mended.articles.flatMap(({ blocks }) => blocks.map(({ text: own }) => own)).join("\n\n");
}
