/** The program's one window: its options are where the page is shut off from Node. */
import type { BrowserWindowConstructorOptions } from "electron";

export const windowOptions = (preload: string, development: boolean) =>
  ({
    title: "Galley 校样",
    width: 1360,
    height: 900,
    minWidth: 800,
    minHeight: 600,
    // Shown when the page has painted, so that nobody sees it white.
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
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
      // Chromium would fetch dictionaries from its own servers, and has none for Chinese.
      spellcheck: false,
      devTools: development,
    },
  }) satisfies BrowserWindowConstructorOptions;
