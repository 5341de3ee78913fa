import { describe, expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

describe("punct.dash", () => {
  it("joins what hyphens divide, with the spaces around them", () => {
    expect(mendedBy("守护安康 -- 义马市纪实", "punct.dash", {}, true)).toBe("守护安康——义马市纪实");
    expect(mendedBy("--市妇幼保健院", "punct.dash", {}, true)).toBe("——市妇幼保健院");
  });
  it.each(["执行galley fix --rules safe命令", "北京-上海", "----------", "a--b"])("leaves %s alone", (text) => {
    expect(findingsOf(text, "punct.dash")).toEqual([]);
  });
});

describe("punct.ellipsis", () => {
  it("makes six dots of three, of full stops and of half an ellipsis", () => {
    expect(mendedBy("等等...后来。。。再后来…完", "punct.ellipsis")).toBe("等等……后来……再后来……完");
  });
  it.each(["目录......12", "a...b", "好……"])("leaves %s alone", (text) => {
    expect(findingsOf(text, "punct.ellipsis")).toEqual([]);
  });
});

describe("punct.doubled", () => {
  it("keeps one of two equal marks, and the stronger of two that contradict each other", () => {
    expect(mendedBy("一，，二。。三，。四、，五", "punct.doubled")).toBe("一，二。三。四，五");
  });
  it("leaves three, and marks that may stand together", () => {
    expect(findingsOf("天哪！！真的？！等等。。。他说：“好。”", "punct.doubled")).toEqual([]);
  });
});

describe("punct.period", () => {
  it("ends a whole clause", () => {
    expect(mendedBy("各部门要抓好整改.会议还听取了有关情况汇报.", "punct.period")).toBe(
      "各部门要抓好整改。会议还听取了有关情况汇报。",
    );
    expect(
      mendedBy(
        "市政府印发了促进民营经济发展的《措施》.《措施》提出四十五项举措. 我市严禁超时限查封财产.",
        "punct.period",
      ),
    ).toBe("市政府印发了促进民营经济发展的《措施》。《措施》提出四十五项举措。 我市严禁超时限查封财产。");
  });
  it.each(["一.总体要求", "约翰.史密斯", "增长3.5倍", "见example.com", "纪念5.12国际护士节", "好..."])(
    "leaves %s alone",
    (text) => {
      expect(findingsOf(text, "punct.period")).toEqual([]);
    },
  );
  it("needs no more time for a long row of them", () => {
    const started = process.cpuUsage();
    findingsOf("中.".repeat(20_000), "punct.period");
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(8000);
  });
});
