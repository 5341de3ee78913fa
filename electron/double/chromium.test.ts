/** Both shells with a real page in a real Chromium: the bridge, the preload and the policy as they will run. */
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Host, methods } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { type Listener, listen } from "../loopback/listener.ts";
import { type PageFiles, readPageFiles } from "../shell/page-files.ts";
import { runDesktopShell, type ShellServices } from "../windows/desktop-shell.ts";
import { chromiumSurface } from "./chromium-surface.ts";
import { createElectronDouble } from "./electron-double.ts";

const root = resolve(import.meta.dirname, "../..");
const executablePath = process.env.GALLEY_DOUBLE_CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--disable-gpu",
  "--disable-background-networking",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

interface TestWindow {
  bridge: {
    call(method: string, params: unknown): Promise<unknown>;
    on(event: string, listener: (payload: unknown) => void): void;
    onConnection(listener: (connected: boolean) => void): void;
    onClosing(listener: () => void): void;
    connected: boolean;
  };
  failure: string;
  heard: unknown[];
  /** Whether the page's own script could make code from text. */
  tryCode(): Promise<boolean>;
}
/** The little of the DOM that functions handed to the page use here; this room knows no DOM otherwise. */
interface PageElement {
  src: string;
  href: string;
  innerHTML: string;
  textContent: string;
  onload: () => void;
  onerror: () => void;
  append(child: PageElement): void;
  setAttribute(name: string, value: string): void;
  click(): void;
}
declare const window: TestWindow & { open(url: string): void };
declare const document: {
  cookie: string;
  head: PageElement;
  documentElement: PageElement;
  createElement(tag: string): PageElement;
};

/** A page that only connects and shows that it has. */
const page = {
  "index.html":
    '<!doctype html><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
  "page.js": `import { connect } from "/bridge.js";
    window.heard = [];
    // In a task of the page's own: what the debugger calls directly is exempt from the policy.
    window.tryCode = () => new Promise((resolve) => setTimeout(() => {
      try { resolve(new Function("return true")()); } catch { resolve(false); }
    }));
    try {
      window.bridge = await connect();
      window.bridge.on("documentsChanged", (payload) => window.heard.push(payload));
      window.bridge.onConnection((connected) => window.heard.push(connected));
    } catch (error) {
      window.failure = error.code;
    }
    document.documentElement.dataset.state = window.failure ?? "connected";`,
};

const preferences = { language: "zh", theme: "dark", textSize: 20, sourceVisible: true, sidebarVisible: false };

/** Answers as a host would, for the few methods that the tests call. */
async function dispatch(method: string, params: unknown): Promise<unknown> {
  if (method === "setPreferences") return {};
  if (method === "recogniseImport") {
    const { head } = params as { head: unknown };
    return head instanceof Uint8Array ? [...head].join() : typeof head;
  }
  if (method === "openCorpus") throw new GalleyError("not-a-corpus", "No corpus.", { path: "报纸" });
  if (method === "listRecent") return [{ broken: true }];
  return new Promise(() => undefined);
}

const ready = async (page: Page) => {
  await page.waitForSelector("html[data-state]");
  return page.evaluate(() => window.failure ?? "connected");
};

/** What the page's script sees of the four kinds of call, the same in both shells. */
async function callsFrom(page: Page) {
  return page.evaluate(async () => {
    const outcome = (call: Promise<unknown>) =>
      call.then(
        (result) => result,
        (error: { name: string; code: string; details: unknown }) => [error.name, error.code, error.details],
      );
    const { bridge } = window;
    return {
      bytes: await outcome(bridge.call("recogniseImport", { name: "甲", head: new Uint8Array([0, 228, 255]) })),
      failure: await outcome(bridge.call("openCorpus", { folder: "h1" })),
      broken: await outcome(bridge.call("listRecent", {})),
    };
  });
}
const expectedCalls = {
  bytes: "0,228,255",
  failure: ["GalleyError", "not-a-corpus", { path: "报纸" }],
  // A host that breaks the contract is caught in the window, too.
  broken: ["GalleyError", "internal", {}],
};

