/** Keeps the open corpus's settings true, whoever changes galley.json: this window, another one, an undo. */
import { useEffect } from "react";
import { useApp } from "./context.tsx";

export function useFollowSettings(): void {
  const { api, store } = useApp();
  useEffect(
    () =>
      api.on("settingsChanged", ({ settings }) => {
        store.setState(({ corpus }) => ({ corpus: corpus && { ...corpus, settings } }));
      }),
    [api, store],
  );
}
