import { describe, expect, it } from "vitest";
import { findingsOf, mendedBy, wordsOf } from "../testing.ts";

const lexicon = wordsOf("工作 政治 建设 不断 提高 阶段 疫情 防控 人民 群众 的 会议 总结 认真");

describe("space.edge", () => {
  it("removes indents and trailing space, and leaves a block of nothing but space", () => {
    expect(mendedBy("　　合办：融媒体中心　", "space.edge", {}, true)).toBe("合办：融媒体中心");
  });
});

describe("space.odd", () => {
  it("makes one ordinary space of others and of several", () => {
    expect(mendedBy("王孟阳　摄，奉献\u00a0热血，点亮   生命", "space.odd", {}, true)).toBe(
      "王孟阳 摄，奉献 热血，点亮 生命",
    );
  });
  it("leaves the gaps of a table", () => {
    expect(findingsOf("姓名    年龄    性别    分数", "space.odd")).toEqual([]);
  });
});

describe("space.letterspaced", () => {
  it("closes what was printed spaced out, numbers among it", () => {
    const text = "不 断 提 高 新 阶 段 的 14 项 疫 情 防 控 工 作";
    expect(mendedBy(text, "space.letterspaced", { lexicon })).toBe("不断提高新阶段的14项疫情防控工作");
  });
  it("leaves rows of names, and words with spaces between", () => {
    for (const text of ["王 伟 李 强 张 平 刘 洋", "奉献 热血 点亮 生命", "一 二 三"])
      expect(findingsOf(text, "space.letterspaced", { lexicon })).toEqual([]);
  });
});

describe("space.han-digit", () => {
  const closed = (text: string) => mendedBy(text, "space.han-digit", { lexicon });

  it.each([
    ["1 月 5 日，召开", "1月5日，召开"],
    ["本报讯 2022 年 12 月 12 日，召开", "本报讯 2022年12月12日，召开"],
    ["30 周年的纪念年", "30周年的纪念年"],
    ["会议研究决定，将 5名同志列为对象。", "会议研究决定，将5名同志列为对象。"],
    ["𠮷田家有 3 个孩子，都在上学呢，很好。", "𠮷田家有3个孩子，都在上学呢，很好。"],
  ])("%s becomes %s", (before, after) => {
    expect(closed(before)).toBe(after);
  });

  it.each([
    "1 以政治建设为统领",
    "2 人民群众满意",
    "第一行\n3 “双主任制”",
    "聚焦民生，展望未来 2022工作回顾",
    "# 总结 2022 谋划 2023",
    "The city has 3 districts",
  ])("keeps the spaces of %s", (text) => {
    expect(closed(text)).toBe(text.replace("# ", ""));
  });
});

describe("space.han-han", () => {
  it("closes a word in running text", () => {
    expect(mendedBy("会议认真总结了去年的工 作。", "space.han-han", { lexicon })).toBe("会议认真总结了去年的工作。");
  });
  it.each([
    "本报讯 近日，离石区召开会议总结工作。",
    "挽救更多的生命，造福社会。（王晶晶 于慧）",
    "工 作",
    "助力高质量发展。记者 简洋",
  ])("keeps the space of %s", (text) => {
    expect(findingsOf(text, "space.han-han", { lexicon })).toEqual([]);
  });
});

describe("space.punctuation", () => {
  it("removes spaces beside marks in running text", () => {
    expect(mendedBy("会议强调 ，要 （认真）抓好 、抓实。 各部门行动。", "space.punctuation")).toBe(
      "会议强调，要 （认真）抓好、抓实。各部门行动。",
    );
  });
  it("keeps those of headlines and before a credit", () => {
    for (const text of ["# 解放思想， 奋力前行", "打造“幸福城” “文明”城", "惠济区全力保障改善民生。 记者 简洋"])
      expect(findingsOf(text, "space.punctuation")).toEqual([]);
  });
});

describe("space.signoff", () => {
  it("goes before the author's name only", () => {
    expect(mendedBy("早达效。 （王晶晶 于慧）", "space.signoff", {}, true)).toBe("早达效。（王晶晶 于慧）");
    expect(findingsOf("见附件 （一）的规定。", "space.signoff")).toEqual([]);
  });
});

describe("space.digits", () => {
  it("closes broken years, spaced digits and decimals", () => {
    expect(mendedBy("20 22年，2 0 2 3 年，投资3. 5万元", "space.digits")).toBe("2022年，2023 年，投资3.5万元");
    expect(mendedBy("降雨达 2 1 7.4 毫米", "space.digits")).toBe("降雨达 217.4 毫米");
  });
  it.each(["电话0371 6666 8888", "1 000 000元", "手机138 0013 8000", "3. 5月1日起实行", "第1 2 3节课前"])(
    "is not sure of %s",
    (text) => {
      expect(findingsOf(text, "space.digits").filter(({ safe }) => safe)).toEqual([]);
    },
  );
});
