/** Composing with real input-method events at every kind of place, and one undo back to before the composition. */
import { expect } from "@playwright/test";
import { ime, nihao, open, read, select, test } from "./support.ts";

interface Case {
  name: string;
  page: string;
  from: [string, number];
  to?: [string, number];
  keys?: string[];
  /** Blocks after the composition: text and entities. */
  blocks: string[];
  /** Undo steps back to the page as opened. */
  undos?: number;
}

const cases: Case[] = [
  { name: "an empty block", page: "甲\n\n\n\n乙", from: ["b2", 0], blocks: ["甲", "你好", "乙"] },
  { name: "the middle of a text", page: "甲乙丙", from: ["b1", 1], blocks: ["甲你好乙丙"] },
  { name: "the start of a text", page: "甲乙丙", from: ["b1", 0], blocks: ["你好甲乙丙"] },
  { name: "the end of a text", page: "甲乙丙", from: ["b1", 3], blocks: ["甲乙丙你好"] },
  { name: "an entity's start", page: "甲[LOC 北京]丙", from: ["b1", 1], blocks: ["甲你好北京丙{LOC 3-5 北京}"] },
  { name: "inside an entity", page: "甲[LOC 北京]丙", from: ["b1", 2], blocks: ["甲北你好京丙{LOC 1-5 北你好京}"] },
  { name: "an entity's end", page: "甲[LOC 北京]丙", from: ["b1", 3], blocks: ["甲北京你好丙{LOC 1-3 北京}"] },
  {
    name: "an entity that begins the text",
    page: "[LOC 北京]丙",
    from: ["b1", 0],
    blocks: ["你好北京丙{LOC 2-4 北京}"],
  },
  { name: "an entity that ends the text", page: "甲[LOC 北京]", from: ["b1", 3], blocks: ["甲北京你好{LOC 1-3 北京}"] },
  {
    name: "between two entities",
    page: "[LOC 北京][ORG 大学]",
    from: ["b1", 2],
    blocks: ["北京你好大学{LOC 0-2 北京}{ORG 4-6 大学}"],
  },
  {
    name: "inside a nested entity",
    page: "[ORG [LOC 山西]省政府]",
    from: ["b1", 1],
    blocks: ["山你好西省政府{ORG 0-7 山你好西省政府}{LOC 0-4 山你好西}"],
  },
  {
    name: "the end of a nested entity",
    page: "[ORG [LOC 山西]省政府]",
    from: ["b1", 2],
    blocks: ["山西你好省政府{ORG 0-7 山西你好省政府}{LOC 0-2 山西}"],
  },
  {
    name: "a selection inside an entity",
    page: "甲[LOC 北京市区]丙",
    from: ["b1", 2],
    to: ["b1", 4],
    blocks: ["甲北你好区丙{LOC 1-5 北你好区}"],
  },
  {
    name: "a selection over an entity's end",
    page: "甲[LOC 北京]丙丁",
    from: ["b1", 2],
    to: ["b1", 4],
    blocks: ["甲北你好丁{LOC 1-2 北}"],
  },
  {
    name: "a selection over an entity's start",
    page: "甲乙[LOC 北京]丙",
    from: ["b1", 1],
    to: ["b1", 3],
    blocks: ["甲你好京丙{LOC 3-4 京}"],
  },
  {
    name: "a selection of a whole entity",
    page: "甲[LOC 北京]丙",
    from: ["b1", 1],
    to: ["b1", 3],
    blocks: ["甲你好丙"],
  },
  {
    name: "a selection around an entity",
    page: "甲乙[LOC 北京]丙丁",
    from: ["b1", 1],
    to: ["b1", 5],
    blocks: ["甲你好丁"],
  },
  {
    name: "a selection across blocks",
    page: "甲乙\n\n中间\n\n丙[LOC 北京]",
    from: ["b1", 1],
    to: ["b3", 2],
    blocks: ["甲你好京{LOC 3-4 京}"],
  },
  {
    name: "a selection across articles",
    page: "甲乙\n\n===\n\n丙丁\n\n戊",
    from: ["b1", 1],
    to: ["b2", 1],
    blocks: ["甲你好丁", "戊"],
  },
  { name: "before a rare character", page: "甲𠮷乙", from: ["b1", 1], blocks: ["甲你好𠮷乙"] },
  { name: "after a rare character", page: "甲𠮷乙", from: ["b1", 3], blocks: ["甲𠮷你好乙"] },
  {
    name: "inside an entity of rare characters",
    page: "[PER 𠮷𠮷]乙",
    from: ["b1", 2],
    blocks: ["𠮷你好𠮷乙{PER 0-4 𠮷你好𠮷}"],
  },
  { name: "a block with line ends", page: "甲\n乙\n丙", from: ["b1", 3], blocks: ["甲\n乙你好\n丙"] },
  { name: "before a line end", page: "甲\n乙", from: ["b1", 1], blocks: ["甲你好\n乙"] },
  { name: "after a line end", page: "甲\n乙", from: ["b1", 2], blocks: ["甲\n你好乙"] },
  {
    name: "after Enter",
    page: "甲[LOC 北京]乙",
    from: ["b1", 2],
    keys: ["Enter"],
    blocks: ["甲北{LOC 1-2 北}", "你好京乙{LOC 2-3 京}"],
    undos: 2,
  },
  {
    name: "after Backspace at a block's start",
    page: "甲\n\n乙",
    from: ["b2", 0],
    keys: ["Backspace"],
    blocks: ["甲你好乙"],
    undos: 2,
  },
];

