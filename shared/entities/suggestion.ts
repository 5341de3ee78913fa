/**
 * What a suggestion is: a span of a block that probably names something, how probable that is, and why.
 * Knows no pattern and no model: those make candidates (`candidate.ts`), and `suggest.ts` chooses among them.
 */
import type { Label } from "../model/settings.ts";

export interface Suggestion {
  /** Id of the block. */
  block: string;
  /** Code points into the block's text, end exclusive. */
  start: number;
  end: number;
  type: string;
  text: string;
  /** 0..1: of suggestions with this score, about this share is right. */
  score: number;
  /** A pattern's id ("person/post-before"), "registry", "document" or "model". */
  source: string;
  reason: Label;
  /** Id in the registry, where just one entry of the type goes by the text. */
  ref: string | null;
}

/** What of a block is looked at; a document's blocks are such. Offsets of entities are code points. */
export interface TaggedBlock {
  id: string;
  role: string;
  text: string;
  entities: readonly {
    type: string;
    start: number;
    end: number;
    text: string;
    by?: string;
    unseen?: boolean | undefined;
  }[];
}
