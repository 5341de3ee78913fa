import { redo, redoDepth, undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import { afterEach, describe, expect, test } from "vitest";
import { setMode } from "../plugins/mode.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { blockAtSource, originOf } from "../queries/origin.ts";
import { blockAttrs } from "../schema.ts";
import { Desk } from "../test/builders.ts";
import * as articles from "./articles.ts";
import * as blocks from "./blocks.ts";
import { tag } from "./entities.ts";
import * as moves from "./move-blocks.ts";

let desk: Desk;
const open = (markup: string) => {
  desk = Desk.page(markup);
  return desk;
};
const run = (command: Command) => desk.run(asOneEvent(command));
const across = (first: string, last: string) => desk.select(desk.at(first, 0), desk.at(last, 0) + 1);
const roles = () => desk.document.articles.flatMap((article) => article.blocks.map(({ role }) => role));

afterEach(() => {
  expect(desk.problems).toEqual([]);
});

describe("blocks", () => {
  test("Enter at the end of a title begins a paragraph, in its middle a second title", () => {
    open("甲乙").selectIn("b1", 2);
    run(blocks.setRole("title"));
    run(blocks.splitBlock);
    expect(roles()).toEqual(["title", "paragraph"]);
    desk.run(undo);
    desk.selectIn("b1", 1);
    run(blocks.splitBlock);
    expect(roles()).toEqual(["title", "title"]);
  });

  test("Enter at the start leaves the text its block", () => {
    open("甲乙").selectIn("b1", 0);
    run(blocks.splitBlock);
    expect(desk.document.articles[0]?.blocks.map(({ id }) => id)[1]).toBe("b1");
    expect(desk.markup).toBe("\n\n甲乙");
  });

  test("joining puts nothing between and keeps where each part is from", () => {
    open("甲\n\n乙").selectIn("b2", 0);
    run(blocks.joinBlocks);
    expect(desk.document.articles[0]?.blocks).toMatchObject([
      { id: "b1", text: "甲乙", pieces: [{ source: [0, 1] }, { source: [3, 4] }] },
    ]);
  });

  test("joining an empty block before keeps the text's role", () => {
    open("\n\n乙").selectIn("b2", 0);
    run(blocks.setRole("quote"));
    run(blocks.joinBackward);
    expect(roles()).toEqual(["quote"]);
  });

  test("several selected blocks are joined, made lines, moved, given a role and deleted together", () => {
    open("甲\n\n乙\n\n丙\n\n丁");
    across("b2", "b3");
    run(blocks.setRole("quote"));
    expect(roles()).toEqual(["paragraph", "quote", "quote", "paragraph"]);
    run(moves.moveBlocksUp);
    expect(desk.markup).toBe("乙\n\n丙\n\n甲\n\n丁");
    run(blocks.joinBlocks);
    expect(desk.markup).toBe("乙丙\n\n甲\n\n丁");
    run(moves.deleteBlocks);
    expect(desk.markup).toBe("甲\n\n丁");
    for (let i = 0; i < 4; i++) desk.run(undo);
    expect(desk.markup).toBe("甲\n\n乙\n\n丙\n\n丁");
  });

  test("lines become blocks, without their line ends", () => {
    open("甲\n[LOC 乙]\n丙").selectIn("b1", 0);
    run(blocks.splitLines);
    expect(desk.markup).toBe("甲\n\n[LOC 乙]\n\n丙");
  });

  test("a move past an article's edge goes into the next article; an emptied article goes", () => {
    open("甲\n\n===\n\n乙").selectIn("b1", 0);
    run(moves.moveBlocksDown);
    expect(desk.markup).toBe("甲\n\n乙");
    desk.run(undo);
    expect(desk.markup).toBe("甲\n\n===\n\n乙");
    run(moves.moveBlocksTo({ endOfArticle: "a2" }));
    expect(desk.markup).toBe("乙\n\n甲");
    expect(desk.state.selection.$head.parent.textContent).toBe("甲");
  });

  test("a document from which everything is deleted keeps one empty block", () => {
    open("甲\n\n===\n\n乙");
    run(blocks.selectAll);
    run(moves.deleteBlocks);
    expect(desk.document.articles).toMatchObject([{ blocks: [{ text: "", role: "paragraph" }] }]);
    expect(run(moves.deleteBlocks)).toBe(false);
  });
});

describe("articles", () => {
  test("split before the first selected block, merge into the one before, move past each other", () => {
    open("甲\n\n乙\n\n丙").selectIn("b2", 1);
    run(articles.splitArticle);
    expect(desk.markup).toBe("甲\n\n===\n\n乙\n\n丙");
    expect(run(articles.splitArticle)).toBe(false);
    run(articles.moveArticleUp);
    expect(desk.markup).toBe("乙\n\n丙\n\n===\n\n甲");
    run(articles.moveArticleDown);
    run(articles.mergeArticle);
    expect(desk.markup).toBe("甲\n\n乙\n\n丙");
  });

  test("Backspace at an article's start and Delete at its end merge the articles and join no blocks", () => {
    open("甲\n\n===\n\n乙").selectIn("b2", 0);
    run(blocks.joinBackward);
    expect(desk.markup).toBe("甲\n\n乙");
    desk.run(undo);
    desk.selectIn("b1", 1);
    run(blocks.joinForward);
    expect(desk.markup).toBe("甲\n\n乙");
  });
});

describe("undo", () => {
  test("takes a command back without the typing right before and after it", () => {
    open("甲乙").selectIn("b1", 1).type("一");
    desk.selectIn("b1", 0, 2);
    run(tag("LOC"));
    desk.selectIn("b1", 3).type("二");
    expect(desk.markup).toBe("[LOC 甲一]乙二");
    desk.run(undo);
    expect(desk.markup).toBe("[LOC 甲一]乙");
    desk.run(undo);
    expect(desk.markup).toBe("甲一乙");
    desk.run(undo);
    expect(desk.markup).toBe("甲乙");
  });

  test("takes typing back as a run, with the selection that it was typed over", () => {
    open("甲乙丙").selectIn("b1", 1, 2);
    for (const character of "一二三") desk.type(character);
    expect(desk.markup).toBe("甲一二三丙");
    desk.run(undo);
    expect(desk.markup).toBe("甲乙丙");
    expect([desk.state.selection.from, desk.state.selection.to]).toEqual([desk.at("b1", 1), desk.at("b1", 2)]);
    desk.run(redo);
    expect(desk.markup).toBe("甲一二三丙");
  });

  test("goes back to the place of what it takes back, and over it through a change of mode", () => {
    open("甲乙\n\n丙丁").selectIn("b1", 0, 2);
    run(tag("LOC"));
    desk.selectIn("b2", 1).type("一");
    desk.selectIn("b1", 0);
    desk.state = desk.state.apply(setMode(desk.state.tr, { mode: "tag", readOnly: false }));
    desk.run(undo);
    expect(desk.markup).toBe("[LOC 甲乙]\n\n丙丁");
    expect(desk.state.selection.head).toBe(desk.at("b2", 1));
    desk.run(undo);
    expect(desk.markup).toBe("甲乙\n\n丙丁");
    expect([desk.state.selection.from, desk.state.selection.to]).toEqual([desk.at("b1", 0), desk.at("b1", 2)]);
    desk.run(redo);
    desk.run(redo);
    expect(desk.markup).toBe("[LOC 甲乙]\n\n丙一丁");
  });

  test("can't be taken back itself once something new was done", () => {
    open("甲乙").selectIn("b1", 0);
    run(blocks.setRole("title"));
    desk.run(undo);
    run(blocks.setRole("quote"));
    expect(redoDepth(desk.state)).toBe(0);
    desk.run(redo);
    expect(roles()).toEqual(["quote"]);
  });
});

describe("modes", () => {
  test("in tag mode no transaction changes text, tags and undo do their work", () => {
    open("甲[LOC 北京]").selectIn("b1", 1).type("一");
    desk.state = desk.state.apply(setMode(desk.state.tr, { mode: "tag", readOnly: false }));
    desk.type("二");
    run(blocks.splitBlock);
    expect(desk.markup).toBe("甲一[LOC 北京]");
    desk.selectIn("b1", 0, 2);
    run(tag("PER"));
    expect(desk.markup).toBe("[PER 甲一][LOC 北京]");
    desk.run(undo);
    desk.run(undo);
    expect(desk.markup).toBe("甲[LOC 北京]");
  });

  test("a read-only document takes nothing, not even undo", () => {
    open("甲乙").selectIn("b1", 1).type("一");
    desk.state = desk.state.apply(setMode(desk.state.tr, { mode: "tag", readOnly: true }));
    desk.selectIn("b1", 0, 2);
    run(tag("PER"));
    desk.run(undo);
    expect(desk.markup).toBe("甲一乙");
  });
});

describe("origins", () => {
  test("a caret is from its character, a selection from its first passage, inserted text from nowhere", () => {
    open("甲乙丙").selectIn("b1", 1).type("一");
    expect(originOf(desk.selectIn("b1", 0).state)).toEqual([0, 1]);
    expect(originOf(desk.selectIn("b1", 4).state)).toEqual([2, 3]);
    expect(originOf(desk.selectIn("b1", 0, 4).state)).toEqual([0, 3]);
    expect(originOf(desk.selectIn("b1", 1).state)).toBeNull();
  });

  test("a place of the source is found in the block that has it now, or the nearest", () => {
    open("甲\n\n乙").selectIn("b1", 0);
    run(moves.moveBlocksDown);
    expect(desk.state.doc.child(0).children.map((node) => blockAttrs(node).id)).toEqual(["b2", "b1"]);
    expect(blockAtSource(desk.state.doc, 0)).toBe("b1");
    expect(blockAtSource(desk.state.doc, 2)).toBe("b2");
    expect(blockAtSource(desk.state.doc, 99)).toBe("b2");
  });
});
