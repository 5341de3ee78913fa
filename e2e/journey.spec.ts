/**
 * The main job from an empty machine to files that somebody else can use, in every shell that this machine has.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { compose } from "./support/ime.ts";
import { built, emptyMachine, type Machine, readDocuments, root } from "./support/machine.ts";
import { type OpenWindow, shells } from "./support/shells.ts";
import { block, clickAtEnd, clickBefore, editorText, saved, selectText } from "./support/text.ts";

const page004 = "004_04b86e9b1138073a.txt";

function galley(machine: Machine, ...args: string[]) {
  const options = { cwd: root, env: machine.env, encoding: "utf8" as const };
  return spawnSync(process.execPath, [built("cli"), ...args], options);
}

/** The corpus folder that "try the sample" made. */
const sampleFolder = (machine: Machine): string => join(machine.documents, "校样样例");

for (const shell of shells) {
  test(`from an empty machine to an export (${shell.name})`, async () => {
    const machine = emptyMachine();
    let window: OpenWindow = await shell.open(machine);
    let page = window.page;
    const problems: string[] = [];
    const listen = () => {
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => /error|warning/.test(message.type()) && problems.push(message.text()));
    };
    listen();

    await test.step("try the sample", async () => {
      await page.getByRole("button", { name: "试用样例" }).click();
      await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(5);
      await page.getByRole("row", { name: page004 }).dblclick();
      await expect(editorText(page)).toContainText("离石区融媒体中心");
    });

    await test.step("type with an input method", async () => {
      await clickAtEnd(page, "合办：离石区融媒体中心");
      await compose(page, ["n", "ni", "ni h", "你好"], "你好");
      await expect(block(page, "合办")).toHaveText(" 合办：离石区融媒体中心你好");
      await page.keyboard.press("Control+z");
      await expect(block(page, "合办")).toHaveText(" 合办：离石区融媒体中心");
    });

    await test.step("join lines: nothing between Chinese characters", async () => {
      await clickBefore(page, "血紧张。");
      await page.keyboard.press("Backspace");
      await expect(block(page, "临床用血紧张。")).toHaveCount(1);
    });

    await test.step("split a block and join it again by undoing", async () => {
      await clickBefore(page, "吕梁康明眼科医院积极");
      await page.keyboard.press("Enter");
      await expect(block(page, "吕梁康明眼科医院积极")).toHaveText(/^吕梁康明眼科医院积极/);
      await page.keyboard.press("Control+z");
      await expect(block(page, "吕梁康明眼科医院积极")).toHaveText(/^本报讯 受严寒/);
    });

    await test.step("give two lines the title's role at once and join them", async () => {
      await clickBefore(page, /^奉献你我热血$/);
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Shift+End");
      await page.keyboard.press("Alt+2");
      await expect(block(page, /^点亮生命之光$/)).toHaveAttribute("data-role", "title");
      await page.keyboard.press("Control+j");
      await expect(block(page, "奉献你我热血点亮生命之光")).toHaveAttribute("data-role", "title");
    });

    await test.step("a new article begins", async () => {
      await clickBefore(page, "本报讯 近日，离石区委书记");
      await page.keyboard.press("Control+Shift+Enter");
      await expect(editorText(page).locator("section")).toHaveCount(2);
    });

    await test.step("the headline goes to its story: dragged by its margin", async () => {
      await clickBefore(page, "奉献你我热血点亮生命之光");
      await page.keyboard.press("Alt+ArrowUp");
      await page.keyboard.press("Alt+ArrowUp");
      const headline = await block(page, "奉献你我热血点亮生命之光").boundingBox();
      const above = await block(page, "官兵、高校师生").boundingBox();
      if (!headline || !above) throw new Error("the blocks are not on the screen");
      await page.mouse.move(headline.x + 40, headline.y + headline.height / 2);
      await page.mouse.down();
      await page.mouse.move(above.x + 40, above.y + 2, { steps: 8 });
      await page.mouse.up();
      const texts = await editorText(page).locator("[data-block]").allTextContents();
      const at = texts.indexOf("奉献你我热血点亮生命之光");
      expect(texts[at + 1]).toMatch(/^官兵、高校师生/);
    });

    await test.step("tag in tagging mode: the key tags and the text can't change", async () => {
      await page.keyboard.press("F2");
      await selectText(page, "离石区委");
      await page.keyboard.press("o");
      await selectText(page, "廉海平");
      await page.keyboard.press("p");
      await expect(editorText(page).locator("[data-type=PER]")).toHaveText("廉海平");
      await page.keyboard.type("xyz");
      await expect(block(page, "廉海平")).toHaveText(/廉海平$/);
      await page.keyboard.press("Control+z");
      await expect(editorText(page).locator("[data-type=PER]")).toHaveCount(0);
      await page.keyboard.press("Control+Shift+z");
      await expect(editorText(page).locator("[data-type=PER]")).toHaveText("廉海平");
      await page.keyboard.press("F2");
    });

    await test.step("the entity keeps to its words when text before it changes", async () => {
      await clickBefore(page, "近日，离石区委书记");
      await page.keyboard.insertText("𠮷");
      await expect(editorText(page).locator("[data-type=ORG]")).toHaveText("离石区委");
    });

    await test.step("quit and open again", async () => {
      await saved(page);
      await window.quit();
      window = await shell.open(machine, ["--corpus", sampleFolder(machine)]);
      page = window.page;
      listen();
      await page.getByRole("row", { name: page004 }).dblclick();
      await expect(block(page, "临床用血紧张。")).toHaveCount(1);
      await expect(editorText(page).locator("[data-type=PER]")).toHaveText("廉海平");
      await expect(editorText(page).locator("section")).toHaveCount(2);
    });

    await test.step("export", async () => {
      await window.chooseFolder?.(machine.documents);
      await page.keyboard.press("Control+e");
      const dialog = page.getByRole("dialog", { name: "导出", exact: true });
      await dialog.getByRole("combobox", { name: "格式" }).click();
      await page.getByRole("option", { name: /^CoNLL/ }).click();
      await dialog.getByRole("button", { name: "选择……" }).click();
      if (!window.chooseFolder) await page.getByRole("button", { name: "用此文件夹" }).click();
      await dialog.getByRole("textbox", { name: "文件名" }).fill("sample.conll");
      await dialog.getByRole("button", { name: "导出", exact: true }).click();
      const result = page.getByRole("dialog", { name: "已导出" });
      await expect(result.getByText("sample.conll")).toBeVisible();
      await expect(result.getByRole("button", { name: "在文件夹中显示" })).toBeVisible();
      const lines = readFileSync(join(machine.documents, "sample.conll"), "utf8").split("\n");
      const name = lines.indexOf("廉\tB-PER");
      expect(lines.slice(name, name + 3)).toEqual(["廉\tB-PER", "海\tI-PER", "平\tI-PER"]);
      expect(lines.some((line) => line === "𠮷\tO")).toBe(true);
      await page.keyboard.press("Escape");
    });

    await test.step("the files on disk say what was done", async () => {
      const document = readDocuments(sampleFolder(machine)).get(page004);
      expect(document.status).toBe("proofreading");
      expect(document.articles).toHaveLength(2);
      const joined = document.articles[0].blocks[1];
      expect(joined.text).toMatch(/^本报讯 受严寒和疫情影响，全市街头献血人数骤减，临床用血紧张。/);
      // Two ranges of the source with the line ends between them left out.
      const source = Array.from(readFileSync(join(root, "seeds", page004), "utf8"));
      const ranges = joined.pieces.map((piece: { source: [number, number] }) => piece.source);
      expect(ranges).toHaveLength(2);
      const slice = ([start, end]: [number, number]) => source.slice(start, end).join("");
      expect(ranges.map(slice).join("")).toBe(joined.text);
      expect(slice([ranges[0][1], ranges[1][0]])).toBe("\n\n");
      const tagged = document.articles[1].blocks[0];
      expect(tagged.text).toBe("本报讯 𠮷近日，离石区委书记廉海平");
      // What was tagged is remembered among the corpus's known entities, and names its entry there.
      const known: { id: string; name: string }[] = JSON.parse(
        readFileSync(join(sampleFolder(machine), "entities.json"), "utf8"),
      ).entities;
      const entryOf = (name: string) => known.find((entry) => entry.name === name)?.id ?? "no entry";
      expect(tagged.entities.map(({ id: _, ...entity }: { id: string }) => entity)).toEqual([
        { type: "ORG", start: 8, end: 12, text: "离石区委", ref: entryOf("离石区委"), by: "editor", note: "" },
        { type: "PER", start: 14, end: 17, text: "廉海平", ref: entryOf("廉海平"), by: "editor", note: "" },
      ]);
      const verified = galley(machine, "verify", sampleFolder(machine));
      expect(verified.status, verified.stderr).toBe(0);
    });

    expect(problems).toEqual([]);
    await window.quit();
    machine.remove();
  });
}
