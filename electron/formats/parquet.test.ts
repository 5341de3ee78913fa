import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { parquet } from "./parquet.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument } from "./test-support.ts";

const rowsIn = async (bytes: Uint8Array | undefined) => {
  const buffer = new Uint8Array(bytes ?? []).buffer;
  return await parquetReadObjects({ file: buffer });
};

test("the field's test document is a row with its blocks, entities and relations", async () => {
  const document = fieldDocument();
  document.relations = [{ id: "r1", type: "VISITS", from: "e1", to: "e3", by: "editor", note: "" }];
  document.meta.title = "頭版";
  const { bytes } = await exportToMemory(parquet, [document]);
  const [row] = await rowsIn(bytes.get("out"));
  expect(row).toMatchObject({
    id: document.id,
    name: "004_04b86e9b1138073a.txt",
    status: "review",
    title: "頭版",
    text: "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n",
    relations: [{ id: "r1", type: "VISITS", from: "e1", to: "e3", by: "editor", note: "" }],
  });
  expect(row?.blocks.map(({ role, start, end }: Record<string, unknown>) => [role, start, end])).toEqual([
    ["title", 0, 10],
    ["paragraph", 12, 29],
  ]);
  expect(row?.entities[1]).toEqual({
    ...{ id: "e1", type: "PER", start: 3, end: 6, text: "𠮷田茂", ref: "q1", by: "editor", note: "首相\n第二行" },
    attributes: "{}",
  });
  expect(row?.entities[0].ref ?? null).toBeNull();
});

test("by sentences, a row has characters and tags", async () => {
  const { bytes, notices } = await exportToMemory(parquet, [fieldDocument()], new Map(), {
    options: { rows: "sentences" },
  });
  const rows = await rowsIn(bytes.get("out"));
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual({
    id: "01JDABCDEFGHJKMNPQRSTVWXYZ-1",
    document: "01JDABCDEFGHJKMNPQRSTVWXYZ",
    tokens: Array.from("標題：𠮷田茂訪問北京"),
    tags: ["O", "O", "O", "B-EVENT", ...Array(6).fill("I-EVENT")],
  });
  expect(notices).toHaveLength(1);
});

test("many documents make several groups of rows, none of them lost", async () => {
  const text = "字".repeat(100_000);
  const documents = Array.from({ length: 20 }, (_, index) =>
    documentOf([[block("paragraph", text, [entity(text, "字", "LOC")])]], { id: `document-${index}` }),
  );
  const { bytes } = await exportToMemory(parquet, documents);
  const file = new Uint8Array(bytes.get("out") ?? []).buffer;
  expect(parquetMetadata(file).row_groups).toHaveLength(4);
  const ids = (await parquetReadObjects({ file, columns: ["id"] })).map(({ id }) => id);
  expect(ids).toEqual(documents.map(({ id }) => id));
});

test.for(["documents", "sentences"])("nothing to write is a file without rows: %s", async (rows) => {
  const { bytes } = await exportToMemory(parquet, [], new Map(), { options: { rows } });
  expect(await rowsIn(bytes.get("out"))).toEqual([]);
});
