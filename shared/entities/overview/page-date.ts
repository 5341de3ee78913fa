/**
 * The date that a page says of itself, which is whatever an import or an editor wrote, as a date that can be put on an
 * axis: by day, month or year. Pure.
 */
import { dateValue } from "../tagset/attribute-value.ts";

export const units = ["day", "month", "year"] as const;
export type Unit = (typeof units)[number];

/** Length of a period of each unit as it is written: YYYY-MM-DD, YYYY-MM, YYYY. */
const lengths: Record<Unit, number> = { day: 10, month: 7, year: 4 };

const numerals = "〇一二三四五六七八九";

/**
 * YYYY, YYYY-MM or YYYY-MM-DD. Also reads a moment (2024-05-01T08:00), 20240501, 2024年5月1日 and 二〇二四年五月一日, with
 * anything after the day. Null for what says no year.
 */
export function pageDate(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (compact) return dateValue(compact.slice(1).join("-"));
  const spoken = plain.replace(
    /[〇○零一二三四五六七八九十]+(?=[年月日号])/g,
    (number) => spokenNumber(number) ?? number,
  );
  const [written = spoken] =
    /^\d{4} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?)?/.exec(spoken) ??
    /^\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)/.exec(spoken) ??
    [];
  return dateValue(written);
}

/** 二〇二四 → 2024, 十二 → 12, 三十一 → 31. */
function spokenNumber(text: string): string | null {
  const digits = Array.from(text.replace(/[○零]/g, "〇"), (sign) => (sign === "十" ? 10 : numerals.indexOf(sign)));
  const ten = digits.indexOf(10);
  if (ten < 0) return digits.join("");
  if (digits.length > 3 || ten > 1 || digits.lastIndexOf(10) !== ten) return null;
  const tens = ten === 0 ? 1 : (digits[0] ?? 1);
  return String(tens * 10 + (digits[ten + 1] ?? 0));
}

/** The period that a date lies in; null where the date says less than that. */
export function periodOf(date: string, unit: Unit): string | null {
  return date.length < lengths[unit] ? null : date.slice(0, lengths[unit]);
}

/** The column that a page with this date stands in: its period, or one for all that say less (`coarse`) or nothing (`undated`). */
export function columnOf(text: string, unit: Unit): string {
  const date = pageDate(text);
  return date === null ? "undated" : (periodOf(date, unit) ?? "coarse");
}

/** More columns than this can't be told apart on a screen. */
const MANY = { day: 62, month: 72 };

/** The finest unit in which all the dates fit on an axis. */
export function unitFor(dates: readonly string[]): Unit {
  const sorted = [...dates].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return "month";
  // A unit that many dates are too coarse for would leave those out.
  const says = (unit: Unit) => dates.filter((date) => date.length >= lengths[unit]).length >= 0.9 * dates.length;
  for (const unit of ["day", "month"] as const) if (says(unit) && span(first, last, unit) <= MANY[unit]) return unit;
  return "year";
}

/** How many periods there are from one date to another. */
function span(first: string, last: string, unit: Unit): number {
  return number(last, unit) - number(first, unit) + 1;
}

/** A period as a number that grows by one from each to the next. */
function number(date: string, unit: Unit): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  if (unit === "year") return year;
  if (unit === "month") return year * 12 + month - 1;
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** All periods from the first to the last, those without a page included; only the given ones where that were too many. */
export function periodsBetween(given: readonly string[], unit: Unit, most = 400): string[] {
  const sorted = [...new Set(given)].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || span(first, last, unit) > most) return sorted;
  const from = number(first, unit);
  return Array.from({ length: span(first, last, unit) }, (_, step) => written(from + step, unit));
}

function written(period: number, unit: Unit): string {
  if (unit === "year") return String(period).padStart(4, "0");
  if (unit === "day") return new Date(period * 86_400_000).toISOString().slice(0, 10);
  return `${String(Math.floor(period / 12)).padStart(4, "0")}-${String((period % 12) + 1).padStart(2, "0")}`;
}
