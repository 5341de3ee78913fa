/** What a person waits for in the window: start, opening a page, typing, tagging. Real Chromium, the real host. */
import { chromium, type Page } from "@playwright/test";
import { startLoopback } from "../../e2e/support/loopback.ts";
import type { Machine } from "../../e2e/support/machine.ts";
import { provideChromium } from "../test/tools.ts";
import { pageName } from "./fixture.ts";
import { measure, measureFindings } from "./page-probe.ts";
import { count, type Figure, type Section } from "./section.ts";

const editor = ".ProseMirror";
const seeds = ["000_", "001_", "002_", "003_", "004_"];

/** Otherwise every figure is rounded up to the next frame of a screen that isn't there. */
const unpaced = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/**
 * @param isPaced as people's browsers are; for what takes seconds: a page that moves while it waits takes a whole core
 * otherwise, from the program that it waits for
 */
export async function launch(isPaced = false) {
  return await chromium.launch({
    executablePath: provideChromium(),
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...(isPaced ? [] : unpaced)],
  });
}

export const start: Section = {
  name: "start",
  about: "from the program's start to a list that can be used, index warm",
  async *measure(bench) {
    for (const pages of bench.sizes.pages) {
      const corpus = await bench.manyPages(pages);
      const starts = await measureStart(bench.machine, corpus, bench.quick ? 2 : 5);
      const name = `${count(pages)} pages`;
      const samples = starts.map(({ address, page, list }) => address + page + list);
      yield { work: `start to usable list, ${name}`, samples, aim: 1000, growth: { of: "start", size: pages } };
      yield { work: `  the program's address, ${name}`, samples: starts.map(({ address }) => address), aim: null };
      yield { work: `  from there to the page, ${name}`, samples: starts.map(({ page }) => page), aim: null };
      yield { work: `  from there to its rows, ${name}`, samples: starts.map(({ list }) => list), aim: null };
    }
  },
};

/** What a start is made of, in milliseconds. The host loads and opens the corpus while the page is read. */
interface Start {
  /** Until the program says where it is. */
  address: number;
  /** From there until the window's frame is drawn. */
  page: number;
  /** From there until the first rows are. */
  list: number;
}

async function measureStart(machine: Machine, corpus: string, rounds: number): Promise<Start[]> {
  const starts: Start[] = [];
  const browser = await launch(true);
  try {
    for (let i = 0; i < rounds; i++) {
      const page = await browser.newPage();
      const start = performance.now();
      const program = await startLoopback(machine.env, ["--corpus", corpus]);
      const told = performance.now();
      await page.goto(program.url);
      await page.getByRole("main").waitFor();
      const drawn = performance.now();
      await page.getByRole("row", { name: /\.txt/ }).first().waitFor();
      starts.push({ address: told - start, page: drawn - told, list: performance.now() - drawn });
      await page.close();
      await program.stop();
    }
  } finally {
    await browser.close();
  }
  return starts;
}

/** Selects a row with the mouse and opens it with Enter; measured from the key. */
export async function openPage(page: Page, name: string): Promise<number> {
  await page.getByRole("row", { name }).locator(".cell-name").click();
  return await measure(page, "keydown", editor, () => page.keyboard.press("Enter"));
}

export async function leavePage(page: Page): Promise<void> {
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

/** What is promised of a page of so many characters, in milliseconds. */
function aimsOf(characters: number): { open: number; key: number; findings: number } {
  if (characters > 100_000) return { open: 1000, key: 33, findings: 2000 };
  return { open: characters > 10_000 ? 150 : 50, key: 16, findings: 200 };
}

export const editing: Section = {
  name: "editing",
  about: "opening pages, a key to the next frame, findings, tagging, the page's memory",
  async *measure(bench) {
    const corpus = await bench.longPages();
    const program = await startLoopback(bench.machine.env, ["--corpus", corpus]);
    const browser = await launch();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(program.url);
      const openings: number[] = [];
      for (let round = 0; round < (bench.quick ? 1 : 6); round++) {
        for (const seed of seeds) {
          openings.push(await openPage(page, seed));
          await leavePage(page);
        }
      }
      // The first one also loads fonts and compiles the editor: a wait of its own, once a day.
      yield { work: "open the first page after the start", samples: openings.slice(0, 1), aim: null };
      yield { work: "open a seed page from the list", samples: openings.slice(1), aim: 100 };
      for (const size of bench.sizes.characters) yield* measurePage(page, size, bench.quick);
    } finally {
      await browser.close();
      await program.stop();
    }
  },
};

async function* measurePage(page: Page, size: number, quick: boolean): AsyncGenerator<Figure> {
  const name = `${count(size)} characters`;
  const aims = aimsOf(size);
  const figure = (of: string, samples: number[], aim: number): Figure => {
    return { work: `${of}, ${name}`, samples, aim, growth: { of, size } };
  };
  const openings: number[] = [];
  for (let round = 0; round < (quick ? 2 : 8); round++) {
    if (round > 0) await leavePage(page);
    openings.push(await openPage(page, pageName(size)));
  }
  yield figure("open a page", openings, aims.open);
  yield figure("keystroke to paint", await typeInto(page, quick ? 10 : 100), aims.key);
  yield figure("keystroke to findings", await checkAfterTyping(page, quick ? 3 : 20), aims.findings);
  yield figure("tag to paint", await tagIn(page, quick ? 5 : 40), aims.key);
  yield { work: `heap of the page, ${name}`, samples: [await heapOf(page)], unit: "MB", aim: 250 };
  await leavePage(page);
}

/** Megabytes of JavaScript's heap after collecting what is not needed. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = (await session.send("Runtime.getHeapUsage")) as { usedSize: number };
  await session.detach();
  return usedSize / 1e6;
}
