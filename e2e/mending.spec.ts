/**
 * Mending through the window: a raw page becomes the corrected one in few actions, and findings are gone through with
 * the keys. Where the corrected pages ("gold") lie beside the repository, the result is compared with them.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { newCorpus, openCorpus } from "./support/corpus.ts";
import { compose } from "./support/ime.ts";
import { emptyMachine, readDocuments, root } from "./support/machine.ts";
import { block, clickBefore, editorText, saved } from "./support/text.ts";

const name004 = "004_04b86e9b1138073a.txt";
const gold004 = join(process.env.GALLEY_GOLD ?? join(root, "../shared/gold"), "004_04b86e9b1138073a.gold.json");

/** Roles and texts, article by article. */
interface Lines {
  articles: { blocks: { role: string; text: string }[] }[];
}
const lines = ({ articles }: Lines) => articles.map(({ blocks }) => blocks.map(({ role, text }) => `${role}: ${text}`));

/** What a person does, counted: one for each key press and click. */
class Hand {
  readonly #page: Page;
  actions = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(key: string): Promise<void> {
    this.actions++;
    await this.#page.keyboard.press(key);
  }

  async click(target: Locator): Promise<void> {
    this.actions++;
    await target.click();
  }
}

test("a page of lines with its headlines at the end is mended in fewer than 25 actions", async ({ page }) => {
  const machine = emptyMachine();
  const corpus = newCorpus(machine, join(root, "seeds", name004));
  const program = await openCorpus(machine, page, corpus);
  const hand = new Hand(page);

  await page.getByRole("row", { name: name004 }).dblclick();
  const plan = page.getByRole("region", { name: "修复方案" });
  await expect(plan.getByRole("listitem").first()).toBeVisible();
  await expect(editorText(page).locator("[data-article]")).toHaveCount(1);

  await test.step("the plan's cards in one go", async () => {
    await hand.click(plan.getByRole("button", { name: "全部修复" }));
    await expect(plan.getByRole("list", { name: "已修复" })).toContainText("全部修复");
    await expect(editorText(page).locator("[data-article]")).toHaveCount(7);
  });
  await hand.press("Control+s");
  await saved(page);
  console.log(`004 was mended with ${hand.actions} actions`);
  expect(hand.actions).toBeLessThan(25);

  const document = readDocuments(corpus).get(name004);
  expect(document.articles).toHaveLength(7);
  for (const { blocks } of document.articles) {
    const roles = blocks.map((one: { role: string }) => one.role).filter((role: string) => role !== "boilerplate");
    expect(roles.filter((role: string) => role === "title")).toHaveLength(1);
    expect(["title", "kicker"]).toContain(roles[0]);
  }
  if (existsSync(gold004)) expect(lines(document)).toEqual(lines(JSON.parse(readFileSync(gold004, "utf8"))));
  else console.log("The corrected page is not here: its text was not compared.");

  await test.step("undo takes all of it back", async () => {
    await plan.getByRole("button", { name: "撤销" }).click();
    await expect(editorText(page).locator("[data-article]")).toHaveCount(1);
    await expect(plan.getByRole("list", { name: "已修复" })).toHaveCount(0);
  });
  await program.stop();
  machine.remove();
});
