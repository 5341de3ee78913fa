import { expect, test } from "vitest";
import { huggingface } from "./huggingface.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument } from "./test-support.ts";

test("writes the field's test document: sentences of characters with numbered tags", async () => {
  const { files, notices } = await exportToMemory(huggingface, [fieldDocument()]);
  const [first, second] = (files.get("train.jsonl") ?? "").split("\n").map((line) => (line ? JSON.parse(line) : null));
  expect(first).toEqual({
    id: "01JDABCDEFGHJKMNPQRSTVWXYZ-1",
    document: "01JDABCDEFGHJKMNPQRSTVWXYZ",
    tokens: Array.from("標題：𠮷田茂訪問北京"),
    ner_tags: [0, 0, 0, 11, 12, 12, 12, 12, 12, 12],
  });
  expect(second.tokens.join("")).toBe("國務院新聞辦公室宣佈。");
  expect(second.ner_tags).toEqual([0, 0, 0, 3, 4, 4, 4, 4, 0, 0, 0]);
  expect(notices[0]).toMatch(/^2 nested or overlapping entities left out/);
});

test("the card names every tag by its number, those too that only documents use", async () => {
  const document = documentOf([[block("title", "北京", [entity("北京", "北京", "地'\"名")])]]);
  const { files } = await exportToMemory(huggingface, [document]);
  const card = files.get("README.md") ?? "";
  const names = [...card.matchAll(/^ {12}'(\d+)': (".*")$/gm)].map(([, number, name]) => [
    Number(number),
    JSON.parse(name ?? ""),
  ]);
  expect(names.slice(0, 3)).toEqual([
    [0, "O"],
    [1, "B-PER"],
    [2, "I-PER"],
  ]);
  expect(names.slice(-2)).toEqual([
    [17, "B-地'\"名"],
    [18, "I-地'\"名"],
  ]);
  expect(JSON.parse(files.get("train.jsonl") ?? "").ner_tags).toEqual([17, 18]);
  expect(card).toContain("num_examples: 1\n");
});

test("both tags of a type follow each other, also where only single characters have it", async () => {
  const text = "京津";
  const one = documentOf([[block("title", text, [entity(text, "京", "X"), entity(text, "津", "Y")])]]);
  const two = documentOf([[block("title", text, [entity(text, "京津", "X")])]]);
  const { files } = await exportToMemory(huggingface, [one, two]);
  expect(files.get("README.md")).toMatch(/'17': "B-X"\n *'18': "I-X"\n *'19': "B-Y"\n *'20': "I-Y"\n/);
});
