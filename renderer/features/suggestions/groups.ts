/** Suggestions as the panel lists them: by type, those that pass the filter. Pure. */
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import type { EntityType } from "../../../shared/model/settings.ts";

/** Where suggestions come from, as the filter tells them apart. */
export const origins = ["pattern", "registry", "document", "model", "recommender"] as const;
export type Origin = (typeof origins)[number];

/** Everything that is none of the others is a pattern. */
export function originOf({ source }: Pick<Suggestion, "source">): Origin {
  return origins.find((origin) => origin === source) ?? "pattern";
}

export interface SuggestionFilter {
  origin: Origin | null;
  /** Only those with this score and above. */
  least: number;
}

export type SuggestionLine =
  | { line: "type"; type: string; count: number; folded: boolean }
  | { line: "suggestion"; suggestion: Suggestion };

/** Types in the tagset's order, then others; suggestions in reading order. @param folded types whose lines are hidden */
export function suggestionLines(
  suggestions: readonly Suggestion[],
  types: readonly EntityType[],
  filter: SuggestionFilter,
  folded: ReadonlySet<string>,
): SuggestionLine[] {
  const shown = suggestions.filter(
    (one) => one.score >= filter.least && (!filter.origin || originOf(one) === filter.origin),
  );
  const byType = Map.groupBy(shown, ({ type }) => type);
  const order = [...new Set([...types.map(({ id }) => id), ...byType.keys()])];
  return order.flatMap((type): SuggestionLine[] => {
    const own = byType.get(type);
    if (!own) return [];
    const isFolded = folded.has(type);
    const lines = own.map((suggestion) => ({ line: "suggestion" as const, suggestion }));
    return [{ line: "type", type, count: own.length, folded: isFolded }, ...(isFolded ? [] : lines)];
  });
}
