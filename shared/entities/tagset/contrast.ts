/**
 * Whether a type's colour can be read: as ink on the light page, where it stands as it is, and on the dark one, where the
 * window mixes it with white. Contrast as WCAG 2.2 defines it; mixing as CSS's color-mix in OKLab does it.
 */

/** What text of this size needs. */
export const leastContrast = 4.5;

/** The darkest of the light grounds and the lightest of the dark ones that entities stand on, and the ink of labels. */
const lightGrounds = ["#ffffff", "#fffaf0"];
const darkGrounds = ["#251f17", "#201f1c"];
const inkOnDark = "#16181c";
const grey = "#595959";
/** How much of the colour is kept on a dark ground; the rest is white. */
export const keptOnDark = 0.5;

type Triple = readonly [number, number, number];

const isColor = (color: string) => /^#[0-9a-f]{6}$/i.test(color);
const channels = (color: string): Triple =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255) as unknown as Triple;
const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
const hex = (rgb: Triple) =>
  `#${rgb
    .map((value) => Math.round(Math.min(1, Math.max(0, value)) * 255))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;

function luminance(color: string): number {
  const [r, g, b] = channels(color).map(toLinear) as unknown as Triple;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Between 1 and 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

// The matrices of OKLab: linear sRGB to cones, their cube roots to lightness and two opponents; and back.
function toLab(color: string): Triple {
  const [r, g, b] = channels(color).map(toLinear) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return hex([
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]);
}

/** The colour as the window shows it on a dark ground. */
export function onDark(color: string): string {
  const [lightness, a, b] = toLab(color);
  return fromLab([lightness * keptOnDark + (1 - keptOnDark), a * keptOnDark, b * keptOnDark]);
}

export interface Readability {
  /** The least contrast on either ground, between 1 and 21. */
  light: number;
  dark: number;
  passes: boolean;
}

export function readability(color: string): Readability {
  if (!isColor(color)) return { light: 1, dark: 1, passes: false };
  const light = Math.min(...lightGrounds.map((ground) => contrast(color, ground)));
  const shown = onDark(color);
  const dark = Math.min(...[...darkGrounds, inkOnDark].map((ground) => contrast(shown, ground)));
  return { light, dark, passes: light >= leastContrast && dark >= leastContrast };
}

/**
 * The colour that passes and looks most like this one: the same hue, darker or lighter by as little as is needed, and
 * paler only where that alone does not do it. The colour itself when it passes.
 */
export function nearestReadable(color: string): string {
  if (!isColor(color)) return grey;
  if (readability(color).passes) return color.toLowerCase();
  const [lightness, a, b] = toLab(color);
  let best: { color: string; distance: number } | null = null;
  for (let chroma = 1; chroma >= 0; chroma -= 0.25)
    for (let at = 0; at <= 1; at += 0.01) {
      const tried = fromLab([at, a * chroma, b * chroma]);
      if (!readability(tried).passes) continue;
      const [l2, a2, b2] = toLab(tried);
      const distance = Math.hypot(l2 - lightness, a2 - a, b2 - b);
      if (!best || distance < best.distance) best = { color: tried, distance };
    }
  return best?.color ?? grey;
}
