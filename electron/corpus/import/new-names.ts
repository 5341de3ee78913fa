/** Types and roles that imported pages use and the corpus doesn't know: added to galley.json, so that nothing is lost. */
import { type NewNames, type PageNames, withNewNames } from "../../formats/import-mapping.ts";
import { changeSettings } from "../change-settings.ts";
import type { CorpusParts } from "../parts.ts";

/**
 * @param exactly see `mappingFor`
 * @returns what was added, a sentence each for the report
 * @throws GalleyError read-only, corpus-gone, corpus-damaged, and the disk's
 */
export async function addNewNames(
  parts: CorpusParts,
  names: PageNames,
  format: string,
  exactly: boolean,
): Promise<string[]> {
  const needed = withNewNames(parts.settings, names, format, exactly);
  if (needed.settings === parts.settings) return [];
  let added: NewNames = needed.added;
  await changeSettings(parts, (onDisk) => {
    // Again, from what is on disk now: another page or process may have added them meanwhile.
    const again = withNewNames(onDisk, names, format, exactly);
    added = again.added;
    return again.settings;
  });
  const nameOf = (label: string, id: string) => (label === id ? id : `${id} for “${label}”`);
  return [
    ...added.types.map(({ id, label }) => `new entity type ${nameOf(label.en, id)}`),
    ...added.roles.map(({ id }) => `new role ${id}`),
    ...added.relations.map(({ id, label }) => `new relation type ${nameOf(label.en, id)}`),
  ];
}
