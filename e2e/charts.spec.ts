/** The entities of a corpus to look at: charts and their tables, what stands together with its passages, by keyboard. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { newCorpus, openCorpus, tagOnDisk } from "./support/corpus.ts";
import { emptyMachine, type Machine } from "./support/machine.ts";
import { clickBefore, editorText } from "./support/text.ts";

const filler = "全区的群众都说今年的工作做得很好，大家都很满意，希望明年更好。";
const html = (date: string, ...paragraphs: string[]) =>
  `<html><head><title>${date}</title><meta name="pubdate" content="${date}"></head><body><article>${paragraphs
    .map((text) => `<p>${text}${filler}</p>`)
    .join("")}</article></body></html>`;

function makeCorpus(machine: Machine): string {
  const write = (name: string, text: string) => {
    const path = join(machine.folder, name);
    writeFileSync(path, text);
    return path;
  };
  const dir = newCorpus(
    machine,
    write("1.html", html("2024-05-01", "𠮷田到离石区。", "王强欢迎𠮷田。")),
    write("2.html", html("2024-06-03", "王强和𠮷田说话。", "离石区很好。")),
    write("3.txt", "离石区没有日期。甲乙丙丁戊来了。"),
  );
  tagOnDisk(dir, { PER: ["𠮷田", "王强"], LOC: ["离石区"] });
  nameEntities(dir, [{ id: "n1", name: "王强", type: "PER" }]);
  return dir;
}

const settingsOf = (dir: string) => JSON.parse(readFileSync(join(dir, "galley.json"), "utf8"));

/** Writes entities.json as git would. */
function writeRegistry(dir: string, entries: { id: string; name: string; type: string }[]): void {
  const entities = entries.map((entry) => ({ ...entry, aliases: [], link: "", note: "" }));
  writeFileSync(join(dir, "entities.json"), JSON.stringify({ format: "galley/entities", version: 1, entities }));
}

/** The same, and links all entities of those texts. */
function nameEntities(dir: string, entries: { id: string; name: string; type: string }[]): void {
  writeRegistry(dir, entries);
  const folder = join(dir, "documents");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const document = JSON.parse(readFileSync(join(folder, name), "utf8"));
    for (const { blocks } of document.articles)
      for (const { entities } of blocks)
        for (const entity of entities) entity.ref = entries.find((entry) => entry.name === entity.text)?.id ?? null;
    writeFileSync(join(folder, name), JSON.stringify(document));
  }
}

