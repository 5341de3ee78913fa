/**
 * The native menu: what the operating system expects (on macOS the edit roles are what makes copy and paste work) and
 * no command of the program's own, which all live in the page's palette.
 */
import type { MenuItemConstructorOptions } from "electron";
import type { Words } from "./words.ts";

export function menuTemplate(
  words: Words,
  platform: NodeJS.Platform,
  development: boolean,
): MenuItemConstructorOptions[] {
  const mac = platform === "darwin";
  // Elsewhere an undo item's shortcut would reach Chromium's own undo, past the editor's history. macOS gives the page
  // the key first, and its plain text fields need the item.
  const undo: MenuItemConstructorOptions[] = mac
    ? [{ role: "undo", label: words.undo }, { role: "redo", label: words.redo }, { type: "separator" }]
    : [];
  return [
    ...(mac ? [{ role: "appMenu" } satisfies MenuItemConstructorOptions] : []),
    { label: words.file, submenu: [mac ? { role: "close", label: words.close } : { role: "quit", label: words.quit }] },
    {
      label: words.edit,
      submenu: [
        ...undo,
        { role: "cut", label: words.cut },
        { role: "copy", label: words.copy },
        { role: "paste", label: words.paste },
        { role: "selectAll", label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: "resetZoom", label: words.resetZoom },
        { role: "zoomIn", label: words.zoomIn },
        { role: "zoomOut", label: words.zoomOut },
        { role: "togglefullscreen", label: words.fullScreen },
        ...(development ? [{ role: "toggleDevTools" } satisfies MenuItemConstructorOptions] : []),
      ],
    },
    { label: words.window, role: "window", submenu: [{ role: "minimize", label: words.minimize }] },
  ];
}
