import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changeOfDraft,
  changeType,
  type Draft,
  draftOf,
  mergeType,
  removeType,
  tagsetOfDraft,
} from "../../../shared/entities/tagset/draft.ts";
import { tagsetOf } from "../../../shared/entities/tagset/tagset.ts";
import { blocksOf } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Corpus } from "../corpus.ts";
import { collect, temporaryCorpus } from "../testing.ts";
import { nothing } from "./plan.ts";
import { TagsetPlan } from "./tagset-plan.ts";
import { documentBytes, importTexts } from "./testing.ts";

type Span = [type: string, start: number, end: number];

/** A corpus of pages with these spans in the first block of each, and a relation between the first two of a page. */
async function tagged(pages: readonly (readonly Span[])[]): Promise<{ corpus: Corpus; ids: string[] }> {
  const corpus = await temporaryCorpus();
  const ids = await importTexts(
    corpus,
    pages.map((_, index) => `𠮷田市长张三到访北京${index}`),
  );
  for (const [index, id] of ids.entries()) {
    const { document, hash } = await corpus.readDocument(id);
    const [block] = blocksOf(document);
    const text = new CodePointText(block?.text ?? "");
    if (block)
      block.entities = (pages[index] ?? []).map(([type, start, end], at) => {
        return { id: `e${at}`, type, start, end, text: text.slice(start, end), ref: null, by: "editor", note: "" };
      });
    if ((pages[index] ?? []).length > 1)
      document.relations = [{ id: "r1", type: "located_in", from: "e0", to: "e1", by: "editor", note: "" }];
    await corpus.save(document, hash);
  }
  return { corpus, ids };
}

async function planned(corpus: Corpus, edit: (draft: Draft) => Draft): Promise<TagsetPlan> {
  const base = tagsetOf(corpus.settings);
  const draft = edit(draftOf(base));
  return await TagsetPlan.make(corpus, { tagset: tagsetOfDraft(draft), base, change: changeOfDraft(draft) });
}
const carryOut = (corpus: Corpus, plan: TagsetPlan) =>
  corpus.carryOut(plan.operation, plan.documents(nothing), { files: plan.files });

const key = (draft: Draft, id: string) => draft.types.find(({ type }) => type.id === id)?.key ?? "";
const rename = (id: string, to: string) => (draft: Draft) => changeType(draft, key(draft, id), { id: to });
const merge = (id: string, to: string) => (draft: Draft) => mergeType(draft, key(draft, id), key(draft, to));
const remove = (id: string) => (draft: Draft) => removeType(draft, key(draft, id));

/** All of a corpus's own files that an operation may change, byte for byte. */
function bytes(corpus: Corpus): Record<string, string> {
  const own = (name: string) => readFileSync(join(corpus.dir, name), "hex");
  return { ...documentBytes(corpus.dir), settings: own("galley.json"), registry: own("entities.json") };
}
async function types(corpus: Corpus, id: string): Promise<string[]> {
  const { document } = await corpus.readDocument(id);
  return blocksOf(document).flatMap(({ entities }) => entities.map(({ type }) => type));
}
function writeRegistry(corpus: Corpus, ...entries: [id: string, type: string][]): void {
  const entities = entries.map(([id, type]) => ({ id, name: id, type, aliases: [], link: "", note: "" }));
  const file = { format: "galley/entities", version: 1, entities };
  // A spacing that the program would not write.
  writeFileSync(join(corpus.dir, "entities.json"), JSON.stringify(file));
}
const registryTypes = async (corpus: Corpus) =>
  (await corpus.readRegistry()).entities.map(({ id, type }) => [id, type]);

const place: Span = ["LOC", 0, 3];
const person: Span = ["PER", 5, 7];

