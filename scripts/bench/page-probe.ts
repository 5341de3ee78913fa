/**
 * Measures inside the page, from the moment that the browser stamped an input event to the frame that shows its effect.
 * Frames are not held back to the screen's rhythm (see `window.ts`), so what is measured is work, not waiting.
 */
import type { Page } from "@playwright/test";

declare global {
  /** Milliseconds of the event that was armed last. */
  var galleySample: Promise<number>;
}

/** Milliseconds from the key that `act` presses to the findings of the text that it made. */
export async function measureFindings(page: Page, act: () => Promise<void>): Promise<number> {
  await page.locator('[data-proofing="checked"]').waitFor();
  await page.evaluate(() => {
    const sample = Promise.withResolvers<number>();
    globalThis.galleySample = sample.promise;
    const state = document.querySelector("[data-proofing]");
    if (!state) throw new Error("nothing is checked here");
    let start = 0;
    window.addEventListener("beforeinput", (event) => (start = event.timeStamp), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!start || state.getAttribute("data-proofing") !== "checked") return;
      observer.disconnect();
      sample.resolve(performance.now() - start);
    });
    observer.observe(state, { attributeFilter: ["data-proofing"] });
  });
  await act();
  return await page.evaluate(() => globalThis.galleySample);
}

/** Milliseconds from the event that `act` causes to the frame after which the selector `until` (or nothing) is there. */
export async function measure(
  page: Page,
  type: string,
  until: string | null,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(
    ([name, selector]) => {
      const sample = Promise.withResolvers<number>();
      // Held by name, because a promise that `evaluate` returned would be waited for at once.
      globalThis.galleySample = sample.promise;
      // After a frame's callbacks and before anything else, a message arrives: by then the frame has been made.
      const afterFrame = (done: () => void) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = done;
          port2.postMessage(null);
        });
      const take = (event: Event) => {
        const check = () => {
          if (selector !== null && !document.querySelector(selector)) setTimeout(check, 1);
          else afterFrame(() => sample.resolve(performance.now() - event.timeStamp));
        };
        check();
      };
      window.addEventListener(name, take, { capture: true, once: true });
    },
    [type, until] as const,
  );
  await act();
  return await page.evaluate(() => globalThis.galleySample);
}
