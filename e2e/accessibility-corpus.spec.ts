/** The views over the whole corpus, light and dark, against the rules of axe. None may be broken. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { newCorpus, openCorpus, tagOnDisk } from "./support/corpus.ts";
import { drop } from "./support/drop.ts";
import { emptyMachine } from "./support/machine.ts";
import { clickBefore, editorText } from "./support/text.ts";

/** Entities, a relation and two entries of the registry, written as another program would. */
function nameOnDisk(dir: string): void {
  tagOnDisk(dir, { PER: ["群众", "大家"], LOC: ["全区"] });
  const folder = join(dir, "documents");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const path = join(folder, name);
    const document = JSON.parse(readFileSync(path, "utf8"));
    const entities = document.articles.flatMap(({ blocks }: { blocks: { entities: object[] }[] }) =>
      blocks.flatMap((block) => block.entities),
    );
    for (const entity of entities) if (entity.text === "群众") entity.ref = "n1";
    document.relations = [{ id: "r1", type: "located_in", from: "e1", to: "e2", by: "editor", note: "" }];
    writeFileSync(path, JSON.stringify(document));
  }
  const entry = (id: string, name: string) => ({ id, name, type: "PER", aliases: ["大众"], link: "Q42", note: "人们" });
  const registry = { format: "galley/entities", version: 1, entities: [entry("n1", "群众"), entry("n2", "群英")] };
  writeFileSync(join(dir, "entities.json"), JSON.stringify(registry));
}

/** A file to import with a type and a role that no corpus begins with. */
function fileOfUnknownNames(folder: string): string {
  const [text, path] = ["吕梁市委讲话", join(folder, "名称.jsonl")];
  const made = { by: "editor", note: "", ref: null };
  const entities = [{ id: "e1", type: "机关", start: 0, end: 4, text: "吕梁市委", ...made }];
  const blocks = [{ id: "b1", role: "lede", text, pieces: [{ inserted: text }], entities }];
  const document = {
    ...{ format: "galley/document", version: 1, id: "01JDNAMES", status: "new", dismissed: [], revision: 0 },
    source: { name: "名称.txt", sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "" },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: [{ id: "a1", blocks }],
    ...{ updatedAt: "", updatedBy: "" },
  };
  writeFileSync(path, `${JSON.stringify(document)}\n`);
  return path;
}

function fileOfManyPages(folder: string): string {
  const path = join(folder, "多页.jsonl");
  const lines = Array.from({ length: 40 }, (_, n) => JSON.stringify({ text: `第${n}页，群众满意`, label: [] }));
  writeFileSync(path, lines.join("\n"));
  return path;
}

/** What the host says to the page, which can be held back: so the page stays as it is while it is looked at. */
async function heldMessages(page: Page) {
  let last: string | null = null;
  let waiting: (() => void)[] | null = null;
  await page.routeWebSocket(/.*/, (socket) => {
    const host = socket.connectToServer();
    host.onMessage((message) => {
      if (waiting) waiting.push(() => socket.send(message));
      else socket.send(message);
      if (last === null || !Buffer.from(message as Buffer).includes(last)) return;
      last = null;
      waiting = [];
    });
  });
  return {
    /** Passes the next message that has these words on, and none after it. */
    afterNext(words: string) {
      last = words;
    },
    letGo() {
      for (const send of waiting ?? []) send();
      waiting = null;
    },
  };
}

