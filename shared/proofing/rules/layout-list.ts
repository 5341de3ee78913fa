/** Lines that are lines on purpose: said, and left alone. */
import { structureOf } from "../layout/structure.ts";
import { findingOn, type PageRule } from "../rule.ts";

const names = {
  items: { zh: "这几行是列表，不接。", en: "These lines are a list; they are left as they are." },
  table: { zh: "这几行是表格，不接。", en: "These lines are a table; they are left as they are." },
  verse: { zh: "这几行是诗或歌词，不接。", en: "These lines are verse; they are left as they are." },
};

export const layoutList: PageRule = {
  id: "layout.list",
  kind: "layout",
  stage: "lines",
  scope: "page",
  title: { zh: "列表、表格、诗行", en: "Lists, tables, verse" },
  about: {
    zh: "几行连着有序号、栏数相同，或都在行末断句：是列表、表格或诗。只提示，不改。",
    en: "Neighbouring lines that are numbered, have as many cells each, or pause at their ends only. Said, not changed.",
  },
  example: { before: "1.携带身份证\n2.提前预约\n3.按时到场", after: null },
  enabled: true,
  check(page, context) {
    const { lists, lines } = structureOf(page, context);
    return lists.flatMap(({ kind, from, to }) => {
      const block = lines[from]?.block;
      if (!block) return [];
      const count = to - from;
      return [
        findingOn(layoutList, block, {
          severity: "hint",
          safe: false,
          score: 0.6,
          message: names[kind],
          evidence: [{ zh: `连着 ${count} 行都是这样。`, en: `${count} lines in a row are alike.` }],
          fix: null,
        }),
      ];
    });
  },
};
