// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** The places found, one a line, the matches under each other; of a long list only what is in sight exists. */
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import type { SearchHit } from "../../../shared/api.ts";
import type { HitAction } from "../../../shared/entities/plan-request.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { HitCells, WaitingCell } from "../plan/hit-cells.tsx";
import { isPlainKey, usePagedRows } from "../plan/use-paged-rows.ts";
import { actionOfKey } from "./hit-actions.tsx";
import type { Found } from "./search-run.ts";

const rowHeight = 32;

interface ConcordanceProps {
  found: Found;
  listRef: RefObject<HTMLDivElement | null>;
  /** Something is to be done with the hits, or (Shift) with the current one alone. */
  onAct(action: HitAction, only: SearchHit | null): void;
}

export function Concordance({ found, listRef, onAct }: ConcordanceProps) {
  const { store, actions } = useApp();
  const { t } = useWords();
  const { hits, total } = found;
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const current = Math.min(
    useAppState((state) => state.searchCursor),
    total - 1,
  );
  const { virtual, items, hasCurrent, moveBy } = usePagedRows(hits, { total, current, rowHeight, scroller: listRef });
  // Coming back from a document: the line that was looked at is in sight again.
  useEffect(() => {
    const { searchCursor } = store.getState();
    if (searchCursor > 0) virtual.scrollToIndex(searchCursor, { align: "center" });
  }, [store, virtual]);

  const moveTo = (index: number) => store.setState({ searchCursor: index });
  const open = (index: number) => {
    const hit = hits.row(index);
    if (!hit) return;
    moveTo(index);
    const { block, start, end } = hit;
    void actions.openHit(hit.document, { block, start, end });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainKey(event)) return;
    const { annotation } = found.query;
    const action = annotation ? actionOfKey(event, annotation.find, types) : null;
    const to = action ? null : moveBy(event.key);
    if (to !== null) moveTo(to);
    else if (event.key === "Enter") open(current);
    else if (action) onAct(action, event.shiftKey ? hits.row(current) : null);
    else return;
    event.preventDefault();
  };

  return (
    <>
      {hits.error ? <InlineError error={hits.error} /> : null}
      <div
        ref={listRef}
        className="concordance"
        role="grid"
        tabIndex={0}
        aria-label={t("search.hits")}
        aria-rowcount={total}
        aria-activedescendant={hasCurrent ? `hit-${current}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <div
              key={index}
              id={`hit-${index}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 1}
              aria-selected={index === current}
              className={`hit ${index === current ? "is-current" : ""}`}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => moveTo(index)}
              onDoubleClick={() => open(index)}
            >
              <Hit hit={hits.row(index)} />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function Hit({ hit }: { hit: SearchHit | null }) {
  const { label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  if (!hit) return <WaitingCell />;
  const role = settings?.roles.find(({ id }) => id === hit.role);
  const type = hit.tag && settings?.entityTypes.find(({ id }) => id === hit.tag?.type);
  return (
    <>
      <HitCells hit={hit} />
      <div role="gridcell" tabIndex={-1} className="hit-role quiet truncate">
        {hit.tag ? (type ? label(type.label) : hit.tag.type) : role ? label(role.label) : hit.role}
      </div>
      <div role="gridcell" tabIndex={-1} className="hit-title quiet truncate" title={hit.title}>
        {hit.title}
      </div>
    </>
  );
}
