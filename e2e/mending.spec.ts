/**
 * Mending through the window: a raw page becomes the corrected one in few actions, and findings are gone through with
 * the keys. Where the corrected pages ("gold") lie beside the repository, the result is compared with them.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { newCorpus, openCorpus } from "./support/corpus.ts";
import { compose } from "./support/ime.ts";
import { emptyMachine, readDocuments, root } from "./support/machine.ts";
import { fullOnDesktop, shells } from "./support/shells.ts";
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
  joins = 0;

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
  const gold: Lines | null = existsSync(gold004) ? JSON.parse(readFileSync(gold004, "utf8")) : null;
  if (gold) await test.step("what the rules left to the reader", () => joinByHand(page, hand, gold));
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
  if (gold) expect(lines(document)).toEqual(lines(gold));
  else console.log("The corrected page is not here: its text was not compared.");

  await test.step("undo takes the plan's work back", async () => {
    while (hand.joins-- > 0) await page.keyboard.press("Control+z");
    await plan.getByRole("button", { name: "撤销" }).click();
    await expect(editorText(page).locator("[data-article]")).toHaveCount(1);
    await expect(plan.getByRole("list", { name: "已修复" })).toHaveCount(0);
  });
  await program.stop();
  machine.remove();
});

/** Joins the blocks that the corrected page has as one, as a person would: a click before the second, Backspace. */
async function joinByHand(page: Page, hand: Hand, gold: Lines): Promise<void> {
  const wanted = gold.articles.flatMap(({ blocks }) => blocks.map(({ text }) => text));
  const texts = await editorText(page).locator("[data-block]").allTextContents();
  for (const [index, text] of texts.entries()) {
    const whole = wanted.find((one) => one !== text && one.startsWith(text));
    if (!whole) continue;
    let joined = text;
    for (const next of texts.slice(index + 1)) {
      if (joined.length >= whole.length || !whole.startsWith(joined + next)) break;
      // Blocks out of sight have heights that are only guessed: first there, then the click.
      await block(page, next).first().scrollIntoViewIfNeeded();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await clickBefore(page, next);
      await hand.press("Backspace");
      hand.actions++;
      hand.joins++;
      joined += next;
    }
  }
}

/** Three findings, all of marks: two doubled ones and a half-width one. */
const small = `本报讯 1月5日，区委召开会议，，部署全年工作。

会议要求，各单位要加强领导。。确保任务落实，全力推进项目建设。

会上，张三同志作了发言,李四同志汇报了工作进展情况。
`;

/** What the findings' lines are drawn under. */
async function marked(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    ["error", "warning", "hint"].flatMap((severity) =>
      [...(CSS.highlights.get(`galley-finding-${severity}`) ?? [])].map(String),
    ),
  );
}

async function openSmall(page: Page) {
  const machine = emptyMachine();
  const file = join(machine.folder, "small.txt");
  writeFileSync(file, small);
  const corpus = newCorpus(machine, file);
  const program = await openCorpus(machine, page, corpus);
  await page.getByRole("row", { name: "small.txt" }).dblclick();
  await expect.poll(() => marked(page)).toEqual(["，，", "。。", ","]);
  return { machine, corpus, program };
}

