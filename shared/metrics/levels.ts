/**
 * Levels at which two texts are compared: what counts as a difference. Each level leaves more out than the one before.
 * Must not know: documents, disk.
 */
import { characterErrors, type ErrorCount, withoutSpace } from "./cer.ts";

export const levels = ["raw", "noSpace", "noWidth", "han"] as const;
/**
 * raw: every character; noSpace: without white space; noWidth: besides, full and half width are the same;
 * han: Chinese characters only.
 */
export type Level = (typeof levels)[number];

/** Full-width letters, digits and signs, and the full stop, as their half-width forms. */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3002\uFF61]/g, ".");
}

const views: Record<Level, (text: string) => string> = {
  raw: (text) => text,
  noSpace: withoutSpace,
  noWidth: (text) => foldWidth(withoutSpace(text)),
  han: (text) => text.replace(/\P{Script=Han}+/gu, ""),
};

/** How far a text is from its corrected form, at every level. */
export function errorsByLevel(original: string, corrected: string): Record<Level, ErrorCount> {
  const at = (level: Level) => characterErrors(views[level](original), views[level](corrected));
  return { raw: at("raw"), noSpace: at("noSpace"), noWidth: at("noWidth"), han: at("han") };
}
