/**
 * Columns of characters or words with their labels, as text with spans: CoNLL-2003 and its kind, and the Chinese corpora
 * in the same form (MSRA, Weibo, Resume). The word stands in the first column, the label in the last. Must not know: files.
 */
import { codePointLength } from "../../../shared/model/offsets.ts";
import { type FlatSpan, newSpan } from "../standoff/flat.ts";
import { isLabel, spansOfLabels } from "./labels.ts";

export interface Row {
  word: string;
  label: string;
}

export const documentStart = "-DOCSTART-";

/** A line's columns, or null when it isn't of any. A space can be a word only before a tab or at the line's start. */
export function rowOf(line: string): Row | null {
  const columns = line.includes("\t") ? line.split("\t") : line.trimEnd().split(/ +/);
  const label = columns.at(-1)?.trim() ?? "";
  if (columns.length < 2 || !isLabel(label)) return null;
  return { word: columns[0] || " ", label };
}

// Between two of these no space is written: they are words of Chinese or Japanese, or signs in their width.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef‘’“”…—·]/u;

/** Whether a space belongs between two words: not where one is a single character, as in files by character. */
function spaceBetween(before: string, after: string): boolean {
  const [last = "", first = ""] = [Array.from(before).at(-1), Array.from(after)[0]];
  return !unspaced.test(last) && !unspaced.test(first) && last.trim() !== "" && first.trim() !== "";
}

/** Sentences as one text, each on a line, an empty line between them. */
export function flatOfSentences(
  sentences: readonly (readonly Row[])[],
  by: string,
): { text: string; spans: FlatSpan[] } {
  // Where all words are single characters, "2024" is four of them and not four words.
  const byCharacter = sentences.every((rows) => rows.every(({ word }) => codePointLength(word) === 1));
  const parts: string[] = [];
  const spans: FlatSpan[] = [];
  let position = 0;
  const add = (part: string) => {
    parts.push(part);
    position += codePointLength(part);
  };
  for (const rows of sentences) {
    if (parts.length) add("\n\n");
    const places: { start: number; end: number }[] = [];
    rows.forEach(({ word }, index) => {
      if (index && !byCharacter && spaceBetween(rows[index - 1]?.word ?? "", word)) add(" ");
      const start = position;
      add(word);
      places.push({ start, end: position });
    });
    for (const { type, start, end } of spansOfLabels(rows.map(({ label }) => label))) {
      const [from, to] = [places[start]?.start ?? 0, places[end - 1]?.end ?? 0];
      spans.push(newSpan(by, { id: `e${spans.length + 1}`, type, start: from, end: to }));
    }
  }
  return { text: parts.join(""), spans };
}