test("findings are gone through, explained, accepted and dismissed with the keys", async ({ page }) => {
  const { machine, corpus, program } = await openSmall(page);
  const plan = page.getByRole("region", { name: "修复方案" });
  const why = page.getByRole("dialog", { name: "为什么标出这处" });

  await test.step("the plan is there, leaves the focus in the text, and goes with Escape", async () => {
    await expect(plan).toBeVisible();
    await expect(editorText(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(plan).toHaveCount(0);
    await page.keyboard.press("F7");
    await expect(plan.getByRole("button", { name: /有把握/ })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(editorText(page)).toBeFocused();
  });

  await test.step("F8 goes on, Shift+F8 back, round at the end", async () => {
    const selected = () => page.evaluate(() => getSelection()?.toString());
    for (const words of ["，，", "。。", ",", "，，"]) {
      await page.keyboard.press("F8");
      await expect.poll(selected).toBe(words);
    }
    await page.keyboard.press("Shift+F8");
    await expect.poll(selected).toBe(",");
    await page.keyboard.press("F8");
    await expect.poll(selected).toBe("，，");
  });

  await test.step("why: the reason, before and after, and Enter accepts", async () => {
    await page.keyboard.press("Alt+/");
    await expect(why).toContainText("“，，”改为“，”");
    await expect(why.locator("del")).toHaveText("，，");
    await expect(why.getByRole("button", { name: /^采纳\s/ }).first()).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(block(page, "区委召开会议，部署")).toBeVisible();
    await expect(why).toContainText("“。。”改为“。”");
    await page.keyboard.press("Escape");
    await expect(why).toHaveCount(0);
    await expect(editorText(page)).toBeFocused();
  });

  await test.step("dismissing goes on to the next; undo brings it back, redo takes it away", async () => {
    await page.keyboard.press("Shift+F9");
    await expect.poll(() => marked(page)).toEqual([","]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => marked(page)).toEqual(["。。", ","]);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => marked(page)).toEqual([","]);
  });

  await test.step("accepting with the key", async () => {
    await page.keyboard.press("F8");
    await page.keyboard.press("F9");
    await expect(block(page, "发言，李四")).toBeVisible();
    await expect.poll(() => marked(page)).toEqual([]);
  });

  await test.step("what was decided is in the file", async () => {
    await page.keyboard.press("Control+s");
    await saved(page);
    const document = readDocuments(corpus).get("small.txt");
    expect(document.accepted).toEqual({ "punct.doubled": 1, "punct.halfwidth": 1 });
    expect(document.dismissed).toHaveLength(1);
    expect(document.dismissed[0]).toMatchObject({ rule: "punct.doubled", quote: "。。" });
  });

  await test.step("dismissed stays dismissed after an edit beside it and after reopening", async () => {
    await clickBefore(page, "会议要求");
    await page.keyboard.insertText("昨天的");
    await page.keyboard.press("Control+s");
    await saved(page);
    await page.getByRole("button", { name: "返回稿件列表" }).click();
    await page.getByRole("row", { name: "small.txt" }).dblclick();
    await expect(block(page, "昨天的会议要求")).toBeVisible();
    await page.getByRole("tab", { name: /^问题/ }).click();
    await expect(page.getByText("没有发现问题")).toBeVisible();
    expect(await marked(page)).toEqual([]);
  });
  await program.stop();
  machine.remove();
});

test("the panel lists, filters and goes there; a whole rule is accepted, and switched off", async ({ page }) => {
  const { machine, program } = await openSmall(page);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /^问题\s*3$/ }).click();
  const list = page.getByRole("region", { name: "问题" });
  await expect(list.getByRole("heading", { name: "标点 3" })).toBeVisible();
  await list.getByRole("button", { name: /李四/ }).click();
  const why = page.getByRole("dialog", { name: "为什么标出这处" });
  await expect(why).toContainText("半角“,”改为全角“，”");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(",");
  await why.getByRole("button", { name: "停用这条规则" }).click();
  await expect.poll(() => marked(page)).toEqual(["，，", "。。"]);
  await list.getByRole("button", { name: /的操作$/ }).click();
  await page.getByRole("menuitem", { name: "采纳本页同类 2 处" }).click();
  await expect.poll(() => marked(page)).toEqual([]);
  await expect(block(page, "加强领导。确保")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => marked(page)).toEqual(["，，", "。。"]);
  await program.stop();
  machine.remove();
});

test("an input method composes beside and inside what is marked, and the marks settle", async ({ page }) => {
  const { machine, program } = await openSmall(page);
  await page.keyboard.press("Escape");
  await test.step("beside", async () => {
    await clickBefore(page, "，，部署");
    await compose(page, ["h", "hui", "hui yi"], "会议");
    await expect(block(page, "会议会议，，部署全年工作。")).toBeVisible();
    await expect.poll(() => marked(page)).toEqual(["，，", "。。", ","]);
  });
  await test.step("inside", async () => {
    await clickBefore(page, "。确保");
    await compose(page, ["b", "bing", "bing qie"], "并且");
    await expect(block(page, "加强领导。并且。确保任务落实")).toBeVisible();
    await expect.poll(() => marked(page)).toEqual(["，，", ","]);
  });
  await test.step("keys that mend rest while it composes", async () => {
    await page.keyboard.press("F8");
    await clickBefore(page, "会上，张三");
    const client = await page.context().newCDPSession(page);
    await client.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
    await page.keyboard.press("F9");
    await client.send("Input.insertText", { text: "你" });
    await expect(block(page, "你会上，张三同志作了发言,李四")).toBeVisible();
  });
  await program.stop();
  machine.remove();
});

for (const shell of shells)
  test(`the page is checked in the ${shell.name} shell`, { tag: fullOnDesktop(shell) }, async () => {
    const machine = emptyMachine();
    const window = await shell.open(machine);
    const { page } = window;
    await page.getByRole("button", { name: "试用样例" }).click();
    await page.getByRole("row", { name: name004 }).dblclick();
    await expect(page.getByRole("region", { name: "修复方案" }).getByRole("listitem").first()).toBeVisible();
    await window.quit();
    machine.remove();
  });
