/** One rule of the program: how it decides, an example, its record in this corpus, its switch. */
import type { Rule } from "../../../shared/proofing/rule.ts";
import { useWords } from "../../app/context.tsx";
import { ChangeText } from "../plan/change-text.tsx";
import type { RuleState, Switch } from "./rule-state.ts";

const switches = [
  ["default", "byDefault"],
  ["on", "on"],
  ["off", "off"],
] as const;

interface RuleDetailProps {
  rule: Rule;
  state: RuleState;
  disabled: boolean;
  onSwitch(to: Switch): void;
}

export function RuleDetail({ rule, state, disabled, onSwitch }: RuleDetailProps) {
  const { t, label } = useWords();
  const { before, after } = rule.example;
  return (
    <article className="rule-detail">
      <header>
        <h3>{label(rule.title)}</h3>
        <code className="quiet">{rule.id}</code>
      </header>
      <p>{label(rule.about)}</p>
      <div className="rule-switch">
        <fieldset className="segments" disabled={disabled}>
          <legend className="visually-hidden">{t("rules.state")}</legend>
          {switches.map(([to, text]) => (
            <label key={to} className="segment">
              <input type="radio" name="rule-switch" checked={state.switched === to} onChange={() => onSwitch(to)} />
              {t(`rules.${text}`)}
            </label>
          ))}
        </fieldset>
        <span className="quiet">{t(rule.enabled ? "rules.defaultOn" : "rules.defaultOff")}</span>
      </div>
      <RecordLine state={state} />
      <section className="rule-example">
        <h4 className="field-label">{t("rules.example")}</h4>
        {after === null ? (
          <>
            <p className="plan-version-text" lang="zh">
              {before}
            </p>
            <p className="quiet">{t("rules.exampleNoFix")}</p>
          </>
        ) : (
          <ChangeText before={before} after={after} />
        )}
      </section>
    </article>
  );
}

/** What became of a rule's offers in this corpus. */
export function RecordLine({ state: { record, precision, turnedOff } }: { state: RuleState }) {
  const { t, language } = useWords();
  if (!record) return <p className="quiet">{t("rules.noRecord")}</p>;
  if (precision === null) return <p className="quiet">{t("rules.tooFew", record)}</p>;
  const percent = new Intl.NumberFormat(language, { style: "percent" }).format(precision);
  return (
    <p>
      {turnedOff ? <strong className="rules-turned-off">{t("rules.turnedOff", { percent })}</strong> : null}{" "}
      <span className="quiet">{t("rules.precision", { percent, ...record })}</span>
    </p>
  );
}
