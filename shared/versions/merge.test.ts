import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import { written } from "../model/testing.ts";
import { verifyDocument } from "../model/verify.ts";
import { differingBlocks, mergeDocuments, type Side } from "./merge.ts";

/** A change of a document: blocks by index are rewritten, taken out, put in behind, or moved to the end. */
type Change = { at: number; do: "write" | "remove" | "insert" | "move" | "divide" };

function changed(document: GalleyDocument, changes: readonly Change[], by: string): GalleyDocument {
  const blocks = blocksOf(document);
  let articles = 1;
  for (const [index, { at, do: what }] of changes.entries()) {
    const place = at % Math.max(1, blocks.length);
    const block = blocks[place];
    if (!block) continue;
    const text = `${block.text}${by}${index}`;
    if (what === "write") blocks[place] = { ...block, text, pieces: [{ inserted: text }] };
    else if (what === "remove" && blocks.length > 1) blocks.splice(place, 1);
    else if (what === "move") blocks.push(...blocks.splice(place, 1));
    else if (what === "divide") articles = 2;
    else if (what === "insert")
      blocks.splice(place + 1, 0, { ...block, id: `n${by}${index}`, text, pieces: [{ inserted: text }] });
  }
  const half = articles === 2 && blocks.length > 1 ? Math.floor(blocks.length / 2) : blocks.length;
  const parts = [blocks.slice(0, half), blocks.slice(half)].filter((part) => part.length);
  return { ...document, articles: parts.map((part, index) => ({ id: index ? `a${by}` : "a1", blocks: part })) };
}

const base = written("一", "二", "𠮷三", "四", "五");
const changes = fc.array(
  fc.record({
    at: fc.nat(9),
    do: fc.constantFrom("write" as const, "remove" as const, "insert" as const, "move" as const, "divide" as const),
  }),
  { maxLength: 5 },
);
const texts = (document: GalleyDocument) => blocksOf(document).map(({ text }) => text);
const none = new Map<string, Side>();

test("what only one side changed is that side's, all of it", () => {
  fc.assert(
    fc.property(changes, (one) => {
      const version = changed(base, one, "甲");
      expect(mergeDocuments(base, version, base, none).articles).toEqual(version.articles);
      expect(mergeDocuments(base, base, version, none).articles).toEqual(version.articles);
      expect(mergeDocuments(null, version, version, none).articles).toEqual(version.articles);
    }),
  );
});

test("whatever both did and whatever is chosen, the merged document is sound, and has each block as one of the two", () => {
  fc.assert(
    fc.property(changes, changes, fc.boolean(), fc.infiniteStream(fc.boolean()), (one, two, known, coins) => {
      const mine = changed(base, one, "甲");
      const theirs = changed(base, two, "乙");
      const origin = known ? base : null;
      const choices = new Map(
        differingBlocks(origin, mine, theirs).map(({ id }): [string, Side] => [
          id,
          coins.next().value ? "mine" : "theirs",
        ]),
      );
      for (const chosen of [none, choices]) {
        const merged = mergeDocuments(origin, mine, theirs, chosen);
        // All blocks may have been given up.
        if (!merged.articles.length) continue;
        expect(verifyDocument(merged, null)).toEqual([]);
        const either = new Set([...texts(mine), ...texts(theirs)]);
        for (const text of texts(merged)) expect(either).toContain(text);
      }
    }),
  );
});

test("changes of two blocks meet without a question", () => {
  const mine = changed(base, [{ at: 0, do: "write" }], "甲");
  const theirs = changed(
    { ...base, status: "review" },
    [
      { at: 3, do: "write" },
      { at: 4, do: "insert" },
    ],
    "乙",
  );
  expect(differingBlocks(base, mine, theirs).map(({ id, suggested }) => [id, suggested])).toEqual([
    ["b1", "mine"],
    ["b4", "theirs"],
    ["n乙1", "theirs"],
  ]);
  const merged = mergeDocuments(base, mine, theirs, none);
  expect(texts(merged)).toEqual(["一甲0", "二", "𠮷三", "四乙0", "五", "五乙1"]);
  expect(merged.status).toBe("review");
});

test("a block that both changed waits for a choice; without a base, so does every one that differs", () => {
  const mine = changed(base, [{ at: 1, do: "write" }], "甲");
  const theirs = changed(base, [{ at: 1, do: "write" }], "乙");
  expect(differingBlocks(base, mine, theirs).map(({ suggested }) => suggested)).toEqual([null]);
  expect(texts(mergeDocuments(base, mine, theirs, new Map([["b2", "theirs"]])))[1]).toBe("二乙0");
  expect(texts(mergeDocuments(base, mine, theirs, none))[1]).toBe("二甲0");
  const other = changed(base, [{ at: 2, do: "write" }], "乙");
  expect(differingBlocks(null, mine, other).map(({ suggested }) => suggested)).toEqual([null, null]);
});

test("taken out here and changed there is a question; taken out here alone is not", () => {
  const mine = changed(base, [{ at: 1, do: "remove" }], "甲");
  const theirs = changed(base, [{ at: 1, do: "write" }], "乙");
  expect(differingBlocks(base, mine, theirs)).toMatchObject([{ id: "b2", mine: null, suggested: null }]);
  expect(texts(mergeDocuments(base, mine, theirs, new Map([["b2", "theirs"]])))).toEqual([
    "一",
    "二乙0",
    "𠮷三",
    "四",
    "五",
  ]);
  expect(texts(mergeDocuments(base, mine, base, none))).not.toContain("二");
});
