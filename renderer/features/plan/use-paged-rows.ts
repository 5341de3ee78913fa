/**
 * A list of many rows that are read page by page: of them only what is in sight exists, and keys move through all.
 * Must not know: what a row is, how it looks, what else keys do.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useSyncExternalStore } from "react";
import type { Pages } from "./pages.ts";
import { stepOf } from "./step-of.ts";

interface PagedRows {
  total: number;
  /** Index of the row that keys move from. */
  current: number;
  /** Pixels a row. */
  rowHeight: number;
  scroller: RefObject<HTMLElement | null>;
  /** Rows before those in sight that must be known as well. */
  before?: number;
}

export function usePagedRows<R>(pages: Pages<R>, { total, current, rowHeight, scroller, before = 0 }: PagedRows) {
  useSyncExternalStore(pages.subscribe, pages.getVersion);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => pages.want(Math.max(0, first - before), last), [pages, first, last, before]);
  return {
    virtual,
    items,
    /** Whether the current row exists, so that it can be named as the active one. */
    hasCurrent: current >= first && current <= last,
    /** The row that a key moves to, brought into sight; null for a key that does not move. */
    moveBy(key: string): number | null {
      const step = stepOf(key, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight), total);
      if (step === null) return null;
      const to = Math.max(0, Math.min(total - 1, current + step));
      virtual.scrollToIndex(to, { align: "auto" });
      return to;
    },
  };
}

/** Whether a key may be the list's own: no input method has it, and it is no command's with Ctrl, Alt or Meta. */
export const isPlainKey = ({ nativeEvent, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !(nativeEvent.isComposing || altKey || ctrlKey || metaKey);
