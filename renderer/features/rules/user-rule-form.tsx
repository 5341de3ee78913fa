/** A rule of the user's own: written here, tried on the open page as it is written, then kept with the corpus. */
import { type FormEvent, useDeferredValue, useId, useMemo, useState } from "react";
import type { UserRule } from "../../../shared/model/settings.ts";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { RecordLine } from "./rule-detail.tsx";
import type { RuleState } from "./rule-state.ts";
import { type Problem, problemOf } from "./trial.ts";
import { TrialView } from "./trial-view.tsx";

interface UserRuleFormProps {
  rule: UserRule;
  isNew: boolean;
  state: RuleState;
  /** Ids of the other rules. */
  taken: readonly string[];
  /** Texts of the open page's blocks; null when none is open. */
  texts: readonly string[] | null;
  disabled: boolean;
  onSwitch(on: boolean): void;
  onSave(rule: UserRule): Promise<void>;
  onRemove(): Promise<void>;
}

export function UserRuleForm(props: UserRuleFormProps) {
  const { rule, isNew, state, taken, texts, disabled, onSwitch, onSave, onRemove } = props;
  const { t, label } = useWords();
  const [draft, setDraft] = useState(rule);
  const [wasSent, setSent] = useState(false);
  const problemId = useId();
  const problem = useMemo(() => problemOf(draft, taken), [draft, taken]);
  const tried = useDeferredValue(draft);
  const change = (part: Partial<UserRule>) => setDraft((now) => ({ ...now, ...part }));
  const isChanged = isNew || JSON.stringify(draft) !== JSON.stringify({ ...rule, enabled: draft.enabled });
  // An empty field is no mistake until it is sent.
  const shown = problem && (problem.kind !== "needFind" || wasSent) ? problem : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!problem) void onSave({ ...draft, enabled: rule.enabled });
  };
  const says = (one: Problem) => (one.kind === "expression" ? label(one.reason) : t(`rules.${one.kind}`));
  const field = (name: Problem["field"]) =>
    shown?.field === name ? { "aria-invalid": true, "aria-describedby": problemId } : {};
  const complaint = (name: Problem["field"]) =>
    shown?.field === name ? (
      <span id={problemId} className="search-problem" role="alert">
        {says(shown)}
      </span>
    ) : null;
  const text = { type: "text", lang: "zh", spellCheck: false, autoComplete: "off", className: "input" } as const;
  return (
    <form className="rule-form" onSubmit={submit} noValidate>
      <fieldset disabled={disabled}>
        <div className="rule-form-pair">
          <label className="field">
            <span className="field-label">{t("rules.find")}</span>
            <input
              {...text}
              maxLength={2000}
              value={draft.find}
              onChange={(event) => change({ find: event.target.value })}
              {...field("find")}
            />
          </label>
          <label className="field">
            <span className="field-label">{t("rules.replace")}</span>
            <input
              {...text}
              maxLength={2000}
              title={draft.regex ? t("search.regexHelp") : undefined}
              value={draft.replace}
              onChange={(event) => change({ replace: event.target.value })}
            />
          </label>
        </div>
        {complaint("find")}
        <div className="rule-form-checks">
          <label>
            <input
              type="checkbox"
              checked={draft.regex}
              onChange={(event) => change({ regex: event.target.checked })}
            />
            {t("rules.regex")}
          </label>
          <label>
            <input type="checkbox" checked={draft.safe} onChange={(event) => change({ safe: event.target.checked })} />
            {t("rules.safe")}
          </label>
          {isNew ? null : (
            <label>
              <input type="checkbox" checked={state.isOn} onChange={(event) => onSwitch(event.target.checked)} />
              {t("rules.enabled")}
            </label>
          )}
        </div>
        <div className="rule-form-pair">
          <label className="field">
            <span className="field-label">{t("rules.message")}</span>
            <input
              {...text}
              maxLength={500}
              placeholder={t("rules.messagePlaceholder")}
              value={draft.message}
              onChange={(event) => change({ message: event.target.value })}
            />
          </label>
          <label className="field rule-form-id">
            <span className="field-label">{t("rules.id")}</span>
            <input
              {...text}
              lang="en"
              maxLength={64}
              title={t("rules.idHint")}
              value={draft.id}
              onChange={(event) => change({ id: event.target.value })}
              {...field("id")}
            />
          </label>
        </div>
        {complaint("id")}
        <div className="row">
          <Button weight="primary" type="submit" disabled={!isChanged}>
            {t("rules.save")}
          </Button>
          {isNew ? null : (
            <Button weight="danger" onClick={() => void onRemove()}>
              {t("rules.remove")}
            </Button>
          )}
        </div>
      </fieldset>
      {isNew ? null : <RecordLine state={state} />}
      <TrialView rule={tried} texts={texts} />
    </form>
  );
}
