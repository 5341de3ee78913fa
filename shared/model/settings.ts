/**
 * A corpus's settings (galley.json) and its registry of known entities (entities.json): shapes and defaults.
 */
import { z } from "zod";

export const corpusFormat = "galley/corpus";
export const corpusVersion = 1;
export const registryFormat = "galley/entities";
export const registryVersion = 1;

/** Text in the interface's two languages. */
export const labelSchema = z.looseObject({ zh: z.string(), en: z.string() });
export type Label = z.infer<typeof labelSchema>;

/** A proofing rule that the user wrote. */
export const userRuleSchema = z.looseObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
  find: z.string().min(1).max(2000),
  replace: z.string().max(2000),
  regex: z.boolean(),
  message: z.string().max(500),
  safe: z.boolean(),
  enabled: z.boolean(),
});
export type UserRule = z.infer<typeof userRuleSchema>;

/** What the user chose about proofing. */
export const proofingSettingsSchema = z.looseObject({
  /** Rules switched on or off by hand; a rule that is not here follows its default and its record. */
  rules: z.record(z.string(), z.boolean()),
  userRules: z.array(userRuleSchema),
});
export type ProofingSettings = z.infer<typeof proofingSettingsSchema>;
export const defaultProofingSettings: ProofingSettings = { rules: {}, userRules: [] };

/** `key`: the digit or sign that sets the role together with Alt; empty for none. */
export const roleSchema = z.looseObject({ id: z.string().min(1), label: labelSchema, key: z.string().max(1) });
export type Role = z.infer<typeof roleSchema>;

const typeId = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/);

/** What may be said of each entity of a type, beyond its span: any text, one of `choices`, or a date (YYYY, -MM, -DD). */
export const attributeSchema = z.looseObject({
  id: typeId,
  label: labelSchema,
  kind: z.enum(["text", "choice", "date"]),
  /** Of a choice; missing otherwise. */
  choices: z.array(z.string().min(1)).optional(),
});
export type Attribute = z.infer<typeof attributeSchema>;

/** `key`: the letter that tags in tag mode (with Alt in proofreading mode). `color`: #rrggbb, for a light ground. */
export const entityTypeSchema = z.looseObject({
  id: typeId,
  label: labelSchema,
  color: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  key: z.string().regex(/^[a-z]?$/),
  attributes: z.array(attributeSchema).optional(),
});
export type EntityType = z.infer<typeof entityTypeSchema>;

/** A kind of relation between two entities, from the first to the second. `from`, `to`: entity types, empty for any. */
export const relationTypeSchema = z.looseObject({
  id: typeId,
  label: labelSchema,
  from: z.array(z.string()),
  to: z.array(z.string()),
});
export type RelationType = z.infer<typeof relationTypeSchema>;

/** Which spans of one block may share characters: none, only one wholly inside another, or any. */
export const overlapSchema = z.enum(["none", "nested", "any"]);
export type Overlap = z.infer<typeof overlapSchema>;

/**
 * What an import makes of names that files of one format use, by the file's name of it: an entity type's id ("" leaves
 * such entities out), a role's id.
 */
export const importMappingSchema = z.looseObject({
  types: z.record(z.string(), z.string()),
  roles: z.record(z.string(), z.string()),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

export const settingsSchema = z.looseObject({
  format: z.literal(corpusFormat),
  version: z.literal(corpusVersion),
  name: z.string(),
  createdAt: z.string(),
  roles: z.array(roleSchema).min(1),
  entityTypes: z.array(entityTypeSchema),
  /** Missing in corpora that have none. */
  relationTypes: z.array(relationTypeSchema).optional(),
  /** Missing: any. */
  overlap: overlapSchema.optional(),
  /** Types whose tagged texts are kept in the registry; missing: those that are names. */
  remembered: z.array(z.string()).optional(),
  /** Missing in corpora that never chose. */
  proofing: proofingSettingsSchema.optional(),
  /** By format id; missing where nothing was ever mapped by hand. */
  importMapping: z.record(z.string(), importMappingSchema).optional(),
});
export type CorpusSettings = z.infer<typeof settingsSchema>;

/** Someone or something that the corpus knows: two people of one name are two entries. */
export const registryEntrySchema = z.looseObject({
  /** What entities name in `ref`. */
  id: z.string().min(1),
  name: z.string().min(1),
  type: z.string().min(1),
  aliases: z.array(z.string()),
  /** A Wikidata id (Q42) or an address; empty for none. */
  link: z.string(),
  note: z.string(),
  /** It came by itself when its name was tagged, and goes when nothing names it; a change by hand takes this off. */
  remembered: z.literal(true).optional(),
});
export type RegistryEntry = z.infer<typeof registryEntrySchema>;

export const registrySchema = z.looseObject({
  format: z.literal(registryFormat),
  version: z.literal(registryVersion),
  entities: z.array(registryEntrySchema),
});
export type Registry = z.infer<typeof registrySchema>;

/** The role of text that nothing is known about; also what an unknown role is shown as. */
export const defaultRole = "paragraph";

export const defaultRoles: readonly Role[] = [
  { id: "kicker", label: { zh: "肩题", en: "Kicker" }, key: "1" },
  { id: "title", label: { zh: "标题", en: "Title" }, key: "2" },
  { id: "subtitle", label: { zh: "副题", en: "Subtitle" }, key: "3" },
  { id: "byline", label: { zh: "署名", en: "Byline" }, key: "4" },
  { id: "dateline", label: { zh: "电头", en: "Dateline" }, key: "5" },
  { id: "heading", label: { zh: "小标题", en: "Heading" }, key: "6" },
  { id: "paragraph", label: { zh: "正文", en: "Paragraph" }, key: "7" },
  { id: "quote", label: { zh: "引文", en: "Quote" }, key: "8" },
  { id: "caption", label: { zh: "图注", en: "Caption" }, key: "9" },
  { id: "credit", label: { zh: "供稿", en: "Credit" }, key: "0" },
  { id: "boilerplate", label: { zh: "版面杂项", en: "Boilerplate" }, key: "-" },
];

// Dark enough for 4.5:1 on white; the window lightens them on a dark ground.
export const defaultEntityTypes: readonly EntityType[] = [
  { id: "PER", label: { zh: "人名", en: "Person" }, color: "#b3261e", key: "p" },
  { id: "ORG", label: { zh: "机构", en: "Organisation" }, color: "#1d5fbf", key: "o" },
  { id: "LOC", label: { zh: "地名", en: "Place" }, color: "#1b7a3d", key: "l" },
  { id: "DATE", label: { zh: "日期", en: "Date" }, color: "#8a5a00", key: "d" },
  { id: "TITLE", label: { zh: "职务", en: "Post" }, color: "#7b3fb5", key: "t" },
  { id: "EVENT", label: { zh: "事件", en: "Event" }, color: "#a8326e", key: "e" },
  { id: "MONEY", label: { zh: "金额", en: "Money" }, color: "#006d77", key: "m" },
  { id: "QUANT", label: { zh: "数量", en: "Quantity" }, color: "#5b5f00", key: "q" },
];
