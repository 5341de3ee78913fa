import fc from "fast-check";
import { expect, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { ImportedPage, UnreadRecord } from "./format.ts";
import { column, makePdf, type TestPdf } from "./pdf/testing.ts";
import { pdfLayoutOf } from "./pdf.ts";
import { memoryFile, readPages } from "./run-import.ts";
import { encode } from "./test-support.ts";

async function read(bytes: Uint8Array, name = "报.pdf"): Promise<(ImportedPage | UnreadRecord)[]> {
  const pages: (ImportedPage | UnreadRecord)[] = [];
  for await (const page of readPages(memoryFile(name, bytes), { encoding: "auto" })) pages.push(page);
  return pages;
}

async function pagesOf(pdf: TestPdf): Promise<ImportedPage[]> {
  return (await read(makePdf(pdf))).map((page) => {
    if ("error" in page) throw page.error;
    return page;
  });
}

const blocksOf = (page: ImportedPage | undefined) => page?.articles.flatMap(({ blocks }) => blocks) ?? [];
const rolesOf = (page: ImportedPage | undefined) =>
  blocksOf(page).map(({ role, text }) => [role, text.replaceAll("\n", "")]);

const story = (mark: string, length = 4) =>
  Array.from(
    { length },
    (_, index) => `${mark}${index}本报讯区委书记出席会议并讲话，会议听取了各部门工作汇报，对下一步作出安排。`,
  );

test.each([2, 3, 4, 5, 6])(
  "a headline over %i columns comes first, then the columns one after the other",
  async (columns) => {
    const width = (560 - (columns - 1) * 12) / columns;
    const paragraphs = Array.from({ length: columns }, (_, index) => story(`〔${index}〕`));
    const texts = [
      { x: 20, y: 15, size: 9, text: "2026年10月19日　星期一" },
      { x: 540, y: 15, size: 9, text: "第2版" },
      { x: 150, y: 50, size: 14, text: "深入贯彻落实全会精神" },
      { x: 120, y: 75, size: 28, text: "离石区召开重点工作汇报会" },
      ...paragraphs.flatMap((each, index) => column(each, { x: 20 + index * (width + 12), y: 120, width, size: 9 })),
    ];
    const [page] = await pagesOf({ pages: [{ texts }] });
    expect(rolesOf(page)).toEqual([
      ["boilerplate", "2026年10月19日　星期一 第2版"],
      ["kicker", "深入贯彻落实全会精神"],
      ["title", "离石区召开重点工作汇报会"],
      ...paragraphs.flat().map((text) => ["paragraph", text]),
    ]);
  },
);

test("stories below and beside each other are read one after the other, whatever order the file has them in", async () => {
  const at = (x: number, y: number) => ({ x, y, width: 126, size: 9 });
  const texts = [
    ...column(story("丙", 6), { ...at(446, 80), width: 126 }),
    { x: 460, y: 40, size: 20, text: "丙栏短讯" },
    ...column(story("乙", 2), at(166, 250)),
    ...column(story("甲一", 2), at(20, 80)),
    { x: 120, y: 40, size: 24, text: "甲文的标题很长很长" },
    ...column(story("甲三", 2), at(306, 80)),
    ...column(story("甲二", 2), at(163, 80)),
    { x: 180, y: 210, size: 24, text: "乙文的标题" },
  ];
  const [page] = await pagesOf({ pages: [{ texts }] });
  const beginnings = blocksOf(page).map(({ text }) => text.slice(0, 2));
  const first = ["甲文", "甲一", "甲一", "甲二", "甲二", "甲三", "甲三", "乙文", "乙0", "乙1"];
  expect(beginnings).toEqual([...first, "丙栏", "丙0", "丙1", "丙2", "丙3", "丙4", "丙5"]);
});

test("text from top to bottom is read from the right, with a headline that runs across it first", async () => {
  const lines = ["行政院令發內政部照得各省市縣", "自治事宜業經分別辦理在案查各", "縣呈報戶口調查情形尚屬詳盡。"];
  const low = ["本埠昨日天氣晴朗溫度適中市面", "安謐商業交易如常各業行情平穩。"];
  const down = (list: readonly string[], y: number) =>
    list.map((text, index) => ({ x: 540 - index * 18, y, size: 12, text, vertical: true }));
  const texts = [...down(low, 350), { x: 200, y: 30, size: 26, text: "申報副刊橫題" }, ...down(lines, 100)];
  const [page] = await pagesOf({ pages: [{ texts }] });
  expect(rolesOf(page)).toEqual([
    ["title", "申報副刊橫題"],
    ["paragraph", lines.join("")],
    ["paragraph", low.join("")],
  ]);
});

test.each([
  ["UniGB-UTF16", undefined, "离石区召开会议，𠮷田茂"],
  ["GBK-EUC", (text: string) => encode(text, "gb18030"), "离石区召开会议，汇报"],
  ["ETen-B5", (text: string) => encode(text, "big5"), "離石區召開會議，匯報"],
] as const)("fonts that say only %s are understood", async (encoding, encodeText, text) => {
  const [page] = await pagesOf({
    pages: [{ texts: [{ x: 20, y: 100, size: 12, text }] }],
    encoding,
    ...(encodeText ? { encode: encodeText } : {}),
  });
  expect(blocksOf(page).map((block) => block.text)).toEqual([text]);
});

test("each page is a document with its number as the file prints it; pages that are pictures are named", async () => {
  const texts = [{ x: 20, y: 300, size: 12, text: "本版文字" }];
  const pages = await read(
    makePdf({ pages: [{ texts }, { picture: true }, { picture: true }, {}, { texts }], labels: "A" }),
  );
  expect(pages.map((page) => ("error" in page ? page.error.code : [page.name, page.rest?.meta?.page]))).toEqual([
    ["报 1", "A1"],
    ["报 5", "A5"],
    "pdf-without-text",
  ]);
  expect((pages.at(-1) as UnreadRecord).error.message).toContain("page 2–3 has no text layer");
});

const aPage = Buffer.from(makePdf({ pages: [{}] })).toString("latin1");

test("letters of no size, and thousands of tiny ones that lie anywhere, keep nobody waiting", async () => {
  const tiny = Array.from({ length: 1500 }, (_, index) => ({
    x: (index * 7919) % 590,
    y: (index * 104_729) % 790,
    size: index % 3 ? 0 : 0.01 + (index % 7) / 1000,
    text: String.fromCodePoint(0x4e00 + index),
  }));
  const began = process.cpuUsage();
  const [page] = await pagesOf({ pages: [{ texts: [{ x: 20, y: 100, size: 12, text: "本版文字" }, ...tiny] }] });
  expect(page?.text).toContain("本版文字");
  expect(Array.from(page?.text.replaceAll(/\s/gu, "") ?? "")).toHaveLength(4 + 500);
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
});

test.each([
  ["only pictures", makePdf({ pages: [{ picture: true }, { picture: true }] }), "pdf-without-text"],
  ["only white paper", makePdf({ pages: [{}] }), "empty-file"],
  ["a password", makePdf({ pages: [{}], locked: true }), "pdf-locked"],
  ["more pages than it has room for", Buffer.from(aPage.replace("/Count 1", "/Count 999999"), "latin1"), "pdf-damaged"],
  ["nothing behind its first line", Buffer.from("%PDF-1.7\nabc"), "pdf-damaged"],
  [
    "fonts that mean nothing",
    makePdf({ pages: [{ texts: [{ x: 9, y: 99, size: 9, text: "天地玄黄" }] }], encoding: "Identity" }),
    "pdf-garbled",
  ],
])("a file with %s is refused by name, with what to do", async (_, bytes, code) => {
  const error = await read(bytes).then(
    ([first]) => first && "error" in first && first.error,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code });
  expect(String(error)).toContain("报.pdf");
});