test("a merge changes documents, tagset and registry as one, and undoing gives back the very bytes of all", async () => {
  const { corpus, ids } = await tagged([[place, person], [["ORG", 0, 3], person], [person]]);
  writeRegistry(corpus, ["吉田市", "ORG"], ["北京", "LOC"]);
  const before = bytes(corpus);
  const plan = await planned(corpus, merge("ORG", "LOC"));
  expect(plan.counts).toEqual({
    changes: 1,
    documents: 1,
    byRule: [{ rule: "ORG → LOC", changes: 1, documents: 1 }],
  });
  expect(plan.registryEntries).toBe(1);
  expect(await plan.page(null, 0, 10)).toMatchObject([
    {
      document: ids[1],
      rule: "ORG → LOC",
      before: "［ORG 𠮷田市］长张三到访北京1",
      after: "［LOC 𠮷田市］长张三到访北京1",
    },
  ]);
  expect(bytes(corpus)).toEqual(before);

  expect(await carryOut(corpus, plan)).toEqual({ changed: [ids[1]], failures: [], stopped: null });
  expect(await types(corpus, ids[1] ?? "")).toEqual(["LOC", "PER"]);
  expect(corpus.settings.entityTypes.map(({ id }) => id)).not.toContain("ORG");
  expect(await registryTypes(corpus)).toEqual([
    ["吉田市", "LOC"],
    ["北京", "LOC"],
  ]);
  expect(await corpus.lastOperation()).toMatchObject({ kind: "tagset", label: "ORG → LOC", documents: 1 });
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);

  expect(await corpus.undoLast()).toMatchObject({ changed: [ids[1]], failures: [] });
  expect(bytes(corpus)).toEqual(before);
  expect(corpus.settings.entityTypes.map(({ id }) => id)).toContain("ORG");
});

test("a type that no document has is renamed as an operation too, of no documents", async () => {
  const { corpus } = await tagged([[place]]);
  const before = bytes(corpus);
  const plan = await planned(corpus, rename("MONEY", "AMOUNT"));
  expect(plan.counts).toEqual({ changes: 0, documents: 0, byRule: [] });
  await carryOut(corpus, plan);
  expect(corpus.settings.entityTypes.map(({ id }) => id)).toContain("AMOUNT");
  expect(await corpus.lastOperation()).toMatchObject({ kind: "tagset", documents: 0 });
  expect(await corpus.undoLast()).toMatchObject({ changed: [], failures: [] });
  expect(bytes(corpus)).toEqual(before);
});

test("what imports make of files' own names follows", async () => {
  const { corpus } = await tagged([[person]]);
  const path = join(corpus.dir, "galley.json");
  const importMapping = { brat: { types: { Human: "PER", Town: "LOC", Skip: "" }, roles: {} } };
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), importMapping }));
  await carryOut(corpus, await planned(corpus, (draft) => remove("LOC")(rename("PER", "PERSON")(draft))));
  expect(corpus.settings.importMapping).toEqual({ brat: { types: { Human: "PERSON", Skip: "" }, roles: {} } });
});

describe("undoing when galley.json or the registry were changed since", () => {
  test("takes back what the operation did and keeps the rest", async () => {
    const { corpus, ids } = await tagged([[person]]);
    writeRegistry(corpus, ["张三", "PER"]);
    await carryOut(corpus, await planned(corpus, rename("PER", "PERSON")));
    await corpus.setProofing({ rules: { "space.han": false }, userRules: [] });
    const base = tagsetOf(corpus.settings);
    const draft = draftOf(base);
    await corpus.setTagset(tagsetOfDraft(changeType(draft, key(draft, "LOC"), { color: "#006d77" })), base);
    writeRegistry(corpus, ["张三", "PERSON"], ["李四", "PERSON"]);

    expect(await corpus.undoLast()).toMatchObject({ changed: ids, failures: [] });
    const { entityTypes, proofing } = corpus.settings;
    expect(entityTypes.map(({ id }) => id).slice(0, 3)).toEqual(["PER", "ORG", "LOC"]);
    expect(entityTypes.find(({ id }) => id === "LOC")?.color).toBe("#006d77");
    expect(proofing?.rules).toEqual({ "space.han": false });
    expect(await registryTypes(corpus)).toEqual([
      ["张三", "PER"],
      ["李四", "PERSON"],
    ]);
  });

  test("names what others have changed of the same, and leaves it", async () => {
    const { corpus } = await tagged([[person]]);
    await carryOut(corpus, await planned(corpus, rename("PER", "PERSON")));
    const base = tagsetOf(corpus.settings);
    const draft = draftOf(base);
    const recoloured = changeType(draft, key(draft, "PERSON"), { color: "#006d77" });
    await corpus.setTagset(tagsetOfDraft(recoloured), base);
    const undone = await corpus.undoLast();
    expect(undone?.failures).toMatchObject([{ document: "galley.json", error: { code: "conflict" } }]);
    expect(undone?.failures[0]?.error.message).toContain("entityTypes: PERSON");
    expect(corpus.settings.entityTypes.map(({ id }) => id).slice(0, 2)).toEqual(["PER", "PERSON"]);
  });
});

