/** What `import … from "electron"` means while the double runs. */
import { double } from "./instance.ts";

export const { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } = double.electron;
