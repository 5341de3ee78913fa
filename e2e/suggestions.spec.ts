/**
 * Tagging from suggestions: a page becomes the tagged one in few actions, by the keyboard alone; suggestions are taken,
 * rejected, taken back, and what was decided is on the disk. Where the tagged pages ("gold") lie beside the repository,
 * the result is compared with them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { newCorpus, newCorpusOf, openCorpus } from "./support/corpus.ts";
import { compose } from "./support/ime.ts";
import { emptyMachine, readDocuments, root } from "./support/machine.ts";
import { clickBefore, editorText, saved } from "./support/text.ts";

const name000 = "000_b4cb9b8b7c66539e.txt";
const gold000 = join(process.env.GALLEY_GOLD ?? join(root, "../shared/gold"), "000_b4cb9b8b7c66539e.gold.json");

interface Span {
  start: number;
  end: number;
  type: string;
  text: string;
}
interface GoldBlock {
  role: string;
  text: string;
  entities: Span[];
}

/** What suggestions' lines are drawn under, in the order of the types. */
async function marked(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    Array.from({ length: 8 }, (_, type) =>
      [...(CSS.highlights.get(`galley-suggestion-${type}`) ?? [])].map(String),
    ).flat(),
  );
}
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString());
const entities = (page: Page) => editorText(page).locator(".entity").allTextContents();

/** Puts the corrected page into the document's file, untagged: what a proofreader hands over. */
function handOver(corpus: string, articles: { blocks: GoldBlock[] }[]): void {
  const folder = join(corpus, "documents");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const path = join(folder, names.find((name) => name.endsWith(".json")) ?? "");
  const document = JSON.parse(readFileSync(path, "utf8"));
  let count = 0;
  document.status = "tagging";
  document.articles = articles.map(({ blocks }, index) => ({
    id: `a${index + 1}`,
    blocks: blocks.map(({ role, text }) => ({
      ...{ id: `b${++count}`, role, text },
      ...{ pieces: [{ inserted: text }], entities: [] },
    })),
  }));
  writeFileSync(path, JSON.stringify(document));
}

/** A tagger at the keys, who knows what the page should become. Each key press is an action. */
class Tagger {
  readonly #page: Page;
  readonly #letters: Readonly<Record<string, string>>;
  /** By block text: what is to be tagged there. */
  readonly #gold: readonly GoldBlock[];
  actions = 0;

  constructor(page: Page, gold: readonly GoldBlock[]) {
    this.#page = page;
    this.#gold = gold;
    this.#letters = { PER: "p", ORG: "o", LOC: "l", DATE: "d", TITLE: "t", EVENT: "e", MONEY: "m", QUANT: "q" };
  }

  async press(key: string): Promise<void> {
    this.actions++;
    await this.#page.keyboard.press(key);
  }

