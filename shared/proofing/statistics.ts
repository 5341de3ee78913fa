/**
 * What a corpus writes: how often its Han characters and pairs of neighbouring ones occur. Counted by the host over the
 * sources, which never change; sent as text; asked by rules.
 * Must not know: where texts come from.
 */
import type { CorpusStatistics } from "./context.ts";

/** Statistics as they are stored and sent: one character or pair a line, a tab, its count. */
export interface StatisticsText {
  /** Han characters counted. */
  size: number;
  counts: string;
}

export const noStatisticsText: StatisticsText = { size: 0, counts: "" };

/** What occurs less often says nothing. */
const LEAST = 3;
const MOST_PAIRS = 300_000;

/** Counts texts. Characters beyond U+FFFF are too rare to count and end a pair, as everything does that is not Han. */
export class CharacterCounter {
  #size = 0;
  readonly #singles = new Map<number, number>();
  /** By first × 65536 + second. */
  readonly #pairs = new Map<number, number>();

  /** Spaces and line ends are passed over: in an OCR'd page they say nothing about words. */
  add(text: string): void {
    let previous = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (isSpace(code)) continue;
      const now = isHan(code) ? code : 0;
      if (now) {
        this.#size++;
        this.#singles.set(now, (this.#singles.get(now) ?? 0) + 1);
        if (previous) {
          const pair = previous * 0x10000 + now;
          this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
        }
      }
      previous = now;
    }
  }

  /** The same counts give the same text, whatever the order of the texts. */
  toText(): StatisticsText {
    const singles = frequent(this.#singles).map(([code, count]) => `${String.fromCharCode(code)}\t${count}\n`);
    const pairs = frequent(this.#pairs)
      .slice(0, MOST_PAIRS)
      .map(([pair, count]) => `${String.fromCharCode(Math.floor(pair / 0x10000), pair % 0x10000)}\t${count}\n`);
    return { size: this.#size, counts: singles.join("") + pairs.join("") };
  }
}

/** Statistics to ask, from their text; lines of another form are passed over. */
export function statisticsFromText({ size, counts }: StatisticsText): CorpusStatistics {
  const byCharacters = new Map<string, number>();
  for (let start = 0; start < counts.length; ) {
    const found = counts.indexOf("\n", start);
    const end = found < 0 ? counts.length : found;
    const tab = counts.indexOf("\t", start);
    const count = Number(counts.slice(tab + 1, end));
    if (tab > start && tab < end && count > 0) byCharacters.set(counts.slice(start, tab), count);
    start = end + 1;
  }
  return { size, count: (characters) => byCharacters.get(characters) ?? 0 };
}

function frequent(counts: ReadonlyMap<number, number>): [number, number][] {
  return [...counts].filter(([, count]) => count >= LEAST).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function isHan(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3007;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x3000;
}
