import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { piecesText } from "../../shared/model/pieces.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { decodeSource } from "./encoding.ts";
import type { Format, ImportedPage } from "./format.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import {
  block,
  documentOf,
  entity,
  exportedText,
  exportToMemory,
  fieldDocument,
  pagesOf,
  randomDocument,
} from "./test-support.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, path: string) => pagesOf(bytesOf(text), path);

async function errorOf(text: string, path: string): Promise<GalleyError> {
  try {
    await read(text, path);
  } catch (error) {
    if (error instanceof GalleyError) return error;
    throw error;
  }
  throw new Error("it was read");
}

/** What an import must give back: everything but the pieces and what describes the source's bytes. */
function kept(document: GalleyDocument) {
  const { source, articles, ...rest } = document;
  return {
    name: source.name,
    rest,
    articles: articles.map((article) => ({
      ...article,
      blocks: article.blocks.map(({ pieces: _, ...each }) => each),
    })),
  };
}

function keptOf(page: ImportedPage) {
  return {
    name: page.name,
    rest: page.rest,
    articles: page.articles.map((article) => ({
      ...article,
      blocks: article.blocks.map(({ pieces: _, ...each }) => each),
    })),
  };
}

function expectSoundSource(page: ImportedPage) {
  expect(decodeSource(page.bytes, "utf-8")).toBe(page.text);
  const source = new CodePointText(page.text);
  for (const each of page.articles.flatMap((article) => article.blocks))
    expect(piecesText(each.pieces, source)).toBe(each.text);
}

test("json is an array of documents, each exactly as its file is", async () => {
  const documents = [fieldDocument(), documentOf([[block("title", "二")]], { id: "second" })];
  const [a, b] = documents.map((document) => serializeDocument(document).trimEnd());
  const text = await exportedText(json, documents);
  expect(text).toBe(`[\n${a},\n${b}\n]\n`);
  expect(JSON.parse(text)).toEqual(documents);
  expect(text).toContain('"type": "PER", "start": 3, "end": 6, "text": "𠮷田茂"');
});

test("jsonl is a document a line, and a line is a document", async () => {
  const documents = [fieldDocument(), documentOf([[block("paragraph", "行\u2028行\u0085")]], { id: "second" })];
  const text = await exportedText(jsonl, documents);
  expect(text.endsWith("\n")).toBe(true);
  expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(3);
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(documents);
  expect(text.startsWith('{"format":"galley/document","version":1,"id":')).toBe(true);
});

test("no documents are an empty array and no lines", async () => {
  expect(await exportedText(json, [])).toBe("[]\n");
  expect((await exportToMemory(jsonl, [])).files.get("out")).toBe("");
});

describe.for([
  ["json", json, "out.json"],
  ["jsonl", jsonl, "out.jsonl"],
] as const)("%s", ([, format, path]: readonly [string, Format, string]) => {
  test("gives back every document that it wrote", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomDocument, { minLength: 1, maxLength: 3 }), async (documents) => {
        const pages = await read(await exportedText(format, documents), path);
        expect(pages.map(keptOf)).toEqual(documents.map(kept));
        pages.forEach(expectSoundSource);
      }),
      { numRuns: 100 },
    );
  });

  test("is recognised by its content under any name", async () => {
    const pages = await read(await exportedText(format, [fieldDocument()]), "export.txt");
    expect(pages.map((page) => page.name)).toEqual(["004_04b86e9b1138073a.txt"]);
  });

  test("refuses a document whose entity is not where it says, and writes the others", async () => {
    const wrong = documentOf([[block("title", "北京𠮷", [{ ...entity("北京", "北京", "LOC"), end: 1 }])]], {
      id: "wrong",
    });
    const result = await exportToMemory(format, [wrong, fieldDocument()]);
    expect(result.failures).toMatchObject([{ document: "wrong", code: "offset-mismatch" }]);
    expect(result.failures[0]?.message).toMatch(/“北京” at 0–1, but the text there is “北”/);
    expect(await read(result.files.get("out") ?? "", path)).toHaveLength(1);
  });
});

