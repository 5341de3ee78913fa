/** Keeps the store's settings true: galley.json may be changed by this window, another one, or an undo. */
import { useEffect } from "react";
import type { CorpusSettings } from "../../shared/model/settings.ts";
import { useApp } from "./context.tsx";
import type { AppState } from "./store.ts";

export function useSettings(): void {
  const { api, store } = useApp();
  useEffect(
    () => api.on("settingsChanged", ({ settings }) => store.setState((state) => withSettings(state, settings))),
    [api, store],
  );
}

function withSettings({ corpus, search }: AppState, settings: CorpusSettings): Partial<AppState> {
  if (!corpus) return {};
  // A type that is gone finds nothing and could not be chosen away from.
  const isGone = search.type !== null && !settings.entityTypes.some(({ id }) => id === search.type);
  return { corpus: { ...corpus, settings }, search: isGone ? { ...search, type: null } : search };
}
