import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf } from "../../shared/model/document.ts";
import { makeFileNamer } from "./file-names.ts";
import { block, documentOf, exportToMemory, fieldDocument, pagesOf, randomDocument } from "./test-support.ts";
import { txt } from "./txt.ts";

test("writes a file a document: blank lines between blocks, two between articles", async () => {
  const two = documentOf([[block("title", "一\r\n二"), block("paragraph", "")], [block("paragraph", "三")]], {
    name: "b.txt",
  });
  const { files } = await exportToMemory(txt, [fieldDocument(), two]);
  expect(Object.fromEntries(files)).toEqual({
    "004_04b86e9b1138073a.txt": "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n",
    "b.txt": "一\n二\n\n\n三\n",
  });
});

test("a document without text still has its file", async () => {
  const { files } = await exportToMemory(txt, [documentOf([[block("paragraph", "")]], { name: "空.txt" })]);
  expect([...files]).toEqual([["空.txt", ""]]);
});

test("what it wrote of ordinary blocks is read back as the same blocks", async () => {
  const document = documentOf([[block("paragraph", "第一段𠮷"), block("paragraph", "第二段\n第二行")]]);
  const { files } = await exportToMemory(txt, [document]);
  const [page] = await pagesOf(new TextEncoder().encode([...files.values()].join("")), "a.txt");
  expect(page?.articles[0]?.blocks.map((each) => each.text)).toEqual(blocksOf(document).map((each) => each.text));
});

test("keeps every character but the carriage returns of line ends", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument, async (document) => {
      const { files } = await exportToMemory(txt, [document]);
      const text = [...files.values()].join("").replace(/[\r\n]/g, "");
      expect(text).toBe(
        blocksOf(document)
          .map((each) => each.text.replace(/[\r\n]/g, ""))
          .join(""),
      );
    }),
  );
});

test("refuses half a character, which UTF-8 would silently replace", async () => {
  const { files, failures } = await exportToMemory(txt, [documentOf([[block("title", "半\ud842")]])]);
  expect(failures).toMatchObject([{ code: "invalid-document", message: expect.stringMatching(/lone surrogate/) }]);
  expect(files.size).toBe(0);
});

test.for([
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\页.txt", "页"],
  ["第3版.html", "第3版"],
  ["报.PDF", "报"],
  ["2026.10.19", "2026.10.19"],
  ["CON.txt", "_CON"],
  ["com1.2020.txt", "_com1.2020"],
  ["a:b*c?.txt", "a_b_c_"],
  ["行\n\u202e\u0000x", "行___x"],
  ["名.. .txt", "名"],
  [".hidden", "hidden"],
  ["", "document"],
  ["///", "___"],
  ["..", "document"],
] as const)("makes a safe file name of %j", ([source, expected]) => {
  expect(makeFileNamer("txt")(source)).toBe(expected);
});

test("file names differ on disks that ignore case and form, and fit into 200 bytes", () => {
  const name = makeFileNamer("txt");
  expect(["A.txt", "a.txt", "a", "ａ", "a-2", "é", "e\u0301"].map(name)).toEqual([
    "A",
    "a-2",
    "a-3",
    "ａ-4",
    "a-2-2",
    "é",
    "é-2",
  ]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 300 }), { maxLength: 8 }), (sources) => {
      const next = makeFileNamer("txt");
      const names = [...sources, ...sources].map((source) => `${next(source)}.txt`);
      expect(new Set(names.map((each) => each.normalize("NFKC").toLowerCase())).size).toBe(names.length);
      for (const each of names) {
        expect(Buffer.byteLength(each)).toBeLessThanOrEqual(200);
        expect(each).toMatch(/^[^\p{Cc}<>:"/\\|?*]+\.txt$/u);
      }
    }),
  );
  expect(Buffer.byteLength(`${makeFileNamer("txt")("𠮷".repeat(300))}.txt`)).toBeGreaterThan(170);
});