test("a plan from a tagset that is not the corpus's any more is refused, made or carried out, and nothing changes", async () => {
  const { corpus } = await tagged([[person]]);
  const base = tagsetOf(corpus.settings);
  const plan = await planned(corpus, rename("PER", "PERSON"));
  const draft = draftOf(base);
  await corpus.setTagset(tagsetOfDraft(changeType(draft, key(draft, "LOC"), { color: "#006d77" })), base);
  const before = bytes(corpus);
  expect(await carryOut(corpus, plan)).toMatchObject({ changed: [], stopped: { code: "conflict" } });
  expect(bytes(corpus)).toEqual(before);
  expect(await corpus.lastOperation()).toBeNull();
  const stale = {
    tagset: tagsetOfDraft(rename("PER", "X")(draft)),
    base,
    change: { types: {}, attributes: {}, relations: {} },
  };
  await expect(TagsetPlan.make(corpus, stale)).rejects.toMatchObject({ code: "conflict" });
  await expect(corpus.setTagset(stale.tagset, base)).rejects.toMatchObject({ code: "conflict" });
});

test("an unsound tagset, a target that is none, and a part of a plan are refused", async () => {
  const { corpus } = await tagged([[person]]);
  const base = tagsetOf(corpus.settings);
  const light = tagsetOfDraft(((draft) => changeType(draft, key(draft, "PER"), { color: "#ffee00" }))(draftOf(base)));
  await expect(corpus.setTagset(light, base)).rejects.toMatchObject({ code: "bad-tagset" });
  const change = { types: { PER: "NOWHERE" }, attributes: {}, relations: {} };
  await expect(TagsetPlan.make(corpus, { tagset: base, base, change })).rejects.toMatchObject({ code: "usage" });
  const plan = await planned(corpus, remove("PER"));
  const without = { ...nothing, documents: new Set(["a"]) };
  await expect(collect(plan.documents(without))).rejects.toMatchObject({ code: "usage" });
});

test("whatever is renamed, merged and deleted, in a row, documents are sound and undoing it all gives back the bytes", async () => {
  const names = ["PER", "ORG", "LOC", "DATE"] as const;
  const name = fc.constantFrom(...names);
  const span = fc
    .tuple(name, fc.nat(8), fc.integer({ min: 1, max: 3 }))
    .map(([type, start, size]): Span => [type, start, start + size]);
  const step = fc.oneof(
    fc.tuple(name, name).map(([a, b]) => (a === b ? remove(a) : merge(a, b))),
    fc.tuple(name, fc.constantFrom("AAA", "BBB")).map(([a, b]) => rename(a, b)),
    name.map(remove),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(span, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
      fc.array(step, { minLength: 1, maxLength: 3 }),
      async (pages, steps) => {
        const { corpus, ids } = await tagged(pages);
        writeRegistry(corpus, ["甲", "PER"], ["乙", "LOC"]);
        const before = bytes(corpus);
        let done = 0;
        for (const edit of steps) {
          const draft = draftOf(tagsetOf(corpus.settings));
          const after = tagsetOfDraft(edit(draft));
          // Two types of one id are no tagset; a step on a type that is gone is none.
          if (new Set(after.entityTypes.map(({ id }) => id)).size < after.entityTypes.length || edit(draft) === draft)
            continue;
          if (JSON.stringify(after) === JSON.stringify(tagsetOfDraft(draft))) continue;
          expect(await carryOut(corpus, await planned(corpus, edit))).toMatchObject({ failures: [], stopped: null });
          done++;
          const known = new Set(corpus.settings.entityTypes.map(({ id }) => id));
          for (const id of ids) expect((await types(corpus, id)).filter((type) => !known.has(type))).toEqual([]);
          expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
        }
        for (let i = 0; i < done; i++) expect((await corpus.undoLast())?.failures).toEqual([]);
        expect(bytes(corpus)).toEqual(before);
      },
    ),
    { numRuns: 8 },
  );
});
