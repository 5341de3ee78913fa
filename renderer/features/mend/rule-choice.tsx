/** Picks the rules whose fixes are looked for, those that are off included. */
import { useState } from "react";
import { kinds } from "../../../shared/proofing/rule.ts";
import { rules } from "../../../shared/proofing/rules/index.ts";
import { useWords } from "../../app/context.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

interface RuleChoiceProps {
  chosen: ReadonlySet<string>;
  onClose(): void;
  onChosen(chosen: ReadonlySet<string>): void;
}

export function RuleChoice({ chosen: before, onClose, onChosen }: RuleChoiceProps) {
  const { t, label } = useWords();
  const [chosen, setChosen] = useState(before);
  const toggle = (ids: readonly string[], on: boolean) =>
    setChosen((now) => new Set(on ? [...now, ...ids] : [...now].filter((id) => !ids.includes(id))));
  return (
    <Dialog
      title={t("mend.chooseRules")}
      onClose={onClose}
      size="large"
      footer={
        <>
          <span className="start quiet">{chosen.size ? "" : t("mend.chooseNone")}</span>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button weight="primary" disabled={chosen.size === 0} onClick={() => onChosen(chosen)}>
            {t("mend.list")}
          </Button>
        </>
      }
    >
      <div className="rule-choice">
        {kinds.map((kind) => {
          const own = rules.filter((rule) => rule.kind === kind);
          const ids = own.map(({ id }) => id);
          if (!own.length) return null;
          return (
            <fieldset key={kind}>
              <legend>
                <label className="rule-choice-row">
                  <input
                    type="checkbox"
                    checked={ids.every((id) => chosen.has(id))}
                    onChange={(event) => toggle(ids, event.target.checked)}
                  />
                  <strong>{t(`rules.kinds.${kind}`)}</strong>
                </label>
              </legend>
              {own.map((rule) => (
                <label key={rule.id} className="rule-choice-row">
                  <input
                    type="checkbox"
                    checked={chosen.has(rule.id)}
                    onChange={(event) => toggle([rule.id], event.target.checked)}
                  />
                  {label(rule.title)}
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
    </Dialog>
  );
}
