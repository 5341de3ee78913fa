import fc from "fast-check";
import { expect, test } from "vitest";
import type { SearchQuery } from "../../../shared/api.ts";
import { type Block, blocksOf } from "../../../shared/model/document.ts";
import { sliceCodePoints } from "../../../shared/model/offsets.ts";
import type { Corpus } from "../corpus.ts";
import { byName, collect, importText, temporaryCorpus } from "../testing.ts";
import { nothing } from "./plan.ts";
import { ReplacePlan } from "./replace-plan.ts";
import { documentBytes, withInserted } from "./testing.ts";

const everything: SearchQuery = { text: "", regex: false, role: null, type: null, status: null, sort: "page" };
const plan = (corpus: Corpus, query: Partial<SearchQuery>, replacement: string) =>
  ReplacePlan.make(corpus, { ...everything, ...query }, replacement);

async function blocks(corpus: Corpus, id: string): Promise<Block[]> {
  return blocksOf((await corpus.readDocument(id)).document);
}

async function replace(corpus: Corpus, query: Partial<SearchQuery>, replacement: string) {
  const made = await plan(corpus, query, replacement);
  return await corpus.carryOut(made.operation, made.documents(nothing));
}

test("a plan says every change with what is around it, and changes nothing", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "𠮷田巳经到京\n\n巳经");
  const before = documentBytes(corpus.dir);
  const made = await plan(corpus, { text: "巳经" }, "已经");
  expect(made.operation).toEqual({ kind: "replace", label: "巳经 → 已经" });
  expect(made.counts).toEqual({
    changes: 2,
    documents: 1,
    byRule: [{ rule: "replace", changes: 2, documents: 1 }],
  });
  const change = { document: id, rule: "replace", safe: false, role: "paragraph", message: { zh: "", en: "" } };
  expect(await made.page(null, 0, 10)).toMatchObject([
    { ...change, id: "0", before: "𠮷田巳经到京", after: "𠮷田已经到京" },
    { ...change, id: "1", before: "巳经", after: "已经" },
  ]);
  expect(await made.page("replace", 1, 10)).toHaveLength(1);
  expect(await made.page("space", 0, 10)).toEqual([]);
  expect([...made.places()][0]).toEqual({
    document: id,
    block: "b1",
    start: 2,
    end: 4,
    before: "巳经",
    after: "已经",
  });
  expect(documentBytes(corpus.dir)).toEqual(before);
});

test("rules, documents and single changes can be left out", async () => {
  const corpus = await temporaryCorpus();
  const [one, two] = [await importText(corpus, "甲甲甲", "1.txt"), await importText(corpus, "甲甲", "2.txt")];
  const made = await plan(corpus, { text: "甲" }, "乙");
  const chosen = async (without: Partial<typeof nothing>) => await collect(made.documents({ ...nothing, ...without }));
  expect(await chosen({ rules: new Set(["replace"]) })).toEqual([]);
  expect(await chosen({ documents: new Set([one]) })).toMatchObject([{ id: two }]);
  expect(await chosen({ changes: new Set(["3", "4"]) })).toMatchObject([{ id: one }]);
  const result = await corpus.carryOut(made.operation, made.documents({ ...nothing, changes: new Set(["1"]) }));
  expect(result.changed).toEqual([one, two]);
  expect([(await blocks(corpus, one))[0]?.text, (await blocks(corpus, two))[0]?.text]).toEqual(["乙甲乙", "乙乙"]);
});

