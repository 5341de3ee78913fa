import { describe, expect, test } from "vitest";
import type { Attribute } from "../../model/settings.ts";
import { changesNothing } from "./change.ts";
import {
  addAttribute,
  addType,
  adoptType,
  changeAttribute,
  changeOfDraft,
  changeRelation,
  changeType,
  type Draft,
  draftOf,
  mergeType,
  moveType,
  removeAttribute,
  removeRelation,
  removeType,
  replaceTagset,
  tagsetOfDraft,
} from "./draft.ts";
import { newType } from "./members.ts";
import { likelyTarget, preset } from "./presets.ts";
import { tagsetProblems } from "./problems.ts";
import type { Tagset } from "./tagset.ts";

const rank: Attribute = { id: "rank", label: { zh: "级别", en: "Rank" }, kind: "choice", choices: ["市", "县"] };
const since: Attribute = { id: "since", label: { zh: "始于", en: "Since" }, kind: "date" };
const news = (): Tagset => {
  const tagset = preset("news");
  const entityTypes = tagset.entityTypes.map((type) => (type.id === "ORG" ? { ...type, attributes: [rank] } : type));
  return { ...tagset, entityTypes };
};
const key = (draft: Draft, id: string) => draft.types.find(({ type }) => type.id === id)?.key ?? "";
const ids = (draft: Draft) => tagsetOfDraft(draft).entityTypes.map(({ id }) => id);
const relation = (draft: Draft, id: string) => tagsetOfDraft(draft).relationTypes.find((one) => one.id === id);

test("nothing changed is the tagset, and nothing to do", () => {
  const draft = draftOf(news());
  expect(tagsetOfDraft(draft)).toEqual(news());
  expect(changesNothing(changeOfDraft(draft))).toBe(true);
});

test("a name, a colour, a key, an order, a new type: nothing that documents know of", () => {
  let draft = draftOf(news());
  draft = changeType(draft, key(draft, "PER"), { label: { zh: "人", en: "Human" }, color: "#7b3fb5", key: "x" });
  draft = moveType(draft, key(draft, "ORG"), -1);
  draft = addType(draft, newType(tagsetOfDraft(draft).entityTypes, "LAW"));
  expect(changesNothing(changeOfDraft(draft))).toBe(true);
  expect(ids(draft).slice(0, 2)).toEqual(["ORG", "PER"]);
  expect(ids(draft).at(-1)).toBe("LAW");
  expect(moveType(draft, key(draft, "ORG"), -1)).toEqual(draft);
});

test("an id that is renamed takes its relations along, also when it is typed letter by letter", () => {
  let draft = draftOf(news());
  const person = key(draft, "PER");
  for (const id of ["P", "PE", "PERS", "PERSON"]) draft = changeType(draft, person, { id });
  expect(changeOfDraft(draft)).toEqual({ types: { PER: "PERSON" }, attributes: {}, relations: {} });
  expect(relation(draft, "holds")?.from).toEqual(["PERSON"]);
});

test("two types may change places", () => {
  let draft = draftOf(news());
  const [person, body] = [key(draft, "PER"), key(draft, "ORG")];
  draft = changeType(changeType(draft, person, { id: "ORG" }), body, { id: "PER" });
  expect(changeOfDraft(draft).types).toEqual({ PER: "ORG", ORG: "PER" });
});

describe("a merge", () => {
  test("brings attributes along, joins choices, and relations name the other", () => {
    let draft = draftOf(news());
    const own = { ...rank, choices: ["县", "乡"] };
    draft = addAttribute(draft, key(draft, "LOC"), own);
    draft = mergeType(draft, key(draft, "ORG"), key(draft, "LOC"));
    const { attributes } = tagsetOfDraft(draft).entityTypes.find(({ id }) => id === "LOC") ?? {};
    expect(attributes).toEqual([{ ...rank, choices: ["县", "乡", "市"] }]);
    expect(changeOfDraft(draft)).toEqual({ types: { ORG: "LOC" }, attributes: {}, relations: {} });
    expect(relation(draft, "part_of")).toMatchObject({ from: ["LOC"], to: ["LOC"] });
  });

  test("of what was merged before goes on, and an attribute renamed afterwards is renamed for both", () => {
    let draft = draftOf(news());
    draft = mergeType(draft, key(draft, "ORG"), key(draft, "LOC"));
    const place = key(draft, "LOC");
    const row = draft.types.find((one) => one.key === place)?.attributes[0];
    draft = changeAttribute(draft, place, row?.key ?? "", { ...rank, id: "level" });
    draft = mergeType(draft, place, key(draft, "EVENT"));
    expect(changeOfDraft(draft)).toEqual({
      types: { ORG: "EVENT", LOC: "EVENT" },
      attributes: { ORG: { rank: "level" } },
      relations: {},
    });
  });

  test("into itself or into nothing is none", () => {
    const draft = draftOf(news());
    expect(mergeType(draft, key(draft, "ORG"), key(draft, "ORG"))).toBe(draft);
    expect(mergeType(draft, key(draft, "ORG"), "nowhere")).toBe(draft);
  });
});

