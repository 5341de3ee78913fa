/** What a person chose for the names that files of one format use, kept in galley.json for the next import. */
import { GalleyError } from "../../../shared/errors.ts";
import type { CorpusSettings, ImportMapping } from "../../../shared/model/settings.ts";
import { changeSettings } from "../change-settings.ts";
import type { CorpusParts } from "../parts.ts";

/** @throws GalleyError usage (a type or role that the corpus doesn't have), read-only, corpus-gone, and the disk's */
export async function rememberMapping(parts: CorpusParts, format: string, mapping: ImportMapping): Promise<void> {
  refuseUnknown(parts.settings, mapping);
  if (isKnown(parts.settings.importMapping?.[format], mapping)) return;
  await changeSettings(parts, (settings) => {
    const before = settings.importMapping?.[format];
    const merged = {
      types: { ...before?.types, ...mapping.types },
      roles: { ...before?.roles, ...mapping.roles },
    };
    return { ...settings, importMapping: { ...settings.importMapping, [format]: merged } };
  });
}

function isKnown(before: ImportMapping | undefined, mapping: ImportMapping): boolean {
  const same = (key: "types" | "roles") =>
    Object.entries(mapping[key]).every(([name, id]) => before && before[key][name] === id);
  return same("types") && same("roles");
}

function refuseUnknown(settings: CorpusSettings, { types, roles }: ImportMapping): void {
  const unknownIn = (ids: Iterable<string>, known: readonly { id: string }[], what: string) => {
    for (const id of ids) {
      if (known.some((each) => each.id === id)) continue;
      const list = known.map((each) => each.id).join(", ");
      throw new GalleyError("usage", `This corpus has no ${what} “${id}”. It has: ${list}.`, { name: id });
    }
  };
  unknownIn(
    Object.values(types).filter((id) => id),
    settings.entityTypes,
    "entity type",
  );
  unknownIn(Object.values(roles), settings.roles, "role");
}
