/**
 * `npm run screenshots`: makes the README's pictures from the seed pages, in the real program. Run it when the look has
 * changed, and look at what it made.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { startLoopback } from "../e2e/support/loopback.ts";
import { emptyMachine, root } from "../e2e/support/machine.ts";
import { clickBefore } from "../e2e/support/text.ts";
import { Corpus } from "../electron/corpus/corpus.ts";
import { blocksOf, type Status } from "../shared/model/document.ts";
import { CodePointText } from "../shared/model/offsets.ts";
import { provideChineseFont, provideChromium } from "./test/tools.ts";

const images = join(root, "docs/images");

/** What an editor would have tagged at the top of page 000. */
const entities = [
  ["EVENT", "解放区委社会工作会议"],
  ["ORG", "解放区委"],
  ["TITLE", "记者"],
  ["PER", "张苗"],
  ["TITLE", "通讯员"],
  ["PER", "张璇"],
  ["DATE", "5月9日"],
  ["TITLE", "区委书记"],
  ["PER", "赵海燕"],
  ["TITLE", "区委副书记"],
  ["TITLE", "区长"],
  ["PER", "千怀贵"],
  ["PER", "赵威"],
  ["PER", "石文明"],
  ["PER", "蒋凯丰"],
  ["PER", "秦广东"],
  ["PER", "崔国庆"],
  ["ORG", "党中央"],
  ["ORG", "省委"],
  ["ORG", "市委"],
  ["PER", "习近平"],
  ["TITLE", "总书记"],
] as const;

async function makeCorpus(dir: string): Promise<void> {
  const corpus = await Corpus.create(dir, { name: "县区报校样" });
  const states: Record<string, Status> = { "001": "done", "002": "review", "003": "proofreading" };
  for await (const outcome of corpus.importPaths([join(root, "seeds")], { encoding: "auto" })) {
    if (!outcome.id) continue;
    const name = outcome.path.split(/[\\/]/).at(-1) ?? "";
    const status = states[name.slice(0, 3)];
    if (status) await corpus.setStatus(outcome.id, status);
    if (name.startsWith("000")) await tag(corpus, outcome.id);
  }
  await corpus.close();
}

async function tag(corpus: Corpus, id: string): Promise<void> {
  const { document, hash } = await corpus.read(id);
  for (const block of blocksOf(document).slice(0, 3)) {
    const text = new CodePointText(block.text);
    for (const [type, words] of entities) {
      const at = block.text.indexOf(words);
      if (at < 0) continue;
      const start = text.toCodePoint(at);
      const end = start + new CodePointText(words).length;
      const made = `e${block.id}${block.entities.length}`;
      block.entities.push({ id: made, type, start, end, text: words, ref: null, by: "editor", note: "" });
    }
    block.entities.sort((a, b) => a.start - b.start || b.end - a.end);
  }
  await corpus.save({ ...document, status: "tagging" }, hash);
}

spawnSync(process.execPath, [join(root, "scripts/setup.mjs"), "page"], { stdio: "inherit" });
provideChineseFont();
mkdirSync(images, { recursive: true });
const machine = emptyMachine();
const corpus = join(machine.folder, "corpus");
await makeCorpus(corpus);
const program = await startLoopback(machine.env, ["--corpus", corpus]);
const browser = await chromium.launch({
  executablePath: provideChromium(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "zh-CN" });
  await page.goto(program.url);
  await page.getByRole("row", { name: /004_/ }).waitFor();
  await page.screenshot({ path: join(images, "list.png") });

  await page.getByRole("row", { name: /004_/ }).dblclick();
  await page.getByRole("region", { name: "修复方案" }).getByRole("listitem").first().waitFor();
  await page.screenshot({ path: join(images, "mending.png") });

  await page.getByRole("region", { name: "修复方案" }).getByRole("button", { name: "关闭" }).click();
  await page.keyboard.press("F4");
  await clickBefore(page, "血紧张。");
  await page.keyboard.press("Backspace");
  await page.getByText("已保存", { exact: true }).waitFor();
  await page.screenshot({ path: join(images, "editor.png") });
  await page.keyboard.press("F4");

  await page.getByRole("button", { name: "返回稿件列表" }).click();
  await page.getByRole("row", { name: /000_/ }).dblclick();
  await page.locator(".ProseMirror").waitFor();
  await page.keyboard.press("F2");
  await page.getByRole("tab", { name: "实体" }).click();
  await clickBefore(page, "赵海燕");
  await page.keyboard.press("Escape");
  await page.screenshot({ path: join(images, "tagging.png") });
} finally {
  await browser.close();
  await program.stop();
  machine.remove();
}
