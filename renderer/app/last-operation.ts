/** Keeps the store's last operation true, so that the command that undoes it can name it. */
import { useEffect } from "react";
import { useApp } from "./context.tsx";

export function useLastOperation(): void {
  const { api, actions } = useApp();
  useEffect(() => {
    void actions.readLastOperation();
    // Operations are jobs; one of another program shows itself as a change of many documents.
    const stops = [
      api.on("jobEnded", () => void actions.readLastOperation()),
      api.on("documentsChanged", ({ ids }) => {
        if (ids === null) void actions.readLastOperation();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api, actions]);
}
