/**
 * The part of the contract (api.ts) that is about suggested entities: what the window's worker must know, learning from
 * the corpus, and the external recommender. Shapes only.
 * Must not know: transports, disk, DOM.
 */
import { z } from "zod";

const none = z.strictObject({});
const job = z.string();

const countsSchema = z.strictObject({ right: z.int(), suggested: z.int(), gold: z.int() });
export const crossValidationSchema = z.strictObject({
  by: z.enum(["page", "block"]),
  parts: z.int(),
  types: z.record(z.string(), z.strictObject({ patterns: countsSchema, learned: countsSchema })),
});

/** What a model was learned from, and how it did. */
export const learningAboutSchema = z.strictObject({
  documents: z.int(),
  entities: z.int(),
  characters: z.int(),
  learnedAt: z.string(),
  /** Null where there was too little to deal into parts. */
  validation: crossValidationSchema.nullable(),
});
export type LearningAbout = z.infer<typeof learningAboutSchema>;

export const learningStateSchema = z.strictObject({
  /** Switched on by the user. */
  on: z.boolean(),
  /** What editors have tagged in this corpus, and how many entities are enough. */
  tagged: z.strictObject({ documents: z.int(), entities: z.int() }),
  enough: z.int(),
  /** The job that learns now; its progress counts parts. */
  job: job.nullable(),
  about: learningAboutSchema.nullable(),
});
export type LearningState = z.infer<typeof learningStateSchema>;

/** A span that a recommender proposes: code points into the text of the block as it was sent. */
export const recommendationSchema = z.strictObject({
  block: z.string(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  type: z.string(),
  score: z.number().min(0).max(1),
  /** The recommender's own words; empty for none. */
  reason: z.string(),
});
export type Recommendation = z.infer<typeof recommendationSchema>;

export const recommendedBlockSchema = z.strictObject({ id: z.string(), role: z.string(), text: z.string() });

/** What was left out of a recommender's answer, and why; counts. */
export const droppedSchema = z.strictObject({
  shape: z.int(),
  block: z.int(),
  place: z.int(),
  type: z.int(),
  score: z.int(),
});
export type Dropped = z.infer<typeof droppedSchema>;

export const suggestionContract = {
  /** The classes of words and the characters of names (`shared/entities/words.ts`). Less than a megabyte; ask once. */
  readWordClasses: { params: none, result: z.strictObject({ words: z.string() }) },
  /** What suggestions know of this corpus. */
  suggestionKnowledge: {
    params: none,
    result: z.strictObject({
      registry: z.array(
        z.strictObject({ id: z.string(), name: z.string(), aliases: z.array(z.string()), type: z.string() }),
      ),
      /** `WrittenModel`; null where nothing was learned, or learning is switched off. */
      model: z.strictObject({ head: z.string(), weights: z.instanceof(Uint8Array) }).nullable(),
      refused: z.array(z.strictObject({ type: z.string(), text: z.string(), documents: z.int() })),
    }),
  },
  learningState: { params: none, result: learningStateSchema },
  /** Learns from what is tagged now: a job. */
  learnNow: { params: none, result: z.strictObject({ job }) },
  /** Asks the recommender whose address is in the preferences: a job. Exactly what is given here is sent to it. */
  startRecommendation: {
    params: z.strictObject({
      blocks: z.array(recommendedBlockSchema).max(20_000),
      types: z.array(z.string()).max(200),
    }),
    result: z.strictObject({ job }),
  },
  /** Of the job that ended last; older ones are forgotten. */
  readRecommendation: {
    params: z.strictObject({ job }),
    result: z.strictObject({ suggestions: z.array(recommendationSchema), dropped: droppedSchema }),
  },
} as const;

export const suggestionEvents = {
  /** What suggestions know of the corpus, or learning, is other than it was. */
  suggestionKnowledgeChanged: none,
} as const;

/** What the user chose about suggestions, in every corpus. */
export const suggestionPreferencesSchema = z.strictObject({
  tagging: z.boolean(),
  proofreading: z.boolean(),
  /** From this score on "accept all" takes them. */
  threshold: z.number().min(0).max(1),
  /** Whether what is learned from a corpus takes part. */
  learning: z.boolean(),
  recommender: z.strictObject({
    /** http: or https:; empty for none. */
    address: z.string().max(2000),
    /** Every page that is opened is sent, without asking. */
    automatic: z.boolean(),
  }),
});
export type SuggestionPreferences = z.infer<typeof suggestionPreferencesSchema>;
export const defaultSuggestionPreferences: SuggestionPreferences = {
  tagging: true,
  proofreading: false,
  threshold: 0.9,
  learning: true,
  recommender: { address: "", automatic: false },
};
