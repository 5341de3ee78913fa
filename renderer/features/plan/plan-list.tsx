// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** Every change of a plan, before and after: a grid of which only what is in sight exists, worked by keyboard and mouse. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { PlannedChange } from "../../../shared/api.ts";
import { useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { type Choice, isTicked, toggleChange, toggleDocument } from "./choice.ts";
import type { Pages } from "./pages.ts";
import { PlanRow } from "./plan-row.tsx";
import type { ReadyPlan } from "./plan-run.ts";
import { isPlainKey, usePagedRows } from "./use-paged-rows.ts";

/** Pixels of a usual row, before it is measured. */
const rowHeight = 74;

interface PlanListProps {
  pages: Pages<PlannedChange>;
  total: number;
  /** The rule that is listed; null for all. */
  rule: string | null;
  plan: ReadyPlan;
  choice: Choice;
  /** Null where nothing can be left out. */
  onChoice: ((change: (choice: Choice) => Choice) => void) | null;
}

export function PlanList({ pages, total, rule, plan, choice, onChoice }: PlanListProps) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  // One more than is in sight: a row must know whether the one before it belongs to the same document.
  const { virtual, items, hasCurrent, moveBy } = usePagedRows(pages, {
    total,
    current,
    rowHeight,
    scroller,
    before: 1,
  });
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainKey(event)) return;
    const to = moveBy(event.key);
    const row = pages.row(current);
    if (to !== null) setCurrent(to);
    else if (event.key === " " && row && onChoice)
      onChoice((now) => (event.shiftKey ? toggleDocument(now, row.document) : toggleChange(now, row)));
    else return;
    event.preventDefault();
  };

  return (
    <>
      {pages.error ? <InlineError error={pages.error} /> : null}
      <div
        ref={scroller}
        className="plan-list"
        role="grid"
        tabIndex={0}
        aria-label={t("operation.listed")}
        aria-rowcount={total}
        aria-activedescendant={hasCurrent ? `change-${current}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const change = pages.row(index);
            const isFirst = change !== null && (index === 0 || pages.row(index - 1)?.document !== change.document);
            return (
              <div
                key={index}
                ref={virtual.measureElement}
                data-index={index}
                id={`change-${index}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 1}
                aria-selected={change !== null && isTicked(choice, change)}
                className={`plan-row ${index === current ? "is-current" : ""}`}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => setCurrent(index)}
              >
                {change ? (
                  <PlanRow
                    change={change}
                    choice={choice}
                    count={isFirst ? (plan.counts?.inDocument(change.document, rule) ?? null) : undefined}
                    onToggle={onChoice && (() => onChoice((now) => toggleChange(now, change)))}
                    onToggleDocument={onChoice && (() => onChoice((now) => toggleDocument(now, change.document)))}
                  />
                ) : (
                  <div role="gridcell" tabIndex={-1} className="plan-waiting">
                    <span className="waiting" aria-hidden />
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
