/** In and out: a file whose names the corpus doesn't know, mapped; an export in a chosen format, seen before. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { newCorpus, openCorpus } from "./support/corpus.ts";
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

async function chooseFiles(page: Page, files: string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "导入文件……" }).click(),
  ]);
  await chooser.setFiles(files);
}

test("names of a file become the corpus's, and an export is seen before it is made", async ({ page }) => {
  const dir = newCorpus(machine);
  mkdirSync(machine.documents);
  mkdirSync(join(machine.folder, "in"));
  const path = join(machine.folder, "in", "两页.jsonl");
  const lines = [document("01JDAAAA", "吕梁市委𠮷田茂讲话"), document("01JDBBBB", "吕梁市委𠮷田茂来访")];
  writeFileSync(path, lines.map((each) => `${JSON.stringify(each)}\n`).join(""));
  program = await openCorpus(machine, page, dir);
  await chooseFiles(page, [path]);

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
