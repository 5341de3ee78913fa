import { expect, test } from "vitest";
import { noticeText } from "../../shared/exchange-notices.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { doccano } from "./doccano.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument, pagesOf } from "./test-support.ts";

const read = (text: string, path = "a.jsonl") => pagesOf(Buffer.from(text), path, { format: "doccano" });
const lines = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const entitiesOf = (pages: Awaited<ReturnType<typeof read>>) =>
  pages.map((page) =>
    page.articles.flatMap((article) =>
      article.blocks.flatMap((each) => each.entities.map(({ type, text }) => [type, text])),
    ),
  );

test("writes the field's test document as labels, in code points", async () => {
  const { files } = await exportToMemory(doccano, [fieldDocument()], new Map(), { options: { layout: false } });
  expect(files.get("out")).toBe(
    lines({
      id: 1,
      text: "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n",
      label: [
        [3, 10, "EVENT"],
        [3, 6, "PER"],
        [8, 10, "LOC"],
        [15, 21, "ORG"],
      ],
      Comments: [],
    }),
  );
});

test("writes entities and relations in the shape of relation projects", async () => {
  const document = fieldDocument();
  document.relations = [{ id: "r1", type: "VISITS", from: "e1", to: "e3", by: "editor", note: "" }];
  const { files } = await exportToMemory(doccano, [fieldDocument(), document], new Map(), {
    options: { layout: false, shape: "relations" },
  });
  const second = JSON.parse(files.get("out")?.split("\n")[1] ?? "");
  expect(second.entities[1]).toEqual({ id: 6, label: "PER", start_offset: 3, end_offset: 6 });
  expect(second.relations).toEqual([{ id: 9, from_id: 6, to_id: 7, type: "VISITS" }]);
});

test.for(["labels", "relations"])("a document comes back from the shape of %s", async (shape) => {
  await expectRoundTrip(doccano, { ignoring: ["line-ends"], options: { shape } });
});

test("what was tagged in doccano is there when it comes back, beside what Galley knew", async () => {
  const { files } = await exportToMemory(doccano, [fieldDocument()]);
  const record = JSON.parse(files.get("out") ?? "");
  record.label = [...record.label.filter(([, , type]: [number, number, string]) => type !== "LOC"), [13, 14, "DATE"]];
  const [page] = await read(lines(record));
  const [title, paragraph] = page?.articles[0]?.blocks ?? [];
  expect(title?.entities.map(({ id, type, by }) => [id, type, by])).toEqual([
    ["e2", "EVENT", "editor"],
    ["e1", "PER", "editor"],
  ]);
  expect(title?.entities[1]).toMatchObject({ ref: "q1", note: "首相\n第二行" });
  expect(paragraph?.entities.map(({ type, text, by }) => [type, text, by])).toContainEqual(["DATE", "務", "doccano"]);
});

test("reads what doccano writes: newer, older, with relations, with comments", async () => {
  const text = "標題：𠮷田茂訪問北京";
  const pages = await read(
    lines(
      { id: 7, text, label: [[3, 6, "Person"]], Comments: ["看過"] },
      { id: 8, text, labels: [[8, 10, "Place"]], meta: {} },
      {
        id: 9,
        text,
        entities: [
          { id: 12, label: "Person", start_offset: 3, end_offset: 6 },
          { id: 13, label: "Place", start_offset: 8, end_offset: 10 },
        ],
        relations: [{ id: 4, from_id: 12, to_id: 13, type: "visits" }],
      },
      { id: 10, text, label: ["politics"] },
    ),
    "news.jsonl",
  );
  expect(pages.map(({ name }) => name)).toEqual(["news-1", "news-2", "news-3", "news-4"]);
  expect(entitiesOf(pages)).toEqual([
    [["Person", "𠮷田茂"]],
    [["Place", "北京"]],
    [
      ["Person", "𠮷田茂"],
      ["Place", "北京"],
    ],
    [],
  ]);
  expect(pages[0]?.notices?.map(noticeText)).toEqual(["1 comment was left out."]);
  expect(pages[2]?.rest?.relations).toMatchObject([{ type: "visits", from: "e1", to: "e2" }]);
  expect(pages[3]?.notices?.map(noticeText)).toEqual(["The label “politics” of the whole text was left out."]);
});

