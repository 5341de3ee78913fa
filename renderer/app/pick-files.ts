/**
 * The system's file dialog, by an input element that lives as long as the question.
 */
import type { ImportItem } from "./store.ts";

/** Lets the user choose files, or a folder with all that is in it. Empty when nothing was chosen. */
export function pickFiles(folder: boolean): Promise<ImportItem[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.webkitdirectory = folder;
    input.hidden = true;
    input.dataset.testid = "file-picker";
    const finish = (items: ImportItem[]) => {
      input.remove();
      resolve(items);
    };
    input.addEventListener("change", () => {
      finish(
        Array.from(input.files ?? [], (file) => ({ path: file.webkitRelativePath || file.name, file })).filter(
          (item) => !isJunk(item.path),
        ),
      );
    });
    input.addEventListener("cancel", () => finish([]));
    document.body.append(input);
    input.click();
  });
}

/** What operating systems leave in folders, and hidden files: never a page. */
export function isJunk(path: string): boolean {
  return path
    .split("/")
    .some((part) => part.startsWith(".") || part === "Thumbs.db" || part === "desktop.ini" || part === "__MACOSX");
}
