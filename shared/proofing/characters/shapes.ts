/** Which characters are alike in shape. */
import { shapeGroups } from "./shape-table.ts";

let twins: Map<string, string> | null = null;

/** The characters that this one may have been misread for; empty for most. */
export function twinsOf(char: string): string {
  twins ??= collect();
  return twins.get(char) ?? "";
}

function collect(): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const group of shapeGroups)
    for (const char of group) {
      const others = found.get(char) ?? new Set();
      found.set(char, others);
      for (const other of group) if (other !== char) others.add(other);
    }
  return new Map(Array.from(found, ([char, others]) => [char, [...others].join("")]));
}
