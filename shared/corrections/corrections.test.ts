import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import { articlesFromText } from "../model/from-text.ts";
import { CodePointText, codePointLength } from "../model/offsets.ts";
import { sampleDocument } from "../model/testing.ts";
import { verifyDocument } from "../model/verify.ts";
import { applyFixes } from "../proofing/apply-edits.ts";
import type { Edit } from "../proofing/edits.ts";
import { batches } from "../proofing/random-edits.ts";
import type { Correction } from "./correction.ts";
import { correctionsOf } from "./corrections-of.ts";
import { diff } from "./diff.ts";
import { revert } from "./revert.ts";

function imported(text: string): { document: GalleyDocument; source: CodePointText } {
  const document = { ...sampleDocument(), articles: articlesFromText(text), dismissed: [] };
  document.source = { ...document.source, length: codePointLength(text) };
  return { document, source: new CodePointText(text) };
}

/** The corrections of an imported text after edits, in short: kind, what was there, what is there. */
function corrected(text: string, ...edits: Edit[][]) {
  let { document, source } = imported(text);
  for (const fix of edits) {
    const { document: next, applied } = applyFixes(document, [fix]);
    expect(applied).toEqual([true]);
    document = next;
  }
  expect(verifyDocument(document, source)).toEqual([]);
  return { document, source, corrections: correctionsOf(document, source) };
}

const short = ({ kind, wrong, right }: Correction) => [kind, wrong, right];

const replace = (block: string, start: number, end: number, text: string): Edit[] => [
  { do: "replace", block, start, end, text },
];
const join = (block: string, next: string, between = ""): Edit[] => [{ do: "join", block, next, between }];
const move = (blocks: string[], place: "before" | "after", of: string): Edit[] => [{ do: "move", blocks, place, of }];

describe("planted corrections are found for what they are", () => {
  const text = "# 頭條\n\n離石𠮷田茂,訪問北京\n第二行在此\n\n本報訊\n\n末段文字";

  test("an imported page has none, whatever its line ends and marks", () => {
    for (const page of [
      text,
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\n", "\r"),
      "\n\n  \n> 引文\n> 再引\n\n\n#不是\n",
      "",
      "  ",
      "　縮進\n\n　又",
    ]) {
      const { document, source } = imported(page);
      expect(correctionsOf(document, source)).toEqual([]);
    }
  });

  test("characters, punctuation and space inside a line, with their place and context", () => {
    const { corrections } = corrected(text, replace("b2", 2, 6, "吉田戊，"), replace("b4", 2, 2, "　"));
    expect(corrections.map(short)).toEqual([
      ["characters", "𠮷", "吉"],
      ["characters", "茂", "戊"],
      ["punctuation", ",", "，"],
      ["space", "", "　"],
    ]);
    expect(corrections[0]).toMatchObject({
      block: "b2",
      start: 2,
      end: 3,
      source: [8, 9],
      before: "離石",
      after: "田戊，訪問北京\n第二行在",
    });
  });

  test("a line end taken out inside a block, and between two blocks, also with a space put in", () => {
    const { corrections } = corrected(text, replace("b2", 10, 11, ""), join("b3", "b4", " "));
    expect(corrections.map(short)).toEqual([
      ["join", "\n", ""],
      ["join", "\n\n", " "],
    ]);
    expect(corrections[0]).toMatchObject({ block: "b2", start: 10, end: 10 });
  });

  test("a block's end where the source has none", () => {
    const { corrections } = corrected(text, [{ do: "split", block: "b4", at: 2 }]);
    expect(corrections.map(({ kind, blocks }) => [kind, blocks])).toEqual([["split", ["b4", "b5"]]]);
  });

  test("a split at a line end is no correction of the text", () => {
    const { corrections } = corrected(text, [
      { do: "replace", block: "b2", start: 10, end: 11, text: "" },
      { do: "split", block: "b2", at: 11 },
    ]);
    expect(corrections).toEqual([]);
  });

  test("a moved block is one move, also when it was corrected at its edges and inside", () => {
    const { corrections } = corrected(text, replace("b3", 0, 1, "木"), move(["b3"], "before", "b1"));
    expect(corrections.map(short)).toEqual([
      ["move", "本報訊", "木報訊"],
      ["characters", "本", "木"],
    ]);
    expect(corrections[0]).toMatchObject({ block: "b3", start: 0, end: 3, blocks: ["b3"] });
  });

  test("blocks that moved together are one move, and what they moved past has not moved", () => {
    const { corrections } = corrected(text, move(["b3", "b4"], "after", "b1"));
    expect(corrections.map(({ kind, blocks }) => [kind, blocks])).toEqual([["move", ["b3", "b4"]]]);
  });

  test("a line that was removed, and a block that was put in", () => {
    const { corrections } = corrected(text, [{ do: "remove", block: "b3" }]);
    expect(corrections).toMatchObject([{ kind: "removed", wrong: "本報訊", right: "", block: "b4", place: "before" }]);
    const { document, source } = imported(text);
    document.articles[0]?.blocks.push({
      id: "b9",
      role: "byline",
      text: "新加",
      pieces: [{ inserted: "新加" }],
      entities: [],
    });
    expect(correctionsOf(document, source).map(short)).toEqual([["inserted", "", "新加"]]);
  });

  test("a removed first and last line belong before and after their neighbours", () => {
    const { corrections } = corrected(text, [{ do: "remove", block: "b1" }], [{ do: "remove", block: "b4" }]);
    expect(corrections.map(({ kind, block, place }) => [kind, block, place])).toEqual([
      ["removed", "b2", "before"],
      ["removed", "b3", "after"],
    ]);
  });

  test("a continuation joined over what stands between is a move; the rest is where it was", () => {
    const { corrections } = corrected("長長的上半句\n\n插圖說明\n\n長長的下半句在此", join("b1", "b3"));
    expect(corrections.map(short)).toEqual([
      ["join", "\n\n", ""],
      ["move", "插圖說明", "插圖說明"],
    ]);
  });

  test("a line that was written anew is compared by its characters", () => {
    const { document, source } = imported("第一行\n\n第二行的文字\n\n第三行");
    const block = blocksOf(document)[1];
    if (block) Object.assign(block, { text: "第二行之文字。", pieces: [{ inserted: "第二行之文字。" }] });
    expect(correctionsOf(document, source).map(short)).toEqual([
      ["characters", "的", "之"],
      ["punctuation", "", "。"],
    ]);
  });

  test("300,000 characters are compared in less than a second", () => {
    const line = "國民政府令茲制定戰時軍律公布之此令，";
    const { document, source } = imported(Array.from({ length: 9000 }, () => `${line}${line}`).join("\n\n"));
    const fixes = blocksOf(document).flatMap(({ id }, index): Edit[][] => {
      if (index % 3 === 0) return [[{ do: "join", block: id, next: `b${index + 2}`, between: "" }]];
      return index % 3 === 2 ? [replace(id, 17, 18, "。"), replace(id, 3, 5, "𠮷")] : [];
    });
    const { document: after } = applyFixes(document, [...fixes, move(["b8001"], "before", "b3")]);
    const started = process.cpuUsage();
    expect(correctionsOf(after, source)).toHaveLength(9001);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(8000);
  });
});

