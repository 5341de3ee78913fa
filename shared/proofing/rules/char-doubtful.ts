/** Words that the text recognition was not sure of, as it said itself. */
import type { Confidence } from "../../model/page-layout.ts";
import { label, mark } from "../characters/offers.ts";
import type { Finding } from "../finding.ts";
import type { Page, PageBlock } from "../page.ts";
import type { BlockRule } from "../rule.ts";

/** Below this a word is worth a look. */
const DOUBT = 0.6;
/** Where more of the page than this is below, the recogniser counts otherwise or the page is bad: only the worst are shown. */
const MOST = 0.25;
const WORST = 0.1;

export const charDoubtful: BlockRule = {
  id: "char.doubtful",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("识别没有把握的字", "Uncertain recognition"),
  about: label(
    "来自 hOCR、ALTO、PAGE 的稿件带有识别程序给每个词的置信度：低于 60% 的标出来，请对照原图；一页里这样的超过四分之一，就只标最差的十分之一。改过的词不再标。",
    "Pages from hOCR, ALTO and PAGE say how sure the recognition was of each word: words below 60 % are shown, to be compared with the image; where they are more than a quarter of the page, only the worst tenth. A word that was corrected is not shown any more.",
  ),
  example: { before: "〔37%〕吉田茂訪問北京", after: null },
  enabled: true,
  check(block, page) {
    const doubts = doubtsOn(page);
    if (!doubts.length) return [];
    const findings: Finding[] = [];
    for (const { start, end, confidence } of groupsIn(block, doubts)) {
      const { points } = block;
      const [from, to] = [points.toUtf16(start), points.toUtf16(end)];
      const words = block.text.slice(from, to);
      if (!words.trim()) continue;
      const percent = Math.round(confidence * 100);
      findings.push(
        mark(charDoubtful, block, from, to, {
          severity: confidence < DOUBT / 2 ? "warning" : "hint",
          message: label(
            `识别程序对“${words}”只有 ${percent}% 的把握，请对照原图。`,
            `The recognition was only ${percent} % sure of “${words}”; compare it with the image.`,
          ),
          evidence: [label(`置信度 ${percent}%。`, `Confidence ${percent} %.`)],
          score: Math.max(0, Math.min(1, 1 - confidence)),
        }),
      );
    }
    return findings;
  },
};

const kept = new WeakMap<readonly Confidence[], readonly Confidence[]>();

/** The stretches of the source that are to be shown, in order. */
function doubtsOn({ document: { source } }: Page): readonly Confidence[] {
  const all = source.confidence ?? [];
  let doubts = kept.get(all);
  if (!doubts) {
    const threshold = thresholdOf(all, source.length);
    doubts = all.filter(([, , confidence]) => confidence < threshold);
    kept.set(all, doubts);
  }
  return doubts;
}

function thresholdOf(all: readonly Confidence[], length: number): number {
  const low = all.filter(([, , confidence]) => confidence < DOUBT);
  const count = low.reduce((sum, [start, end]) => sum + end - start, 0);
  if (count <= MOST * length) return DOUBT;
  let worst = 0;
  for (const [start, end, confidence] of low.toSorted((a, b) => a[2] - b[2])) {
    worst += end - start;
    if (worst > WORST * length) return confidence;
  }
  return DOUBT;
}

interface Group {
  /** Code points in the block's text. */
  start: number;
  end: number;
  /** The lowest in it. */
  confidence: number;
}

/** Doubts whose characters all still stand in the block, side by side as in the source; neighbours are one group. */
function groupsIn({ block }: PageBlock, doubts: readonly Confidence[]): Group[] {
  const groups: Group[] = [];
  let offset = 0;
  for (const piece of block.pieces) {
    if (!("source" in piece)) {
      offset += Array.from(piece.inserted).length;
      continue;
    }
    const [from, to] = piece.source;
    for (let index = firstFrom(doubts, from); index < doubts.length; index++) {
      const [start, end, confidence] = doubts[index] as Confidence;
      if (start >= to) break;
      if (end > to) continue;
      const last = groups.at(-1);
      const at = offset + start - from;
      if (last?.end === at) {
        last.end += end - start;
        last.confidence = Math.min(last.confidence, confidence);
      } else groups.push({ start: at, end: at + end - start, confidence });
    }
    offset += to - from;
  }
  return groups;
}

/** Index of the first doubt that begins at or behind an offset. */
function firstFrom(doubts: readonly Confidence[], offset: number): number {
  let low = 0;
  let high = doubts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((doubts[middle]?.[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
