/** A plan from its making to its end: progress, the changes to look through, what came of it. */
import { Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { Progress } from "../../ui/progress.tsx";
import { type Choice, chosenOf, everything, isEverything, toggleRule, withoutOf } from "./choice.ts";
import { Failures } from "./failures.tsx";
import { Pages } from "./pages.ts";
import { PlanList } from "./plan-list.tsx";
import type { PlanRun, PlanState, ReadyPlan } from "./plan-run.ts";
import { RuleFilter } from "./rule-filter.tsx";
import "./plan.css";

interface PlanViewProps {
  run: PlanRun;
  state: PlanState;
  /** What is said where the plan changes nothing. */
  empty: string;
  /** Nothing of it can be left out. */
  whole?: boolean;
  /** What is said at the end; how many documents were changed, when not given. */
  done?: string;
  /** What else can be done after the end, beside the button that undoes. */
  afterwards: ReactNode;
}

export function PlanView({ run, state, empty, whole = false, done, afterwards }: PlanViewProps) {
  const { t } = useWords();
  if (state.name === "idle") return null;
  if (state.name === "failed") {
    return (
      <div className="plan-message">
        <InlineError error={state.error} />
      </div>
    );
  }
  if (state.name === "planning" || state.name === "carrying") {
    const { done, total, name } = state;
    const text = total
      ? t(name === "planning" ? "operation.planning" : "operation.carrying", { done, total })
      : t(name === "planning" ? "operation.preparing" : "operation.carryingShort");
    return (
      <div className="plan-message">
        <p aria-live="polite">{text}</p>
        <Progress label={text} done={done} total={total || null} />
        <Button onClick={() => run.cancel()}>{t("operation.stop")}</Button>
      </div>
    );
  }
  if (state.name === "done")
    return <PlanResult end={state.end} besides={state.besides} done={done} afterwards={afterwards} />;
  if (state.plan.total === 0 && !state.plan.besides && state.plan.byRule.length === 0) {
    return (
      <div className="plan-message">
        <p className="empty-title">{t("operation.nothing")}</p>
        <p className="quiet">{empty}</p>
        <Failures title="operation.unread" failures={state.plan.failures} />
      </div>
    );
  }
  return <Preview key={state.plan.id} run={run} plan={state.plan} whole={whole} />;
}

function Preview({ run, plan, whole }: { run: PlanRun; plan: ReadyPlan; whole: boolean }) {
  const { t } = useWords();
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const [choice, setChoice] = useState<Choice>(everything);
  // Where nothing can be carried out, what stands in the way is there at once.
  const [rule, setRule] = useState<string | null>(() =>
    plan.total === 0 && !plan.besides ? (plan.byRule[0]?.rule ?? null) : null,
  );
  const pages = useMemo(() => new Pages((offset, limit) => run.rows(rule, offset, limit)), [run, rule]);
  const chosen = useMemo(() => chosenOf(plan, choice), [plan, choice]);
  useEffect(() => {
    if (!isEverything(choice)) void run.count();
  }, [run, choice]);
  const total = rule === null ? plan.total : (plan.byRule.find((one) => one.rule === rule)?.changes ?? 0);
  return (
    <div className="plan">
      {plan.byRule.length > 1 ? (
        <RuleFilter
          plan={plan}
          choice={choice}
          shown={rule}
          onShow={setRule}
          onToggle={whole ? null : (id) => setChoice((now) => toggleRule(now, id))}
        />
      ) : null}
      <div className="plan-main">
        {plan.failures.length ? <Failures title="operation.unread" failures={plan.failures} /> : null}
        {total === 0 ? <p className="plan-besides">{t("entityPlan.onlyRegistry")}</p> : null}
        <PlanList
          key={rule}
          pages={pages}
          total={total}
          rule={rule}
          plan={plan}
          choice={choice}
          onChoice={whole ? null : setChoice}
        />
        <footer className="plan-footer">
          <span className="plan-keys quiet">{whole ? "" : t("operation.keys")}</span>
          <output className="plan-chosen">
            {chosen === null ? t("operation.counting") : null}
            {chosen?.documents === null ? t("operation.chosenChanges", { changes: chosen.changes }) : null}
            {chosen && chosen.documents !== null
              ? t("operation.chosen", { changes: chosen.changes, documents: chosen.documents })
              : null}
            {chosen && chosen.changes < plan.total ? t("operation.chosenOf", { total: plan.total }) : ""}
          </output>
          <Button
            weight="primary"
            disabled={isReadOnly || (chosen?.changes === 0 && !plan.besides)}
            onClick={() => void run.carryOut(withoutOf(choice))}
          >
            {t("operation.carryOut")}
          </Button>
        </footer>
      </div>
    </div>
  );
}

interface PlanResultProps {
  end: Extract<PlanState, { name: "done" }>["end"];
  /** The registry, or the tagset, changed too. */
  besides: boolean;
  done: string | undefined;
  afterwards: ReactNode;
}

function PlanResult({ end, besides, done, afterwards }: PlanResultProps) {
  const { t } = useWords();
  const { actions } = useApp();
  return (
    <div className="plan-message">
      <p className="empty-title" role="status">
        {end.status === "cancelled" ? `${t("operation.stopped")} ` : ""}
        {done && end.status === "done" ? `${done} ` : ""}
        {end.changed ? t("operation.done", { count: end.changed }) : besides ? null : t("operation.doneNone")}
        {besides && !done && end.status === "done" ? ` ${t("entityPlan.registryDone")}` : ""}
      </p>
      {end.error && end.status !== "cancelled" ? <InlineError error={end.error} /> : null}
      <Failures title="operation.failures" failures={end.failures} />
      <div className="row">
        {end.changed || besides ? (
          <Button onClick={() => actions.openDialog({ name: "undo-operation" })}>
            <Undo2 size={15} aria-hidden />
            {t("operation.undo")}
          </Button>
        ) : null}
        {afterwards}
      </div>
    </div>
  );
}
