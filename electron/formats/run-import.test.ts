import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { importLimit } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { type Article, blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { previewImport } from "./preview-import.ts";
import { memoryFile } from "./run-import.ts";
import { documentOf, encode, exportedText, fieldDocument, pagesOf, settings, traditionalText } from "./test-support.ts";

const auto = { encoding: "auto" } as const;
const ascii = (text: string) => new TextEncoder().encode(text);

async function errorOf(bytes: Uint8Array, path = "page.txt"): Promise<GalleyError> {
  try {
    await pagesOf(bytes, path);
  } catch (error) {
    if (error instanceof GalleyError) return error;
    throw error;
  }
  throw new Error(`${path} was read`);
}

test("reads every seed page as it is, with pieces that make its text", async () => {
  const seeds = new URL("../../seeds/", import.meta.url);
  const names = readdirSync(seeds).filter((name) => name.endsWith(".txt"));
  expect(names).toHaveLength(5);
  for (const name of names) {
    const bytes = new Uint8Array(readFileSync(new URL(name, seeds)));
    const [page, ...more] = await pagesOf(bytes, `some/folder/${name}`);
    if (!page) throw new Error("no page");
    expect(more).toEqual([]);
    expect(page).toMatchObject({ name, encoding: "utf-8", extension: "txt", bytes });
    const source = new CodePointText(page.text);
    const document: GalleyDocument = { ...documentOf([[]]), articles: page.articles };
    document.source.length = source.length;
    expect(verifyDocument(document, source)).toEqual([]);
  }
});

test("reads CRLF, marks and characters beyond U+FFFF in every encoding alike", async () => {
  const text = "# 標題\r\n\r\n甲乙\r\n丙丁\r\n";
  const readings: (Article[] | undefined)[] = [];
  for (const encoding of ["utf-8", "utf-16le", "utf-16be", "big5", "gb18030"] as const) {
    const [page] = await pagesOf(encode(text, encoding), "a.txt", { encoding });
    expect(page?.encoding).toBe(encoding);
    readings.push(page?.articles);
  }
  for (const articles of readings) expect(articles).toEqual(readings[0]);
  const blocks = readings[0]?.[0]?.blocks ?? [];
  expect(blocks.map(({ role, text }) => [role, text])).toEqual([
    ["title", "標題"],
    ["paragraph", "甲乙\n丙丁"],
  ]);
});

test("keeps markdown's own ending, and takes the last part of any system's path as the name", async () => {
  const bytes = encode("# 題", "utf-8");
  expect((await pagesOf(bytes, "C:\\pages\\a.MD"))[0]).toMatchObject({ name: "a.MD", extension: "md" });
  expect((await pagesOf(bytes, "/pages/a"))[0]).toMatchObject({ name: "a", extension: "txt" });
});

test.for([
  ["nothing", new Uint8Array()],
  ["a byte order mark alone", Uint8Array.of(0xef, 0xbb, 0xbf)],
  ["white space alone", ascii(" \r\n\t\n")],
] as const)("calls %s an empty file", async ([, bytes]) => {
  expect(await errorOf(bytes)).toMatchObject({ code: "empty-file", details: { name: "page.txt" } });
});

function zipOf(name: string): Uint8Array {
  const data = deflateRawSync(Buffer.from("<xml/>"));
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
}

test.for([
  ["PPTX", zipOf("ppt/presentation.xml"), /PowerPoint/],
  ["XLSX", zipOf("xl/workbook.xml"), /Excel/],
  ["ZIP", zipOf("a.txt"), /ZIP/],
  ["old Word", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), /old Office/],
  ["RTF", ascii("{\\rtf1\\ansi 文}"), /RTF/],
  ["PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /PNG/],
  ["JPEG", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), /JPEG/],
  ["TIFF", ascii("II*\0\b\0\0\0"), /TIFF/],
  ["gzip", gzipSync(Buffer.from(traditionalText)), /gzip/],
  ["a program", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), /program/],
  ["a Windows program", ascii("MZ\u0000\u0003\0\0\0"), /program/],
  ["SQLite", ascii("SQLite format 3\0\u0010\0"), /SQLite/],
  ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 0x2d, 0x4e, 0, 0), /UTF-32/],
  ["numbers", new Uint8Array(new Uint32Array(4000).map((_, index) => index * 77).buffer), /binary data/],
] as const)("recognises %s by its content and says what to do", async ([, bytes, what]) => {
  const error = await errorOf(bytes, "新闻.txt");
  expect(error.code).toBe("not-text");
  expect(error.message).toMatch(what);
  expect(error.message).toMatch(/^新闻\.txt .*plain text/);
});

