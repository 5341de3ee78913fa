import { expect, test } from "vitest";
import { expectRoundTrip } from "./round-trip.ts";
import { formatOfFile, memoryFile } from "./run-import.ts";
import { tei } from "./tei.ts";
import { exportToMemory, fieldDocument, pagesOf } from "./test-support.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("TEI keeps all but the name of the source, and of meta data the white space", async () => {
  await expectRoundTrip(tei, { ignoring: ["names", "meta"], runs: 150 });
});

test("is recognised, and what it can't hold is said", async () => {
  const document = fieldDocument();
  const [block] = document.articles[0]?.blocks ?? [];
  if (!block) throw new Error("there is a block");
  block.text = `\u0001${block.text}`;
  block.entities = [];
  const { files, notices } = await exportToMemory(tei, [document]);
  const [name, xml] = [...files][0] as [string, string];
  expect(name).toBe("004_04b86e9b1138073a.xml");
  expect(formatOfFile(memoryFile("x.dat", bytesOf(xml))).id).toBe("tei");
  expect(notices).toEqual([expect.stringContaining("U+FFFD")]);
  expect((await pagesOf(bytesOf(xml), "x.xml"))[0]?.text).toContain("\uFFFD標題：𠮷田茂訪問北京");
});

test("shows corrections when it is asked to, and refuses a document whose source is gone then", async () => {
  const document = fieldDocument();
  const options = { corrections: "choice" };
  const sources = new Map([[document.id, "標題：吉田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說"]]);
  for (const [index, block] of document.articles[0]?.blocks.entries() ?? [])
    block.pieces = index ? [{ source: [12, 31] }] : [{ source: [0, 3] }, { inserted: "𠮷" }, { source: [4, 10] }];
  const { files } = await exportToMemory(tei, [document], sources, { options });
  expect([...files.values()][0]).toContain("<choice><sic>吉</sic><corr>𠮷</corr></choice>田茂</persName>");
  const { failures } = await exportToMemory(tei, [document], new Map(), { options });
  expect(failures).toHaveLength(1);
});
