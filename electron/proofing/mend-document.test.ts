import { expect, test } from "vitest";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { defaultProofingSettings } from "../../shared/model/settings.ts";
import { sampleDocument } from "../../shared/model/testing.ts";
import { noStatistics } from "../../shared/proofing/context.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { emptyLexicon } from "../../shared/proofing/lexicon.ts";
import { changeName, sourcePlace } from "./change-name.ts";
import { excerptsOf } from "./excerpts.ts";
import { changeOfId, mendDocument, previewDocument, type Subject } from "./mend-document.ts";

const context = {
  lexicon: emptyLexicon,
  statistics: noStatistics,
  settings: defaultProofingSettings,
  records: {},
  learned: [],
};

function subjectOf(text: string): Subject {
  const document: GalleyDocument = { ...sampleDocument(), articles: articlesFromText(text), dismissed: [] };
  return { document, source: new CodePointText(text), context };
}

const text = "会议𠮷召开,大家参加,气氛热烈--会议指出(重申),要抓好落实,务求实效。";
const textOf = (document: GalleyDocument | null) => document?.articles[0]?.blocks[0]?.text;

test("a preview shows every change with the text around it, in the order of the page", () => {
  const rows = previewDocument(subjectOf(text), "safe");
  expect(rows.map(({ rule }) => rule)).toEqual([
    "punct.halfwidth",
    "punct.halfwidth",
    "punct.dash",
    "punct.parentheses",
    "punct.halfwidth",
    "punct.halfwidth",
  ]);
  expect(rows[0]?.before).toContain("会议𠮷召开,大家参加");
  expect(rows[0]?.after).toContain("会议𠮷召开，大家参加");
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

test("a change or a rule that is left out is not done, and all else is", () => {
  const subject = subjectOf(text);
  const rows = previewDocument(subject, "safe");
  const { document: id, name } = changeOfId(rows[1]?.id ?? "");
  expect(id).toBe(subject.document.id);
  const without = { rules: ["punct.dash"], changes: [name] };
  const { document, rules } = mendDocument(subject, "safe", without);
  expect(textOf(document)).toBe("会议𠮷召开，大家参加,气氛热烈--会议指出（重申），要抓好落实，务求实效。");
  expect(rules.find(({ rule }) => rule === "punct.halfwidth")).toMatchObject({ applied: 3, skipped: 1 });
  expect(document?.accepted).toEqual({ "punct.halfwidth": 3, "punct.parentheses": 1 });
});

test("with everything left out there is nothing to write", () => {
  const subject = subjectOf(text);
  const changes = previewDocument(subject, "safe").map(({ id }) => changeOfId(id).name);
  expect(mendDocument(subject, "safe", { rules: [], changes }).document).toBeNull();
});

const block = (pieces: ({ source: [number, number] } | { inserted: string })[]) => ({
  id: "b1",
  role: "paragraph",
  text: "",
  pieces,
  entities: [],
});

test("a place is named by the source's character there, through what was put in before it", () => {
  const one = block([{ source: [10, 12] }, { inserted: "新" }, { source: [15, 20] }]);
  expect([0, 1, 2, 3, 5, 8].map((offset) => sourcePlace(one, offset))).toEqual([10, 11, 15, 15, 17, 20]);
  expect(sourcePlace(block([{ inserted: "新" }]), 0)).toBeNull();
});

const finding = (change: Partial<Finding>): Finding => ({
  rule: "layout.x",
  article: "a1",
  block: "b1",
  start: 0,
  end: 0,
  quote: "",
  severity: "warning",
  safe: false,
  message: { zh: "", en: "" },
  evidence: [],
  score: 1,
  fix: null,
  ...change,
});

test("the same place has two names for two kinds of fix", () => {
  const one = block([{ source: [3, 9] }]);
  const join = finding({ fix: [{ do: "join", block: "b1", next: "b2", between: "" }] });
  const role = finding({ fix: [{ do: "role", block: "b1", role: "title" }] });
  expect([join, role].map((each) => changeName(each, one))).toEqual(["layout.x/join/3", "layout.x/role/3"]);
});

test("a join shows both blocks with the border that goes; text far away is left out, characters stay whole", () => {
  const { document } = subjectOf(`${"甲".repeat(99)}𠮷${"乙".repeat(39)}\n\n丙${"𠮷".repeat(40)}丁`);
  const fix: Finding["fix"] = [{ do: "join", block: "b1", next: "b2", between: "" }];
  const { before, after } = excerptsOf(finding({ fix }), document);
  expect(before).toBe(`…𠮷${"乙".repeat(39)}\n丙${"𠮷".repeat(20)}…`);
  expect(after).toBe(before.replace("\n", ""));
});

test("a change of role alone shows how the block begins", () => {
  const { document } = subjectOf("标题\n\n正文");
  const fix: Finding["fix"] = [{ do: "role", block: "b1", role: "title" }];
  expect(excerptsOf(finding({ fix }), document)).toEqual({ before: "标题", after: "标题" });
});

test("a removed block is shown, and nothing in its place", () => {
  const { document } = subjectOf("标题\n\n上一篇：无");
  const fix: Finding["fix"] = [{ do: "remove", block: "b2" }];
  expect(excerptsOf(finding({ block: "b2", fix }), document)).toEqual({ before: "上一篇：无", after: "" });
});
