// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list has the keys
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which an option element forbids
/** The entries: looked for, filtered, ordered; of a long list only what is in sight exists. */
import { ArrowDownWideNarrow, ArrowUpNarrowWide, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { RegistryQuery } from "../../../shared/api.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { isPlainKey, usePagedRows } from "../plan/use-paged-rows.ts";
import type { RegistryRun } from "./registry-run.ts";

const rowHeight = 34;
/** Milliseconds of rest before what was typed is looked for. */
const debounce = 150;
/** Stands for no type in the choice, which wants a text. */
const all = "";

interface EntryListProps {
  run: RegistryRun;
  query: RegistryQuery;
  /** Null until the first answer. */
  total: number | null;
  chosen: string | null;
}

export function EntryList({ run, query, total, chosen }: EntryListProps) {
  const { t, language, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const { rows } = useSyncExternalStore(run.subscribe, run.getState);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const [text, setText] = useState(query.text);
  const [isComposing, setComposing] = useState(false);
  const number = numbersIn(language);
  const { virtual, items, hasCurrent, moveBy } = usePagedRows(rows, {
    total: total ?? 0,
    current,
    rowHeight,
    scroller,
  });
  useEffect(() => {
    if (isComposing || text === run.getState().query.text) return;
    const timer = setTimeout(() => {
      setCurrent(0);
      void run.ask({ ...run.getState().query, text });
    }, debounce);
    return () => clearTimeout(timer);
  }, [run, isComposing, text]);

  const ask = (change: Partial<RegistryQuery>) => {
    setCurrent(0);
    void run.ask({ ...query, ...change });
  };
  const show = (index: number) => {
    setCurrent(index);
    const row = rows.row(index);
    if (row) run.choose(row.entry.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainKey(event) || !total) return;
    const to = moveBy(event.key);
    if (to !== null) show(to);
    else if (event.key === "Enter" || event.key === " ") show(current);
    else return;
    event.preventDefault();
  };
  const colorOf = (type: string) => types.find(({ id }) => id === type)?.color ?? "#777777";
  const nameOf = (type: string) => {
    const known = types.find(({ id }) => id === type);
    return known ? label(known.label) : type;
  };

  return (
    <section className="registry-entries" aria-label={t("registry.entries")}>
      <div className="registry-filters">
        <label className="search-field">
          <Search size={15} aria-hidden />
          <input
            className="filter-input"
            aria-label={t("registry.search")}
            placeholder={t("registry.search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onCompositionStart={() => setComposing(true)}
            onCompositionEnd={() => setComposing(false)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown" && !event.nativeEvent.isComposing) {
                event.preventDefault();
                scroller.current?.focus();
              }
            }}
          />
        </label>
        <div className="row">
          <Select
            label={t("registry.type")}
            value={query.type ?? all}
            options={[
              { value: all, label: t("registry.allTypes") },
              ...types.map(({ id, label: name }) => ({ value: id, label: label(name) })),
            ]}
            onChange={(type) => ask({ type: type === all ? null : type })}
          />
          <Select
            label={t("registry.sort")}
            value={query.sort}
            options={(["entities", "name"] as const).map((sort) => ({
              value: sort,
              label: t(`registry.sorts.${sort}`),
            }))}
            onChange={(sort) => ask({ sort, descending: sort === "entities" })}
          />
          <IconButton
            name={t(query.descending ? "registry.descending" : "registry.ascending")}
            onClick={() => ask({ descending: !query.descending })}
          >
            {query.descending ? (
              <ArrowDownWideNarrow size={16} aria-hidden />
            ) : (
              <ArrowUpNarrowWide size={16} aria-hidden />
            )}
          </IconButton>
        </div>
      </div>
      <output className="registry-total quiet" aria-live="polite">
        {total === null ? t("app.loading") : t("registry.total", { count: total })}
      </output>
      <div
        ref={scroller}
        className="registry-list"
        role="listbox"
        tabIndex={0}
        aria-label={t("registry.entries")}
        aria-activedescendant={total && hasCurrent ? `entry-${current}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="table-body" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows.row(index);
            return (
              <div
                key={index}
                id={`entry-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={row?.entry.id === chosen}
                aria-setsize={total ?? 0}
                aria-posinset={index + 1}
                className={`registry-row ${index === current ? "is-current" : ""}`}
                style={
                  {
                    transform: `translateY(${start}px)`,
                    "--entity-color": colorOf(row?.entry.type ?? ""),
                  } as React.CSSProperties
                }
                onClick={() => show(index)}
              >
                {row ? (
                  <>
                    <span className="type-dot" aria-hidden />
                    <span className="truncate registry-name" lang="zh">
                      {row.entry.name}
                    </span>
                    <span className="quiet registry-row-type">{nameOf(row.entry.type)}</span>
                    <span className="registry-count">{number.format(row.entities)}</span>
                  </>
                ) : (
                  <span className="waiting" aria-hidden />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
