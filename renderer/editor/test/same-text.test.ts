/** "Once is enough", on the page: the same text elsewhere is tagged, untagged, retyped in one step. */
import { undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import { expect, test } from "vitest";
import { tag } from "../commands/entities.ts";
import { countFree, removeSame, retypeSame, setEntityRef, spreadText } from "../commands/same-text.ts";
import { setTaggingRules } from "../plugins/tagging-rules.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { allEntities } from "../queries/entities.ts";
import { Desk } from "./builders.ts";

const run = (desk: Desk, command: Command) => desk.run(asOneEvent(command));

test("a text is tagged wherever nothing stands in the way: not in an entity, not in a longer registered name", () => {
  const before = "[PER 王建]来，王建。王建国说王建，[ORG 王建公司]";
  const desk = Desk.page(before, "tag");
  desk.state = desk.state.apply(setTaggingRules(desk.state.tr, { names: [{ name: "王建国", type: "PER" }] }));
  expect(countFree(desk.state, "王建", "PER")).toBe(2);
  expect(run(desk, spreadText("王建", "PER"))).toBe(true);
  expect(desk.markup).toBe("[PER 王建]来，[PER 王建]。王建国说[PER 王建]，[ORG 王建公司]");
  expect(run(desk, spreadText("王建", "PER"))).toBe(false);
  desk.run(undo);
  expect(desk.markup).toBe(before);
  expect(desk.problems).toEqual([]);
});

test("what is spread names the entry that the first one names", () => {
  const desk = Desk.page("[PER 𠮷田]与𠮷田", "tag");
  const [first] = allEntities(desk.state);
  run(desk, setEntityRef(first?.id ?? "", "n1"));
  run(desk, spreadText("𠮷田", "PER", first?.id));
  expect(allEntities(desk.state).map(({ ref }) => ref)).toEqual(["n1", "n1"]);
  desk.run(undo);
  desk.run(undo);
  expect(allEntities(desk.state).map(({ ref }) => ref)).toEqual([null]);
});

test("tags of one type are taken off or changed everywhere on the page, ids kept", () => {
  const before = "[PER 甲乙]，[ORG 甲乙]，[PER 甲乙]";
  const desk = Desk.page(before, "tag");
  const ids = allEntities(desk.state).map(({ id }) => id);
  run(desk, retypeSame("甲乙", "PER", "LOC"));
  expect(desk.markup).toBe("[LOC 甲乙]，[ORG 甲乙]，[LOC 甲乙]");
  expect(allEntities(desk.state).map(({ id }) => id)).toEqual(ids);
  run(desk, removeSame("甲乙", "LOC"));
  expect(desk.markup).toBe("甲乙，[ORG 甲乙]，甲乙");
  desk.run(undo);
  desk.run(undo);
  expect(desk.markup).toBe(before);
});

test("tagging links what the registry knows, in the same step of undo", () => {
  const desk = Desk.page("王建国来了", "tag");
  desk.state = desk.state.apply(setTaggingRules(desk.state.tr, { refFor: (text, type) => `${type}:${text}` }));
  desk.selectIn("b1", 0, 3);
  run(desk, tag("PER"));
  expect(allEntities(desk.state)).toMatchObject([{ text: "王建国", ref: "PER:王建国" }]);
  desk.run(undo);
  expect(allEntities(desk.state)).toEqual([]);
});
