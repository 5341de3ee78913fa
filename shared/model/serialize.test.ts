import fc from "fast-check";
import { expect, test } from "vitest";
import type { GalleyDocument } from "./document.ts";
import { articlesFromText } from "./from-text.ts";
import { codePointLength } from "./offsets.ts";
import { checkDocument, parseDocument } from "./parse.ts";
import { inFileOrder, serializeDocument } from "./serialize.ts";
import { anyJson, sampleDocument } from "./testing.ts";

test("parsing what was written gives the same document, unknown keys included", () => {
  const document = sampleDocument();
  expect(parseDocument(serializeDocument(document), "x")).toEqual(document);
});

test("loading and saving without an edit gives the same bytes", () => {
  const text = serializeDocument(sampleDocument());
  expect(serializeDocument(parseDocument(text, "x"))).toBe(text);
});

test("any text's document survives writing and reading, and is written the same again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), anyJson(3), (source, extra) => {
      const document = { ...sampleDocument(), articles: articlesFromText(source), extra };
      document.source = { ...document.source, length: codePointLength(source) };
      const text = serializeDocument(document);
      expect(JSON.parse(text)).toEqual(document);
      expect(serializeDocument(parseDocument(text, "x"))).toBe(text);
    }),
  );
});

test("inserted text survives writing and reading, whatever it looks like in JSON", () => {
  const text = fc.string({ unit: fc.constantFrom("[", "]", " ", "{", "}", '"', "\\", "\n", "字", "𠮷"), minLength: 1 });
  fc.assert(
    fc.property(fc.array(text), (parts) => {
      const document = sampleDocument();
      const block = document.articles[0]?.blocks[0];
      const pieces = parts.map((inserted) => ({ inserted }));
      if (block) Object.assign(block, { text: parts.join(""), pieces, entities: [] });
      expect(JSON.parse(serializeDocument(document))).toEqual(document);
    }),
    { examples: [[["[  ]"]]] },
  );
});

test("the order of known keys does not depend on the order in memory", () => {
  const document = sampleDocument();
  const reversed = Object.fromEntries(Object.entries(document).reverse()) as typeof document;
  expect(serializeDocument(reversed)).toBe(serializeDocument(document));
});

test("every entity, every relation, every block's pieces and every dismissal is one line", () => {
  const relation = { note: "", by: "editor", from: "e1", to: "e2", type: "Near", id: "r1" };
  const lines = serializeDocument({ ...sampleDocument(), relations: [relation] }).split("\n");
  for (const start of [
    '{ "id": "e1"',
    '{ "id": "r1", "type": "Near", "from": "e1"',
    '{ "id": "e2"',
    '"pieces": [ {',
    '{ "rule": "space"',
  ]) {
    expect(lines.filter((line) => line.trim().startsWith(start)).length).toBeGreaterThan(0);
  }
  expect(lines.filter((line) => line.includes('"id": "e1"') && line.includes('"score": 0.5'))).toHaveLength(1);
});

test("a change in one block touches no line of another", () => {
  const before = sampleDocument();
  const after = sampleDocument();
  const block = after.articles[0]?.blocks[0];
  if (block) Object.assign(block, { role: "kicker", entities: [] });
  const [old, now] = [before, after].map((document) => serializeDocument(document).split("\n")) as [string[], string[]];
  const rest = (lines: string[]) => lines.slice(lines.findIndex((line) => line.includes('"id": "b2"')));
  expect(rest(now)).toEqual(rest(old));
});

test.each([
  ["not JSON", "{", "document-damaged", "not valid JSON"],
  ["an array", "[]", "document-damaged", "not an object"],
  ["another format", '{"format":"x"}', "document-damaged", "galley/document"],
  ["a newer version", '{"format":"galley/document","version":999}', "document-newer", "newer version"],
  ["a missing key", '{"format":"galley/document","version":1,"id":"abcd"}', "document-damaged", "status"],
])("%s is refused by name", (_, text, code, words) => {
  expect(() => parseDocument(text, "页.json")).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(new RegExp(`页.json.*${words}`, "s")) }),
  );
});

test("the place of a wrong value is named", () => {
  const document = { ...sampleDocument(), articles: [{ id: "a1", blocks: [{ id: "b1" }] }] };
  expect(() => checkDocument(document, "x")).toThrow("at articles.0.blocks.0.role");
});

test("the keys of a document in the order of its file are those of the file, wherever they came from", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), anyJson(2), (seed, extra) => {
      const shuffle = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(shuffle);
        if (!value || typeof value !== "object") return value;
        const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, shuffle(item)]);
        const place = new Map(entries.map(([key], index) => [key, seed[index % Math.max(1, seed.length)] ?? 0]));
        return Object.fromEntries(entries.toSorted(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0)));
      };
      const document = shuffle({ ...sampleDocument(), extra }) as GalleyDocument;
      const ofFile = JSON.parse(serializeDocument(document)) as unknown;
      expect(JSON.stringify(inFileOrder(document))).toBe(JSON.stringify(ofFile));
    }),
    { numRuns: 100 },
  );
});
