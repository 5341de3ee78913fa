/** What can go wrong while a page is being edited: nothing may be lost, and the editor must know. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { galley, newCorpus, openCorpus } from "./support/corpus.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments, root } from "./support/machine.ts";
import { block, clickAtEnd, editorText, saved } from "./support/text.ts";

test.use({ locale: "zh-CN" });

const name = "004_04b86e9b1138073a.txt";
const line = "合办：离石区融媒体中心";

let machine: Machine;
let dir: string;
let program: Loopback | null = null;

test.beforeEach(() => {
  machine = emptyMachine();
  dir = newCorpus(machine, join(root, "seeds", name));
});
test.afterEach(async () => {
  await program?.stop();
  program = null;
  machine.remove();
});

/** Starts the program and opens the page of the corpus. */
async function openPage(page: Page): Promise<void> {
  program = await openCorpus(machine, page, dir);
  await page.getByRole("row", { name }).dblclick();
  await expect(editorText(page)).toContainText(line);
}

/** The document's file, and its first block's text as it is on the disk. */
function onDisk(): { path: string; firstText: string } {
  const document = readDocuments(dir).get(name);
  const path = join(dir, "documents", document.id.slice(-2), `${document.id}.json`);
  return { path, firstText: document.articles[0].blocks[0].text };
}

/** Another program (a sync client, a colleague's Galley) changes the document's title, and the end of its text. */
function changeElsewhere(words = ""): void {
  const { path } = onDisk();
  const document = JSON.parse(readFileSync(path, "utf8"));
  document.meta.title = "别处改的题目";
  const last = document.articles.at(-1).blocks.at(-1);
  if (words) Object.assign(last, { text: last.text + words, pieces: [...last.pieces, { inserted: words }] });
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
}

const titleOnDisk = () => readDocuments(dir).get(name).meta.title;

