/**
 * Foreign text that wants to be a script, in every place where foreign text is shown: none runs, and nothing is asked
 * of anybody else. Once with the content security policy switched off, where the text must stay text by itself; once
 * with the policy alone, where a page that did use the text as markup is stopped.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Locator, type Page, type Request, test } from "@playwright/test";
import { importByKey } from "./support/choose-files.ts";
import { galley, newCorpus } from "./support/corpus.ts";
import { hostileTexts } from "./support/hostile-texts.ts";
import { startLoopback } from "./support/loopback.ts";
import { emptyMachine, type Machine } from "./support/machine.ts";
import { editorText } from "./support/text.ts";

test.use({ locale: "zh-CN" });

const hostile = hostileTexts();

interface Watch {
  /** What went wrong so far: dialogs, new pages, requests to others. */
  escapes: string[];
  ran(): Promise<unknown>;
}

/** @param own the only origin that may be asked for anything */
function watch(page: Page, own: string): Watch {
  const escapes: string[] = [];
  page.on("dialog", (dialog) => {
    escapes.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (opened) => escapes.push(`page: ${opened.url()}`));
  const note = (request: Request) => {
    const url = request.url();
    // One that the policy held back never left.
    if (/csp/i.test(request.failure()?.errorText ?? "")) return;
    if (!url.startsWith(own) && !/^(blob|data):/.test(url)) escapes.push(`request: ${url}`);
  };
  page.on("requestfinished", note);
  page.on("requestfailed", note);
  return { escapes, ran: () => page.evaluate(() => (window as { __pwn?: unknown }).__pwn) };
}

/** A page of everything hostile, with entities over it, and pages that are called so. */
function hostileCorpus(machine: Machine): string {
  const dir = newCorpus(machine);
  const settings = JSON.parse(readFileSync(join(dir, "galley.json"), "utf8"));
  const at = (index: number) => hostile[index % hostile.length] as string;
  for (const [index, each] of [...settings.entityTypes, ...settings.roles, ...(settings.relationTypes ?? [])].entries())
    each.label = { zh: at(index), en: at(index) };
  const attribute = (id: string, kind: string, index: number) => ({
    id,
    label: { zh: at(index), en: at(index) },
    kind,
  });
  for (const type of settings.entityTypes)
    type.attributes = [attribute("a", "text", 20), { ...attribute("b", "choice", 21), choices: [at(22), at(23)] }];
  const rule = { find: "pwn", replace: at(3), regex: false, safe: false, enabled: true };
  settings.name = at(7);
  settings.proofing = { rules: {}, userRules: [0, 1, 2].map((n) => ({ ...rule, id: `r${n}`, message: at(n) })) };
  const entities = hostile.map((name, index) => {
    const shown = name.replace(/[\r\n\t]/g, " ");
    return {
      id: `q${index}`,
      name: shown,
      type: "PER",
      aliases: [at(index + 1)],
      link: at(index + 2),
      note: at(index + 3),
    };
  });
  const documentOf = (id: string, texts: readonly string[], name: string, tagged = true) => ({
    format: "galley/document",
    version: 1,
    id,
    status: "new",
    source: { name, sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "2026-11-22T08:00:00Z" },
    meta: { title: name, publication: name, date: "1931-09-18", page: name, url: "javascript:window.__pwn=1" },
    articles: [
      {
        id: "a1",
        blocks: texts.map((text, index) => {
          const length = Array.from(text).length;
          const span = { start: 0, end: length, text, type: index % 2 ? "PER" : "ORG" };
          const said = {
            ref: `q${index % entities.length}`,
            by: at(index),
            note: at(index + 1),
            attributes: { a: at(index), b: at(22) },
          };
          return {
            id: `b${index}`,
            role: index ? "paragraph" : "title",
            text,
            pieces: [{ inserted: text }],
            entities: tagged ? [{ id: `e${id}${index}`, ...span, ...said }] : [],
          };
        }),
      },
    ],
    dismissed: [],
    revision: 0,
    updatedAt: "2026-11-22T09:00:00Z",
    updatedBy: at(5),
  });
  const whole = documentOf("01JHOSTILE0000000000000000", hostile, "all.txt");
  const named = hostile.map((name, index) => documentOf(`01JNAMED${index}`, [name], name));
  const plain = documentOf("01JPLAIN000000000000000000", hostile.slice(0, 20), "plain.txt", false);
  const file = join(machine.folder, "all.json");
  writeFileSync(file, JSON.stringify([whole, plain, ...named]));
  // The settings first: what they call a type must not be taken for a new one.
  writeFileSync(join(dir, "galley.json"), JSON.stringify(settings));
  galley(machine, "import", dir, file);
  writeFileSync(join(dir, "entities.json"), JSON.stringify({ format: "galley/entities", version: 1, entities }));
  // As a save that did not end, and a file that was damaged, were set aside under such names.
  const aside = join(dir, ".galley/quarantine/2026-11-22T08-00-00-000Z/documents");
  mkdirSync(aside, { recursive: true });
  for (const index of [0, 7, 8]) writeFileSync(join(aside, fileNameOf(at(index), "json")), at(index));
  return dir;
}

const fileNameOf = (name: string, ending: string) => `${name.replaceAll("/", "∕").slice(0, 60)}.${ending}`;

/** A recommender that gives such texts as its reasons, for names that nobody has tagged. */
async function hostileRecommender() {
  const server = createServer(async (request, response) => {
    let asked = "";
    for await (const part of request) asked += part;
    const { blocks, types } = JSON.parse(asked) as { blocks: { id: string; text: string }[]; types: string[] };
    const suggestions = blocks.map(({ id, text }, index) => ({
      block: id,
      ...{ start: 0, end: Math.min(10, Array.from(text).length), type: types[0], score: 0.9 },
      reason: hostile[index]?.slice(0, 200),
    }));
    response.setHeader("content-type", "application/json").end(JSON.stringify({ suggestions }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address, close };
}

/** Carries out a command by its name. */
async function command(page: Page, name: string) {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox").last();
  await expect(palette).toBeFocused();
  await palette.fill(name);
  await page.getByRole("option", { name, exact: false }).first().click();
}

/** Everywhere that text of others is shown. */
async function walk(page: Page, recommender: string) {
  /** It is there, and as text. */
  const shown = async (index: number, within: Locator = page.locator("body")) =>
    await expect(
      within.getByText((hostile[index] as string).replace(/\s+/g, " "), { exact: false }).first(),
    ).toBeVisible();
  const openNamed = async (name: string) => {
    await page
      .getByPlaceholder(/筛选|查找/)
      .first()
      .fill(name);
    await page.getByRole("row", { name }).first().dblclick();
    await expect(editorText(page)).toContainText("pwn");
  };
  const leave = async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  };
  const scroll = async (target: string) => {
    const region = page.locator(target).first();
    await region.evaluate(async (element) => {
      for (let top = 0; top <= element.scrollHeight; top += Math.max(200, element.clientHeight)) {
        element.scrollTop = top;
        await new Promise(requestAnimationFrame);
      }
    });
  };
  await test.step("list", async () => {
    await expect(page.getByRole("row").nth(2)).toBeVisible();
    await page.getByRole("row").nth(1).hover();
    await page
      .getByPlaceholder(/筛选|查找/)
      .first()
      .fill("pwn");
    await page
      .getByPlaceholder(/筛选|查找/)
      .first()
      .fill("");
  });
  await test.step("tagset, its attributes, rules of one's own, statistics", async () => {
    await command(page, "标签集");
    const tagset = page.getByRole("dialog", { name: "标签集", exact: true });
    await expect(tagset).toBeVisible();
    await tagset
      .getByRole("button", { name: hostile[0] as string })
      .first()
      .click();
    await expect(tagset.locator(`input[value*="pwn"]`).first()).toBeVisible();
    await leave();
    await command(page, "校对规则");
    await shown(1, page.getByRole("dialog", { name: "校对规则" }));
    await leave();
    await command(page, "语料统计");
    await expect(page.getByRole("option")).toHaveCount(0);
    await leave();
  });
  await test.step("files set aside", async () => {
    await command(page, "放到一边的文件");
    const dialog = page.getByRole("dialog", { name: "放到一边的文件" });
    await expect(dialog).toContainText("__pwn");
    await leave();
  });
  await test.step("registry: its entries, one of them", async () => {
    await command(page, "名录");
    const entries = page.getByRole("listbox", { name: "名录条目" });
    await expect(entries.getByRole("option").nth(3)).toBeVisible();
    await entries.getByRole("option").nth(1).click();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "名录" })).toBeVisible();
    await leave();
    await page.keyboard.press("Control+l");
  });
  await test.step("charts, their tables, who stands together", async () => {
    await command(page, "实体图表");
    await expect(page.getByRole("heading", { name: "实体图表" })).toBeVisible();
    for (const tab of ["按日期", "按稿件", "共同出现"]) {
      await page.getByRole("button", { name: tab }).press("Enter");
      for (const form of ["表", "图"]) await page.getByRole("button", { name: form, exact: true }).press("Enter");
    }
    await page.getByRole("combobox", { name: "在哪里共同出现" }).press("Enter");
    await page.getByRole("option", { name: "在同一篇里" }).click();
    await expect(page.locator(".graph-node").nth(1)).toBeVisible();
    await page.locator(".graph-node").first().click();
    await leave();
    await page.keyboard.press("Control+l");
  });
  await test.step("import and its report", async () => {
    await page.keyboard.press("Control+l");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    const [name = ""] = hostile;
    const nameOf = (ending: string) => fileNameOf(name, ending);
    await importByKey(page, [
      { name: nameOf("txt"), mimeType: "text/plain", buffer: Buffer.from(hostile.slice(0, 40).join("\n\n")) },
      { name: nameOf("json"), mimeType: "text/plain", buffer: Buffer.from(`{"format":"galley/document","${name}`) },
    ]);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "开始导入" }).click();
    await expect(dialog.getByRole("button", { name: "完成" })).toBeVisible();
    await dialog.getByRole("button", { name: "完成" }).click();
  });
  await test.step("search", async () => {
    await page.keyboard.press("Control+Shift+f");
    await page.getByRole("textbox", { name: "查找" }).fill("pwn");
    await expect(page.getByRole("grid", { name: "查找结果" }).getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("button", { name: "正则表达式" }).click();
    await page.getByRole("textbox", { name: "查找" }).fill("<img src=x onerror=window.__pwn=1>(");
    await expect(page.getByRole("alert")).toBeVisible();
    await leave();
    await page.keyboard.press("Control+l");
  });
  await test.step("the text, its entities, its source, corrections, findings, history", async () => {
    await openNamed("all.txt");
    await scroll(".ProseMirror");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F8");
    await page.keyboard.press("Alt+/");
    await leave();
    await page.keyboard.press("F2");
    for (const tab of ["实体", /^问题/, /^建议/]) await page.getByRole("tab", { name: tab }).first().click();
    await page.getByRole("tab", { name: "实体" }).first().click();
    await editorText(page).locator("[data-type]").nth(1).click();
    await page.keyboard.press("Enter");
    await leave();
    await page.keyboard.press("F4");
    await page.keyboard.press("Shift+F4");
    await command(page, "设为校对中");
    await command(page, "历史版本");
    const history = page.getByRole("dialog", { name: "历史版本" });
    await history.getByRole("radio").first().click();
    await shown(5, history);
    await leave();
    await page.keyboard.press("Control+l");
  });
  await test.step("a recommender's reasons and suggestions", async () => {
    await openNamed("plain.txt");
    await page.getByRole("group", { name: "模式" }).getByRole("button", { name: "标注" }).click();
    await command(page, "外部推荐");
    const dialog = page.getByRole("dialog", { name: "外部推荐" });
    await dialog.getByLabel("服务的地址").fill(recommender);
    await dialog.getByRole("button", { name: "保存并请求这一页" }).click();
    await expect(page.getByText(/外部服务推荐了/)).toBeVisible();
    await leave();
    await page.keyboard.press("F8");
    await expect(page.getByRole("dialog", { name: "为什么建议标这里" })).toContainText("__pwn");
  });
}

