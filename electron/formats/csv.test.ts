import fc from "fast-check";
import { expect, test } from "vitest";
import { csv } from "./csv.ts";
import {
  block,
  documentOf,
  entity,
  exportedText,
  exportToMemory,
  fieldDocument,
  randomDocument,
} from "./test-support.ts";

/** RFC 4180, strictly: a quote is only legal where the standard has one. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let i = 0; i < text.length; ) {
    let value = "";
    if (text[i] === '"') {
      for (i++; !(text[i] === '"' && text[i + 1] !== '"'); i++) {
        if (i >= text.length) throw new Error("a quoted field has no end");
        value += text[i];
        if (text[i] === '"') i++;
      }
      i++;
    } else {
      while (i < text.length && text[i] !== "," && text[i] !== "\r") {
        if (text[i] === '"' || text[i] === "\n") throw new Error(`a bare ${JSON.stringify(text[i])} at ${i}`);
        value += text[i++];
      }
    }
    row.push(value);
    if (text[i] === ",") i++;
    else if (text.startsWith("\r\n", i)) {
      i += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`no separator at ${i}`);
  }
  if (row.length) throw new Error("the last row has no end");
  return rows;
}

const header = "document,source name,article,block,role,entity id,type,text,start,end,ref,by,note";

test("writes the field's test document", async () => {
  const document = fieldDocument();
  const [title, body] = document.articles[0]?.blocks ?? [];
  const common = (id: string | undefined, role: string) => `${document.id},004_04b86e9b1138073a.txt,a1,${id},${role}`;
  expect(await exportedText(csv, [document])).toBe(
    [
      `\uFEFF${header}`,
      `${common(title?.id, "title")},e2,EVENT,𠮷田茂訪問北京,3,10,,editor,`,
      `${common(title?.id, "title")},e1,PER,𠮷田茂,3,6,q1,editor,"首相\n第二行"`,
      `${common(title?.id, "title")},e3,LOC,北京,8,10,,editor,`,
      `${common(body?.id, "paragraph")},e4,ORG,"新聞\n辦公室",3,9,,editor,`,
      "",
    ].join("\r\n"),
  );
});

test("has its header also without any entity", async () => {
  expect(await exportedText(csv, [documentOf([[block("title", "題")]])])).toBe(`\uFEFF${header}\r\n`);
});

test.for([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@x", "'@x"],
  ["＝1", "'＝1"],
  ["＋1", "'＋1"],
  ["－1", "'－1"],
  ["＠x", "'＠x"],
  [" =1", "' =1"],
  ["\u00a0=1", "'\u00a0=1"],
  ["　=1", "'　=1"],
  ["\tx", "'\tx"],
  ["\rx", `"'\rx"`],
  ["\nx", `"'\nx"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ["'=1", "''=1"],
  ["'a", "'a"],
  ["a=1", "a=1"],
  ["負-1", "負-1"],
  ['他說"好"', '"他說""好"""'],
] as const)("a note %j becomes the cell %j", async ([note, expected]) => {
  const text = await exportedText(csv, [documentOf([[block("title", "題", [entity("題", "題", "PER", { note })])]])]);
  expect(text.endsWith(`,editor,${expected}\r\n`)).toBe(true);
});

test("parses back to every entity, and no cell begins as a formula", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomDocument, { maxLength: 2 }), async (documents) => {
      const rows = parseCsv((await exportedText(csv, documents)).slice(1)).slice(1);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^([\t\r\n]|[\s\u200b]*[=+\-@＝＋－＠])/);
      const plain = (cell: string | undefined) =>
        (cell ?? "").replace(/^'(?='*(?:[\t\r\n]|[\s\u200b]*[=+\-@＝＋－＠]))/, "");
      const found = rows.map((row) =>
        [row[5], plain(row[7]), row[8], row[9], plain(row[10]), plain(row[12])].join("|"),
      );
      const expected = documents
        .flatMap((document) => document.articles.flatMap((article) => article.blocks.flatMap((each) => each.entities)))
        .map((each) => [each.id, each.text, each.start, each.end, each.ref ?? "", each.note].join("|"));
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 200 },
  );
});

test("refuses a document whose entity is not where it says, and writes none of its rows", async () => {
  const right = block("title", "北京", [entity("北京", "北京", "LOC")]);
  const wrong = block("paragraph", "北京", [{ ...entity("北京", "北京", "LOC"), start: 1 }]);
  const { files, failures } = await exportToMemory(csv, [documentOf([[right], [wrong]])]);
  expect(failures).toMatchObject([{ code: "offset-mismatch" }]);
  expect(files.get("out")).toBe(`\uFEFF${header}\r\n`);
});
