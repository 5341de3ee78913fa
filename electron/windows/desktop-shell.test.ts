import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BrowserWindowConstructorOptions, IpcMainInvokeEvent, WebContents } from "electron";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Host, methods } from "../../shared/api.ts";
import { createElectronDouble } from "../double/electron-double.ts";
import { somePage } from "../double/harness.ts";
import type { Program } from "../double/parts.ts";
import { callChannel, closingChannel, readyToCloseChannel } from "../ipc/channels.ts";
import { securityHeaders } from "../shell/security-headers.ts";
import { readCorpusArgument } from "./arguments.ts";
import { closeLimit } from "./close-handshake.ts";
import { crashInterval } from "./crash-recovery.ts";
import { runDesktopShell } from "./desktop-shell.ts";
import { menuTemplate } from "./menu.ts";
import { answerPageRequest } from "./page-protocol.ts";
import { wordsFor } from "./words.ts";

vi.mock("../shell/page-files.ts", () => ({ readPageFiles: () => somePage }));

const root = resolve(import.meta.dirname, "../..");
const us = { url: "app://galley/", mainFrame: true };

/** The shell on a double whose window shows nothing, with a host that only counts. */
async function start({ packaged = false, chosen = null as string | null } = {}) {
  const sent: [string, unknown[]][] = [];
  const calls: [string, unknown][] = [];
  const order: string[] = [];
  const programs: Program[] = [];
  const exited = Promise.withResolvers<number>();
  const double = createElectronDouble({
    appPath: root,
    packaged,
    chooseFolder: () => chosen,
    exit: (code) => exited.resolve(code),
    async openSurface(opened) {
      programs.push(opened);
      return {
        load: async () => undefined,
        send: (channel, args) => void sent.push([channel, args]),
        close: async () => undefined,
      };
    },
  });
  let services: Parameters<Parameters<typeof runDesktopShell>[0]["createHost"]>[0] | undefined;
  const running = runDesktopShell({
    electron: double.electron,
    corpus: null,
    userDataDir: "/data/galley",
    createHost(given) {
      services = given;
      return {
        host: {} as Host,
        openAtStart: async () => undefined,
        close: async () => void order.push("host closed"),
      };
    },
    async dispatch(_host, method, params) {
      calls.push([method, params]);
      return { from: method };
    },
  });
  const beforeReady = [...double.recording.calls];
  double.becomeReady();
  await running;
  const { recording } = double;
  const program = programs[0];
  const contents = recording.windows[0]?.window.webContents;
  recording.windows[0]?.window.on("closed", () => order.push("window closed"));
  if (!services || !program || !contents) throw new Error("The shell has no window.");
  return { double, recording, program, contents, services, sent, calls, order, beforeReady, exited: exited.promise };
}

describe("the window", () => {
  it("is shut off from Node, isolated and sandboxed", async () => {
    const { recording, beforeReady } = await start();
    expect(recording.windows).toHaveLength(1);
    const options: BrowserWindowConstructorOptions | undefined = recording.windows[0]?.options;
    expect(options?.webPreferences).toEqual({
      preload: join(root, ".vite/build/preload.cjs"),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: true,
    });
    // The sandbox, the profile and the lock come before Electron is ready; flags of this process's are not for pages.
    expect(beforeReady).toEqual([
      "app.setPath userData",
      "app.commandLine.removeSwitch js-flags",
      "app.enableSandbox",
      "app.requestSingleInstanceLock",
      "app.whenReady",
    ]);
  });

  it("has no developer tools in a released package", async () => {
    const { recording } = await start({ packaged: true });
    expect(recording.windows[0]?.options.webPreferences?.devTools).toBe(false);
    expect(JSON.stringify(recording.menu)).not.toContain("toggleDevTools");
  });

  it("goes nowhere and opens nothing", async () => {
    const { program, contents } = await start();
    const elsewhere = [
      "https://evil.test/",
      "file:///etc/passwd",
      "app://other/",
      "app://galley.evil/",
      "javascript:alert(1)",
    ];
    const inside = ["app://galley/assets/a.js", "app://galley/?x", "app://galley", "APP://galley/"];
    for (const url of [...elsewhere, ...inside]) {
      expect([url, program.mayNavigate(url)]).toEqual([url, false]);
      expect(program.mayOpenWindow(url)).toBe(false);
      for (const name of ["will-redirect", "will-frame-navigate"]) {
        const event = { url, preventDefault: vi.fn() };
        contents.emit(name, event);
        expect(event.preventDefault).toHaveBeenCalled();
      }
    }
    expect(program.mayOpenWindow("app://galley/")).toBe(false);
    expect(program.mayNavigate("app://galley/")).toBe(true);
    expect(program.mayNavigate("app://galley/#place")).toBe(true);
    const webview = { preventDefault: vi.fn() };
    contents.emit("will-attach-webview", webview);
    expect(webview.preventDefault).toHaveBeenCalled();
  });

  it("comes to the front when a second instance starts", async () => {
    const { double, recording } = await start();
    double.emitApp("second-instance");
    expect(recording.calls).toContain("window.focus");
  });
});

