/**
 * Mending one document and telling of it: which fixes were carried out, which were left, and each change with the text
 * around it, named so that it can be left out.
 * Must not know: disk, threads.
 */
import type { PlannedChange } from "../../shared/api.ts";
import { type GalleyDocument, titleOf } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { ProofingContext } from "../../shared/proofing/context.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { type FixChoice, type Fixed, fix } from "../../shared/proofing/fix.ts";
import { correctedPlaces } from "../../shared/proofing/learned.ts";
import { Blocks, changeName, sourcePlace } from "./change-name.ts";
import { excerptsOf } from "./excerpts.ts";
import type { Choice, Mended, RuleCounts, Without } from "./tasks.ts";

/** What rules look at: a document, its source (null when it is not at hand) and the corpus. */
export interface Subject {
  document: GalleyDocument;
  source: CodePointText | null;
  context: ProofingContext;
}

/** @param without what to leave out, null for nothing; nothing takes its place: only what a whole mending would do is done */
export function mendDocument(subject: Subject, choice: Choice, without: Without | null): Omit<Mended, "hash"> {
  const { document } = subject;
  const fixed = without ? partly(subject, choice, without) : run(subject, choice);
  const rules = countsOf(fixed);
  return {
    title: titleOf(document),
    document: fixed.changes.length ? recorded(subject, fixed.document, rules) : null,
    rules,
  };
}

/** Every change that mending would make, in the order of the source. */
export function previewDocument(subject: Subject, choice: Choice): PlannedChange[] {
  const { document } = subject;
  const title = titleOf(document);
  const blocks = new Blocks();
  const seen = new Map<Finding, GalleyDocument>();
  const { changes } = run(subject, choice, (finding, before) => {
    seen.set(finding, before);
    return false;
  });
  const rows = changes.map(({ finding }) => {
    const before = seen.get(finding) ?? document;
    const block = blocks.get(before, finding.block);
    const place = (block && sourcePlace(block, finding.start)) ?? Number.POSITIVE_INFINITY;
    const { rule, safe, message } = finding;
    const row: PlannedChange = {
      id: `${document.id}/${changeName(finding, block)}`,
      document: document.id,
      title,
      rule,
      safe,
      role: block?.role ?? "",
      message: { zh: message.zh, en: message.en },
      ...excerptsOf(finding, before),
    };
    return { place, row };
  });
  return unique(rows.sort((a, b) => a.place - b.place).map(({ row }) => row));
}

/** The document and the name of the change in it that a row's id stands for. */
export function changeOfId(id: string): { document: string; name: string } {
  const border = id.indexOf("/");
  return { document: id.slice(0, border), name: id.slice(border + 1).replace(/#\d+$/, "") };
}

/** Two changes at one place by one rule have one name, and are left out together; rows still need ids of their own. */
function unique(rows: PlannedChange[]): PlannedChange[] {
  const times = new Map<string, number>();
  return rows.map((row) => {
    const count = (times.get(row.id) ?? 0) + 1;
    times.set(row.id, count);
    return count === 1 ? row : { ...row, id: `${row.id}#${count}` };
  });
}

function partly(subject: Subject, choice: Choice, without: Without): Fixed {
  const blocks = new Blocks();
  const nameOf = (finding: Finding, before: GalleyDocument) => changeName(finding, blocks.get(before, finding.block));
  const names = new Map<Finding, string>();
  const whole = run(subject, choice, (finding, before) => {
    names.set(finding, nameOf(finding, before));
    return false;
  });
  const [rules, changes] = [new Set(without.rules), new Set(without.changes)];
  const wanted = new Set<string>();
  for (const { finding } of whole.changes) {
    const name = names.get(finding) as string;
    if (!rules.has(finding.rule) && !changes.has(name)) wanted.add(name);
  }
  return run(subject, choice, (finding, before) => !wanted.has(nameOf(finding, before)));
}

function run(
  { document, source, context }: Subject,
  choice: Choice,
  declined: (finding: Finding, document: GalleyDocument) => boolean = () => false,
): Fixed {
  const chosen: FixChoice = choice === "safe" || choice === "all" ? choice : new Set(choice);
  return fix(document, source, context, chosen, { declined });
}

function countsOf({ changes, left }: Fixed): RuleCounts[] {
  const counts = new Map<string, RuleCounts>();
  const of = (rule: string): RuleCounts => {
    const known = counts.get(rule) ?? { rule, applied: 0, skipped: 0 };
    counts.set(rule, known);
    return known;
  };
  for (const { finding } of changes) of(finding.rule).applied++;
  for (const { rule } of left) of(rule).skipped++;
  return [...counts.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** The mended document with its record of what was done: offers that were accepted, characters that were corrected. */
function recorded({ document, source }: Subject, fixed: GalleyDocument, rules: readonly RuleCounts[]): GalleyDocument {
  const accepted = { ...document.accepted };
  for (const { rule, applied } of rules) if (applied) accepted[rule] = (accepted[rule] ?? 0) + applied;
  if (!source) return { ...fixed, accepted };
  const before = new Set(correctedPlaces(document, source));
  const corrected = correctedPlaces(fixed, source).filter((place) => !before.has(place));
  if (!corrected.length) return { ...fixed, accepted };
  const mended = [...new Set([...(document.mended ?? []), ...corrected])].sort((a, b) => a - b);
  return { ...fixed, accepted, mended };
}
