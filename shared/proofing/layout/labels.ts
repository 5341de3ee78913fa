/**
 * What short units are by their wording and their place: bylines, credits, datelines, page furniture, captions. What is
 * left, short and without a full stop, may be a headline: `stories.ts` decides about those.
 */
import type { Label as Text } from "../../model/settings.ts";
import { clues } from "./evidence.ts";
import { endsSentence, endsWithColon, endsWithComma } from "./marks.ts";
import {
  announcesLinks,
  captionMarker,
  goesOn,
  isByline,
  isCredit,
  isDateline,
  isFurniture,
  isStoryOpener,
  numberOf,
  startsSpeech,
  startsWithDash,
} from "./patterns.ts";
import type { Interruption, Unit } from "./units.ts";

export interface UnitLabel {
  role: string;
  score: number;
  evidence: Text[];
}

/** For each unit what it surely or probably is, or null. */
export function labelsOf(units: readonly Unit[], interruptions: readonly Interruption[]): (UnitLabel | null)[] {
  const interrupting = new Set(interruptions.flatMap(({ between }) => between));
  const usual = usualGap(units);
  const labels = units.map((unit) => patternLabel(unit));
  labelLinks(units, labels);
  for (const unit of units) {
    if (labels[unit.index] || unit.role !== "paragraph" || unit.listed) continue;
    labels[unit.index] = interrupting.has(unit)
      ? { role: "caption", score: 0.95, evidence: [clues.captionBetween, clues.shortSentence] }
      : captionLabel(unit, units, labels, usual);
  }
  labelCaptionRuns(units, labels);
  return labels;
}

/** Captions without the gap of their picture: three short sentences in a row, or one or two above the pictures' source. */
function labelCaptionRuns(units: readonly Unit[], labels: (UnitLabel | null)[]): void {
  const lengths = units.filter((unit) => isText(unit, labels)).map(({ text }) => text.length);
  const usual = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  if (usual < 60 || lengths.length < 8) return;
  for (let from = 0; from < units.length; from++) {
    let to = from;
    while (to < units.length && isCaptionLike(units[to] as Unit, labels)) to++;
    const source = labels[to]?.role === "credit" && /图片|照片|[摄攝]/.test(units[to]?.raw ?? "");
    if (to - from >= 3 || (to > from && source))
      for (let i = from; i < to; i++)
        labels[i] = { role: "caption", score: 0.62, evidence: [clues.shortSentence, clues.captionRun] };
    from = Math.max(from, to);
  }
}

function isText(unit: Unit, labels: readonly (UnitLabel | null)[]): boolean {
  return unit.role === "paragraph" && !unit.listed && !labels[unit.index] && !couldBeHeadline(unit);
}

/** One plain sentence of a scene: nobody speaks, nothing goes on, nothing is counted off. */
function isCaptionLike(unit: Unit, labels: readonly (UnitLabel | null)[]): boolean {
  const { text } = unit;
  if (!isText(unit, labels) || text.length < 8 || text.length > 32 || !/^[^。！？：；我你]+。$/u.test(text))
    return false;
  return !goesOn(text) && !numberOf(unit.raw) && !startsSpeech(text) && !isStoryOpener(text);
}

function patternLabel(unit: Unit): UnitLabel | null {
  // A mark of the source (#) says what a line is; what it is by its wording matters where it has none.
  if (unit.role !== "paragraph") return { role: unit.role, score: 1, evidence: [] };
  if (unit.raw.length > 160 || unit.listed) return null;
  const role = isFurniture(unit.raw)
    ? "boilerplate"
    : isDateline(unit.raw)
      ? "dateline"
      : isCredit(unit.raw)
        ? "credit"
        : isByline(unit.raw)
          ? "byline"
          : null;
  return role && { role, score: 0.95, evidence: [clues.pattern] };
}