describe("permissions", () => {
  /** Every name that Electron's own types list for the request handler. */
  const names = (() => {
    const types = readFileSync(join(root, "node_modules/electron/electron.d.ts"), "utf8");
    const line = types.split("\n").find((text) => text.includes("setPermissionRequestHandler(handler:")) ?? "";
    return [...(line.split("callback:")[0] ?? "").matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? "");
  })();

  it("are all refused but writing to the clipboard, by the page itself", async () => {
    expect(names.length).toBeGreaterThan(30);
    const { recording, contents } = await start();
    const { permissionRequest, permissionCheck } = recording;
    type Name = Parameters<NonNullable<typeof permissionRequest>>[1];
    const request = (name: string, requestingUrl: string, isMainFrame = true) => {
      const callback = vi.fn();
      permissionRequest?.(contents, name as Name, callback, { requestingUrl, isMainFrame });
      return callback.mock.calls[0]?.[0];
    };
    const check = (name: string, origin: string) =>
      permissionCheck?.(contents, name as Parameters<NonNullable<typeof permissionCheck>>[1], origin, {
        requestingUrl: origin,
        isMainFrame: true,
      });
    for (const name of names) {
      const allowed = name === "clipboard-sanitized-write";
      expect([name, request(name, "app://galley/")]).toEqual([name, allowed]);
      expect([name, check(name, "app://galley")]).toEqual([name, allowed]);
      expect(request(name, "https://evil.test/")).toBe(false);
      expect(request(name, "app://galley/", false)).toBe(false);
      expect(check(name, "app://galley.evil")).toBe(false);
    }
    expect(recording.devicePermission?.({} as never)).toBe(false);
    const streams = vi.fn();
    recording.displayMedia?.({} as never, streams);
    expect(streams).toHaveBeenCalledWith(null);
  });
});

describe("messages from the page", () => {
  it("have one channel a method, each registered once, and nothing beyond the contract", async () => {
    const { recording } = await start();
    expect([...recording.handled].sort()).toEqual([...methods.map(callChannel), readyToCloseChannel].sort());
    expect(new Set(recording.handled).size).toBe(methods.length + 1);
  });

  it("are carried to the host from our page's main frame only, on every channel", async () => {
    const { double, calls, program, contents } = await start();
    const strangers: Pick<IpcMainInvokeEvent, "sender" | "senderFrame">[] = [
      { sender: contents, senderFrame: null },
      ...[
        "https://evil.test/",
        "app://galley.evil/",
        "app://galley",
        "app://other/",
        "file:///app://galley/",
        "",
        "about:blank",
      ].map((url) => ({ sender: contents, senderFrame: { url, parent: null } as never })),
      { sender: contents, senderFrame: { url: us.url, parent: {} } as never },
      { sender: {} as WebContents, senderFrame: { url: us.url, parent: null } as never },
    ];
    for (const method of methods) {
      for (const stranger of strangers) {
        const answer = await double.invoke(stranger, callChannel(method), {});
        expect(answer).toMatchObject({ ok: false, error: { code: "usage" } });
      }
      expect(await program.invoke(us, callChannel(method), [])).toMatchObject({ ok: false });
      expect(await program.invoke(us, callChannel(method), [{}, {}])).toMatchObject({ ok: false });
    }
    expect(calls).toEqual([]);
    for (const method of methods) {
      expect(await program.invoke(us, callChannel(method), [{ of: method }])).toEqual({
        ok: true,
        result: { from: method },
      });
    }
    expect(calls).toEqual(methods.map((method) => [method, { of: method }]));
  });
});

