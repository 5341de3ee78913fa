/** Findings as the panel and the repair plan list them: by kind and rule, in the order of mending. Pure. */
import type { Finding } from "../../../shared/proofing/finding.ts";
import { type Kind, kinds, type Stage, stages } from "../../../shared/proofing/rule.ts";
import type { RuleInfo } from "../../proofing/messages.ts";

export type Severity = Finding["severity"];

export interface FindingFilter {
  severity: Severity | null;
  kind: Kind | null;
}

export type FindingLine =
  | { line: "kind"; kind: Kind; count: number }
  | { line: "rule"; rule: string; count: number; fixable: number; folded: boolean }
  | { line: "finding"; finding: Finding; number: number };

export interface Group {
  rule: string;
  kind: Kind;
  stage: Stage;
  findings: Finding[];
}

/** A rule that no one knows (of a newer version, say) is the user's. */
const kindOf = (rule: string, infos: ReadonlyMap<string, RuleInfo>): Kind => {
  const kind = infos.get(rule)?.kind ?? rule.split(".")[0];
  return kinds.find((one) => one === kind) ?? "user";
};

/** One group a rule, by kind, the rule with most findings first. */
export function groupsOf(findings: readonly Finding[], infos: ReadonlyMap<string, RuleInfo>): Group[] {
  const groups = Array.from(
    Map.groupBy(findings, ({ rule }) => rule),
    ([rule, own]) => ({
      rule,
      kind: kindOf(rule, infos),
      stage: infos.get(rule)?.stage ?? "characters",
      findings: own,
    }),
  );
  return groups.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.findings.length - a.findings.length);
}

/** Cards of the repair plan: the groups that offer something, in the order of mending. */
export function cardsOf(groups: readonly Group[]): Group[] {
  return groups
    .map((group) => ({ ...group, findings: group.findings.filter(({ fix }) => fix) }))
    .filter(({ findings }) => findings.length)
    .sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || b.findings.length - a.findings.length);
}

function matchesFilter(finding: Finding, kind: Kind, filter: FindingFilter): boolean {
  return (!filter.severity || finding.severity === filter.severity) && (!filter.kind || kind === filter.kind);
}

/** The panel's lines. @param folded rules whose findings are hidden */
export function findingLines(
  groups: readonly Group[],
  filter: FindingFilter,
  folded: ReadonlySet<string>,
): FindingLine[] {
  const lines: FindingLine[] = [];
  const shown = groups
    .map((group) => ({ ...group, findings: group.findings.filter((one) => matchesFilter(one, group.kind, filter)) }))
    .filter(({ findings }) => findings.length);
  for (const [kind, own] of Map.groupBy(shown, (group) => group.kind)) {
    lines.push({ line: "kind", kind, count: own.reduce((sum, { findings }) => sum + findings.length, 0) });
    for (const { rule, findings } of own) {
      const fixable = findings.filter(({ fix }) => fix).length;
      lines.push({ line: "rule", rule, count: findings.length, fixable, folded: folded.has(rule) });
      if (!folded.has(rule))
        lines.push(...findings.map((finding, index) => ({ line: "finding" as const, finding, number: index })));
    }
  }
  return lines;
}