describe("reverting", () => {
  const character = fc.constantFrom("京", "北", "𠮷", "，", ",", " ", "a", "#", ">");
  const line = fc.string({ unit: character, maxLength: 7 });
  const pages = fc
    .tuple(
      fc.array(fc.tuple(line, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 9 }),
      fc.constantFrom("\n", "\r\n", "\r"),
    )
    .map(([lines, end]) => lines.map(([text, ends]) => text + end.repeat(ends)).join(""));

  /** The text without its line ends, which an import leaves in blocks or between them. */
  const flat = (document: GalleyDocument) =>
    blocksOf(document)
      .map(({ text }) => text.replaceAll("\n", ""))
      .join("");

  test("every correction can be taken back, and all of them taken back give the source in its order", () => {
    fc.assert(
      fc.property(pages, batches(7), fc.infiniteStream(fc.nat()), (page, fixes, choice) => {
        const { document, source } = imported(page);
        let current = document;
        for (const fix of fixes) current = applyFixes(current, [fix]).document;
        let left = correctionsOf(current, source);
        for (let round = 0; left.length; round++) {
          expect(round, JSON.stringify(left)).toBeLessThan(80);
          const next = left[(choice.next().value as number) % left.length] as Correction;
          const result = applyFixes(current, [revert(current, source, next)]);
          expect(result.applied, JSON.stringify([next, revert(current, source, next)])).toEqual([true]);
          current = result.document;
          expect(verifyDocument(current, source)).toEqual([]);
          left = correctionsOf(current, source);
        }
        expect(flat(current)).toBe(flat(document));
      }),
      { numRuns: 400 },
    );
  });

  test("what is written, looked at on its own, adds up: the corrections turn the source's text into the page's", () => {
    fc.assert(
      fc.property(pages, batches(7), (page, fixes) => {
        const { document, source } = imported(page);
        const { document: after } = applyFixes(document, fixes);
        for (const { block, start, end, right, kind, source: range, wrong } of correctionsOf(after, source)) {
          if (kind === "move" || kind === "split") continue;
          const text = blocksOf(after).find(({ id }) => id === block)?.text ?? "";
          expect(new CodePointText(text).slice(start, end)).toBe(right);
          if (kind !== "join") expect(source.slice(...range)).toBe(wrong);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a move back keeps entities, also of a passage that was joined into a block", () => {
    const { document, source } = imported("上半句很長很長\n\n插圖說明\n\n下半");
    const tail = blocksOf(document)[2];
    tail?.entities.push({ id: "e1", type: "LOC", start: 0, end: 2, text: "下半", ref: null, by: "editor", note: "" });
    const joined = applyFixes(document, [join("b1", "b3")]).document;
    let current = joined;
    for (let left = correctionsOf(current, source); left[0]; left = correctionsOf(current, source))
      current = applyFixes(current, [revert(current, source, left[0])]).document;
    expect(blocksOf(current).map(({ text }) => text)).toEqual(["上半句很長很長", "插圖說明", "下半"]);
    expect(blocksOf(current)[2]?.entities).toMatchObject([{ id: "e1", start: 0, end: 2 }]);
  });
});

test("a difference is the shortest one, and makes the second list of the first", () => {
  const list = fc.array(fc.constantFrom("甲", "乙", "丙"), { maxLength: 12 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const made: string[] = [];
      let at = 0;
      let cost = 0;
      for (const hunk of diff(a, b)) {
        made.push(...a.slice(at, hunk.a), ...b.slice(hunk.b, hunk.bEnd));
        at = hunk.aEnd;
        cost += hunk.aEnd - hunk.a + hunk.bEnd - hunk.b;
      }
      expect([...made, ...a.slice(at)]).toEqual(b);
      expect(cost).toBe(a.length + b.length - 2 * longestCommon(a, b));
    }),
  );
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      row[j] = item === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] as number);
      diagonal = above;
    }
  }
  return row[b.length] as number;
}
