/** Names of entries, and what goes by them. */

/** A text that is tagged as a type, as the key of a map. No type's id has a tab. */
export const nameKey = (type: string, text: string): string => `${type}\t${text}`;

/** Adds to what goes by a key: several entries may have one name. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
