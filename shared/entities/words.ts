/**
 * What the patterns know about words: their class (verb, place, time …) and which characters given names are made of.
 * Derived once from a dictionary with parts of speech (`wordKnowledgeText`) and read back here.
 * Knows nothing of where the dictionary or the derived text comes from.
 */
import type { Lexicon } from "../proofing/context.ts";
import { regions } from "./tables/places.ts";
import { sounds } from "./tables/sounds.ts";
import { doubleSurnames, surnames } from "./tables/surnames.ts";

/** v verb, s place, t time, o body, p foreign name, h well-known person, f function word, a adjective, q measure. */
export type WordClass = "h" | "v" | "s" | "t" | "o" | "p" | "f" | "a" | "q";

const classOfTag: Readonly<Record<string, WordClass>> = {
  ...{ v: "v", vd: "v", vi: "v", df: "v", vq: "v" },
  ...{ ns: "s", t: "t", nt: "o", nrt: "p", a: "a", ad: "a", z: "a", b: "a" },
  ...{ p: "f", c: "f", u: "f", ul: "f", uj: "f", uz: "f", ud: "f", uv: "f", ug: "f", d: "f", r: "f", rr: "f" },
  ...{ rz: "f", y: "f", f: "f", k: "f", e: "f", o: "f", m: "q", q: "q", mq: "q" },
};

export interface WordKnowledge {
  readonly lexicon: Lexicon;
  /** null: unknown word, or one of no class above (mostly nouns). */
  classOf(word: string): WordClass | null;
  /**
   * How much likelier the characters are as a given name than as running text, as a natural logarithm.
   * @param given one or two characters
   */
  nameOdds(given: string): number;
}

/** Words rarer than this are left out, as in the lexicon. */
const LEAST_FREQUENCY = 4;
/** Names of persons more frequent than this are told from ordinary words by the dictionary. */
const FAMOUS = 60;
/** Characters seen less often in given names have no figure of their own. */
const LEAST_NAMES = 3;
const UNSEEN_ODDS = -2.5;

/** Without a dictionary: patterns then go by their own tables only. */
export function wordKnowledge(lexicon: Lexicon, text: string): WordKnowledge {
  const classes = new Map<string, WordClass>();
  const odds = new Map<string, number>();
  for (const line of text.split("\n")) {
    const tab = line.indexOf("\t");
    if (tab < 0) continue;
    const kind = line.slice(0, tab);
    const items = line.slice(tab + 1).split(" ");
    if (kind === "given")
      for (const item of items) odds.set(characterOf(item), Number(item.slice(characterOf(item).length)));
    else for (const word of items) classes.set(word, kind as WordClass);
  }
  return {
    lexicon,
    classOf: (word) => classes.get(word) ?? null,
    nameOdds(given) {
      let sum = 0;
      let count = 0;
      for (const character of given) {
        sum += odds.get(character) ?? (odds.size ? UNSEEN_ODDS : 0);
        count++;
      }
      return count ? sum / count : 0;
    },
  };
}

function characterOf(item: string): string {
  return String.fromCodePoint(item.codePointAt(0) ?? 0);
}

/**
 * The derived text: a line a class ("v", tab, words with spaces between), and one of given names' characters with
 * their logarithmic odds. @param dictionary "word frequency tag" a line
 */
export function wordKnowledgeText(dictionary: string): string {
  const classes = new Map<WordClass, string[]>();
  const inNames = new Map<string, number>();
  const inText = new Map<string, number>();
  const entries = new Set(dictionary.split("\n").map((line) => line.slice(0, line.indexOf(" "))));
  const tags = new Map<string, string>();
  for (const line of dictionary.split("\n")) {
    const [word = "", frequency = "", tag = ""] = line.trim().split(" ");
    if (Number(frequency) >= LEAST_FREQUENCY && Number(frequency) <= FAMOUS) tags.set(word, tag);
  }
  const bares: string[] = [];
  for (const line of dictionary.split("\n")) {
    const [word = "", frequency = "", tag = ""] = line.trim().split(" ");
    if (!/^\p{Script=Han}+$/u.test(word) || Array.from(word).length > 8) continue;
    const given = /^nr(?:fg)?$/.test(tag) ? givenName(word) : null;
    if (given) for (const character of given) count(inNames, character, 1);
    else for (const character of word) count(inText, character, Number(frequency));
    const kind = given && Number(frequency) > FAMOUS ? "h" : classOfTag[tag];
    if (!kind || Number(frequency) < LEAST_FREQUENCY) continue;
    if (kind === "s" && !isPlace(word, entries)) continue;
    // 唐河县: its bare name is a place as well, unless the dictionary takes it for a word.
    const bare = /[县旗]$/u.test(word) ? word.slice(0, -1) : "";
    if (kind === "s" && bare.length > 1 && isBareCounty(tags.get(bare))) bares.push(bare);
    if (kind === "p" && !(word.length > 2 && Array.from(word).every((character) => sounds.has(character)))) continue;
    const words = classes.get(kind) ?? [];
    classes.set(kind, words);
    words.push(word);
  }
  classes.set("s", [...new Set([...(classes.get("s") ?? []), ...bares])]);
  const lines = [...classes].sort().map(([kind, words]) => `${kind}\t${words.join(" ")}`);
  return `${[...lines, `given\t${oddsItems(inNames, inText).join(" ")}`].join("\n")}\n`;
}

const DIVISION = new RegExp(
  `(?:${regions}|镇|乡|村|街道|路|街|山|河|江|湖|海|岛|半岛|港|海峡|平原|盆地|高原|沙漠|群岛)$`,
  "u",
);

/**
 * The dictionary's places hold many words that are none (入口, 深度). One without the ending of a division is believed
 * where the dictionary has it with one as well (安阳, 安阳市).
 */
function isPlace(word: string, entries: ReadonlySet<string>): boolean {
  if (doubleSurnames.has(word)) return false;
  if (DIVISION.test(word)) return true;
  // 内罗毕, 蒙特利尔: written by sound.
  if (word.length > 2 && Array.from(word).every((character) => sounds.has(character))) return true;
  return word.length > 1 && Array.from("省市县州山").some((ending) => entries.has(word + ending));
}

/** Whether a county's bare name with this tag in the dictionary, where it is rare, is no word: 唐河, but not 和平. */
function isBareCounty(tag: string | undefined): boolean {
  return tag !== undefined && /^(?:ns|nr|nrt|nz|x)$/u.test(tag);
}

function givenName(word: string): string | null {
  const characters = Array.from(word);
  if (characters.length === 4 && doubleSurnames.has(characters.slice(0, 2).join("")))
    return characters.slice(2).join("");
  if (characters.length < 2 || characters.length > 3 || !surnames.has(characters[0] ?? "")) return null;
  return characters.slice(1).join("");
}

function oddsItems(inNames: Map<string, number>, inText: Map<string, number>): string[] {
  const names = total(inNames);
  const texts = total(inText);
  return [...inNames]
    .filter(([, times]) => times >= LEAST_NAMES)
    .map(([character, times]) => {
      const odds = Math.log(times / names) - Math.log(((inText.get(character) ?? 0) + 50) / texts);
      return `${character}${Math.max(-4, Math.min(4, odds)).toFixed(1)}`;
    })
    .sort();
}

function count(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

function total(counts: Map<string, number>): number {
  let sum = 0;
  for (const times of counts.values()) sum += times;
  return sum;
}