  /** The selection: its block's number, its place there in code points, its words. */
  async #place(): Promise<{ block: number; start: number; end: number }> {
    return await this.#page.evaluate(() => {
      const range = getSelection()?.getRangeAt(0) as Range;
      const element = range.startContainer.parentElement?.closest("[data-block]") as HTMLElement;
      const blocks = [...document.querySelectorAll("[data-block]")];
      const before = document.createRange();
      before.selectNodeContents(element);
      before.setEnd(range.startContainer, range.startOffset);
      const start = Array.from(before.toString()).length;
      return { block: blocks.indexOf(element), start, end: start + Array.from(String(range)).length };
    });
  }

  /** How many suggestions the page has. */
  async left(): Promise<number> {
    const tab = await this.#page.getByRole("tab", { name: /^建议/ }).textContent();
    return Number(/\d+/.exec(tab ?? "")?.[0] ?? 0);
  }

  /** Decides about the active suggestion. */
  async decide(): Promise<void> {
    const card = this.#page.getByRole("dialog", { name: "为什么建议标这里" });
    await expect(card).toBeVisible();
    const { block, start, end } = await this.#place();
    const type = (await card.getByRole("heading").textContent()) ?? "";
    const gold = this.#gold[block]?.entities ?? [];
    const exact = gold.find((span) => span.start === start && span.end === end);
    const near = gold.find((span) => span.start < end && span.end > start && names[span.type] === type);
    if (exact && names[exact.type] === type) await this.press("Enter");
    else if (exact) await this.press(this.#letters[exact.type] ?? "");
    else if (near) await this.#mend({ start, end }, near, block);
    else await this.press("Backspace");
  }

  /** The right thing with other edges: what stands in the way goes, then it is tagged and its edges are nudged. */
  async #mend({ start, end }: { start: number; end: number }, wanted: Span, block: number): Promise<void> {
    const before = (await spansOf(this.#page, block)).filter((span) => span.end <= start && span.start >= wanted.start);
    for (const _ of before) {
      const left = await this.left();
      await this.press("Shift+Tab");
      await this.press("Delete");
      // What was untagged is suggested again, and rejected then; the next one is ours.
      await expect.poll(() => this.left()).toBe(left + 1);
      await this.press("F8");
      await this.press("Backspace");
    }
    await this.press("Escape");
    await this.press(this.#letters[wanted.type] ?? "");
    for (let at = start; at > wanted.start; at--) await this.press("<");
    for (let at = start; at < wanted.start; at++) await this.press(">");
    for (let at = end; at < wanted.end; at++) await this.press(".");
    for (let at = end; at > wanted.end; at--) await this.press(",");
    await this.press("F8");
  }
}

const names: Readonly<Record<string, string>> = {
  ...{ PER: "人名", ORG: "机构", LOC: "地名", DATE: "日期" },
  ...{ TITLE: "职务", EVENT: "事件", MONEY: "金额", QUANT: "数量" },
};

/** The entities that the block shows. */
async function spansOf(page: Page, block: number): Promise<Span[]> {
  return await editorText(page)
    .locator("[data-block]")
    .nth(block)
    .evaluate((element) =>
      [...element.querySelectorAll<HTMLElement>(".entity")].map((entity) => {
        const before = document.createRange();
        before.selectNodeContents(element);
        before.setEndBefore(entity);
        const start = Array.from(before.toString()).length;
        const text = entity.textContent ?? "";
        return { start, end: start + Array.from(text).length, type: entity.dataset.type ?? "", text };
      }),
    );
}

test("a page is tagged from suggestions in fewer actions than half its entities", async ({ page }) => {
  test.skip(!existsSync(gold000), "The tagged pages are not here.");
  test.slow();
  const { articles } = JSON.parse(readFileSync(gold000, "utf8")) as { articles: { blocks: GoldBlock[] }[] };
  const gold = articles.flatMap(({ blocks }) => blocks);
  const count = gold.reduce((sum, block) => sum + block.entities.length, 0);
  const machine = emptyMachine();
  const corpus = newCorpus(machine, join(root, "seeds", name000));
  handOver(corpus, articles);
  const program = await openCorpus(machine, page, corpus);
  await page.getByRole("row", { name: name000 }).dblclick();
  await expect(editorText(page)).toBeFocused();
  const tagger = new Tagger(page, gold);

  await tagger.press("F2");
  // The worker reads the dictionary first.
  await expect.poll(() => tagger.left(), { timeout: 60_000 }).toBeGreaterThan(count / 2);
  const before = await tagger.left();
  await tagger.press("Control+F9");
  await expect.poll(() => tagger.left()).toBeLessThan(before / 2);
  await tagger.press("F8");
  for (let left = await tagger.left(); left > 0; left--) {
    await tagger.decide();
    await expect.poll(() => tagger.left()).toBe(left - 1);
  }
  await page.keyboard.press("Control+s");
  await saved(page);

  console.log(`000 was tagged with ${tagger.actions} actions, ${count} entities`);
  expect(tagger.actions).toBeLessThan(count / 2);
  const document = readDocuments(corpus).get(name000);
  const spans = (blocks: { entities: Span[] }[]) =>
    blocks.map((block) => block.entities.map(({ start, end, type, text }) => ({ start, end, type, text })));
  expect(spans(document.articles.flatMap((article: { blocks: [] }) => article.blocks))).toEqual(spans(gold));
  await program.stop();
  machine.remove();
});

const small = `绍兴市教育局召开会议

本报讯（记者 周丽娟）5月9日，绍兴市教育局局长吴晓东出席会议。`;

async function openSmall(page: Page) {
  const machine = emptyMachine();
  const corpus = newCorpusOf(machine, { "small.txt": small });
  const program = await openCorpus(machine, page, corpus);
  await page.getByRole("row", { name: "small.txt" }).dblclick();
  await expect(editorText(page)).toBeFocused();
  // The repair plan, where it is offered.
  await page.keyboard.press("Escape");
  return { machine, corpus, program };
}

const all = ["周丽娟", "吴晓东", "绍兴市教育局", "绍兴市教育局", "5月9日", "记者", "局长"];

test("suggestions are gone through, explained, taken, retyped and rejected with the keys, and it lasts", async ({
  page,
}) => {
  const { machine, corpus, program } = await openSmall(page);
  const card = page.getByRole("dialog", { name: "为什么建议标这里" });
  // But for the findings' mark in the margin, which comes when the page has been checked.
  const html = async () => (await editorText(page).innerHTML()).replaceAll(/ data-finding="\w+"/g, "");
  const before = await html();

  await test.step("they appear while tagging, and nothing in the text changes for them", async () => {
    expect(await marked(page)).toEqual([]);
    await page.keyboard.press("F2");
    await expect.poll(() => marked(page), { timeout: 60_000 }).toEqual(all);
    expect(await html()).toBe(before);
  });

  await test.step("F8 goes on and says why", async () => {
    await page.keyboard.press("F8");
    await expect.poll(() => selected(page)).toBe("绍兴市教育局");
    await expect(card).toContainText("地名加机构名");
    await expect(editorText(page)).toBeFocused();
  });

  await test.step("Enter takes it, another type's letter takes the next as that, Backspace rejects", async () => {
    await page.keyboard.press("Enter");
    await expect.poll(() => selected(page)).toBe("记者");
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => selected(page)).toBe("绍兴市教育局");
    await page.keyboard.press("Tab");
    await expect(card.getByRole("heading", { name: "职务" })).toBeVisible();
    await page.keyboard.press("e");
    await expect.poll(() => selected(page)).toBe("周丽娟");
    await page.keyboard.press("Backspace");
    await expect.poll(() => selected(page)).toBe("5月9日");
    await expect.poll(() => entities(page)).toEqual(["绍兴市教育局", "记者"]);
    await expect.poll(() => marked(page)).toEqual(["吴晓东", "绍兴市教育局", "5月9日", "局长"]);
  });

  await test.step("each is undone and done again by itself", async () => {
    await page.keyboard.press("Control+z");
    await expect.poll(() => marked(page)).toContain("周丽娟");
    await page.keyboard.press("Control+z");
    await expect.poll(() => entities(page)).toEqual(["绍兴市教育局"]);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => entities(page)).toEqual(["绍兴市教育局", "记者"]);
    await expect.poll(() => marked(page)).toEqual(["吴晓东", "绍兴市教育局", "5月9日", "局长"]);
  });

  await test.step("all from the score on in one, and back in one", async () => {
    await page.keyboard.press("Control+F9");
    await expect.poll(() => entities(page)).toHaveLength(6);
    await page.keyboard.press("Control+z");
    await expect.poll(() => entities(page)).toEqual(["绍兴市教育局", "记者"]);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => entities(page)).toHaveLength(6);
  });

  await test.step("it is in the file, and what was rejected stays away after reopening", async () => {
    await page.keyboard.press("Control+s");
    await saved(page);
    const document = readDocuments(corpus).get("small.txt");
    expect(document.dismissed).toMatchObject([{ rule: "suggest:PER", quote: "周丽娟" }]);
    const [first, second] = document.articles.flatMap(
      (article: { blocks: { entities: object[] }[] }) => article.blocks,
    );
    expect(first.entities).toMatchObject([{ type: "ORG", by: "organisation/place-and-ending" }]);
    expect(second.entities[0]).toMatchObject({ type: "EVENT", text: "记者", by: "editor" });
    expect(second.entities[0]).not.toHaveProperty("unseen");
    expect(second.entities[1]).toMatchObject({ unseen: true });
    // What was taken one by one is remembered as what is tagged by hand; the rest nobody has looked at.
    const registry = JSON.parse(readFileSync(join(corpus, "entities.json"), "utf8"));
    expect(registry.entities.map(({ name }: { name: string }) => name)).toEqual(["绍兴市教育局", "记者"]);
    await page.getByRole("button", { name: "返回稿件列表" }).click();
    await page.getByRole("row", { name: "small.txt" }).dblclick();
    await page.getByRole("tab", { name: /^建议/ }).click();
    await expect(page.getByText("没有建议了")).toBeVisible();
  });
  await program.stop();
  machine.remove();
});

