import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../corpus/testing.ts";
import { plainHocr, tesseractHocr } from "../formats/layout/testing.ts";
import { galley } from "./testing.ts";

async function imported(name: string, content: string) {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, content);
  const dir = join(folder, "corpus");
  const { lines } = await galley("import", dir, file, "--json");
  return { dir, ids: lines().map(({ id }) => id as string) };
}

test("a recognised page is shown with what it holds, its layout, and its doubts as findings", async () => {
  const { dir, ids } = await imported("頁.hocr", tesseractHocr);
  const [id] = ids as [string];
  const shown = JSON.parse((await galley("show", dir, id, "--json")).stdout);
  expect(shown.source).toMatchObject({
    name: "頁.hocr",
    original: { format: "hocr" },
    confidence: [
      [3, 6, 0.31],
      [38, 39, 0.59],
    ],
  });
  const layout = JSON.parse((await galley("show", dir, id, "--layout")).stdout);
  expect(layout.image).toBe("scans/大公報; 1931.png");
  expect(layout.regions[0].lines[0].words[2]).toMatchObject({ start: 3, end: 6, shape: { box: [250, 58, 432, 115] } });
  const { lines } = await galley("check", dir, "--rules", "char.doubtful", "--json");
  expect(lines().map(({ rule, quote }) => [rule, quote])).toEqual([
    ["char.doubtful", "𠮷田茂"],
    ["char.doubtful", "。"],
  ]);
});

test("of a file with several pages each document has the layout of its own", async () => {
  const { dir, ids } = await imported("頁.html", plainHocr);
  const images = [];
  for (const id of ids) images.push(JSON.parse((await galley("show", dir, id, "--layout")).stdout).image);
  expect(images).toEqual(["1.png", "2.png"]);
});

test("a document that was never recognised has none, and says so by name", async () => {
  const { dir, ids } = await imported("頁.txt", "標題：𠮷田茂訪問北京");
  const { status, stderr } = await galley("show", dir, ids[0] as string, "--layout");
  expect(status).not.toBe(0);
  expect(stderr).toContain("頁.txt has no layout");
});
