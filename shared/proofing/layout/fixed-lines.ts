/** Lines of fixed wording: bylines, credits, datelines, page furniture. They are never part of a paragraph or a list. */
import type { Line } from "./lines.ts";
import { isByline, isCredit, isDateline, isFurniture } from "./patterns.ts";

export function standsAlone(line: Line): boolean {
  if (line.width > 60) return false;
  let known = alone.get(line);
  if (known === undefined) {
    known = isByline(line.raw) || isCredit(line.raw) || isFurniture(line.raw) || isDateline(line.raw);
    alone.set(line, known);
  }
  return known;
}

const alone = new WeakMap<Line, boolean>();
