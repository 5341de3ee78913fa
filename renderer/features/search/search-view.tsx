/** Find and replace in the whole corpus: what to look for, where it stands, what it becomes. */
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { SearchHit, SearchQuery } from "../../../shared/api.ts";
import type { HitAction } from "../../../shared/entities/plan-request.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import type { SearchForm } from "../../app/store.ts";
import { Button } from "../../ui/button.tsx";
import { PlanView } from "../plan/plan-view.tsx";
import { usePlanRun } from "../plan/use-plan-run.ts";
import { ViewHeader } from "../plan/view-header.tsx";
import { Concordance } from "./concordance.tsx";
import { HitActions, placeOf } from "./hit-actions.tsx";
import { SearchBar } from "./search-bar.tsx";
import "./search.css";
import { type Found, SearchRun } from "./search-run.ts";

/** Milliseconds of rest before what was typed is looked for. */
const debounce = 220;

export function SearchView() {
  const { api, store } = useApp();
  const { t } = useWords();
  const form = useAppState((state) => state.search);
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const [search] = useState(() => new SearchRun(api));
  const { found, isSearching, expression, error } = useSyncExternalStore(search.subscribe, search.getState);
  const [plan, planState] = usePlanRun();
  const [isComposing, setComposing] = useState(false);
  const find = useRef<HTMLInputElement>(null);
  const replacement = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const fields = { find, replacement };
    store.setState({
      searching: {
        focus: (field) => {
          fields[field].current?.focus();
          fields[field].current?.select();
        },
      },
    });
    return () => store.setState({ searching: null });
  }, [store]);

  const asked = useRef<string | null>(null);
  useEffect(() => {
    const query = queryOf(form);
    const key = JSON.stringify(query);
    if (isComposing || asked.current === key) return;
    const ask = () => {
      asked.current = key;
      void search.ask(query);
    };
    // What the view opens with is asked at once; typing waits for a rest.
    if (asked.current === null) return ask();
    const timer = setTimeout(ask, debounce);
    return () => clearTimeout(timer);
  }, [search, isComposing, form]);
  // The plan is of a question: another one makes it out of date.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form stands for the question
  useEffect(() => {
    if (plan.getState().name !== "carrying") plan.discard();
  }, [plan, form]);
  const act = (action: HitAction, only: SearchHit | null = null) => {
    if (isReadOnly || !found?.query.annotation) return;
    const request = { do: "hits", query: found.query, only: only && placeOf(only), act: action } as const;
    void plan.make(() => api.call("planEntities", request));
  };
  const isPlanning = planState.name !== "idle";
  useEffect(
    () => api.on("documentsChanged", () => void search.ask(queryOf(store.getState().search))),
    [api, search, store],
  );

  const preview = () => {
    if (!form.text || expression !== null || isReadOnly) return;
    void plan.make(() =>
      api.call("planReplace", { query: { ...queryOf(form), sort: "page" }, replacement: form.replacement }),
    );
  };
  const countsOf = ({ total: count, documents }: Found) => t("search.counts", { count, documents });
  return (
    <main className="corpus-view">
      <ViewHeader title={t("search.title")} back={t("search.back")} />
      <SearchBar
        findRef={find}
        replacementRef={replacement}
        expression={expression}
        onComposing={setComposing}
        onPreview={preview}
        onToList={() => list.current?.focus()}
      />
      {error ? (
        <div className="list-error">
          <InlineError error={error} />
        </div>
      ) : null}
      {isPlanning ? (
        <>
          <div className="search-status">
            <span className="truncate">
              {form.annotation
                ? t("annotation.plan")
                : form.replacement
                  ? t("search.replaceAll", { replacement: form.replacement })
                  : t("search.deleteAll")}
            </span>
            <Button onClick={() => plan.discard()} disabled={planState.name === "carrying"}>
              {t("search.backToHits")}
            </Button>
          </div>
          <PlanView
            run={plan}
            state={planState}
            empty={t("search.noneText")}
            afterwards={
              <Button weight="primary" onClick={() => plan.discard()}>
                {t("search.backToHits")}
              </Button>
            }
          />
        </>
      ) : (
        <>
          <div className="search-status">
            <output aria-live="polite">
              {isSearching && !found ? t("search.searching") : ""}
              {found && !found.isComplete ? t("search.counting") : ""}
              {found?.isComplete && found.total > 0 ? countsOf(found) : ""}
            </output>
            {found && !found.isComplete && found.total > 0 ? <span aria-hidden="true">{countsOf(found)}</span> : null}
            {found?.total && found.query.annotation ? (
              <HitActions find={found.query.annotation.find} onAct={(action) => act(action)} />
            ) : (
              <span className="quiet search-keys">{found?.total ? t("search.keys") : ""}</span>
            )}
          </div>
          {found && found.total > 0 ? (
            <Concordance key={JSON.stringify(found.query)} found={found} listRef={list} onAct={act} />
          ) : (
            <div className="plan-message">
              {found?.isComplete === false ? null : (
                <>
                  <p className="empty-title">{t(found ? "search.none" : "search.start")}</p>
                  <p className="quiet">{t(found ? "search.noneText" : "search.startText")}</p>
                </>
              )}
            </div>
          )}
        </>
      )}
    </main>
  );
}

function queryOf({ replacement: _, ...query }: SearchForm): SearchQuery {
  return query;
}