const shot = async (page: Page, name: string) => {
  if (process.env.GALLEY_SHOTS) await page.screenshot({ path: join(process.env.GALLEY_SHOTS, `${name}.png`) });
};
const circles = (page: Page) =>
  page
    .locator(".graph-node circle")
    .evaluateAll((all) => all.map((one) => one.outerHTML.replace(/ style="[^"]*"/, "")));

test("charts, their tables, and from who stands together to the passages and back", async ({ page }) => {
  const machine = emptyMachine();
  const dir = makeCorpus(machine);
  const program = await openCorpus(machine, page, dir);
  await expect(page.getByRole("row", { name: /\.(txt|html)/ })).toHaveCount(3);

  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("实体图表");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "实体图表" })).toBeVisible();
  await expect(page.getByRole("img", { name: /按稿件日期的分布/ })).toBeVisible();
  await expect(page.getByText("3 份稿件中，1 份没有读得出的日期")).toBeVisible();
  await shot(page, "charts-dates");
  expect(await violations(page, false)).toEqual([]);
  await page.getByRole("button", { name: "表", exact: true }).press("Enter");
  const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row("2024-05-01").getByRole("cell")).toHaveText(["1", "3", "1", "4"]);
  await expect(row("无日期").getByRole("cell")).toHaveText(["1", "0", "1", "1"]);
  const passages = page.getByRole("region", { name: "原文" });
  await page.getByRole("button", { name: "2024-05-01" }).press("Enter");
  await expect(passages).toContainText("4 处，在 2 段、1 份稿件里");
  await page.getByRole("button", { name: "图", exact: true }).press("Enter");
  await page.locator(".chart-column").filter({ hasText: "无日期" }).click();
  await expect(passages).toContainText("1 处，在 1 段、1 份稿件里");
  await shot(page, "charts-column");
  await page.locator(".chart-column").filter({ hasText: "无日期" }).click();
  await expect(passages).toHaveCount(0);
  await page.getByRole("button", { name: "表", exact: true }).press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 CSV" }).press("Enter");
  const saved = readFileSync(await (await download).path(), "utf8");
  expect(saved).toMatch(/^\ufeff日期,稿件数,人名,地名\r\n2024-05-01,1,3,1\r\n/);
  await page.getByRole("button", { name: "人名" }).click();
  await expect(row("2024-05-01").getByRole("cell")).toHaveText(["1", "1", "1"]);
  await page.getByRole("button", { name: "全部类型" }).click();
  await page.getByRole("button", { name: "按稿件" }).press("Enter");
  await expect(row("2024-06-03").getByRole("cell")).toHaveText(["1", "2", "1", "3"]);

  await page.getByRole("button", { name: "共同出现" }).press("Enter");
  const pair = page.getByRole("button", { name: "𠮷田 和 王强，同在 2 段" });
  await expect(pair).toBeVisible();
  await page.getByRole("button", { name: "图", exact: true }).press("Enter");
  const graph = page.getByRole("group", { name: /共同出现的实体/ });
  await expect(graph.locator(".graph-node")).toHaveCount(3);
  const picture = await circles(page);
  await shot(page, "charts-graph");

  // By keyboard: from a node along its strongest edge to its passages, and into a page.
  await graph.getByRole("button", { name: /^𠮷田，/ }).focus();
  await page.keyboard.press("PageDown");
  await expect(page.locator(".graph-edge:focus")).toHaveAttribute("aria-label", /^𠮷田 和 王强，/);
  await page.keyboard.press("Enter");
  await expect(passages).toContainText("4 处，在 2 段、2 份稿件里");
  const list = passages.getByRole("grid");
  await expect(list.getByRole("row").first()).toContainText("王强");
  expect(await violations(page, false)).toEqual([]);
  await list.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(editorText(page)).toContainText("王强欢迎𠮷田");
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe("𠮷田");
  await page.keyboard.press("Control+l");
  await expect(passages).toContainText("4 处");
  expect(await circles(page)).toEqual(picture);

  // By mouse: a node, and from its entry of the registry to all that names it.
  await graph.getByRole("button", { name: /^王强，人名，名录条目/ }).click();
  await expect(passages).toContainText("2 处，在 2 段");
  await passages.getByRole("button", { name: "在名录中看“王强”" }).click();
  await page.getByRole("article", { name: "王强" }).getByRole("button", { name: "在查找中打开" }).click();
  const hits = page.getByRole("grid", { name: "查找结果" });
  await expect(hits.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "名录: 王强" }).click();
  await page.getByRole("combobox", { name: "查找名称或别名" }).press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(hits.getByRole("row")).toHaveCount(6);

  await program.stop();
  machine.remove();
});

test("an open page follows what others write into galley.json and entities.json", async ({ page }) => {
  const machine = emptyMachine();
  const dir = makeCorpus(machine);
  const program = await openCorpus(machine, page, dir);
  await page.getByRole("row", { name: "3.txt" }).dblclick();
  await expect(editorText(page)).toContainText("甲乙丙丁戊");
  await page.keyboard.press("F2");
  const name = async () => {
    await clickBefore(page, "丙丁戊来了");
    await page.keyboard.press("Space");
    return await page.evaluate(() => String(getSelection()));
  };
  expect(await name()).not.toBe("甲乙丙丁戊");
  writeRegistry(dir, [{ id: "n9", name: "甲乙丙丁戊", type: "PER" }]);
  await expect.poll(name).toBe("甲乙丙丁戊");
  writeRegistry(dir, []);
  await expect.poll(name).not.toBe("甲乙丙丁戊");

  const tag = editorText(page).locator("[data-type=LOC]").first();
  const color = () => tag.evaluate((one) => getComputedStyle(one).getPropertyValue("--entity-color").trim());
  const before = await color();
  const settings = settingsOf(dir);
  settings.entityTypes.find(({ id }: { id: string }) => id === "LOC").color = "#123456";
  writeFileSync(join(dir, "galley.json"), JSON.stringify(settings));
  await expect.poll(color).toBe("#123456");
  expect(before).not.toBe("#123456");
  // Half of a merge is told, and that it is mended.
  writeFileSync(join(dir, "entities.json"), "<<<<<<< HEAD\n");
  await expect(page.getByRole("alert")).toContainText("entities.json");
  writeRegistry(dir, []);
  await expect(page.getByRole("alert")).toHaveCount(0);

  await program.stop();
  machine.remove();
});
