import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentFormat, type GalleyDocument } from "../model/document.ts";
import { CodePointText } from "../model/offsets.ts";
import { acceptAll } from "./accept.ts";
import { Suggester, suggest } from "./suggest.ts";
import { blockOf, label, suggested, testContext } from "./testing.ts";

describe("names beside posts", () => {
  it.each([
    ["（记者 周丽娟）", ["TITLE 记者", "PER 周丽娟"]],
    ["杭州市教育局局长吴晓东介绍，", ["ORG 杭州市教育局", "TITLE 局长", "PER 吴晓东"]],
    ["居民王女士说：", ["PER 王女士"]],
    ["区委书记孙志刚出席会议。", ["TITLE 区委书记", "PER 孙志刚"]],
    ["杭州市委书记孙志刚出席会议。", ["ORG 杭州市委", "TITLE 书记", "PER 孙志刚"]],
    ["王丽华、李建国、陈志强参加会议。", ["PER 王丽华", "PER 李建国", "PER 陈志强"]],
    ["弗拉基米尔·彼得罗夫表示", ["PER 弗拉基米尔·彼得罗夫"]],
  ])("%s", (text, expected) => {
    expect(suggested(text)).toEqual(expected);
  });

  it("does not tag a reporter who is only told something", () => {
    expect(suggested("他告诉记者，")).toEqual([]);
  });
});

describe("dates", () => {
  it.each([
    ["5月9日下午召开", "DATE 5月9日下午"],
    ["3月2日至15日召开", "DATE 3月2日至15日"],
    ["今年年初以来", "DATE 今年年初"],
    ["2021年度召开", "DATE 2021年度"],
    ["去年11月召开", "DATE 去年11月"],
    ["每周二、周四召开", "DATE 每周二、周四"],
  ])("%s", (text, expected) => {
    expect(suggested(text)).toContain(expected);
  });

  it.each(["近年来", "随后", "每天", "第3月", "一年"])("%s is none", (text) => {
    expect(suggested(text)).toEqual([]);
  });
});

describe("amounts", () => {
  it.each([
    ["投资约650万元。", "MONEY 650万元"],
    ["共70余项。", "QUANT 70余项"],
    ["18—55周岁的市民", "QUANT 18—55周岁"],
    ["分三个类型", "QUANT 三个"],
    ["占59.36%。", "QUANT 59.36%"],
    ["300余家长参加", "QUANT 300余"],
  ])("%s", (text, expected) => {
    expect(suggested(text)).toContain(expected);
  });

  it.each(["一位居民", "第二届", "“五个提升”", "多个", "三级"])("%s is none", (text) => {
    expect(suggested(text)).toEqual([]);
  });
});

describe("places and bodies", () => {
  it.each([
    ["到青田县温溪镇义诊", "LOC 青田县温溪镇"],
    ["杭州市第二人民医院", "ORG 杭州市第二人民医院"],
    ["按照区委、区政府的", "ORG 区政府"],
    ["在全市召开", undefined],
    ["到该院参加", undefined],
  ])("%s", (text, expected) => {
    expect(suggested(text)).toEqual(expected ? expect.arrayContaining([expected]) : []);
  });

  it("takes a community as a body when it acts, as a place when someone goes there", () => {
    expect(suggested("青田县芝溪社区召开会议。")).toEqual(["ORG 青田县芝溪社区"]);
    expect(suggested("到青田县芝溪社区参加")).toEqual(["LOC 青田县芝溪社区"]);
  });

  it("knows a body's short form once its full name was read", () => {
    const blocks = ["青田县妇幼健康中心召开会议。", "到县妇幼健康中心参加"].map((text, i) => ({
      ...blockOf(text),
      id: `b${i}`,
    }));
    expect(suggest(blocks, testContext).map(label)).toEqual(["ORG 青田县妇幼健康中心", "ORG 县妇幼健康中心"]);
  });
});

it("suggests what the registry and editors know, outside of what is tagged", () => {
  const registry = [{ id: "r1", name: "鹿鸣书院", type: "ORG", aliases: ["鹿鸣"], link: "", note: "" }];
  const tagged = blockOf("鹿鸣书院和晓月", "paragraph", [{ type: "PER", start: 5, end: 7, text: "晓月" }]);
  const found = suggest([tagged, { ...blockOf("鹿鸣和晓月"), id: "b2" }], { ...testContext, registry });
  expect(found.map(({ block, text, source }) => [block, text, source])).toEqual([
    ["b1", "鹿鸣书院", "registry"],
    ["b2", "鹿鸣", "registry"],
    ["b2", "晓月", "document"],
  ]);
});

const pieces =
  "记者 王丽华 、 李建国 杭州市 教育局 局长 5月9日 下午 三个 650万元 𠮷 𠮷野 · 弗拉 “ ” 《 》 （ ） ， 。 社区 到 村 医院 该院 \n 活动 召开 第 一 12 % 委 春节 a".split(
    " ",
  );
