/** Filter by words and by status; what is selected and what to do with it. */
import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { type Status, statuses } from "../../../shared/model/document.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { numbersIn } from "../../app/i18n/i18n.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { MenuButton, MenuItem } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { StatusIcon } from "../../ui/status-chip.tsx";

/** Milliseconds of rest before a typed filter is asked for. */
const debounce = 180;

interface FilterBarProps {
  inputRef: RefObject<HTMLInputElement | null>;
  total: number | null;
  byStatus: Partial<Record<Status, number>> | null;
}

export function FilterBar({ inputRef, total, byStatus }: FilterBarProps) {
  const { store } = useApp();
  const { t, language } = useWords();
  const query = useAppState((state) => state.query);
  const [text, setText] = useState(query.text);
  const [composing, setComposing] = useState(false);

  useEffect(() => setText(query.text), [query.text]);
  useEffect(() => {
    if (composing || text === store.getState().query.text) return;
    const timer = setTimeout(() => store.setState((state) => ({ query: { ...state.query, text } })), debounce);
    return () => clearTimeout(timer);
  }, [text, composing, store]);

  const number = numbersIn(language);
  const options = [
    { value: "all" as const, label: t("list.allStatuses") },
    ...statuses.map((status) => ({
      value: status,
      label: t(`status.${status}`),
      icon: <StatusIcon status={status} />,
      hint: byStatus ? number.format(byStatus[status] ?? 0) : undefined,
    })),
  ];
  return (
    <div className="filterbar">
      <search className="filter">
        <Search size={15} aria-hidden />
        <input
          ref={inputRef}
          className="filter-input"
          type="text"
          aria-label={t("list.filter")}
          placeholder={t("list.filter")}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && text) setText("");
            else if (event.key === "ArrowDown" && !event.nativeEvent.isComposing) {
              event.preventDefault();
              document.querySelector<HTMLElement>('[role="grid"]')?.focus();
            }
          }}
        />
        {text ? (
          <IconButton name={t("list.filterClear")} onClick={() => setText("")}>
            <X size={14} aria-hidden />
          </IconButton>
        ) : null}
      </search>
      <Select
        label={t("list.statusFilter")}
        value={query.status ?? "all"}
        options={options}
        onChange={(value) =>
          store.setState((state) => ({ query: { ...state.query, status: value === "all" ? null : value } }))
        }
      />
      <span className="quiet" aria-live="polite">
        {total === null ? "" : t("list.matches", { count: total })}
      </span>
      <SelectionActions />
    </div>
  );
}

function SelectionActions() {
  const { store, actions } = useApp();
  const { t } = useWords();
  const selected = useAppState((state) => state.selected);
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  if (selected.size < 1) return null;
  return (
    <div className="selection-actions">
      <span className="selection-count">{t("list.selected", { count: selected.size })}</span>
      <MenuButton trigger={<Button disabled={isReadOnly}>{t("list.setStatus")}</Button>}>
        {statuses.map((status) => (
          <MenuItem
            key={status}
            icon={<StatusIcon status={status} />}
            onSelect={() => void actions.setStatus([...selected], status)}
          >
            {t(`status.${status}`)}
          </MenuItem>
        ))}
      </MenuButton>
      <IconButton name={t("list.clearSelection")} onClick={() => store.setState({ selected: new Set<string>() })}>
        <X size={15} aria-hidden />
      </IconButton>
    </div>
  );
}
