/**
 * Figures of others, to compare with: what the browser itself needs for the same text (a `textarea`, and a plain
 * `contenteditable` with a `mark` every 25 characters: the floor of whatever is built on it), and any page that `--peer`
 * names. Who names one has started that program and opened the document in it; here it is only looked at and typed into.
 */
import type { Browser, Page } from "@playwright/test";
import { fixtureText } from "./fixture.ts";
import { measure } from "./page-probe.ts";
import { type Bench, count, type Figure, type Section } from "./section.ts";
import { launch } from "./window.ts";

declare global {
  /** When the last frame was made after which the page was another, in milliseconds since it was asked for. */
  var galleyPainted: number;
}

/** What can be typed into, in a page of whatever program. */
const editable = 'textarea, [contenteditable]:not([contenteditable="false"]), input[type="text"]';
/** A page that stays as it is for so long is done; one that never does is given up. In milliseconds. */
const STEADY = 1000;
const LONGEST = 60_000;
const ENTITY_EVERY = 25;
/** Nobody is asked there: the pages are given to the browser instead of an answer. */
const floorUrl = "http://floor.invalid/";

export const peers: Section = {
  name: "peers",
  about: "the browser's own floor, and the pages of other programs that --peer names",
  onlyNamed: true,
  async *measure(bench) {
    const browser = await launch();
    try {
      for (const characters of bench.sizes.characters)
        for (const kind of ["textarea", "contenteditable"] as const)
          yield* figuresOf(browser, bench, `${kind}, ${count(characters)} characters`, floorUrl, () =>
            floorPage(kind, fixtureText(characters)),
          );
      for (const address of bench.peers) yield* figuresOf(browser, bench, address, address, null);
    } finally {
      await browser.close();
    }
  },
};

async function* figuresOf(
  browser: Browser,
  bench: Bench,
  name: string,
  url: string,
  content: (() => string) | null,
): AsyncGenerator<Figure> {
  const openings: number[] = [];
  let keys: number[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    if (content)
      await page.route(`${floorUrl}**`, (route) => route.fulfill({ contentType: "text/html", body: content() }));
    openings.push(await openingOf(page, url));
    if (!round) keys = await keysIn(page, bench.quick ? 5 : 30);
    await page.close();
  }
  yield { work: `${name}: open`, samples: openings, aim: null };
  if (keys.length) yield { work: `${name}: key to paint`, samples: keys, aim: null };
  else console.error(`${name} has no place to type in; only opening it was measured.`);
}

/** Milliseconds from asking for the page to the frame after which it stays as it is. */
async function openingOf(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    globalThis.galleyPainted = 0;
    const note = () => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          globalThis.galleyPainted = performance.now();
        };
        port2.postMessage(null);
      });
    };
    new MutationObserver(note).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  await page.goto(url, { waitUntil: "load", timeout: LONGEST });
  const steady = ([quiet]: readonly [number]) =>
    globalThis.galleyPainted > 0 && performance.now() - globalThis.galleyPainted > quiet;
  await page.waitForFunction(steady, [STEADY] as const, { timeout: LONGEST });
  return await page.evaluate(() => globalThis.galleyPainted);
}

/** Milliseconds from each character that is typed to the frame that shows it; none where nothing can be typed into. */
async function keysIn(page: Page, rounds: number): Promise<number[]> {
  const place = page.locator(editable).filter({ visible: true }).first();
  if (!(await place.count())) return [];
  await place.click({ position: { x: 40, y: 20 } });
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++)
    samples.push(await measure(page, "beforeinput", null, () => page.keyboard.insertText("字")));
  return samples;
}

/** The text in what the browser itself has for editing. It holds none of the characters that are markup. */
function floorPage(kind: "textarea" | "contenteditable", text: string): string {
  const tagged = (paragraph: string) =>
    (paragraph.match(new RegExp(`.{1,${ENTITY_EVERY}}`, "gsu")) ?? [])
      .map((piece) => `<mark>${piece.slice(0, 4)}</mark>${piece.slice(4)}`)
      .join("");
  const body =
    kind === "textarea"
      ? `<textarea style="width:100%;height:90vh">${text}</textarea>`
      : `<div contenteditable>${text
          .split("\n\n")
          .map((paragraph) => `<p>${tagged(paragraph)}</p>`)
          .join("")}</div>`;
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>floor</title><body style="font:18px/1.8 serif">${body}</body></html>`;
}
