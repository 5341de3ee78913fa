import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf } from "../../shared/model/document.ts";
import { isLabel, spansOfLabels } from "./conll/labels.ts";
import { conll } from "./conll.ts";
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

const read = (text: string | Uint8Array, path = "train.txt") =>
  pagesOf(typeof text === "string" ? Buffer.from(text) : text, path);
const blocksIn = (page: Awaited<ReturnType<typeof read>>[number] | undefined) =>
  (page?.articles ?? []).flatMap(({ blocks }) =>
    blocks.map(({ text, entities }) => [
      text,
      ...entities.map((each) => `${each.type} ${each.start}-${each.end} ${each.text}`),
    ]),
  );

test.for([
  ["bio", "𠮷B-PER 田I-PER 茂I-PER 訪O 京B-LOC"],
  ["bioes", "𠮷B-PER 田I-PER 茂E-PER 訪O 京S-LOC"],
  ["bmes", "𠮷B-PER 田M-PER 茂E-PER 訪O 京S-LOC"],
] as const)("writes %s and reads it back", async ([scheme, expected]) => {
  const text = "𠮷田茂訪京";
  const document = documentOf([[block("title", text, [entity(text, "𠮷田茂", "PER"), entity(text, "京", "LOC")])]]);
  const { files, bytes } = await exportToMemory(conll, [document], new Map(), { options: { scheme, docstart: false } });
  expect(files.get("out")).toBe(`${rows(expected)}\n`);
  const [page] = await read(bytes.get("out") ?? new Uint8Array());
  expect(blocksIn(page)).toEqual([[text, "PER 0-3 𠮷田茂", "LOC 4-5 京"]]);
});

test("writes MSRA's columns: spaces, its names of types, no start of documents", async () => {
  const text = "𠮷田茂訪北京";
  const document = documentOf([[block("title", text, [entity(text, "𠮷田茂", "PER"), entity(text, "北京", "LOC")])]]);
  const { files } = await exportToMemory(conll, [document], new Map(), {
    options: { scheme: "bmes", separator: "space", types: "msra", docstart: false },
  });
  expect(files.get("out")).toBe("𠮷 B-NR\n田 M-NR\n茂 E-NR\n訪 O\n北 B-NS\n京 E-NS\n\n");
});

test("what was written comes back: the same characters with the same labels, in any scheme", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument, fc.constantFrom("bio", "bioes", "bmes"), async (document, scheme) => {
      const written = await exportToMemory(conll, [document], new Map(), { options: { scheme } });
      const bytes = written.bytes.get("out") ?? new Uint8Array();
      const pages = await pagesOf(bytes, "a.conll", { format: "conll" });
      const again = pages.map((page) => ({ ...document, ...page.rest, articles: page.articles }));
      const second = await exportToMemory(conll, again, new Map(), { options: { scheme } });
      // Where nothing is visible there is no page.
      if (pages.length) expect(second.files.get("out")).toBe(written.files.get("out"));
      else expect(written.files.get("out")).toBe("-DOCSTART-\tO\n\n");
      expect(second.notices).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("reads CoNLL-2003: four columns, documents, sentences, spans that begin with I", async () => {
  const pages = await read(
    "-DOCSTART- -X- -X- O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP I-MISC\n\nPeter NNP I-NP I-PER\nBlackburn NNP I-NP I-PER\n\n" +
      "-DOCSTART- -X- -X- O\n\nBONN NNP I-NP B-LOC\n",
    "eng.train",
  );
  expect(pages.map(({ name }) => name)).toEqual(["eng-1", "eng-2"]);
  expect(blocksIn(pages[0])).toEqual([
    ["EU rejects German", "ORG 0-2 EU", "MISC 11-17 German"],
    ["Peter Blackburn", "PER 0-15 Peter Blackburn"],
  ]);
  expect(blocksIn(pages[1])).toEqual([["BONN", "LOC 0-4 BONN"]]);
});

test("reads files by character: a space among them, CRLF, words of mixed script", async () => {
  const [page] = await read("中\tB-NT\r\n共\tE-NT\r\n \tO\r\n2\tO\r\n0\tO\r\n\r\n人 O\r\n");
  expect(blocksIn(page)).toEqual([["中共 20", "NT 0-2 中共"], ["人"]]);
  const [words] = await read("北京\tB-LOC\n大学\tI-LOC\nNBA\tB-ORG\nfinals\tO\n");
  expect(blocksIn(words)).toEqual([["北京大学NBA finals", "LOC 0-4 北京大学", "ORG 4-7 NBA"]]);
});

test("reads GB18030, and says so of the text that is kept", async () => {
  const gb = Buffer.from("d6d00942b2d44c4f430ab9fa09492d4c4f430ac8cb094f0a", "hex");
  const text = Buffer.from(gb.toString("latin1").replace("B\xb2\xd4L", "B-L"), "latin1");
  const [page] = await pagesOf(text, "a.txt", { encoding: "gb18030" });
  expect(blocksIn(page)).toEqual([["中国人", "LOC 0-2 中国"]]);
});

test("a long file that doesn't say where documents begin is divided between sentences", async () => {
  const sentence = `${"字\tO\n".repeat(999)}。\tO\n\n`;
  const pages = await read(sentence.repeat(45));
  expect(pages.map(({ name }) => name)).toEqual(["train-1", "train-2", "train-3"]);
  expect(pages.map(({ articles }) => articles[0]?.blocks.length)).toEqual([20, 20, 5]);
});

test("a line that is none is named", async () => {
  const reading = pagesOf(Buffer.from("字\tO\n字\tO\n字\tO\n字 B-PER 何\n"), "a.conll", { format: "conll" });
  await expect(reading).rejects.toThrow(/a\.conll, line 4: a word and its label/);
});

test.for([
  [
    ["B-A", "I-A", "B-A"],
    ["A 0-2", "A 2-3"],
  ],
  [
    ["I-A", "I-B", "O"],
    ["A 0-1", "B 1-2"],
  ],
  [
    ["B-A", "E-A", "I-A"],
    ["A 0-2", "A 2-3"],
  ],
  [
    ["S-A", "S-A"],
    ["A 0-1", "A 1-2"],
  ],
  [
    ["B-A", "L-A", "U-B"],
    ["A 0-2", "B 2-3"],
  ],
  [["B_A", "M_A", "O"], ["A 0-2"]],
] as const)("the labels %j make %j", ([labels, spans]) => {
  expect(labels.every(isLabel)).toBe(true);
  expect(spansOfLabels(labels).map(({ type, start, end }) => `${type} ${start}-${end}`)).toEqual(spans);
});
