/** One change: what it is, the text before and after with the changed characters marked, and whether it is ticked. */
import { useMemo } from "react";
import type { PlannedChange } from "../../../shared/api.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import type { Choice } from "./choice.ts";
import { isTicked } from "./choice.ts";
import { type Mark, markChange } from "./mark-change.ts";
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
  const marks = useMemo(() => markChange(change.before, change.after), [change]);
  const role = settings?.roles.find(({ id }) => id === change.role);
  const name = ruleName(change.rule, settings?.proofing?.userRules ?? [], t, label);
  const isLeftOut = choice.rules.has(change.rule) || choice.documents.has(change.document);
  return (
    <div role="gridcell" className="plan-cell">
      {count !== undefined ? (
        <label className="plan-document">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={!choice.documents.has(change.document)}
            aria-label={t("plan.tickDocument", { title: change.title })}
            onChange={onToggleDocument}
          />
          <span className="truncate">{change.title}</span>
          {count === null ? null : <span className="quiet plan-document-count">{t("plan.total", { count })}</span>}
        </label>
      ) : null}
      <div className={`plan-change ${isTicked(choice, change) ? "" : "is-unticked"}`}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isTicked(choice, change)}
          disabled={isLeftOut}
          aria-label={t("plan.tickChange")}
          onChange={onToggle}
        />
        <div className="plan-change-main">
          <p className="plan-change-head">
            <span className="plan-change-rule">{name}</span>
            {change.safe ? null : <span className="plan-change-unsafe">{t("plan.unsafe")}</span>}
            <span className="quiet truncate" title={label(change.message)}>
              {role ? label(role.label) : change.role}
              {label(change.message) ? ` · ${label(change.message)}` : ""}
            </span>
          </p>
          <Version name={t("plan.before")} marks={marks.before} as="del" />
          <Version name={t("plan.after")} marks={marks.after} as="ins" />
        </div>
      </div>
    </div>
  );
}

function Version({ name, marks, as: Changed }: { name: string; marks: readonly Mark[]; as: "del" | "ins" }) {
  let at = 0;
  return (
    <p className="plan-version">
      <span className="plan-version-name">{name}</span>
      <span className="plan-version-text" lang="zh">
        {marks.map(({ text, changed }) => {
          const key = at;
          at += text.length;
          return changed ? <Changed key={key}>{visible(text)}</Changed> : <span key={key}>{visible(text)}</span>;
        })}
      </span>
    </p>
  );
}

/** Block borders and spaces as signs that can be seen; a space alone would be a mark without anything in it. */
function visible(text: string): string {
  return text.replaceAll("\n", "⏎").replaceAll(/[ \u3000\u00a0]/g, (space) => (space === "\u3000" ? "□" : "␣"));
}
