/** Boxes and outlines as files write them, and the numbers in them. Must not know: particular formats. */
import type { Box, Shape } from "../../../shared/model/page-layout.ts";

/** All numbers of a text, in order. */
export function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(/-?\d+(?:\.\d+)?/g), ([number]) => Number(number));
}

export function boxShape(box: Box): Shape {
  return { box, polygon: null };
}

/** The smallest box around all. @param boxes at least one */
export function boxAround(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = boxes[0] as Box;
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}

/** A shape from corner points "x,y x,y …" (or any numbers in that order); null for fewer than two points. */
export function polygonShape(points: string): Shape | null {
  const numbers = numbersIn(points);
  const polygon: (readonly [number, number])[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2)
    polygon.push([numbers[index] as number, numbers[index + 1] as number]);
  if (polygon.length < 2) return null;
  let [left, top] = polygon[0] as readonly [number, number];
  let [right, bottom] = [left, top];
  for (const [x, y] of polygon) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { box: [left, top, right, bottom], polygon };
}

/** A number between 0 and 1, or null; `scale`: what counts as one. */
export function confidenceOf(text: string | undefined, scale = 1): number | null {
  if (text === undefined || !text.trim()) return null;
  const value = Number(text) / scale;
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null;
}
