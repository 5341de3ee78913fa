/** Keeps the open corpus's settings true, whoever changes galley.json: this window, another one, an undo. */
import { useEffect } from "react";
import { useApp } from "./context.tsx";

export function useFollowSettings(): void {
  const { api, store } = useApp();
  useEffect(
    () =>
      api.on("settingsChanged", ({ settings }) => {
        store.setState(({ corpus, search }) => {
          // A type that is gone finds nothing, and could not be chosen away from.
          const isGone = search.type !== null && !settings.entityTypes.some(({ id }) => id === search.type);
          return {
            corpus: corpus && { ...corpus, settings, name: settings.name || corpus.name },
            search: isGone ? { ...search, type: null } : search,
          };
        });
      }),
    [api, store],
  );
}
