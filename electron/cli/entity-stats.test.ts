import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { galley } from "./testing.ts";

async function corpus(): Promise<string> {
  const folder = temporaryFolder();
  const dir = join(folder, "c");
  await galley("new", dir);
  const page = (date: string, text: string) =>
    `<html><head><title>版</title><meta name="pubdate" content="${date}"></head><body><article>${text}</article></body></html>`;
  const paragraph = "区里的群众都说今年的工作做得很好，大家都满意。";
  writeFileSync(
    join(folder, "1.html"),
    page("2024-05-01", `<p>王强在离石区。${paragraph}</p><p>王强讲话。${paragraph}</p>`),
  );
  writeFileSync(join(folder, "2.html"), page("2024-05-03", `<p>王强说话，离石区很好。${paragraph}</p>`));
  writeFileSync(join(folder, "3.txt"), "离石区没有日期。");
  for (const name of ["1.html", "2.html", "3.txt"]) await galley("import", dir, join(folder, name));
  await galley("tag", dir, "王强", "PER");
  await galley("tag", dir, "离石区", "LOC");
  return dir;
}

test("stats --entities says types, dates, what is named most and what stands together", async () => {
  const dir = await corpus();
  const { status, lines, stderr } = await galley("stats", dir, "--entities", "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const of = (kind: string) => lines().filter((line) => line.kind === kind);
  expect(of("type")).toEqual([
    { kind: "type", type: "LOC", entities: 3, documents: 3, different: 1 },
    { kind: "type", type: "PER", entities: 3, documents: 2, different: 1 },
  ]);
  expect(of("period")).toEqual([
    { kind: "period", period: "2024-05-01", documents: 1, byType: { PER: 2, LOC: 1 } },
    { kind: "period", period: "2024-05-03", documents: 1, byType: { PER: 1, LOC: 1 } },
    { kind: "period", period: null, why: "undated", documents: 1, byType: { LOC: 1 } },
  ]);
  expect(of("entity")[0]).toMatchObject({ name: "离石区", type: "LOC", entities: 3, documents: 3 });
  expect(of("pair")).toMatchObject([{ within: "block", times: 2 }]);
  expect(lines().at(-1)).toEqual({ total: { documents: 3, entities: 6, unit: "day", complete: true } });

  const few = await galley("stats", dir, "--entities", "--type", "LOC", "--by", "year", "--json");
  expect(few.lines().filter(({ kind }) => kind === "period")[0]).toMatchObject({ period: "2024", byType: { LOC: 2 } });
  const table = await galley("stats", dir, "--entities", "--within", "article");
  expect(table.stdout).toContain("TOGETHER IN ONE ARTICLE");
  expect(table.stdout).toContain("no date");
  expect(await galley("stats", dir, "--type", "LOC")).toMatchObject({ status: 2 });
  expect(await galley("stats", dir, "--entities", "--limit", "1")).toMatchObject({ status: 2 });
});
