/**
 * A finding: a place in a document where something looks damaged, why, and what would mend it.
 * Plain data: it crosses workers, the contract and the command line as it is.
 */
import { z } from "zod";
import { labelSchema } from "../model/settings.ts";
import { editSchema } from "./edits.ts";

/** error: surely damage; warning: probably; hint: worth a look. */
export const severities = ["error", "warning", "hint"] as const;

export const findingSchema = z.strictObject({
  /** Id of the rule, e.g. "layout.unwrap". */
  rule: z.string(),
  article: z.string(),
  block: z.string(),
  /** Code points in the block's text, end exclusive; equal for a finding about a place or about the whole block. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The characters [start, end), or, for a finding about a whole block, its first words. */
  quote: z.string(),
  severity: z.enum(severities),
  /** Can be carried out without anyone looking: wrong less than once in a thousand. */
  safe: z.boolean(),
  /** What is wrong here and what the fix does, in a sentence. */
  message: labelSchema,
  /** What speaks for it, in short sentences: shown when the editor asks why. */
  evidence: z.array(labelSchema),
  /** Between 0 and 1, for ranking findings that compete. */
  score: z.number().min(0).max(1),
  /** Carried out together or not at all; null when only a person can tell what is right. */
  fix: z.array(editSchema).min(1).nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Says which finding this is, among those of one document in one state. */
export function findingKey(finding: Finding): string {
  const { rule, block, start, end, fix } = finding;
  return JSON.stringify([rule, block, start, end, fix]);
}
