/**
 * What is written is valid against the published schemas. They are not in the repository: GALLEY_SCHEMAS names a folder with
 * tei_all.rng, alto-4-2.xsd (and the xlink.xsd that it imports) and page-2019.xsd; jing and xmllint must be installed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GalleyDocument, Piece } from "../../shared/model/document.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { findFormat } from "./index.ts";
import { exportToMemory, fieldDocument, randomDocument } from "./test-support.ts";

const folder = process.env.GALLEY_SCHEMAS ?? "";
const has = (command: string) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;

const checks = [
  { id: "tei", options: {}, schema: "tei_all.rng", command: "jing", args: [] },
  { id: "tei", options: { corrections: "choice", lines: true }, schema: "tei_all.rng", command: "jing", args: [] },
  { id: "alto", options: {}, schema: "alto-4-2.xsd", command: "xmllint", args: ["--nonet", "--noout", "--schema"] },
  { id: "page", options: {}, schema: "page-2019.xsd", command: "xmllint", args: ["--nonet", "--noout", "--schema"] },
] as const;

/** The document as corrected from a source in which every third character was another, or a line end. */
function corrected(document: GalleyDocument): { document: GalleyDocument; source: string } {
  let source = "";
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      if (source) source += "\n\n";
      const from = Array.from(source).length;
      const pieces = Array.from(block.text, (character, index): Piece => {
        source += index % 3 === 1 ? (index % 2 ? "\n" : "誤") : character;
        return index % 3 === 1 ? { inserted: character } : { source: [from + index, from + index + 1] };
      });
      return { ...block, pieces };
    }),
  }));
  return { document: { ...document, articles }, source };
}

for (const { id, options, schema, command, args } of checks) {
  const path = join(folder, schema);
  const missing = !folder || !existsSync(path) ? `no ${schema} in GALLEY_SCHEMAS` : has(command) ? "" : `no ${command}`;
  test.skipIf(missing)(
    `${id} ${JSON.stringify(options)} is valid against ${schema}${missing && ` (skipped: ${missing})`}`,
    async () => {
      const dir = temporaryFolder();
      const files: string[] = [];
      for (const random of [fieldDocument(), ...fc.sample(randomDocument, 60)]) {
        const { document, source } = corrected(random);
        const { files: written } = await exportToMemory(findFormat(id), [document], new Map([[document.id, source]]), {
          options,
        });
        for (const xml of written.values()) {
          files.push(join(dir, `${files.length}.xml`));
          writeFileSync(files.at(-1) as string, xml);
        }
      }
      const { status, stdout, stderr } = spawnSync(command, [...args, path, ...files], { encoding: "utf8" });
      expect(
        status,
        `${stdout}${stderr}`
          .split("\n")
          .filter((line) => !/validates$/.test(line))
          .slice(0, 20)
          .join("\n"),
      ).toBe(0);
    },
    120_000,
  );
}
