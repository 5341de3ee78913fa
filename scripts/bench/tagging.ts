/** What a person waits for while tagging: the change of mode, suggestions, the list of entities, relations. */
import type { Page } from "@playwright/test";
import { startLoopback } from "../../e2e/support/loopback.ts";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { makeCorpus, pageName } from "./fixture.ts";
import { measure } from "./page-probe.ts";
import { count, type Figure, type Section } from "./section.ts";
import { launch, leavePage, openPage } from "./window.ts";

const RELATIONS = 500;

declare global {
  /** Longest task of the page since `watchTasks`, in milliseconds. */
  var galleyLongest: number;
}

export const tagging: Section = {
  name: "tagging",
  about: "into tag mode and back, suggestions for a page, the list of entities, relations drawn",
  async *measure(bench) {
    const dir = bench.folder("tagging");
    await makeCorpus(dir, bench.sizes.characters);
    for (const size of bench.sizes.characters) await addRelations(dir, size);
    const program = await startLoopback(bench.machine.env, ["--corpus", dir]);
    const browser = await launch();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(program.url);
      // What is read once a start, dictionaries above all, is a wait of its own.
      await openPage(page, "001_");
      yield { work: "first suggestions after the start", samples: [await suggestionsAfter(page)], aim: null };
      yield* measurePage(page, null, bench.quick);
      for (const size of bench.sizes.characters) {
        await openPage(page, pageName(size));
        yield* measurePage(page, size, bench.quick);
      }
    } finally {
      await browser.close();
      await program.stop();
    }
  },
};

/** A page is open; it is left at the end. @param size in characters; null for a seed page */
async function* measurePage(page: Page, size: number | null, quick: boolean): AsyncGenerator<Figure> {
  const name = size === null ? "a seed page" : `${count(size)} characters`;
  const figure = (of: string, samples: number[], aim: number): Figure => {
    return { work: `${of}, ${name}`, samples, aim, ...(size === null ? {} : { growth: { of, size } }) };
  };
  const rounds = quick ? 2 : 8;
  if ((await page.locator('[data-mode="tag"]').count()) > 0) await page.keyboard.press("F2");
  await page.locator(".ProseMirror [data-block]").nth(2).click();
  await watchTasks(page);
  const suggested: number[] = [];
  const longest: number[] = [];
  for (let i = 0; i < rounds; i++) {
    await page.evaluate(() => (globalThis.galleyLongest = 0));
    suggested.push(await suggestionsAfter(page));
    longest.push(await page.evaluate(() => globalThis.galleyLongest));
    await page.keyboard.press("F2");
    await page.waitForFunction(() => ![...CSS.highlights.keys()].some((name) => /^galley-suggestion-\d/.test(name)));
  }
  yield figure("into tag mode to suggestions", suggested, size !== null && size > 100_000 ? 3_000 : 500);
  yield figure("longest task of the window meanwhile", longest, 50);
  const into: number[] = [];
  const back: number[] = [];
  for (let i = 0; i < rounds; i++) {
    into.push(await measure(page, "keydown", null, () => page.keyboard.press("F2")));
    back.push(await measure(page, "keydown", null, () => page.keyboard.press("F2")));
  }
  yield figure("into tag mode", into, 200);
  yield figure("back to proofreading", back, 200);
  await page.keyboard.press("F2");
  if (size !== null) {
    const list = await measureList(page, quick ? 5 : 20);
    yield figure("the list of entities scrolled", list.samples, 33);
    yield { work: `lines of it that exist, ${name}`, samples: [list.lines], unit: "lines", aim: 60 };
    yield figure(`text scrolled under ${RELATIONS} relations`, await scrollRelations(page, quick ? 5 : 30), 33);
  }
  await page.keyboard.press("F2");
  await leavePage(page);
}

/** Gives the page of this length relations between neighbouring entities, all over it. */
async function addRelations(dir: string, characters: number): Promise<void> {
  const corpus = await Corpus.open(dir);
  try {
    for (const id of await corpus.ids({ sort: "name", descending: false, text: pageName(characters), status: null })) {
      const { document, hash } = await corpus.read(id);
      const entities = blocksOf(document).flatMap((block) => block.entities);
      const step = Math.max(2, Math.floor(entities.length / RELATIONS));
      const relations = entities.flatMap(({ id: from }, index) => {
        const to = entities[index + 1]?.id;
        return index % step === 0 && to ? [{ id: `r${index}`, type: "same_as", from, to, note: "", by: "editor" }] : [];
      });
      await corpus.save({ ...document, relations: relations.slice(0, RELATIONS) }, hash);
    }
  } finally {
    await corpus.close();
  }
}

/** From now on the page keeps the longest of its tasks. Those under 50 ms are none to the browser. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.galleyLongest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        globalThis.galleyLongest = Math.max(globalThis.galleyLongest, duration);
    }).observe({ type: "longtask" });
  });
}

/** Milliseconds from F2 until suggestions are drawn. */
async function suggestionsAfter(page: Page): Promise<number> {
  await page.evaluate(() => {
    const sample = Promise.withResolvers<number>();
    globalThis.galleySample = sample.promise;
    const drawn = () => [...CSS.highlights.keys()].some((name) => /^galley-suggestion-\d/.test(name));
    window.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        const timer = setInterval(() => {
          if (!drawn()) return;
          clearInterval(timer);
          sample.resolve(performance.now() - timeStamp);
        }, 5);
      },
      { capture: true, once: true },
    );
  });
  await page.keyboard.press("F2");
  return await page.evaluate(() => globalThis.galleySample);
}

/** In tag mode: the list beside the text from its beginning on. */
async function measureList(page: Page, rounds: number): Promise<{ samples: number[]; lines: number }> {
  await page.getByRole("tab", { name: /^实体/ }).click();
  const list = page.locator(".entity-scroller");
  await list.hover();
  const samples: number[] = [];
  let lines = 0;
  for (let i = 0; i < rounds; i++) {
    samples.push(await measure(page, "wheel", null, () => page.mouse.wheel(0, 5_000)));
    lines = Math.max(lines, await list.locator("li").count());
  }
  return { samples, lines };
}

/** In tag mode: the text under all relations. */
async function scrollRelations(page: Page, rounds: number): Promise<number[]> {
  const text = page.locator(".ProseMirror");
  await text.locator("[data-block]").nth(2).click();
  await page.keyboard.press("Shift+R");
  await page.locator(".galley-relation").first().waitFor({ state: "attached" });
  const samples: number[] = [];
  for (let i = 0; i < rounds; i++) samples.push(await measure(page, "wheel", null, () => page.mouse.wheel(0, 400)));
  await page.keyboard.press("Shift+R");
  return samples;
}
