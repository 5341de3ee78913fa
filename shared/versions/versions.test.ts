import { expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import { articlesFromText } from "../model/from-text.ts";
import { codePointLength } from "../model/offsets.ts";
import { sampleDocument } from "../model/testing.ts";
import { applyFixes } from "../proofing/apply-edits.ts";
import type { Edit } from "../proofing/edits.ts";
import { compareDocuments } from "./compare.ts";
import { deltaOf, documentOfDelta } from "./delta.ts";
import { shareBlocks } from "./share-blocks.ts";

const text = "𠮷田茂訪問北京\n\n本报讯 近日，会议召開。\n\n记者 李明";

function page(): GalleyDocument {
  const document = { ...sampleDocument(), articles: articlesFromText(text), dismissed: [] };
  document.source = { ...document.source, length: codePointLength(text) };
  return document;
}

function edited(document: GalleyDocument, ...edits: Edit[]): GalleyDocument {
  const { document: after, applied } = applyFixes(document, [edits]);
  expect(applied).toEqual([true]);
  return after;
}

const kinds = (before: GalleyDocument, after: GalleyDocument) =>
  compareDocuments(before, after).blocks.map(({ id, before: old, after: now, moved }) => [
    id,
    !old ? "added" : !now ? "removed" : moved ? "moved" : "changed",
  ]);

test("two versions that are the same differ in nothing", () => {
  const { blocks, counts } = compareDocuments(page(), structuredClone(page()));
  expect(blocks).toEqual([]);
  expect(counts).toMatchObject({ blocks: 0, inserted: 0, deleted: 0, articles: false, status: null });
});

test("a change is counted in characters, not in halves of them", () => {
  const before = page();
  const after = edited(before, { do: "replace", block: "b1", start: 0, end: 1, text: "𠮶𠮶" });
  expect(kinds(before, after)).toEqual([["b1", "changed"]]);
  expect(compareDocuments(before, after).counts).toMatchObject({ blocks: 1, inserted: 2, deleted: 1 });
});

test("a block that is moved, and one that is divided, count for no characters", () => {
  const before = page();
  const moved = edited(before, { do: "move", blocks: ["b3"], place: "before", of: "b1" });
  expect(kinds(before, moved)).toEqual([["b3", "moved"]]);
  expect(compareDocuments(before, moved).counts).toMatchObject({ inserted: 0, deleted: 0 });
  const divided = edited(before, { do: "split", block: "b2", at: 3 });
  expect(compareDocuments(before, divided).counts).toMatchObject({ blocks: 2, inserted: 0, deleted: 0 });
});

test("a removed block stands where it stood", () => {
  const before = page();
  const after = structuredClone(before);
  after.articles[0]?.blocks.splice(1, 1);
  (after.articles[0]?.blocks[1] ?? { role: "" }).role = "byline";
  expect(kinds(before, after)).toEqual([
    ["b2", "removed"],
    ["b3", "changed"],
  ]);
});

test("blocks that are the same become the same objects", () => {
  const known = page();
  const other = structuredClone(edited(known, { do: "replace", block: "b2", start: 0, end: 3, text: "" }));
  const shared = shareBlocks(other, known);
  expect(shared).toEqual(other);
  expect(blocksOf(shared).map((block, index) => block === blocksOf(known)[index])).toEqual([true, false, true]);
});

test("a draft told as what changed is the document again, and can't be told without its base", () => {
  const base = page();
  const after = edited(base, { do: "replace", block: "b2", start: 0, end: 3, text: "讯" });
  const change = deltaOf({ ...after, status: "review" }, new Set(blocksOf(base)));
  expect(change.changed.map(({ id }) => id)).toEqual(["b2"]);
  expect(documentOfDelta(change, base)).toEqual({ ...after, status: "review" });
  expect(documentOfDelta(change, null)).toBeNull();
  expect(documentOfDelta(deltaOf(after, new Set()), null)).toEqual(after);
});
