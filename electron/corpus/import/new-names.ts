/** Types and roles that imported pages use and the corpus doesn't know: added to galley.json, so that nothing is lost. */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import { type NewNames, type PageNames, withNewNames } from "../../formats/import-mapping.ts";
import { changeSettings } from "../change-settings.ts";
import type { CorpusParts } from "../parts.ts";

/**
 * @param exactly see `mappingFor`
 * @returns what was added, for the report
 * @throws GalleyError read-only, corpus-gone, corpus-damaged, and the disk's
 */
export async function addNewNames(
  parts: CorpusParts,
  names: PageNames,
  format: string,
  exactly: boolean,
): Promise<ExchangeNotice[]> {
  const needed = withNewNames(parts.settings, names, format, exactly);
  if (needed.settings === parts.settings) return [];
  let added: NewNames = needed.added;
  await changeSettings(parts, (onDisk) => {
    // Again, from what is on disk now: another page or process may have added them meanwhile.
    const again = withNewNames(onDisk, names, format, exactly);
    added = again.added;
    return again.settings;
  });
  return [
    ...added.types.map(({ id, label }) => named("type-added", id, label.en)),
    ...added.roles.map(({ id }) => notice("role-added", { name: id })),
    ...added.relations.map(({ id, label }) => named("relation-added", id, label.en)),
  ];
}

function named(code: "type-added" | "relation-added", id: string, name: string): ExchangeNotice {
  return name === id ? notice(code, { id }) : notice(`${code}-for`, { id, name });
}
