// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** Where the chosen one is named, the chosen two together, or what a column counts: a concordance that leads to the pages. */
import { BookUser } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Passages as Found, Named, PassagesQuery, SearchHit } from "../../../shared/api.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { HitCells, WaitingCell } from "../plan/hit-cells.tsx";
import { Pages, pageSize } from "../plan/pages.ts";
import { isPlainKey, usePagedRows } from "../plan/use-paged-rows.ts";
import "../search/search.css";

const rowHeight = 52;

interface PassagesProps {
  title: string;
  /** The same object while the same is asked. */
  query: PassagesQuery;
  /** Of the registry, to go to. */
  entries: readonly Named[];
  /** Of what the charts were told last. */
  version: number;
}

type Answer = Omit<Found, "hits"> & { hits: Pages<SearchHit> };

export function Passages({ title, query, entries, version }: PassagesProps) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const [found, setFound] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the index holds
  useEffect(() => {
    let isGone = false;
    const read = (offset: number, limit: number) => api.call("listPassages", { query, offset, limit });
    read(0, pageSize).then(
      ({ hits: first, ...counts }) => {
        if (isGone) return;
        const hits = new Pages<SearchHit>(async (offset, limit) => (await read(offset, limit)).hits);
        hits.put(0, first);
        setFound({ ...counts, hits });
        setError(null);
      },
      (problem) => !isGone && setError(problem),
    );
    return () => {
      isGone = true;
    };
  }, [api, query, version]);

  return (
    <section className="passages" aria-label={t("charts.passages")}>
      <header className="passages-head">
        <h2 lang="zh">{title}</h2>
        <output className="quiet" aria-live="polite">
          {found
            ? t(`charts.found.${query.scope}`, { count: found.total, units: found.units, documents: found.documents })
            : t("app.loading")}
        </output>
        {entries.length ? (
          <div className="row passages-entries">
            {entries.map(({ ref, name }) => (
              <Button key={ref} weight="quiet" onClick={() => void actions.showRegistry(ref)}>
                <BookUser size={14} aria-hidden />
                {t("charts.inRegistry", { name })}
              </Button>
            ))}
          </div>
        ) : null}
      </header>
      {error ? <InlineError error={error} /> : null}
      {found?.total ? <PassageList key={title} total={found.total} hits={found.hits} /> : null}
    </section>
  );
}

function PassageList({ total, hits }: { total: number; hits: Pages<SearchHit> }) {
  const { actions } = useApp();
  const { t } = useWords();
  const [current, setCurrent] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual, items, hasCurrent, moveBy } = usePagedRows(hits, { total, current, rowHeight, scroller });

  const open = (index: number) => {
    const hit = hits.row(index);
    if (!hit) return;
    setCurrent(index);
    const { document, block, start, end } = hit;
    void actions.openHit(document, { block, start, end }, "charts");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainKey(event)) return;
    const to = moveBy(event.key);
    if (to !== null) setCurrent(to);
    else if (event.key === "Enter") open(current);
    else return;
    event.preventDefault();
  };
  return (
    <>
      {hits.error ? <InlineError error={hits.error} /> : null}
      <div
        ref={scroller}
        className="concordance"
        role="grid"
        tabIndex={0}
        aria-label={t("charts.places")}
        aria-rowcount={total}
        aria-activedescendant={hasCurrent ? `passage-${current}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const hit = hits.row(index);
            return (
              <div
                key={index}
                id={`passage-${index}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 1}
                aria-selected={index === current}
                className={`hit passage ${index === current ? "is-current" : ""}`}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => setCurrent(index)}
                onDoubleClick={() => open(index)}
              >
                {hit ? <Passage hit={hit} /> : <WaitingCell />}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

function Passage({ hit }: { hit: SearchHit }) {
  return (
    <>
      <HitCells hit={hit} />
      <div role="gridcell" tabIndex={-1} className="passage-title quiet truncate" title={hit.title} lang="zh">
        {hit.title}
      </div>
    </>
  );
}
