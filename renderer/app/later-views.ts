/**
 * Loads what a start does not show, as soon as its list is on the screen: the editor, all other views, the dialogs. Read
 * with the rest, they would be half of what is waited for.
 */
import { useEffect, useState } from "react";
import { useApp } from "./context.tsx";

export type Views = typeof import("./views.ts");

let loading: Promise<Views> | null = null;
let loaded: Views | null = null;

/** Nobody waits for it: whoever wants one of them tries again, and says what is wrong. */
export const preloadViews = (): void => void loadViews().catch(() => {});

async function loadViews(): Promise<Views> {
  loading ??= import("./views.ts");
  try {
    loaded = await loading;
  } catch (error) {
    loading = null;
    throw error;
  }
  return loaded;
}

/** @param areWanted whether one of them is to be shown. @returns null until they are there */
export function useViews(areWanted: boolean): Views | null {
  const { actions } = useApp();
  const [views, setViews] = useState(loaded);
  useEffect(() => {
    if (areWanted && !views) void actions.attempt(async () => setViews(await loadViews()));
  }, [areWanted, views, actions]);
  return views ?? loaded;
}
