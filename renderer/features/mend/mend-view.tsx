/** Mends many documents: which of them, by which rules; every change to look through; done as one step. */
import { useEffect, useState } from "react";
import type { Params } from "../../../shared/api.ts";
import { rules } from "../../../shared/proofing/rules/index.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { PlanView } from "../plan/plan-view.tsx";
import { usePlanRun } from "../plan/use-plan-run.ts";
import { ViewHeader } from "../plan/view-header.tsx";
import { RuleChoice } from "./rule-choice.tsx";
import "./mend.css";

export type FixChoice = "safe" | "all" | "chosen";

export function MendView({ ids }: { ids: readonly string[] | null }) {
  const { api, actions } = useApp();
  const { t } = useWords();
  const selected = useAppState((state) => state.selected);
  const [scope, setScope] = useState(ids);
  const [choice, setChoice] = useState<FixChoice>("safe");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(rules.filter((rule) => rule.enabled).map(({ id }) => id)),
  );
  const [isChoosing, setChoosing] = useState(false);
  const [run, state] = usePlanRun();
  const isWorking = state.name === "planning" || state.name === "carrying";

  const list = (what: FixChoice, where: readonly string[] | null, which: ReadonlySet<string>) => {
    if (what === "chosen" && which.size === 0) return;
    const params: Params<"planFix"> = {
      ids: where && [...where],
      choice: what === "chosen" ? [...which] : what,
    };
    void run.make(() => api.call("planFix", params));
  };
  // What is asked for most is there at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first time; later plans are asked for
  useEffect(() => list(choice, scope, chosen), [run]);

  const choose = (what: FixChoice) => {
    setChoice(what);
    if (what === "chosen") setChoosing(true);
    else list(what, scope, chosen);
  };
  const chooseScope = (where: readonly string[] | null) => {
    setScope(where);
    list(choice, where, chosen);
  };
  const offered = ids ?? (selected.size ? [...selected] : null);
  return (
    <main className="corpus-view">
      <ViewHeader title={t("mend.title")} back={t("mend.back")}>
        {offered ? (
          <fieldset className="segments" disabled={isWorking}>
            <legend className="visually-hidden">{t("export.scope")}</legend>
            <Segment
              name="scope"
              text={t("mend.scopeSome", { count: offered.length })}
              checked={scope !== null}
              onChoose={() => chooseScope(offered)}
            />
            <Segment
              name="scope"
              text={t("mend.scopeAll")}
              checked={scope === null}
              onChoose={() => chooseScope(null)}
            />
          </fieldset>
        ) : (
          <span className="quiet">{t("mend.scopeAll")}</span>
        )}
        <fieldset className="segments" disabled={isWorking}>
          <legend className="visually-hidden">{t("mend.choice")}</legend>
          {(["safe", "all", "chosen"] as const).map((what) => (
            <Segment
              key={what}
              name="choice"
              text={t(`mend.${what}`)}
              title={t(`mend.${what}Hint`)}
              checked={choice === what}
              onChoose={() => choose(what)}
            />
          ))}
        </fieldset>
        {choice === "chosen" ? (
          <Button disabled={isWorking} onClick={() => setChoosing(true)}>
            {t("mend.chooseRules")}
          </Button>
        ) : null}
      </ViewHeader>
      {state.name === "idle" ? (
        <div className="plan-message">
          <Button weight="primary" onClick={() => list(choice, scope, chosen)}>
            {t("mend.list")}
          </Button>
        </div>
      ) : null}
      <PlanView
        run={run}
        state={state}
        empty={t("mend.emptySafe")}
        afterwards={
          <>
            <Button onClick={() => list(choice, scope, chosen)}>{t("mend.doneAgain")}</Button>
            <Button weight="primary" onClick={() => actions.goBack()}>
              {t("mend.back")}
            </Button>
          </>
        }
      />
      {isChoosing ? (
        <RuleChoice
          chosen={chosen}
          onClose={() => setChoosing(false)}
          onChosen={(which) => {
            setChosen(which);
            setChoosing(false);
            list("chosen", scope, which);
          }}
        />
      ) : null}
    </main>
  );
}

interface SegmentProps {
  name: string;
  text: string;
  title?: string;
  checked: boolean;
  onChoose(): void;
}

function Segment({ name, text, title, checked, onChoose }: SegmentProps) {
  return (
    <label className="segment" title={title}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      {text}
    </label>
  );
}
