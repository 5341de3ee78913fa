/**
 * How components reach the window's services: the host, the store, the actions.
 */
import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { GalleyApi } from "../../shared/api.ts";
import type { Proofreader } from "../proofing/proofreader.ts";
import type { Suggesting } from "../suggesting/suggesting.ts";
import type { Actions } from "./actions.ts";
import type { AppState, AppStore } from "./store.ts";

export { useWords } from "./i18n/words.ts";

export interface AppServices {
  api: GalleyApi;
  store: AppStore;
  actions: Actions;
  proofreader: Proofreader;
  suggesting: Suggesting;
}

const AppContext = createContext<AppServices | null>(null);

export function AppServicesProvider({ services, children }: { services: AppServices; children: ReactNode }) {
  return <AppContext value={services}>{children}</AppContext>;
}

export function useApp(): AppServices {
  const services = useContext(AppContext);
  if (!services) throw new Error("useApp outside AppServicesProvider");
  return services;
}

export function useAppState<T>(selector: (state: AppState) => T): T {
  return useStore(useApp().store, selector);
}