test("takes texts that only begin like a program or picture", async () => {
  for (const text of ["MZ 是一种格式。", "BM 公司", "II*", "PK 赛开始了"])
    expect(await pagesOf(encode(text, "utf-8"), "a.txt")).toHaveLength(1);
});

test("keeps a few stray control characters", async () => {
  const text = `${traditionalText}\0${traditionalText}\x0c\x1b`;
  expect((await pagesOf(encode(text, "utf-8"), "a.txt"))[0]?.text).toBe(text);
});

test("refuses 50 MB of text as too large, and names size and limit; of noise, as noise", async () => {
  const text = Buffer.alloc(50 * 1024 * 1024, traditionalText);
  const noise = randomBytes(50 * 1024 * 1024);
  const started = process.cpuUsage();
  expect(await errorOf(text, "text.txt")).toMatchObject({
    code: "too-large",
    details: { name: "text.txt", size: 50 * 2 ** 20, limit: importLimit },
  });
  expect(await errorOf(noise, "noise.txt")).toMatchObject({ code: "not-text" });
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
});

test("refuses 1 MB of noise within moments, however often", async () => {
  for (let round = 0; round < 8; round++) {
    const bytes = randomBytes(1024 * 1024);
    // Also noise without control bytes, and without low bytes.
    if (round % 4 === 1) for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) | 0x40;
    if (round % 4 === 2) for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) | 0x80;
    const started = process.cpuUsage();
    expect(["not-text", "bad-encoding"]).toContain((await errorOf(bytes)).code);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
  }
});

test("any bytes under any name give pages or an error for people, never a defect", async () => {
  const exports = await Promise.all([json, jsonl].map((format) => exportedText(format, [fieldDocument()])));
  const whole = exports.map((text) => encode(text, "utf-8"));
  const damaged = fc
    .tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }), fc.nat())
    .map(([bytes, changes, cut]) => {
      const copy = bytes.slice();
      for (const [position, byte] of changes) copy[position % copy.length] = byte;
      return cut % 3 ? copy : copy.subarray(0, cut % copy.length);
    });
  const path = fc.constantFrom("a.txt", "a.json", "a.jsonl", "a.md", "");
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), path, async (bytes, name) => {
      try {
        return (await pagesOf(bytes, name)).every((page) => page.articles.length > 0);
      } catch (error) {
        return error instanceof GalleyError && error.message.length > 20;
      }
    }),
    { numRuns: 1500 },
  );
});

test("honours a chosen encoding, also against the evidence, and tells where it fails", async () => {
  const bytes = encode("中文報紙", "big5");
  expect((await pagesOf(bytes, "a.txt", { encoding: "big5" }))[0]?.text).toBe("中文報紙");
  await expect(pagesOf(bytes, "a.txt", { encoding: "utf-8" })).rejects.toThrow(
    /a\.txt is not valid utf-8.*offset 0 \(line 1\)/,
  );
});

test("previews the first page: format, blocks, entities, and what names become", async () => {
  const text = await exportedText(json, [fieldDocument()]);
  const bytes = encode(text.replaceAll('"PER"', '"人物"').replace('"role": "title"', '"role": "headline"'), "utf-8");
  const options = { ...auto, format: null };
  const preview = await previewImport(memoryFile("a.json", bytes), settings, options);
  expect(preview).toMatchObject({ format: "json", isText: false, certain: true, pages: 1, more: false });
  expect(preview.page.blocks[0]).toMatchObject({ role: "headline", text: "標題：𠮷田茂訪問北京" });
  expect(preview.page.blocks[0]?.entities).toContainEqual({ type: "人物", start: 3, end: 6 });
  expect(preview.types).toContainEqual({ name: "人物", becomes: null });
  expect(preview.types).toContainEqual({ name: "LOC", becomes: "LOC" });
  expect(preview.roles).toEqual([
    { name: "headline", becomes: null },
    { name: "paragraph", becomes: "paragraph" },
  ]);
  const plain = await previewImport(memoryFile("a.txt", encode("𠮷".repeat(9000), "utf-8")), settings, options);
  expect(plain).toMatchObject({ format: "txt", isText: true, certain: true, encoding: "utf-8" });
  expect(plain.page.blocks).toEqual([{ role: "paragraph", text: "𠮷".repeat(3000), entities: [] }]);
});

test("every character that is no mark is in exactly one block", async () => {
  const [page] = await pagesOf(encode("> 引\n\n文𠮷\n第二行", "utf-8"), "a.txt");
  const blocks = page ? blocksOf({ ...documentOf([[]]), articles: page.articles }) : [];
  expect(blocks.map((block) => block.text)).toEqual(["引", "文𠮷\n第二行"]);
});
