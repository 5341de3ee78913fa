/** What to look for, where, in which order, and what takes its place. */
import { Regex, Search } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId } from "react";
import { statuses } from "../../../shared/model/document.ts";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import type { SearchForm } from "../../app/store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { StatusIcon } from "../../ui/status-chip.tsx";
import { AnnotationBar, FindChoice } from "./annotation-bar.tsx";

interface SearchBarProps {
  findRef: RefObject<HTMLInputElement | null>;
  replacementRef: RefObject<HTMLInputElement | null>;
  /** Why the expression can't be compiled, or null. */
  expression: string | null;
  onComposing(composing: boolean): void;
  onPreview(): void;
  onToList(): void;
}

export function SearchBar({ findRef, replacementRef, expression, onComposing, onPreview, onToList }: SearchBarProps) {
  const { store } = useApp();
  const { t, label } = useWords();
  const form = useAppState((state) => state.search);
  const settings = useAppState((state) => state.corpus?.settings);
  const isReadOnly = useAppState((state) => Boolean(state.corpus?.readOnly));
  const problemId = useId();
  const change = (part: Partial<SearchForm>) =>
    store.setState(({ search }) => ({ search: { ...search, ...part }, searchCursor: 0 }));
  const composition = { onCompositionStart: () => onComposing(true), onCompositionEnd: () => onComposing(false) };
  const onKey = (enter: () => void) => (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === "Enter") enter();
    else if (event.key === "ArrowDown") onToList();
    else return;
    event.preventDefault();
  };
  const all = "";
  return (
    <search className="search-bar">
      <div className="search-fields">
        <div className={`search-field ${expression === null ? "" : "is-bad"}`}>
          <Search size={15} aria-hidden />
          <input
            ref={findRef}
            className="filter-input"
            type="text"
            lang="zh"
            spellCheck={false}
            autoComplete="off"
            aria-label={t("search.find")}
            aria-invalid={expression !== null}
            aria-describedby={expression === null ? undefined : problemId}
            placeholder={t(form.annotation ? "annotation.findPlaceholder" : "search.findPlaceholder")}
            maxLength={2000}
            value={form.text}
            onChange={(event) => change({ text: event.target.value })}
            onKeyDown={onKey(onToList)}
            {...composition}
          />
          <IconButton name={t("search.regex")} pressed={form.regex} onClick={() => change({ regex: !form.regex })}>
            <Regex size={16} aria-hidden />
          </IconButton>
        </div>
        <div className="search-field" hidden={form.annotation !== undefined}>
          <input
            ref={replacementRef}
            className="filter-input"
            type="text"
            lang="zh"
            spellCheck={false}
            autoComplete="off"
            aria-label={t("search.replacement")}
            placeholder={t("search.replacementPlaceholder")}
            title={form.regex ? t("search.regexHelp") : undefined}
            maxLength={2000}
            disabled={isReadOnly}
            value={form.replacement}
            onChange={(event) => change({ replacement: event.target.value })}
            onKeyDown={onKey(onPreview)}
            {...composition}
          />
        </div>
        <Button
          hidden={form.annotation !== undefined}
          onClick={onPreview}
          disabled={isReadOnly || !form.text || expression !== null}
        >
          {t("search.preview")}
        </Button>
      </div>
      {expression === null ? null : (
        <p id={problemId} className="search-problem" role="alert">
          {t("search.badRegex", { reason: expression })}
        </p>
      )}
      <div className="search-filters">
        <FindChoice />
        <Select
          label={t("search.role")}
          value={form.role ?? all}
          options={[
            { value: all, label: t("search.allRoles") },
            ...(settings?.roles ?? []).map((role) => ({ value: role.id, label: label(role.label) })),
          ]}
          onChange={(role) => change({ role: role || null })}
        />
        <Select
          label={t("search.type")}
          value={form.type ?? all}
          options={[
            { value: all, label: t("search.allTypes") },
            ...(settings?.entityTypes ?? []).map((type) => ({ value: type.id, label: label(type.label) })),
          ]}
          onChange={(type) => change({ type: type || null })}
        />
        <Select
          label={t("search.status")}
          value={form.status ?? "all"}
          options={[
            { value: "all" as const, label: t("list.allStatuses") },
            ...statuses.map((status) => ({
              value: status,
              label: t(`status.${status}`),
              icon: <StatusIcon status={status} />,
            })),
          ]}
          onChange={(status) => change({ status: status === "all" ? null : status })}
        />
        <Select
          label={t("search.sort")}
          className="search-sort"
          value={form.sort}
          options={[
            { value: "page" as const, label: t("search.sortPage") },
            { value: "left" as const, label: t("search.sortLeft") },
            { value: "right" as const, label: t("search.sortRight") },
          ]}
          onChange={(sort) => change({ sort })}
        />
      </div>
      <AnnotationBar onComposing={onComposing} />
    </search>
  );
}
