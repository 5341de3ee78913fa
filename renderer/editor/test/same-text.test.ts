/** "Once is enough", on the page: the same text elsewhere is tagged, untagged, retyped in one step. */
import fc from "fast-check";
import { undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import { expect, test } from "vitest";
import { setEntityType, tag } from "../commands/entities.ts";
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

test("counting goes by the text, the tags, the names and the question of the moment", () => {
  const desk = Desk.page("王建来。王建国\n\n王建说王建", "tag");
  const count = (text = "王建", type = "PER") => countFree(desk.state, text, type);
  expect([count(), count("王建国"), count("来"), count()]).toEqual([4, 1, 1, 4]);
  desk.selectIn("b1", 0, 2);
  run(desk, tag("PER"));
  expect([count(), count("王建", "ORG")]).toEqual([3, 3]);
  desk.state = desk.state.apply(setTaggingRules(desk.state.tr, { names: [{ name: "王建国", type: "PER" }] }));
  expect(count()).toBe(2);
  desk.run(undo);
  expect(count()).toBe(3);
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

/** A registry of entries by type and text, and what each says of itself. */
const registered = (desk: Desk, entries: Record<string, string>) => {
  const typeOf = (id: string | null) =>
    Object.entries(entries)
      .find(([, one]) => one === id)?.[0]
      .split(" ")[0];
  const refFor = (text: string, type: string, now: string | null) =>
    typeOf(now) === type ? now : (entries[`${type} ${text}`] ?? null);
  desk.state = desk.state.apply(setTaggingRules(desk.state.tr, { refFor }));
};
const links = (desk: Desk) => allEntities(desk.state).map(({ type, ref }) => [type, ref]);

test.each([
  ["by its type's key", () => setEntityType("e1", "ORG")],
  ["everywhere on the page", () => retypeSame("王建", "PER", "ORG")],
])("an entity that is retyped %s names the entry of its new type, and undo brings the old link back", (_, command) => {
  const desk = Desk.page("[PER 王建]来了", "tag");
  registered(desk, { "PER 王建": "n1", "ORG 王建": "n2" });
  run(desk, setEntityRef("e1", "n1"));
  run(desk, command());
  expect(links(desk)).toEqual([["ORG", "n2"]]);
  desk.run(undo);
  expect(links(desk)).toEqual([["PER", "n1"]]);
  run(desk, setEntityType("e1", "LOC"));
  expect(links(desk)).toEqual([["LOC", null]]);
  desk.run(undo);
  expect(desk.problems).toEqual([]);
});

test("a link that is of the new type already stays, whatever the entry is called", () => {
  const desk = Desk.page("[PER 王建]来了", "tag");
  registered(desk, { "ORG 王建公司": "n1", "ORG 王建": "n2" });
  run(desk, setEntityRef("e1", "n1"));
  run(desk, setEntityType("e1", "ORG"));
  expect(links(desk)).toEqual([["ORG", "n1"]]);
});

const words = fc.string({ unit: fc.constantFrom("离", "石", "区", "𠮷", "，"), minLength: 1, maxLength: 14 });
const parts = fc.string({ unit: fc.constantFrom("离", "石", "区", "𠮷"), minLength: 1, maxLength: 3 });

test("spread texts keep to what is free: nothing is overlapped, twice is once, undo gives all back", () => {
  fc.assert(
    fc.property(
      words,
      words,
      fc.uniqueArray(parts, { minLength: 1, maxLength: 3 }),
      parts,
      (left, right, texts, own) => {
        const desk = Desk.page(`${left}[ORG ${own}]${right}\n\n${right}[PER ${own}]${left}`, "tag");
        const before = JSON.stringify(desk.document);
        const was = allEntities(desk.state);
        const [text = "", ...also] = texts;
        if (!run(desk, spreadText(text, "PER", undefined, also))) return;
        const all = allEntities(desk.state);
        expect(all.filter(({ id }) => was.some((one) => one.id === id))).toEqual(was);
        for (const one of all) {
          if (was.some(({ id }) => id === one.id)) continue;
          expect(texts).toContain(one.text);
          const others = all.filter((other) => other !== one && other.blockId === one.blockId);
          expect(others.filter(({ start, end }) => start < one.end && one.start < end)).toEqual([]);
        }
        expect(desk.problems).toEqual([]);
        expect(run(desk, spreadText(text, "PER", undefined, also))).toBe(false);
        desk.run(undo);
        expect(JSON.stringify(desk.document)).toBe(before);
      },
    ),
    { numRuns: 200 },
  );
});
