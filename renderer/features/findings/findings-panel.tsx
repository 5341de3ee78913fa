/** All findings of the page by kind and rule; only the lines in sight exist. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronRight, Ellipsis, Wrench } from "lucide-react";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { type Kind, kinds } from "../../../shared/proofing/rule.ts";
import { useCommand } from "../../app/commands-context.tsx";
import { useWords } from "../../app/context.tsx";
import { InlineError } from "../../app/inline-error.tsx";
import { Button } from "../../ui/button.tsx";
import { MenuButton, MenuItem } from "../../ui/menu.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { Select } from "../../ui/select.tsx";
import { useOpen } from "../document/use-open.ts";
import "./findings.css";
import { type FindingFilter, type FindingLine, findingLines, groupsOf, type Severity } from "./groups.ts";
import { blocksById, wordsOf } from "./preview.ts";
import { SeverityIcon } from "./severity-icon.tsx";
import { usePageProofing, useProofing, useRecordOf, useRules, useTurnOff } from "./use-proofing.ts";

const severities: readonly Severity[] = ["error", "warning", "hint"];
/** Heights of lines, pixels. */
const heights = { kind: 30, rule: 46, finding: 50 } as const;

export function FindingsPanel() {
  const { t } = useWords();
  const { infos } = useRules();
  const findings = useDeferredValue(useProofing((snapshot) => snapshot.findings));
  const state = useProofing((snapshot) => snapshot.state);
  const error = useProofing((snapshot) => snapshot.error);
  const proofing = usePageProofing();
  const [filter, setFilter] = useState<FindingFilter>({ severity: null, kind: null });
  const groups = useMemo(() => groupsOf(findings, infos), [findings, infos]);
  const present = kinds.filter((kind) => groups.some((group) => group.kind === kind));

  return (
    <div className="findings-panel">
      <PlanButton />
      {state === "failed" ? (
        <div className="panel-empty">
          <InlineError error={error} />
          <Button onClick={() => proofing.checkAgain()}>{t("app.retry")}</Button>
        </div>
      ) : null}
      {findings.length ? (
        <>
          <div className="findings-filter">
            <fieldset className="severity-filter">
              <legend className="visually-hidden">{t("findings.filterSeverity")}</legend>
              {severities.map((severity) => (
                <button
                  key={severity}
                  type="button"
                  className="severity-button"
                  aria-pressed={filter.severity === severity}
                  onClick={() => setFilter({ ...filter, severity: filter.severity === severity ? null : severity })}
                >
                  <SeverityIcon severity={severity} />
                  {findings.filter((finding) => finding.severity === severity).length}
                </button>
              ))}
            </fieldset>
            <Select<Kind | "all">
              label={t("findings.filterKind")}
              value={filter.kind ?? "all"}
              className="kind-select"
              options={[
                { value: "all", label: t("findings.allKinds") },
                ...present.map((kind) => ({ value: kind, label: t(`findings.kinds.${kind}`) })),
              ]}
              onChange={(kind) => setFilter({ ...filter, kind: kind === "all" ? null : kind })}
            />
          </div>
          <FindingList groups={groups} filter={filter} />
        </>
      ) : state === "checked" ? (
        <div className="panel-empty">
          <p>{t("findings.empty")}</p>
          <p className="quiet">{t("findings.emptyText")}</p>
        </div>
      ) : state === "failed" ? null : (
        <div className="panel-empty quiet">{t("findings.checking")}</div>
      )}
    </div>
  );
}

function PlanButton() {
  const plan = useCommand("proofing.plan");
  return (
    <div className="plan-open">
      <Button onClick={plan.run} disabled={!plan.enabled}>
        <Wrench size={14} aria-hidden />
        {plan.title}
      </Button>
      <kbd className="key">{plan.keys.join("+")}</kbd>
    </div>
  );
}

function FindingList({ groups, filter }: { groups: ReturnType<typeof groupsOf>; filter: FindingFilter }) {
  const { t } = useWords();
  const proofing = usePageProofing();
  const active = useOpen((snapshot) => snapshot.text?.finding ?? null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const checked = useProofing((snapshot) => snapshot.document);
  const blocks = useMemo(() => (checked ? blocksById(checked) : new Map()), [checked]);
  const lines = useMemo(() => findingLines(groups, filter, folded), [groups, filter, folded]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[lines[index]?.line ?? "finding"],
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 8,
  });
  const toggle = (rule: string) =>
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(rule)) next.add(rule);
      return next;
    });
  return (
    <ScrollRegion ref={scroller} className="entity-scroller" label={t("findings.title")}>
      <ul className="entity-list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          return (
            <li
              key={item.key}
              className={`finding-line finding-line-${line.line}`}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              {line.line === "kind" ? (
                <h2 className="finding-kind">
                  {t(`findings.kinds.${line.kind}`)} <span className="quiet">{line.count}</span>
                </h2>
              ) : line.line === "rule" ? (
                <RuleLine line={line} onToggle={() => toggle(line.rule)} />
              ) : (
                <FindingButton
                  finding={line.finding}
                  words={wordsOf(line.finding, blocks)}
                  isActive={line.finding === active}
                  onGo={() => proofing.select(line.finding)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function keyOf(line: FindingLine | undefined): string {
  if (!line) return "";
  if (line.line === "kind") return line.kind;
  if (line.line === "rule") return line.rule;
  return `${line.finding.rule} ${line.number}`;
}

function RuleLine({ line, onToggle }: { line: Extract<FindingLine, { line: "rule" }>; onToggle(): void }) {
  const { t } = useWords();
  const { titleOf } = useRules();
  const record = useRecordOf()(line.rule);
  const proofing = usePageProofing();
  const turnOff = useTurnOff();
  const accept = useCommand("finding.acceptRule");
  return (
    <>
      <button type="button" className="finding-rule" aria-expanded={!line.folded} onClick={onToggle}>
        {line.folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        <span className="finding-rule-name">
          <span className="truncate">{titleOf(line.rule)}</span>
          {record ? <span className="quiet truncate">{record}</span> : null}
        </span>
        <span className="quiet entity-count">{line.count}</span>
      </button>
      <MenuButton
        trigger={
          <button
            type="button"
            className="button button-quiet icon-button"
            aria-label={t("findings.ruleMenu", { rule: titleOf(line.rule) })}
          >
            <Ellipsis size={15} aria-hidden />
          </button>
        }
      >
        <MenuItem disabled={!line.fixable || !accept.enabled} onSelect={() => proofing.acceptRule(line.rule)}>
          {t("findings.acceptRule", { count: line.fixable })}
        </MenuItem>
        <MenuItem onSelect={() => turnOff(line.rule)}>{t("findings.turnOff")}</MenuItem>
      </MenuButton>
    </>
  );
}

function FindingButton({
  finding,
  words,
  isActive,
  onGo,
}: {
  finding: Finding;
  words: string;
  isActive: boolean;
  onGo(): void;
}) {
  const { label } = useWords();
  return (
    <button type="button" className="finding-go" aria-current={isActive} onClick={onGo}>
      <SeverityIcon severity={finding.severity} />
      <span className="finding-words">
        <span className="finding-quote truncate" lang="zh">
          {words}
        </span>
        <span className="quiet truncate">{label(finding.message)}</span>
      </span>
    </button>
  );
}
