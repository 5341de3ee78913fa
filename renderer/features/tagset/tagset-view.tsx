/** What another tagset changes in the documents, looked through and carried out as one step. */
import { useEffect, useState } from "react";
import type { Params } from "../../../shared/api.ts";
import { changeLabel } from "../../../shared/entities/tagset/change.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { PlanView } from "../plan/plan-view.tsx";
import { usePlanRun } from "../plan/use-plan-run.ts";
import { ViewHeader } from "../plan/view-header.tsx";
import "./tagset.css";

const everything = { rules: [], documents: [], changes: [] };

export function TagsetView({ wanted }: { wanted: Params<"planTagset"> }) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const [run, state] = usePlanRun();
  const [registry, setRegistry] = useState(0);
  useEffect(() => {
    void run.make(async () => {
      const { job, registry: entries } = await api.call("planTagset", wanted);
      setRegistry(entries);
      return { job };
    });
  }, [api, run, wanted]);

  const isEmpty = state.name === "ready" && state.plan.total === 0;
  const back = (
    <Button weight="primary" onClick={() => actions.goBack()}>
      {t("tagset.planBack")}
    </Button>
  );
  return (
    <main className="corpus-view">
      <ViewHeader title={t("tagset.planTitle")} back={t("tagset.planBack")}>
        <span className="quiet truncate tagset-plan-what">
          {changeLabel(wanted.change)}
          {registry ? ` · ${t("tagset.planRegistry", { count: registry })}` : ""}
        </span>
      </ViewHeader>
      {isEmpty ? (
        <div className="plan-message">
          <p className="empty-title">{t("tagset.planNothing")}</p>
          <div className="row">
            <Button onClick={() => actions.goBack()}>{t("app.cancel")}</Button>
            <Button weight="primary" onClick={() => void run.carryOut(everything)}>
              {t("tagset.planSave")}
            </Button>
          </div>
        </div>
      ) : (
        <PlanView run={run} state={state} empty="" whole done={t("tagset.planDone")} afterwards={back} />
      )}
    </main>
  );
}
