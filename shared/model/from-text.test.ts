import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { articlesFromText } from "./from-text.ts";
import { CodePointText } from "./offsets.ts";
import { piecesText } from "./pieces.ts";

const blocks = (source: string) => articlesFromText(source).flatMap((article) => article.blocks);
const roles = (source: string) => blocks(source).map(({ role, text }) => [role, text]);

/** Written a second time and differently on purpose: the marks of a line by the rules of the import, else nothing. */
const withoutMarks = (source: string) =>
  source
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?)(?=\S)/, ""))
    .join("")
    .replace(/\s/g, "");

function expectFaithful(source: string): void {
  const found = blocks(source);
  const indexed = new CodePointText(source);
  for (const block of found) expect(piecesText(block.pieces, indexed)).toBe(block.text);
  expect(
    found
      .map(({ text }) => text)
      .join("")
      .replace(/\s/g, ""),
  ).toBe(withoutMarks(source));
}

const seeds = readdirSync("seeds").filter((name) => name.endsWith(".txt"));

test.each(seeds)("every character of %s that is no mark is in exactly one block", (name) => {
  expectFaithful(readFileSync(`seeds/${name}`, "utf8"));
});

test("every character of any text that is no mark is in exactly one block", () => {
  const part = fc.constantFrom(
    ..."离石𠮷#> \t\u3000。",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\r\n\r\n",
    "# ",
    "## ",
    "> ",
    "\u3000\u3000",
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 60 }).map((parts) => parts.join("")),
      expectFaithful,
    ),
    { numRuns: 500 },
  );
});

test.each([
  [
    "a blank line separates blocks",
    "甲\n\n乙",
    [
      ["paragraph", "甲"],
      ["paragraph", "乙"],
    ],
  ],
  [
    "a line of full-width spaces is blank",
    "甲\n\u3000\u3000\n乙",
    [
      ["paragraph", "甲"],
      ["paragraph", "乙"],
    ],
  ],
  ["lines without a blank one between stay one block", "甲\n乙", [["paragraph", "甲\n乙"]]],
  [
    "CRLF is one line end",
    "甲\r\n乙\r\n\r\n丙",
    [
      ["paragraph", "甲\n乙"],
      ["paragraph", "丙"],
    ],
  ],
  [
    "a lone CR is a line end",
    "甲\r乙\r\r丙",
    [
      ["paragraph", "甲\n乙"],
      ["paragraph", "丙"],
    ],
  ],
  [
    "a heading is a block of its own",
    "# 题\n文",
    [
      ["title", "题"],
      ["paragraph", "文"],
    ],
  ],
  ["deeper headings are headings", "### 小题", [["heading", "小题"]]],
  ["a quotation's lines are one quote", "> 甲\n> 乙", [["quote", "甲\n乙"]]],
  ["a number sign without a space is text", "#话题", [["paragraph", "#话题"]]],
  ["a mark with nothing after it is text", "# ", [["paragraph", "# "]]],
  ["an empty text is one empty block", " \n\n", [["paragraph", ""]]],
])("%s", (_, source, expected) => {
  expect(roles(source)).toEqual(expected);
});

test("pieces count code points, and the CR of a CRLF is in none", () => {
  expect(blocks("𠮷\r\n乙")[0]?.pieces).toEqual([{ source: [0, 1] }, { source: [2, 4] }]);
});
