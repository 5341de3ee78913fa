/**
 * The fonts that Galley prints with, character by character: Noto Serif as it is drawn in China, then as in Japan and Hong
 * Kong (which have more rare characters), then Unifont, whose signs are coarse but there; else a box with the
 * character's number. They come in slices, as web pages load them; a slice is unpacked when a character of it is met.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { boxMeasures, codeBox } from "./code-boxes.ts";
import { printFonts } from "./font-packages.ts";
import { plainFont } from "./plain-font.ts";
import { type FontMeasures, type Outline, TrueType } from "./truetype.ts";

interface Family {
  /** As it is called in the PDF. */
  name: string;
  /** Its folder, and how its files' names begin: PREFIX-SLICE-SUFFIX.woff2 */
  prefix: keyof typeof printFonts;
  suffix: string;
  /** The weight to print in; null where it has but one. */
  weight: number | null;
}

const variable = { suffix: "wght-normal", weight: 400 };
const families: readonly Family[] = [
  { name: "NotoSerifSC", prefix: "noto-serif-sc", ...variable },
  { name: "NotoSerifJP", prefix: "noto-serif-jp", ...variable },
  { name: "NotoSerifHK", prefix: "noto-serif-hk", ...variable },
  { name: "UnifontEX", prefix: "unifontex", suffix: "400-normal", weight: null },
];
const BOXES = "GalleyBoxes";

/** A character's sign, and how to get at the signs that it is put together from. */
export interface Sign {
  /** Of the font that it is of. */
  family: string;
  measures: FontMeasures;
  outline: Outline;
  part(number: number): Outline;
}

/** Which file a family has a character in, if it says so; else all are in the only one. */
type Slices = (codePoint: number) => string | null;

const folders = new Map<string, string>();
const slices = new Map<string, Promise<Slices>>();
const fonts = new Map<string, Promise<TrueType>>();
const signs = new Map<number, Sign>();

/** Finds the signs of all characters that are new; `signOf` knows them then. */
export async function prepareSigns(characters: Iterable<string>): Promise<void> {
  for (const character of new Set(characters)) {
    const codePoint = character.codePointAt(0) as number;
    if (!signs.has(codePoint)) signs.set(codePoint, await find(codePoint));
  }
}

/** A character's sign. Its text must have been prepared. */
export function signOf(codePoint: number): Sign {
  const sign = signs.get(codePoint);
  if (!sign) throw new Error(`No sign was prepared for U+${codePoint.toString(16)}.`);
  return sign;
}

/** Whether no font has the character: its sign is a box. */
export function isBox({ family }: Sign): boolean {
  return family === BOXES;
}

async function find(codePoint: number): Promise<Sign> {
  for (const family of families) {
    const file = (await slicesOf(family))(codePoint);
    if (!file) continue;
    const font = await fontOf(family, file);
    const number = font.signOf(codePoint);
    if (!number) continue;
    const part = (index: number) => font.outline(index);
    return { family: family.name, measures: font.measures, outline: font.outline(number), part };
  }
  const outline = codeBox(codePoint);
  return { family: BOXES, measures: boxMeasures, outline, part: () => outline };
}

function slicesOf(family: Family): Promise<Slices> {
  const known = slices.get(family.prefix) ?? readSlices(family);
  slices.set(family.prefix, known);
  return known;
}

async function readSlices(family: Family): Promise<Slices> {
  const ranges: unknown = JSON.parse(await readFile(join(folderOf(family), "unicode.json"), "utf8"));
  const files = new Map<number, string>();
  for (const [name, list] of Object.entries(ranges as Record<string, string>)) {
    const file = fileName(family, name.replace(/[[\]]/g, ""));
    for (const range of list.split(",")) {
      const [first, last] = range.replace(/^U\+/i, "").split("-");
      const from = Number.parseInt(first ?? "", 16);
      for (let code = from; code <= Number.parseInt(last ?? first ?? "", 16); code++)
        if (!files.has(code)) files.set(code, file);
    }
  }
  if (!files.size) return () => fileName(family, "latin");
  return (codePoint) => files.get(codePoint) ?? null;
}

function fileName({ prefix, suffix }: Family, slice: string): string {
  return `${prefix}-${slice}-${suffix}.woff2`;
}

function fontOf(family: Family, file: string): Promise<TrueType> {
  const path = join(folderOf(family), "files", file);
  const known = fonts.get(path) ?? readFont(path, family.weight);
  fonts.set(path, known);
  return known;
}

async function readFont(path: string, weight: number | null): Promise<TrueType> {
  return new TrueType(await plainFont(await readFile(path), weight));
}

/** Beside this module in the built program, in its package in a checkout. */
function folderOf(family: Family): string {
  const known = folders.get(family.prefix);
  if (known) return known;
  const beside = join(import.meta.dirname, "fonts", family.prefix);
  const folder = existsSync(beside)
    ? beside
    : dirname(createRequire(import.meta.url).resolve(`${printFonts[family.prefix]}/package.json`));
  folders.set(family.prefix, folder);
  return folder;
}