/** 相关阅读 is followed by titles of other pages: furniture too, until something longer comes. */
function labelLinks(units: readonly Unit[], labels: (UnitLabel | null)[]): void {
  for (const unit of units) {
    if (!announcesLinks(unit.raw)) continue;
    for (let i = unit.index + 1; i < units.length; i++) {
      const link = units[i] as Unit;
      if (labels[i] || link.text.length > 45 || endsSentence(link.text)) break;
      labels[i] = { role: "boilerplate", score: 0.8, evidence: [clues.pattern] };
    }
  }
}

/** From this on a unit is called a caption. */
const CAPTION = 0.59;

function captionLabel(
  unit: Unit,
  units: readonly Unit[],
  labels: readonly (UnitLabel | null)[],
  usual: number,
): UnitLabel | null {
  const { text, raw } = unit;
  if (text.length < 4 || text.length > 160 || isStoryOpener(text) || startsSpeech(text)) return null;
  const evidence: Text[] = [];
  let score = 0;
  const add = (points: number, clue?: Text) => {
    score += points;
    if (clue) evidence.push(clue);
  };
  const marker = captionMarker(raw);
  if (marker) add(marker === "place" ? 0.5 : 0.6, clues.captionWords);
  const lost = (other: Unit | undefined) => (other?.gap ?? 0) >= 3 && (other?.gap ?? 0) > usual + 1;
  if (lost(unit)) add(0.35, clues.gap);
  const finished = endsSentence(text);
  const sentences = text.match(/[。！？]/g)?.length ?? 0;
  if (text.length <= 45) add(0.2);
  else if (text.length > 110) add(-0.3);
  if (sentences <= 1) add(0.15, clues.shortSentence);
  const after = units[unit.index + 1];
  if (labels[unit.index + 1]?.role === "credit" && /[摄攝]/.test(after?.raw ?? "")) add(0.4, clues.creditFollows);
  if (lost(after)) add(0.1);
  const dated = DATED.test(text) && finished;
  if (dated && !lost(unit) && labels[unit.index + 1]?.role === "credit") add(0.2, clues.datedEvent);
  const above = units[unit.index - 1];
  if (above && finished && text.length <= 45 && labels[unit.index + 1]?.role === "byline" && isHeadlineLike(above))
    add(0.4, clues.aboveByline);
  // A line without a full stop above a long paragraph may as well be a heading.
  if (!finished && !marker && (after?.text.length ?? 0) >= 60) add(-0.3);
  if (numberOf(raw)) add(-0.3);
  return score >= CAPTION ? { role: "caption", score: Math.min(0.95, score), evidence } : null;
}

/** A date at the head of a picture's text. */
const DATED = /^(?:\d{4}年)?\d{1,2}月\d{1,2}日|^(?:近日|日前|昨日|今日)/;

function isHeadlineLike(unit: Unit): boolean {
  return unit.role !== "paragraph" || startsWithDash(unit.raw) || couldBeHeadline(unit);
}

function usualGap(units: readonly Unit[]): number {
  const gaps = units.flatMap(({ gap }) => (gap === null ? [] : [gap])).sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 1;
}

const LONGEST_HEADLINE = 45;

/** Whether a unit without a label could be a headline of some kind: short, and no sentence of a text. */
export function couldBeHeadline(unit: Unit): boolean {
  const { text } = unit;
  if (!unit.whole || unit.listed || unit.role !== "paragraph" || isStoryOpener(text)) return false;
  if (text.length < 2 || text.length > LONGEST_HEADLINE) return false;
  // A headline of two lines may be broken behind 、, never behind another comma.
  if ((endsWithComma(text) && !text.endsWith("、")) || endsWithColon(text)) return false;
  if (startsSpeech(text) && (endsSentence(text) || !/[：:].{4}/u.test(text))) return false;
  if (/[。；;]/.test(text) || (text.match(/[，,]/g)?.length ?? 0) > 2) return false;
  // A question may be a headline; a line of dialogue has quotation marks too.
  if (endsSentence(text)) return /[？！?!]$/.test(text) && text.length <= 24;
  return /\p{Script=Han}/u.test(text);
}