for (const { name, page: markup, from, to, keys = [], blocks, undos = 1 } of cases) {
  test(`composing at ${name}`, async ({ page }) => {
    await open(page, markup);
    const before = await read(page);
    await select(page, from, to);
    for (const key of keys) await page.keyboard.press(key);
    await ime(page, nihao, "你好");
    const after = await read(page);
    expect(after.blocks).toEqual(blocks);
    expect(after.problems).toEqual([]);
    expect(after.dom).toEqual(blocks.map((block) => block.replace(/\{.*$/s, "")));
    const inserted = await page.evaluate(() =>
      window.harness.editor
        .toDocument()
        .articles.flatMap((article) => article.blocks.flatMap((block) => block.pieces))
        .flatMap((piece) => ("inserted" in piece ? [piece.inserted] : [])),
    );
    expect(inserted).toEqual(["你好"]);

    for (let i = 0; i < undos; i++) await page.keyboard.press("Control+z");
    const undone = await read(page);
    expect(undone).toEqual(before);
    for (let i = 0; i < undos; i++) await page.keyboard.press("Control+Shift+z");
    expect((await read(page)).blocks).toEqual(blocks);
  });
}

test("two compositions after each other are typed as they come and undone one by one", async ({ page }) => {
  await open(page, "甲[LOC 北京]乙");
  await select(page, ["b1", 2]);
  await ime(page, nihao, "你好");
  await page.waitForTimeout(600);
  await ime(page, ["s", "sh", "世"], "世界");
  expect((await read(page)).blocks).toEqual(["甲北你好世界京乙{LOC 1-7 北你好世界京}"]);
  await page.keyboard.press("Control+z");
  expect((await read(page)).blocks).toEqual(["甲北你好京乙{LOC 1-5 北你好京}"]);
});

test("an abandoned composition leaves the text as it was", async ({ page }) => {
  await open(page, "甲[LOC 北京]乙");
  await select(page, ["b1", 2]);
  await ime(page, ["n", "ni", ""], "");
  expect((await read(page)).blocks).toEqual(["甲北京乙{LOC 1-3 北京}"]);
});

test("tag mode and read-only documents take nothing from an input method", async ({ page }) => {
  await open(page, "甲[LOC 北京]乙", "tag");
  await select(page, ["b1", 2]);
  await ime(page, nihao, "你好");
  expect((await read(page)).blocks).toEqual(["甲北京乙{LOC 1-3 北京}"]);
});

test("Enter and a command right after the commit act on the committed text", async ({ page }) => {
  await open(page, "甲[LOC 北京]乙");
  await select(page, ["b1", 2]);
  const client = await page.context().newCDPSession(page);
  for (const text of nihao)
    await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await client.send("Input.insertText", { text: "你好" });
  await page.keyboard.press("Enter");
  await page.evaluate(() => window.harness.editor.commands.setRole("title"));
  const after = await read(page);
  expect(after.blocks).toEqual(["甲北你好{LOC 1-4 北你好}", "京乙{LOC 0-1 京}"]);
  expect(after.problems).toEqual([]);
  expect(await page.evaluate(() => window.harness.editor.getSnapshot().role)).toBe("title");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
  expect((await read(page)).blocks).toEqual(["甲北京乙{LOC 1-3 北京}"]);
});
