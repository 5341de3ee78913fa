/** Putting things into the order that a file gives for some of them. Must not know: particular formats. */

/**
 * The items in a given order of ids; those that it does not name stand behind all others, as they were.
 * @param idsOf an item's id, and behind it the ids of what it lies in, whose place is its own where it has none
 * @param order ids; unknown ones and repeats are passed over
 */
export function inOrder<T>(items: readonly T[], idsOf: (item: T) => readonly string[], order: readonly string[]): T[] {
  const places = new Map<string, number>();
  for (const id of order) if (!places.has(id)) places.set(id, places.size);
  const keyed = items.map((item) => {
    const named = idsOf(item).find((id) => places.has(id));
    return { item, place: named === undefined ? places.size : (places.get(named) as number) };
  });
  return keyed.toSorted((a, b) => a.place - b.place).map(({ item }) => item);
}
