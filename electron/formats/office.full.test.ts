/** What LibreOffice reads from documents that Galley writes, where it is installed. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { docx } from "./docx.ts";
import { exportToMemory, fieldDocument } from "./test-support.ts";

function has(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore", timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!has("soffice"))("LibreOffice opens it, text and comments whole", { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "galley-docx-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { bytes } = await exportToMemory(docx, [fieldDocument()]);
  writeFileSync(join(folder, "a.docx"), [...bytes.values()][0] as Uint8Array);
  const convert = (to: string) =>
    execFileSync(
      "soffice",
      [
        `-env:UserInstallation=file://${folder}/profile`,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        folder,
        join(folder, "a.docx"),
      ],
      { stdio: "ignore" },
    );
  convert("txt:Text (encoded):UTF8");
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toContain("標題：𠮷田茂訪問北京");
  convert("fodt");
  expect(readFileSync(join(folder, "a.fodt"), "utf8")).toMatch(/Galley: PER/);
});
