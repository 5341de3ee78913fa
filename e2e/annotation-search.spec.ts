/** Entities found by what is said of them, and changed from the list of hits through a plan. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { emptyMachine, readDocuments } from "./support/machine.ts";
import { shells } from "./support/shells.ts";

test("entities are searched, and retyped and untagged from the hits", async () => {
  const machine = emptyMachine();
  const [loopback] = shells;
  if (!loopback) throw new Error("there is no shell");
  let window = await loopback.open(machine);
  await window.page.getByRole("button", { name: "试用样例" }).click();
  await expect(window.page.getByRole("row", { name: /\.txt/ })).toHaveCount(5);
  await window.quit();
  const corpus = join(machine.documents, "校样样例");
  tagFirst(corpus, "离石区", "LOC");
  tagFirst(corpus, "鹤壁市", "LOC");
  window = await loopback.open(machine);
  const { page } = window;
  await page.getByRole("button", { name: "试用样例" }).click();
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(5);
  const types = () => [...readDocuments(corpus).values()].flatMap(entitiesOf).map(({ type }) => type);
  const list = page.getByRole("grid", { name: "查找结果" });
  const carryOut = async () => {
    await page.getByRole("button", { name: "执行", exact: true }).click();
    await expect(page.getByText("已改动")).toBeVisible();
    await page.getByRole("button", { name: "回到查找结果" }).last().click();
  };

  await page.keyboard.press("Control+Shift+f");
  await page.getByRole("combobox", { name: "查找什么" }).click();
  await page.getByRole("option", { name: "实体", exact: true }).click();
  await expect(list.getByRole("row")).toHaveCount(2);
  await expect(list.getByRole("row").first()).toContainText("地名");

  await test.step("a letter retypes one line with Shift", async () => {
    await list.focus();
    await page.keyboard.press("Shift+O");
    await expect(page.getByRole("grid", { name: "改动清单" })).toBeVisible();
    await carryOut();
    await expect.poll(types).toEqual(expect.arrayContaining(["ORG", "LOC"]));
  });

  await test.step("all of them are untagged", async () => {
    await list.focus();
    await page.keyboard.press("Delete");
    await carryOut();
    await expect.poll(types).toEqual([]);
    await expect(page.getByText("没有找到")).toBeVisible();
  });

  await window.quit();
  machine.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: files are read here as a stranger would read them
function entitiesOf(document: any): { type: string }[] {
  // biome-ignore lint/suspicious/noExplicitAny: see above
  return document.articles.flatMap((article: any) => article.blocks.flatMap((block: any) => block.entities));
}

/** Tags the first place of a text in the corpus's files, as another program would. */
function tagFirst(corpus: string, text: string, type: string): void {
  const folder = join(corpus, "documents");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const path = join(folder, name);
    const document = JSON.parse(readFileSync(path, "utf8"));
    for (const block of document.articles[0].blocks) {
      const start = block.text.indexOf(text);
      if (start < 0) continue;
      const end = start + text.length;
      block.entities.push({ id: `e${type}${start}`, type, start, end, text, ref: null, by: "editor", note: "" });
      writeFileSync(path, JSON.stringify(document));
      return;
    }
  }
  throw new Error(`no ${text}`);
}