const page = fc.array(
  fc.array(fc.constantFrom(...pieces, " "), { maxLength: 25 }).map((parts) => parts.join("")),
  { minLength: 1, maxLength: 4 },
);

it("always gives sound, flat spans, and the same ones again", () => {
  fc.assert(
    fc.property(page, (texts) => {
      const blocks = texts.map((text, i) => ({ ...blockOf(text), id: `b${i}` }));
      const found = suggest(blocks, testContext);
      expect(suggest(blocks, testContext)).toEqual(found);
      for (const block of blocks) {
        const points = new CodePointText(block.text);
        let last = 0;
        for (const { start, end, text, score } of found.filter((item) => item.block === block.id)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(points.length);
          expect(points.slice(start, end)).toBe(text);
          expect(text.trim()).not.toBe("");
          expect(text).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          last = end;
        }
      }
    }),
  );
});

it("says of a page that is edited and tagged again and again what it would say of it at once", () => {
  fc.assert(
    fc.property(fc.array(page, { minLength: 2, maxLength: 4 }), (pages) => {
      const suggester = new Suggester(testContext);
      for (const texts of pages) {
        const own = blocks(documentOf(texts));
        const found = suggester.suggest(own);
        expect(found).toEqual(suggest(own, testContext));
        const tagged = blocks(acceptAll(documentOf(texts), found.slice(0, 2), []).document);
        expect(suggester.suggest(tagged)).toEqual(suggest(tagged, testContext));
      }
    }),
    { numRuns: 30 },
  );
});

it("has nothing left to accept after accepting", () => {
  fc.assert(
    fc.property(page, (texts) => {
      const document = documentOf(texts);
      const first = acceptAll(document, suggest(blocks(document), testContext), []);
      expect(acceptAll(first.document, first.added, []).added).toEqual([]);
      expect(suggest(blocks(first.document), testContext)).toEqual([]);
    }),
  );
});

it("takes time in proportion to the text, whatever it is", () => {
  const sentence = "5月9日，杭州市教育局局长吴晓东、王丽华到青田县温溪镇社区医院参加“健康行动”会议，投资650万元，";
  const time = (text: string) => {
    const start = process.cpuUsage();
    suggest([blockOf(text)], testContext);
    return process.cpuUsage(start).user / 1000;
  };
  time(sentence.repeat(20));
  for (const unit of [sentence, "王丽华、", "记者", "医院", "“", "1", "一", "市区县"]) {
    const small = Math.max(10, time(unit.repeat(Math.ceil(4_000 / unit.length))));
    // Linear: eight times the text takes about eight times as long; quadratic would be sixty-four.
    expect(time(unit.repeat(Math.ceil(32_000 / unit.length))) / small, unit).toBeLessThan(32);
  }
});

function blocks(document: GalleyDocument) {
  return document.articles.flatMap((article) => article.blocks);
}

function documentOf(texts: readonly string[]): GalleyDocument {
  return {
    format: documentFormat,
    version: 1,
    id: "TEST0001",
    status: "tagging",
    source: { name: "a.txt", sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "" },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: [
      {
        id: "a1",
        blocks: texts.map((text, i) => ({ id: `b${i}`, role: "paragraph", text, pieces: [], entities: [] })),
      },
    ],
    dismissed: [],
    revision: 0,
    updatedAt: "",
    updatedBy: "",
  };
}

describe("a registry that changes under an open page", () => {
  const texts = ["甲乙公司召开会议。", "丙丁公司与甲乙公司签约，丁戊出席。", "3月5日，丁戊致辞。"];
  const blocks = texts.map((text, index) => ({ ...blockOf(text), id: `b${index}` }));
  const name = fc.constantFrom("甲乙公司", "丙丁公司", "丁戊", "甲乙", "丙丁");
  const entry = fc.record({
    id: fc.constantFrom("n1", "n2", "n3"),
    name,
    type: fc.constantFrom("ORG", "PER"),
    aliases: fc.uniqueArray(name, { maxLength: 2 }),
  });

  it("gives what is suggested by one that was read anew", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ entry, gone: fc.boolean() }), { maxLength: 8 }), (changes) => {
        const suggester = new Suggester({ ...testContext, registry: [] });
        const known = new Map<string, (typeof testContext.registry)[number]>();
        for (const { entry: one, gone } of changes) {
          const full = { ...one, link: "", note: "" };
          known.delete(one.id);
          if (!gone) known.set(one.id, full);
          suggester.suggest(blocks);
          suggester.changeRegistry(gone ? [] : [full], gone ? [one.id] : []);
        }
        const fresh = new Suggester({ ...testContext, registry: [...known.values()] });
        expect(suggester.suggest(blocks)).toEqual(fresh.suggest(blocks));
      }),
    );
  });
});
