/** Which documents to export. */
import { type Status, statuses } from "../../../shared/model/document.ts";
import { useAppState, useWords } from "../../app/context.tsx";
import { Select } from "../../ui/select.tsx";
import { StatusIcon } from "../../ui/status-chip.tsx";

export type Scope = "current" | "selected" | "status" | "all";

interface ScopeFieldProps {
  scope: Scope;
  onScope(scope: Scope): void;
  status: Status;
  onStatus(status: Status): void;
  /** Documents in the corpus, null until known. */
  total: number | null;
}

export function ScopeField({ scope, onScope, status, onStatus, total }: ScopeFieldProps) {
  const { t } = useWords();
  const selected = useAppState((state) => state.selected.size);
  const isInDocument = useAppState((state) => state.view.name === "document");
  const options: { value: Scope; label: string }[] = [
    ...(isInDocument ? [{ value: "current" as const, label: t("export.scopeCurrent") }] : []),
    ...(selected ? [{ value: "selected" as const, label: t("export.scopeSelected", { count: selected }) }] : []),
    { value: "status", label: t("export.scopeStatus") },
    { value: "all", label: t("export.scopeAll", { n: total ?? 0 }) },
  ];
  return (
    <fieldset className="scope">
      <legend className="field-label">{t("export.scope")}</legend>
      {options.map((option) => (
        <div key={option.value} className="scope-row">
          <label className="scope-option">
            <input type="radio" name="scope" checked={scope === option.value} onChange={() => onScope(option.value)} />
            {option.label}
          </label>
          {option.value === "status" && scope === "status" ? (
            <Select
              label={t("document.status")}
              value={status}
              options={statuses.map((value) => ({
                value,
                label: t(`status.${value}`),
                icon: <StatusIcon status={value} />,
              }))}
              onChange={onStatus}
            />
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}
