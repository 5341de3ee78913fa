import { describe, expect, it } from "vitest";
import { findingsOf, mendedBy, pageOf, wordsOf } from "../testing.ts";

/** The page with [start, end) of its first block confirmed as a name. */
function named(text: string, start: number, end: number) {
  const document = pageOf(text);
  const name = Array.from(text).slice(start, end).join("");
  document.articles[0]?.blocks[0]?.entities.push({
    ...{ id: "e1", type: "PER", start, end, text: name },
    ...{ ref: null, by: "editor", note: "" },
  });
  return document;
}

describe("char.invisible", () => {
  it("removes what nobody sees", () => {
    expect(mendedBy("\ufeff惠\u200b济\u00ad区\u0007两\u2060会", "char.invisible", {}, true)).toBe("惠济区两会");
  });
  it("keeps the joiners of emoji, variation selectors and marks of other scripts", () => {
    for (const text of ["一家👨‍👩‍👧❤️", "葛\u{e0100}城", "سلام\u200cها"])
      expect(findingsOf(text, "char.invisible")).toEqual([]);
  });
});

describe("char.unreadable", () => {
  it("shows lost characters and offers nothing", () => {
    const findings = findingsOf("区委\ufffd记\ue000海平𠮷", "char.unreadable");
    expect(findings.map(({ start, fix }) => [start, fix])).toEqual([
      [2, null],
      [4, null],
    ]);
  });
});

describe("char.compatibility", () => {
  it("writes the ordinary characters", () => {
    expect(mendedBy("⼈⺠政府﹐⻓效机制，豈有ﬁx﹙一﹚", "char.compatibility")).toBe(
      "人民政府，长效机制，豈有fix（一）",
    );
  });
  it("leaves what is no look-alike: ㎡ ① ℃ and ideographs that only stand among them", () => {
    expect(findingsOf("30㎡，①②，5℃，㈠，﨎﨏", "char.compatibility")).toEqual([]);
  });
});

describe("char.alphabet", () => {
  it("mends Latin words", () => {
    expect(mendedBy("СOVID-19和NIСU", "char.alphabet", {}, true)).toBe("COVID-19和NICU");
  });
  it.each(["Москва在俄罗斯", "α粒子、μm、Ω、Δt", "Rα值"])("leaves %s alone", (text) => {
    expect(findingsOf(text, "char.alphabet")).toEqual([]);
  });
});

describe("char.fullwidth", () => {
  it("follows the page's majority", () => {
    expect(mendedBy("2022年12月31日有1300人，５月有200人", "char.fullwidth")).toContain("5月有200人");
    expect(findingsOf("２０２２年５月１２日，第３届", "char.fullwidth")).toEqual([]);
  });
});

describe("char.digit", () => {
  it("reads letters in numbers as digits", () => {
    expect(mendedBy("2O22年lO月，l月5日，二○二二年", "char.digit")).toBe("2022年10月，1月5日，二〇二二年");
  });
  it.each(["H2O和CO2", "Ol型", "5G基站", "O型血", "A10l路", "二零二二年"])("leaves %s alone", (text) => {
    expect(findingsOf(text, "char.digit")).toEqual([]);
  });
});

describe("char.script", () => {
  const simplified =
    "会议强调各单位要认真贯彻执行决议扎实开展党风廉洁建设为经济发展提供坚强纪律保障团结带领广大党员干部发扬优良传统应对挑战创造业绩".repeat(
      2,
    );
  const lexicon = wordsOf("积极 发展");

  it("offers the simplified character where it makes a word", () => {
    const findings = findingsOf(`${simplified}，積极应对`, "char.script", { lexicon });
    expect(findings.map(({ quote, fix, safe }) => [quote, fix?.length, safe])).toEqual([["積", 1, false]]);
  });
  it("only shows one that makes none, and leaves quotations, names and words that simplified texts have too", () => {
    const shown = (text: string) => findingsOf(`${simplified}，${text}`, "char.script", { lexicon });
    expect(shown("他叫張四")[0]?.fix).toBe(null);
    expect(shown("题词“為人民”")).toHaveLength(1);
    expect(shown("乾隆、魏徵、瞭望、慰藉、皇后、里面")).toEqual([]);
    expect(findingsOf(named(`張${simplified}`, 0, 1), "char.script", { lexicon })).toEqual([]);
  });
  it("says nothing on a page of both", () => {
    expect(findingsOf("會議強調各單位要認真貫徹執行決議开展学习", "char.script")).toEqual([]);
  });
});

