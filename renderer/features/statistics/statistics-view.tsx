/** The corpus in numbers: measured when the view opens, with the way to measure again. */
import { RotateCw } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useApp, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Progress } from "../../ui/progress.tsx";
import { ViewHeader } from "../plan/view-header.tsx";
import { StatisticsPage } from "./statistics-page.tsx";
import { StatisticsRun } from "./statistics-run.ts";
import "./statistics.css";

export function StatisticsView() {
  const { api } = useApp();
  const { t } = useWords();
  const [run] = useState(() => new StatisticsRun(api));
  const state = useSyncExternalStore(run.subscribe, run.getState);
  useEffect(() => {
    void run.measure();
    return () => run.leave();
  }, [run]);

  const isMeasuring = state.name === "measuring";
  return (
    <main className="corpus-view">
      <ViewHeader title={t("statistics.title")} back={t("statistics.back")}>
        <Button disabled={isMeasuring} onClick={() => void run.measure()}>
          <RotateCw size={15} aria-hidden />
          {t("statistics.again")}
        </Button>
      </ViewHeader>
      {isMeasuring ? <Measuring done={state.done} total={state.total} onStop={() => run.stop()} /> : null}
      {state.name === "measured" ? <StatisticsPage statistics={state.statistics} failures={state.failures} /> : null}
      {state.name === "stopped" ? (
        <div className="plan-message">
          <p>{t("statistics.stopped")}</p>
        </div>
      ) : null}
      {state.name === "failed" ? (
        <div className="plan-message">
          <InlineError error={state.error} />
        </div>
      ) : null}
    </main>
  );
}

function Measuring({ done, total, onStop }: { done: number; total: number; onStop(): void }) {
  const { t } = useWords();
  const text = total ? t("operation.planning", { done, total }) : t("operation.preparing");
  return (
    <div className="plan-message">
      <p aria-live="polite">{text}</p>
      <Progress label={text} done={done} total={total || null} />
      <Button onClick={onStop}>{t("operation.stop")}</Button>
    </div>
  );
}
