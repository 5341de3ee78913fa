/** The entities of the corpus to look at: by type over dates and pages, and who and what stand together. */
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { rememberedTypes } from "../../../shared/entities/remember.ts";
import type { CorpusSettings } from "../../../shared/model/settings.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { useTypeStyles } from "../../app/type-style.ts";
import { ViewHeader } from "../plan/view-header.tsx";
import { ChartsBar, Legend } from "./charts-bar.tsx";
import { ChartsRun } from "./charts-run.ts";
import { OverPages, overPagesCells } from "./over-pages.tsx";
import { Together, togetherCells } from "./together.tsx";
import "./charts.css";

export function ChartsView() {
  const { api, store } = useApp();
  const { t } = useWords();
  const form = useAppState((state) => state.charts);
  const { types: known, of: typeOf } = useTypeStyles();
  const [run] = useState(() => new ChartsRun(api));
  const { counts, graph, isAsking, error, version } = useSyncExternalStore(run.subscribe, run.getState);
  const settings = useAppState((state) => state.corpus?.settings);
  const { tab, as, types, unit, scope, nodes } = form;
  const members = useMemo(
    () => (form.members === "names" ? namesOf(settings) : form.members),
    [form.members, settings],
  );
  const isGraph = tab === "together";
  const shown = isGraph ? members : types;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen in the graph asks for nothing
  useEffect(() => void run.ask(store.getState().charts, members), [run, store, tab, members, unit, scope, nodes]);
  useEffect(() => {
    const again = () => void run.ask(store.getState().charts, members);
    const stops = [api.on("documentsChanged", again), api.on("registryChanged", again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api, run, store, members]);

  const counted = new Map(counts?.types.map(({ type, entities }) => [type, entities]));
  const strange = [...counted.keys()].filter((id) => !known.some((type) => type.id === id)).map(typeOf);
  const all = [...known, ...strange].map((type) => ({ ...type, entities: counted.get(type.id) ?? 0 }));
  const present = all.filter(({ entities }) => entities > 0);
  const drawn = present.filter(({ id }) => shown === null || shown.includes(id));
  const isEmpty = isGraph ? graph?.edges.length === 0 : drawn.length === 0;
  const cells = !counts
    ? null
    : !isGraph
      ? () => overPagesCells(tab, counts, drawn, t)
      : graph && (() => togetherCells(graph, scope, t));
  return (
    <main className="corpus-view" aria-busy={isAsking}>
      <ViewHeader title={t("charts.title")} back={t("charts.back")} />
      <ChartsBar unit={counts?.unit ?? null} cells={cells} />
      {error ? (
        <div className="list-error">
          <InlineError error={error} />
        </div>
      ) : null}
      {counts && present.length ? (
        <Legend
          types={present}
          shown={shown}
          onShow={(chosen) =>
            store.setState(({ charts }) => ({
              charts: { ...charts, ...(isGraph ? { members: chosen, of: [] } : { types: chosen }) },
            }))
          }
        />
      ) : null}
      {!counts || (isGraph && !graph) ? (
        <div className="plan-message">{error ? null : <p className="quiet">{t("charts.counting")}</p>}</div>
      ) : isEmpty ? (
        <div className="plan-message">
          <p className="empty-title">{t(present.length ? "charts.none" : "charts.empty")}</p>
          <p className="quiet">{t(present.length ? "charts.noneText" : "charts.emptyText")}</p>
        </div>
      ) : isGraph && graph ? (
        <Together graph={graph} types={members} typeOf={typeOf} version={version} />
      ) : (
        <>
          <OverPages tab={isGraph ? "dates" : tab} as={as} counts={counts} types={drawn} version={version} />
          <p className="charts-hint quiet">
            {tab === "documents"
              ? t("charts.documentsHint", { count: counts.documents })
              : counts.undated.documents
                ? t("charts.undatedHint", { count: counts.undated.documents, documents: counts.documents })
                : t("charts.datesHint", { count: counts.documents })}
          </p>
        </>
      )}
    </main>
  );
}

/** The types that the registry keeps; all where the tagset has none of them. */
function namesOf(settings: CorpusSettings | undefined): readonly string[] | null {
  if (!settings) return null;
  const names = rememberedTypes(settings).filter((id) => settings.entityTypes.some((type) => type.id === id));
  return names.length ? names : null;
}
