/**
 * A window's page as a real Chromium page: the program's scheme is answered by its own protocol handler, the preload
 * runs unchanged, and nothing reaches the network.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Frame, type Page, type Request } from "@playwright/test";
import type { OpenSurface, Program } from "./parts.ts";
import { bindings, preloadScript } from "./preload-script.ts";

/** Chromium knows no app:// scheme; this stands for it. It is secure, as app:// is, and reserved never to exist. */
const standIn = "https://galley.invalid";
const toReal = (url: string) => url.replace(/^app:\/\/galley(?=\/)/, standIn);
const toProgram = (url: string) => url.replace(/^https:\/\/galley\.invalid(?=\/)/, "app://galley");

export interface ChromiumOptions {
  executablePath: string;
  headless: boolean;
  language: string;
  /** Hears where a test can connect to the same page (Chrome DevTools Protocol). */
  onEndpoint(endpoint: string): void;
}

export function chromiumSurface(options: ChromiumOptions): OpenSurface {
  return async (program, windowOptions) => {
    const profile = await mkdtemp(join(tmpdir(), "galley-double-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: options.executablePath,
      headless: options.headless,
      locale: options.language,
      viewport: { width: windowOptions.width ?? 1360, height: windowOptions.height ?? 900 },
      args: [
        "--remote-debugging-port=0",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    let closing = false;
    /** Where the program itself sends the page; every other navigation needs its leave. */
    let loading: string | null = null;

    await connectPreload(page, program, windowOptions.webPreferences?.preload);
    await routeRequests(context, page, program, () => loading);
    context.on("page", (popup) => void refusePopup(popup, program));
    page.on("close", () => {
      if (!closing) program.gone();
    });
    page.on("crash", () => program.crash());
    const [port] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
    options.onEndpoint(`http://127.0.0.1:${port}`);

    return {
      async load(url) {
        loading = toReal(url);
        await page.goto(loading);
        loading = null;
      },
      send(channel, args) {
        const receive = ([name, ...rest]: readonly [string, string, unknown[]]) =>
          (globalThis as unknown as Record<string, (channel: string, args: unknown[]) => void>)[name]?.(...rest);
        // A page that is just going away hears nothing, as in Electron.
        void page.evaluate(receive, [bindings.receive, channel, args] as const).catch(() => undefined);
      },
      async close() {
        closing = true;
        await context.close();
        await rm(profile, { recursive: true, force: true });
      },
    };
  };
}

async function connectPreload(page: Page, program: Program, preload: string | undefined): Promise<void> {
  const sender = (frame: Frame) => ({ url: toProgram(frame.url()), mainFrame: frame.parentFrame() === null });
  await page.exposeBinding(bindings.invoke, ({ frame }, channel: string, args: unknown[]) =>
    program.invoke(sender(frame), channel, args),
  );
  await page.exposeBinding(bindings.post, ({ frame }, channel: string, args: unknown[]) =>
    program.post(sender(frame), channel, args),
  );
  if (preload) await page.addInitScript({ content: preloadScript(await readFile(preload, "utf8")) });
}

async function routeRequests(
  context: BrowserContext,
  page: Page,
  program: Program,
  loading: () => string | null,
): Promise<void> {
  await context.route("**/*", async (route, request) => {
    const url = request.url();
    const navigating = request.isNavigationRequest();
    if (navigating && pageOf(request) !== page) return route.abort();
    if (navigating && url !== loading() && !program.mayNavigate(toProgram(url))) {
      return route.abort("aborted");
    }
    if (!url.startsWith(`${standIn}/`)) return route.abort();
    const response = await program.fetch({ method: request.method(), url: toProgram(url) });
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

/** The page that asks, or null when it is only just being made: Playwright has no frame for a popup's first request. */
function pageOf(request: Request): Page | null {
  try {
    return request.frame().page();
  } catch {
    return null;
  }
}

async function refusePopup(popup: Page, program: Program): Promise<void> {
  if (!program.mayOpenWindow(toProgram(popup.url()))) await popup.close();
}