test("line ends of any kind are one character of the block, and offsets count them as the file has them", async () => {
  const [page] = await read(
    lines({
      text: "一\r\n二\r\n\r\n北京",
      label: [
        [0, 4, "ORG"],
        [8, 10, "LOC"],
      ],
    }),
  );
  expect(page?.articles[0]?.blocks.map(({ text }) => text)).toEqual(["一\n二", "北京"]);
  expect(entitiesOf(page ? [page] : [])).toEqual([
    [
      ["ORG", "一\n二"],
      ["LOC", "北京"],
    ],
  ]);
});

test("a label over a blank line keeps its block in one", async () => {
  const [page] = await read(lines({ text: "國務\n\n院說\n\n完", label: [[1, 5, "ORG"]] }));
  expect(page?.articles[0]?.blocks.map(({ text }) => text)).toEqual(["國務\n\n院說", "完"]);
});

test("a label over a border between two of Galley's blocks makes them one", async () => {
  const document = documentOf([[block("title", "國務"), block("paragraph", "院說"), block("quote", "完")]]);
  const { files } = await exportToMemory(doccano, [document]);
  const record = JSON.parse(files.get("out") ?? "");
  const [page] = await read(lines({ ...record, label: [[1, 5, "ORG"]] }));
  expect(page?.articles[0]?.blocks.map(({ role, text }) => [role, text])).toEqual([
    ["title", "國務\n\n院說"],
    ["quote", "完"],
  ]);
});

test("where the text was changed, blank lines divide it, and that is said", async () => {
  const { files } = await exportToMemory(doccano, [documentOf([[block("title", "甲"), block("quote", "乙")]])]);
  const record = JSON.parse(files.get("out") ?? "");
  const [page] = await read(lines({ ...record, text: "甲甲\n\n乙\n" }));
  expect(page?.articles[0]?.blocks.map(({ role }) => role)).toEqual(["paragraph", "paragraph"]);
  expect(page?.notices?.map(noticeText)[0]).toMatch(/not the one that Galley exported/);
});

test.for([
  [[[0, 99, "X"]], /not a range of its text, which has 2 characters/],
  [[[1, 1, "X"]], /not a range/],
  [[[-1, 1, "X"]], /not a range/],
  [[[0.5, 1, "X"]], /not a range/],
  [[[0, 1, ""]], /label/],
  [[[0, 1]], /label/],
  ["X", /label/],
] as const)("a record with labels %j is refused by its line", async ([label, message]) => {
  const reading = read(lines({ text: "甲乙", label: [] }, { text: "甲乙", label }));
  await expect(reading).rejects.toThrow(message);
  await expect(read(lines({ text: "甲乙", label }))).rejects.toThrow(/a\.jsonl, line 1/);
});

test("a key that could change what objects are is refused", async () => {
  await expect(read('{"text":"甲","label":[],"__proto__":{"x":1}}\n')).rejects.toThrow(/__proto__/);
});

test("refuses a document whose entity is not where it says", async () => {
  const wrong = documentOf([[block("title", "北京", [{ ...entity("北京", "北京", "LOC"), text: "南京" }])]]);
  const { files, failures } = await exportToMemory(doccano, [wrong]);
  expect(failures).toMatchObject([{ code: "offset-mismatch" }]);
  expect(files.get("out")).toBe("");
});

test("every block's text is there", async () => {
  const document = fieldDocument();
  const { files } = await exportToMemory(doccano, [document]);
  for (const { text } of blocksOf(document)) expect(JSON.parse(files.get("out") ?? "").text).toContain(text);
});
