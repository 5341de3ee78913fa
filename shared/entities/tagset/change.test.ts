import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entity, GalleyDocument, Relation } from "../../model/document.ts";
import { codePointLength } from "../../model/offsets.ts";
import type { Registry } from "../../model/settings.ts";
import { written } from "../../model/testing.ts";
import { verifyDocument } from "../../model/verify.ts";
import {
  changeLabel,
  changesNothing,
  migrateDocument,
  migrateRegistry,
  noChange,
  type TagsetChange,
} from "./change.ts";

const entity = (id: string, type: string, start: number, end: number, more: Partial<Entity> = {}): Entity => {
  const text = Array.from("𠮷田市长张三到访北京").slice(start, end).join("");
  return { id, type, start, end, text, ref: null, by: "editor", note: "", ...more };
};
const relation = (id: string, type: string, from: string, to: string): Relation => {
  return { id, type, from, to, by: "editor", note: "" };
};
function documentOf(entities: Entity[], relations: Relation[] = []): GalleyDocument {
  const document = written("𠮷田市长张三到访北京");
  const [article] = document.articles;
  if (article?.blocks[0]) article.blocks[0].entities = entities;
  return relations.length ? { ...document, relations } : document;
}
const change = (more: Partial<TagsetChange>): TagsetChange => ({ ...noChange, ...more });
const entities = ({ articles }: GalleyDocument) => articles[0]?.blocks[0]?.entities ?? [];
const place = entity("e1", "LOC", 0, 3);
const person = entity("e2", "PER", 5, 7, { note: "市长", attributes: { sex: "男", since: "2020" } });

test("a document that has nothing of it is the same object", () => {
  const document = documentOf([place]);
  expect(migrateDocument(document, change({ types: { PER: "PERSON" } }))).toEqual({ document, places: [] });
  expect(migrateDocument(document, change({ types: { LOC: "LOC" } })).document).toBe(document);
});

test("a type that is renamed keeps everything else of its entities", () => {
  const { document, places } = migrateDocument(documentOf([place, person]), change({ types: { PER: "PERSON" } }));
  expect(entities(document)).toEqual([place, { ...person, type: "PERSON" }]);
  expect(places).toMatchObject([{ what: "PER → PERSON", kind: "retyped", block: "b1" }]);
});

test("types may change places, each entity once", () => {
  const { document } = migrateDocument(documentOf([place, person]), change({ types: { PER: "LOC", LOC: "PER" } }));
  expect(entities(document).map(({ type }) => type)).toEqual(["PER", "LOC"]);
});

test("a type that is deleted takes its tags off, and their relations go", () => {
  const before = documentOf([place, person], [relation("r1", "lives", "e2", "e1")]);
  const { document, places } = migrateDocument(before, change({ types: { LOC: null } }));
  expect(entities(document)).toEqual([person]);
  expect(document.relations).toEqual([]);
  expect(places.map(({ what, kind }) => [what, kind])).toEqual([
    ["LOC → ∅", "untagged"],
    ["lives → ∅", "relation"],
  ]);
});

describe("what becomes equal to another entity is folded into it", () => {
  const twin = entity("e3", "ORG", 0, 3, { note: "官方", ref: "x", attributes: { rank: "市" } });

  test("with its note, link and attributes, and its relations", () => {
    const before = documentOf(
      [twin, place, person],
      [relation("r1", "at", "e2", "e3"), relation("r2", "at", "e2", "e1")],
    );
    const { document, places } = migrateDocument(before, change({ types: { ORG: "LOC" } }));
    expect(entities(document)).toEqual([{ ...place, note: "官方", ref: "x", attributes: { rank: "市" } }, person]);
    // One of the two said the same, afterwards.
    expect(document.relations).toEqual([relation("r2", "at", "e2", "e1")]);
    expect(places.find(({ kind }) => kind === "folded")).toMatchObject({ entity: { id: "e3" }, after: null });
  });

  test("but not where the two are linked to different things", () => {
    const before = documentOf([{ ...place, ref: "y" }, twin]);
    const { document } = migrateDocument(before, change({ types: { ORG: "LOC" } }));
    expect(entities(document).map(({ id, type }) => [id, type])).toEqual([
      ["e1", "LOC"],
      ["e3", "LOC"],
    ]);
  });
});

