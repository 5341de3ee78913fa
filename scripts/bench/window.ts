/** What a person waits for in the window: start, opening a page, typing, tagging. Real Chromium, the real host. */
import { chromium, type Page } from "@playwright/test";
import { startLoopback } from "../../e2e/support/loopback.ts";
import type { Machine } from "../../e2e/support/machine.ts";
import { provideChromium } from "../test/tools.ts";
import { pageName } from "./fixture.ts";
import { measure, measureFindings } from "./page-probe.ts";
import type { Figure } from "./statistics.ts";

const editor = ".ProseMirror";
const seeds = ["000_", "001_", "002_", "003_", "004_"];

async function launch() {
  return await chromium.launch({
    executablePath: provideChromium(),
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      // Otherwise every figure is rounded up to the next frame of a screen that isn't there.
      "--disable-frame-rate-limit",
      "--disable-gpu-vsync",
    ],
  });
}

/** From the program's start to a list that can be used. */
export async function measureStart(machine: Machine, corpus: string, rounds: number): Promise<Figure> {
  const samples: number[] = [];
  const browser = await launch();
  try {
    for (let i = 0; i < rounds; i++) {
      const page = await browser.newPage();
      const start = performance.now();
      const program = await startLoopback(machine.env, ["--corpus", corpus]);
      await page.goto(program.url);
      await page.getByRole("row", { name: /\.txt/ }).first().waitFor();
      samples.push(performance.now() - start);
      await page.close();
      await program.stop();
    }
  } finally {
    await browser.close();
  }
  return { work: "start to usable list", samples, limit: null };
}

/** Selects a row with the mouse and opens it with Enter; measured from the key. */
async function openPage(page: Page, name: string): Promise<number> {
  await page.getByRole("row", { name }).locator(".cell-name").click();
  return await measure(page, "keydown", editor, () => page.keyboard.press("Enter"));
}

async function leavePage(page: Page): Promise<void> {
  await page.getByRole("button", { name: "返回稿件列表" }).click();
  await page.getByRole("row", { name: /\.txt/ }).first().waitFor();
}

async function typeInto(page: Page, rounds: number): Promise<number[]> {
  await page.locator(`${editor} [data-block]`).nth(2).click();
  const samples: number[] = [];
  for (let i = 0; i < rounds; i++)
    samples.push(await measure(page, "beforeinput", null, () => page.keyboard.insertText("字")));
  return samples;
}

async function checkAfterTyping(page: Page, rounds: number): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < rounds; i++) samples.push(await measureFindings(page, () => page.keyboard.insertText("字")));
  return samples;
}

async function tagIn(page: Page, rounds: number): Promise<number[]> {
  await page.keyboard.press("F2");
  await page.locator(`${editor} [data-block]`).nth(2).click();
  await page.keyboard.press("Home");
  const samples: number[] = [];
  for (let i = 0; i < rounds; i++) {
    for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    samples.push(await measure(page, "keydown", null, () => page.keyboard.press("p")));
  }
  await page.keyboard.press("F2");
  return samples;
}

/** @param lengths made pages, in characters, with the promised milliseconds for opening and for a key */
export async function measureWindow(
  machine: Machine,
  corpus: string,
  lengths: readonly { characters: number; open: number; key: number }[],
): Promise<Figure[]> {
  const program = await startLoopback(machine.env, ["--corpus", corpus]);
  const browser = await launch();
  const figures: Figure[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(program.url);
    const openings: number[] = [];
    for (let round = 0; round < 6; round++) {
      for (const seed of seeds) {
        openings.push(await openPage(page, seed));
        await leavePage(page);
      }
    }
    // The first one also loads fonts and compiles the editor: a wait of its own, once a day.
    figures.push({ work: "open the first page after the start", samples: openings.slice(0, 1), limit: null });
    figures.push({ work: "open a seed page from the list", samples: openings.slice(1), limit: 100 });

    for (const { characters, open, key } of lengths) {
      const name = `${characters.toLocaleString("en")} characters`;
      const samples: number[] = [];
      for (let round = 0; round < 5; round++) {
        if (round > 0) await leavePage(page);
        samples.push(await openPage(page, pageName(characters)));
      }
      figures.push({ work: `open a page of ${name}`, samples, limit: open });
      figures.push({ work: `keystroke to paint, ${name}`, samples: await typeInto(page, 100), limit: key });
      const findings = characters > 100_000 ? 2_000 : 200;
      figures.push({
        work: `keystroke to findings, ${name}`,
        samples: await checkAfterTyping(page, 20),
        limit: findings,
      });
      figures.push({ work: `tag to paint, ${name}`, samples: await tagIn(page, 40), limit: key });
      await leavePage(page);
    }
  } finally {
    await browser.close();
    await program.stop();
  }
  return figures;
}