test("every letter's place is found again, also on a page that is turned", async () => {
  for (const rotate of [0, 90, 180, 270]) {
    const texts = [{ x: 100, y: 200, size: 20, text: "𠮷田茂 訪問" }];
    const bytes = makePdf({ pages: [{ texts, rotate }] });
    const [page] = (await read(bytes)) as ImportedPage[];
    const original = { name: "报.pdf", format: "pdf", sha256: "", page: "" };
    const source = { name: page?.name ?? "", sha256: "", encoding: "utf-8", length: 0, importedAt: "", original };
    const layout = await pdfLayoutOf(bytes, source, page?.text ?? "");
    const points = new CodePointText(page?.text ?? "");
    const glyphs =
      layout?.regions.flatMap(({ lines }) => lines.flatMap(({ words }) => words.flatMap((word) => word.glyphs))) ?? [];
    expect(glyphs.map(({ start, end }) => points.slice(start, end)).sort()).toEqual(
      ["𠮷", "田", "茂", "訪", "問"].sort(),
    );
    expect([layout?.width, layout?.height]).toEqual(rotate % 180 ? [13333, 10000] : [10000, 13333]);
    const [left, top] = glyphs.find(({ start, end }) => points.slice(start, end) === "𠮷")?.shape?.box ?? [0, 0];
    const inch1200 = (points72: number) => Math.round((points72 * 1200) / 72);
    if (rotate === 0) expect([left, top]).toEqual([inch1200(100), inch1200(200)]);
  }
});

test("whatever bytes are changed in a file, it is read or refused by name", async () => {
  const whole = makePdf({ pages: [{ texts: column(story("甲"), { x: 20, y: 100, width: 200, size: 9 }) }] });
  const change = fc.record({ at: fc.nat(whole.length - 1), bytes: fc.uint8Array({ maxLength: 12 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = Uint8Array.from(whole);
      for (const { at, bytes: other } of changes) bytes.set(other.subarray(0, bytes.length - at), at);
      try {
        await read(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(GalleyError);
        expect((error as GalleyError).code).not.toBe("internal");
      }
    }),
    { numRuns: 15 },
  );
});
