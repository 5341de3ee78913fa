/** docs/entities.md, line by line. */
import { redo, undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import { afterEach, describe, expect, test } from "vitest";
import { copySelection, dropTransaction, pasteTransaction, textToCopied } from "../clipboard.ts";
import { mergeArticle, splitArticle } from "../commands/articles.ts";
import { deleteSelection, joinBackward, setRole, splitBlock } from "../commands/blocks.ts";
import * as entity from "../commands/entities.ts";
import { moveBlocksDown } from "../commands/move-blocks.ts";
import { setEntityRef } from "../commands/same-text.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { allEntities } from "../queries/entities.ts";
import { Desk } from "./builders.ts";

let desk: Desk;
const open = (markup: string) => {
  desk = Desk.page(markup);
  return desk;
};
const run = (command: Command) => desk.run(asOneEvent(command));
const ids = () => allEntities(desk.state).map(({ id }) => id);
const paste = (copied = textToCopied("")) =>
  run((state, dispatch) => {
    if (copied) dispatch?.(pasteTransaction(state, copied, "h", desk.source));
    return true;
  });

afterEach(() => {
  const after = desk.markup;
  expect(desk.problems).toEqual([]);
  while (desk.run(undo));
  expect(desk.problems).toEqual([]);
  while (desk.run(redo));
  expect(desk.markup).toBe(after);
});

describe("typing", () => {
  test.each([
    ["inside a span belongs to it", "甲[LOC 北京]乙", 2, "甲[LOC 北字京]乙"],
    ["at its start is outside", "甲[LOC 北京]乙", 1, "甲字[LOC 北京]乙"],
    ["at its end is outside", "甲[LOC 北京]乙", 3, "甲[LOC 北京]字乙"],
    ["between two that touch is outside of both", "[LOC 北京][ORG 大学]", 2, "[LOC 北京]字[ORG 大学]"],
    ["inside a nested span belongs to both", "[ORG [LOC 山西]政府]", 1, "[ORG [LOC 山字西]政府]"],
    ["at the end of a nested span belongs to the outer", "[ORG [LOC 山西]政府]", 2, "[ORG [LOC 山西]字政府]"],
  ])("%s", (_name, before, at, after) => {
    open(before).selectIn("b1", at).type("字");
    expect(desk.markup).toBe(after);
  });
});

describe("deleting and replacing", () => {
  test.each([
    ["deleting a part shrinks the span", "甲[LOC 北京市]乙", 2, 3, "", "甲[LOC 北市]乙"],
    ["deleting across its start shrinks it", "甲[LOC 北京]乙", 0, 2, "", "[LOC 京]乙"],
    ["deleting across its end shrinks it", "甲[LOC 北京]乙", 2, 4, "", "甲[LOC 北]"],
    ["deleting all of it removes the entity", "甲[LOC 北京]乙", 1, 3, "", "甲乙"],
    ["deleting all but space removes the entity", "甲[LOC 北　]乙", 1, 2, "", "甲　乙"],
    ["replacing inside belongs to it", "甲[LOC 北京市]乙", 2, 3, "字", "甲[LOC 北字市]乙"],
    ["replacing from its start to inside belongs to it", "甲[LOC 北京]乙", 1, 2, "字", "甲[LOC 字京]乙"],
    ["replacing from inside to its end is outside", "甲[LOC 北京]乙", 2, 3, "字", "甲[LOC 北]字乙"],
    ["replacing across its start is outside", "甲[LOC 北京]乙", 0, 2, "字", "字[LOC 京]乙"],
    ["replacing across its end is outside", "甲[LOC 北京]乙", 2, 4, "字", "甲[LOC 北]字"],
    ["replacing a whole entity removes it", "甲[LOC 北京]乙", 1, 3, "字", "甲字乙"],
  ])("%s", (_name, before, from, to, text, after) => {
    open(before).selectIn("b1", from, to).type(text);
    expect(desk.markup).toBe(after);
  });

  test("undo restores a deleted entity with its details", () => {
    open("甲[LOC 北京]乙");
    run(entity.setEntityNote("e1", "首都"));
    desk.selectIn("b1", 1, 3).type("");
    expect(ids()).toEqual([]);
    desk.run(undo);
    expect(allEntities(desk.state)).toMatchObject([{ id: "e1", text: "北京", note: "首都" }]);
    desk.run(redo);
  });

  test("plain text put inside a span by a command leaves no hole", () => {
    open("甲[LOC 北京]乙");
    desk.state = desk.state.apply(desk.state.tr.insert(desk.at("b1", 2), desk.state.schema.text("字")));
    expect(desk.markup).toBe("甲[LOC 北字京]乙");
  });

  test("an edge that would cut a character in two takes all of it", () => {
    open("甲[PER 𠮷]乙");
    const from = desk.at("b1", 1);
    const mark = desk.state.doc.nodeAt(from)?.marks[0];
    if (mark) desk.state = desk.state.apply(desk.state.tr.removeMark(from, from + 1, mark));
    expect(desk.markup).toBe("甲[PER 𠮷]乙");
  });
});

describe("structure", () => {
  test("a split inside a span leaves two entities, the right one new with the same details", () => {
    open("甲[LOC 北京]乙");
    run(entity.setEntityNote("e1", "首都"));
    desk.selectIn("b1", 2);
    run(splitBlock);
    expect(desk.markup).toBe("甲[LOC 北]\n\n[LOC 京]乙");
    const [left, right] = allEntities(desk.state);
    expect(left?.id).toBe("e1");
    expect(right?.id).not.toBe("e1");
    expect(right?.note).toBe("首都");
    // Joined again they stay two.
    run(joinBackward);
    expect(desk.markup).toBe("甲[LOC 北][LOC 京]乙");
  });

  test("a split and a join beside a span leave it alone", () => {
    open("甲[LOC 北京]乙").selectIn("b1", 3);
    run(splitBlock);
    expect(desk.markup).toBe("甲[LOC 北京]\n\n乙");
    run(joinBackward);
    expect(desk.markup).toBe("甲[LOC 北京]乙");
    expect(ids()).toEqual(["e1"]);
  });

  test("moves, roles, and article splits and merges leave entities alone", () => {
    open("甲[LOC 北京]\n\n乙[PER 丙]");
    desk.selectIn("b1", 0);
    run(moveBlocksDown);
    run(setRole("title"));
    run(splitArticle);
    expect(desk.markup).toBe("乙[PER 丙]\n\n===\n\n甲[LOC 北京]");
    run(mergeArticle);
    expect(ids()).toEqual(["e2", "e1"]);
  });
});

describe("copy and paste", () => {
  test("a copy gets a new id and the same details", () => {
    open("甲[LOC 北京]乙\n\n丙");
    run(entity.setEntityNote("e1", "首都"));
    desk.selectIn("b1", 1, 3);
    const copied = copySelection(desk.state, "h");
    desk.selectIn("b2", 1);
    paste(copied);
    expect(desk.markup).toBe("甲[LOC 北京]乙\n\n丙[LOC 北京]");
    expect(new Set(ids()).size).toBe(2);
    expect(allEntities(desk.state).map(({ note }) => note)).toEqual(["首都", "首都"]);
  });

  test("cut and paste keeps the id, and so does dragging", () => {
    open("甲[LOC 北京]乙\n\n丙").selectIn("b1", 1, 3);
    const copied = copySelection(desk.state, "h");
    run(deleteSelection);
    desk.selectIn("b2", 1);
    paste(copied);
    expect(desk.markup).toBe("甲乙\n\n丙[LOC 北京]");
    expect(ids()).toEqual(["e1"]);
    desk.selectIn("b2", 1, 3);
    run((state, dispatch) => {
      const tr = dropTransaction(state, desk.at("b1", 1), true, "h", desk.source);
      if (tr) dispatch?.(tr);
      return tr !== null;
    });
    expect(desk.markup).toBe("甲[LOC 北京]乙\n\n丙");
    expect(ids()).toEqual(["e1"]);
  });

  test("a part of a span is an entity of its own", () => {
    open("甲[LOC 北京市]乙").selectIn("b1", 2, 4);
    const copied = copySelection(desk.state, "h");
    run(deleteSelection);
    desk.selectIn("b1", 3);
    paste(copied);
    expect(desk.markup).toBe("甲[LOC 北]乙[LOC 京市]");
  });

  test("text pasted strictly inside a span belongs to it, several blocks split it", () => {
    open("甲[LOC 北京]乙").selectIn("b1", 2);
    paste(textToCopied("字"));
    expect(desk.markup).toBe("甲[LOC 北字京]乙");
    desk.run(undo);
    desk.selectIn("b1", 2);
    paste(textToCopied("一\n\n二"));
    expect(desk.markup).toBe("甲[LOC 北]一\n\n二[LOC 京]乙");
  });
});

describe("tagging", () => {
  test("leaves out space at the edges and refuses blank text and several blocks", () => {
    open("　北京 \n\n乙").selectIn("b1", 0, 4);
    run(entity.tag("LOC"));
    expect(desk.markup).toBe("　[LOC 北京] \n\n乙");
    desk.selectIn("b1", 0, 1);
    expect(run(entity.tag("LOC"))).toBe(false);
    desk.select(desk.at("b1", 1), desk.at("b2", 1));
    expect(run(entity.tag("LOC"))).toBe(false);
  });

  test("the same type again removes it, another one retypes it under the same id", () => {
    open("甲[LOC 北京]乙").selectIn("b1", 1, 3);
    run(entity.tag("ORG"));
    expect(desk.markup).toBe("甲[ORG 北京]乙");
    expect(ids()).toEqual(["e1"]);
    run(entity.tag("ORG"));
    expect(desk.markup).toBe("甲北京乙");
  });

  test("an outer span around inner ones is drawn as one element", () => {
    open("[LOC 山西]省[ORG 政府]").selectIn("b1", 0, 5);
    run(entity.tag("ORG"));
    expect(desk.markup).toBe("[ORG [LOC 山西]省[ORG 政府]]");
    const outer = allEntities(desk.state)[0]?.id;
    desk.state.doc.descendants((node) => {
      if (node.isText) expect(node.marks[0]?.attrs.id).toBe(outer);
    });
  });

  test("a caret means the innermost entity, else the one that begins there, else that ends there", () => {
    open("[ORG [LOC 山西]省]甲[PER 乙][PER 丙]").selectIn("b1", 1);
    run(entity.removeEntity());
    expect(desk.markup).toBe("[ORG 山西省]甲[PER 乙][PER 丙]");
    desk.selectIn("b1", 5);
    run(entity.removeEntity());
    expect(desk.markup).toBe("[ORG 山西省]甲[PER 乙]丙");
    run(entity.removeEntity());
    expect(desk.markup).toBe("[ORG 山西省]甲乙丙");
  });

  test("edges move by characters and stop before blank, reversed or outside", () => {
    open("𠮷[PER 田]茂");
    expect(run(entity.nudgeEntity("start", -1, "e1"))).toBe(true);
    expect(desk.markup).toBe("[PER 𠮷田]茂");
    expect(run(entity.nudgeEntity("start", -1, "e1"))).toBe(false);
    expect(run(entity.nudgeEntity("end", 1, "e1"))).toBe(true);
    expect(run(entity.nudgeEntity("end", 1, "e1"))).toBe(false);
    expect(run(entity.nudgeEntity("start", 3, "e1"))).toBe(false);
    expect(desk.markup).toBe("[PER 𠮷田茂]");
  });

  test("the next and the previous entity go in reading order, outer before inner", () => {
    open("甲[ORG [LOC 山西]省]\n\n[PER 乙]").selectIn("b1", 0);
    const seen: string[] = [];
    const note = () => seen.push(desk.state.doc.textBetween(desk.state.selection.from, desk.state.selection.to));
    while (desk.run(entity.nextEntity)) note();
    while (desk.run(entity.previousEntity)) note();
    expect(seen).toEqual(["山西省", "山西", "乙", "山西", "山西省"]);
  });
});

test("an entity pasted from another document keeps its own note, though its id was used here and is free again", () => {
  const elsewhere = Desk.page("[LOC 北京]").selectIn("b1", 0, 2);
  elsewhere.run(asOneEvent(entity.setEntityNote("e1", "别处")));
  const copied = copySelection(elsewhere.state, "other");
  open("甲[PER 乙]丙").selectIn("b1", 1, 2);
  run(entity.setEntityNote("e1", "此处"));
  run(deleteSelection);
  paste(copied);
  expect(allEntities(desk.state)).toMatchObject([{ id: "e1", type: "LOC", text: "北京", note: "别处" }]);
  desk.run(undo);
  desk.run(undo);
  expect(allEntities(desk.state)).toMatchObject([{ id: "e1", type: "PER", note: "此处" }]);
  desk.run(redo);
  desk.run(redo);
});

describe("an input method at the edge", () => {
  test.each([
    ["composing at its start is outside", "甲[LOC 北京]乙", 1, 1, "甲你[LOC 北京]乙"],
    ["composing at its end is outside", "甲[LOC 北京]乙", 3, 3, "甲[LOC 北京]你乙"],
    ["composing inside belongs to it", "甲[LOC 北京]乙", 2, 2, "甲[LOC 北你京]乙"],
    ["composing between two that touch is outside of both", "[LOC 北京][ORG 大学]", 2, 2, "[LOC 北京]你[ORG 大学]"],
    ["composing over a whole entity removes it", "甲[LOC 北京]乙", 1, 3, "甲你乙"],
    ["composing over its end is outside", "甲[LOC 北京]乙", 2, 4, "甲[LOC 北]你"],
  ])("%s", (_name, before, from, to, after) => {
    open(before).selectIn("b1", from, to).compose(["n", "ni", "你"]);
    expect(desk.markup).toBe(after);
  });
});

describe("links", () => {
  const links = () => allEntities(desk.state).map(({ ref }) => ref);
  const linked = (markup: string) => {
    open(markup);
    run(setEntityRef("e1", "n1"));
  };

  test("an edge that moves and a text that is edited keep the link", () => {
    linked("甲[LOC 北京市]乙");
    run(entity.nudgeEntity("end", -1, "e1"));
    desk.selectIn("b1", 2).type("字");
    expect([desk.markup, links()]).toEqual(["甲[LOC 北字京]市乙", ["n1"]]);
  });

  test("both halves of a split, a copy and a part of it have the link", () => {
    linked("甲[LOC 北京市]乙\n\n丙");
    desk.selectIn("b1", 1, 3);
    const part = copySelection(desk.state, "h");
    desk.selectIn("b2", 1);
    paste(part);
    desk.selectIn("b1", 2);
    run(splitBlock);
    expect(desk.markup).toBe("甲[LOC 北]\n\n[LOC 京市]乙\n\n丙[LOC 北京]");
    expect(links()).toEqual(["n1", "n1", "n1"]);
  });

  test("taken off and brought back by undo, a tag has its link again", () => {
    linked("甲[LOC 北京]乙");
    run(entity.removeEntity("e1"));
    expect(links()).toEqual([]);
    desk.run(undo);
    expect(links()).toEqual(["n1"]);
    desk.run(redo);
  });
});

test("a copy that is dragged gets a new id and the same details", () => {
  open("甲[LOC 北京]乙\n\n丙");
  run(entity.setEntityNote("e1", "首都"));
  desk.selectIn("b1", 1, 3);
  run((state, dispatch) => {
    const tr = dropTransaction(state, desk.at("b2", 1), false, "h", desk.source);
    if (tr) dispatch?.(tr);
    return tr !== null;
  });
  expect(desk.markup).toBe("甲[LOC 北京]乙\n\n丙[LOC 北京]");
  expect(new Set(ids()).size).toBe(2);
  expect(allEntities(desk.state).map(({ note }) => note)).toEqual(["首都", "首都"]);
});

test("a hole that something left is healed by one command", () => {
  open("甲[LOC 北京市]乙");
  const from = desk.at("b1", 2);
  const mark = desk.state.doc.nodeAt(from)?.marks[0];
  // While an input method composes nothing is put right; so a hole can be seen.
  if (mark) desk.state = desk.state.apply(desk.state.tr.removeMark(from, from + 1, mark).setMeta("composition", 1));
  run(entity.healEntity("e1"));
  expect(allEntities(desk.state)).toMatchObject([{ id: "e1", text: "北京市", holes: false }]);
});
