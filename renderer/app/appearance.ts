/**
 * Keeps the page's own attributes in step with the preferences: language, theme, text size, title.
 */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAppState } from "./context.tsx";
import { resolveLanguage } from "./i18n/i18n.ts";

const root = document.documentElement;

export function useAppearance(): void {
  const preferences = useAppState((state) => state.preferences);
  const systemLanguage = useAppState((state) => state.info.language);
  const corpus = useAppState((state) => state.corpus);
  const { t, i18n } = useTranslation();
  const language = resolveLanguage(preferences.language, systemLanguage);

  useEffect(() => {
    void i18n.changeLanguage(language);
    root.lang = language === "zh" ? "zh-CN" : "en";
  }, [i18n, language]);

  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const system = dark.matches ? "dark" : "light";
      root.dataset.theme = preferences.theme === "system" ? system : preferences.theme;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [preferences.theme]);

  useEffect(() => {
    root.style.setProperty("--text-size", `${preferences.textSize}px`);
  }, [preferences.textSize]);

  useEffect(() => {
    document.title = corpus ? `${corpus.name} · ${t("app.name")}` : t("app.name");
  }, [corpus, t]);
}
