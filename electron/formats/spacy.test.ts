import { expect, test } from "vitest";
import { spacy } from "./spacy.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument } from "./test-support.ts";

test("writes the field's test document: all spans in the group, the longest of nested ones as ents", async () => {
  const { files } = await exportToMemory(spacy, [fieldDocument()]);
  const doc = JSON.parse(files.get("documents.jsonl") ?? "");
  expect(doc.ents).toEqual([
    { start: 3, end: 10, label: "EVENT" },
    { start: 15, end: 21, label: "ORG" },
  ]);
  expect(doc.spans.sc).toEqual([
    { start: 3, end: 10, label: "EVENT", kb_id: "" },
    { start: 3, end: 6, label: "PER", kb_id: "q1" },
    { start: 8, end: 10, label: "LOC", kb_id: "" },
    { start: 15, end: 21, label: "ORG", kb_id: "" },
  ]);
  const characters = Array.from(doc.text);
  const tokens = doc.tokens.map(({ start, end }: { start: number; end: number }) =>
    characters.slice(start, end).join(""),
  );
  expect(tokens.slice(2, 6)).toEqual(["：", "𠮷", "田", "茂"]);
  expect(tokens.slice(9, 11)).toEqual(["京", "\n\n"]);
  expect(doc.tokens.map(({ id }: { id: number }) => id)).toEqual(doc.tokens.map((_: unknown, index: number) => index));
});

test("a document is a line, whatever its text, and how to load it lies beside", async () => {
  const text = "甲\u2028乙\r\n丙\u0085";
  const documents = [fieldDocument(), documentOf([[block("title", text, [entity(text, "乙\r\n丙", "ORG")])]])];
  const { files } = await exportToMemory(spacy, documents);
  const lines = files.get("documents.jsonl")?.split(/[\n\u2028\u0085]/) ?? [];
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({ text: "甲\u2028乙\n丙\u0085\n", ents: [{ start: 2, end: 5 }] });
  expect(files.get("README.md")).toContain("documents.jsonl");
});

test("white space is tokens as spaCy makes them, and none is at an entity's edge", async () => {
  const text = "甲 乙  丙\u3000\ufeff丁";
  const document = documentOf([[block("title", text, [entity(text, " 乙 ", "ORG"), entity(text, "丙\u3000", "LOC")])]]);
  const { files } = await exportToMemory(spacy, [document]);
  const doc = JSON.parse(files.get("documents.jsonl") ?? "");
  const characters = Array.from(doc.text as string);
  const tokens = doc.tokens.map(({ start, end }: { start: number; end: number }) =>
    characters.slice(start, end).join(""),
  );
  expect(tokens).toEqual(["甲", "乙", " ", "丙", "\u3000", "\ufeff", "丁", "\n"]);
  expect(doc.ents).toEqual([
    { start: 2, end: 3, label: "ORG" },
    { start: 5, end: 6, label: "LOC" },
  ]);
});

test("refuses a document whose entity is not where it says", async () => {
  const wrong = documentOf([[block("title", "北京", [{ ...entity("北京", "北京", "LOC"), text: "南京" }])]]);
  const { failures } = await exportToMemory(spacy, [wrong]);
  expect(failures).toMatchObject([{ code: "offset-mismatch" }]);
});
