/** What Poppler's programs read from a proof sheet, where they are installed. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../corpus/testing.ts";
import { pdf } from "../pdf.ts";
import { exportToMemory, fieldDocument, randomDocument } from "../test-support.ts";

const missing = ["pdftotext", "pdffonts", "pdfinfo"].filter((name) => spawnSync(name, ["-v"]).error);

/** What a program of Poppler's says of a file; anything on its error output is a defect of the file. */
function said(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 120_000 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

test.skipIf(missing.length)(
  `Poppler finds text, fonts and pages whole${missing.length ? ` (skipped: no ${missing.join(", ")})` : ""}`,
  async () => {
    const documents = [fieldDocument(), ...fc.sample(randomDocument, { numRuns: 80, seed: 11 })].map(
      (document, index) => ({ ...document, id: `d${index}` }),
    );
    const sources = new Map(documents.map(({ id }) => [id, ""]));
    const { bytes } = await exportToMemory(pdf, documents, sources);
    const file = join(temporaryFolder(), "sheets.pdf");
    writeFileSync(file, bytes.get("out") as Uint8Array);

    const pages = Number(/^Pages:\s+(\d+)$/m.exec(said("pdfinfo", file))?.[1]);
    expect(pages).toBeGreaterThanOrEqual(documents.length);
    const fonts = said("pdffonts", file).trimEnd().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/^GALLEY\+\w+ +CID TrueType +Identity-H +yes yes yes/);
    const text = said("pdftotext", file, "-").replace(/\s/g, "");
    expect(text).toContain("標題：𠮷田茂訪問北京");
    const whole = documents
      .flatMap(({ articles }) => articles.flatMap(({ blocks }) => blocks))
      .map((block) => block.text);
    const drawn = whole.join("").replace(/[\s\p{Cc}\p{Cf}\p{Variation_Selector}\u2028\u2029]/gu, "");
    expect([...new Set(drawn)].filter((character) => !text.includes(character))).toEqual([]);
  },
);
