/** Learning from this corpus: on or off, what it was learned from, and how good it is on these very pages. */
import { useCallback, useEffect, useState } from "react";
import type { LearningState } from "../../../shared/api.ts";
import { totals } from "../../../shared/entities/learning/validation.ts";
import { type Counts, rates } from "../../../shared/entities/measure.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { formatMoment } from "../../app/i18n/i18n.ts";
import { InlineError } from "../../app/inline-error.tsx";
import { useJob } from "../../app/use-job.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import "./suggestions.css";
import { useSuggestionPreferences } from "./use-suggestions.ts";

export function LearningDialog() {
  const { api, actions } = useApp();
  const { t, language } = useWords();
  const [preferences, choose] = useSuggestionPreferences();
  const [state, setState] = useState<LearningState | null>(null);
  const [error, setError] = useState<unknown>(null);
  const job = useJob();
  const read = useCallback(() => {
    api.call("learningState", {}).then(setState, setError);
  }, [api]);
  useEffect(() => {
    read();
    return api.on("suggestionKnowledgeChanged", read);
  }, [api, read]);

  const learn = async () => {
    setError(null);
    try {
      const end = await job.run(() => api.call("learnNow", {}));
      if (end.error && end.status !== "cancelled") setError(end.error);
    } catch (failure) {
      setError(failure);
    }
    read();
  };
  const isLearning = job.progress !== null || Boolean(state?.job);
  const isEnough = state !== null && state.tagged.entities >= state.enough;
  return (
    <Dialog title={t("learning.title")} onClose={() => actions.openDialog(null)} className="learning-dialog">
      <label className="check-line">
        <input
          type="checkbox"
          checked={preferences.learning}
          onChange={() => choose({ learning: !preferences.learning })}
        />
        <span>
          {t("learning.on")}
          <span className="quiet">{t("learning.onText")}</span>
        </span>
      </label>
      {error ? <InlineError error={error} /> : null}
      {state ? (
        <p>
          {t("learning.tagged", { entities: state.tagged.entities, documents: state.tagged.documents })}{" "}
          {isEnough ? "" : t("learning.tooFew", { enough: state.enough })}
        </p>
      ) : null}
      {isLearning ? (
        <div className="learning-now">
          <Progress
            label={t("learning.learning")}
            done={job.progress?.done ?? 0}
            total={job.progress?.total ? job.progress.total : null}
          />
          {job.progress ? <Button onClick={job.cancel}>{t("app.cancel")}</Button> : null}
        </div>
      ) : (
        <Button disabled={!isEnough} onClick={() => void learn()}>
          {t("learning.now")}
        </Button>
      )}
      {state?.about ? (
        <>
          <p className="quiet">
            {t("learning.about", {
              entities: state.about.entities,
              documents: state.about.documents,
              when: formatMoment(state.about.learnedAt, language),
            })}
          </p>
          {state.about.validation ? <Validation validation={state.about.validation} /> : null}
        </>
      ) : null}
    </Dialog>
  );
}

type Measured = NonNullable<NonNullable<LearningState["about"]>["validation"]>;

function Validation({ validation }: { validation: Measured }) {
  const { t, label } = useWords();
  const types = useAppState((state) => state.corpus?.settings.entityTypes) ?? [];
  const order = [...new Set([...types.map(({ id }) => id), ...Object.keys(validation.types)])];
  const rows = order.flatMap((id) => {
    const counts = validation.types[id];
    const type = types.find((one) => one.id === id);
    return counts ? [{ id, name: type ? label(type.label) : id, ...counts }] : [];
  });
  const all = totals(validation);
  return (
    <>
      <p>
        <strong>{t("learning.measured")}</strong>{" "}
        <span className="quiet">
          {t(validation.by === "page" ? "learning.byPage" : "learning.byBlock", { parts: validation.parts })}
        </span>
      </p>
      <ScrollRegion label={t("learning.measured")} className="learning-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("learning.type")}</th>
              <th scope="col">n</th>
              <th scope="col">{t("learning.precision")}</th>
              <th scope="col">{t("learning.recall")}</th>
              <th scope="col">F1</th>
              <th scope="col">{t("learning.patternsF1")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, patterns, learned }) => (
              <Row key={id} name={name} patterns={patterns} learned={learned} />
            ))}
          </tbody>
          <tfoot>
            <Row name={t("learning.all")} patterns={all.patterns} learned={all.learned} />
          </tfoot>
        </table>
      </ScrollRegion>
    </>
  );
}

function Row({ name, patterns, learned }: { name: string; patterns: Counts; learned: Counts }) {
  const { precision, recall, f1 } = rates(learned);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{learned.gold}</td>
      <td>{precision.toFixed(2)}</td>
      <td>{recall.toFixed(2)}</td>
      <td>{f1.toFixed(2)}</td>
      <td>{rates(patterns).f1.toFixed(2)}</td>
    </tr>
  );
}