test("attributes are renamed, joined where the other is empty, and taken off", () => {
  const rename = migrateDocument(documentOf([person]), change({ attributes: { PER: { sex: "gender" } } }));
  expect(entities(rename.document)[0]?.attributes).toEqual({ gender: "男", since: "2020" });
  const remove = migrateDocument(documentOf([person]), change({ attributes: { PER: { sex: null, since: null } } }));
  expect(entities(remove.document)[0]).not.toHaveProperty("attributes");
  expect(remove.places.map(({ what }) => what)).toEqual(["PER.sex → ∅", "PER.since → ∅"]);
  const other = migrateDocument(documentOf([person]), change({ attributes: { LOC: { sex: null } } }));
  expect(other.places).toEqual([]);
});

test("kinds of relations are renamed and removed", () => {
  const before = documentOf([place, person], [relation("r1", "lives", "e2", "e1"), relation("r2", "born", "e2", "e1")]);
  const { document } = migrateDocument(before, change({ relations: { lives: "resides", born: null } }));
  expect(document.relations).toEqual([relation("r1", "resides", "e2", "e1")]);
});

test("suggestions that were refused stay refused under the new name", () => {
  const before = { ...documentOf([]), dismissed: [{ rule: "suggest:PER", quote: "张三", before: "长", after: "到" }] };
  const { document } = migrateDocument(before, change({ types: { PER: "PERSON" } }));
  expect(document.dismissed).toMatchObject([{ rule: "suggest:PERSON" }]);
});

test("the registry follows; links to entries that are to go are taken off before they do", () => {
  const entry = (id: string, type: string) => ({ id, name: id, type, aliases: [], link: "", note: "" });
  const registry: Registry = {
    format: "galley/entities",
    version: 1,
    entities: [entry("a", "PER"), entry("b", "LOC")],
  };
  const result = migrateRegistry(registry, change({ types: { PER: "PERSON", LOC: null } }));
  expect(result.registry.entities).toEqual([entry("a", "PERSON"), entry("b", "LOC")]);
  expect([result.retyped, [...result.gone]]).toEqual([1, ["b"]]);
  expect(migrateRegistry(registry, change({ types: { DATE: null } })).registry).toBe(registry);
  const { document } = migrateDocument(documentOf([{ ...person, ref: "b" }]), noChange, result.gone);
  expect(entities(document)[0]?.ref).toBeNull();
});

test("the change in a line", () => {
  const what = change({
    types: { PER: "PERSON", LOC: null, ORG: "ORG" },
    attributes: { PER: { a: "b" } },
    relations: { r: null },
  });
  expect(changeLabel(what)).toBe("PER → PERSON, LOC → ∅, PER.a → b, r → ∅");
  expect(changesNothing(change({ types: { ORG: "ORG" }, attributes: { ORG: {} } }))).toBe(true);
});

test("whatever is changed, documents stay sound and no type that was mapped is left", () => {
  const names = ["A", "B", "C", "D"] as const;
  const name = fc.constantFrom(...names);
  const target = fc.option(name);
  const length = codePointLength("𠮷田市长张三到访北京");
  const spans = fc.array(
    fc.record({
      type: name,
      start: fc.nat(length - 1),
      size: fc.integer({ min: 1, max: 4 }),
      ref: fc.constantFrom(null, "x", "y"),
    }),
    { maxLength: 12 },
  );
  const ends = fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.constantFrom("r", "s")), { maxLength: 10 });
  fc.assert(
    fc.property(
      spans,
      ends,
      fc.dictionary(name, target),
      fc.dictionary(fc.constantFrom("r", "s"), fc.option(fc.constantFrom("r", "s"))),
      (list, pairs, types, relations) => {
        const tagged = list.map(({ type, start, size, ref }, index) =>
          entity(`e${index}`, type, start, Math.min(length, start + size), { ref }),
        );
        const known = (at: number) => tagged[at % Math.max(1, tagged.length)]?.id ?? "";
        const linked = tagged.length
          ? pairs.map(([from, to, type], index) => relation(`r${index}`, type, known(from), known(to)))
          : [];
        const before = documentOf(tagged, linked);
        const copy = JSON.stringify(before);
        const { document, places } = migrateDocument(before, change({ types, relations }));
        expect(verifyDocument(document, null)).toEqual([]);
        expect(JSON.stringify(before)).toBe(copy);
        const left = entities(document);
        for (const { id, type } of tagged) {
          const to = Object.hasOwn(types, type) ? types[type] : type;
          const now = left.find((one) => one.id === id);
          if (to === null) expect(now).toBeUndefined();
          else if (now) expect(now.type).toBe(to);
          else expect(places.some((one) => one.kind === "folded" && one.entity.id === id)).toBe(true);
        }
        // Spans are never changed, only kept or taken off.
        for (const { id, start, end } of left)
          expect(tagged.find((one) => one.id === id)).toMatchObject({ start, end });
      },
    ),
    { numRuns: 300 },
  );
});