test("the host is killed: the window says so, keeps the text and gives it as a file; what was saved is there after a restart", async ({
  page,
}) => {
  await openPage(page);
  await clickAtEnd(page, line);
  await page.keyboard.insertText("已存");
  await saved(page);
  program?.process.kill("SIGKILL");
  await expect(page.getByRole("alert").getByText("与本机服务的连接断开了")).toBeVisible();
  await page.keyboard.insertText("未存");
  await expect(page.getByText("没有保存").first()).toBeVisible();
  await expect(block(page, line)).toContainText("已存未存");
  // No host is needed to take along what it never heard of.
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("alert").getByRole("button", { name: "把稿件另存为文件" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(name.replace(".txt", ".json"));
  const file = join(machine.folder, download.suggestedFilename());
  await download.saveAs(file);
  expect(await violations(page, false)).toEqual([]);

  program = null;
  const second = await page.context().newPage();
  await openPage(second);
  await expect(block(second, line)).toContainText("已存");
  await expect(block(second, line)).not.toContainText("未存");
  // The old window can't be taken for a new one: it still says that it has no host.
  await expect(page.getByRole("alert").getByText("与本机服务的连接断开了")).toBeVisible();
  await expect(block(page, line)).toContainText("已存未存");
  galley(machine, "import", dir, file);
  expect(galley(machine, "search", dir, "已存未存")).toContain("已存未存");
});

test("the file changed on disk while typing: side by side, chosen by block, merged and saved; both are in the history", async ({
  page,
}) => {
  await openPage(page);
  await clickAtEnd(page, line);
  // What is changed elsewhere before anything is typed here is simply shown.
  await page.keyboard.insertText("我的");
  changeElsewhere("会议召开");
  const dialog = page.getByRole("dialog", { name: "这份稿件在别处被改动了" });
  await expect(dialog).toBeVisible();
  // Until there is a decision both are there.
  expect(titleOnDisk()).toBe("别处改的题目");
  await expect(block(page, line)).toContainText("我的");
  await dialog.getByRole("button", { name: "先不决定" }).click();
  await expect(page.getByText("文件被别处改动").first()).toBeVisible();
  expect(onDisk().firstText).not.toContain("我的");

  // Leaving asks again. The first block was changed here, the last one there: both are chosen already.
  await page.getByRole("button", { name: "返回稿件列表" }).click();
  await expect(dialog.getByText("2 段不同，都已选好")).toBeVisible();
  await expect(dialog.locator("mark").first()).toHaveText("我的");
  expect(await violations(page, false)).toEqual([]);
  await dialog.getByRole("button", { name: "保存合并结果" }).click();
  await saved(page);
  await expect(block(page, line)).toContainText("我的");
  await expect(editorText(page)).toContainText("会议召开");
  expect(onDisk().firstText).toContain("我的");
  expect(titleOnDisk()).toBe("别处改的题目");
  const states = galley(machine, "history", dir, readDocuments(dir).get(name).id, "--json").trim().split("\n");
  expect(states.length).toBeGreaterThanOrEqual(3);
});

test("the file changed on disk: taking theirs shows it and leaves it as it is", { tag: "@full" }, async ({ page }) => {
  await openPage(page);
  await clickAtEnd(page, line);
  await page.keyboard.insertText("我的");
  changeElsewhere();
  const theirs = readFileSync(onDisk().path, "utf8");
  const dialog = page.getByRole("dialog", { name: "这份稿件在别处被改动了" });
  await dialog.getByRole("button", { name: "用磁盘上的" }).click();
  await expect(dialog).toBeHidden();
  await expect(editorText(page)).toContainText(line);
  await expect(editorText(page)).not.toContainText("我的");
  expect(readFileSync(onDisk().path, "utf8")).toBe(theirs);
  // And editing goes on from there.
  await clickAtEnd(page, line);
  await page.keyboard.insertText("再改");
  await expect.poll(() => onDisk().firstText).toContain("再改");
  expect(titleOnDisk()).toBe("别处改的题目");
});

test("another program changes, then deletes the page that is open: shown at once; written again only when asked", async ({
  page,
}) => {
  await openPage(page);
  const { path } = onDisk();
  changeElsewhere("会议召开");
  await expect(editorText(page)).toContainText("会议召开");
  rmSync(path);
  const banner = page.getByRole("alert").filter({ hasText: "被别的程序删除了" });
  await expect(banner).toBeVisible();
  expect(existsSync(path)).toBe(false);
  await banner.getByRole("button", { name: "重新写入" }).click();
  await expect(banner).toBeHidden();
  expect(readFileSync(path, "utf8")).toContain("会议召开");
});

test("a second window can only read, says who has the corpus, and may write when the first is gone", async ({
  page,
}) => {
  const first = await page.context().newPage();
  const holder = await openCorpus(machine, first, dir);
  await openPage(page);
  const banner = page.getByRole("status").filter({ hasText: "正在另一个窗口里编辑" });
  await expect(banner).toContainText(`PID ${holder.process.pid}`);
  await clickAtEnd(page, line);
  await page.keyboard.insertText("x");
  await expect(block(page, line)).toHaveText(` ${line}`);
  holder.process.kill("SIGKILL");
  await expect(page.getByText("现在可以编辑了")).toBeVisible();
  await clickAtEnd(page, line);
  await page.keyboard.insertText("可写");
  await saved(page);
  expect(onDisk().firstText).toContain("可写");
});

test("the corpus folder goes away while a page is open: not saved and why; when it is back, saved", async ({
  page,
}) => {
  await openPage(page);
  const away = `${dir}-away`;
  renameSync(dir, away);
  await clickAtEnd(page, line);
  await page.keyboard.insertText("没丢");
  const state = page.getByText("没有保存").first();
  await expect(state).toBeVisible();
  await expect(page.getByRole("alert").getByText(/语料库文件夹「.*」不见了/)).toBeVisible();
  // Nothing makes the folder anew.
  expect(existsSync(dir)).toBe(false);
  renameSync(away, dir);
  await saved(page);
  expect(onDisk().firstText).toContain("没丢");
});

test("a corpus that can't be written opens with a sign, and its pages can't be edited", { tag: "@full" }, async ({
  page,
}) => {
  const folders = [dir, join(dir, "documents"), join(dir, "sources")];
  const isRoot = process.getuid?.() === 0;
  // What is forbidden to everyone else is not to root; an immutable folder is.
  const protect = (on: boolean) => {
    if (isRoot) execFileSync("chattr", [on ? "+i" : "-i", ...folders], { stdio: "pipe" });
    else for (const folder of folders) chmodSync(folder, on ? 0o555 : 0o755);
  };
  try {
    protect(true);
  } catch (error) {
    test.skip(true, `this disk knows no immutable folders: ${String(error)}`);
  }
  try {
    program = await openCorpus(machine, page, dir);
    await expect(page.getByText("只读", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "导入", exact: true })).toBeDisabled();
    await page.getByRole("row", { name }).dblclick();
    await expect(page.getByText("这份稿件只能看，不能改")).toBeVisible();
    await clickAtEnd(page, line);
    await page.keyboard.type("x");
    await page.keyboard.press("Enter");
    await expect(block(page, line)).toHaveText(` ${line}`);
  } finally {
    protect(false);
  }
  expect(onDisk().firstText).toBe(` ${line}`);
});

test("a document whose file is broken is listed as such, and the others open", { tag: "@full" }, async ({ page }) => {
  galley(machine, "import", dir, join(root, "seeds/000_b4cb9b8b7c66539e.txt"));
  const { path } = onDisk();
  writeFileSync(path, '{ "format": "galley/document", ');
  program = await openCorpus(machine, page, dir);
  const broken = page.getByRole("row").filter({ hasText: basename(path, ".json") });
  await expect(broken).toContainText("的文件损坏");
  await broken.dblclick();
  await expect(page.getByRole("heading", { name: "这份稿件打不开" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "返回稿件列表" }).click();
  await page.getByRole("row", { name: "000_b4cb9b8b7c66539e.txt" }).dblclick();
  await expect(editorText(page)).toContainText("解放区委社会工作会议召开");
});

test("a page that is closed right after typing is saved", async ({ page }) => {
  await openPage(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await clickAtEnd(page, line);
  await page.keyboard.insertText("最后一句");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => onDisk().firstText).toContain("最后一句");
});
