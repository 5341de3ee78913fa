/**
 * The desktop shell: one instance, one window, the page's scheme, the walls around it, and an orderly end. Electron
 * and the host come as parameters; nothing here knows what the methods do.
 */
import { join } from "node:path";
import type { BrowserWindow, OpenDialogOptions, WebContents } from "electron";
import type { EventName, EventPayload, Host } from "../../shared/api.ts";
import { eventChannel } from "../ipc/channels.ts";
import { registerCalls } from "../ipc/registrar.ts";
import { readPageFiles } from "../shell/page-files.ts";
import { reportDefect } from "../shell/report.ts";
import { within } from "../shell/within.ts";
import { type CloseHandshake, holdClosing } from "./close-handshake.ts";
import { reloadAfterCrash } from "./crash-recovery.ts";
import { guardContents, guardSession } from "./guards.ts";
import { windowOptions } from "./main-window.ts";
import { menuTemplate } from "./menu.ts";
import { answerPageRequest, pageOrigin, pageScheme, pageUrl } from "./page-protocol.ts";
import type { ElectronParts } from "./parts.ts";
import { wordsFor } from "./words.ts";

/** What the shell gives a host to work with. */
export interface ShellServices {
  language: string;
  chooseFolder(purpose: "open" | "create" | "export"): Promise<string | null>;
  showInFolder(path: string): Promise<void>;
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
}

export interface RunningHost {
  host: Host;
  openAtStart(dir: string): Promise<void>;
  close(): Promise<void>;
}

export interface DesktopOptions {
  electron: ElectronParts;
  /** Folder of the corpus to open at start, or null for the welcome view. */
  corpus: string | null;
  /** Shared with the loopback shell; Chromium's own profile goes into a folder of it. */
  userDataDir: string;
  createHost(services: ShellServices): RunningHost;
  dispatch(host: Host, method: string, params: unknown): Promise<unknown>;
}

/** Milliseconds that the host has for finishing after the window is gone. */
const hostLimit = 5000;

/** Starts the shell; resolves when the window is loading, or at once when another instance runs already. */
export async function runDesktopShell(options: DesktopOptions): Promise<void> {
  const { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } = options.electron;
  const development = !app.isPackaged;

  // Before anything asks for the profile or the lock, both of which depend on it.
  app.setPath("userData", join(options.userDataDir, "electron"));
  // What keeps the host's heap small (scripts/setup.mjs) has counted by now, and is not for pages, which would inherit it.
  app.commandLine.removeSwitch("js-flags");
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([pageScheme]);
  let window: BrowserWindow | null = null;
  let handshake: CloseHandshake | null = null;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on("second-instance", () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  // Whatever contents ever come to be, not only the window's own.
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  await app.whenReady();

  const language = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  const words = wordsFor(language);
  const page = (): WebContents | null => (window && !window.isDestroyed() ? window.webContents : null);
  const { host, openAtStart, close } = options.createHost({
    language,
    async chooseFolder(purpose) {
      const title = words[purpose];

      const asked: OpenDialogOptions = {
        title,
        buttonLabel: title,
        properties: ["openDirectory", "createDirectory"],
      };
      const answer = await (window ? dialog.showOpenDialog(window, asked) : dialog.showOpenDialog(asked));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    async showInFolder(path) {
      shell.showItemInFolder(path);
    },
    emit: (event, payload) => page()?.send(eventChannel, event, payload),
  });

  /** The corpus is opened while the window reads its page; calls wait for that. */
  const opening = Promise.withResolvers<void>();
  let hostClosed = false;
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    if (hostClosed) return;
    event.preventDefault();
    void within(hostLimit, close()).then(() => {
      hostClosed = true;
      app.quit();
    });
  });

  registerCalls({
    ipcMain,
    page,
    origin: pageOrigin,
    async dispatch(method, params) {
      await opening.promise;
      return await options.dispatch(host, method, params);
    },
    report: reportDefect,
    readyToClose: () => handshake?.readyToClose(),
  });
  guardSession(session.defaultSession);
  const files = readPageFiles(join(app.getAppPath(), "dist/renderer"));
  protocol.handle(pageScheme.scheme, (request) => answerPageRequest(files, request));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, process.platform, development)));

  const opened = new BrowserWindow(windowOptions(join(app.getAppPath(), ".vite/build/preload.cjs"), development));
  window = opened;
  handshake = holdClosing(opened);
  reloadAfterCrash(opened.webContents);
  opened.once("ready-to-show", () => opened.show());
  opened.on("closed", () => {
    window = null;
  });
  const loading = opened.loadURL(pageUrl);
  opening.resolve(options.corpus === null ? undefined : openAtStart(options.corpus));
  await Promise.all([opening.promise, loading]);
}
