import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultEntityTypes, type Registry, type RegistryEntry } from "../model/settings.ts";
import { planGazetteer, readGazetteer, writeGazetteer } from "./gazetteer.ts";
import { applyRegistryEdits, nameProblem } from "./registry-edits.ts";

const options = { types: defaultEntityTypes, type: null };
const read = (text: string, type: string | null = null) => readGazetteer(text, { ...options, type });
const entry = (id: string, name: string, more: Partial<RegistryEntry> = {}): RegistryEntry => ({
  ...{ id, name, type: "PER", aliases: [], link: "", note: "" },
  ...more,
});
const registryOf = (...entities: RegistryEntry[]): Registry => ({ format: "galley/entities", version: 1, entities });
let next = 0;
const newId = () => `new${++next}`;
const usual = { aliases: [], link: "", note: "" };

test("columns in any order, under Chinese or English heads, types by id or by either name", () => {
  expect(
    read("类型,别名,名称,备注\n人名,老王|王记者,王建国,记者\nplace,,离石区,\nORG,区委；离石区委,中共离石区委,").rows,
  ).toEqual([
    { ...usual, line: 2, name: "王建国", type: "PER", aliases: ["老王", "王记者"], note: "记者" },
    { ...usual, line: 3, name: "离石区", type: "LOC" },
    { ...usual, line: 4, name: "中共离石区委", type: "ORG", aliases: ["区委", "离石区委"] },
  ]);
  expect(read("Name\tType\tWikidata\r\n𠮷田茂\tPerson\tQ1\r\n").rows).toEqual([
    { ...usual, line: 2, name: "𠮷田茂", type: "PER", link: "Q1" },
  ]);
});

test("a plain list of names is of the type that is said; JSON may be a registry or a list", () => {
  expect(read("离石区\n方山县\n", "LOC").rows.map(({ name, type }) => name + type)).toEqual(["离石区LOC", "方山县LOC"]);
  expect(read('[{"name":"甲","type":"PER","aliases":["乙"]},"丙"]', "LOC").rows).toEqual([
    { ...usual, line: 1, name: "甲", type: "PER", aliases: ["乙"] },
    { ...usual, line: 2, name: "丙", type: "LOC" },
  ]);
});

test("what can't be used is named with its line, and the rest is read", () => {
  const { rows, problems } = read('name,type\n"甲\n乙",PER\n丙,PER\n,PER\n丁,龙\n戊,\n');
  expect(rows.map(({ name }) => name)).toEqual(["丙"]);
  expect(problems.map(({ line }) => line)).toEqual([2, 5, 6, 7]);
  expect(problems[2]?.reason).toEqual({ zh: "标签集里没有类型“龙”", en: "the tagset has no type “龙”" });
  expect(read("甲,乙\n1,2").problems).toMatchObject([{ line: 1 }]);
  expect(read("{ nothing").problems).toMatchObject([{ line: 1 }]);
});

test("by name and type: new ones are added, known ones completed, what may be another is left to the editor", () => {
  const registry = registryOf(
    entry("1", "王建国", { aliases: ["老王"] }),
    entry("2", "李娟"),
    entry("3", "李娟"),
    entry("4", "张三", { link: "Q1" }),
  );
  const rows = read(
    "name,type,aliases,link\n王建国,PER,王记者,Q5\n王建国,PER,王记者,Q5\n王建国,LOC,,\n李娟,PER,,\n老王,PER,,\n张三,PER,,Q2\n赵六,PER,,\n赵六,PER,小赵,",
  ).rows;
  const plan = planGazetteer(rows, registry, newId);
  expect(plan.added.map(({ name, type, aliases }) => [name, type, aliases])).toEqual([
    ["王建国", "LOC", []],
    ["赵六", "PER", ["小赵"]],
  ]);
  expect(plan.merged.map(({ id }) => id)).toEqual(["1"]);
  expect(plan.same).toBe(1);
  expect(plan.doubtful.map(({ row }) => row.name)).toEqual(["李娟", "老王", "张三"]);
  const { entities } = applyRegistryEdits(registry, plan.edits).registry;
  expect(entities[0]).toEqual(entry("1", "王建国", { aliases: ["老王", "王记者"], link: "Q5" }));
  expect(entities).toHaveLength(6);
  expect(planGazetteer(rows, registry, newId, true)).toMatchObject({ doubtful: [], added: { length: 5 } });
});

test("no cell is a formula, and every table and JSON is read back as it was", () => {
  const name = fc
    .oneof(
      fc.constantFrom(
        "=1+1",
        "'=x",
        "＝x",
        "-1",
        "@x",
        '甲"乙',
        "甲,乙",
        "甲、乙",
        "甲；乙",
        "__proto__",
        "constructor",
        "𠮷",
      ),
      fc.string({ unit: "binary" }),
    )
    .filter((text) => nameProblem(text) === null && !/[|｜]/.test(text) && text === text.trim());
  const entries = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      name,
      type: fc.constantFrom("PER", "LOC"),
      aliases: fc.uniqueArray(name, { maxLength: 3 }),
      link: fc.constantFrom("", "Q42"),
      note: fc.constantFrom("", "=HYPERLINK(1)", '"注,\n释"'),
    }),
    { selector: (one) => `${one.type}\t${one.name}` },
  );
  fc.assert(
    fc.property(entries, fc.constantFrom("csv" as const, "tsv" as const, "json" as const), (list, format) => {
      const entities = list.map((one) => ({ ...one, aliases: one.aliases.filter((alias) => alias !== one.name) }));
      const text = writeGazetteer(registryOf(...entities), format);
      if (format !== "json") expect(text).not.toMatch(/(?:^|[,\t\n])"?[=+\-@]/);
      const { rows, problems } = read(text);
      expect(problems).toEqual([]);
      expect(rows.map(({ line: _, ...row }) => row)).toEqual(entities.map(({ id: _, ...row }) => row));
    }),
  );
});

test("a hundred thousand rows are compared within seconds", () => {
  const list = Array.from({ length: 100_000 }, (_, i) => `地名${i % 60_000},LOC`).join("\n");
  const { rows } = read(`name,type\n${list}`);
  const plan = planGazetteer(rows, registryOf(), newId);
  expect([plan.added.length, plan.same]).toEqual([60_000, 40_000]);
});
