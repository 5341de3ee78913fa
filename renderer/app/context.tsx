/**
 * How components reach the window's services: the host, the store, the actions.
 */
import { createContext, type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { GalleyApi } from "../../shared/api.ts";
import type { Label } from "../../shared/model/settings.ts";
import type { Proofreader } from "../proofing/proofreader.ts";
import type { Suggesting } from "../suggesting/suggesting.ts";
import type { Actions } from "./actions.ts";
import type { Language, Translate } from "./i18n/i18n.ts";
import type { AppState, AppStore } from "./store.ts";

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

/** The translate function, the language, and the corpus's own labels in it. */
export function useWords(): { t: Translate; language: Language; label: (label: Label) => string } {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === "zh" ? "zh" : "en";
  return { t, language, label: (one) => one[language] || one.en || one.zh };
}
