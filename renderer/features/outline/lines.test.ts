import { expect, test } from "vitest";
import { outlineLines } from "./lines.ts";

const block = (id: string) => ({ id, role: "paragraph", text: id, codePoints: id.length });

test("each article's heading stands before its blocks, an article without blocks too", () => {
  const lines = outlineLines([
    { id: "a1", blocks: [block("b1"), block("b2")] },
    { id: "a2", blocks: [] },
    { id: "a3", blocks: [block("b3")] },
  ]);
  expect(lines.map((line) => (line.line === "article" ? `${line.number}: ${line.count}` : line.block.id))).toEqual([
    "1: 2",
    "b1",
    "b2",
    "2: 0",
    "3: 1",
    "b3",
  ]);
});

test("an article and a block of the same id are two lines, and so is a block before and after it became a title", () => {
  const keysOf = (role: string) => outlineLines([{ id: "x", blocks: [{ ...block("x"), role }] }]).map(({ key }) => key);
  expect(new Set([...keysOf("paragraph"), ...keysOf("title")]).size).toBe(3);
});