test("nothing in the corpus's views keeps anybody out", async ({ page }) => {
  test.setTimeout(480_000);
  const machine = emptyMachine();
  const folder = join(machine.folder, "pages");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "甲.txt"),
    "区里办好民生事事\n\n本报讯 全区办好民生事事,群众满意,大家说好.共 12 人、34 人参加。",
  );
  writeFileSync(join(folder, "乙.txt"), "街道办好民生事事\n\n群众满意,大家说好.");
  const dir = newCorpus(machine, folder);
  const held = await heldMessages(page);
  const program = await openCorpus(machine, page, dir);
  const check = (view: string, isPopup = false) =>
    test.step(view, async () => expect(await violations(page, isPopup), view).toEqual([]));

  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(2);
  await drop(page, [fileOfUnknownNames(machine.folder)]);
  const ready = page.getByRole("dialog", { name: "导入", exact: true });
  await expect(ready.getByRole("combobox", { name: "角色「lede」" })).toBeVisible();
  await check("import: what unknown names become");
  await ready.getByRole("combobox", { name: "实体类型「机关」" }).click();
  await expect(page.getByRole("option", { name: "不导入" })).toBeVisible();
  await check("import: the choice for one name", true);
  await page.keyboard.press("Escape");
  await ready.getByRole("button", { name: "取消" }).click();
  await expect(ready).toHaveCount(0);
  await page.getByRole("button", { name: "整理" }).click();
  await page.getByRole("radio", { name: "全部建议" }).check();
  const plan = page.getByRole("grid", { name: "改动清单" });
  await expect(plan.locator("del").first()).toBeVisible();
  await plan.focus();
  await page.keyboard.press("Space");
  await expect(plan.locator(".is-unticked")).toHaveCount(1);
  await check("mending: every change, one unticked");
  await page.getByRole("radio", { name: "选定的规则" }).check();
  await expect(page.getByRole("dialog", { name: "选择规则" })).toBeVisible();
  await check("choice of rules");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+Shift+f");
  await check("search, nothing asked");
  await page.getByRole("textbox", { name: "查找" }).fill("民生事事");
  await expect(page.getByRole("grid", { name: "查找结果" }).getByRole("row")).toHaveCount(3);
  await check("concordance");
  await page.getByRole("button", { name: "正则表达式" }).click();
  await page.getByRole("textbox", { name: "查找" }).fill("(");
  await expect(page.getByRole("alert")).toBeVisible();
  await check("a mistake in an expression");
  await page.getByRole("button", { name: "正则表达式" }).click();
  await page.getByRole("textbox", { name: "查找" }).fill("群众满意");
  await page.getByRole("textbox", { name: "替换为" }).fill("群众高兴");
  await page.getByRole("button", { name: "预览替换" }).click();
  await expect(plan).toBeVisible();
  await check("preview of a replacement");
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText("已改动 2 份稿件")).toBeVisible();
  await check("replaced");
  await page.getByRole("button", { name: "撤销这次改动" }).click();
  await expect(page.getByRole("dialog", { name: "撤销批量改动" }).getByText("要撤销这次改动吗？")).toBeVisible();
  await check("undo");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+l");
  await page.getByRole("row", { name: /乙\.txt/ }).dblclick();
  // It moves the text when it appears.
  await expect(page.getByRole("region", { name: "修复方案" })).toBeVisible({ timeout: 30_000 });
  await clickBefore(page, /事事$/);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.insertText("实");
  await expect(page.getByRole("complementary", { name: "同样的错误" })).toBeVisible();
  await check("the same error elsewhere");
  await page.getByRole("button", { name: "菜单" }).click();
  await page.getByRole("menuitem", { name: "校对规则" }).click();
  const rules = page.getByRole("dialog", { name: "校对规则" });
  await expect(rules.getByRole("radio", { name: "默认" })).toBeVisible();
  await check("rules");
  await rules.getByRole("button", { name: "新建规则" }).click();
  await rules.getByRole("textbox", { name: "查找" }).fill("群众");
  await rules.getByRole("textbox", { name: "替换为" }).fill("大众");
  await expect(rules.locator(".rule-trial ins").first()).toBeVisible();
  await check("a rule of one's own, tried");
  await page.keyboard.press("Escape");
  await expect(rules).toHaveCount(0);

  await page.keyboard.press("Control+l");
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(2);
  nameOnDisk(dir);
  await page.keyboard.press("Alt+Shift+e");
  await expect(page.locator("svg.chart")).toBeVisible();
  await check("charts: by date");
  await page.getByRole("button", { name: "共同出现" }).click();
  await page.locator(".graph-edge").first().press("Enter");
  await expect(page.getByRole("grid", { name: "出现的地方" }).getByRole("row").first()).toBeVisible();
  await check("charts: the graph, an edge and its passages");
  await page.getByRole("button", { name: "表", exact: true }).click();
  await check("charts: the table of pairs");

  await page.keyboard.press("Alt+Shift+r");
  await page.getByRole("option", { name: /群众/ }).click();
  const card = page.getByRole("article", { name: "群众" });
  await card.getByRole("checkbox", { name: "勾选这一处" }).first().check();
  await check("registry, an entry, a place marked");
  const dialog = page.getByRole("dialog");
  for (const button of ["合并……", /^拆出/, "新建条目", "导入名录", "导出名录"]) {
    await page.getByRole("main").getByRole("button", { name: button }).click();
    await expect(dialog).toBeVisible();
    await check(`registry: ${button}`);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  await page.getByRole("button", { name: "自动记入哪些类型" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await check("registry: which types are kept", true);
  await page.keyboard.press("Escape");
  await card.getByRole("button", { name: "在查找中打开" }).click();
  await expect(page.getByRole("grid", { name: "查找结果" }).getByRole("row").first()).toBeVisible();
  await check("search by annotation");
  await page.getByRole("button", { name: "名录: 群众" }).click();
  await expect(page.getByRole("option", { name: /群英/ })).toBeVisible();
  await check("search by annotation: the choice of an entry", true);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+l");
  await page.getByRole("row", { name: /甲\.txt/ }).dblclick();
  await expect(editorText(page).locator("[data-type=PER]").first()).toBeVisible();
  await page.getByRole("tab", { name: "实体" }).click();
  await check("entities and relations beside the text");
  await page.getByRole("tab", { name: /^建议/ }).click();
  await check("suggestions beside the text");
  await page.getByRole("button", { name: "菜单" }).click();
  await page.getByRole("menuitem", { name: "标签集……" }).click();
  const tagset = page.getByRole("dialog", { name: "标签集", exact: true });
  await expect(tagset.getByText("个实体").first()).toBeVisible();
  await check("tagset");
  await page.keyboard.press("Escape");
  await expect(tagset).toHaveCount(0);

  await drop(page, [fileOfManyPages(machine.folder)]);
  held.afterNext("importProgress");
  await ready.getByRole("button", { name: "开始导入" }).click();
  await expect(ready.getByRole("progressbar", { name: "多页.jsonl 的进度" })).toBeVisible();
  await check("import: under way");
  held.letGo();
  const report = page.getByRole("dialog", { name: "导入结果" });
  await expect(report).toBeVisible();
  await check("import: its report");
  await report.getByRole("button", { name: "完成", exact: true }).click();

  await program.stop();
  machine.remove();
});
