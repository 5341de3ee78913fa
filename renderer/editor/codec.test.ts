import { describe, expect, test } from "vitest";
import type { Block } from "../../shared/model/document.ts";
import { parseDocument } from "../../shared/model/parse.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { setRole, splitBlock } from "./commands/blocks.ts";
import { setEntityNote } from "./commands/entities.ts";
import { schema } from "./schema.ts";
import { Desk, documentOf, page } from "./test/builders.ts";

const block = (over: Partial<Block>): Block => ({
  id: "b1",
  role: "paragraph",
  text: "",
  pieces: [],
  entities: [],
  ...over,
});

describe("the codec", () => {
  test("gives an untouched document back as it was read, unknown keys, order and all", () => {
    const text = "𠮷田茂访问北京";
    const document = documentOf(
      [
        {
          id: "a1",
          topic: { code: 7 },
          blocks: [
            {
              ...block({ text, pieces: [{ source: [0, 3] }, { source: [3, 7] }] }),
              confidence: 0.5,
              entities: [
                { id: "e2", type: "LOC", start: 5, end: 7, text: "北京", ref: "Q956", by: "model", note: "", score: 1 },
                { id: "e1", type: "NOVEL", start: 0, end: 3, text: "𠮷田茂", ref: null, by: "editor", note: "?" },
              ],
            },
          ],
        },
      ],
      text,
    );
    const desk = new Desk({ ...document, future: [1] }, text);
    expect(desk.document).toEqual({ ...document, future: [1] });
  });

  test("keeps unknown keys of a block and of its entities through an edit, and counts in code points", () => {
    const text = "𠮷田茂访问北京";
    const entities = [
      { id: "e1", type: "LOC", start: 5, end: 7, text: "北京", ref: "Q956", by: "model", note: "n", score: 1 },
    ];
    const document = documentOf(
      [{ id: "a1", blocks: [{ ...block({ text, pieces: [{ source: [0, 7] }], entities }), confidence: 0.5 }] }],
      text,
    );
    const desk = new Desk(document, text);
    desk.selectIn("b1", 2).type("𤭢");
    expect(desk.document.articles[0]?.blocks[0]).toEqual({
      ...block({ text: "𠮷𤭢田茂访问北京", pieces: [{ source: [0, 1] }, { inserted: "𤭢" }, { source: [1, 7] }] }),
      confidence: 0.5,
      entities: [{ ...entities[0], start: 6, end: 8 }],
    });
  });

  test("brings a later version's keys through from file to file, at every level, whatever is edited", () => {
    const more = '"later": { "deep": [ 1, null ] }';
    const desk0 = Desk.page("甲[LOC 北京]乙\n\n丙\n\n===\n\n丁");
    const text = serializeDocument({
      ...desk0.document,
      dismissed: [{ rule: "space", quote: "甲", before: "", after: "" }],
    }).replace(/"(format|encoding|publication|role|note|quote)": ("[^"]*")/g, `"$1": $2, ${more}`);
    const withArticles = text.replace(/"id": "a(\d)"/g, `"id": "a$1", ${more}`);
    const document = parseDocument(withArticles, "x");
    const desk = new Desk(document, desk0.source);
    // Document, source, meta, two articles, three blocks, one entity, one dismissal.
    const count = (of: unknown) => JSON.stringify(of).split('"later":{"deep":[1,null]}').length - 1;
    expect(count(document)).toBe(10);
    expect(count(desk.document)).toBe(10);
    expect(serializeDocument(desk.document)).toBe(serializeDocument(document));

    desk.selectIn("b1", 2).type("字");
    desk.selectIn("b3", 0).run(setRole("title"));
    desk.run(setEntityNote("e1", "首都"));
    desk.selectIn("b1", 1).run(splitBlock);
    const written = parseDocument(serializeDocument(desk.document), "x");
    expect(written.articles[0]?.blocks.map((each) => each.text)).toEqual(["甲", "北字京乙", "丙"]);
    expect(count(written)).toBe(10);
  });

  test("takes a character for inserted when one of its halves was replaced", () => {
    const desk = Desk.page("甲𠮷乙");
    const from = desk.at("b1", 2);
    // 𠮷 and 𠮶 differ in their second unit only, so that is all that a browser reports.
    desk.state = desk.state.apply(desk.state.tr.insertText("\udfb6", from, from + 1));
    expect(desk.document.articles[0]?.blocks[0]).toMatchObject({
      text: "甲𠮶乙",
      pieces: [{ source: [0, 1] }, { inserted: "𠮶" }, { source: [2, 3] }],
    });
    expect(desk.problems).toEqual([]);
  });

  test("writes no half characters", () => {
    const desk = Desk.page("甲𠮷乙");
    const from = desk.at("b1", 1);
    desk.state = desk.state.apply(desk.state.tr.delete(from, from + 1));
    expect(desk.document.articles[0]?.blocks[0]?.text).toBe("甲\ufffd乙");
    expect(desk.problems).toEqual([]);
  });

  test("takes pieces that are not true of the text for inserted text", () => {
    const document = documentOf(
      [{ id: "a1", blocks: [block({ text: "甲乙", pieces: [{ source: [1, 3] }] })] }],
      "甲乙丙",
    );
    const desk = new Desk(document, "甲乙丙");
    desk.selectIn("b1", 2).type("丁");
    expect(desk.document.articles[0]?.blocks[0]?.pieces).toEqual([{ inserted: "甲乙丁" }]);
  });

  test("reads a block of many marks in one pass", () => {
    const { document, source } = page(`${"字[LOC 离石]".repeat(3000)}`);
    const start = process.cpuUsage();
    const desk = new Desk(document, source);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
    expect(desk.document).toEqual(document);
  });

  test("writes only edited blocks anew", () => {
    const desk = Desk.page("甲\n\n乙");
    const before = desk.document.articles[0]?.blocks;
    desk.selectIn("b2", 1).run(splitBlock);
    const after = desk.document.articles[0]?.blocks;
    expect(after?.[0]).toBe(before?.[0]);
    expect(after?.[1]?.text).toBe("乙");
  });
});

describe("the schema", () => {
  test("refuses what is not of its shape", () => {
    const { article, block: blockType } = schema.nodes;
    const pieces = [{ length: -1, source: null }];
    expect(() => blockType.create({ id: "b", role: "title", pieces }).check()).toThrow(RangeError);
    expect(() => article.create({ id: 1 }, blockType.create()).check()).toThrow(RangeError);
  });

  test("keeps an entity's id and type through the DOM's attributes", () => {
    const mark = schema.marks.entity.create({ id: "e1", type: "LOC" });
    const drawn = schema.marks.entity.spec.toDOM?.(mark, true) as unknown as [string, Record<string, string>];
    const attributes = drawn[1];
    const element = { dataset: { entity: attributes["data-entity"], type: attributes["data-type"] } };
    const [rule] = schema.marks.entity.spec.parseDOM ?? [];
    expect(rule && "getAttrs" in rule && rule.getAttrs?.(element as never)).toEqual(mark.attrs);
  });
});
