/** Getting pages into a corpus through the window: chosen, dropped, failing, tried again, stopped. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { importByButton } from "./support/choose-files.ts";
import { galley, newCorpus, openCorpus } from "./support/corpus.ts";
import { drop } from "./support/drop.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments, root } from "./support/machine.ts";

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

const seed = (name: string) => join(root, "seeds", name);
const seed000 = seed("000_b4cb9b8b7c66539e.txt");
const text = "离石区委书记廉海平主持会议，研究当前重点工作。\n\n本报讯　近日，我市举行了一次会议。\n";

function put(name: string, content: string | Uint8Array): string {
  const folder = join(machine.folder, "pages");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const dialogOf = (page: Page, name: string): Locator => page.getByRole("dialog", { name, exact: true });

test("chosen files: a good one, a copy of it, damaged ones; the report says why", async ({ page }) => {
  const dir = newCorpus(machine);
  program = await openCorpus(machine, page, dir);
  const gb18030 = execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: `${text}甲𠮷` });
  await importByButton(page, [
    put("good.txt", text),
    put("copy.txt", text),
    put("gb18030.txt", gb18030),
    put("empty.txt", ""),
    put("page.txt", `%PDF-1.7\n${"\u0000\u0001".repeat(50)}`),
    put("cut.txt", Buffer.concat([Buffer.from(text), Buffer.from([0xe7, 0xa6])])),
  ]);
  const ready = dialogOf(page, "导入");
  await expect(ready.getByText(/6 个文件/)).toBeVisible();
  await expect(ready.getByText("识别为 UTF-8")).toBeVisible();
  await expect(ready.getByText("离石区委书记廉海平")).toBeVisible();
  await ready.getByRole("button", { name: "开始导入" }).click();

  const report = dialogOf(page, "导入结果");
  await expect(report.getByText("导入 2 个")).toBeVisible();
  await expect(report.getByText("1 个以前导入过，已跳过")).toBeVisible();
  await expect(report.getByText("3 个失败")).toBeVisible();
  const row = (name: string) => report.getByRole("listitem").filter({ hasText: name });
  await expect(row("empty.txt")).toContainText("是空文件");
  await expect(row("page.txt")).toContainText("是损坏的 PDF");
  await expect(row("cut.txt")).toContainText("不合编码的字节");
  await expect(row("cut.txt")).toContainText(String(Buffer.byteLength(text)));

  await report.getByRole("button", { name: "完成", exact: true }).click();

  await expect(page.getByText("完成 0 / 2")).toBeVisible();
  await expect(page.getByRole("row", { name: /gb18030\.txt/ })).toBeVisible();
  const documents = readDocuments(dir);
  // Whichever of the two equal ones came first.
  expect(documents.size).toBe(2);
  expect(documents.has("good.txt") || documents.has("copy.txt")).toBe(true);
  expect(documents.get("gb18030.txt").source.encoding).toBe("gb18030");
  galley(machine, "verify", dir);
});

test("a file that can't be read in the chosen encoding is imported in another one", { tag: "@full" }, async ({
  page,
}) => {
  const dir = newCorpus(machine);
  program = await openCorpus(machine, page, dir);
  await importByButton(page, [
    put("旧稿.txt", execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: `𠮷${text}` })),
  ]);
  const ready = dialogOf(page, "导入");
  await ready.getByRole("combobox", { name: "文字编码" }).click();
  await page.getByRole("option", { name: "Big5" }).click();
  await expect(ready.getByRole("alert")).toContainText("不合编码的字节");
  await ready.getByRole("button", { name: "开始导入" }).click();

  const report = dialogOf(page, "导入结果");
  await expect(report.getByText("1 个失败")).toBeVisible();
  await report.getByRole("combobox", { name: "换一种编码再试" }).click();
  await page.getByRole("option", { name: "GB18030 / GBK" }).click();
  await report.getByRole("button", { name: "再试失败的文件" }).click();
  await expect(report.getByText("导入 1 个")).toBeVisible();
  await expect(report.getByText(/失败/)).toHaveCount(0);
  await report.getByRole("button", { name: "完成", exact: true }).click();
  expect(readDocuments(dir).get("旧稿.txt")).toMatchObject({
    source: { encoding: "gb18030" },
    articles: [{ blocks: [{ text: expect.stringContaining("𠮷离石区委书记") }, {}] }],
  });
});

test("a dropped folder is walked; hidden files stay out; the count in the list rises", async ({ page }) => {
  const dir = newCorpus(machine, seed000);
  program = await openCorpus(machine, page, dir);
  await expect(page.getByText("完成 0 / 1")).toBeVisible();
  mkdirSync(join(machine.folder, "pages/第二版/深处"), { recursive: true });
  put("甲.txt", `${text}甲`);
  put(".DS_Store", "x");
  put("第二版/乙.txt", `${text}乙`);
  put("第二版/深处/丙.txt", `${text}丙`);
  put("旧.txt", readFileSync(seed000));
  await drop(page, [join(machine.folder, "pages")]);

  const ready = dialogOf(page, "导入");
  await expect(ready.getByText(/4 个文件/)).toBeVisible();
  await ready.getByRole("button", { name: "开始导入" }).click();
  const report = dialogOf(page, "导入结果");
  await expect(report.getByText("导入 3 个")).toBeVisible();
  await expect(report.getByText("1 个以前导入过，已跳过")).toBeVisible();
  await report.getByRole("button", { name: "完成", exact: true }).click();
  await expect(page.getByText("完成 0 / 4")).toBeVisible();
  expect([...readDocuments(dir).keys()]).toEqual(expect.arrayContaining(["甲.txt", "乙.txt", "丙.txt"]));
});

test("an import of 300 files that is stopped leaves a sound corpus, and the rest can be imported later", {
  tag: "@full",
}, async ({ page }) => {
  const dir = newCorpus(machine);
  program = await openCorpus(machine, page, dir);
  const files = Array.from({ length: 300 }, (_, n) => put(`p${n}.txt`, `第${n}页\n\n${text}`));
  await importByButton(page, files);
  await dialogOf(page, "导入").getByRole("button", { name: "开始导入" }).click();
  await expect(page.getByText(/正在导入 \d+ \/ 300/).first()).toBeVisible();
  await page.getByRole("button", { name: "停止导入" }).click();

  const report = dialogOf(page, "导入结果");
  const left = Number(/还有 (\d+) 个没有导入/.exec((await report.getByText(/已停止/).textContent()) ?? "")?.[1]);
  expect(left).toBeGreaterThanOrEqual(10);
  await expect(report.getByText(`导入 ${300 - left} 个`)).toBeVisible();
  await report.getByRole("button", { name: "完成", exact: true }).click();
  await expect(page.getByText(`完成 0 / ${300 - left}`)).toBeVisible();
  expect(readDocuments(dir).size).toBe(300 - left);
  galley(machine, "verify", dir);

  // The last ten are not in, as they are taken in order.
  await drop(page, files.slice(-10));
  await dialogOf(page, "导入").getByRole("button", { name: "开始导入" }).click();
  await expect(report.getByText("导入 10 个")).toBeVisible();
  await report.getByRole("button", { name: "完成", exact: true }).click();
  await expect(page.getByText(`完成 0 / ${310 - left}`)).toBeVisible();
});
