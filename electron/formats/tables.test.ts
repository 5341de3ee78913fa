import { expect, test } from "vitest";
import { csv, tsv } from "./csv.ts";
import type { Format } from "./format.ts";
import { childElements, descendants, parseXml, textOf } from "./support/xml.ts";
import { openZip } from "./support/zip.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument, registry } from "./test-support.ts";
import { xlsx } from "./xlsx.ts";

const written = async (format: Format, table: string) =>
  await exportToMemory(format, [fieldDocument()], new Map([[fieldDocument().id, "標題"]]), {
    options: { table },
    registry: {
      ...registry,
      entities: [{ id: "q1", name: "𠮷田茂", type: "PER", aliases: ["吉田", "茂"], link: "", note: "" }],
    },
  });

test("each table has its rows, with commas and with tabs", async () => {
  expect((await written(tsv, "registry")).files.get("out")).toBe(
    "\uFEFFid\tname\ttype\taliases\tlink\tnote\r\nq1\t𠮷田茂\tPER\t吉田|茂\t\t\r\n",
  );
  expect((await written(csv, "documents")).files.get("out")?.split("\r\n")[1]).toMatch(
    /^01JDABCDEFGHJKMNPQRSTVWXYZ,004_04b86e9b1138073a\.txt,標題：𠮷田茂訪問北京,.*,review,1,2,\d+,4,/,
  );
  expect((await written(csv, "corrections")).files.get("out")?.split("\r\n").length).toBeGreaterThan(2);
  expect((await written(tsv, "entities")).files.get("out")?.split("\r\n")).toHaveLength(6);
});

async function cellsOf(bytes: Uint8Array | undefined): Promise<string[][]> {
  const zip = await openZip(bytes ?? new Uint8Array(), "out.xlsx");
  const sheet = parseXml(
    new TextDecoder().decode((await zip.read("xl/worksheets/sheet1.xml")) ?? undefined),
    "sheet1.xml",
  );
  expect([...descendants(sheet, "f")]).toEqual([]);
  return [...descendants(sheet, "row")].map((row) => childElements(row).map(textOf));
}

test("a workbook has the same table, as text and without formulas", async () => {
  const rows = await cellsOf((await written(xlsx, "entities")).bytes.get("out"));
  expect(rows.map((row) => row[7])).toEqual(["text", "𠮷田茂訪問北京", "𠮷田茂", "北京", "新聞\n辦公室"]);
  const text = "=1+1 _x000D_ <b>&";
  const document = documentOf([[block("title", text, [entity(text, text, "PER")])]]);
  const { bytes } = await exportToMemory(xlsx, [document], new Map(), { options: { table: "entities" } });
  expect((await cellsOf(bytes.get("out")))[1]?.[7]).toBe("=1+1 _x005F_x000D_ <b>&");
});
