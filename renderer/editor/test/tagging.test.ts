/** docs/entities.md, "Tagging" and "Overlap", line by line; tag mode's units and stops. */
import { redo, undo } from "prosemirror-history";
import { type Command, Plugin, type Transaction } from "prosemirror-state";
import { afterEach, describe, expect, test } from "vitest";
import type { Overlap } from "../../../shared/model/settings.ts";
import * as entity from "../commands/entities.ts";
import { growSelection, shrinkSelection } from "../commands/grow.ts";
import { refusalIn, setTaggingRules } from "../plugins/tagging-rules.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { findBlock } from "../queries/blocks.ts";
import { allEntities } from "../queries/entities.ts";
import type { Stop } from "../queries/stops.ts";
import { unitEdge } from "../queries/units.ts";
import { Desk } from "./builders.ts";

let desk: Desk;
const open = (markup: string) => {
  desk = Desk.page(markup, "tag");
  return desk;
};
const run = (command: Command) => desk.run(asOneEvent(command));
const selected = () => desk.state.doc.textBetween(desk.state.selection.from, desk.state.selection.to);
const rules = (change: { overlap?: Overlap; names?: { name: string; type: string }[] }) => {
  desk.state = desk.state.apply(setTaggingRules(desk.state.tr, change));
};
/** The refusal that the command answers with, or null. */
const refusal = (command: Command) => {
  const sent: Transaction[] = [];
  command(desk.state, (tr) => {
    sent.push(tr);
    desk.state = desk.state.apply(tr);
  });
  return sent.map(refusalIn).find(Boolean) ?? null;
};

afterEach(() => {
  expect(desk.problems).toEqual([]);
  while (desk.run(undo));
  expect(desk.problems).toEqual([]);
  while (desk.run(redo));
});

describe("one key tags", () => {
  test.each([
    ["a person's name, whole, wherever in it the caret is", "记者赵海阳报道", 4, "PER", "记者[PER 赵海阳]报道"],
    ["a body's name", "昨日，离石区融媒体中心揭牌", 5, "ORG", "昨日，[ORG 离石区融媒体中心]揭牌"],
    ["a date", "会议于5月12日召开", 5, "DATE", "会议于[DATE 5月12日]召开"],
    ["a word of no name", "大家都很高兴", 4, "EVENT", "大家都很[EVENT 高兴]"],
    ["the word before a sign at the caret", "召开大会。", 4, "EVENT", "召开[EVENT 大会]。"],
    ["a character beyond U+FFFF at the block's edge", "𠮷", 0, "PER", "[PER 𠮷]"],
    ["what is tagged elsewhere on the page as one", "[PER 尔雅]来了。尔雅说", 6, "PER", "[PER 尔雅]来了。[PER 尔雅]说"],
  ])("%s, in one undo step", (_name, before, caret, type, after) => {
    open(before).selectIn("b1", caret);
    expect(run(entity.tag(type))).toBe(true);
    expect(desk.markup).toBe(after);
    expect(selected()).toBe(allEntities(desk.state).at(-1)?.text);
    desk.run(undo);
    expect(desk.markup).toBe(before);
    desk.run(redo);
  });

  test("a registered name, longest first", () => {
    open("与阿布都说话").selectIn("b1", 2);
    rules({
      names: [
        { name: "阿布", type: "PER" },
        { name: "阿布都", type: "PER" },
      ],
    });
    run(entity.tag("PER"));
    expect(desk.markup).toBe("与[PER 阿布都]说话");
  });

  test("again removes it, another letter retypes it and keeps its id", () => {
    open("记者赵海阳报道").selectIn("b1", 3);
    run(entity.tag("PER"));
    const [tagged] = allEntities(desk.state);
    run(entity.tag("ORG"));
    expect(allEntities(desk.state)).toMatchObject([{ id: tagged?.id, type: "ORG" }]);
    run(entity.tag("ORG"));
    expect(desk.markup).toBe("记者赵海阳报道");
  });

  test("at an entity's end the word that begins there is meant, where none does the entity", () => {
    open("[TITLE 记者]赵海阳。").selectIn("b1", 2);
    run(entity.tag("PER"));
    expect(desk.markup).toBe("[TITLE 记者][PER 赵海阳]。");
    desk.selectIn("b1", 5);
    run(entity.tag("LOC"));
    expect(desk.markup).toBe("[TITLE 记者][LOC 赵海阳]。");
  });

  test("nothing where there is no word", () => {
    open("　").selectIn("b1", 0);
    expect(run(entity.tag("PER"))).toBe(false);
  });
});

describe("growing the selection", () => {
  test("goes from the name over what it is part of to the clause, and back", () => {
    open("昨日，“离石区五老关爱工作团”在市里成立，大家来了").selectIn("b1", 6);
    const steps: string[] = [];
    while (run(growSelection)) steps.push(selected());
    expect(steps[0]).toMatch(/^离石区/);
    expect(steps).toContain("离石区五老关爱工作团");
    expect(steps).toContain("“离石区五老关爱工作团”");
    expect(steps.at(-1)).toBe("“离石区五老关爱工作团”在市里成立");
    for (let i = 1; i < steps.length; i++) expect(steps[i]).toContain(steps[i - 1]);
    for (const step of steps.slice(0, -1).reverse()) {
      expect(run(shrinkSelection)).toBe(true);
      expect(selected()).toBe(step);
    }
  });

  test("goes outward through nested entities, so that each can be meant", () => {
    open("[ORG [LOC 山西]省政府]来").selectIn("b1", 1);
    run(growSelection);
    expect(selected()).toBe("山西");
    run(growSelection);
    expect(selected()).toBe("山西省政府");
    run(entity.tag("EVENT"));
    expect(desk.markup).toBe("[EVENT [LOC 山西]省政府]来");
  });

  test("never cuts a character beyond U+FFFF", () => {
    open("𠮷田𠮷").selectIn("b1", 0);
    while (run(growSelection)) expect(selected().isWellFormed()).toBe(true);
  });
});

