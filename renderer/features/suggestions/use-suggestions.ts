/** The open page's suggestions for components: each reads only what it shows. */
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { SuggestionPreferences } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { showNotice } from "../../app/notices.ts";
import { useOpenDocument } from "../document/use-open.ts";
import { PageSuggestions, type SuggestionSettings, type SuggestionsSnapshot } from "./page-suggestions.ts";

export const SuggestionsContext = createContext<PageSuggestions | null>(null);

export function usePageSuggestions(): PageSuggestions {
  const suggestions = useContext(SuggestionsContext);
  if (!suggestions) throw new Error("no page is open here");
  return suggestions;
}

/** A part of the snapshot; it must be a primitive or an object that the snapshot itself keeps. */
export function useSuggestions<T>(selector: (snapshot: SuggestionsSnapshot) => T): T {
  const suggestions = usePageSuggestions();
  return useSyncExternalStore(suggestions.subscribe, () => selector(suggestions.getSnapshot()));
}

/** What the user chose about suggestions, and how to choose otherwise. */
export function useSuggestionPreferences(): [SuggestionPreferences, (change: Partial<SuggestionPreferences>) => void] {
  const { actions } = useApp();
  const preferences = useAppState((state) => state.preferences.suggestions);
  return [preferences, (change) => actions.setPreferences({ suggestions: { ...preferences, ...change } })];
}

/** Suggestions for the open document, following it while the component is there. */
export function useNewSuggestions(): PageSuggestions {
  const open = useOpenDocument();
  const { api, actions, store, suggesting } = useApp();
  const { t } = useWords();
  const words = useRef(t);
  words.current = t;
  const settings = useRef<() => SuggestionSettings>(() => {
    const { corpus, preferences } = store.getState();
    return {
      corpus: `${corpus?.location} ${preferences.suggestions.learning} ${corpus?.settings.entityTypes.map(({ id }) => id)}`,
      types: corpus?.settings.entityTypes.map(({ id }) => id) ?? [],
      preferences: preferences.suggestions,
    };
  });
  const suggestions = useMemo(
    () =>
      new PageSuggestions({
        api,
        open,
        suggesting,
        settings: () => settings.current(),
        report: (error) => actions.report(error),
        tell: (what, count) =>
          showNotice({ kind: "info", title: words.current(`suggestions.${what}`, { count }), id: "suggestions" }),
      }),
    [api, open, suggesting, actions],
  );
  useEffect(() => suggestions.start(), [suggestions]);
  // The threshold is not among them: it says which of the suggestions are taken, not which there are.
  const chosen = useAppState(
    ({ preferences: { suggestions: of } }) => `${of.tagging} ${of.proofreading} ${of.learning}`,
  );
  const types = useAppState((state) => state.corpus?.settings.entityTypes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what is chosen
  useEffect(() => suggestions.again(), [suggestions, chosen, types]);
  useEffect(() => {
    // What is known was renewed when the window heard of it.
    const stops = [
      api.on("suggestionKnowledgeChanged", () => suggestions.again()),
      api.on("registryChanged", () => suggestions.again()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api, suggestions]);
  return suggestions;
}
