/** What the charts show and how: which chart, as a picture or a table, of which types, by which unit or scope. */
import { ChartColumn, Copy, Download, Table } from "lucide-react";
import { scopes } from "../../../shared/entities/overview/mention.ts";
import { type Unit, units } from "../../../shared/entities/overview/page-date.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import { showNotice } from "../../app/notices.ts";
import type { ChartsForm } from "../../app/store.ts";
import { colored, type TypeStyle } from "../../app/type-style.ts";
import { IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { type Cells, csvOf, saveCsv } from "./csv.ts";

export const chartTabs = ["dates", "documents", "together"] as const;
/** How many of what stands together are shown at most. */
const sizes = [15, 30, 60] as const;
const auto = "";

interface ChartsBarProps {
  /** The unit that the dates are shown by. */
  unit: Unit | null;
  /** The table of what is shown; null while there is none. */
  cells: (() => Cells) | null;
}

export function ChartsBar({ unit, cells }: ChartsBarProps) {
  const { store } = useApp();
  const { t } = useWords();
  const form = useAppState((state) => state.charts);
  const corpus = useAppState((state) => state.corpus?.name ?? "");
  const change = (part: Partial<ChartsForm>) => store.setState(({ charts }) => ({ charts: { ...charts, ...part } }));
  const copy = async () => {
    if (!cells) return;
    await navigator.clipboard.writeText(csvOf(cells()));
    showNotice({ kind: "ok", title: t("charts.copied"), id: "copied" });
  };
  return (
    <div className="charts-bar">
      <fieldset className="mode-switch">
        <legend className="visually-hidden">{t("charts.which")}</legend>
        {chartTabs.map((tab) => (
          <button
            key={tab}
            type="button"
            className="mode-button charts-tab"
            aria-pressed={form.tab === tab}
            onClick={() => change({ tab })}
          >
            {t(`charts.tabs.${tab}`)}
          </button>
        ))}
      </fieldset>
      {form.tab === "dates" ? (
        <Select
          label={t("charts.unit")}
          value={form.unit ?? auto}
          options={[
            { value: auto, label: unit ? t("charts.autoUnit", { unit: t(`charts.units.${unit}`) }) : t("charts.auto") },
            ...units.map((one) => ({ value: one, label: t(`charts.units.${one}`) })),
          ]}
          onChange={(one) => change({ unit: one === auto ? null : (one as Unit) })}
        />
      ) : null}
      {form.tab === "together" ? (
        <>
          <Select
            label={t("charts.scope")}
            value={form.scope}
            options={scopes.map((scope) => ({ value: scope, label: t(`charts.scopes.${scope}`) }))}
            onChange={(scope) => change({ scope })}
          />
          <Select
            label={t("charts.size")}
            value={String(form.nodes)}
            options={sizes.map((size) => ({ value: String(size), label: t("charts.strongest", { count: size }) }))}
            onChange={(size) => change({ nodes: Number(size), of: [] })}
          />
        </>
      ) : null}
      <span className="charts-space" />
      <IconButton name={t("charts.copy")} disabled={!cells} onClick={() => void copy()}>
        <Copy size={15} aria-hidden />
      </IconButton>
      <IconButton
        name={t("charts.save")}
        disabled={!cells}
        onClick={() => cells && saveCsv(cells(), `${corpus} ${t(`charts.tabs.${form.tab}`)}`)}
      >
        <Download size={15} aria-hidden />
      </IconButton>
      <fieldset className="mode-switch">
        <legend className="visually-hidden">{t("charts.form")}</legend>
        {(["picture", "table"] as const).map((as) => (
          <button
            key={as}
            type="button"
            className="mode-button charts-tab"
            aria-pressed={form.as === as}
            onClick={() => change({ as })}
          >
            {as === "picture" ? <ChartColumn size={15} aria-hidden /> : <Table size={15} aria-hidden />}
            {t(`charts.as.${as}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

interface LegendProps {
  types: readonly (TypeStyle & { entities: number })[];
  shown: readonly string[] | null;
  onShow(types: string[] | null): void;
}

/** The types by their colours; each can be left out. */
export function Legend({ types, shown, onShow }: LegendProps) {
  const { t, language } = useWords();
  const number = numbersIn(language);
  const all = types.map(({ id }) => id);
  const on = (id: string) => shown === null || shown.includes(id);
  const toggle = (id: string) => {
    const next = all.filter((one) => (one === id ? !on(one) : on(one)));
    onShow(next.length === all.length ? null : next);
  };
  return (
    <fieldset className="charts-legend">
      <legend className="visually-hidden">{t("charts.types")}</legend>
      {types.map(({ id, name, color, entities }) => (
        <button
          key={id}
          type="button"
          className="legend-type"
          aria-pressed={on(id)}
          style={colored(color)}
          onClick={() => toggle(id)}
        >
          <span className="type-dot chart-dot" aria-hidden />
          {name} <span className="quiet">{number.format(entities)}</span>
        </button>
      ))}
      {shown === null ? null : (
        <button type="button" className="link-button" onClick={() => onShow(null)}>
          {t("charts.allTypes")}
        </button>
      )}
    </fieldset>
  );
}
