/**
 * What is written is valid against the published schemas. They are not in the repository: GALLEY_SCHEMAS names a folder with
 * tei_all.rng, alto-2-1.xsd, alto-4-2.xsd (and the xlink.xsd that these import), page-2013.xsd and page-2019.xsd, as far as
 * they are there; jing and xmllint must be installed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, GalleyDocument, Piece } from "../../shared/model/document.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { findFormat } from "./index.ts";
import { abbyyAlto, escriptoriumAlto, transkribusPage, verticalPage } from "./layout/testing.ts";
import { block, documentOf, exportToMemory, fieldDocument, pagesOf, randomDocument } from "./test-support.ts";

const folder = process.env.GALLEY_SCHEMAS ?? "";
const has = (command: string) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;

function check(name: string, schema: string, write: () => Promise<string[]>): void {
  const path = join(folder, schema);
  const [command, ...args] = schema.endsWith(".rng") ? ["jing"] : ["xmllint", "--nonet", "--noout", "--schema"];
  const missing = !folder || !existsSync(path) ? `no ${schema} in GALLEY_SCHEMAS` : has(command) ? "" : `no ${command}`;
  test.skipIf(missing)(`${name} is valid against ${schema}${missing && ` (skipped: ${missing})`}`, async () => {
    const dir = temporaryFolder();
    const files = (await write()).map((xml, index) => {
      const file = join(dir, `${index}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const { status, stdout, stderr } = spawnSync(command, [...args, path, ...files], { encoding: "utf8" });
    const lines = `${stdout}${stderr}`.split("\n").filter((line) => !/validates$/.test(line));
    expect(status, lines.slice(0, 20).join("\n")).toBe(0);
  });
}

/** The document as corrected from a source in which every third character was another, or a line end. */
function corrected(document: GalleyDocument): { document: GalleyDocument; source: string } {
  let source = "";
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((each) => {
      if (source) source += "\n\n";
      const from = Array.from(source).length;
      const pieces = Array.from(each.text, (character, index): Piece => {
        source += index % 3 === 1 ? (index % 2 ? "\n" : "誤") : character;
        return index % 3 === 1 ? { inserted: character } : { source: [from + index, from + index + 1] };
      });
      return { ...each, pieces };
    }),
  }));
  return { document: { ...document, articles }, source };
}

async function written(id: string, options: Record<string, string | boolean>): Promise<string[]> {
  const result: string[] = [];
  for (const random of [fieldDocument(), ...fc.sample(randomDocument, 60)]) {
    const { document, source } = corrected(random);
    const { files } = await exportToMemory(findFormat(id), [document], new Map([[document.id, source]]), { options });
    result.push(...files.values());
  }
  return result;
}

check("TEI", "tei_all.rng", () => written("tei", {}));
check("TEI with corrections and lines", "tei_all.rng", () => written("tei", { corrections: "choice", lines: true }));
check("new ALTO", "alto-4-2.xsd", () => written("alto", {}));
check("new PAGE", "page-2019.xsd", () => written("page", {}));

/** The first characters of a block corrected. */
function retyped({ pieces, text, ...rest }: Block): Block {
  const [first] = pieces;
  if (!first || !("source" in first)) throw new Error("the block comes from the file");
  const [start, end] = first.source;
  return {
    ...rest,
    text: `新${Array.from(text).slice(2).join("")}`,
    pieces: [{ inserted: "新" }, { source: [start + 2, end] }],
  };
}

/** A file with corrections, and a block that was written in. */
async function rewritten(id: string, file: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(file);
  const [page] = await pagesOf(bytes, "a.xml");
  if (!page) throw new Error("there is a page");
  const blocks = page.articles.flatMap((article) => article.blocks).map(retyped);
  const document = documentOf([[...blocks, block("paragraph", "寫入一段\n二行")]]);
  document.source.original = { name: "a.xml", format: id, sha256: null, page: "0".repeat(64) };
  const { files } = await exportToMemory(findFormat(id), [document], new Map([[document.id, page.text]]), {
    originals: new Map([[document.id, bytes]]),
  });
  const [xml] = [...files.values()];
  expect(xml).toContain("寫入一段");
  return [file, xml as string];
}

check("ALTO 2 with corrections", "alto-2-1.xsd", () => rewritten("alto", abbyyAlto));
check("ALTO 4 with corrections", "alto-4-2.xsd", () => rewritten("alto", escriptoriumAlto));
check("PAGE 2013 with corrections", "page-2013.xsd", () => rewritten("page", transkribusPage));
check("PAGE 2019 with corrections", "page-2019.xsd", () => rewritten("page", verticalPage));
