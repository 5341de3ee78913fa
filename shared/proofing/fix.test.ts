import { expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import { defaultProofingSettings } from "../model/settings.ts";
import { written } from "../model/testing.ts";
import { noStatistics, type ProofingContext } from "./context.ts";
import type { Edit } from "./edits.ts";
import { fix } from "./fix.ts";
import type { PageBlock } from "./page.ts";
import { findingAt, findingOn, type Rule, replaceEdit } from "./rule.ts";

const words = { zh: "", en: "" };
const base = {
  kind: "layout",
  title: words,
  about: words,
  example: { before: "", after: null },
  enabled: true,
} as const;
const rest = { severity: "error" as const, message: words, evidence: [], score: 0.9 };

/** Every 子 becomes 丑, and, in another rule, every 丑 becomes 子: together they would never end. */
function swap(id: string, from: string, to: string): Rule {
  const rule = { ...base, id, stage: "characters" as const, scope: "block" as const };
  return {
    ...rule,
    check: (block: PageBlock) =>
      [...block.text.matchAll(new RegExp(from, "gu"))].map((match) =>
        findingAt(rule, block, match.index, match.index + 1, {
          ...rest,
          safe: id === "test.there",
          fix: [replaceEdit(block, match.index, match.index + 1, to)],
        }),
      ),
  };
}

/** A block that ends without 。 is joined with the next one, as far as it has been put right: a later stage. */
const join: Rule = {
  ...base,
  id: "test.join",
  stage: "lines",
  scope: "page",
  check: (page) =>
    page.blocks.flatMap((block) =>
      block.next && !block.text.endsWith("。") && !block.text.includes("子")
        ? [findingOn(join, block, { ...rest, safe: true, fix: [joinWith(block.id, block.next.id)] })]
        : [],
    ),
};
/** The first 寅 of a block goes: the next one then stands where it stood. */
const shorten: Rule = {
  ...base,
  id: "test.shorten",
  stage: "characters",
  scope: "block",
  check: (block) =>
    block.text.startsWith("寅")
      ? [findingAt(shorten, block, 0, 1, { ...rest, safe: true, fix: [replaceEdit(block, 0, 1, "")] })]
      : [],
};

const joinWith = (block: string, next: string): Edit => ({ do: "join", block, next, between: "" });

const rules = [swap("test.there", "子", "丑"), swap("test.back", "丑", "子"), join, shorten];

const context: ProofingContext = {
  lexicon: { has: () => false, frequency: () => 0, longest: 0 },
  statistics: noStatistics,
  settings: defaultProofingSettings,
  records: {},
  learned: [],
};

const texts = (document: GalleyDocument) => blocksOf(document).map(({ text }) => text);

test("characters are mended before the lines that depend on them, and places are followed through all rounds", () => {
  const { document, changes, left, locate } = fix(written("甲子", "乙子。"), null, context, "safe", { rules });
  expect(texts(document)).toEqual(["甲丑乙丑。"]);
  expect(changes.map(({ finding, round }) => [finding.rule, round])).toEqual([
    ["test.there", 1],
    ["test.there", 1],
    ["test.join", 2],
  ]);
  expect(locate({ block: "b2", offset: 2 })).toEqual({ block: "b1", offset: 4 });
  expect(left.map(({ rule }) => rule)).toEqual(["test.back", "test.back"]);
});

test("rules that undo each other come to an end", () => {
  const { document, changes } = fix(written("子。"), null, context, "all", { rules });
  expect(changes.length).toBeLessThanOrEqual(3);
  expect(texts(document)).toHaveLength(1);
});

test("only the named rules are carried out, and not what is declined", () => {
  const choice = new Set(["test.there"]);
  const declined = (finding: { block: string }) => finding.block === "b2";
  const { document, left } = fix(written("甲子", "乙子。"), null, context, choice, { declined, rules });
  expect(texts(document)).toEqual(["甲丑", "乙子。"]);
  expect(left.map(({ block }) => block)).toEqual(["b2"]);
});

test("a second time there is nothing left to do", () => {
  const once = fix(written("甲子", "乙子。"), null, context, "safe", { rules }).document;
  const twice = fix(once, null, context, "safe", { rules });
  expect(twice.changes).toEqual([]);
  expect(twice.document).toBe(once);
});

test("a fix that slides to the place of the one before is carried out too", () => {
  expect(texts(fix(written("寅寅寅甲。"), null, context, "all", { rules }).document)).toEqual(["甲。"]);
});
