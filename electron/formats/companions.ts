/**
 * Which files of a folder are parts of another one (a text of its annotations), so that they aren't imported by
 * themselves. Names alone propose, the content of the file that they would belong to decides. Must not know: disk.
 */
import type { Format } from "./format.ts";
import { formats } from "./index.ts";

/** A file, the format that it would be of, and which of the names there belong to it. */
export interface Company {
  name: string;
  format: Format;
  companions: string[];
}

/** By names alone: files that may have companions. @param names of the files in one folder */
export function possibleCompany(names: readonly string[]): Company[] {
  const there = new Set(names);
  return names.flatMap((name) =>
    formats.flatMap((format) => {
      const wanted = format.importer?.companions?.(name) ?? [];
      const companions = wanted.filter((each) => each !== name && there.has(each));
      return companions.length ? [{ name, format, companions }] : [];
    }),
  );
}

/**
 * Names of the files that belong to another one.
 * @param headOf the beginning of a file's content, `headBytes` at most; null when it can't be read
 */
export function companionsIn(names: readonly string[], headOf: (name: string) => Uint8Array | null): Set<string> {
  const result = new Set<string>();
  for (const { name, format, companions } of possibleCompany(names)) {
    const head = headOf(name);
    if (head && format.importer?.recognise(head, name)) for (const each of companions) result.add(each);
  }
  return result;
}
