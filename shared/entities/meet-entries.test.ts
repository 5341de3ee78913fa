import fc from "fast-check";
import { expect, test } from "vitest";
import type { RegistryEntry } from "../model/settings.ts";
import { linkKey } from "./link-key.ts";
import { type GivenEntry, KnownEntries, meetEntries, settleLink } from "./meet-entries.ts";
import { applyRegistryEdits } from "./registry-edits.ts";

const entry = (id: string, name: string, more: Partial<RegistryEntry> = {}): RegistryEntry => {
  return { id, name, type: "PER", aliases: [], link: "", note: "", ...more };
};
const given = (id: string, name: string, more: Partial<GivenEntry> = {}): GivenEntry => {
  return { id, name, type: "PER", aliases: [], link: "", note: "", own: false, ...more };
};
const registryOf = (...entities: RegistryEntry[]) => ({
  format: "galley/entities" as const,
  version: 1 as const,
  entities,
});

function meet(list: readonly GivenEntry[], ...entries: RegistryEntry[]) {
  let made = 0;
  const registry = registryOf(...entries);
  const meeting = meetEntries(list, new KnownEntries(registry), () => `new${++made}`);
  return { ...meeting, after: applyRegistryEdits(registry, meeting.edits).registry.entities };
}

test("links to the same are the same, however they are written", () => {
  const forms = [
    "Q42",
    "https://www.wikidata.org/wiki/Q42",
    "http://www.wikidata.org/entity/Q42",
    "Wikidata:q42",
    "wd:Q42",
  ];
  expect(new Set(forms.map(linkKey))).toEqual(new Set(["Q42"]));
  expect(linkKey("HTTP://www.Example.org/a/")).toBe(linkKey("https://example.org/a"));
  expect([linkKey(""), linkKey("一個人"), linkKey("Q42 Q43")]).toEqual([null, null, null]);
});

test("an entry is met by its own id, its link, its name; never by another type's", () => {
  const { ids, added } = meet(
    [
      given("q1", "甲", { own: true }),
      given("#2", "乙之別名", { link: "http://www.wikidata.org/entity/Q2" }),
      given("#3", "丙"),
      given("#4", "丁"),
    ],
    entry("q1", "甲改名"),
    entry("x", "乙", { link: "Q2" }),
    entry("y", "丙"),
    entry("z", "丁", { type: "ORG" }),
  );
  expect(Object.fromEntries(ids)).toEqual({ q1: "q1", "#2": "x", "#3": "y", "#4": "new1" });
  expect(added.map(({ name }) => name)).toEqual(["丁"]);
});

test("what is met gets what it lacks and keeps what it has", () => {
  const { after, completed } = meet(
    [given("#1", "吉田茂", { aliases: ["𠮷田茂", "首相"], link: "Q9", note: "新" })],
    entry("q", "吉田茂", { aliases: ["首相"], note: "舊", remembered: true }),
  );
  expect(after).toEqual([entry("q", "吉田茂", { aliases: ["首相", "𠮷田茂"], link: "Q9", note: "舊" })]);
  expect(completed).toHaveLength(1);
  expect(meet([given("#1", "吉田茂", { link: "q9" })], ...after).edits).toEqual([]);
});

test("two people of one name stay two, and a link that differs makes another", () => {
  const two = meet([given("#1", "王偉"), given("#2", "王偉")], entry("q", "王偉"));
  expect(two.added).toHaveLength(2);
  expect(two.doubtful).toHaveLength(2);
  const linked = meet([given("#1", "王偉", { link: "Q1" })], entry("q", "王偉", { link: "Q2" }));
  expect(linked).toMatchObject({ met: [], added: [{ name: "王偉" }], doubtful: [] });
  const several = meet([given("#1", "王偉")], entry("a", "王偉"), entry("b", "王偉"));
  expect(several.doubtful).toHaveLength(1);
});

test("what has no name, or a type that is left out, is named by nothing afterwards", () => {
  const { ids, refused, edits } = meet([given("#1", "甲\n乙"), given("#2", "甲", { type: "" })]);
  expect([...ids]).toEqual([
    ["#1", null],
    ["#2", null],
  ]);
  expect(refused).toHaveLength(1);
  expect(edits).toEqual([]);
});

test("an entity leads to what came with the file, to an id, to an address; to another type's never", () => {
  const known = new KnownEntries(
    registryOf(
      entry("q1", "吉田茂", { link: "https://www.wikidata.org/wiki/Q313571" }),
      entry("q2", "北京", { type: "LOC" }),
      entry("q3", "茂"),
    ),
  );
  const settle = (ref: string | null, text = "茂", type = "PER") =>
    settleLink(
      { ref, text, type },
      new Map([
        ["#p1", "q1"],
        ["#p2", null],
      ]),
      known,
    );
  expect(settle("#p1")).toEqual({ ref: "q1", isOther: false });
  expect(settle("#p2")).toEqual({ ref: null, isOther: false });
  expect(settle("q3")).toEqual({ ref: "q3", isOther: false });
  expect(settle("Wikidata:Q313571")).toEqual({ ref: "q1", isOther: false });
  expect(settle("Q313571", "北京", "LOC")).toEqual({ ref: "Q313571", isOther: false });
  expect(settle("q2")).toEqual({ ref: "q3", isOther: true });
  expect(settle("q2", "誰")).toEqual({ ref: null, isOther: true });
  expect(settle("nobody")).toEqual({ ref: "nobody", isOther: false });
  expect(settle("")).toEqual({ ref: null, isOther: false });
});

test("whatever comes, no two of a file become one, each leads to one of its type and name, and new ids of ours are found again", () => {
  const name = fc.constantFrom("甲", "乙", "𠮷田茂", "王偉");
  const fields = {
    name,
    type: fc.constantFrom("PER", "ORG"),
    aliases: fc.array(name, { maxLength: 2 }),
    link: fc.constantFrom("", "", "Q1", "http://www.wikidata.org/entity/Q1", "https://a.org/1", "字"),
    note: fc.constantFrom("", "註"),
  };
  const entries = fc.array(fc.record(fields), { maxLength: 5 });
  fc.assert(
    fc.property(entries, entries, fc.boolean(), (there, come, own) => {
      const list = come.map((one, index) => ({ ...one, id: own ? `g${index}` : `#g${index}`, own }));
      const first = meet(list, ...there.map((one, index) => ({ ...one, id: `r${index}` })));
      const ids = [...first.ids.values()];
      expect(new Set(ids).size).toBe(ids.length);
      for (const one of list) {
        const found = first.after.find(({ id }) => id === first.ids.get(one.id));
        expect(found?.type).toBe(one.type);
        expect([found?.name, ...(found?.aliases ?? [])]).toContain(one.name);
      }
      if (!own) return;
      const again = meet(list, ...first.after);
      const isNew = list.filter(({ id }) => first.ids.get(id) === id);
      for (const { id } of isNew) expect(again.ids.get(id)).toBe(id);
    }),
  );
});
