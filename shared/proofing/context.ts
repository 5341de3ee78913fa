/**
 * What rules may know beyond the document: the language's words, what this corpus writes, what its editors decided.
 * Built by whoever runs the rules (the host from its index, the window's worker from what the host sent).
 */
import { z } from "zod";
import { overlapSchema, type ProofingSettings } from "../model/settings.ts";

/** Words of the language with their frequency in a reference corpus (jieba's dictionary; 0 for unknown words). */
export interface Lexicon {
  has(word: string): boolean;
  frequency(word: string): number;
  /** Length in UTF-16 units of the longest word. */
  readonly longest: number;
}

/** How often two neighbouring characters occur in this corpus's text; counts of single characters likewise. */
export interface CorpusStatistics {
  /** Han characters counted; 0 for a new corpus: then nothing can be concluded. */
  readonly size: number;
  count(characters: string): number;
}

/** A correction that this corpus's editors have made by hand: `wrong` became `right`, `times` times. */
export const learnedPairSchema = z.strictObject({
  wrong: z.string().min(1),
  right: z.string(),
  times: z.int().positive(),
  /** Of these places: characters before and after, so that the same error elsewhere is recognised (newest first, at most 8). */
  contexts: z.array(z.strictObject({ before: z.string(), after: z.string() })),
});
export type LearnedPair = z.infer<typeof learnedPairSchema>;

/** How often editors took a rule's offers and how often they dismissed them, in the whole corpus. */
export const ruleRecordSchema = z.strictObject({ accepted: z.int(), dismissed: z.int() });
export type RuleRecord = z.infer<typeof ruleRecordSchema>;

/** Which entities this corpus has: ids of its types, and which spans may share characters. */
export const tagsetFactsSchema = z.strictObject({ types: z.array(z.string()), overlap: overlapSchema });
export type TagsetFacts = z.infer<typeof tagsetFactsSchema>;

/** How often texts of entities are tagged in the corpus, by text and type; those of one type only may be left out. */
export const taggedCountsSchema = z.record(z.string(), z.record(z.string(), z.int()));
export type TaggedCounts = z.infer<typeof taggedCountsSchema>;

export interface ProofingContext {
  lexicon: Lexicon;
  statistics: CorpusStatistics;
  settings: ProofingSettings;
  records: Readonly<Record<string, RuleRecord>>;
  learned: readonly LearnedPair[];
  /** Missing where nothing is known of it. */
  tagset?: TagsetFacts;
  /** Missing where nothing but the page is known. */
  tagged?: TaggedCounts;
}

export const noStatistics: CorpusStatistics = { size: 0, count: () => 0 };
