import { describe, expect, it } from "vitest";
import type { UserRule } from "../model/settings.ts";
import { Checker } from "./check.ts";
import { fix } from "./fix.ts";
import { contextOf, mendedBy, pageOf } from "./testing.ts";
import { userMatches, userRuleProblem } from "./user-rules.ts";

function rule(find: string, replace: string, more: Partial<UserRule> = {}): UserRule {
  return { id: "one", find, replace, regex: false, message: "", safe: false, enabled: true, ...more };
}
const contextWith = (...userRules: UserRule[]) => contextOf({ settings: { rules: {}, userRules } });
const texts = (one: UserRule, text: string) => userMatches(one, text).map((match) => match.text);

describe("what a rule finds", () => {
  it("is its words, or its expression with groups", () => {
    expect(texts(rule("卫建委", "卫健委"), "卫建委和卫建委")).toEqual(["卫健委", "卫健委"]);
    const dates = rule("(\\d+)-(?<day>\\d+)", "$1月$<day>日（$&）$$", { regex: true });
    expect(texts(dates, "5-12")).toEqual(["5月12日（5-12）$"]);
  });

  it("is never empty, and never what already reads as it should", () => {
    expect(texts(rule("x*", "y", { regex: true }), "中文")).toEqual([]);
    expect(texts(rule("妇联", "市妇联"), "市妇联和妇联")).toEqual(["市妇联"]);
    expect(texts(rule("a", "aa"), "aab")).toEqual([]);
  });

  it("sees characters beyond U+FFFF as one", () => {
    expect(userMatches(rule("^.", "吉", { regex: true }), "𠮷田")).toEqual([{ start: 0, end: 2, text: "吉" }]);
  });

  it("reaches the end of a long text", () => {
    expect(texts(rule("末.*?尾", "z", { regex: true }), `${"中文。".repeat(3000)}末a尾`)).toEqual(["z"]);
  });
});

describe("an expression that can't be used", () => {
  it.each(["(", "[a", "\\p{Nope}", "(a+)+b", "(a|a)*b", "(?:\\d+,?){2,}", "((a?)b)*", ".*a.*b.*c.*d"])(
    "is named, and finds nothing: %s",
    (find) => {
      expect(userRuleProblem({ find, regex: true })?.zh).toBeTruthy();
      expect(userMatches(rule(find, "x", { regex: true }), "a".repeat(5000))).toEqual([]);
    },
  );

  it.each([
    "(\\d+)\\s*年\\s*(\\d+)\\s*月",
    "第[一二三]+(?:次|届)",
    "(?<=区)委书记.{0,10}",
    "[\\d、]+",
    "(ab)+",
    "\\(.*?\\)",
  ])("is not one that people write: %s", (find) => {
    expect(userRuleProblem({ find, regex: true })).toBe(null);
  });

  it.each([
    ["a*a*a*b", "a".repeat(20_000)],
    [".*x.*y", "x".repeat(20_000)],
    ["(.*)，(.*)，(.*)终", "，".repeat(5000)],
  ])("does not hang where it is slow: %s", (find, text) => {
    const started = process.cpuUsage();
    userMatches(rule(find, "z", { regex: true }), text);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  });
});

describe("the user's rules in a check", () => {
  const two = [rule("甲", "乙", { safe: true }), rule("丙", "丁", { id: "two", enabled: false })];

  it("carry ids of their own and run when they are on", () => {
    const found = new Checker(contextWith(...two)).check(pageOf("甲丙"), null);
    expect(found.map((finding) => [finding.rule, finding.safe])).toEqual([["user.one", true]]);
  });

  it("are chosen together or alone, alone also when they are off", () => {
    const parts = { settings: { rules: {}, userRules: two } };
    expect(mendedBy("甲丙", "user", parts)).toBe("乙丙");
    expect(mendedBy("甲丙", "user.two", parts)).toBe("甲丁");
    expect(mendedBy("甲丙", "user.two user.one", parts)).toBe("乙丁");
  });

  it("stop marking when they were mostly dismissed, unless switched on", () => {
    const records = { "user.one": { accepted: 1, dismissed: 20 } };
    const settings = { rules: {}, userRules: two };
    expect(new Checker(contextOf({ settings, records })).check(pageOf("甲"), null)).toEqual([]);
    const chosen = { ...settings, rules: { "user.one": true } };
    expect(new Checker(contextOf({ settings: chosen, records })).check(pageOf("甲"), null)).toHaveLength(1);
  });

  it("end, even where two undo each other or one feeds on itself", () => {
    const swap = contextWith(rule("甲", "乙", { safe: true }), rule("乙", "甲", { id: "two", safe: true }));
    expect(fix(pageOf("甲"), null, swap, "safe").document.articles[0]?.blocks[0]?.text).toMatch(/^[甲乙]$/);
    const grow = contextWith(rule("(.)x", "$1xx", { regex: true, safe: true }));
    expect(fix(pageOf("ax"), null, grow, "safe").document.articles[0]?.blocks[0]?.text.length).toBeLessThan(100);
  });
});
