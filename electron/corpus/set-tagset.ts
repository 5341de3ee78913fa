/**
 * The tagset in galley.json. Where documents need not change (names, colours, keys, order, new types) it is simply
 * written; where they must, it is part of an operation (`operations/tagset-plan.ts`).
 */
import { noChange, type TagsetChange } from "../../shared/entities/tagset/change.ts";
import { problemLine, tagsetProblems } from "../../shared/entities/tagset/problems.ts";
import { sameTagset, type Tagset, tagsetOf, withTagset } from "../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { CorpusSettings } from "../../shared/model/settings.ts";
import { changeSettings } from "./change-settings.ts";
import type { CorpusParts } from "./parts.ts";

/**
 * @param base the tagset that this one was made from: another one on the disk is not overwritten
 * @throws GalleyError bad-tagset (the first problem, with its place), conflict, read-only, corpus-gone, and the disk's
 */
export async function setTagset(parts: CorpusParts, tagset: Tagset, base: Tagset): Promise<CorpusSettings> {
  refuseUnsound(tagset, base);
  return await changeSettings(parts, settingsWith(tagset, base));
}

/**
 * What writes the tagset into settings that still have the one it was made from; what imports make of files' own names
 * follows the types. @throws GalleyError conflict
 */
export function settingsWith(
  tagset: Tagset,
  base: Tagset,
  change: TagsetChange = noChange,
): (settings: CorpusSettings) => CorpusSettings {
  return (settings) => {
    const now = tagsetOf(settings);
    if (!sameTagset(now, base)) {
      const message =
        "The tagset was changed by someone else meanwhile; nothing was written. Look at it and try again.";
      throw new GalleyError("conflict", message, { name: "galley.json" });
    }
    return sameTagset(now, tagset) ? settings : withTagset(withMappings(settings, change), tagset);
  };
}

function withMappings(settings: CorpusSettings, { types }: TagsetChange): CorpusSettings {
  if (!settings.importMapping || !Object.keys(types).length) return settings;
  const mapped = Object.entries(settings.importMapping).map(([format, mapping]) => {
    const pairs = Object.entries(mapping.types).flatMap(([name, id]): [string, string][] => {
      const to = Object.hasOwn(types, id) ? types[id] : id;
      return typeof to === "string" ? [[name, to]] : [];
    });
    return [format, { ...mapping, types: Object.fromEntries(pairs) }] as const;
  });
  return { ...settings, importMapping: Object.fromEntries(mapped) };
}

/** @throws GalleyError bad-tagset */
export function refuseUnsound(tagset: Tagset, base: Tagset): void {
  const [problem] = tagsetProblems(tagset, base);
  if (!problem) return;
  const { en } = problemLine(tagset, problem);
  throw new GalleyError("bad-tagset", `The tagset can't be used: ${en}. Nothing was changed.`, { reason: en });
}
