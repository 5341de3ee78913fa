/** Types and roles that imported pages use and the corpus doesn't know: added to galley.json, so that nothing is lost. */
import { type PageNames, withNewNames } from "../../formats/import-mapping.ts";
import { type CorpusParts, inCorpus } from "../parts.ts";
import { readSettings, settingsFile } from "../settings-files.ts";

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
  if (!needed.types.length && !needed.roles.length) return [];
  return await parts.queue.run("galley.json", () =>
    inCorpus(parts.dir, () =>
      parts.lock.hold(async () => {
        // Again, from what is on disk now: another page or process may have added them meanwhile.
        const { settings, types, roles } = withNewNames(
          await readSettings(parts.dir, parts.fs),
          names,
          format,
          exactly,
        );
        if (types.length || roles.length) await settingsFile(parts.dir, settings, parts.fs).write();
        parts.settings = settings;
        return [
          ...types.map(({ id, label }) => `new entity type ${id}${label.en === id ? "" : ` for “${label.en}”`}`),
          ...roles.map(({ id }) => `new role “${id}”`),
        ];
      }),
    ),
  );
}
