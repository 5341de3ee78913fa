import { expect, test } from "vitest";
import { cluener } from "./cluener.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { exportToMemory, fieldDocument, pagesOf } from "./test-support.ts";

const read = (text: string) => pagesOf(Buffer.from(text), "train.json", { format: "cluener" });

test("writes the field's test document by type and surface, ends inclusive", async () => {
  const { files } = await exportToMemory(cluener, [fieldDocument()], new Map(), { options: { layout: false } });
  expect(JSON.parse(files.get("out") ?? "")).toEqual({
    text: "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n",
    label: {
      EVENT: { 𠮷田茂訪問北京: [[3, 9]] },
      PER: { 𠮷田茂: [[3, 5]] },
      LOC: { 北京: [[8, 9]] },
      ORG: { "新聞\n辦公室": [[15, 20]] },
    },
  });
});

test("a document comes back", () => expectRoundTrip(cluener, { ignoring: ["line-ends"] }));

test("reads the corpus's own records: several places of one name, several types", async () => {
  const [page, second] = await read(
    '{"text": "浙商银行企业信贷部叶老桂博士，叶老桂说", "label": {"name": {"叶老桂": [[9, 11], [15, 17]]}, "company": {"浙商银行": [[0, 3]]}}}\n' +
      '{"id": 3, "text": "没有", "label": {}}\n',
  );
  expect(page?.articles[0]?.blocks[0]?.entities.map(({ type, start, end, text }) => [type, start, end, text])).toEqual([
    ["company", 0, 4, "浙商银行"],
    ["name", 9, 12, "叶老桂"],
    ["name", 15, 18, "叶老桂"],
  ]);
  expect(second?.articles[0]?.blocks[0]).toMatchObject({ text: "没有", entities: [] });
});

test("a record whose name does not stand at its place is refused by its line", async () => {
  const records = '{"text":"叶老桂","label":{"name":{"叶老桂":[[1,2]]}}}\n';
  await expect(read(records)).rejects.toThrow(/train\.json, line 1: the name “叶老桂” should stand at 1–2/);
});

test.for([
  '{"text":"甲","label":{"__proto__":{"甲":[[0,0]]}}}',
  '{"text":"甲","label":{"name":{"甲":[["0","0"]]}}}',
  '{"label":{}}',
])("refuses %s", async (record) => {
  await expect(read(`${record}\n`)).rejects.toThrow(/train\.json, line 1|train\.json/);
});
