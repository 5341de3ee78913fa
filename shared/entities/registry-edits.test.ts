import fc from "fast-check";
import { expect, test } from "vitest";
import { type Registry, type RegistryEntry, registrySchema } from "../model/settings.ts";
import { applyRegistryEdits, differing, type RegistryEdit, restoring } from "./registry-edits.ts";

const entry = (id: string, name: string, more: Partial<RegistryEntry> = {}): RegistryEntry => ({
  id,
  name,
  type: "PER",
  aliases: [],
  link: "",
  note: "",
  ...more,
});
const registryOf = (...entities: RegistryEntry[]): Registry => ({ format: "galley/entities", version: 1, entities });

test("an edit changes what it says, and nothing else: not the unknown keys, not the other entries", () => {
  const registry = { ...registryOf(entry("1", "王建国", { born: 1960 }), entry("2", "李娟")), future: true };
  const { registry: after, changed } = applyRegistryEdits(registry, [
    { do: "change", id: "1", set: { note: "记者" } },
    { do: "aliases", id: "1", add: ["老王", "王建国", "老王"], remove: [] },
    { do: "add", entry: entry("3", "𠮷田茂") },
  ]);
  expect(after).toEqual({
    ...registry,
    entities: [
      entry("1", "王建国", { born: 1960, note: "记者", aliases: ["老王"] }),
      entry("2", "李娟"),
      entry("3", "𠮷田茂"),
    ],
  });
  expect(after.entities[1]).toBe(registry.entities[1]);
  expect(changed.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(registry.entities).toHaveLength(2);
});

test("merging keeps every name that any of them went by, and the link and notes", () => {
  const registry = registryOf(
    entry("1", "鹤壁市妇幼保健院", { aliases: ["市妇幼"], note: "甲" }),
    entry("2", "市妇幼保健院", { aliases: ["妇幼"], link: "Q42", note: "乙" }),
    entry("3", "别的"),
  );
  const { registry: after, removed } = applyRegistryEdits(registry, [{ do: "merge", from: ["2", "1"], into: "1" }]);
  expect(removed).toEqual(["2"]);
  expect(after.entities).toEqual([
    entry("1", "鹤壁市妇幼保健院", { aliases: ["市妇幼", "市妇幼保健院", "妇幼"], link: "Q42", note: "甲\n乙" }),
    entry("3", "别的"),
  ]);
});

test("what can't be done is refused as a whole, with the name", () => {
  const registry = registryOf(entry("1", "王建国"));
  const add: RegistryEdit = { do: "add", entry: entry("2", "李娟") };
  const attempt = (edit: RegistryEdit) => () => applyRegistryEdits(registry, [add, edit]);
  expect(attempt({ do: "remove", id: "9" })).toThrow("“9”");
  expect(attempt({ do: "add", entry: entry("1", "别人") })).toThrow("王建国");
  for (const name of ["", " ", "甲\n乙", "\u0000", "\ud842", "长".repeat(1001)])
    expect(attempt({ do: "change", id: "1", set: { name } })).toThrow("can't be a name");
  expect(registry).toEqual(registryOf(entry("1", "王建国")));
});

test("names such as __proto__ are names like any other", () => {
  const registry = registryOf(entry("__proto__", "__proto__"), entry("constructor", "constructor"));
  const { registry: after, undo } = applyRegistryEdits(registry, [
    { do: "aliases", id: "__proto__", add: ["toString"], remove: [] },
    { do: "remove", id: "constructor" },
  ]);
  expect(after.entities).toEqual([entry("__proto__", "__proto__", { aliases: ["toString"] })]);
  expect(applyRegistryEdits(after, undo).registry).toEqual(registry);
});

test("two entries of one id, from someone's text editor, both stay", () => {
  const registry = registryOf(entry("1", "甲"), entry("1", "乙"));
  const { registry: after } = applyRegistryEdits(registry, [{ do: "change", id: "1", set: { note: "丙" } }]);
  expect(after.entities).toEqual([entry("1", "甲", { note: "丙" }), entry("1", "乙")]);
});

test("undoing leaves alone what someone changed since, and keeps what others added", () => {
  const registry = registryOf(entry("1", "甲"), entry("2", "乙"));
  const { registry: after, undo } = applyRegistryEdits(registry, [{ do: "remove", id: "1" }]);
  const added = applyRegistryEdits(after, [{ do: "add", entry: entry("3", "丙") }]).registry;
  expect(applyRegistryEdits(added, undo).registry.entities.map(({ name }) => name)).toEqual(["甲", "乙", "丙"]);
  const taken = applyRegistryEdits(after, [{ do: "add", entry: entry("1", "丁") }]).registry;
  expect(() => applyRegistryEdits(taken, undo)).toThrow("丁");
});

const names = fc.constantFrom("王建国", "李娟", "𠮷田茂", "__proto__", "离石区", "离石");
const ids = fc.constantFrom("1", "2", "3", "4", "__proto__");
const entries = fc.record({
  id: ids,
  name: names,
  type: fc.constantFrom("PER", "LOC"),
  aliases: fc.array(names, { maxLength: 2 }),
  link: fc.constantFrom("", "Q1"),
  note: fc.constantFrom("", "注"),
});
const edits = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("add" as const), entry: entries }),
    fc.record({
      do: fc.constant("change" as const),
      id: ids,
      set: fc.record({ name: names, note: fc.constant("改") }, { requiredKeys: [] }),
    }),
    fc.record({ do: fc.constant("aliases" as const), id: ids, add: fc.array(names), remove: fc.array(names) }),
    fc.record({ do: fc.constant("remove" as const), id: ids }),
    fc.record({ do: fc.constant("merge" as const), from: fc.array(ids, { minLength: 1 }), into: ids }),
  ),
  { minLength: 1, maxLength: 8 },
);

test("whatever edits are made, undoing them gives back the registry, and so does undoing by comparing", () => {
  fc.assert(
    fc.property(fc.uniqueArray(entries, { selector: ({ id }) => id }), edits, (entities, list) => {
      const before = registryOf(...entities);
      let after = before;
      const undo: RegistryEdit[][] = [];
      for (const edit of list) {
        try {
          const change = applyRegistryEdits(after, [edit]);
          after = change.registry;
          undo.unshift(change.undo);
        } catch {
          // Refused: nothing has changed.
        }
      }
      expect(registrySchema.safeParse(after).success).toBe(true);
      const ids = differing(before.entities, after.entities);
      const back = applyRegistryEdits(after, restoring(before.entities, after.entities, ids)).registry.entities;
      // One that was taken out and put in again by another edit has another place.
      expect(new Map(back.map((one) => [one.id, one]))).toEqual(new Map(entities.map((one) => [one.id, one])));
      expect(back).toHaveLength(entities.length);
      expect(undo.reduce((registry, back) => applyRegistryEdits(registry, back).registry, after)).toEqual(before);
    }),
  );
});
