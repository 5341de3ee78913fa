// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the column headers take the focus
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** The table itself: a grid of which only what is in sight exists, worked by keyboard and mouse. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from "react";
import type { ListQuery } from "../../../shared/api.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { DocumentRowView } from "./document-row.tsx";
import type { PagingSnapshot, RowWindows } from "./paging.ts";
import { extendTo, type Selection, selectOnly, toggle } from "./selection.ts";

const rowHeight = 38;

const columns = [
  ["title", "columnTitle"],
  ["name", "columnName"],
  ["status", "columnStatus"],
  ["characters", "columnCharacters"],
  ["articles", "columnArticles"],
  ["entities", "columnEntities"],
  ["findings", "columnFindings"],
  ["updatedAt", "columnUpdatedAt"],
] as const;
const startsDescending: readonly ListQuery["sort"][] = ["characters", "articles", "entities", "findings", "updatedAt"];

export function DocumentTable({ windows, paging }: { windows: RowWindows; paging: PagingSnapshot }) {
  const { api, store, actions } = useApp();
  const { t } = useWords();
  const query = useAppState((state) => state.query);
  const selected = useAppState((state) => state.selected);
  const anchor = useRef<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const total = paging.total ?? 0;

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => windows.want(first, last), [windows, first, last]);

  // Coming back from a document: its row is the current one, wherever the order now puts it.
  useEffect(() => {
    const { cursor, query: asked } = store.getState();
    if (!cursor) return;
    let isGone = false;
    api.call("listDocumentIds", { query: asked }).then(
      (ids) => {
        const index = ids.indexOf(cursor);
        if (isGone || index < 0) return;
        setCurrent(index);
        virtual.scrollToIndex(index, { align: "auto" });
      },
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [api, store, virtual]);
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);

  const select = (change: (selection: Selection) => Selection) => {
    const next = change({ ids: store.getState().selected, anchor: anchor.current });
    anchor.current = next.anchor;
    store.setState({ selected: next.ids });
  };
  const extend = useCallback(
    async (id: string) => {
      const order = await actions.attempt(() => api.call("listDocumentIds", { query: store.getState().query }));
      if (!order) return;
      const next = extendTo({ ids: store.getState().selected, anchor: anchor.current }, id, order);
      store.setState({ selected: next.ids });
      anchor.current = next.anchor;
    },
    [api, store, actions],
  );

  // Also one that can't be read: there it says why, and its history is offered.
  const open = (index: number) => {
    const row = windows.row(index);
    if (row) void actions.openDocument(row.id);
  };
  const moveTo = (index: number, extending: boolean) => {
    const to = Math.max(0, Math.min(total - 1, index));
    const from = windows.row(current);
    setCurrent(to);
    virtual.scrollToIndex(to, { align: "auto" });
    const row = windows.row(to);
    if (!row) return;
    store.setState({ cursor: row.id });
    if (!extending) return;
    anchor.current ??= from?.id ?? row.id;
    void extend(row.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: total - 1,
    };
    const to = moves[event.key];
    const row = windows.row(current);
    if (to !== undefined) moveTo(to, event.shiftKey);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) open(current);
    else if (event.key === " " && row) {
      if (event.shiftKey) void extend(row.id);
      else select((selection) => toggle(selection, row.id));
    } else if (event.key === "Escape") store.setState({ selected: new Set<string>() });
    else return;
    event.preventDefault();
  };
  const onRowClick = (index: number, event: MouseEvent) => {
    const row = windows.row(index);
    if (!row) return;
    // The click put the focus into the row's cell; the keys belong to the grid.
    scroller.current?.focus({ preventScroll: true });
    setCurrent(index);
    store.setState({ cursor: row.id });
    if (event.shiftKey) void extend(row.id);
    else if (event.ctrlKey || event.metaKey) select((selection) => toggle(selection, row.id));
    else select(() => selectOnly(row.id));
  };
  const sortBy = (sort: ListQuery["sort"]) =>
    store.setState(({ query: old }) => ({
      query: { ...old, sort, descending: old.sort === sort ? !old.descending : startsDescending.includes(sort) },
    }));

  return (
    <div
      ref={scroller}
      className="table"
      role="grid"
      tabIndex={0}
      aria-label={t("list.title")}
      aria-multiselectable
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={windows.row(current) && current >= first && current <= last ? `row-${current}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="table-head table-columns">
        {columns.map(([sort, title]) => (
          <div
            key={sort}
            role="columnheader"
            className={`cell cell-${sort}`}
            aria-sort={query.sort === sort ? (query.descending ? "descending" : "ascending") : "none"}
          >
            <button type="button" className="sort" onClick={() => sortBy(sort)}>
              {t(`list.${title}`)}
              {query.sort === sort ? (
                query.descending ? (
                  <ArrowDown size={13} aria-hidden />
                ) : (
                  <ArrowUp size={13} aria-hidden />
                )
              ) : null}
            </button>
          </div>
        ))}
      </div>
      <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = windows.row(item.index);
          return (
            <DocumentRowView
              key={row?.id ?? item.index}
              row={row}
              index={item.index}
              offset={item.start}
              selected={row !== null && selected.has(row.id)}
              current={item.index === current}
              onClick={onRowClick}
              onOpen={open}
            />
          );
        })}
      </div>
    </div>
  );
}