describe("char.shape", () => {
  const lexicon = wordsOf("未来 发展 自己 已经 的");

  it("offers the character that makes a word", () => {
    expect(mendedBy("末来的发展己经", "char.shape", { lexicon })).toBe("未来的发展已经");
  });
  it("never doubts a known word, a confirmed name, or what the corpus writes", () => {
    expect(findingsOf("自己的未来", "char.shape", { lexicon })).toEqual([]);
    expect(findingsOf(named("末来的发展", 0, 2), "char.shape", { lexicon })).toEqual([]);
    const statistics = { size: 10_000, count: (characters: string) => (characters === "末来" ? 5 : 0) };
    expect(findingsOf("末来的发展", "char.shape", { lexicon, statistics })).toEqual([]);
  });
});

describe("char.learned", () => {
  const lexicon = wordsOf("未来 发展 周末 的");
  const pair = { wrong: "末", right: "未", times: 2, contexts: [{ before: "认为是否符合", after: "必标准" }] };
  const offered = (text: string, learned = [pair]) => mendedBy(text, "char.learned", { lexicon, learned });

  it("offers the same correction where words speak for it, or the place is alike", () => {
    expect(offered("面向末来的发展")).toBe("面向未来的发展");
    expect(offered("是否符合末必标准")).toBe("是否符合未必标准");
  });
  it("leaves words that are right, other places, and what was corrected already", () => {
    expect(offered("周末的发展，末班")).toBe("周末的发展，末班");
    expect(
      offered("市妇联", [{ wrong: "妇联", right: "市妇联", times: 3, contexts: [{ before: "在", after: "工作" }] }]),
    ).toBe("市妇联");
  });
  it("never writes into a confirmed name", () => {
    expect(findingsOf(named("面向末来", 2, 4), "char.learned", { lexicon, learned: [pair] })).toEqual([]);
  });
  it("takes characters that mean something to expressions as they are", () => {
    const learned = [{ wrong: "(.)-", right: "甲", times: 1, contexts: [{ before: "会议强调", after: "要认真" }] }];
    expect(offered("会议强调(.)-要认真，会议强调(x)-要认真", learned)).toBe("会议强调甲要认真，会议强调(x)-要认真");
  });
});

describe("char.de and char.measure", () => {
  it("find what their lists hold", () => {
    expect(mendedBy("积极的开展，美丽的开端", "char.de")).toBe("积极地开展，美丽的开端");
    expect(findingsOf("300余家长，300余名家长", "char.measure")).toHaveLength(1);
  });
});

describe("char.doubtful", () => {
  const page = (text: string, confidence: [number, number, number][]) => {
    const document = pageOf(text);
    document.source.confidence = confidence;
    return document;
  };
  const shown = (document: ReturnType<typeof pageOf>) =>
    findingsOf(document, "char.doubtful").map(({ quote, start, score }) => [quote, start, score]);

  it("shows words below the threshold, neighbours as one, with the lowest confidence", () => {
    const text = "本報𠮷田茂訊，會議於北京召開，到者甚眾，極一時之盛。";
    const doubts: [number, number, number][] = [
      [2, 5, 0.5],
      [5, 6, 0.2],
      [8, 10, 0.75],
    ];
    expect(shown(page(text, doubts))).toEqual([["𠮷田茂訊", 2, 0.8]]);
  });
  it("follows its characters through edits, and leaves a word that was corrected", () => {
    const document = page("甲乙丙丁戊己庚辛壬癸子丑", [
      [1, 2, 0.3],
      [4, 6, 0.3],
    ]);
    const [block] = document.articles[0]?.blocks ?? [];
    if (!block) throw new Error("the page has a block");
    block.text = "新甲乙丙丁戊改庚辛壬癸子丑";
    block.pieces = [{ inserted: "新" }, { source: [0, 5] }, { inserted: "改" }, { source: [6, 12] }];
    expect(shown(document)).toEqual([["乙", 2, 0.7]]);
  });
  it("shows only the worst of a page that is bad all over", () => {
    const text = "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸";
    const doubts = Array.from(text, (_, index): [number, number, number] => [index, index + 1, (index + 1) / 50]);
    expect(shown(page(text, doubts)).map(([quote]) => quote)).toEqual(["甲乙"]);
  });
  it("says nothing where nobody said how sure it was", () => {
    expect(findingsOf("甲乙丙", "char.doubtful")).toEqual([]);
  });
});
