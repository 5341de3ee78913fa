/** Which entry of the registry a tagged text may name, and which names go before a shorter one. */
import type { RegistryEntry } from "../model/settings.ts";

/** The one entry of this type that goes by the text; null for none, and for several: those an editor tells apart. */
export function entryFor(text: string, type: string, entries: readonly RegistryEntry[]): RegistryEntry | null {
  const found = entriesFor(text, type, entries);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** All entries of this type that go by the text. */
export function entriesFor(text: string, type: string, entries: readonly RegistryEntry[]): RegistryEntry[] {
  return entries.filter((entry) => entry.type === type && (entry.name === text || entry.aliases.includes(text)));
}

/** Registered names that hold `text` and are longer: an occurrence of it inside one of them is not its own. */
export function longerNames(text: string, entries: readonly RegistryEntry[]): { name: string; type: string }[] {
  return entries.flatMap(({ name, aliases, type }) =>
    [name, ...aliases]
      .filter((one) => one.length > text.length && one.includes(text))
      .map((longer) => ({ name: longer, type })),
  );
}
