import { expect, test } from "vitest";
import type { Block } from "../../../shared/model/document.ts";
import type { Edit } from "../../../shared/proofing/edits.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { previewOf, wordsOf } from "./preview.ts";

const block = (id: string, text: string, role = "paragraph"): [string, Block] => [
  id,
  { id, role, text, pieces: [], entities: [] },
];
const words = { zh: "", en: "" };

function finding(fix: Edit[] | null, at: Partial<Finding> = {}): Finding {
  return {
    rule: "r",
    article: "a1",
    block: "b1",
    start: 0,
    end: 0,
    quote: "",
    severity: "error",
    safe: true,
    message: words,
    evidence: [],
    score: 1,
    fix,
    ...at,
  };
}

test("replacements of one block are shown together, with the words around and between them", () => {
  const text = `${"前".repeat(20)}甲,乙${"中".repeat(40)}丙,丁`;
  const blocks = new Map([block("b1", text)]);
  const fix: Edit[] = [
    { do: "replace", block: "b1", start: 21, end: 22, text: "，" },
    { do: "replace", block: "b1", start: 64, end: 65, text: "，" },
  ];
  expect(previewOf(finding(fix), blocks)).toEqual([
    {
      does: "text",
      segments: [
        { mark: "is", text: `…${"前".repeat(11)}甲` },
        { mark: "gone", text: "," },
        { mark: "new", text: "，" },
        { mark: "is", text: `乙${"中".repeat(11)}…${"中".repeat(11)}丙` },
        { mark: "gone", text: "," },
        { mark: "new", text: "，" },
        { mark: "is", text: "丁" },
      ],
    },
  ]);
});

test("offsets count characters, and what has no look of its own is shown by a sign where it changes", () => {
  const blocks = new Map([block("b1", "𠮷\u200b乙 丙")]);
  const fix: Edit[] = [
    { do: "replace", block: "b1", start: 1, end: 2, text: "" },
    { do: "replace", block: "b1", start: 3, end: 4, text: "\u3000" },
  ];
  const [preview] = previewOf(finding(fix), blocks);
  expect(preview?.does === "text" ? preview.segments.map(({ text }) => text) : []).toEqual([
    "𠮷",
    "⟨200B⟩",
    "乙",
    "␣",
    "□",
    "丙",
  ]);
});

test("structure is told by the words of the blocks that are concerned", () => {
  const blocks = new Map([block("b1", "标题"), block("b2", "本报讯 昨日"), block("b3", "召开会议。")]);
  const fix: Edit[] = [
    { do: "role", block: "b1", role: "title" },
    { do: "move", blocks: ["b1"], place: "before", of: "b2" },
    { do: "join", block: "b2", next: "b3", between: "" },
    { do: "articleStart", block: "b1" },
    { do: "split", block: "b2", at: 3, role: "dateline" },
    { do: "remove", block: "b3" },
  ];
  expect(previewOf(finding(fix), blocks)).toEqual([
    { does: "role", words: "标题", from: "paragraph", to: "title" },
    { does: "move", words: ["标题"], place: "before", stays: "本报讯 昨日" },
    { does: "join", left: "本报讯 昨日", between: "", right: "召开会议。" },
    { does: "articleStart", words: "标题" },
    { does: "split", left: "本报讯", right: "昨日", role: "dateline" },
    { does: "remove", words: "召开会议。" },
  ]);
});

test("a finding without a fix has nothing to show; its line says its words among their neighbours", () => {
  const blocks = new Map([block("b1", "区委召开会议，，部署全年工作，推进各项建设任务。")]);
  const doubled = finding(null, { start: 6, end: 8, quote: "，，" });
  expect(previewOf(doubled, blocks)).toEqual([]);
  expect(wordsOf(doubled, blocks)).toBe("区委召开会议，，部署全年工作，推进各项建…");
});
