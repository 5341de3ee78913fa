import fc from "fast-check";
import { expect, test } from "vitest";
import { mostNesting, nestsTooDeep, parseJsonText, UnsafeJson } from "./json-text.ts";

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

test("what nests too deep is refused before it is parsed, brackets in texts count for nothing", () => {
  const began = process.cpuUsage();
  expect(() => parseJsonText("[".repeat(5_000_000))).toThrow(UnsafeJson);
  expect(() => parseJsonText('{"a":'.repeat(1_000_000))).toThrow(/nest more than 64 deep/);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(8000);
  expect(parseJsonText(nested(mostNesting))).toBeTruthy();
  expect(() => parseJsonText(nested(mostNesting + 1))).toThrow(UnsafeJson);
  expect(parseJsonText(JSON.stringify({ text: `\\"${"[{".repeat(1000)}` }))).toEqual({
    text: `\\"${"[{".repeat(1000)}`,
  });
});

test.each([
  '{"__proto__":{"polluted":1}}',
  '{"a":[{"\\u005f_proto__":{"polluted":1}}]}',
  '{"\\u005F\\u005fproto\\u005f_":1}',
])("no key becomes a prototype: %s", (text) => {
  expect(() => parseJsonText(text)).toThrow(/the key .*__proto__ is not allowed/);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("any other JSON is what JSON.parse makes of it", () => {
  expect(parseJsonText('{"note":"__proto__ \\u005f"}')).toEqual({ note: "__proto__ _" });
  expect(() => parseJsonText('{"a":{"constructor":1}}', ["constructor"])).toThrow("a.constructor");
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      fc.pre(!text.includes("__proto__"));
      expect(parseJsonText(text)).toEqual(JSON.parse(text));
    }),
  );
});

test("a value that arrived as one is asked the same, without recursion", () => {
  let deep: unknown = 0;
  for (let depth = 0; depth < 200_000; depth++) deep = depth % 2 ? [deep] : { a: deep };
  expect(nestsTooDeep(deep)).toBe(true);
  expect(nestsTooDeep(JSON.parse(nested(mostNesting)))).toBe(false);
  expect(nestsTooDeep({ bytes: new Uint8Array(1_000_000) })).toBe(false);
});
