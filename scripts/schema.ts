/**
 * Writes the JSON Schemas of the public files, generated from the zod schemas that the program itself checks with.
 * `npm run schema` writes them; a test notices a stale one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { tagsetFileSchema } from "../shared/entities/tagset/tagset-file.ts";
import { documentSchema } from "../shared/model/document.ts";
import { registrySchema, settingsSchema } from "../shared/model/settings.ts";
import { rulesFileSchema } from "../shared/proofing/rules-file.ts";

const folder = join(import.meta.dirname, "../docs/schema");

export const schemas = {
  "document.schema.json": { title: "galley/document", schema: documentSchema },
  "corpus.schema.json": { title: "galley/corpus (galley.json)", schema: settingsSchema },
  "entities.schema.json": { title: "galley/entities (entities.json)", schema: registrySchema },
  "tagset.schema.json": { title: "galley/tagset", schema: tagsetFileSchema },
  "rules.schema.json": { title: "galley/rules", schema: rulesFileSchema },
};

/** The text of one published schema. */
export function schemaText(name: keyof typeof schemas): string {
  const { title, schema } = schemas[name];
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
}

if (import.meta.main) {
  for (const name of Object.keys(schemas) as (keyof typeof schemas)[])
    writeFileSync(join(folder, name), schemaText(name));
}

/** Names of the published schemas that differ from the program's own. */
export function staleSchemas(): string[] {
  return (Object.keys(schemas) as (keyof typeof schemas)[]).filter(
    (name) => readFileSync(join(folder, name), "utf8") !== schemaText(name),
  );
}
