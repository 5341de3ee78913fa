/**
 * The parts of Electron that the desktop shell uses. They arrive as a parameter, so that the shell's wiring can be
 * tested where Electron's binary is not.
 */
export type ElectronParts = Pick<
  typeof import("electron"),
  "app" | "BrowserWindow" | "dialog" | "ipcMain" | "Menu" | "protocol" | "session" | "shell"
>;
