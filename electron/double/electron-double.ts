/**
 * A double of the parts of Electron that the desktop shell uses, for tests: events can be held back as in Electron, a
 * quit asks every window, everything registered can be looked at. What a window is drawn on is a parameter: nothing
 * (unit tests) or a real Chromium page (`chromium-surface.ts`).
 * Must not know: the shell, the host.
 */
import { EventEmitter } from "node:events";
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  CommandLine,
  CustomScheme,
  MenuItemConstructorOptions,
  Session,
  WebContents,
} from "electron";
import type { ElectronParts } from "../windows/parts.ts";
import type { OpenSurface, Program, Recording, Surface } from "./parts.ts";

export interface DoubleOptions {
  appPath: string;
  languages?: string[];
  packaged?: boolean;
  openSurface: OpenSurface;
  /** The folder that the next native dialog gives; null is Cancel. */
  chooseFolder?: () => string | null;
  exit(code: number): void;
}

type Handler = (event: unknown, ...args: unknown[]) => unknown;
/** An event as Electron makes it: listeners may hold back what would follow. */
function holdable<T extends object>(details: T) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export function createElectronDouble(options: DoubleOptions) {
  const recording: Recording = {
    calls: [],
    windows: [],
    handled: [],
    schemes: [],
    protocols: new Map(),
    permissionRequest: null,
    permissionCheck: null,
    devicePermission: null,
    displayMedia: null,
    menu: [],
    shown: [],
    errors: [],
  };
  const invokeHandlers = new Map<string, Handler>();
  const messages = new EventEmitter();
  const ready = Promise.withResolvers<void>();
  const paths = new Map<string, string>();
  const open = new Set<DoubleWindow>();

  class DoubleContents extends EventEmitter {
    surface: Promise<Surface> | null = null;
    url = "";
    windowOpenHandler: Parameters<WebContents["setWindowOpenHandler"]>[0] = () => ({ action: "allow" });
    crashed = false;
    destroyed = false;
    setWindowOpenHandler(handler: Parameters<WebContents["setWindowOpenHandler"]>[0]) {
      this.windowOpenHandler = handler;
    }
    isCrashed() {
      return this.crashed;
    }
    isDestroyed() {
      return this.destroyed;
    }
    reload() {
      recording.calls.push("contents.reload");
      this.crashed = false;
      // A page under Playwright stays dead.
      this.surface?.then((surface) => surface.load(this.url)).catch(() => undefined);
    }
    send(channel: string, ...args: unknown[]) {
      // As in Electron, what can't be cloned fails here and not in the page.
      const cloned = structuredClone(args);
      void this.surface?.then((surface) => surface.send(channel, cloned));
    }
  }

  class DoubleWindow extends EventEmitter {
    readonly webContents = new DoubleContents();
    destroyed = false;
    constructor(windowOptions: BrowserWindowConstructorOptions = {}) {
      super();
      open.add(this);
      recording.windows.push({ options: windowOptions, window: this as unknown as BrowserWindow });
      app.emit("web-contents-created", {}, this.webContents);
      this.webContents.surface = options.openSurface(programFor(this), windowOptions);
    }
    async loadURL(url: string) {
      this.webContents.url = url;
      await (await this.webContents.surface)?.load(url);
      this.emit("ready-to-show");
    }
    show() {}
    focus() {
      recording.calls.push("window.focus");
    }
    restore() {}
    isMinimized() {
      return false;
    }
    isDestroyed() {
      return this.destroyed;
    }
    close() {
      const event = holdable({});
      this.emit("close", event);
      if (!event.defaultPrevented) this.destroy();
    }
    destroy() {
      if (this.destroyed) return;
      this.destroyed = true;
      this.webContents.destroyed = true;
      open.delete(this);
      void this.webContents.surface?.then((surface) => surface.close());
      this.emit("closed");
      if (open.size === 0) app.emit("window-all-closed");
    }
  }

  const programFor = (window: DoubleWindow): Program => {
    const contents = window.webContents;
    const sent = ({ url, mainFrame }: { url: string; mainFrame: boolean }) => ({
      sender: contents,
      senderFrame: { url, parent: mainFrame ? null : {} },
    });
    return {
      async invoke(sender, channel, args) {
        const handler = invokeHandlers.get(channel);
        if (!handler) throw new Error(`No handler registered for '${channel}'`);
        return structuredClone(await handler(sent(sender), ...args));
      },
      post(sender, channel, args) {
        messages.emit(channel, sent(sender), ...args);
      },
      async fetch(request) {
        const handler = recording.protocols.get(new URL(request.url).protocol.slice(0, -1));
        return handler ? handler(request as Request) : Response.error();
      },
      mayNavigate(url) {
        const event = holdable({ url });
        contents.emit("will-frame-navigate", event);
        contents.emit("will-navigate", event);
        return !event.defaultPrevented;
      },
      mayOpenWindow: (url) =>
        contents.windowOpenHandler({ url } as Parameters<typeof contents.windowOpenHandler>[0]).action === "allow",
      crash() {
        contents.crashed = true;
        contents.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
      },
      gone: () => window.destroy(),
    };
  };

  class DoubleApp extends EventEmitter {
    readonly isPackaged = options.packaged ?? false;
    readonly commandLine = {
      removeSwitch: (name: string) => void recording.calls.push(`app.commandLine.removeSwitch ${name}`),
    };
    enableSandbox() {
      recording.calls.push("app.enableSandbox");
    }
    requestSingleInstanceLock() {
      recording.calls.push("app.requestSingleInstanceLock");
      return true;
    }
    whenReady() {
      recording.calls.push("app.whenReady");
      return ready.promise;
    }
    getAppPath() {
      return options.appPath;
    }
    setPath(name: string, path: string) {
      recording.calls.push(`app.setPath ${name}`);
      paths.set(name, path);
    }
    getPath(name: string) {
      return paths.get(name) ?? options.appPath;
    }
    getPreferredSystemLanguages() {
      return options.languages ?? ["zh-CN"];
    }
    getLocale() {
      return "en-US";
    }
    quit() {
      const before = holdable({});
      this.emit("before-quit", before);
      if (before.defaultPrevented) return;
      for (const window of [...open]) window.close();
      // A window that held its closing back has stopped the quitting, too.
      if (open.size > 0) return;
      const last = holdable({});
      this.emit("will-quit", last);
      if (last.defaultPrevented) return;
      this.emit("quit");
      this.exit(0);
    }
    exit(code = 0) {
      for (const window of [...open]) {
        open.delete(window);
        void window.webContents.surface?.then((surface) => surface.close());
      }
      options.exit(code);
    }
  }
  const app = new DoubleApp();

  const ipcMain = {
    handle(channel: string, listener: Handler) {
      if (invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      recording.handled.push(channel);
      invokeHandlers.set(channel, listener);
    },
    on(channel: string, listener: Handler) {
      recording.handled.push(channel);
      messages.on(channel, listener);
    },
  } satisfies { [M in "handle" | "on"]: (...args: never[]) => unknown };

  const defaultSession = {
    setPermissionRequestHandler(handler) {
      recording.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler) {
      recording.permissionCheck = handler;
    },
    setDevicePermissionHandler(handler) {
      recording.devicePermission = handler;
    },
    setDisplayMediaRequestHandler(handler) {
      recording.displayMedia = handler;
    },
  } satisfies Partial<Session>;

  const parts = {
    // The checks that these implement what is used of the real classes; the casts below say no more than that.
    app: app satisfies Pick<
      App,
      | "enableSandbox"
      | "exit"
      | "getAppPath"
      | "getLocale"
      | "getPath"
      | "getPreferredSystemLanguages"
      | "isPackaged"
      | "quit"
      | "requestSingleInstanceLock"
      | "setPath"
      | "whenReady"
    > & { commandLine: Pick<CommandLine, "removeSwitch"> },
    BrowserWindow: DoubleWindow satisfies new (
      options?: BrowserWindowConstructorOptions,
    ) => Pick<
      BrowserWindow,
      "close" | "destroy" | "focus" | "isDestroyed" | "isMinimized" | "loadURL" | "restore" | "show"
    > & { webContents: Pick<WebContents, "isCrashed" | "isDestroyed" | "reload" | "send" | "setWindowOpenHandler"> },
    ipcMain,
    session: { defaultSession },
    dialog: {
      async showOpenDialog() {
        const folder = options.chooseFolder?.() ?? null;
        return { canceled: folder === null, filePaths: folder === null ? [] : [folder] };
      },
      showErrorBox(_title: string, content: string) {
        recording.errors.push(content);
        console.error(content);
      },
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu(template: MenuItemConstructorOptions[]) {
        recording.menu = template;
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: CustomScheme[]) => void recording.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
        void recording.protocols.set(scheme, handler),
    },
    shell: { showItemInFolder: (path: string) => void recording.shown.push(path) },
  } satisfies Record<keyof ElectronParts, unknown>;

  return {
    electron: parts as unknown as ElectronParts,
    recording,
    /** The main program has run to its end: Electron is ready now. */
    becomeReady: () => ready.resolve(),
    emitApp: (event: string, ...args: unknown[]) => app.emit(event, ...args),
    /** A message as if a page had sent it. */
    invoke: (event: unknown, channel: string, ...args: unknown[]) => invokeHandlers.get(channel)?.(event, ...args),
    /** The user's click on the window's ✕. */
    closeWindow() {
      for (const window of [...open]) window.close();
    },
    quit: () => app.quit(),
  };
}