describe.skipIf(!existsSync(executablePath))("in Chromium", () => {
  let folder: string;
  let files: PageFiles;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "galley-page-"));
    const renderer = join(folder, "dist/renderer");
    await build({
      configFile: false,
      logLevel: "error",
      root,
      build: {
        outDir: renderer,
        lib: { entry: join(root, "renderer/bridge/index.ts"), formats: ["es"], fileName: () => "bridge.js" },
      },
    });
    for (const [name, text] of Object.entries(page)) await writeFile(join(renderer, name), text);
    files = readPageFiles(renderer);
    browser = await chromium.launch({
      executablePath,
      args: [...args, "--host-resolver-rules=MAP evil.test 127.0.0.1"],
    });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe("the loopback shell", () => {
    const serve = (port = 0): Promise<Listener> => listen({ port, files, dispatch, report: () => undefined });

    it("connects the page, keeps its secret through a reload, and shows neither token nor key in the address", async () => {
      const listener = await serve();
      const context = await browser.newContext();
      const page = await context.newPage();
      const violations: string[] = [];
      page.on("console", (message) => void (message.type() === "error" && violations.push(message.text())));
      await page.goto(listener.url);
      expect(await ready(page)).toBe("connected");
      expect(page.url()).toBe(`http://127.0.0.1:${listener.port}/`);
      expect(await callsFrom(page)).toEqual(expectedCalls);
      listener.windows.send({ type: "event", name: "documentsChanged", payload: { ids: null } });
      listener.windows.send({ type: "event", name: "documentsChanged", payload: { wrong: 1 } });
      await page.waitForFunction(() => window.heard.length > 0);
      expect(await page.evaluate(() => window.heard)).toEqual([{ ids: null }]);
      await page.reload();
      expect(await ready(page)).toBe("connected");
      expect(await page.evaluate(() => document.cookie)).toBe("");
      // Someone else's tab in the same browser has the cookie, but not the key.
      const other = await context.newPage();
      await other.goto(`http://127.0.0.1:${listener.port}/`);
      expect(await ready(other)).toBe("connection");
      // The malformed event is reported; the policy was not violated.
      expect(violations.filter((text) => !text.includes("malformed event"))).toEqual([]);
      await context.close();
      await listener.close();
    });

    it("enters from a file on disk, where strict cookies and redirects part", async () => {
      const listener = await serve();
      const start = join(folder, "start.html");
      await writeFile(start, `<!doctype html><meta http-equiv="refresh" content="0;url=${listener.url}">`);
      const page = await browser.newPage();
      await page.goto(`file://${start}`);
      expect(await ready(page)).toBe("connected");
      await page.close();
      await listener.close();
    });

    it("fails calls that are under way when the host goes, and connects again when it is back", async () => {
      const listener = await serve();
      const page = await browser.newPage();
      await page.goto(listener.url);
      await ready(page);
      const hanging = page.evaluate(() =>
        window.bridge.call("getInfo", {}).catch((error: { code: string }) => error.code),
      );
      await expect.poll(() => listener.windows.callsUnderWay).toBe(1);
      listener.windows.drop();
      expect(await hanging).toBe("connection");
      await page.waitForFunction(() => window.heard.at(-1) === true);
      expect(await page.evaluate(() => window.heard)).toEqual([false, true]);
      expect(await page.evaluate((value) => window.bridge.call("setPreferences", value), preferences)).toEqual({});
      await listener.close();
      await page.waitForFunction(() => !window.bridge.connected);
      const after = await page.evaluate(() =>
        window.bridge.call("getInfo", {}).catch((error: { code: string }) => error.code),
      );
      expect(after).toBe("connection");
      await page.close();
    });

    it("waits for a window that saves before it closes", async () => {
      const listener = await serve();
      const page = await browser.newPage();
      await page.goto(listener.url);
      await ready(page);
      await page.evaluate(() => window.bridge.onClosing(() => void window.heard.push("saved")));
      await listener.windows.askToClose();
      expect(await page.evaluate(() => window.heard)).toEqual(["saved"]);
      await page.close();
      await listener.close();
    });

    it("gives nothing to another page, rebound names included", async () => {
      const listener = await serve();
      const context = await browser.newContext();
      const mine = await context.newPage();
      await mine.goto(listener.url);
      await ready(mine);
      const server: Server = createServer((_request, response) => response.end("<!doctype html><title>evil</title>"));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const evilPort = (server.address() as AddressInfo).port;
      const attack = async (origin: string, target: string) => {
        const page = await context.newPage();
        await page.goto(origin);
        const results = await page.evaluate(async (target) => {
          const socket = await new Promise((resolve) => {
            const socket = new WebSocket(`${target.replace("http", "ws")}/socket`);
            socket.onopen = () => resolve("open");
            socket.onerror = () => resolve("refused");
          });
          const read = await fetch(target, { credentials: "include" }).then(
            (response) => response.status,
            () => "refused",
          );
          const script = await new Promise((resolve) => {
            const element = document.createElement("script");
            element.src = `${target}/page.js`;
            element.onload = () => resolve("loaded");
            element.onerror = () => resolve("refused");
            document.head.append(element);
          });
          return { socket, read, script };
        }, target);
        await page.close();
        return results;
      };
      const target = `http://127.0.0.1:${listener.port}`;
      const nothing = { socket: "refused", read: "refused", script: "refused" };
      expect(await attack(`http://127.0.0.1:${evilPort}/`, target)).toEqual(nothing);
      expect(await attack(`http://evil.test:${evilPort}/`, target)).toEqual(nothing);
      const rebound = await context.newPage();
      expect((await rebound.goto(`http://evil.test:${listener.port}/`))?.status()).toBe(421);
      expect(listener.windows.count).toBe(1);
      server.close();
      await context.close();
      await listener.close();
    });

    it("runs no script but its own, by the policy", async () => {
      const listener = await serve();
      const page = await browser.newPage();
      await page.goto(listener.url);
      await ready(page);
      const ran = await page.evaluate(async () => {
        const found: string[] = [];
        Object.assign(window, { ran: (name: string) => found.push(name) });
        const add = (make: (element: PageElement) => void, tag: string) => {
          const element = document.createElement(tag);
          try {
            make(element);
            document.documentElement.append(element);
            element.click();
          } catch {
            // Trusted Types throw where a string would become markup or code.
          }
        };
        add((element) => (element.textContent = "ran('inline')"), "script");
        add((element) => Object.assign(element, { src: "data:text/javascript,ran('data')" }), "script");
        add((element) => Object.assign(element, { src: "https://evil.test/x.js" }), "script");
        add((element) => Object.assign(element, { href: "javascript:ran('link')" }), "a");
        add((element) => (element.innerHTML = "<img src=x onerror=ran('handler')>"), "div");
        add((element) => element.setAttribute("onclick", "ran('attribute')"), "div");
        add((element) => Object.assign(element, { srcdoc: "<script>parent.ran('frame')</script>" }), "iframe");
        await new Promise((resolve) => setTimeout(resolve, 100));
        return found;
      });
      expect(ran).toEqual([]);
      expect(await page.evaluate(() => window.tryCode())).toBe(false);
      await page.close();
      await listener.close();
    });
  });

  describe("the desktop shell", () => {
    it("runs the built preload, exposes its named functions only, and carries the same calls", async () => {
      const app = join(folder, "app");
      await mkdir(app);
      await cp(join(folder, "dist"), join(app, "dist"), { recursive: true });
      await build({
        configFile: join(root, "vite.preload.config.ts"),
        logLevel: "error",
        build: { outDir: join(app, ".vite/build") },
      });
      const endpoint = Promise.withResolvers<string>();
      const exited = Promise.withResolvers<number>();
      const double = createElectronDouble({
        appPath: app,
        openSurface: chromiumSurface({
          executablePath,
          headless: true,
          language: "zh-CN",
          onEndpoint: endpoint.resolve,
        }),
        exit: exited.resolve,
      });
      double.becomeReady();
      let services: ShellServices | null = null;
      await runDesktopShell({
        electron: double.electron,
        corpus: null,
        userDataDir: folder,
        createHost(given) {
          services = given;
          return { host: {} as Host, openAtStart: async () => undefined, close: async () => undefined };
        },
        dispatch: (_host, method, params) => dispatch(method, params),
      });
      const watcher = await chromium.connectOverCDP(await endpoint.promise);
      const page = watcher.contexts()[0]?.pages()[0];
      if (!page) throw new Error("There is no window.");
      expect(await ready(page)).toBe("connected");

      const exposed = await page.evaluate(() => {
        const { galley } = window as unknown as { galley: Record<string, unknown> };
        return { names: Object.keys(galley), kinds: [...new Set(Object.values(galley).map((value) => typeof value))] };
      });
      expect(exposed).toEqual({ names: [...methods, "subscribe", "onClosing", "readyToClose"], kinds: ["function"] });
      expect(await callsFrom(page)).toEqual(expectedCalls);
      (services as ShellServices | null)?.emit("documentsChanged", { ids: ["0001"] });
      await page.waitForFunction(() => window.heard.length > 0);
      expect(await page.evaluate(() => window.heard)).toEqual([{ ids: ["0001"] }]);

      // It goes nowhere, by whatever way.
      await page.evaluate(() => {
        const link = document.createElement("a");
        link.href = "https://evil.test/";
        link.click();
        window.open("https://evil.test/");
      });
      await expect.poll(() => watcher.contexts()[0]?.pages().length).toBe(1);
      expect(page.url()).toBe("https://galley.invalid/");

      await page.evaluate(() => window.bridge.onClosing(() => new Promise((resolve) => setTimeout(resolve, 200))));
      const began = Date.now();
      double.closeWindow();
      expect(await exited.promise).toBe(0);
      expect(Date.now() - began).toBeGreaterThanOrEqual(190);
      await watcher.close();
    });
  });
});
