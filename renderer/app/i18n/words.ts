/**
 * The words of one language for components. What was said before, with the same numbers and names in it, is not looked up
 * again: a key typed into the text draws some dozen sentences anew, and i18next takes its time for each.
 * Must not know: the host, the store.
 */
import type { i18n } from "i18next";
import { useContext, useSyncExternalStore } from "react";
import { I18nContext } from "react-i18next";
import type { Label } from "../../../shared/model/settings.ts";
import type { Language, Translate } from "./i18n.ts";

/** Sentences that are remembered: more than are ever on the screen. */
const MOST_SAID = 5000;

export interface Words {
  t: Translate;
  language: Language;
  /** What the corpus itself calls something. */
  label(label: Label): string;
}

/** The translate function, the language, and the corpus's own labels in it; the same objects while the language is. */
export function useWords(): Words {
  const context = useContext(I18nContext);
  if (!context) throw new Error("useWords outside I18nextProvider");
  const { subscribe, current } = storeOf(context.i18n);
  return useSyncExternalStore(subscribe, current);
}

interface WordStore {
  subscribe(listener: () => void): () => void;
  current(): Words;
}

const stores = new WeakMap<i18n, WordStore>();

function storeOf(i18n: i18n): WordStore {
  const known = stores.get(i18n);
  if (known) return known;
  let words = wordsIn(i18n);
  const store: WordStore = {
    subscribe(listener) {
      i18n.on("languageChanged", listener);
      return () => i18n.off("languageChanged", listener);
    },
    current() {
      if (words.language !== languageOf(i18n)) words = wordsIn(i18n);
      return words;
    },
  };
  stores.set(i18n, store);
  return store;
}

const languageOf = (i18n: i18n): Language => (i18n.language === "zh" ? "zh" : "en");

function wordsIn(i18n: i18n): Words {
  const language = languageOf(i18n);
  const translate = i18n.getFixedT(language);
  const said = new Map<string, string>();
  const lookUp = (key: never, options?: never): unknown => {
    const whole = options === undefined ? key : key + JSON.stringify(options);
    const known = said.get(whole);
    if (known !== undefined) return known;
    const text = String(options === undefined ? translate(key) : translate(key, options));
    if (said.size === MOST_SAID) said.clear();
    said.set(whole, text);
    return text;
  };
  const t = lookUp as unknown as Translate;
  return { t, language, label: (one) => one[language] || one.en || one.zh };
}
