import fc from "fast-check";
import { expect, test } from "vitest";
import { matcherOf } from "./matcher.ts";

type Found = { start: number; end: number; text: string; replacement: string };

function all(text: string, query: string, regex = false, replacement = ""): Found[] {
  const found: Found[] = [];
  matcherOf({ text: query, regex }, replacement).each(text, (start, end, put) =>
    found.push({ start, end, text: text.slice(start, end), replacement: put }),
  );
  return found;
}
const texts = (found: Found[]) => found.map(({ text }) => text);
const replaced = (text: string, query: string, replacement: string, regex = true) =>
  all(text, query, regex, replacement).map((found) => found.replacement);

const tricky = fc.string({ unit: fc.constantFrom("甲", "乙", "𠮷", "𠮸", "e", "e\u0301", "\n"), maxLength: 30 });

test("a literal text is found exactly: by case, width and code point", () => {
  expect(all("GalleyGALLEY", "Galley")).toHaveLength(1);
  expect(all("，,，", "，").map(({ start }) => start)).toEqual([0, 2]);
  expect(texts(all("e\u0301é", "é"))).toEqual(["é"]);
  expect(all("a.b", ".")).toHaveLength(1);
});

test("characters beyond U+FFFF are never found by halves", () => {
  expect(texts(all("𠮷𠮸", "𠮷"))).toEqual(["𠮷"]);
  expect(all("𠮷", "\ud842")).toEqual([]);
  expect(all("𠮷", "\udfb7")).toEqual([]);
  expect(texts(all("𠮷甲", ".", true))).toEqual(["𠮷", "甲"]);
});

test("matches don't overlap", () => {
  expect(all("啊啊啊啊啊", "啊啊").map(({ start }) => start)).toEqual([0, 2]);
});

test("an expression that also matches nothing finds only something, and comes to an end", () => {
  expect(texts(all("aa甲a", "a*", true))).toEqual(["aa", "a"]);
  expect(all("甲乙", "^|$|x*", true)).toEqual([]);
});

test("^ and $ are the text's ends, not a line's", () => {
  expect(all("甲\n甲", "^甲", true)).toHaveLength(1);
  expect(all("甲\n甲", "甲$", true).map(({ start }) => start)).toEqual([2]);
});

test("what is no expression is refused with its reason", () => {
  expect(() => matcherOf({ text: "(甲", regex: true })).toThrow(
    expect.objectContaining({
      code: "bad-pattern",
      details: { reason: expect.stringContaining("Unterminated group") },
    }),
  );
});

test("groups are filled in; what names none is taken as it is; a literal replacement always is", () => {
  expect(replaced("2020年5月", "(\\d+)年(\\d+)月", "$2/$1 [$&] $$1")).toEqual(["5/2020 [2020年5月] $1"]);
  expect(replaced("甲乙", "(?<first>.)(?<second>.)", "$<second>$<first>$<none>")).toEqual(["乙甲$<none>"]);
  expect(replaced("甲", "(.)", "$12 $2 $0 $")).toEqual(["甲2 $2 $0 $"]);
  expect(replaced("甲", "(甲)|(乙)", "[$2]")).toEqual(["[]"]);
  expect(replaced("甲", "甲", "$& $1 $$", false)).toEqual(["$& $1 $$"]);
});

test("the plain part of replacing is JavaScript's own", () => {
  fc.assert(
    fc.property(tricky, fc.constantFrom("(甲)(乙)?", "[𠮷乙]+", "e\u0301?", "(?<x>.)甲"), (text, source) => {
      const replacement = "<$1|$&|$$>";
      const parts: string[] = [];
      let done = 0;
      for (const { start, end, replacement: put } of all(text, source, true, replacement)) {
        parts.push(text.slice(done, start), put);
        done = end;
      }
      expect(parts.join("") + text.slice(done)).toBe(text.replace(new RegExp(source, "gu"), replacement));
    }),
  );
});

test("every literal match is the query, in order, and none is missed", () => {
  fc.assert(
    fc.property(tricky, tricky, (text, query) => {
      fc.pre(query !== "");
      const found = all(text, query);
      for (const [index, { start, end, text: match }] of found.entries()) {
        expect(match).toBe(query);
        expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
        expect(end).toBe(start + query.length);
      }
      expect(found).toHaveLength(text.split(query).length - 1);
    }),
  );
});
