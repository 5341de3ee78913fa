/**
 * Which rows are selected, as every list of files does it: a click one, Ctrl adds, Shift extends from the anchor.
 * Ids in list order come from outside, for ranges only.
 */

export interface Selection {
  ids: ReadonlySet<string>;
  /** Where a Shift range begins. */
  anchor: string | null;
}

export const noSelection: Selection = { ids: new Set(), anchor: null };

export function selectOnly(id: string): Selection {
  return { ids: new Set([id]), anchor: id };
}

export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** From the anchor to `id`, in list order, instead of what was selected. */
export function extendTo(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (to < 0) return selection;
  if (from < 0) return selectOnly(id);
  return { ids: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: selection.anchor };
}
