/** All suggestions of the page by type; only the lines in sight exist. Taking those from a score on, and what is asked. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { CheckCheck, ChevronDown, ChevronRight, LoaderCircle, Settings2 } from "lucide-react";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useApp, useAppState, useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyCaps } from "../../ui/key-caps.tsx";
import { MenuButton, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { Select } from "../../ui/select.tsx";
import { useOpen } from "../document/use-open.ts";
import {
  type Origin,
  originOf,
  origins,
  type SuggestionFilter,
  type SuggestionLine,
  suggestionLines,
} from "./groups.ts";
import { Score } from "./score.tsx";
import "./suggestions.css";
import { usePageSuggestions, useSuggestionPreferences, useSuggestions } from "./use-suggestions.ts";

/** Heights of lines, pixels. */
const heights = { type: 32, suggestion: 46 } as const;
const scores = ["0", "0.5", "0.7", "0.9"] as const;

export function SuggestionsPanel() {
  const { t } = useWords();
  const suggestions = useDeferredValue(useSuggestions((snapshot) => snapshot.suggestions));
  const state = useSuggestions((snapshot) => snapshot.state);
  const error = useSuggestions((snapshot) => snapshot.error);
  const page = usePageSuggestions();
  const [filter, setFilter] = useState<SuggestionFilter>({ origin: null, least: 0 });
  const present = origins.filter((origin) => suggestions.some((one) => originOf(one) === origin));

  return (
    <div className="suggestions-panel">
      <TakeAll suggestions={suggestions} />
      <Asked />
      {state === "failed" ? (
        <div className="panel-empty">
          <InlineError error={error} />
          <Button onClick={() => page.again()}>{t("app.retry")}</Button>
        </div>
      ) : null}
      {suggestions.length ? (
        <>
          <div className="suggestions-filter">
            <Select<Origin | "all">
              label={t("suggestions.filterOrigin")}
              value={filter.origin ?? "all"}
              className="kind-select"
              options={[
                { value: "all", label: t("suggestions.allOrigins") },
                ...present.map((origin) => ({ value: origin, label: t(`suggestions.origins.${origin}`) })),
              ]}
              onChange={(origin) => setFilter({ ...filter, origin: origin === "all" ? null : origin })}
            />
            <Select<(typeof scores)[number]>
              label={t("suggestions.filterScore")}
              value={scores.find((one) => Number(one) === filter.least) ?? "0"}
              className="kind-select"
              options={scores.map((value) => ({
                value,
                label: value === "0" ? t("suggestions.allScores") : t("suggestions.fromScore", { score: value }),
              }))}
              onChange={(least) => setFilter({ ...filter, least: Number(least) })}
            />
          </div>
          <SuggestionList suggestions={suggestions} filter={filter} />
        </>
      ) : state === "off" ? (
        <div className="panel-empty">
          <p>{t("suggestions.off")}</p>
          <p className="quiet">{t("suggestions.offText")}</p>
        </div>
      ) : state === "ready" ? (
        <div className="panel-empty">
          <p>{t("suggestions.empty")}</p>
          <p className="quiet">{t("suggestions.emptyText")}</p>
        </div>
      ) : state === "failed" ? null : (
        <div className="panel-empty quiet">{t("suggestions.asking")}</div>
      )}
    </div>
  );
}