test("entities keep their names and places, characters that stay keep their provenance", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "本报讯，吉田茂昨日抵京。");
  const { document, hash } = await corpus.readDocument(id);
  const block = blocksOf(document)[0];
  const entity = { type: "PER", ref: null, by: "editor", note: "" };
  block?.entities.push({ ...entity, id: "e1", start: 4, end: 7, text: "吉田茂" });
  block?.entities.push({ ...entity, id: "e2", type: "LOC", start: 10, end: 11, text: "京" });
  await corpus.save(
    { ...document, future: { kept: true }, dismissed: [{ rule: "x", quote: "讯", before: "", after: "" }] },
    hash,
  );

  expect(await replace(corpus, { text: "吉田" }, "𠮷田")).toMatchObject({ failures: [], stopped: null });
  expect(await replace(corpus, { text: "昨日" }, "昨夜")).toMatchObject({ failures: [], stopped: null });
  const changed = (await corpus.readDocument(id)).document;
  expect(changed).toMatchObject({ future: { kept: true }, dismissed: [{ rule: "x" }], revision: 3 });
  expect(changed.accepted).toBeUndefined();
  expect(blocksOf(changed)[0]).toMatchObject({
    text: "本报讯，𠮷田茂昨夜抵京。",
    entities: [
      { id: "e1", start: 4, end: 7, text: "𠮷田茂" },
      { id: "e2", start: 10, end: 11, text: "京" },
    ],
    pieces: [{ source: [0, 4] }, { inserted: "𠮷" }, { source: [5, 8] }, { inserted: "夜" }, { source: [9, 12] }],
  });
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("a document that was changed since the plan is refused by name, also when it is gone", async () => {
  const corpus = await temporaryCorpus();
  const [changed, kept] = [await importText(corpus, "甲", "1.txt"), await importText(corpus, "甲。", "2.txt")];
  const made = await plan(corpus, { text: "甲" }, "乙");
  const { document, hash } = await corpus.readDocument(changed);
  await corpus.save(withInserted(document, "改"), hash);
  const result = await corpus.carryOut(made.operation, made.documents(nothing));
  expect(result).toMatchObject({ changed: [kept], failures: [{ document: changed, error: { code: "conflict" } }] });
  expect((await blocks(corpus, changed))[0]?.text).toBe("甲改");
});

test("what becomes what it is already is no change", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus, "甲 乙");
  expect((await plan(corpus, { text: "[甲丙]", regex: true }, "甲")).counts).toEqual({
    changes: 0,
    documents: 0,
    byRule: [],
  });
});

test("replacing is what replacing in each block's text is, and undoing gives back the very bytes", async () => {
  const character = fc.constantFrom("甲", "乙", "𠮷", "e\u0301", " ", "\n\n", "# ");
  const page = fc.string({ unit: character, maxLength: 40 }).map((text) => `甲${text}`);
  const query = fc.constantFrom(
    { text: "甲", regex: false, to: "$&" },
    { text: "𠮷", regex: false, to: "" },
    { text: "(甲)(乙|𠮷)", regex: true, to: "$2$1" },
    { text: "e?\u0301?", regex: true, to: "𠮷" },
    { text: "^.|.$", regex: true, to: "" },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 3 }), query, async (pages, { text, regex, to }) => {
      const corpus = await temporaryCorpus();
      for (const [index, one] of pages.entries()) await importText(corpus, one, `${index}.txt`);
      const ids = await corpus.ids(byName);
      for (const id of ids) await tagSomething(corpus, id);
      const before = documentBytes(corpus.dir);
      const expected: Record<string, string> = {};
      for (const id of ids)
        for (const block of await blocks(corpus, id))
          expected[`${id} ${block.id}`] = regex
            ? block.text.replace(
                new RegExp(text, "gu"),
                (match, ...groups) => match && (to === "$2$1" ? `${groups[1]}${groups[0]}` : to),
              )
            : block.text.replaceAll(text, () => to);
      expect(await replace(corpus, { text, regex }, to)).toMatchObject({ failures: [], stopped: null });
      for (const id of ids)
        for (const block of await blocks(corpus, id)) {
          expect(block.text).toBe(expected[`${id} ${block.id}`]);
          for (const { start, end, text: covered } of block.entities)
            expect(sliceCodePoints(block.text, start, end)).toBe(covered);
        }
      expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
      await corpus.undoLast();
      expect(documentBytes(corpus.dir)).toEqual(before);
      expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
      await corpus.close();
    }),
    { numRuns: 25 },
  );
});

/** Tags the second to third character of each block that has so many. */
async function tagSomething(corpus: Corpus, id: string): Promise<void> {
  const { document, hash } = await corpus.readDocument(id);
  for (const [index, block] of blocksOf(document).entries()) {
    const text = sliceCodePoints(block.text, 1, 3);
    if (Array.from(text).length < 2 || text !== text.trim()) continue;
    const entity = { type: "PER", start: 1, end: 3, text, ref: null, by: "editor", note: "" };
    block.entities.push({ id: `e${index}`, ...entity });
  }
  await corpus.save(document, hash);
}
