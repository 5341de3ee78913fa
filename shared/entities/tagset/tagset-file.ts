/**
 * A tagset as a file of its own ("galley/tagset"), to be carried to another corpus.
 * Pure: text in, text out. Must not know: disk, DOM.
 */
import { z } from "zod";
import { GalleyError } from "../../errors.ts";
import { parseJsonText } from "../../model/json-text.ts";
import { describeIssue } from "../../model/parse.ts";
import { entityTypeSchema, overlapSchema, relationTypeSchema } from "../../model/settings.ts";
import { problemLine, tagsetProblems } from "./problems.ts";
import { type Tagset, tagsetOf } from "./tagset.ts";

export const tagsetFormat = "galley/tagset";
export const tagsetVersion = 1;

export const tagsetFileSchema = z.looseObject({
  format: z.literal(tagsetFormat),
  version: z.literal(tagsetVersion),
  entityTypes: z.array(entityTypeSchema),
  /** Missing: none. */
  relationTypes: z.array(relationTypeSchema).optional(),
  /** Missing: any. */
  overlap: overlapSchema.optional(),
});

/** The file's text; ends with a line end. */
export function writeTagsetFile({ entityTypes, relationTypes, overlap }: Tagset): string {
  const file = { format: tagsetFormat, version: tagsetVersion, entityTypes, relationTypes, overlap };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads what `writeTagsetFile` wrote, or a person.
 * @param name the file's name, for messages
 * @throws GalleyError bad-tagset, with the place in the file and what is wrong there
 */
export function parseTagsetFile(text: string, name: string): Tagset {
  const bad = (reason: string, place = "") =>
    new GalleyError("bad-tagset", `${name} is not a tagset of Galley: ${place ? `at ${place}: ` : ""}${reason}`, {
      name,
      reason,
      ...(place ? { place } : {}),
    });
  let json: unknown;
  try {
    json = parseJsonText(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw bad(cause instanceof Error ? cause.message : String(cause));
  }
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== tagsetFormat) throw bad(`"format" is not "${tagsetFormat}"`);
  if (typeof version === "number" && version > tagsetVersion)
    throw bad(`it was written by a newer version of Galley (${version}, this program knows ${tagsetVersion})`);
  const checked = tagsetFileSchema.safeParse(json);
  if (!checked.success) {
    const place = checked.error.issues[0]?.path.map(String).join(".") ?? "";
    throw bad(describeIssue(checked.error).replace(`at ${place}: `, ""), place);
  }
  // The checked input itself, not zod's copy: unknown keys keep their places.
  const tagset = tagsetOf(json as Partial<Tagset>);
  const [problem] = tagsetProblems(tagset);
  if (problem) throw bad(problemLine(tagset, problem).en);
  return tagset;
}
