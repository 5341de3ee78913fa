/** Which tagged texts are kept in the registry, and which of what was kept goes again by itself. */
import type { CorpusSettings, RegistryEntry } from "../model/settings.ts";

/** Names; what a date, an amount or a post says is nobody's name. */
export const nameTypes: readonly string[] = ["PER", "ORG", "LOC", "EVENT"];

/** Types whose tagged texts are remembered in this corpus. */
export function rememberedTypes({ remembered }: Pick<CorpusSettings, "remembered">): readonly string[] {
  return remembered ?? nameTypes;
}

/** The entry that a tagged text is kept as. */
export function rememberedEntry(id: string, name: string, type: string): RegistryEntry {
  return { id, name, type, aliases: [], link: "", note: "", remembered: true };
}

/**
 * Whether an entry goes when nothing names it any more: it came by itself when its name was tagged, and nobody has
 * written anything into it since.
 */
export function goesByItself({ remembered, aliases, link, note }: RegistryEntry): boolean {
  return remembered === true && !aliases.length && !link && !note;
}
