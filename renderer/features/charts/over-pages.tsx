/** Entities by type over the pages' dates, or over the pages in the order of their names: as columns, or as a table. */
import type { EntityBin, EntityOverview } from "../../../shared/api.ts";
import { periodsBetween, type Unit } from "../../../shared/entities/overview/page-date.ts";
import { useApp, useWords } from "../../app/context.tsx";
import type { Translate } from "../../app/i18n/i18n.ts";
import { CountsTable } from "./counts-table.tsx";
import type { Cells } from "./csv.ts";
import { StackedBars } from "./stacked-bars.tsx";
import type { TypeStyle } from "./type-style.ts";

interface OverPagesProps {
  tab: "dates" | "documents";
  as: "picture" | "table";
  counts: EntityOverview;
  types: readonly TypeStyle[];
}

interface Row extends EntityBin {
  id: string;
  /** In the picture, and in the table. */
  label: string;
  name: string;
  isApart?: boolean;
  /** The only page that it stands for. */
  page?: string | undefined;
}

const empty: EntityBin = { documents: 0, byType: {} };

export function OverPages({ tab, as, counts, types }: OverPagesProps) {
  const { actions } = useApp();
  const { t } = useWords();
  const rows = tab === "dates" ? dateRows(counts, t) : pageRows(counts);
  const opened = rows.map(({ page, ...row }) => ({
    ...row,
    onOpen: page === undefined ? undefined : () => void actions.openDocument(page),
  }));
  const label = t(`charts.label.${tab}`, { count: rows.length });
  if (as === "table") return <CountsTable head={t(`charts.head.${tab}`)} rows={opened} types={types} label={label} />;
  const columns = opened.map((row) => ({ ...row, about: aboutOf(row, types, t) }));
  return <StackedBars columns={columns} types={types} label={label} />;
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
    return { id: period, label: period, name: period, documents, byType };
  });
  const apart = (id: string, bin: EntityBin, label: string): Row[] =>
    bin.documents ? [{ id, label, name: label, isApart: true, ...bin }] : [];
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
      page: isOne ? first.id : undefined,
    };
  });
}

function aboutOf({ name, documents, byType }: Row, types: readonly TypeStyle[], t: Translate): string {
  const parts = types.flatMap((type) => (byType[type.id] ? [`${type.name} ${byType[type.id]}`] : []));
  return [`${name}（${t("charts.pagesCount", { count: documents })}）`, ...parts].join("\n");
}
