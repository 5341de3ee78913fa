/** What a text names when it is tagged: an entry that is there, a new one, or none. */
import { newEntryId } from "../model/ids.ts";
import type { RegistryEntry } from "../model/settings.ts";
import { entriesFor } from "./link.ts";
import { nameProblem } from "./registry-edits.ts";
import { rememberedEntry } from "./remember.ts";
import { otherScript } from "./variants.ts";

export interface Naming {
  /** The entry's id; null for none. */
  ref: string | null;
  /** The entry, where it is to be added to the registry. */
  fresh: RegistryEntry | null;
  /** How many entries go by the text, where those are several: then it names none. */
  several: number;
}

const none: Naming = { ref: null, fresh: null, several: 0 };

/**
 * The only entry of this type that goes by the text, or by how the other script writes it; or a new one where names of
 * the type are kept.
 * @param now what it names so far: that stays, if it is of this type
 * @param remembered types whose names are kept
 */
export function namingOf(
  { text, type, now = null }: { text: string; type: string; now?: string | null },
  entries: readonly RegistryEntry[],
  remembered: readonly string[],
): Naming {
  if (now !== null && entries.some((entry) => entry.id === now && entry.type === type)) return { ...none, ref: now };
  const exact = entriesFor(text, type, entries);
  const variant = exact.length ? null : otherScript(text);
  const found = variant === null ? exact : entriesFor(variant, type, entries);
  if (found.length > 1) return { ...none, several: found.length };
  if (found[0]) return { ...none, ref: found[0].id };
  if (!remembered.includes(type) || nameProblem(text) !== null) return none;
  const fresh = rememberedEntry(newEntryId(), text, type);
  return { ...none, ref: fresh.id, fresh };
}
