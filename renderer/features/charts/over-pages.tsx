/**
 * Entities by type over the pages' dates, or over the pages in the order of their names: as columns, or as a table. A
 * column leads to its passages, one of a single page to that page.
 */
import { useMemo } from "react";
import type { ChartColumn, EntityBin, EntityOverview, PassagesQuery } from "../../../shared/api.ts";
import { periodsBetween, type Unit } from "../../../shared/entities/overview/page-date.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { TypeStyle } from "../../app/type-style.ts";
import { type CountsRow, CountsTable } from "./counts-table.tsx";
import type { Cells } from "./csv.ts";
import { Passages } from "./passages.tsx";
import { StackedBars } from "./stacked-bars.tsx";

interface OverPagesProps {
  tab: "dates" | "documents";
  as: "picture" | "table";
  counts: EntityOverview;
  types: readonly TypeStyle[];
  version: number;
}

interface Row extends EntityBin {
  id: string;
  /** In the picture, and in the table. */
  label: string;
  name: string;
  isApart?: boolean;
  among: ChartColumn;
  /** The only page that it stands for. */
  page?: string | undefined;
}

type Leading = Pick<CountsRow, "onOpen" | "isChosen">;

const none: readonly never[] = [];
const empty: EntityBin = { documents: 0, byType: {} };

export function OverPages({ tab, as, counts, types, version }: OverPagesProps) {
  const { actions, store } = useApp();
  const { t } = useWords();
  const column = useAppState((state) => state.charts.column);
  const asked = useAppState((state) => state.charts.types);
  const rows = useMemo(() => (tab === "dates" ? dateRows(counts, t) : pageRows(counts)), [tab, counts, t]);
  const chosen = rows.find(({ id, page }) => id === column && page === undefined);
  const query = useMemo(
    (): PassagesQuery | null =>
      chosen ? { of: [], scope: "block", types: asked && [...asked], status: null, among: chosen.among } : null,
    [chosen, asked],
  );
  // Chosen again, it is left.
  const choose = (id: string): void =>
    store.setState(({ charts }) => ({ charts: { ...charts, column: charts.column === id ? null : id } }));
  const opened = rows.map(({ page, ...row }): Row & Leading => {
    if (page !== undefined) return { ...row, onOpen: () => void actions.openDocument(page) };
    if (types.every(({ id }) => !row.byType[id])) return row;
    return { ...row, onOpen: () => choose(row.id), isChosen: row.id === chosen?.id };
  });
  const label = t(`charts.label.${tab}`, { count: rows.length });
  const chart =
    as === "table" ? (
      <CountsTable head={t(`charts.head.${tab}`)} rows={opened} types={types} label={label} />
    ) : (
      <StackedBars
        columns={opened.map((row) => ({ ...row, about: aboutOf(row, types, t) }))}
        types={types}
        label={label}
      />
    );
  if (!chosen || !query) return chart;
  return (
    <div className="with-passages">
      <div className="chart-side">{chart}</div>
      <Passages title={chosen.name} query={query} entries={none} version={version} />
    </div>
  );
}

/** The same as a table of text. */
export function overPagesCells(
  tab: "dates" | "documents",
  counts: EntityOverview,
  types: readonly TypeStyle[],
  t: Translate,
): Cells {
  const rows = tab === "dates" ? dateRows(counts, t) : pageRows(counts);
  return [
    [t(`charts.head.${tab}`), t("charts.pages"), ...types.map(({ name }) => name)],
    ...rows.map(({ name, documents, byType }) => [name, documents, ...types.map(({ id }) => byType[id] ?? 0)]),
  ];
}

function dateRows({ periods, unit, undated, coarse }: EntityOverview, t: Translate): Row[] {
  const known = new Map(periods.map((period) => [period.period, period]));
  const all = periodsBetween([...known.keys()], unit).map((period): Row => {
    const { documents, byType } = known.get(period) ?? empty;
    return { id: period, label: period, name: period, documents, byType, among: { unit, column: period } };
  });
  const apart = (id: "coarse" | "undated", bin: EntityBin, label: string): Row[] =>
    bin.documents ? [{ id, label, name: label, isApart: true, ...bin, among: { unit, column: id } }] : [];
  return [
    ...all,
    ...apart("coarse", coarse, t(`charts.coarse.${unit as Exclude<Unit, "year">}`)),
    ...apart("undated", undated, t("charts.undated")),
  ];
}

function pageRows({ columns }: EntityOverview): Row[] {
  let before = 0;
  return columns.map(({ first, last, documents, byType }): Row => {
    const from = before + 1;
    before += documents;
    const isOne = documents === 1;
    return {
      id: first.id,
      label: String(from),
      name: isOne ? first.title || first.id : `${first.title || first.id} … ${last.title || last.id}`,
      documents,
      byType,
      among: { first: first.id, last: last.id },
      page: isOne ? first.id : undefined,
    };
  });
}

function aboutOf({ name, documents, byType }: Row, types: readonly TypeStyle[], t: Translate): string {
  const parts = types.flatMap((type) => (byType[type.id] ? [`${type.name} ${byType[type.id]}`] : []));
  return [`${name}（${t("charts.pagesCount", { count: documents })}）`, ...parts].join("\n");
}
