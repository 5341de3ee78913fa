/** How else a name may be written: in the other script, character by character. Offered, never put in place of anything. */
import type { RegistryEntry } from "../model/settings.ts";
import { inOtherScript, scriptCounts } from "../proofing/characters/scripts.ts";

/** The name in the other script; null where both write it alike, or it is mixed. */
export function otherScript(name: string): string | null {
  const { simplified, traditional } = scriptCounts(name);
  if ((simplified === 0) === (traditional === 0)) return null;
  const other = Array.from(name, (char) => inOtherScript(char) ?? char).join("");
  return other === name ? null : other;
}

/** Another name of what a text names: one that its entry has, or the text or such a name in the other script. */
export interface OtherName {
  name: string;
  kind: "alias" | "script";
}

/** How else an entry may be named in a text; of a text that names none, how the other script writes it. */
export function otherNames(text: string, entry: Pick<RegistryEntry, "name" | "aliases"> | null): OtherName[] {
  const own = entry ? [entry.name, ...entry.aliases] : [];
  const found = new Map<string, OtherName["kind"]>([[text, "alias"]]);
  for (const name of own) if (!found.has(name)) found.set(name, "alias");
  for (const name of [text, ...own]) {
    const other = otherScript(name);
    if (other && !found.has(other)) found.set(other, "script");
  }
  found.delete(text);
  return [...found].map(([name, kind]) => ({ name, kind }));
}
