/**
 * What stands on a proof sheet, whatever it is drawn on: the heading, what was measured, and the corrected text with its
 * changes, block by block. Names are in Chinese, with English beside them: the sheet is read by whoever gets the paper.
 * Pure; must not know HTML, PDF.
 */
import type { Correction, CorrectionKind } from "../../../shared/corrections/correction.ts";
import { correctionKinds } from "../../../shared/corrections/correction.ts";
import { correctionsOf } from "../../../shared/corrections/corrections-of.ts";
import { isSlight, visibleSpace } from "../../../shared/corrections/marks.ts";
import { measure } from "../../../shared/corrections/measure.ts";
import { type TrackedBlock, trackedBlocks } from "../../../shared/corrections/tracked.ts";
import { errorRate } from "../../../shared/metrics/cer.ts";
import { levels } from "../../../shared/metrics/levels.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { titleOf } from "../../../shared/model/document.ts";
import { type CodePointText, LineNumbers } from "../../../shared/model/offsets.ts";
import type { CorpusSettings, Label } from "../../../shared/model/settings.ts";

/** slight: taken out, but too small for a line through it. seam: a sign where a line end was taken out. */
export type Mark = "plain" | "removed" | "slight" | "inserted" | "seam";
export interface SheetRun {
  text: string;
  mark: Mark;
}

export interface SheetRow {
  /** Null for lines of the source that were removed: they have no block. */
  role: string | null;
  /** What stands in the margin: the role first, then what is said of the block. */
  name: Label | null;
  notes: Label[];
  changed: boolean;
  runs: SheetRun[];
}

export interface Sheet {
  corpus: string;
  title: string;
  /** Where the page is from: file, publication, date, page; as far as they are known. */
  source: string[];
  /** When (the day) and by whom it was changed last. */
  state: string[];
  summary: { name: Label; rows: [name: Label, value: string][] }[];
  /** Whether there is anything to say of how changes are marked. */
  hasMarks: boolean;
  articles: SheetRow[][];
}

export const sheetName: Label = { zh: "校样", en: "Proof sheet" };
export const marksName: Label = { zh: "标记", en: "Marks" };
export const markSamples: readonly { runs: readonly SheetRun[]; name: Label }[] = [
  {
    runs: [
      { text: "字", mark: "removed" },
      { text: " ", mark: "plain" },
      { text: "，", mark: "slight" },
    ],
    name: { zh: "删去", en: "taken out" },
  },
  { runs: [{ text: "字", mark: "inserted" }], name: { zh: "增入", en: "put in" } },
  { runs: [{ text: "␣", mark: "plain" }], name: { zh: "空格", en: "a space" } },
  { runs: [{ text: "⏎", mark: "seam" }], name: { zh: "并行", en: "lines joined" } },
];

/** The name of the n-th article, from 1. */
export function articleName(number: number): Label {
  return { zh: `第 ${number} 篇`, en: `Article ${number}` };
}

/** The Chinese name and the English one after it; one alone where there is no other. */
export function bothNames({ zh, en }: Label): [name: string, english: string] {
  return !zh || !en || zh === en ? [zh || en, ""] : [zh, en];
}

const kindNames: Record<CorrectionKind, Label> = {
  characters: { zh: "文字", en: "characters" },
  punctuation: { zh: "标点", en: "punctuation" },
  space: { zh: "空白", en: "space" },
  join: { zh: "并行", en: "lines joined" },
  split: { zh: "分段", en: "split" },
  move: { zh: "移动", en: "moved" },
  removed: { zh: "删行", en: "lines removed" },
  inserted: { zh: "增段", en: "blocks put in" },
};
const levelNames: Record<(typeof levels)[number], Label> = {
  raw: { zh: "逐字", en: "all" },
  noSpace: { zh: "不计空白", en: "no space" },
  noWidth: { zh: "不计空白与全半角", en: "no width" },
  han: { zh: "只计汉字", en: "Han only" },
};

export function sheetOf(document: GalleyDocument, source: CodePointText, settings: CorpusSettings): Sheet {
  const corrections = correctionsOf(document, source);
  const lines = new LineNumbers(source);
  const roles = new Map(settings.roles.map(({ id, label }) => [id, label]));
  const rows = Map.groupBy(trackedBlocks(document, corrections), ({ article }) => article);
  const { byKind, changed, errors } = measure(document, source, corrections);
  const counted = correctionKinds.filter((kind) => byKind[kind].places);
  const { publication, date, page } = document.meta;
  return {
    corpus: settings.name,
    title: titleOf(document) || document.source.name,
    source: [document.source.name, publication, date, page].filter((part) => part !== ""),
    state: [document.updatedAt.slice(0, 10), document.updatedBy],
    summary: [
      {
        name: { zh: "修订", en: "Corrections" },
        rows: [
          [{ zh: "改动字数", en: "characters changed" }, String(changed)],
          ...counted.map((kind): [Label, string] => [kindNames[kind], String(byKind[kind].places)]),
        ],
      },
      {
        name: { zh: "原文字错率", en: "CER" },
        rows: levels.map((level) => [levelNames[level], `${(errorRate(errors[level]) * 100).toFixed(2)}%`]),
      },
    ],
    hasMarks: counted.length > 0,
    articles: [...rows.values()].map((blocks) =>
      blocks.flatMap((block) => rowsOf(block, roles.get(block.role) ?? { zh: block.role, en: "" }, lines)),
    ),
  };
}

function rowsOf(block: TrackedBlock, name: Label, lines: LineNumbers): SheetRow[] {
  const moved = block.moves.map(({ source }) => {
    const line = lines.of(source[0]);
    return { zh: `移自原文第 ${line} 行`, en: `from line ${line}` };
  });
  const row = {
    role: block.role,
    name,
    notes: [...moved, ...(block.split ? [{ zh: "由此分段", en: "split here" }] : [])],
    changed: block.count > 0,
    runs: block.parts.flatMap((part) =>
      "text" in part ? [{ text: part.text, mark: "plain" as const }] : runsOf(part.correction),
    ),
  };
  return [...block.removedBefore.map(removedRow), row, ...block.removedAfter.map(removedRow)];
}

function removedRow({ wrong }: Correction): SheetRow {
  const notes = [{ zh: "删去", en: "taken out" }];
  return { role: null, name: null, notes, changed: true, runs: [{ text: wrong, mark: "removed" }] };
}

function runsOf(correction: Correction): SheetRun[] {
  const { kind, wrong, right } = correction;
  const show = (text: string) => (kind === "space" || kind === "join" ? visibleSpace(text) : text);
  const before: SheetRun =
    kind === "join"
      ? { text: "⏎", mark: "seam" }
      : { text: show(wrong), mark: isSlight(correction) ? "slight" : "removed" };
  const after: SheetRun = { text: show(right), mark: "inserted" };
  return [before, after].filter(({ text }) => text !== "");
}
