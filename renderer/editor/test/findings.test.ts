/** Findings in the text while it is being edited: they go along with their characters, or go. */
import { undo } from "prosemirror-history";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { deleteSelection, joinBackward, splitBlock } from "../commands/blocks.ts";
import { nextFinding, previousFinding } from "../commands/findings.ts";
import { moveBlocksUp } from "../commands/move-blocks.ts";
import { findingsState, setFindings } from "../plugins/findings.ts";
import { findingAt, findingsOf } from "../queries/findings.ts";
import { Desk } from "./builders.ts";

/** A finding at characters [start, end) (code points) of a block; about the block where both are 0. */
function finding(block: string, start: number, end: number, quote: string): Finding {
  const words = { zh: "", en: "" };
  const rest = { severity: "error", safe: true, message: words, evidence: [], score: 1, fix: null } as const;
  return { rule: "test.rule", article: "a1", block, start, end, quote, ...rest, evidence: [] };
}

function show(desk: Desk, findings: Finding[], checked = desk.state.doc): void {
  desk.state = desk.state.apply(setFindings(desk.state, findings, checked));
}

/** What is marked: block and words (the words of a whole block are "*"). */
function marked(desk: Desk): string[] {
  const result: string[] = [];
  for (const [id, marks] of findingsState(desk.state).marks)
    for (const { start, end, whole } of marks) {
      const from = desk.at(id, start);
      result.push(`${id} ${whole ? "*" : desk.state.doc.textBetween(from, from + end - start)}`);
    }
  return result.sort();
}

describe("a finding's mark", () => {
  test("goes along when text is put before it, also characters of two units", () => {
    const desk = Desk.page("𠮷甲，，乙");
    show(desk, [finding("b1", 2, 4, "，，")]);
    desk.selectIn("b1", 0).type("𠮶字");
    expect(marked(desk)).toEqual(["b1 ，，"]);
  });

  test("goes when its own words change, and stays when text is put at its edges", () => {
    const desk = Desk.page("甲，，乙");
    show(desk, [finding("b1", 1, 3, "，，")]);
    desk.selectIn("b1", 1).type("前");
    desk.selectIn("b1", 4).type("后");
    expect(marked(desk)).toEqual(["b1 ，，"]);
    desk.selectIn("b1", 3).type("中");
    expect(marked(desk)).toEqual([]);
  });

  test("goes with its characters through a split, a join and a move", () => {
    const desk = Desk.page("一\n\n甲乙丙，，丁");
    show(desk, [finding("b2", 3, 5, "，，"), finding("b2", 0, 0, "甲乙")]);
    desk.selectIn("b2", 0);
    desk.run(joinBackward);
    expect(marked(desk)).toEqual(["b1 ，，"]);
    desk.selectIn("b1", 2);
    desk.run(splitBlock);
    expect(marked(desk).map((one) => one.slice(-2))).toEqual(["，，"]);
    desk.run(moveBlocksUp);
    expect(marked(desk).map((one) => one.slice(-2))).toEqual(["，，"]);
  });

  test("goes when what it is in is deleted", () => {
    const desk = Desk.page("甲，，乙\n\n二");
    show(desk, [finding("b1", 1, 3, "，，"), finding("b2", 0, 0, "二")]);
    desk.selectIn("b1", 0, 4);
    desk.run(deleteSelection);
    expect(marked(desk)).toEqual(["b2 *"]);
  });

  test("follows an input method that composes beside it", () => {
    const desk = Desk.page("甲，，乙");
    show(desk, [finding("b1", 1, 3, "，，")]);
    desk.selectIn("b1", 1).compose(["n", "ni", "你"]);
    expect(marked(desk)).toEqual(["b1 ，，"]);
  });
});

describe("a check's answer that comes late", () => {
  test("counts for the blocks that have not changed since; what was there stays in the others", () => {
    const desk = Desk.page("甲，，乙\n\n二。。三");
    show(desk, [finding("b1", 1, 3, "，，"), finding("b2", 1, 3, "。。")]);
    const checked = desk.state.doc;
    desk.selectIn("b1", 0).type("字");
    show(desk, [finding("b1", 1, 3, "，，")], checked);
    expect(marked(desk)).toEqual(["b1 ，，"]);
    expect(findingsState(desk.state).marks.get("b1")?.[0]?.start).toBe(2);
  });
});

describe("going through findings", () => {
  test("goes on from the caret, round at the end, and keeps its place when the answer is renewed", () => {
    const desk = Desk.page("甲，，乙\n\n二。。三");
    const findings = [finding("b1", 1, 3, "，，"), finding("b2", 1, 3, "。。")];
    show(desk, findings);
    desk.selectIn("b1", 3);
    const selected = () => desk.state.doc.textBetween(desk.state.selection.from, desk.state.selection.to);
    expect(desk.run(nextFinding)).toBe(true);
    expect(selected()).toBe("。。");
    desk.run(nextFinding);
    expect(selected()).toBe("，，");
    desk.run(previousFinding);
    expect(selected()).toBe("。。");
    show(desk, structuredClone(findings));
    expect(findingsState(desk.state).active?.quote).toBe("。。");
    show(desk, []);
    expect(findingsState(desk.state).active).toBeNull();
    expect(desk.run(nextFinding)).toBe(false);
  });

  test("finds what is marked at a place, the innermost first", () => {
    const desk = Desk.page("甲乙丙丁");
    show(desk, [finding("b1", 0, 4, "甲乙丙丁"), finding("b1", 1, 2, "乙"), finding("b1", 0, 0, "甲")]);
    expect(findingAt(desk.state, desk.at("b1", 1))?.mark.finding.quote).toBe("乙");
    expect(findingsOf(desk.state)).toHaveLength(3);
  });

  test("showing findings changes neither the document nor what undo takes back", () => {
    const desk = Desk.page("甲，，乙");
    desk.selectIn("b1", 0).type("字");
    show(desk, [finding("b1", 2, 4, "，，")]);
    desk.run(nextFinding);
    desk.run(undo);
    expect(desk.markup).toBe("甲，，乙");
    expect(marked(desk)).toEqual(["b1 ，，"]);
  });
});
