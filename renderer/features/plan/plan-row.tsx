// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which tr and td forbid
/** One change: what it is, the text before and after with the changed characters marked, and whether it is ticked. */
import { CircleSlash } from "lucide-react";
import type { PlannedChange } from "../../../shared/api.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { ChangeText } from "./change-text.tsx";
import { type Choice, isTicked } from "./choice.ts";
import { EntitySpan } from "./entity-span.tsx";
import { ruleName } from "./rule-name.ts";

interface PlanRowProps {
  change: PlannedChange;
  choice: Choice;
  /** Given in a document's first row: how many changes of the list it has, null until counted. */
  count: number | null | undefined;
  onToggle(): void;
  onToggleDocument(): void;
}

export function PlanRow({ change, choice, count, onToggle, onToggleDocument }: PlanRowProps) {
  const { t, label } = useWords();
  const settings = useAppState((state) => state.corpus?.settings);
  const role = settings?.roles.find(({ id }) => id === change.role);
  const name = ruleName(change.rule, settings?.proofing?.userRules ?? [], t, label);
  const isLeftOut = choice.rules.has(change.rule) || choice.documents.has(change.document);
  return (
    <div role="gridcell" tabIndex={-1} className="plan-cell">
      {count !== undefined ? (
        <label className="plan-document">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={!choice.documents.has(change.document)}
            aria-label={t("operation.tickDocument", { title: change.title })}
            onChange={onToggleDocument}
          />
          <span className="truncate">{change.title}</span>
          {count === null ? null : <span className="quiet plan-document-count">{t("operation.total", { count })}</span>}
        </label>
      ) : null}
      <div className={`plan-change ${isTicked(choice, change) ? "" : "is-unticked"}`}>
        {change.held ? (
          <CircleSlash size={14} className="plan-held" aria-hidden />
        ) : (
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isTicked(choice, change)}
            disabled={isLeftOut}
            aria-label={t("operation.tickChange")}
            onChange={onToggle}
          />
        )}
        <div className="plan-change-main">
          <p className="plan-change-head">
            <span className="plan-change-rule">{name}</span>
            {change.safe || change.rule === "replace" ? null : (
              <span className="plan-change-unsafe">{t("operation.unsafe")}</span>
            )}
            <span className="quiet truncate" title={label(change.message)}>
              {role ? label(role.label) : change.role}
              {label(change.message) ? ` · ${label(change.message)}` : ""}
            </span>
          </p>
          {change.span ? (
            <EntitySpan text={change.before} span={change.span} />
          ) : (
            <ChangeText before={change.before} after={change.after} />
          )}
        </div>
      </div>
    </div>
  );
}
