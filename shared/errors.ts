/**
 * The errors that the program tells a person about. A code (translated by the window), details to fill the
 * sentence, and an English message for the command line. Anything that is not a GalleyError is a defect.
 */
import { z } from "zod";

export const errorCodes = [
  "usage", // the request itself makes no sense
  "not-a-corpus", // the folder holds no galley.json
  "not-empty", // a new corpus needs an empty folder
  "corpus-gone", // the folder vanished while open
  "corpus-emptied", // all documents are gone from it at once
  "corpus-held", // another window writes to it
  "corpus-newer", // written by a newer version of the program
  "corpus-damaged", // galley.json or entities.json can't be read
  "no-corpus", // nothing is open
  "not-found", // no such document, folder, job
  "document-damaged", // a document's file can't be read
  "document-newer", // a document's file was written by a newer version: read-only
  "invalid-document", // a document breaks the model's rules
  "conflict", // the file on disk is not the one that the edit started from
  "empty-file", // nothing to import
  "too-large", // over the import limit
  "not-text", // an image, an archive …
  "too-heavy", // needs more time or memory than a file may take
  "pdf-locked", // asks for a password
  "pdf-damaged",
  "pdf-without-text", // only pictures
  "pdf-garbled", // a text layer that does not say what its signs are
  "bad-encoding", // bytes that are not valid in the encoding
  "permission", // the operating system refuses
  "read-only", // the folder or disk can't be written
  "disk-full",
  "disk-error",
  "unknown-format",
  "bad-record", // a record, or a file of one, that comes from another program and can't be read
  "bad-rules", // a file of proofing rules that can't be read
  "bad-tagset", // a tagset, or a file of one, that can't be used
  "offset-mismatch", // an export's slice differs from the entity's text
  "bad-pattern", // not a regular expression
  "slow-pattern", // a regular expression that takes too long
  "too-few-entities", // nothing can be learned yet
  "recommender-failed", // no answer, or none that can be used
  "cancelled",
  "connection", // the window lost the host
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Values that fill the translated sentence: file names, places, counts. */
export type ErrorDetails = Record<string, string | number>;

export const errorShape = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ErrorShape = z.infer<typeof errorShape>;

export class GalleyError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "GalleyError";
    this.code = code;
    this.details = details;
  }

  toShape(): ErrorShape {
    return { code: this.code, message: this.message, details: this.details };
  }

  static fromShape(shape: ErrorShape): GalleyError {
    return new GalleyError(shape.code, shape.message, shape.details);
  }
}
