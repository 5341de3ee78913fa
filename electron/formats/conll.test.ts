import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf } from "../../shared/model/document.ts";
import { conll } from "./conll.ts";
import {
  block,
  documentOf,
  entity,
  exportedText,
  exportToMemory,
  fieldDocument,
  randomDocument,
} from "./test-support.ts";

const rows = (labelled: string) =>
  labelled
    .split(" ")
    .map((pair) => `${Array.from(pair)[0]}\t${Array.from(pair).slice(1).join("")}\n`)
    .join("");

test("writes the field's test document: outermost stays, no sentence ends inside an entity", async () => {
  const { files, notices } = await exportToMemory(conll, [fieldDocument()]);
  expect(files.get("out")).toBe(
    [
      "-DOCSTART-\tO\n",
      rows("標O 題O ：O 𠮷B-EVENT 田I-EVENT 茂I-EVENT 訪I-EVENT 問I-EVENT 北I-EVENT 京I-EVENT"),
      rows("國O 務O 院O 新B-ORG 聞I-ORG 辦I-ORG 公I-ORG 室I-ORG 宣O 佈O 。O"),
      rows("「O 完O 」O 他O 說O"),
      "",
    ].join("\n"),
  );
  expect(notices).toEqual(["2 nested or overlapping entities left out: PER “𠮷田茂” (e1), LOC “北京” (e3)"]);
});

test.for([
  ["a。b", ["a。", "b"]],
  ["他說：「好。」走了", ["他說：「好。」", "走了"]],
  ["真的嗎？！真的；", ["真的嗎？！", "真的；"]],
  ["一行\n二行\r\n三", ["一行", "二行", "三"]],
  ["空 格　全", ["空格全"]],
  ["\n\n。 。", ["。", "。"]],
] as const)("divides %j into sentences", async ([text, sentences]) => {
  const output = await exportedText(conll, [documentOf([[block("paragraph", text)]])]);
  const found = output
    .split("\n\n")
    .slice(1)
    .map((sentence) =>
      sentence
        .split("\n")
        .map((line) => line.split("\t")[0])
        .join(""),
    )
    .filter((sentence) => sentence);
  expect(found).toEqual(sentences);
});

test("an entity with a full stop and a line end inside stays in one sentence", async () => {
  const text = "看《走。\n吧》完。後";
  const output = await exportedText(conll, [
    documentOf([[block("paragraph", text, [entity(text, "《走。\n吧》", "WORK")])]]),
  ]);
  expect(output).toContain(`${rows("看O 《B-WORK 走I-WORK 。I-WORK 吧I-WORK 》I-WORK 完O 。O")}\n${rows("後O")}\n`);
});

test("of crossing entities the longer stays, of equally long ones the first", async () => {
  const text = "甲乙丙丁戊己";
  const cross = (a: string, b: string) =>
    exportToMemory(conll, [documentOf([[block("paragraph", text, [entity(text, b, "B"), entity(text, a, "A")])]])]);
  expect((await cross("甲乙丙", "丙丁戊己")).notices[0]).toMatch(/^1 .*A “甲乙丙”/);
  expect((await cross("甲乙丙", "丙丁戊")).notices[0]).toMatch(/^1 .*B “丙丁戊”/);
});

test("touching entities of one type stay two", async () => {
  const text = "甲乙";
  const output = await exportedText(conll, [
    documentOf([[block("paragraph", text, [entity(text, "甲", "PER"), entity(text, "乙", "PER")])]]),
  ]);
  expect(output).toContain(rows("甲B-PER 乙B-PER"));
});

test("has exactly one line for each character that is no space, in order, with labels that BIO allows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomDocument, { minLength: 1, maxLength: 2 }), async (documents) => {
      const output = await exportedText(conll, documents);
      const lines = output.split("\n").filter((line) => line && line !== "-DOCSTART-\tO");
      for (const line of lines) expect(line).toMatch(/^[^\s]\t(?:O|[BI]-(?:PER|ORG|LOC))$/u);
      const expected = documents.flatMap(blocksOf).flatMap((each) => Array.from(each.text.replace(/[\s\p{Cc}]/gu, "")));
      expect(lines.map((line) => line.split("\t")[0])).toEqual(expected);
      let before = "O";
      for (const line of output.split("\n")) {
        const label = line.split("\t")[1] ?? "O";
        if (label.startsWith("I-")) expect(before.slice(2)).toBe(label.slice(2));
        before = label;
      }
      expect(output.split("-DOCSTART-").length - 1).toBe(documents.length);
    }),
    { numRuns: 200 },
  );
});

test("refuses a document whose entity is not where it says", async () => {
  const wrong = documentOf([[block("title", "𠮷田", [{ ...entity("𠮷田", "田", "PER"), start: 2, end: 3 }])]]);
  const { files, failures } = await exportToMemory(conll, [wrong]);
  expect(failures).toMatchObject([{ code: "offset-mismatch" }]);
  expect(files.get("out")).toBe("");
});
