import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readWordKnowledge } from "../../electron/entities/word-knowledge.ts";
import { noCounts } from "../../shared/entities/measure.ts";
import { goals, measure, together, writtenTexts } from "./entities.ts";
import { readTaggedText } from "./tagged-text.ts";

const knowledge = await readWordKnowledge();

it.each(writtenTexts)("patterns alone reach what is asked of them on the %s texts", (name) => {
  const texts = readTaggedText(readFileSync(new URL(`names/${name}.txt`, import.meta.url), "utf8"));
  const all = texts
    .map(({ blocks }) => measure(blocks, { knowledge, registry: [] }, null))
    .reduce(together, { byType: new Map(), sure: noCounts });
  expect(goals("", all).filter(([, reached]) => !reached)).toEqual([]);
});

it("entities written into a text have offsets in code points", () => {
  const [text] = readTaggedText("# 名\nparagraph: 𠮷田[TITLE 记者] [PER 王𠮷]报道");
  expect(text?.blocks[0]).toMatchObject({
    role: "paragraph",
    text: "𠮷田记者 王𠮷报道",
    entities: [
      { start: 2, end: 4, type: "TITLE", text: "记者" },
      { start: 5, end: 7, type: "PER", text: "王𠮷" },
    ],
  });
});

it("a line that is neither a text's name nor a block is named", () => {
  expect(() => readTaggedText("# 名\n[PER 王芳]说")).toThrow("Line 2");
});