/** Taking all from a score on: how many that would be, the score, and what else can be chosen. */
function TakeAll({ suggestions }: { suggestions: readonly Suggestion[] }) {
  const { t } = useWords();
  const { actions } = useApp();
  const page = usePageSuggestions();
  const command = useCommand("suggestion.acceptAll");
  const recommend = useCommand("suggestion.recommend");
  const [preferences, choose] = useSuggestionPreferences();
  const { threshold } = preferences;
  const taken = suggestions.filter(({ score }) => score >= threshold);
  return (
    <div className="suggestions-head">
      <div className="suggestions-take">
        <Button disabled={!command.enabled || !taken.length} onClick={() => page.acceptAll()}>
          <CheckCheck size={15} aria-hidden />
          {t("suggestions.acceptAll", { count: taken.length })}
        </Button>
        <KeyCaps keys={command.keys} />
        <MenuButton
          trigger={
            <button type="button" className="button button-quiet icon-button" aria-label={t("suggestions.options")}>
              <Settings2 size={15} aria-hidden />
            </button>
          }
        >
          <MenuItem checked={preferences.tagging} onSelect={() => choose({ tagging: !preferences.tagging })}>
            {t("suggestions.whileTagging")}
          </MenuItem>
          <MenuItem
            checked={preferences.proofreading}
            onSelect={() => choose({ proofreading: !preferences.proofreading })}
          >
            {t("suggestions.whileProofreading")}
          </MenuItem>
          <MenuSeparator />
          <MenuItem onSelect={() => actions.openDialog({ name: "learning" })}>
            {t("suggestionCommands.learning")}
          </MenuItem>
          <MenuItem onSelect={() => actions.openDialog({ name: "recommender" })}>
            {t("suggestionCommands.recommender")}
          </MenuItem>
          <MenuItem disabled={!recommend.enabled} onSelect={recommend.run}>
            {t("suggestionCommands.recommend")}
          </MenuItem>
        </MenuButton>
      </div>
      <label className="suggestions-threshold">
        <span>{t("suggestions.threshold")}</span>
        <input
          type="range"
          min={0.4}
          max={1}
          step={0.01}
          value={threshold}
          aria-valuetext={threshold.toFixed(2)}
          onChange={(event) => choose({ threshold: Number(event.target.value) })}
        />
        <output>{threshold.toFixed(2)}</output>
      </label>
    </div>
  );
}

/** The recommender at work, and what of its answer could not be used. */
function Asked() {
  const { t } = useWords();
  const page = usePageSuggestions();
  const recommending = useSuggestions((snapshot) => snapshot.recommending);
  const recommended = useSuggestions((snapshot) => snapshot.recommended);
  if (recommending)
    return (
      <div className="suggestions-asked" role="status">
        <LoaderCircle size={14} aria-hidden className="spinning" />
        <span>{t("recommender.asking")}</span>
        <Button onClick={() => page.cancelRecommending()}>{t("app.cancel")}</Button>
      </div>
    );
  const dropped = recommended ? Object.values(recommended.dropped).reduce((sum, count) => sum + count, 0) : 0;
  if (!recommended || !dropped) return null;
  const parts = Object.entries(recommended.dropped)
    .filter(([, count]) => count)
    .map(([why, count]) => t(`recommender.dropped.${why as keyof typeof recommended.dropped}`, { count }));
  return (
    <p className="suggestions-asked quiet">
      {t("recommender.droppedText", { count: dropped })} {parts.join(t("recommender.comma"))}
    </p>
  );
}

function SuggestionList({ suggestions, filter }: { suggestions: readonly Suggestion[]; filter: SuggestionFilter }) {
  const { t, label } = useWords();
  const page = usePageSuggestions();
  const types = useAppState((state) => state.corpus?.settings.entityTypes);
  const active = useOpen((snapshot) => snapshot.text?.suggestion ?? null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => suggestionLines(suggestions, types ?? [], filter, folded),
    [suggestions, types, filter, folded],
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[lines[index]?.line ?? "suggestion"],
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 8,
  });
  const toggle = (type: string) =>
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(type)) next.add(type);
      return next;
    });
  return (
    <ScrollRegion ref={scroller} className="entity-scroller" label={t("suggestions.title")}>
      <ul className="entity-list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const id = line.line === "type" ? line.type : line.suggestion.type;
          const type = types?.find((one) => one.id === id);
          const style = {
            transform: `translateY(${item.start}px)`,
            height: item.size,
            "--entity-color": type?.color ?? "#777777",
          } as React.CSSProperties;
          return (
            <li key={item.key} className="suggestion-line" style={style}>
              {line.line === "type" ? (
                <button
                  type="button"
                  className="entity-heading"
                  aria-expanded={!line.folded}
                  onClick={() => toggle(line.type)}
                >
                  {line.folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
                  <span className="type-dot" aria-hidden />
                  <span className="type-name">{type ? label(type.label) : line.type}</span>
                  <span className="quiet entity-count">{line.count}</span>
                </button>
              ) : (
                <button
                  type="button"
                  className="suggestion-go"
                  aria-current={line.suggestion === active}
                  onClick={() => page.select(line.suggestion)}
                >
                  <span className="suggestion-text truncate" lang="zh">
                    {line.suggestion.text}
                  </span>
                  <Score score={line.suggestion.score} />
                  <span className="quiet truncate suggestion-reason">{label(line.suggestion.reason)}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function keyOf(line: SuggestionLine | undefined): string {
  if (!line) return "";
  if (line.line === "type") return line.type;
  const { block, start, end, type } = line.suggestion;
  return `${block} ${start} ${end} ${type}`;
}
