import { describe, expect, it } from "vitest";
import type { ProofingContext, TagsetFacts } from "../context.ts";
import { fix } from "../fix.ts";
import { contextOf, findingsOf, taggedPageOf, wordsOf } from "../testing.ts";

const shown = (markup: string, rule: string, parts: Partial<ProofingContext> = {}) =>
  findingsOf(taggedPageOf(markup), rule, parts).map(({ block, quote, fix: edits }) => [
    block,
    quote,
    edits?.[0]?.do ?? null,
  ]);

/** The page's entities after a rule's fixes. */
const mended = (markup: string, rule: string, parts: Partial<ProofingContext> = {}) =>
  fix(taggedPageOf(markup), null, contextOf(parts), new Set([rule])).document.articles.flatMap((article) =>
    article.blocks.flatMap(({ entities }) => entities.map(({ type, text }) => `${type} ${text}`)),
  );

describe("consist.tag-type", () => {
  const page = "[LOC 离石区]、[LOC 离石区]\n\n[LOC 离石区]和[ORG 离石区]";
  it("shows the rare type of a text and makes it the usual one", () => {
    expect(shown(page, "consist.tag-type")).toEqual([["b2", "离石区", "retype"]]);
    expect(mended(page, "consist.tag-type")).toEqual(Array(4).fill("LOC 离石区"));
  });
  it("goes by the corpus where the page says too little", () => {
    const corpus = { tagged: { 离石区: { LOC: 30, ORG: 1 } } };
    expect(shown("[ORG 离石区]", "consist.tag-type", corpus)).toEqual([["b1", "离石区", "retype"]]);
    expect(shown("[ORG 离石区]", "consist.tag-type")).toEqual([]);
  });
  it("says nothing of texts that are often both", () => {
    expect(shown("[LOC 北京]、[LOC 北京]、[LOC 北京]、[ORG 北京]、[ORG 北京]", "consist.tag-type")).toEqual([]);
  });
});

describe("consist.tag-missing", () => {
  const page = "[ORG 妇幼保健院]、[ORG 妇幼保健院]、[ORG 妇幼保健院]\n\n𠮷，妇幼保健院";
  const lexicon = wordsOf("妇幼 保健 院长 会议");
  it("shows the one place where a name is not tagged, and tags it", () => {
    expect(shown(page, "consist.tag-missing", { lexicon })).toEqual([["b2", "妇幼保健院", "tag"]]);
    expect(mended(page, "consist.tag-missing", { lexicon })).toEqual(Array(4).fill("ORG 妇幼保健院"));
  });
  it("says nothing inside other entities, across words, of names that are left out often, and of dates", () => {
    const start = "[ORG 妇幼保健院]、[ORG 妇幼保健院]、[ORG 妇幼保健院]。";
    for (const rest of ["[TITLE 妇幼保健院院长]", "妇幼保健院长", "妇幼保健院、妇幼保健院"])
      expect(shown(start + rest, "consist.tag-missing", { lexicon }), rest).toEqual([]);
    expect(shown("[DATE 5月1日]、[DATE 5月1日]、[DATE 5月1日]、5月1日", "consist.tag-missing")).toEqual([]);
  });
});

describe("consist.tag-word", () => {
  const lexicon = wordsOf("河南省 委员会 中心 心里 召开");
  it("shows an edge that cuts a frequent word", () => {
    expect(shown("在[ORG 河南省委]员会召开", "consist.tag-word", { lexicon })).toEqual([["b1", "河南省委", null]]);
  });
  it("says nothing where the entity ends with a whole word", () => {
    expect(shown("在[ORG 河南省中心]里", "consist.tag-word", { lexicon })).toEqual([]);
    expect(shown("在[ORG 河南省]委员会", "consist.tag-word", { lexicon })).toEqual([]);
  });
});

describe("consist.tag-extent", () => {
  const lexicon = wordsOf("和平 和平区 书记 王强");
  it.each([
    ["[PER 王强，]到会", ["PER 王强"]],
    ["[ORG 离石区委的]干部", ["ORG 离石区委"]],
    ["[LOC 和离石区]", ["LOC 离石区"]],
    ["[ORG “五老工作团]”", ["ORG 五老工作团"]],
    ["[ORG 五老）]", ["ORG 五老"]],
    ["[PER 王强书记]说", ["PER 王强"]],
    ["[PER 书记王强]说", ["PER 王强"]],
  ])("%s", (before, after) => {
    expect(shown(before, "consist.tag-extent", { lexicon })).toHaveLength(1);
    expect(mended(before, "consist.tag-extent", { lexicon })).toEqual(after);
  });
  it.each(["[LOC 和平区]", "[ORG “五老”工作团]", "[PER 李和]", "[PER 王女士]", "[ORG 区人民医院（东城区）]"])(
    "says nothing of %s",
    (markup) => expect(shown(markup, "consist.tag-extent", { lexicon })).toEqual([]),
  );
  it("offers nothing where it is not clear which half is missing", () => {
    expect(shown("[ORG 甲“乙]", "consist.tag-extent")).toEqual([["b1", "甲“乙", null]]);
  });
});

describe("what the tagset says", () => {
  const tagset: TagsetFacts = { types: ["ORG", "LOC"], overlap: "none" };
  const crossing = (overlap: "none" | "nested" | "any") =>
    shown("[ORG [LOC 离石区]委]书记", "consist.tag-overlap", { tagset: { ...tagset, overlap } }).length;
  it("consist.tag-overlap shows each forbidden pair once", () => {
    expect([crossing("none"), crossing("nested"), crossing("any")]).toEqual([1, 0, 0]);
  });
  it("consist.tag-unknown shows types that the tagset does not have, and nothing where it is not known", () => {
    expect(shown("[PER 王强]在[LOC 离石区]", "consist.tag-unknown", { tagset })).toEqual([["b1", "王强", null]]);
    expect(shown("[PER 王强]", "consist.tag-unknown")).toEqual([]);
  });
});

it("no rule about entities is ever safe: nothing of them is mended unasked", () => {
  const page = taggedPageOf("[PER 王强，]、[LOC 离石区]、[LOC 离石区]、[LOC 离石区]、[ORG 离石区]");
  expect(fix(page, null, contextOf(), "safe").document.articles.flatMap(({ blocks }) => blocks[0]?.entities)).toEqual(
    page.articles.flatMap(({ blocks }) => blocks[0]?.entities),
  );
});
