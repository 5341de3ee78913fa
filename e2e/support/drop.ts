/** What the file manager does. */
import type { Page } from "@playwright/test";

/** Drops files and folders of the disk on the window. */
export async function drop(page: Page, paths: string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await client.send("Input.dispatchDragEvent", { type, x: 640, y: 400, data });
  await client.detach();
}
