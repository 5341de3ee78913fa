/** What `search` and `replace` have in common: which places are meant. */
import { type Command, InvalidArgumentError } from "commander";
import { type SearchQuery, searchQuerySchema } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { AnnotationQuery } from "../../shared/search/annotation.ts";
import { type StatusOption, statusOption } from "./command.ts";

export type QueryOptions = StatusOption & { regex?: boolean; role?: string; type?: string; json?: boolean };

/** Adds the options that choose places. */
export function withQueryOptions(command: Command): Command {
  return command
    .option("--regex", "the text is a regular expression (JavaScript's, flag u)")
    .option("--role <role>", "only in blocks of this role")
    .option("--type <type>", "only inside entities of this type")
    .addOption(statusOption("only in documents of this status"))
    .option("--json", "JSON Lines on standard output");
}

/** @throws GalleyError usage, for a text that can't be looked for */
export function queryOf(
  text: string,
  { regex = false, role, type, status }: QueryOptions,
  annotation: AnnotationQuery | null = null,
): SearchQuery {
  const fields = { text, regex, role: role ?? null, type: type ?? null, status: status ?? null, sort: "page" };
  const query = annotation ? { ...fields, annotation } : fields;
  const checked = searchQuerySchema.safeParse(query);
  if (checked.success) return checked.data;
  if (annotation && text.length <= 2000) throw new GalleyError("usage", "An option's value is too long, or empty.");
  throw new GalleyError("usage", text ? "The text to look for is too long." : "There is nothing to look for.");
}

/** A number of lines. */
export function countOf(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("It must be a whole number from 1 up.");
}