test("a document's own file can be imported", async () => {
  const document = fieldDocument();
  const [page, ...more] = await read(serializeDocument(document), "01JD.json");
  if (!page) throw new Error("no page");
  expect(more).toEqual([]);
  expect(keptOf(page)).toEqual(kept(document));
  expect(page.text).toBe(
    blocksOf(document)
      .map((each) => each.text)
      .join("\n\n"),
  );
});

test("keys that this version does not know come along, at every level", async () => {
  const document = JSON.parse(serializeDocument(fieldDocument()));
  document.x = { deep: [1, { y: null }] };
  document.meta.x = "m";
  document.articles[0].x = 1;
  document.articles[0].blocks[0].x = 2;
  document.articles[0].blocks[0].entities[0].x = 3;
  const [page] = await read(JSON.stringify([document]), "a.json");
  if (!page) throw new Error("no page");
  expect(keptOf(page)).toEqual(kept(document));
});

test("a text that begins with U+FEFF survives its way through bytes", async () => {
  const [page] = await read(JSON.stringify(documentOf([[block("title", "\uFEFF題")]])), "a.json");
  if (!page) throw new Error("no page");
  expectSoundSource(page);
  expect(page.articles[0]?.blocks[0]?.text).toBe("\uFEFF題");
});

test("errors name the document and the place in it", async () => {
  const good = fieldDocument();
  const bad = { ...fieldDocument(), articles: [{ id: "a1", blocks: [{ ...good.articles[0]?.blocks[0], role: 7 }] }] };
  const error = await errorOf(JSON.stringify([good, good, bad, good, good]), "导出.json");
  expect(error.code).toBe("document-damaged");
  expect(error.message).toMatch(/导出\.json, document 3 of 5 .*at articles\.0\.blocks\.0\.role/);
  const lines = await errorOf(`${JSON.stringify(good)}\n\n{"format":"galley/document","version":1}`, "a.jsonl");
  expect(lines.message).toMatch(/a\.jsonl, line 3 /);
});

test("an entity outside its text is refused with its place", async () => {
  const document = documentOf([[block("title", "短", [{ ...entity("短", "短", "LOC"), id: "e9", end: 5 }])]]);
  const error = await errorOf(JSON.stringify([document]), "a.json");
  expect(error).toMatchObject({ code: "invalid-document" });
  expect(error.message).toMatch(/document 1 of 1: at b\d+\/e9/);
});

test.for([
  ["broken JSON", "a.json", '[{"format":"galley/document",', "document-damaged", /not valid JSON/],
  ["other JSON", "a.json", '{"name":"x"}', "document-damaged", /not a Galley document/],
  ["an empty array", "a.json", "[]", "empty-file", /no documents/],
  ["a newer version", "a.json", '{"format":"galley/document","version":99}', "document-newer", /Update Galley/],
  [
    "half a character",
    "a.json",
    JSON.stringify(documentOf([[block("title", "半\ud842")]])),
    "invalid-document",
    /half a character/,
  ],
] as const)("refuses %s", async ([, path, text, code, message]) => {
  expect(await errorOf(text, path)).toMatchObject({ code, message: expect.stringMatching(message) });
});

test("refuses keys that could change prototypes, at any depth, and changes none", async () => {
  for (const key of ["__proto__", "constructor", "prototype"]) {
    const text = serializeDocument(fieldDocument()).replace(
      '"meta": {',
      `"meta": { "x": [{ "${key}": { "canary": 1 } }],`,
    );
    expect((await errorOf(`[${text}]`, "a.json")).message).toContain(`0.meta.x.0.${key}`);
  }
  expect("canary" in {}).toBe(false);
});

test("refuses a depth bomb at once, but counts no brackets inside strings", async () => {
  const started = process.cpuUsage();
  const bomb = `{"format":"galley/document","x":${"[".repeat(1_000_000)}`;
  expect((await errorOf(bomb, "a.json")).message).toMatch(/64 deep/);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  const brackets = `\\"${"[{".repeat(200)}`;
  const [page] = await read(JSON.stringify([documentOf([[block("title", brackets)]])]), "a.json");
  expect(page?.articles[0]?.blocks[0]?.text).toBe(brackets);
});
