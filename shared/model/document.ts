/**
 * The document: what one imported page is, in memory and on disk ("galley/document").
 *
 * document → articles → blocks → text + pieces + entities. All offsets are code points, end exclusive.
 * Objects are loose: keys that this version does not know are kept through load and save.
 * Must not know: disk, DOM, editors. Rules that need more than one field are in `verify.ts`.
 */
import { z } from "zod";

export const documentFormat = "galley/document";
/** Raised when an older program could misread the file; every raise needs a migration in `migrations.ts`. */
export const documentVersion = 1;

export const statuses = ["new", "proofreading", "tagging", "review", "done"] as const;
export const statusSchema = z.enum(statuses);
export type Status = z.infer<typeof statusSchema>;

const offset = z.int().nonnegative();

/**
 * A run of a block's text: characters [start, end) of the decoded source, or text that someone put in.
 * Strict, unlike everything else: pieces are cut and joined at every edit, so nothing can be kept beside them.
 */
export const pieceSchema = z.union([
  z.strictObject({ source: z.tuple([offset, offset]) }),
  z.strictObject({ inserted: z.string() }),
]);
export type Piece = z.infer<typeof pieceSchema>;

/** A named thing in a block's text. Spans may nest and overlap; ids are unique in the document. */
export const entitySchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  start: offset,
  end: offset,
  /** The covered text, repeated so that a reader can check the offsets. */
  text: z.string().min(1),
  /** Id in the corpus's registry (entities.json), or null. */
  ref: z.string().nullable(),
  /** Who or what made it: "editor", a rule id, a model's name. */
  by: z.string(),
  note: z.string(),
  /** What is said of it, by the id of the type's attribute; missing where nothing is. */
  attributes: z.record(z.string(), z.string()).optional(),
  /** Accepted together with others, without a look at each: nothing is learned from it until the page is reviewed. */
  unseen: z.literal(true).optional(),
});
export type Entity = z.infer<typeof entitySchema>;

/** A relation between two entities of the document, from one to the other. */
export const relationSchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  /** Ids of entities, which may lie in different blocks. */
  from: z.string().min(1),
  to: z.string().min(1),
  by: z.string(),
  note: z.string(),
});
export type Relation = z.infer<typeof relationSchema>;

export const blockSchema = z.looseObject({
  id: z.string().min(1),
  role: z.string().min(1),
  text: z.string(),
  pieces: z.array(pieceSchema),
  entities: z.array(entitySchema),
});
export type Block = z.infer<typeof blockSchema>;

export const articleSchema = z.looseObject({
  id: z.string().min(1),
  blocks: z.array(blockSchema).min(1),
});
export type Article = z.infer<typeof articleSchema>;

/** SHA-256, in hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Where the document came from. `length` is the decoded text's, in code points, without a byte order mark. */
export const sourceSchema = z.looseObject({
  name: z.string(),
  sha256: hashSchema,
  encoding: z.string(),
  length: offset,
  importedAt: z.string(),
  /**
   * What text recognition was not sure of: [start, end, confidence between 0 and 1] in the source, ascending; missing where
   * nobody says. What is at least 0.9 sure is not in it.
   */
  confidence: z.array(z.tuple([offset, offset, z.number().min(0).max(1)])).optional(),
  /** The file that the page was read from, where the source is not that file itself (a table, an archive, XML). */
  original: z
    .looseObject({
      name: z.string(),
      /** Format id. */
      format: z.string(),
      /** Of the file's bytes, kept in sources/ too; null where they were not kept. */
      sha256: hashSchema.nullable(),
      /** Of the page as it was read: the same text with other annotations is another page. */
      page: hashSchema,
    })
    .optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const metaSchema = z.looseObject({
  title: z.string(),
  publication: z.string(),
  date: z.string(),
  page: z.string(),
  url: z.string(),
});
export type Meta = z.infer<typeof metaSchema>;

/**
 * A finding, or a suggested entity, that the editor does not want to see again, recognised by its words and their
 * surroundings. `rule` is a rule's id, or "suggest:" and the entity type.
 */
export const dismissedSchema = z.looseObject({
  rule: z.string(),
  quote: z.string(),
  before: z.string(),
  after: z.string(),
});

export const documentSchema = z.looseObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  id: z.string().regex(/^[0-9A-Za-z_-]{4,64}$/),
  status: statusSchema,
  source: sourceSchema,
  meta: metaSchema,
  articles: z.array(articleSchema).min(1),
  /** Missing where there are none. */
  relations: z.array(relationSchema).optional(),
  dismissed: z.array(dismissedSchema),
  /** How many offers of each proofing rule were accepted here; missing where none was. */
  accepted: z.record(z.string(), z.int().positive()).optional(),
  /**
   * Offsets in the source where fixes over many documents corrected characters, that nobody looked at one by one: what
   * editors do is learned from, what programs do is not.
   */
  mended: z.array(offset).optional(),
  revision: z.int().nonnegative(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type GalleyDocument = z.infer<typeof documentSchema>;

/** All blocks in reading order. */
export function blocksOf(document: GalleyDocument): Block[] {
  return document.articles.flatMap((article) => article.blocks);
}

/** What the list shows as a document's title: its meta title, else its first title block, else its first words. */
export function titleOf(document: GalleyDocument): string {
  if (document.meta.title.trim()) return document.meta.title.trim();
  const blocks = blocksOf(document);
  const headline =
    blocks.find((block) => block.role === "title" && block.text.trim()) ??
    blocks.find((block) => block.role !== "boilerplate" && block.text.trim());
  return Array.from((headline?.text ?? "").trim().split("\n")[0] ?? "")
    .slice(0, 60)
    .join("");
}
