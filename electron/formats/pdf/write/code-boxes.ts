/**
 * A sign for every character that no font has: a box with the character's number in it, drawn with straight strokes like
 * the digits of a pocket calculator. So nothing of a text is left out of a sheet, and what it is can be looked up.
 */
import type { FontMeasures, Outline } from "./truetype.ts";

export const boxMeasures: FontMeasures = { unitsPerEm: 1000, ascent: 880, descent: -120, box: [0, -120, 1000, 880] };

type Stroke = readonly [left: number, bottom: number, right: number, top: number];

/** Of the strokes top, upper left, upper right, middle, lower left, lower right, bottom: those of each digit. */
const digits: Record<string, string> = {
  ...{ 0: "1110111", 1: "0010010", 2: "1011101", 3: "1011011", 4: "0111010", 5: "1101011", 6: "1101111", 7: "1010010" },
  ...{ 8: "1111111", 9: "1111011", A: "1111110", B: "0101111", C: "1100101", D: "0011111", E: "1101101", F: "1101100" },
};
const [WIDTH, HEIGHT, THICK] = [190, 300, 44];

export function codeBox(codePoint: number): Outline {
  const code = codePoint.toString(16).toUpperCase();
  const text = code.padStart(code.length > 4 ? 6 : 4, "0");
  const perLine = text.length / 2;
  const step = 860 / perLine;
  const strokes: Stroke[] = [
    ...([
      [40, -80, 80, 840],
      [920, -80, 960, 840],
      [80, -80, 920, -40],
      [80, 800, 920, 840],
    ] as const),
    ...Array.from(text).flatMap((digit, index) => {
      const left = 70 + (index % perLine) * step + (step - WIDTH) / 2;
      return digitStrokes(digit, left, index < perLine ? 420 : 40);
    }),
  ];
  return { width: 1000, bytes: outlineOf(strokes) };
}

function digitStrokes(digit: string, x: number, y: number): Stroke[] {
  const [right, middle, top] = [x + WIDTH, y + HEIGHT / 2, y + HEIGHT];
  const all: Stroke[] = [
    [x, top - THICK, right, top],
    [x, middle, x + THICK, top],
    [right - THICK, middle, right, top],
    [x, middle - THICK / 2, right, middle + THICK / 2],
    [x, y, x + THICK, middle],
    [right - THICK, y, right, middle],
    [x, y, right, y + THICK],
  ];
  return all.filter((_, index) => digits[digit]?.[index] === "1");
}

/** The entry of a `glyf` table: every stroke a closed line of four points on the line. */
function outlineOf(strokes: readonly Stroke[]): Uint8Array {
  const points = strokes.flatMap(([left, bottom, right, top]) => [
    [left, bottom],
    [left, top],
    [right, top],
    [right, bottom],
  ]) as [number, number][];
  const size = 10 + strokes.length * 2 + 2 + points.length * 5;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  [strokes.length, 40, -80, 960, 840].forEach((value, index) => {
    view.setInt16(index * 2, value);
  });
  let at = 10;
  strokes.forEach((_, index) => {
    view.setUint16(at, index * 4 + 3);
    at += 2;
  });
  // No instructions; then flags, and coordinates as differences of sixteen bits.
  at += 2;
  bytes.fill(1, at, at + points.length);
  at += points.length;
  for (const axis of [0, 1] as const) {
    let last = 0;
    for (const point of points) {
      const value = Math.round(point[axis]);
      view.setInt16(at, value - last);
      last = value;
      at += 2;
    }
  }
  return bytes;
}
