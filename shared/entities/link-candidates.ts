/** Which entries an entity may name, best first: by name and type, alias, one name in the other, and use on this page. */
import type { RegistryEntry } from "../model/settings.ts";

/**
 * @param wanted what was typed; empty for the entity's own text
 * @param used how many entities of the page name each entry
 */
export function linkCandidates(
  { text, type }: { text: string; type: string },
  wanted: string,
  entries: readonly RegistryEntry[],
  used: ReadonlyMap<string, number>,
  limit: number,
): RegistryEntry[] {
  const typed = wanted.trim().toLowerCase();
  const name = (typed || text).toLowerCase();
  const scored: { entry: RegistryEntry; score: number }[] = [];
  for (const entry of entries) {
    const fit = Math.max(fitOf(entry.name, name, 1), ...entry.aliases.map((alias) => fitOf(alias, name, 0.9)));
    if (!fit) continue;
    const often = Math.min(0.05, (used.get(entry.id) ?? 0) * 0.01);
    scored.push({ entry, score: fit + often + (entry.type === type ? 0.3 : 0) });
  }
  return scored
    .sort(
      (a, b) => b.score - a.score || a.entry.name.length - b.entry.name.length || (a.entry.id < b.entry.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ entry }) => entry);
}

function fitOf(name: string, wanted: string, weight: number): number {
  const own = name.toLowerCase();
  if (own === wanted) return weight;
  if (own.startsWith(wanted)) return 0.6 * weight;
  if (own.includes(wanted)) return 0.5 * weight;
  // A short form is tagged: the entry's name is part of the text, or the other way round.
  return own.length > 1 && wanted.includes(own) ? 0.4 * weight : 0;
}