test("three hundred hostile texts run nowhere, in no view, with the policy switched off", async ({ browser }) => {
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(300);
  const machine = emptyMachine();
  const dir = hostileCorpus(machine);
  const recommender = await hostileRecommender();
  const program = await startLoopback(machine.env, ["--corpus", dir]);
  const own = new URL(program.url).origin;
  const context = await browser.newContext({
    bypassCSP: true,
    locale: "zh-CN",
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const { escapes, ran } = watch(page, own);
  await page.goto(program.url);
  // The wall that is not tested here really is down.
  const open = await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    return (
      Object.assign(document.createElement("p"), { innerHTML: "<b>1</b>" }).childElementCount + Function("return 1")()
    );
  });
  expect(open).toBe(2);
  await walk(page, recommender.address);
  expect(await ran()).toBeUndefined();
  expect(escapes).toEqual([]);
  await program.stop();
  recommender.close();
  await context.close();
  machine.remove();
});

test("a page that used text as markup would be stopped by its policy alone", async ({ page }) => {
  const machine = emptyMachine();
  const program = await startLoopback(machine.env);
  const own = new URL(program.url).origin;
  const { escapes, ran } = watch(page, own);
  await page.goto(program.url);
  await expect(page.getByRole("button", { name: "试用样例" })).toBeVisible();
  const refused = await page.evaluate(async (texts) => {
    // What the debugger itself evaluates may use eval; what comes a frame later may not.
    await new Promise(requestAnimationFrame);
    const reports: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => reports.push(event.effectiveDirective));
    const doors: [string, () => unknown][] = [
      ["innerHTML", () => Object.assign(document.createElement("div"), { innerHTML: texts[0] })],
      ["eval", () => Function("window.__pwn = 1")()],
      ["a string as a timer", () => (setTimeout as (code: string) => unknown)("window.__pwn = 1")],
      ["document.write", () => document.write(texts[0] ?? "")],
      [
        "a script's address",
        () => Object.assign(document.createElement("script"), { src: "http://evil.invalid/a.js" }),
      ],
      ["a worker", () => new Worker("data:text/javascript,1")],
    ];
    const open = doors.filter(([, open]) => {
      try {
        open();
        return true;
      } catch {
        return false;
      }
    });
    // Built by hand, as no sink would let it in.
    const handler = document.createElement("img");
    handler.setAttribute("src", "http://evil.invalid/a.png");
    document.body.append(handler);
    const frame = document.createElement("iframe");
    frame.setAttribute("src", "http://evil.invalid/");
    document.body.append(frame);
    const link = document.createElement("a");
    link.setAttribute("href", "javascript:window.__pwn=1");
    document.body.append(link);
    link.click();
    const inline = document.createElement("script");
    try {
      inline.textContent = "window.__pwn = 1";
    } catch {}
    document.body.append(inline);
    await fetch("http://evil.invalid/").catch(() => {});
    const awaited = ["img-src", "frame-src", "connect-src", "require-trusted-types-for"];
    while (!awaited.every((directive) => reports.includes(directive))) await new Promise(requestAnimationFrame);
    return open.map(([name]) => name);
  }, hostile);
  expect(refused).toEqual([]);
  expect(await ran()).toBeUndefined();
  expect(escapes).toEqual([]);
  await program.stop();
  machine.remove();
});
