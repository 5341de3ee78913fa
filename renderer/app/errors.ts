/**
 * From any failure to the sentences that a person reads: what happened, where, what to do.
 * Must not know: how they are shown.
 */
import { importLimit } from "../../shared/api.ts";
import { type ErrorCode, errorCodes, GalleyError } from "../../shared/errors.ts";
import { formatBytes, type Translate } from "./i18n/i18n.ts";

export interface ErrorText {
  title: string;
  /** What to do, and the place when one is known. */
  text: string;
  /** The host's own words (English), for reports; empty when they add nothing. */
  technical: string;
}

type Details = Readonly<Record<string, unknown>>;
interface ErrorLike {
  code: string;
  message: string;
  details: Details;
}

// Codes whose cause is outside the program's knowledge, so that the host's own words help.
const explainedByHost: readonly ErrorCode[] = [
  "usage",
  "corpus-damaged",
  "document-damaged",
  "invalid-document",
  "disk-error",
  "bad-rules",
  "bad-tagset",
  "bad-record",
  "offset-mismatch",
  "recommender-failed",
  "internal",
];

const firstOf = (details: Details, keys: readonly string[]): string | null => {
  for (const key of keys) {
    const value = details[key];
    if (typeof value === "string" && value) return value;
    if (typeof value === "number") return String(value);
  }
  return null;
};

function isKnown(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code);
}

/** The place inside the file, from whichever unit the host counted in. */
function placeOf(details: Details, t: Translate): string {
  const place = firstOf(details, ["place", "where"]);
  if (place) return t("errors.place", { place });
  const parts = ["article", "block", "entity", "line", "column", "offset", "byte", "position"]
    .filter((key) => details[key] !== undefined && details[key] !== "")
    .map((key) => `${key} ${String(details[key])}`);
  return parts.length ? t("errors.place", { place: parts.join(", ") }) : "";
}

/**
 * The text for an error in the interface's language.
 * @param error a GalleyError, its shape in an import's outcome, or any thrown thing
 */
export function describeError(error: unknown, t: Translate, language: string): ErrorText {
  const known = asErrorLike(error);
  if (!known || !isKnown(known.code)) {
    const message = known?.message ?? (error instanceof Error ? error.message : String(error));
    return { title: t("errors.unknown"), text: t("errors.unknownText"), technical: message };
  }
  const { code, details, message } = known;
  const size = firstOf(details, ["size", "bytes"]);
  const values = {
    ...details,
    name:
      firstOf(details, ["name", "path", "file", "document", "location", "folder", "format", "id"]) ?? t("errors.file"),
    size: size && /^\d+$/.test(size) ? formatBytes(Number(size), language) : (size ?? "?"),
    reason: firstOf(details, ["reason"]) ?? "",
    limit: formatBytes(Number(firstOf(details, ["limit"]) ?? importLimit), language),
  };
  const place = placeOf(details, t);
  const text = [t(`errors.${code}Text` as const, values), place].filter(Boolean).join(" ");
  return {
    title: t(`errors.${code}` as const, values),
    text,
    technical: explainedByHost.includes(code) ? message : "",
  };
}

function asErrorLike(error: unknown): ErrorLike | null {
  if (error instanceof GalleyError) return error;
  if (!error || typeof error !== "object") return null;
  const { code, message, details } = error as Partial<ErrorLike>;
  if (typeof code !== "string" || typeof message !== "string") return null;
  return { code, message, details: details && typeof details === "object" ? details : {} };
}

/** The same as one line, for rows of a report. */
export function errorLine(error: unknown, t: Translate, language: string): string {
  const { title, text, technical } = describeError(error, t, language);
  return [title, text, technical].filter(Boolean).join(" · ");
}