describe("overlap", () => {
  test("none: what would share characters is refused, and named", () => {
    open("[ORG 离石区委]书记").selectIn("b1", 0, 6);
    rules({ overlap: "none" });
    expect(refusal(entity.tag("TITLE"))).toMatchObject({ type: "TITLE", inTheWay: ["e1"] });
    expect(desk.markup).toBe("[ORG 离石区委]书记");
  });

  test("asked for again it replaces what is in its way, in one undo step", () => {
    open("[ORG 离石区委]书记").selectIn("b1", 0, 6);
    rules({ overlap: "none" });
    refusal(entity.tag("TITLE"));
    run(entity.tag("TITLE"));
    expect(desk.markup).toBe("[TITLE 离石区委书记]");
    desk.run(undo);
    expect(desk.markup).toBe("[ORG 离石区委]书记");
    desk.run(redo);
  });

  test("a moved selection, or another type, is asked anew", () => {
    open("[ORG 离石区委]书记").selectIn("b1", 0, 6);
    rules({ overlap: "none" });
    refusal(entity.tag("TITLE"));
    expect(refusal(entity.tag("PER"))).toMatchObject({ type: "PER" });
    desk.selectIn("b1", 3, 5);
    expect(refusal(entity.tag("PER"))).not.toBeNull();
  });

  test("nested: one in the other may be, crossing may not", () => {
    open("[ORG 离石区委]书记").selectIn("b1", 0, 6);
    rules({ overlap: "nested" });
    expect(refusal(entity.tag("TITLE"))).toBeNull();
    desk.selectIn("b1", 3, 5);
    expect(refusal(entity.tag("PER"))?.inTheWay).toHaveLength(1);
  });

  test("an edge does not move into what is forbidden", () => {
    open("[ORG 离石区委][TITLE 书记]来");
    rules({ overlap: "none" });
    expect(refusal(entity.nudgeEntity("end", 1, "e1"))).toMatchObject({ type: null, inTheWay: ["e2"] });
    expect(refusal(entity.nudgeEntity("end", 1, "e2"))).toBeNull();
    expect(desk.markup).toBe("[ORG 离石区委][TITLE 书记来]");
  });

  test("what crosses already can be moved apart", () => {
    open("甲乙丙丁");
    for (const [from, to, type] of [
      [0, 3, "ORG"],
      [1, 4, "LOC"],
    ] as const) {
      desk.selectIn("b1", from, to);
      run(entity.tag(type));
    }
    rules({ overlap: "none" });
    const [first] = allEntities(desk.state);
    expect(run(entity.nudgeEntity("end", -1, first?.id))).toBe(true);
    expect(desk.markup).toBe("[ORG 甲[LOC 乙]丙丁]");
  });
});

describe("a new extent", () => {
  test("keeps id, type and details, and is refused where it would be blank, reversed, outside or half a character", () => {
    open("甲[PER 𠮷田]乙 ");
    run(entity.setEntityNote("e1", "注"));
    for (const [start, end] of [
      [-1, 3],
      [1, 9],
      [3, 3],
      [4, 2],
      [2, 4],
      [5, 6],
    ] as const)
      expect(run(entity.resizeEntity("e1", start, end)), `${start}–${end}`).toBe(false);
    run(entity.resizeEntity("e1", 0, 3));
    expect(desk.markup).toBe("[PER 甲𠮷]田乙 ");
    expect(allEntities(desk.state)).toMatchObject([{ id: "e1", type: "PER", note: "注" }]);
  });
});

describe("moving", () => {
  test("by unit stops at names, quoted words and entities, not inside them", () => {
    open("在《光明日报》上[PER 席适之]说“六心服务”好");
    const edges: number[] = [];
    for (let at: number | null = 0; at !== null; ) {
      const block = findBlock(desk.state.doc, "b1");
      at = block && unitEdge(desk.state, block, at, 1);
      if (at !== null) edges.push(at);
    }
    const text = "在《光明日报》上席适之说“六心服务”好";
    const parts = edges.map((edge, index) => text.slice(edges[index - 1] ?? 0, edge));
    expect(parts).toEqual(["在", "《", "光明日报", "》", "上", "席适之", "说", "“", "六心服务", "”", "好"]);
  });

  test("by stop goes through entities and what plugins offer, in reading order", () => {
    open("[PER 甲乙]和丙丁在[LOC 戊]");
    const offered = new Plugin({
      stops: (_state: unknown, block: { pos: number }): Stop[] => [
        { kind: "suggestion", id: "s1", type: "PER", from: block.pos + 4, to: block.pos + 6 },
      ],
    });
    desk.state = desk.state.reconfigure({ plugins: [...desk.state.plugins, offered] });
    const seen: string[] = [];
    while (desk.run(entity.nextStop)) seen.push(selected());
    expect(seen).toEqual(["甲乙", "丙丁", "戊"]);
    const back: string[] = [];
    while (desk.run(entity.previousStop)) back.push(selected());
    expect(back).toEqual(["丙丁", "甲乙"]);
  });
});
