import { undo } from "prosemirror-history";
import type { Command, EditorState, Transaction } from "prosemirror-state";
import { expect, test } from "vitest";
import { selectText } from "../commands/place.ts";
import { EditWatch } from "../edit-watch.ts";
import { takeAsIs } from "../plugins/integrity.ts";
import { Desk } from "./builders.ts";

/** A page with somebody watching what is edited in it; time goes on only when the test says so. */
function watched(markup: string) {
  const desk = Desk.page(markup);
  let wake: (() => void) | null = null;
  let isComposing = false;
  let changes = 0;
  const watch = new EditWatch(desk.state.doc, {
    composing: () => isComposing,
    after: (_, callback) => {
      wake = callback;
      return () => {
        wake = null;
      };
    },
    onChange: () => changes++,
  });
  const dispatch = (tr: Transaction) => {
    const before = desk.state;
    desk.state = before.apply(tr);
    watch.applied(tr, before, desk.state);
  };
  const change = (make: (state: EditorState) => Transaction) => dispatch(make(desk.state));
  return {
    watch,
    run: (command: Command) => command(desk.state, dispatch),
    /** Puts `text` in the place of [start, end) of a block, as typing does. */
    type: (block: string, start: number, end: number, text: string) =>
      change((state) => state.tr.insertText(text, desk.at(block, start), desk.at(block, end))),
    fix: (block: string, start: number, end: number, text: string) =>
      change((state) => takeAsIs(state.tr.insertText(text, desk.at(block, start), desk.at(block, end)))),
    rest: () => wake?.(),
    compose: (on: boolean) => {
      isComposing = on;
    },
    changes: () => changes,
  };
}

test("what is typed over is a correction once it has come to rest; until then only who asks hears of it", () => {
  const { watch, type, rest, changes } = watched("办好民生事事，大家说好。\n\n另一段");
  type("b1", 4, 5, "实");
  expect(watch.last).toEqual({ wrong: "民生事事", right: "民生实事" });
  expect([watch.settled, changes()]).toEqual([null, 0]);
  rest();
  expect([watch.settled, changes()]).toEqual([{ wrong: "民生事事", right: "民生实事" }, 1]);
});

test("leaving the block is a rest too", () => {
  const { watch, type, run } = watched("他己经到了\n\n另一段");
  type("b1", 1, 2, "已");
  run(selectText({ block: "b2", start: 0, end: 0 }));
  expect(watch.settled).toMatchObject({ wrong: expect.stringContaining("己经") });
});

test("taking a character away, resting, and typing another is one correction", () => {
  const { watch, type, rest } = watched("办好民生事事，大家说好。");
  type("b1", 4, 5, "");
  rest();
  type("b1", 4, 4, "实");
  rest();
  expect(watch.settled).toEqual({ wrong: "民生事事", right: "民生实事" });
});

test("two corrections far from each other in one block are told one after the other", () => {
  const { watch, type, rest } = watched(`他己经到了${"，然后大家都很高兴".repeat(4)}，办好民生事事。`);
  type("b1", 1, 2, "已");
  rest();
  const at = `他己经到了${"，然后大家都很高兴".repeat(4)}，办好民生`.length;
  type("b1", at, at + 1, "实");
  rest();
  expect(watch.settled).toEqual({ wrong: "民生事事", right: "民生实事" });
});

test("nothing counts while an input method composes", () => {
  const { watch, type, rest, compose } = watched("他己经到了");
  compose(true);
  type("b1", 1, 2, "y");
  rest();
  expect(watch.settled).toBeNull();
  type("b1", 1, 2, "已");
  compose(false);
  rest();
  expect(watch.settled?.right).toContain("已经");
});

test("undoing takes the offer back, and a rule's fix is no correction by hand", () => {
  const { watch, type, rest, run, fix } = watched("他己经到了\n\n他己经到了");
  type("b1", 1, 2, "已");
  rest();
  run(undo);
  expect([watch.settled, watch.last]).toEqual([null, null]);
  fix("b2", 1, 2, "已");
  rest();
  expect(watch.last).toBeNull();
});

test("an edit that comes to nothing is no correction", () => {
  const { watch, type, rest } = watched("他已经到了");
  type("b1", 1, 2, "己");
  type("b1", 1, 2, "已");
  rest();
  expect(watch.last).toBeNull();
});
