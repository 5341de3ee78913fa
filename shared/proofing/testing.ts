/** Pages and contexts for tests of rules: a text with blank lines between its blocks is a page. */
import { blocksOf, type Entity, type GalleyDocument } from "../model/document.ts";
import { articlesFromText } from "../model/from-text.ts";
import { codePointLength, sliceCodePoints } from "../model/offsets.ts";
import { defaultEntityTypes, defaultProofingSettings } from "../model/settings.ts";
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

/** As `pageOf`, with entities in brackets, which may nest: "[ORG [LOC 山西]省政府]来". Their ids are e1 … in order. */
export function taggedPageOf(markup: string): GalleyDocument {
  const document = pageOf(markup.replace(/\[[A-Z]+ |\]/g, ""));
  const blocks = document.articles.flatMap((article) => article.blocks);
  let count = 0;
  for (const [index, line] of markup.split("\n\n").entries()) {
    const open: Entity[] = [];
    let text = "";
    for (const [token, type] of line.matchAll(/\[([A-Z]+) |\]|[^[\]]+/g)) {
      const at = codePointLength(text);
      if (type) {
        const entity = { id: `e${++count}`, type, start: at, end: at, text: "", ref: null, by: "editor", note: "" };
        blocks[index]?.entities.push(entity);
        open.push(entity);
      } else if (token === "]") {
        const entity = open.pop();
        if (entity) Object.assign(entity, { end: at, text: sliceCodePoints(text, entity.start, at) });
      } else text += token;
    }
  }
  return document;
}

/** The page as `taggedPageOf` reads it; entities must nest. */
export function markupOf(document: GalleyDocument): string {
  const lines = blocksOf(document).map(({ text, entities }) => {
    const characters = Array.from(text);
    const at = (index: number) => {
      const ends = entities.filter(({ end }) => end === index).map(() => "]");
      const starts = entities.filter(({ start }) => start === index).map(({ type }) => `[${type} `);
      return ends.join("") + starts.join("");
    };
    return characters.map((character, index) => at(index) + character).join("") + at(characters.length);
  });
  return lines.join("\n\n");
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
    tagset: { types: defaultEntityTypes.map(({ id }) => id), overlap: "none" },
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
