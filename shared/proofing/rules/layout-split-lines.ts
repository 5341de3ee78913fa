/** Lines of one block that are paragraphs of their own. */
import { clues } from "../layout/evidence.ts";
import { structureOf } from "../layout/structure.ts";
import { findingAt, type PageRule } from "../rule.ts";

export const layoutSplitLines: PageRule = {
  id: "layout.split-lines",
  kind: "layout",
  stage: "lines",
  scope: "page",
  title: { zh: "一块里有几段", en: "Several paragraphs in one block" },
  about: {
    zh: "原文段与段之间没有空行，进来时成了一块。按行拆开；列表、表格和诗行不拆。",
    en: "The source has no blank lines between paragraphs, so that they came in as one block. Splits it by lines; lists, tables and verse stay.",
  },
  example: { before: "会议在市里召开。\n会议要求，抓好落实。", after: "会议在市里召开。\n\n会议要求，抓好落实。" },
  enabled: true,
  check(page, context) {
    const { lines, breaks } = structureOf(page, context);
    return lines.flatMap((line, index) => {
      const before = lines[index - 1];
      if (before?.block !== line.block || breaks[index]?.kind !== "part") return [];
      const { block } = line;
      const [start, end] = [block.points.toCodePoint(before.end), block.points.toCodePoint(line.start)];
      return [
        findingAt(layoutSplitLines, block, before.end, line.start, {
          severity: "warning",
          safe: false,
          score: 0.8,
          message: { zh: "这里另起一段。", en: "A new paragraph begins here." },
          evidence: [clues.ownLines],
          fix: [
            { do: "replace", block: block.id, start, end, text: "" },
            { do: "split", block: block.id, at: end },
          ],
        }),
      ];
    });
  },
};
