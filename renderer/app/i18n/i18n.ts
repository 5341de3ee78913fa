/**
 * The interface's words: one i18next instance, two languages, and how numbers, sizes and dates are written in each.
 * Must not know: the host, the store.
 */
import { createInstance, type i18n, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Preferences } from "../../../shared/api.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type Language = "zh" | "en";
export type Translate = TFunction;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zh };
    returnNull: false;
  }
}

/** The language to show: the chosen one, else the system's (anything Chinese is zh, all else en). */
export function resolveLanguage(choice: Preferences["language"], system: string): Language {
  if (choice !== "system") return choice;
  return /^zh(?![a-z])/i.test(system) ? "zh" : "en";
}

/** Signs that turn the direction of what follows (CVE-2021-42574), and controls: nobody sees them, and they lie. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name as it stands in a sentence: what nobody would see is shown as its code, "[U+202E]". */
export function withCodes(text: string): string {
  const codeOf = (sign: string) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
  return String(text).replace(unseen, codeOf);
}

/** Ready when it returns: the resources are built in. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { zh: { translation: zh }, en: { translation: en } },
    initAsync: false,
    // Not for markup, which is made nowhere: for signs that would turn the rest of the sentence around.
    interpolation: { escapeValue: true, escape: withCodes },
    returnNull: false,
    react: { useSuspense: false },
  });
  // The one of its own makes a formatter anew for each number that stands in a sentence.
  instance.services.formatter?.add("number", (value, language = "en") => numbersIn(language).format(value));
  return instance;
}

const numbers = new Map<string, Intl.NumberFormat>();

/** How whole numbers are written: "12,345". Making one takes longer than a row of the list does. */
export function numbersIn(language: string): Intl.NumberFormat {
  const known = numbers.get(language) ?? new Intl.NumberFormat(language);
  numbers.set(language, known);
  return known;
}

/** "12.4 kB" from a number of bytes. */
export function formatBytes(bytes: number, language: string): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 });
  return `${digits.format(value)} ${units[unit]}`;
}

/** A moment as a person says it: "3 minutes ago" within a day, else the date. Empty for what is no date. */
export function formatMoment(iso: string, language: string, now: number = Date.now()): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return "";
  const seconds = Math.round((time - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  // "Now" would go on being said after it has stopped being true.
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60) || -1, "minute");
  if (Math.abs(seconds) < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    ...(sameYear ? { hour: "2-digit", minute: "2-digit", hour12: false } : { year: "numeric" }),
  }).format(time);
}
