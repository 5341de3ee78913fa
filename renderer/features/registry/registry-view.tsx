/** Who and what is named in the corpus: the entries to look through, one of them with all that is known of it. */
import { ChartNetwork, Download, Import as ImportIcon, Plus } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { PlanView } from "../plan/plan-view.tsx";
import { usePlanRun } from "../plan/use-plan-run.ts";
import { ViewHeader } from "../plan/view-header.tsx";
import { EntryCard } from "./entry-card.tsx";
import { EntryList } from "./entry-list.tsx";
import { ExportRegistryDialog } from "./export-registry-dialog.tsx";
import { ImportRegistryDialog } from "./import-registry-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { NewEntryDialog } from "./new-entry-dialog.tsx";
import "./registry.css";
import { RegistryRun } from "./registry-run.ts";
import { RememberedMenu } from "./remembered-menu.tsx";

type OpenDialog = "new" | "import" | "export" | "merge" | null;

export function RegistryView({ entry: first }: { entry: string | null }) {
  const { api, store } = useApp();
  const { t } = useWords();
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const [run] = useState(() => new RegistryRun(api, first));
  const { query, total, error, chosen } = useSyncExternalStore(run.subscribe, run.getState);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [plan, planState] = usePlanRun();
  const charts = useCommand("corpus.charts");

  useEffect(() => {
    void run.ask(run.getState().query);
    return run.listen();
  }, [run]);
  // Coming back from a document leads to the entry that was looked at.
  useEffect(() => store.setState({ entry: chosen }), [store, chosen]);

  const propose = (request: EntityRequest) => void plan.make(() => api.call("planEntities", request));
  const isPlanning = planState.name !== "idle";
  const leavePlan = () => plan.discard();
  return (
    <main className="corpus-view">
      <ViewHeader title={t("registry.title")} back={t("registry.back")}>
        <IconButton name={t("registry.add")} disabled={isReadOnly} onClick={() => setDialog("new")}>
          <Plus size={17} aria-hidden />
        </IconButton>
        <IconButton name={t("registry.import")} disabled={isReadOnly} onClick={() => setDialog("import")}>
          <ImportIcon size={16} aria-hidden />
        </IconButton>
        <IconButton name={t("registry.export")} onClick={() => setDialog("export")}>
          <Download size={16} aria-hidden />
        </IconButton>
        <IconButton name={charts.title} keys={charts.keys} onClick={charts.run}>
          <ChartNetwork size={16} aria-hidden />
        </IconButton>
        <RememberedMenu disabled={isReadOnly} />
      </ViewHeader>
      {error ? (
        <div className="list-error">
          <InlineError error={error} />
        </div>
      ) : null}
      {isPlanning ? (
        <>
          <div className="search-status">
            <span className="quiet">{t("registry.planHint")}</span>
            <Button onClick={leavePlan} disabled={planState.name === "carrying"}>
              {t("registry.backToEntries")}
            </Button>
          </div>
          <PlanView
            run={plan}
            state={planState}
            empty={t("registry.planEmpty")}
            afterwards={
              <Button weight="primary" onClick={leavePlan}>
                {t("registry.backToEntries")}
              </Button>
            }
          />
        </>
      ) : (
        <div className="registry">
          <EntryList run={run} query={query} total={total} chosen={chosen} />
          {chosen === null ? (
            <div className="plan-message registry-none">
              <p className="empty-title">
                {t(total === 0 && !query.text && !query.type ? "registry.empty" : "registry.choose")}
              </p>
              <p className="quiet">{t("registry.emptyText")}</p>
            </div>
          ) : (
            <EntryCard key={chosen} run={run} id={chosen} onMerge={() => setDialog("merge")} onPropose={propose} />
          )}
        </div>
      )}
      {dialog === "new" ? <NewEntryDialog run={run} onClose={() => setDialog(null)} /> : null}
      {dialog === "import" ? <ImportRegistryDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "export" ? <ExportRegistryDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "merge" && chosen ? (
        <MergeDialog run={run} into={chosen} onPropose={propose} onClose={() => setDialog(null)} />
      ) : null}
    </main>
  );
}
