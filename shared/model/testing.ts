/** Documents for tests: small, sound, and easy to break in one place. */
import fc from "fast-check";
import type { Block, GalleyDocument } from "./document.ts";
import { CodePointText, codePointLength } from "./offsets.ts";

export const sampleSource = "# 離石𠮷田茂訪問北京\n\n本報訊，會議召開。";

/** A sound document over `sampleSource` with nested entities, a dismissal and keys that this version does not know. */
export function sampleDocument(): GalleyDocument {
  return {
    format: "galley/document",
    version: 1,
    id: "01TESTDOCUMENT0000000000AB",
    status: "new",
    source: {
      name: "页.txt",
      sha256: "0".repeat(64),
      encoding: "utf-8",
      length: codePointLength(sampleSource),
      importedAt: "2026-11-22T08:00:00.000Z",
    },
    meta: { title: "", publication: "", date: "", page: "", url: "", scanner: "x1" },
    articles: [{ id: "a1", blocks: [titleBlock(), paragraphBlock()] }],
    dismissed: [{ rule: "space", quote: "，", before: "訊", after: "會" }],
    revision: 3,
    updatedAt: "2026-11-22T08:00:00.000Z",
    updatedBy: "tester",
    future: { deep: [1, { a: null }] },
  };
}

/** A document of one article with a paragraph for each text, b1, b2 …; none of it is from the source. */
export function written(...texts: string[]): GalleyDocument {
  const blocks = texts.map((text, index) => ({
    id: `b${index + 1}`,
    role: "paragraph",
    text,
    pieces: [{ inserted: text }],
    entities: [],
  }));
  return { ...sampleDocument(), articles: [{ id: "a1", blocks }], dismissed: [] };
}

function titleBlock(): Block {
  return {
    id: "b1",
    role: "title",
    text: "離石𠮷田茂訪問北京",
    pieces: [{ source: [2, 11] }],
    entities: [
      { id: "e1", type: "PER", start: 2, end: 5, text: "𠮷田茂", ref: null, by: "editor", note: "", score: 0.5 },
      { id: "e2", type: "LOC", start: 7, end: 9, text: "北京", ref: null, by: "editor", note: "" },
    ],
  };
}

function paragraphBlock(): Block {
  const text = "本報訊，會議召開了。";
  return {
    id: "b2",
    role: "paragraph",
    text,
    pieces: [{ source: [13, 21] }, { inserted: "了" }, { source: [21, 22] }],
    entities: [],
    confidence: 0.9,
  };
}

export const sampleSourceText = new CodePointText(sampleSource);

/** Any JSON that a file may hold in a key that nobody knows: keys that could become a prototype are refused everywhere. */
export function anyJson(maxDepth: number): fc.Arbitrary<unknown> {
  return fc
    .jsonValue({ maxDepth })
    .map((value): unknown => JSON.parse(JSON.stringify(value)))
    .filter((value) => !/"(?:__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
}
