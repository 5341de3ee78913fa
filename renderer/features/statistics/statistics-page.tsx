/** The measured numbers on one page: the figures, and a section for each question that they answer. */
import { useEffect, useRef } from "react";
import type { Statistics } from "../../../shared/api.ts";
import { correctionKinds } from "../../../shared/corrections/correction.ts";
import { levels } from "../../../shared/metrics/levels.ts";
import { type Status, statuses } from "../../../shared/model/document.ts";
import { useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import type { JobEnd } from "../../app/jobs.ts";
import { useTypeStyles } from "../../app/type-style.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { StatusChip } from "../../ui/status-chip.tsx";
import { Failures } from "../plan/failures.tsx";
import { type Bar, Bars } from "./bars.tsx";
import { Frequent } from "./frequent.tsx";
import { RuleRecords } from "./rule-records.tsx";
import { Section } from "./section.tsx";

/** As the status's sign has it. */
const statusColors: Record<Status, string> = {
  new: "var(--line-strong)",
  proofreading: "var(--accent)",
  tagging: "var(--mode-tag)",
  review: "var(--warn)",
  done: "var(--ok)",
};

interface StatisticsPageProps {
  statistics: Statistics;
  failures: JobEnd["failures"];
}

export function StatisticsPage({ statistics, failures }: StatisticsPageProps) {
  const { t } = useWords();
  const region = useRef<HTMLElement>(null);
  // What had the focus went with the view before: the keys that scroll are to work at once.
  useEffect(() => {
    if (document.activeElement === document.body) region.current?.focus();
  }, []);
  if (statistics.documents === 0) {
    return (
      <div className="plan-message">
        <p className="empty-title">{t("statistics.empty")}</p>
      </div>
    );
  }
  return (
    <ScrollRegion ref={region} className="statistics" label={t("statistics.region")}>
      <div className="statistics-page">
        <Failures title="statistics.unread" failures={failures} />
        <Figures statistics={statistics} />
        <div className="statistics-columns">
          <div>
            <Progress statistics={statistics} />
            <Rates statistics={statistics} />
            <EntityTypes statistics={statistics} />
          </div>
          <div>
            <Corrections statistics={statistics} />
            <Frequent frequent={statistics.frequent} />
          </div>
        </div>
        <RuleRecords records={statistics.records} />
      </div>
    </ScrollRegion>
  );
}

function Figures({ statistics }: { statistics: Statistics }) {
  const { t, language } = useWords();
  const number = numbersIn(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  const { rates, characters } = statistics;
  const figures = (["documents", "articles", "characters", "entities", "changed"] as const).map((name) => ({
    name: t(`statistics.${name}`),
    value: number.format(statistics[name]),
    hint: undefined as string | undefined,
  }));
  const rate = { name: t("statistics.rate"), value: characters ? percent.format(rates.noSpace) : "–" };
  return (
    <dl className="figures">
      {[...figures, { ...rate, hint: t("statistics.rateHint") }].map(({ name, value, hint }) => (
        <div key={name} className="figure" title={hint}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Progress({ statistics: { byStatus, documents } }: { statistics: Statistics }) {
  const { t, language } = useWords();
  const number = numbersIn(language);
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const bars = statuses.map((status): Bar => {
    const value = byStatus[status] ?? 0;
    return {
      id: status,
      name: <StatusChip status={status} text={t(`status.${status}`)} />,
      value,
      text: number.format(value),
      more: percent.format(value / documents),
      color: statusColors[status],
    };
  });
  return (
    <Section title={t("statistics.progress")}>{(id) => <Bars labelledBy={id} bars={bars} whole={documents} />}</Section>
  );
}

function Corrections({ statistics: { corrections } }: { statistics: Statistics }) {
  const { t, language } = useWords();
  const number = numbersIn(language);
  const bars = correctionKinds
    .filter((kind) => corrections[kind].places)
    .map((kind): Bar => {
      const { places, characters } = corrections[kind];
      const bar = { id: kind, name: t(`corrections.kinds.${kind}`), value: places, text: number.format(places) };
      return characters ? { ...bar, more: t("statistics.charactersOf", { count: characters }) } : bar;
    });
  return (
    <Section title={t("statistics.corrections")} hint={bars.length ? t("statistics.correctionsHint") : undefined}>
      {(id) =>
        bars.length ? <Bars labelledBy={id} bars={bars} /> : <p className="quiet">{t("statistics.noCorrections")}</p>
      }
    </Section>
  );
}

function Rates({ statistics: { rates } }: { statistics: Statistics }) {
  const { t, language } = useWords();
  const percent = new Intl.NumberFormat(language, {
    style: "percent",
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const bars = levels.map((level): Bar => {
    const name = t(`statistics.levels.${level}`);
    return { id: level, name, value: rates[level], text: percent.format(rates[level]) };
  });
  return (
    <Section title={t("statistics.rates")} hint={t("statistics.ratesHint")}>
      {(id) => <Bars labelledBy={id} bars={bars} />}
    </Section>
  );
}

function EntityTypes({ statistics: { entitiesByType } }: { statistics: Statistics }) {
  const { t, language } = useWords();
  const { of: styleOf } = useTypeStyles();
  const number = numbersIn(language);
  const bars = Object.entries(entitiesByType)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([id, value]): Bar => ({ ...styleOf(id), value, text: number.format(value) }));
  return (
    <Section title={t("statistics.entitiesByType")}>
      {(id) =>
        bars.length ? <Bars labelledBy={id} bars={bars} /> : <p className="quiet">{t("statistics.noEntities")}</p>
      }
    </Section>
  );
}
