/** The rules of a plan with their counts: which one's changes are listed, and which ones are carried out. */
import { CircleSlash } from "lucide-react";
import { useAppState, useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import type { Choice } from "./choice.ts";
import type { ReadyPlan } from "./plan-run.ts";
import { ruleName } from "./rule-name.ts";

interface RuleFilterProps {
  plan: ReadyPlan;
  choice: Choice;
  /** The rule whose changes are listed; null for all. */
  shown: string | null;
  onShow(rule: string | null): void;
  /** Null where nothing can be left out. */
  onToggle: ((rule: string) => void) | null;
}

export function RuleFilter({ plan, choice, shown, onShow, onToggle }: RuleFilterProps) {
  const { t, language, label } = useWords();
  const userRules = useAppState((state) => state.corpus?.settings.proofing?.userRules) ?? [];
  const number = numbersIn(language);
  return (
    <ScrollRegion className="plan-rules" label={t("operation.rules")}>
      <button type="button" className="plan-rule" aria-pressed={shown === null} onClick={() => onShow(null)}>
        <span className="plan-rule-name">{t("operation.allRules")}</span>
        <span className="plan-rule-count">{number.format(plan.total)}</span>
      </button>
      <ul>
        {plan.byRule.map(({ rule, changes, documents }) => {
          const name = ruleName(rule, userRules, t, label);
          return (
            <li key={rule} className="plan-rule-row">
              {rule === "held" ? <CircleSlash size={13} className="plan-held" aria-hidden /> : null}
              {onToggle && rule !== "held" ? (
                <input
                  type="checkbox"
                  checked={!choice.rules.has(rule)}
                  aria-label={t("operation.tickRule", { rule: name })}
                  onChange={() => onToggle(rule)}
                />
              ) : null}
              <button type="button" className="plan-rule" aria-pressed={shown === rule} onClick={() => onShow(rule)}>
                <span className="plan-rule-name">
                  {name}
                  <span className="menu-item-hint">{t("operation.documents", { count: documents })}</span>
                </span>
                <span className="plan-rule-count">{number.format(changes)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}
