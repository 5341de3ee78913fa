/** In and out: a file whose names the corpus doesn't know, mapped; an export in a chosen format, seen before. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { importByButton, importByKey } from "./support/choose-files.ts";
import { galley, newCorpus, openCorpus } from "./support/corpus.ts";
import { drop } from "./support/drop.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments } from "./support/machine.ts";

test.use({ locale: "zh-CN" });

let machine: Machine;
let program: Loopback | null = null;

test.beforeEach(() => {
  machine = emptyMachine();
});
test.afterEach(async () => {
  await program?.stop();
  program = null;
  machine.remove();
});

function document(id: string, text: string) {
  const entity = { ref: null, by: "editor", note: "" };
  return {
    format: "galley/document",
    version: 1,
    id,
    status: "new",
    source: { name: `${id}.txt`, sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "" },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: [
      {
        id: "a1",
        blocks: [
          {
            id: "b1",
            role: "lede",
            text,
            pieces: [{ inserted: text }],
            entities: [
              { id: "e1", type: "机关", start: 0, end: 4, text: "吕梁市委", ...entity },
              { id: "e2", type: "PER", start: 4, end: 7, text: "𠮷田茂", ...entity },
            ],
          },
        ],
      },
    ],
    dismissed: [],
    revision: 0,
    updatedAt: "",
    updatedBy: "",
  };
}

test("names of a file become the corpus's, and an export is seen before it is made", async ({ page }) => {
  const dir = newCorpus(machine);
  mkdirSync(machine.documents);
  mkdirSync(join(machine.folder, "in"));
  const path = join(machine.folder, "in", "两页.jsonl");
  const lines = [document("01JDAAAA", "吕梁市委𠮷田茂讲话"), document("01JDBBBB", "吕梁市委𠮷田茂来访")];
  writeFileSync(path, lines.map((each) => `${JSON.stringify(each)}\n`).join(""));
  program = await openCorpus(machine, page, dir);
  await importByButton(page, [path]);

  const ready = page.getByRole("dialog", { name: "导入", exact: true });
  await expect(ready.getByText("文件中有 2 页，这里是第一页")).toBeVisible();
  await expect(ready.locator("mark", { hasText: "𠮷田茂" })).toHaveAttribute("title", "人名");
  await ready.getByRole("combobox", { name: "实体类型「机关」" }).click();
  await page.getByRole("option", { name: /机构/ }).click();
  await expect(ready.locator("mark", { hasText: "吕梁市委" })).toHaveAttribute("title", "机构");
  await ready.getByRole("button", { name: "开始导入" }).click();
  const report = page.getByRole("dialog", { name: "导入结果" });
  await expect(report.getByText("2 页")).toBeVisible();
  await expect(report.getByText("新增角色“lede”")).toBeVisible();
  await report.getByRole("button", { name: "完成", exact: true }).click();

  const documents = readDocuments(dir);
  expect(documents.get("01JDAAAA.txt").articles[0].blocks[0]).toMatchObject({
    role: "lede",
    entities: [{ type: "ORG", text: "吕梁市委" }, { type: "PER" }],
  });
  expect(JSON.parse(readFileSync(join(dir, "galley.json"), "utf8")).importMapping).toEqual({
    jsonl: { types: { 机关: "ORG" }, roles: {} },
  });

  await page.getByRole("button", { name: "导出", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "导出", exact: true });
  await dialog.getByRole("combobox", { name: "格式" }).click();
  await page.getByRole("option", { name: /CoNLL/ }).first().click();
  await expect(dialog.getByRole("region", { name: "预览" })).toContainText("吕\tB-ORG");
  await dialog.getByRole("button", { name: "选择……" }).click();
  await page.getByRole("button", { name: "用此文件夹" }).click();
  await dialog.getByRole("button", { name: "导出", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "已导出" })).toBeVisible();
  const written = readdirSync(machine.documents).find((name) => name.endsWith(".conll"));
  expect(readFileSync(join(machine.documents, written ?? ""), "utf8")).toContain("吕\tB-ORG");
});

test("brat's annotations come with their texts, dropped side by side or in a folder; a long file is stopped within", async ({
  page,
}) => {
  const dir = newCorpus(machine);
  const folder = join(machine.folder, "in");
  const put = (name: string, content: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const text = put("甲.txt", "標題：𠮷田茂訪問北京\r\n\r\n國務院宣佈。");
  const ann = put("甲.ann", "T1\tPER 3 6\t𠮷田茂\nT2\tGPE 8 10\t北京\nN1\tReference T1 Wikidata:Q313571\t吉田茂\n");
  put("夾/乙.txt", "國務院宣佈");
  put("夾/乙.ann", "T1\tORG 0 3\t國務院\n");
  put("夾/丙.txt", "沒有標註的一頁");
  program = await openCorpus(machine, page, dir);
  await expect(page.getByText("完成 0 / 0")).toBeVisible();
  await drop(page, [text, ann, join(folder, "夾")]);

  const ready = page.getByRole("dialog", { name: "导入", exact: true });
  await expect(ready.getByText(/3 个文件/)).toContainText("另有 2 个文件随它们一起读取");
  await expect(ready.locator("mark", { hasText: "𠮷田茂" })).toHaveAttribute("title", "人名");
  await ready.getByRole("combobox", { name: "实体类型「GPE」" }).click();
  await page.getByRole("option", { name: /地名/ }).click();
  await ready.getByRole("button", { name: "开始导入" }).click();
  const report = page.getByRole("dialog", { name: "导入结果" });
  await expect(report.getByText("导入 3 个")).toBeVisible();
  await report.getByRole("button", { name: "完成", exact: true }).click();
  const found = [...readDocuments(dir)].map(([name, { articles }]) => {
    // biome-ignore lint/suspicious/noExplicitAny: read as another program would read it
    const entities = articles.flatMap(({ blocks }: any) => blocks.flatMap((block: any) => block.entities));
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return [name, ...entities.map(({ type, text: words }: any) => `${type} ${words}`)];
  });
  expect(found.sort()).toEqual([["丙.txt"], ["乙.txt", "ORG 國務院"], ["甲.txt", "PER 𠮷田茂", "LOC 北京"]]);

  // Chosen instead of dropped, they are one page as well.
  const chosen = [put("丁.ann", "T1\tPER 0 3\t𠮷田茂\n"), put("丁.txt", "𠮷田茂訪問")];
  await importByKey(page, chosen);
  await expect(ready.getByText(/1 个文件/).first()).toContainText("另有 1 个文件随它们一起读取");
  await ready.getByRole("button", { name: "开始导入" }).click();
  await expect(report.getByText("导入 1 个")).toBeVisible();
  await report.getByRole("button", { name: "完成", exact: true }).click();
  expect(readDocuments(dir).get("丁.txt").articles[0].blocks[0].entities).toMatchObject([
    { type: "PER", text: "𠮷田茂" },
  ]);

  const lines = Array.from({ length: 240 }, (_, n) => JSON.stringify({ text: `第${n}頁，𠮷田茂訪問北京`, label: [] }));
  await drop(page, [put("全年.jsonl", lines.join("\n"))]);
  await expect(ready.getByText("文件中有 200 页以上，这里是第一页")).toBeVisible();
  // As soon as it says how far it is.
  const stopped = page.evaluate(() => {
    const button = () =>
      Array.from(window.document.querySelectorAll("button")).find((one) => one.textContent === "停止导入");
    return new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!window.document.querySelector("[role=progressbar][aria-label='全年.jsonl 的进度']")) return;
        observer.disconnect();
        button()?.click();
        resolve();
      });
      observer.observe(window.document.body, { subtree: true, childList: true });
    });
  });
  await ready.getByRole("button", { name: "开始导入" }).click();
  await stopped;
  const kept = report.getByText(/停在中途/);
  await expect(kept).toContainText("全年.jsonl");
  const pages = Number(/导入了 (\d+) 页/.exec((await kept.textContent()) ?? "")?.[1]);
  expect(pages).toBeGreaterThan(0);
  expect(readDocuments(dir).size).toBe(4 + pages);
  expect(await violations(page, false)).toEqual([]);
  await report.getByRole("button", { name: "导入其余的" }).click();
  await expect(report.getByText(`${240 - pages} 页`)).toBeVisible();
  await expect(report.getByText(/停在中途/)).toHaveCount(0);
  galley(machine, "verify", dir);
});