describe("the page's scheme", () => {
  it("is standard and secure, and gives files of the build with the security headers", async () => {
    const { recording } = await start();
    expect(recording.schemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    expect([...recording.protocols.keys()]).toEqual(["app"]);
    const response = answerPageRequest(somePage, { method: "GET", url: "app://galley/" });
    expect([response.status, await response.text()]).toEqual([200, "<!doctype html><title>page</title>"]);
    for (const url of ["app://galley/", "app://galley/nothing"]) {
      const { headers } = answerPageRequest(somePage, { method: "GET", url });
      for (const [name, value] of Object.entries(securityHeaders)) expect(headers.get(name)).toBe(value);
    }
  });

  it("gives nothing for ten thousand other addresses", () => {
    const parts = [
      "..",
      "%2e%2e",
      "..%2f",
      "%5c..",
      "\\",
      "etc",
      "passwd",
      "C:",
      "a.js",
      "assets",
      "index.html",
      "%00",
      "//",
    ];
    const hosts = ["galley", "other", "galley.evil", "galley@evil", "galley:80", "Galley", ""];
    let tried = 0;
    for (const host of hosts) {
      for (const first of parts) {
        for (const second of parts) {
          for (const third of [...parts.slice(0, 8), "x"]) {
            const url = `app://${host}/${first}/${second}/${third}`;
            expect([url, answerPageRequest(somePage, { method: "GET", url }).status]).toEqual([url, 404]);
            tried++;
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(10_000);
    expect(answerPageRequest(somePage, { method: "POST", url: "app://galley/" }).status).toBe(405);
  });
});

describe("closing", () => {
  beforeEach(() => {
    vi.useRealTimers();
  });

  it("lets the page save first, then the host, then ends", async () => {
    const { double, program, sent, order, exited } = await start();
    // An answer before the question means nothing.
    program.post(us, readyToCloseChannel, []);
    double.closeWindow();
    await vi.waitFor(() => expect(sent).toEqual([[closingChannel, []]]));
    program.post({ ...us, mainFrame: false }, readyToCloseChannel, []);
    double.closeWindow();
    expect(order).toEqual([]);
    program.post(us, readyToCloseChannel, []);
    expect(await exited).toBe(0);
    expect(order).toEqual(["window closed", "host closed"]);
    expect(sent).toHaveLength(1);
  });

  it("asks the page when the program is told to quit, too", async () => {
    const { double, program, sent, order, exited } = await start();
    double.quit();
    await vi.waitFor(() => expect(sent).toEqual([[closingChannel, []]]));
    program.post(us, readyToCloseChannel, []);
    expect(await exited).toBe(0);
    expect(order).toContain("host closed");
  });

  it("does not wait for ever for a page that does not answer, nor at all for one that crashed", async () => {
    vi.useFakeTimers();
    const silent = await start();
    silent.double.quit();
    await vi.advanceTimersByTimeAsync(closeLimit - 1);
    expect(silent.order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await silent.exited).toBe(0);
    const crashed = await start();
    crashed.program.crash();
    crashed.program.crash();
    crashed.double.closeWindow();
    expect(await crashed.exited).toBe(0);
    expect(crashed.order).toContain("host closed");
    const meanwhile = await start();
    meanwhile.double.quit();
    meanwhile.program.crash();
    expect(await meanwhile.exited).toBe(0);
  });

  it("brings a crashed page back, and lets it save like any other; one that crashes again at once stays", async () => {
    vi.useFakeTimers();
    const closed = await start();
    const reloads = ({ calls }: { calls: string[] }) => calls.filter((call) => call === "contents.reload").length;
    closed.program.crash();
    expect(reloads(closed.recording)).toBe(0);
    await vi.advanceTimersByTimeAsync(0);
    expect(reloads(closed.recording)).toBe(1);
    closed.double.closeWindow();
    await vi.advanceTimersByTimeAsync(closeLimit - 1);
    expect(closed.sent).toEqual([[closingChannel, []]]);
    expect(closed.order).toEqual([]);

    const again = await start();
    again.program.crash();
    await vi.advanceTimersByTimeAsync(crashInterval);
    again.program.crash();
    await vi.advanceTimersByTimeAsync(crashInterval);
    expect(reloads(again.recording)).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    again.program.crash();
    await vi.advanceTimersByTimeAsync(0);
    expect(reloads(again.recording)).toBe(2);
  });

  it("brings no page back whose window is closing", async () => {
    const { double, program, recording, exited } = await start();
    double.quit();
    program.crash();
    expect(await exited).toBe(0);
    await new Promise(setImmediate);
    expect(recording.calls).not.toContain("contents.reload");
  });
});

describe("what the system shows", () => {
  it("is in Chinese or English, with the edit roles that macOS needs for copy and paste", () => {
    expect(wordsFor("zh-Hans-CN").copy).toBe("复制");
    expect(wordsFor("de-DE").copy).toBe("Copy");
    const roles = (platform: NodeJS.Platform) =>
      JSON.stringify(menuTemplate(wordsFor("zh"), platform, false)).match(/"role":"(\w+)"/g) ?? [];
    for (const role of ["cut", "copy", "paste", "selectAll"]) expect(roles("darwin")).toContain(`"role":"${role}"`);
    // Chromium's undo would go past the editor's history.
    expect(roles("linux")).not.toContain('"role":"undo"');
  });

  it("gives folders from the native dialog, and files to the file manager", async () => {
    const { services, recording } = await start({ chosen: "/home/编辑/报纸" });
    expect(await services.chooseFolder("open")).toBe("/home/编辑/报纸");
    expect(await (await start()).services.chooseFolder("export")).toBeNull();
    await services.showInFolder("/home/编辑/导出.json");
    expect(recording.shown).toEqual(["/home/编辑/导出.json"]);
  });

  it("takes the corpus from the command line", () => {
    expect(readCorpusArgument(["electron", ".", "--corpus", "/a b"])).toBe("/a b");
    expect(readCorpusArgument(["galley", "--inspect", "--corpus=/报"])).toBe("/报");
    expect(readCorpusArgument(["galley"])).toBeNull();
  });
});
