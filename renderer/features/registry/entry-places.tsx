// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** Where an entry is named: a concordance to jump from and to mark in, and the documents by how often they name it. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { EntityHit, Result } from "../../../shared/api.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { HitCells, WaitingCell } from "../plan/hit-cells.tsx";
import { Pages } from "../plan/pages.ts";
import { isPlainKey, usePagedRows } from "../plan/use-paged-rows.ts";
import { keyOf, type Marked } from "./split-dialog.tsx";
import "../search/search.css";

const rowHeight = 32;
const mostDocuments = 50;

interface EntryPlacesProps {
  id: string;
  version: number;
  total: number;
  marked: Marked;
  onMarked(marked: Marked): void;
}

export function EntryPlaces({ id, version, total, marked, onMarked }: EntryPlacesProps) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const filter = useMemo(() => ({ refs: [id] }), [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the index holds
  const hits = useMemo(
    () =>
      new Pages<EntityHit>(async (offset, limit) => (await api.call("listEntities", { filter, offset, limit })).hits),
    [api, filter, version],
  );
  const [documents, setDocuments] = useState<Result<"countEntities">>([]);
  const [current, setCurrent] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual, items, hasCurrent, moveBy } = usePagedRows(hits, { total, current, rowHeight, scroller });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the index holds
  useEffect(() => {
    let isGone = false;
    api.call("countEntities", { filter, limit: mostDocuments }).then(
      (found) => !isGone && setDocuments(found),
      // The places say it too.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [api, filter, version]);

  const open = ({ document, block, start, end }: EntityHit) =>
    void actions.openHit(document, { block, start, end }, "registry");
  const mark = (hit: EntityHit) => {
    const next = new Map(marked);
    if (!next.delete(keyOf(hit))) next.set(keyOf(hit), hit);
    onMarked(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainKey(event) || !total) return;
    const to = moveBy(event.key);
    const hit = hits.row(current);
    if (to !== null) setCurrent(to);
    else if (event.key === "Enter" && hit) open(hit);
    else if (event.key === " " && hit) mark(hit);
    else return;
    event.preventDefault();
  };

  if (!total) return <p className="quiet registry-unnamed">{t("registry.unnamed")}</p>;
  return (
    <>
      <div className="registry-places-head">
        <h2>{t("registry.places", { count: total, documents: documents.length })}</h2>
        <span className="quiet">{t("registry.placeKeys")}</span>
      </div>
      {hits.error ? <InlineError error={hits.error} /> : null}
      <div className="registry-where">
        <div
          ref={scroller}
          className="concordance registry-places"
          role="grid"
          tabIndex={0}
          aria-label={t("registry.placesLabel")}
          aria-rowcount={total}
          aria-activedescendant={hasCurrent ? `place-${current}` : undefined}
          onKeyDown={onKeyDown}
        >
          <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const hit = hits.row(index);
              return (
                <div
                  key={index}
                  id={`place-${index}`}
                  role="row"
                  tabIndex={-1}
                  aria-rowindex={index + 1}
                  aria-selected={hit !== null && marked.has(keyOf(hit))}
                  className={`hit registry-place ${index === current ? "is-current" : ""}`}
                  style={{ transform: `translateY(${start}px)` }}
                  onClick={() => setCurrent(index)}
                  onDoubleClick={() => hit && open(hit)}
                >
                  {hit ? (
                    <Place hit={hit} isMarked={marked.has(keyOf(hit))} onMark={() => mark(hit)} />
                  ) : (
                    <WaitingCell />
                  )}
                </div>
              );
            })}
          </div>
        </div>
        <section className="registry-documents" aria-label={t("registry.documents")}>
          <h3>{t("registry.documents")}</h3>
          <ol>
            {documents.map(({ document, title, entities }) => (
              <li key={document}>
                <button type="button" className="registry-document" onClick={() => void actions.openDocument(document)}>
                  <span className="truncate" lang="zh">
                    {title}
                  </span>
                  <span className="quiet">{entities}</span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
}

function Place({ hit, isMarked, onMark }: { hit: EntityHit; isMarked: boolean; onMark(): void }) {
  const { t } = useWords();
  return (
    <>
      <div role="gridcell" tabIndex={-1} className="registry-mark">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isMarked}
          aria-label={t("registry.markPlace")}
          onChange={onMark}
        />
      </div>
      <HitCells hit={hit} />
      <div role="gridcell" tabIndex={-1} className="hit-title quiet truncate" title={hit.title}>
        {hit.title}
      </div>
    </>
  );
}
