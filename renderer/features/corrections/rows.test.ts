import { expect, test } from "vitest";
import { correctionsOf } from "../../../shared/corrections/corrections-of.ts";
import { articlesFromText } from "../../../shared/model/from-text.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { sampleDocument } from "../../../shared/model/testing.ts";
import { applyFixes } from "../../../shared/proofing/apply-edits.ts";
import { rowsOf } from "./rows.ts";

const text = ["一", "二", "三", "四", "五", "六"].join("\n\n");
const source = new CodePointText(text);
const { document } = applyFixes({ ...sampleDocument(), articles: articlesFromText(text) }, [
  [{ do: "replace", block: "b3", start: 0, end: 1, text: "叁" }],
  [{ do: "replace", block: "b5", start: 1, end: 1, text: "，" }],
]);
const corrections = correctionsOf(document, source);
const rows = (...args: [kind: Parameters<typeof rowsOf>[2], ...unfolded: string[]]) =>
  rowsOf(document, corrections, args[0], new Set(args.slice(1) as string[])).map((row) =>
    row.row === "fold" ? `${row.first}+${row.count}` : row.block.id,
  );

test("blocks without a change are folded, a single one is shown", () => {
  expect(rows(null)).toEqual(["b1+2", "b3", "b4", "b5", "b6"]);
  expect(rows(null, "b1")).toEqual(["b1", "b2", "b3", "b4", "b5", "b6"]);
});

test("only blocks with changes of the chosen kind are shown", () => {
  expect(rows("punctuation")).toEqual(["b1+4", "b5", "b6"]);
  expect(rows("move")).toEqual(["b1+6"]);
});
