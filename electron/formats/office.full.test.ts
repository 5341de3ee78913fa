/**
 * What LibreOffice reads from documents and tables that Galley writes, where it is installed. It is started once for each
 * kind of file, with a profile of its own: one that is running is left alone.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { findFormat } from "./index.ts";
import { block, documentOf, exportToMemory, fieldDocument } from "./test-support.ts";

const isMissing = spawnSync("sh", ["-c", "command -v soffice"]).status !== 0;
const skipped = isMissing ? " (skipped: no soffice)" : "";
/** Making its profile takes LibreOffice a minute on a machine that is busy. In milliseconds. */
const START = 600_000;

const folder = mkdtempSync(join(tmpdir(), "galley-office-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Texts that a spreadsheet would take for formulas, numbers or dates. */
const awkward: GalleyDocument = documentOf(
  [[block("title", "=1+1"), block("paragraph", "@SUM(A1)"), block("paragraph", "+86 010")]],
  {
    id: "awkward",
    name: "=HYPERLINK(1).txt",
  },
);
const documents = [fieldDocument(), awkward];

async function write(id: string, name: string, options: Record<string, string> = {}): Promise<void> {
  const { bytes } = await exportToMemory(findFormat(id), documents, new Map(), { options });
  writeFileSync(join(folder, name), [...bytes.values()][0] as Uint8Array);
}

/** Converts all files in one start. */
function convert(to: string, names: readonly string[], ...more: string[]): void {
  const profile = pathToFileURL(join(folder, "profile")).href;
  const files = names.map((name) => join(folder, name));
  const run = spawnSync(
    "soffice",
    [
      `-env:UserInstallation=${profile}`,
      "--headless",
      "--norestore",
      ...more,
      "--convert-to",
      to,
      "--outdir",
      folder,
      ...files,
    ],
    { encoding: "utf8", timeout: START, killSignal: "SIGKILL" },
  );
  if (run.error) throw run.error;
  for (const name of names) {
    const made = join(folder, name.replace(/\.\w+$/, `.${to}`));
    if (!existsSync(made)) throw new Error(`LibreOffice did not read ${name}: ${run.stdout}${run.stderr}`);
  }
}

const read = (name: string) => readFileSync(join(folder, name), "utf8");

beforeAll(async () => {
  if (isMissing) return;
  await write("docx", "comments.docx");
  await write("docx", "colours.docx", { entities: "colours" });
  await write("xlsx", "entities.xlsx");
  await write("xlsx", "documents.xlsx", { table: "documents" });
  await write("csv", "rows.csv");
  convert("fodt", ["comments.docx", "colours.docx"]);
  convert("fods", ["entities.xlsx", "documents.xlsx"]);
  // Commas, quotes, UTF-8: what its dialog finds out by itself must be said here.
  convert("fods", ["rows.csv"], "--infilter=CSV:44,34,76,1");
}, START * 2);

test.skipIf(isMissing)(`a document opens as text with its comments, or its colours${skipped}`, () => {
  const comments = read("comments.fodt");
  expect(comments).toMatch(/Galley: PER/);
  expect(comments.replace(/<office:annotation\b[\s\S]*?<\/office:annotation>|<[^>]*>/g, "")).toContain(
    "標題：𠮷田茂訪問北京",
  );
  const colours = read("colours.fodt");
  expect(colours).not.toContain("office:annotation");
  expect(colours.replace(/<[^>]*>/g, "")).toContain("標題：𠮷田茂訪問北京");
});

test.skipIf(isMissing)(`tables open with Chinese intact, every text a text and none a formula${skipped}`, () => {
  for (const name of ["entities.fods", "documents.fods", "rows.fods"]) {
    const table = read(name);
    expect(table, name).not.toContain("table:formula");
    if (name !== "documents.fods") expect(table, name).toContain("𠮷田茂");
  }
  expect(read("documents.fods")).toMatch(/office:value-type="string"[^>]*>\s*<text:p>=HYPERLINK\(1\)\.txt/);
});
