/**
 * What the double of Electron is made of, as types: the surface that a window is drawn on, what that surface asks of
 * the program, and the recording that tests look at.
 */
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  Session,
} from "electron";

/** What a window's page is drawn on. */
export interface Surface {
  load(url: string): Promise<void>;
  /** A message to the preload's ipcRenderer. */
  send(channel: string, args: unknown[]): void;
  close(): Promise<void>;
}

/** What a surface asks of the program. Addresses are the program's own (app://…), whatever the surface uses. */
export interface Program {
  invoke(sender: { url: string; mainFrame: boolean }, channel: string, args: unknown[]): Promise<unknown>;
  post(sender: { url: string; mainFrame: boolean }, channel: string, args: unknown[]): void;
  fetch(request: { method: string; url: string }): Promise<Response>;
  /** Whether the page may go there. */
  mayNavigate(url: string): boolean;
  mayOpenWindow(url: string): boolean;
  /** The page's process has ended; the window is still there. */
  crash(): void;
  /** The window is gone without anybody having asked. */
  gone(): void;
}
export type OpenSurface = (program: Program, options: BrowserWindowConstructorOptions) => Promise<Surface>;

type PermissionRequestHandler = Parameters<Session["setPermissionRequestHandler"]>[0];
type PermissionCheckHandler = Parameters<Session["setPermissionCheckHandler"]>[0];

/** Everything that the program told Electron, to be looked at by tests. */
export interface Recording {
  calls: string[];
  windows: { options: BrowserWindowConstructorOptions; window: BrowserWindow }[];
  /** Names in the order of registering, doubles included. */
  handled: string[];
  schemes: CustomScheme[];
  protocols: Map<string, (request: Request) => Response | Promise<Response>>;
  permissionRequest: PermissionRequestHandler;
  permissionCheck: PermissionCheckHandler;
  devicePermission: Parameters<Session["setDevicePermissionHandler"]>[0];
  displayMedia: Parameters<Session["setDisplayMediaRequestHandler"]>[0];
  menu: MenuItemConstructorOptions[];
  shown: string[];
  errors: string[];
}