test("the panel lists and filters them, and they can be shown in proofreading, where an input method goes its way", {
  tag: "@full",
}, async ({ page }) => {
  const { machine, program } = await openSmall(page);
  await page.getByRole("tab", { name: "建议" }).click();
  await expect(page.getByText("现在不显示建议")).toBeVisible();
  await page.getByRole("button", { name: "建议的选项" }).click();
  await page.getByRole("menuitemcheckbox", { name: "校对时也显示" }).click();
  await expect.poll(() => marked(page), { timeout: 60_000 }).toEqual(all);

  await test.step("an input method composes beside and inside what is marked", async () => {
    await clickBefore(page, "出席会议");
    await compose(page, ["z", "zuo", "zuo tian"], "昨天");
    await expect(editorText(page)).toContainText("吴晓东昨天出席会议");
    await expect.poll(() => marked(page)).toContain("吴晓东");
    await clickBefore(page, "丽娟）");
    await compose(page, ["x", "xiao"], "晓");
    await expect(editorText(page)).toContainText("周晓丽娟");
    await expect.poll(() => marked(page)).not.toContain("周丽娟");
  });

  await test.step("a click in the list goes there; the filter leaves what is asked for", async () => {
    const list = page.getByRole("region", { name: "建议" });
    await list.getByRole("button", { name: /吴晓东/ }).click();
    await expect.poll(() => selected(page)).toBe("吴晓东");
    await list.getByRole("button", { name: /^人名/ }).click();
    await expect(list.getByRole("button", { name: /吴晓东/ })).toHaveCount(0);
    await page.getByRole("combobox", { name: "按来源筛选" }).click();
    await page
      .getByRole("option", { name: "本页别处" })
      .or(page.getByRole("option", { name: "写法" }))
      .first()
      .click();
    await expect(list.getByRole("button", { name: /^机构/ })).toBeVisible();
  });
  await program.stop();
  machine.remove();
});

test("a page is read by what the registry has become while no page was open", async ({ page }) => {
  const machine = emptyMachine();
  const dir = newCorpusOf(machine, { "1.txt": "大家去了青青坞里，都说好。" });
  const program = await openCorpus(machine, page, dir);
  const open = async () => {
    await page.getByRole("row", { name: "1.txt" }).dblclick();
    await expect(editorText(page)).toContainText("青青坞里");
    await page.getByRole("group", { name: "模式" }).getByRole("button", { name: "标注" }).click();
    await page.getByRole("tab", { name: /^建议/ }).click();
  };
  await open();
  await expect(page.getByText("没有建议了")).toBeVisible();

  await page.keyboard.press("Alt+Shift+r");
  const entry = { id: "n1", name: "青青坞里", type: "LOC", aliases: [], link: "", note: "" };
  writeFileSync(
    join(dir, "entities.json"),
    JSON.stringify({ format: "galley/entities", version: 1, entities: [entry] }),
  );
  await expect(page.getByRole("option", { name: /青青坞里/ })).toBeVisible();
  await page.keyboard.press("Control+l");
  await open();
  await expect.poll(() => marked(page)).toEqual(["青青坞里"]);
  await program.stop();
  machine.remove();
});
