/** How else a name may be written: in the other script, character by character. Offered, never put in place of anything. */
import { inOtherScript, scriptCounts } from "../proofing/characters/scripts.ts";

/** The name in the other script; null where both write it alike, or it is mixed. */
export function otherScript(name: string): string | null {
  const { simplified, traditional } = scriptCounts(name);
  if ((simplified === 0) === (traditional === 0)) return null;
  const other = Array.from(name, (char) => inOtherScript(char) ?? char).join("");
  return other === name ? null : other;
}

/** A name's other writings: aliases, and each of them in the other script. */
export function alsoWritten(name: string, aliases: readonly string[]): string[] {
  const names = [name, ...aliases];
  return [...new Set([...aliases, ...names.flatMap((one) => otherScript(one) ?? [])])].filter((one) => one !== name);
}
