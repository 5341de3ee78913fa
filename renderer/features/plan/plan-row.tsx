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
  /** Null where nothing can be left out. */
  onToggle: (() => void) | null;
  onToggleDocument: (() => void) | null;
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
        <DocumentHead
          title={change.title}
          count={count}
          checked={!choice.documents.has(change.document)}
          onToggle={onToggleDocument}
        />
      ) : null}
      <div className={`plan-change ${isTicked(choice, change) ? "" : "is-unticked"}`}>
        {change.held ? <CircleSlash size={14} className="plan-held" aria-hidden /> : null}
        {onToggle && !change.held ? (
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isTicked(choice, change)}
            disabled={isLeftOut}
            aria-label={t("operation.tickChange")}
            onChange={onToggle}
          />
        ) : null}
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

interface DocumentHeadProps {
  title: string;
  count: number | null;
  checked: boolean;
  onToggle: (() => void) | null;
}

function DocumentHead({ title, count, checked, onToggle }: DocumentHeadProps) {
  const { t } = useWords();
  const words = (
    <>
      <span className="truncate">{title}</span>
      {count === null ? null : <span className="quiet plan-document-count">{t("operation.total", { count })}</span>}
    </>
  );
  if (!onToggle) return <div className="plan-document">{words}</div>;
  return (
    <label className="plan-document">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={checked}
        aria-label={t("operation.tickDocument", { title })}
        onChange={onToggle}
      />
      {words}
    </label>
  );
}
