/** Words as the alternatives of an expression, the longest first, so that it wins; a text of words is divided at "|". */
export function longestFirst(words: string | readonly string[]): string {
  const list = typeof words === "string" ? words.split("|") : [...new Set(words)];
  return list.sort((a, b) => b.length - a.length).join("|");
}
