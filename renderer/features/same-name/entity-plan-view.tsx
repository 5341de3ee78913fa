/** The same done to a text everywhere in the corpus: each place to look at, what stands in the way, one undoable step. */
import { useEffect } from "react";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { useApp, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { PlanView } from "../plan/plan-view.tsx";
import { usePlanRun } from "../plan/use-plan-run.ts";
import { ViewHeader } from "../plan/view-header.tsx";

export function EntityPlanView({ request }: { request: EntityRequest }) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const [run, state] = usePlanRun();
  useEffect(() => void run.make(() => api.call("planEntities", request)), [run, api, request]);
  const text = "text" in request ? request.text : "";
  return (
    <main className="corpus-view">
      <ViewHeader title={t("sameName.title", { text })} back={t("registry.back")} />
      <PlanView
        run={run}
        state={state}
        empty={t("sameName.empty")}
        afterwards={
          <Button weight="primary" onClick={() => actions.goBack()}>
            {t("registry.back")}
          </Button>
        }
      />
    </main>
  );
}
