/**
 * Planted errors: damages clean Chinese text in known ways, one way for each rule about characters, so that recall and
 * precision can be counted. Seeded: the same seed damages the same places.
 */

import { inOtherScript } from "../../shared/proofing/characters/scripts.ts";
import { twinsOf } from "../../shared/proofing/characters/shapes.ts";
import type { Lexicon } from "../../shared/proofing/context.ts";

/** A number from 0 to below 1. */
export type Random = () => number;

/** What was done to a block: [start, end) of the damaged text (UTF-16 units) was `clean`. */
export interface Plant {
  start: number;
  end: number;
  clean: string;
}

export interface Damage {
  rule: string;
  /** Share of the places that are damaged. */
  share: number;
  places: RegExp;
  /** What stands there afterwards; null to leave the place. */
  damage(found: string, random: Random, lexicon: Lexicon): string | null;
  /** Most places in one block. */
  most?: number;
}

const pick = <T>(items: readonly T[] | string, random: Random): T | string =>
  items[Math.floor(random() * items.length)] as T | string;
const half = new Map(Array.from("，；：！？", (char, index) => [char, ",;:!?"[index] as string]));
const radicalOf = new Map(
  Array.from("一人口土大女子小山工手日月木水火玉生用田白目立", (char) => [char, radical(char)]),
);

/** The Kangxi radical that Unicode holds equivalent to the character. */
function radical(char: string): string {
  for (let code = 0x2f00; code <= 0x2fd5; code++)
    if (String.fromCodePoint(code).normalize("NFKC") === char) return String.fromCodePoint(code);
  return char;
}

export const damages: readonly Damage[] = [
  {
    rule: "punct.halfwidth",
    share: 0.5,
    places: /(?<=\p{Script=Han})[，；：！？]/gu,
    damage: (mark) => half.get(mark) as string,
  },
  { rule: "punct.parentheses", share: 0.7, places: /（[^（）]+）/g, damage: (found) => `(${found.slice(1, -1)})` },
  { rule: "punct.dash", share: 0.8, places: /(?<=\p{Script=Han})——(?=\p{Script=Han})/gu, damage: () => "--" },
  { rule: "punct.ellipsis", share: 0.8, places: /(?<=\p{Script=Han})……/gu, damage: () => "..." },
  {
    rule: "punct.doubled",
    share: 0.1,
    places: /(?<=\p{Script=Han})[，。](?=\p{Script=Han})/gu,
    damage: (mark) => mark + mark,
  },
  { rule: "punct.period", share: 0.3, places: /(?<=\p{Script=Han})。/gu, damage: () => "." },
  { rule: "punct.straight-quotes", share: 1, places: /“[^“”]+”/g, damage: (found) => `"${found.slice(1, -1)}"` },
  { rule: "punct.quote-direction", share: 0.5, most: 1, places: /(?<=“[^“”]+)”/g, damage: () => "“" },
  { rule: "space.edge", share: 0.3, places: /^(?=\p{Script=Han})/gu, damage: () => "　　" },
  { rule: "space.odd", share: 1, places: / /g, damage: (_, random) => pick(["　", "\u00a0", "  "], random) as string },
  {
    rule: "space.letterspaced",
    share: 0.03,
    places: /(?<=[，。；])\p{Script=Han}{8,20}(?=[，。；])/gu,
    damage: (found) => Array.from(found).join(" "),
  },
  {
    rule: "space.han-digit",
    share: 0.5,
    places: /(?<=\p{Script=Han})(?=\d)|(?<=\d)(?=\p{Script=Han})/gu,
    damage: () => " ",
  },
  {
    rule: "space.han-han",
    share: 0.02,
    places: /(?<=\p{Script=Han}{3})\p{Script=Han}{2}(?=\p{Script=Han}{3})/gu,
    damage: (found, _, lexicon) => (lexicon.frequency(found) >= 500 ? `${found[0]} ${found[1]}` : null),
  },
  {
    rule: "space.punctuation",
    share: 0.2,
    places: /(?<=\p{Script=Han}[，；、])(?=\p{Script=Han})/gu,
    damage: () => " ",
  },
  { rule: "space.signoff", share: 1, places: /(?<=[。！？”])(?=（[^（）]+）$)/g, damage: () => " " },
  {
    rule: "space.digits",
    share: 1,
    places: /(?<!\d)20\d\d(?=年)/g,
    damage: (year) => `${year.slice(0, 2)} ${year.slice(2)}`,
  },
  {
    rule: "char.invisible",
    share: 0.02,
    places: /(?<=\p{Script=Han})(?=\p{Script=Han})/gu,
    damage: (_, random) => pick(["\u200b", "\ufeff", "\u00ad"], random) as string,
  },
  {
    rule: "char.unreadable",
    share: 0.01,
    places: /\p{Script=Han}/gu,
    damage: (_, random) => pick(["\ufffd", "\ue123"], random) as string,
  },
  {
    rule: "char.compatibility",
    share: 0.2,
    places: /[一人口土大女子小山工手日月木水火玉生用田白目立]/g,
    damage: (char) => radicalOf.get(char) as string,
  },
  {
    rule: "char.alphabet",
    share: 1,
    places: /(?<![A-Za-z])(?=[A-Za-z]*[ACEHOP])[A-Z]{3,}(?![A-Za-z])/g,
    damage: (word) => word.replace(/[ACEHOP]/, (char) => "АСЕНОР"["ACEHOP".indexOf(char)] as string),
  },
  {
    rule: "char.fullwidth",
    share: 0.05,
    places: /(?<![\d.,])\d{1,4}(?![\d.,%])/g,
    damage: (number) => number.replace(/\d/g, (digit) => "０１２３４５６７８９"[Number(digit)] as string),
  },
  {
    rule: "char.digit",
    share: 0.6,
    places: /(?<![\d.,])\d*[01]\d*(?=[年月日名个])/g,
    damage: (number) => number.replace("0", "O").replace(/^1/, "l"),
  },
  { rule: "char.script", share: 0.004, places: /\p{Script=Han}/gu, damage: (char) => inOtherScript(char) },
  {
    rule: "char.shape",
    share: 0.02,
    places: /\p{Script=Han}/gu,
    damage: (char, random) => (twinsOf(char) ? (pick(twinsOf(char), random) as string) : null),
  },
];

/** Damages a share of the places in a text. */
export function plant(
  text: string,
  damage: Damage,
  random: Random,
  lexicon: Lexicon,
): { text: string; plants: Plant[] } {
  const plants: Plant[] = [];
  let result = "";
  let done = 0;
  for (const { 0: found, index } of text.matchAll(damage.places)) {
    if (random() >= damage.share || plants.length >= (damage.most ?? Number.POSITIVE_INFINITY)) continue;
    const put = damage.damage(found, random, lexicon);
    if (put === null || put === found) continue;
    result += text.slice(done, index);
    plants.push({ start: result.length, end: result.length + put.length, clean: found });
    result += put;
    done = index + found.length;
  }
  return { text: result + text.slice(done), plants };
}

/** The damaged text with some of its plants undone. */
export function restored(text: string, plants: readonly Plant[]): string {
  let result = "";
  let done = 0;
  for (const { start, end, clean } of plants) {
    result += text.slice(done, start) + clean;
    done = end;
  }
  return result + text.slice(done);
}
