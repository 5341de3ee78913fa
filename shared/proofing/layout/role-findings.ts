/** Findings of the role rules: blocks whose role is not what the page's structure says they are. */
import type { Label } from "../../model/settings.ts";
import type { ProofingContext } from "../context.ts";
import type { Finding } from "../finding.ts";
import type { Page, PageBlock } from "../page.ts";
import { findingOn, type Rule } from "../rule.ts";
import { structureOf } from "./structure.ts";

export function roleFindings(
  rule: Rule,
  role: string,
  message: Label,
  page: Page,
  context: ProofingContext,
): Finding[] {
  const { units, roles } = structureOf(page, context);
  return units.flatMap((unit) => {
    const label = roles[unit.index];
    const block = unit.blocks[0] as PageBlock;
    // Of a block that holds more than this unit nothing can be said before it has been split.
    if (label?.role !== role || !unit.whole || block.role === role) return [];
    return [
      findingOn(rule, block, {
        severity: label.score >= 0.8 ? "warning" : "hint",
        safe: false,
        score: label.score,
        message,
        evidence: label.evidence,
        fix: [{ do: "role", block: block.id, role }],
      }),
    ];
  });
}
