/** A finding that two lines are one paragraph: within a block a line end is taken out, between blocks they are joined. */
import type { Label } from "../../model/settings.ts";
import type { Edit } from "../edits.ts";
import type { Finding } from "../finding.ts";
import { findingAt, type Rule, replaceEdit } from "../rule.ts";
import type { Break } from "./breaks.ts";
import type { Line } from "./lines.ts";

export function joinFinding(rule: Rule, before: Line, line: Line, found: Break, message: Label): Finding {
  const { block } = before;
  const rest = {
    severity: found.score >= 4 ? "error" : "warning",
    safe: found.safe,
    score: Math.min(0.99, 0.5 + found.score / 20),
    message,
    evidence: found.evidence,
  } as const;
  if (block === line.block)
    return findingAt(rule, block, before.end, line.start, {
      ...rest,
      fix: [replaceEdit(block, before.end, line.start, "")],
    });
  const fix: Edit[] = [];
  // White space at the two ends was the lines', not the paragraph's.
  if (before.end < block.text.length) fix.push(replaceEdit(block, before.end, block.text.length, ""));
  if (line.start > 0) fix.push(replaceEdit(line.block, 0, line.start, ""));
  fix.push({ do: "join", block: block.id, next: line.block.id, between: latinGap(before, line) });
  return findingAt(rule, block, before.end, before.end, { ...rest, fix });
}

/** Two Latin words need the space that the line end stood for; capitals on both sides are one abbreviation, cut in two. */
function latinGap(before: Line, line: Line): string {
  if (/(?<![A-Za-z])[A-Z]{1,4}$/.test(before.text) && /^[A-Z]{1,4}(?![A-Za-z])/.test(line.text)) return "";
  return /[A-Za-z,;.]$/.test(before.text) && /^[A-Za-z]/.test(line.text) ? " " : "";
}
