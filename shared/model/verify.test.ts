import { expect, test } from "vitest";
import type { Block, Entity, GalleyDocument } from "./document.ts";
import { sampleDocument, sampleSourceText } from "./testing.ts";
import { verifyDocument } from "./verify.ts";

test("a sound document has no problems", () => {
  expect(verifyDocument(sampleDocument(), sampleSourceText)).toEqual([]);
});

const block = (document: GalleyDocument, index: number) => document.articles[0]?.blocks[index] as Block;
const entity = (document: GalleyDocument) => block(document, 0).entities[0] as Entity;

test.each<[string, string, string, (document: GalleyDocument) => void]>([
  ["a wrong source length", "source-length", "document", (d) => void d.source.length++],
  ["two blocks of one id", "unique-id", "b1", (d) => void Object.assign(block(d, 1), { id: "b1" })],
  ["an entity with a block's id", "unique-id", "b1", (d) => void Object.assign(entity(d), { id: "b1" })],
  [
    "two articles of one id",
    "unique-id",
    "a1",
    (d) => void d.articles.push({ id: "a1", blocks: [{ ...block(d, 1), id: "b3" }] }),
  ],
  ["half a character", "well-formed", "b2", (d) => void Object.assign(block(d, 1), { text: "\uD842" })],
  [
    "a piece past the source",
    "pieces-range",
    "b1",
    (d) => void Object.assign(block(d, 0), { pieces: [{ source: [2, 9999] }] }),
  ],
  ["a reversed piece", "pieces-range", "b1", (d) => void Object.assign(block(d, 0), { pieces: [{ source: [11, 2] }] })],
  ["text that its pieces don't make", "pieces-text", "b2", (d) => void Object.assign(block(d, 1), { text: "別的" })],
  ["a reversed entity", "entity-range", "b1/e1", (d) => void Object.assign(entity(d), { start: 5, end: 2 })],
  ["an empty entity", "entity-range", "b1/e1", (d) => void Object.assign(entity(d), { end: 2 })],
  ["an entity past the text", "entity-range", "b1/e1", (d) => void Object.assign(entity(d), { end: 10 })],
  ["an entity in UTF-16 units", "entity-text", "b1/e1", (d) => void Object.assign(entity(d), { end: 6 })],
])("%s is found", (_, rule, place, damage) => {
  const document = sampleDocument();
  damage(document);
  expect(verifyDocument(document, sampleSourceText)).toContainEqual(expect.objectContaining({ rule, place }));
});

const relation = { id: "r1", type: "Near", from: "e1", to: "e2", by: "editor", note: "" };

test.each([
  ["a relation of an entity that is not there", "relation-end", "r1", { from: "e9" }],
  ["a relation to an entity that is not there", "relation-end", "r1", { to: "b1" }],
  ["a relation with an entity's id", "unique-id", "e1", { id: "e1" }],
])("%s is found", (_, rule, place, change) => {
  const document = { ...sampleDocument(), relations: [{ ...relation, ...change }] };
  expect(verifyDocument(document, sampleSourceText)).toContainEqual(expect.objectContaining({ rule, place }));
});

test("a relation between two entities of the document is sound", () => {
  expect(verifyDocument({ ...sampleDocument(), relations: [relation] }, sampleSourceText)).toEqual([]);
});

test("an entity over nothing but space is found", () => {
  const document = sampleDocument();
  Object.assign(block(document, 1), { text: "\u3000", pieces: [{ inserted: "\u3000" }] });
  block(document, 1).entities = [{ ...entity(document), id: "e9", start: 0, end: 1, text: "\u3000" }];
  expect(verifyDocument(document, null).map(({ rule }) => rule)).toEqual(["entity-blank"]);
});

test("without a source, pieces are not compared and everything else is", () => {
  const document = sampleDocument();
  block(document, 0).pieces = [];
  entity(document).end = 6;
  expect(verifyDocument(document, null).map(({ rule }) => rule)).toEqual(["entity-text"]);
});
