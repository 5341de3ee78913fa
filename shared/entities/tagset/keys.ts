/**
 * The letters that a type can't have because tag mode does something else with them, and what. The sheet of shortcuts
 * says the same; a tagset that is older than such a letter keeps working, its type's key comes first there.
 */
export const tagModeLetters: ReadonlySet<string> = new Set(["r"]);

/** The first letter of the name, else of the alphabet, that no type has and tag mode leaves free; "" when all are taken. */
export function freeKey(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken, ...tagModeLetters]);
  const letters = [...name.toLowerCase(), ..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => /^[a-z]$/.test(letter));
  return letters.find((letter) => !used.has(letter)) ?? "";
}
