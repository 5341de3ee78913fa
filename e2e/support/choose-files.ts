/** The dialog in which files to import are chosen. */
import { expect, type Page } from "@playwright/test";

interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Asks for the dialog by the empty list's button and chooses the files. */
export async function importByButton(page: Page, files: string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "导入文件……" }).click(),
  ]);
  await chooser.setFiles(files);
}

/** Asks for the dialog by its key and chooses the files: with what is in them, or where they are. */
export async function importByKey(page: Page, files: ChosenFile[] | string[]): Promise<void> {
  // While somebody listens the browser hands the dialog over: one that comes late must not open on the screen.
  const listen = () => undefined;
  page.on("filechooser", listen);
  // The key may come while a menu is still giving the focus back.
  await expect(async () => {
    const choosing = page.waitForEvent("filechooser", { timeout: 10_000 });
    await page.keyboard.press("Control+i");
    await (await choosing).setFiles(files);
  }).toPass();
  page.off("filechooser", listen);
}