test("a type that goes takes relations along that have no end left, not those that have another", () => {
  let draft = draftOf(news());
  draft = removeType(draft, key(draft, "TITLE"));
  expect(changeOfDraft(draft)).toEqual({
    types: { TITLE: null },
    attributes: {},
    relations: { holds: null, post_in: null },
  });
  draft = removeType(draft, key(draft, "LOC"));
  expect(relation(draft, "part_of")).toMatchObject({ from: ["ORG"], to: ["ORG"] });
});

test("a new type that goes again leaves no trace", () => {
  let draft = draftOf(news());
  draft = addType(draft, newType(tagsetOfDraft(draft).entityTypes, "LAW"));
  draft = removeType(draft, key(draft, "LAW"));
  expect(changesNothing(changeOfDraft(draft))).toBe(true);
});

test("attributes and kinds of relations that go are said by their names of before", () => {
  let draft = draftOf(news());
  const body = key(draft, "ORG");
  draft = changeType(draft, body, { id: "BODY" });
  draft = removeAttribute(draft, body, draft.types.find((one) => one.key === body)?.attributes[0]?.key ?? "");
  draft = addAttribute(draft, body, since);
  const [holds, postIn, ...others] = draft.relations;
  draft = removeRelation(draft, holds?.key ?? "");
  draft = removeRelation(draft, postIn?.key ?? "", others[0]?.key ?? "");
  draft = changeRelation(draft, others[1]?.key ?? "", { id: "in" });
  expect(changeOfDraft(draft)).toEqual({
    types: { ORG: "BODY" },
    attributes: { ORG: { rank: null } },
    relations: { holds: null, post_in: "member_of", located_in: "in" },
  });
});

test("what only documents have is taken in by a type", () => {
  let draft = draftOf(news());
  draft = adoptType(draft, "Person", key(draft, "PER"));
  expect(changeOfDraft(draft).types).toEqual({ Person: "PER" });
});

describe("another tagset in the place of this one", () => {
  test("takes over what is mapped, takes off what is mapped to nothing, keeps the rest", () => {
    const before = news();
    const mapping = { PER: "name", ORG: "organization", LOC: "address", TITLE: "position", DATE: null };
    const draft = replaceTagset(draftOf(before), preset("cluener"), mapping);
    const after = tagsetOfDraft(draft);
    expect(ids(draft)).toEqual([...preset("cluener").entityTypes.map(({ id }) => id), "EVENT", "MONEY", "QUANT"]);
    expect(changeOfDraft(draft).types).toEqual(mapping);
    expect(after.entityTypes.find(({ id }) => id === "organization")?.attributes).toEqual([rank]);
    expect(after.relationTypes.find(({ id }) => id === "holds")).toMatchObject({ from: ["name"], to: ["position"] });
    expect(tagsetProblems(after)).toEqual([]);
    // Its only way to a date is gone.
    expect(changeOfDraft(draft).relations).toEqual({ held_on: null });
    const keys = [...draft.types, ...draft.relations, ...draft.types.flatMap(({ attributes }) => attributes)];
    expect(new Set(keys.map((row) => row.key)).size).toBe(keys.length);
  });

  test("guesses what means the same", () => {
    const guess = (id: string) => {
      const type = news().entityTypes.find((one) => one.id === id);
      return type ? likelyTarget(type, preset("cluener")) : null;
    };
    expect(["PER", "ORG", "LOC", "TITLE", "DATE"].map(guess)).toEqual([
      "name",
      "organization",
      "address",
      "position",
      null,
    ]);
  });
});
