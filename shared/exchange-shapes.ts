/** Shapes of the contract about what comes in and goes out: formats, imports, exports. Part of `api-shapes.ts`. */

import { z } from "zod";
import { errorShape } from "./errors.ts";
import { noticeSchema } from "./exchange-notices.ts";

/** What a person chose for an option of a format. */
export const optionValue = z.union([z.string().max(2000), z.boolean()]);

export const importOutcomeSchema = z.strictObject({
  path: z.string(),
  id: z.string().nullable(),
  status: z.enum(["imported", "duplicate", "failed"]),
  error: errorShape.nullable(),
  /** Detected or given, null where reading failed before that. */
  encoding: z.string().nullable(),
  /** Id of the format that it was read as, null where reading failed before that. */
  format: z.string().nullable(),
  /** What was not taken over, or came to the corpus's tagset with it. */
  notices: z.array(noticeSchema),
  /** How its pages fared, where the outcome is of a file of several. */
  pages: z.strictObject({ imported: z.int(), duplicate: z.int(), failed: z.int() }).optional(),
  /** What was wrong with its pages, the first of them; how many they are says `pages`. */
  problems: z.array(errorShape).optional(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

export const formatSchema = z.strictObject({
  id: z.string(),
  import: z.boolean(),
  export: z.boolean(),
  /** "Name: what it writes", with the language's own colon. */
  about: z.strictObject({ zh: z.string(), en: z.string() }),
  /** One file, or a folder with files for each document. */
  writes: z.enum(["file", "folder"]).nullable(),
  /** Without the dot; of the one file or of the files in the folder. */
  extension: z.string().nullable(),
  /** What a round trip does not keep, a sentence each. */
  losses: z.array(z.strictObject({ zh: z.string(), en: z.string() })),
  /** What can be chosen about an export. */
  options: z.array(
    z.strictObject({
      name: z.string(),
      label: z.strictObject({ zh: z.string(), en: z.string() }),
      kind: z.enum(["choice", "boolean", "text"]),
      /** Of a choice; empty otherwise. */
      choices: z.array(
        z.strictObject({ value: z.string(), label: z.strictObject({ zh: z.string(), en: z.string() }) }),
      ),
      default: optionValue,
    }),
  ),
});
export type FormatInfo = z.infer<typeof formatSchema>;

/** How a file would be imported: the format that it is of, its first page, and what its names become. */
export const importPreviewSchema = z.strictObject({
  format: z.string(),
  encoding: z.string(),
  /** Whether the encoding is beyond doubt. */
  certain: z.boolean(),
  /** Whether the file is a text, which can be read in another encoding. */
  isText: z.boolean(),
  /** How many pages were looked at, and whether there are more. */
  pages: z.int(),
  more: z.boolean(),
  /** The first page, or as much as is worth showing. Offsets are code points in the block's text. */
  page: z.strictObject({
    name: z.string(),
    title: z.string(),
    date: z.string(),
    page: z.string(),
    blocks: z.array(
      z.strictObject({
        role: z.string(),
        text: z.string(),
        entities: z.array(z.strictObject({ type: z.string(), start: z.int(), end: z.int() })),
      }),
    ),
  }),
  /** The file's own names, with the corpus's id that each becomes; null for one that the corpus would gain. */
  types: z.array(z.strictObject({ name: z.string(), becomes: z.string().nullable() })),
  roles: z.array(z.strictObject({ name: z.string(), becomes: z.string().nullable() })),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** What an export of the first document would write: the beginning of its files, null for one that is no text. */
export const exportPreviewSchema = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), size: z.int(), text: z.string().nullable() })),
  notices: z.array(noticeSchema),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;
