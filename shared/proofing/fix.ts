/**
 * Mends a document: looks for findings, carries out their fixes, and looks again until nothing is left to do, stage by
 * stage. The same for "mend all safe" in the window, for a card of the repair plan, and for `galley fix`.
 * Pure and deterministic: the same document and context give the same result.
 */
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import type { CodePointText } from "../model/offsets.ts";
import { applyFixes, type Place } from "./apply-edits.ts";
import { Checker } from "./check.ts";
import type { ProofingContext } from "./context.ts";
import type { Edit } from "./edits.ts";
import { type Finding, findingKey } from "./finding.ts";
import { type Rule, type Stage, stages } from "./rule.ts";
import { ruleOf } from "./rule-choice.ts";
import { rules as allRules } from "./rules/index.ts";

/** Fixes that are carried out: the safe ones of all rules that are on, all of these rules', or all of the named rules'. */
export type FixChoice = "safe" | "all" | ReadonlySet<string>;

/** One finding whose fix was carried out, as it stood just before. */
export interface Change {
  finding: Finding;
  /** The round that it was carried out in; findings of a round mean the document before that round. */
  round: number;
}

export interface Fixed {
  document: GalleyDocument;
  changes: Change[];
  /** Findings of the chosen rules that are left and could not, or may not, be carried out. */
  left: Finding[];
  /** Where a place of the given document is now; null when its block was removed. */
  locate(place: Place): Place | null;
}

export interface FixOptions {
  /** Says no to single fixes: those that the user unticked in a preview. `document`: as it is before this round. */
  declined?: (finding: Finding, document: GalleyDocument) => boolean;
  /** The catalogue; by default Galley's. */
  rules?: readonly Rule[];
}

/** More rounds than any page needs; a rule that would never end is cut off here. */
const MAX_ROUNDS = 40;

/** @param source the decoded source, null when it is not at hand */
export function fix(
  document: GalleyDocument,
  source: CodePointText | null,
  context: ProofingContext,
  choice: FixChoice,
  options: FixOptions = {},
): Fixed {
  const { declined = () => false, rules = allRules } = options;
  const checker = new Checker(context, typeof choice === "string" ? null : choice, rules);
  const stageById = new Map<string, Stage>(rules.map(({ id, stage }) => [id, stage]));
  const stageOf = (finding: Finding) => stageById.get(ruleOf(finding.rule));
  const steps: ((place: Place) => Place | null)[] = [];
  const changes: Change[] = [];
  const done = new Set<string>();
  let current = document;
  let left = checker.check(current, source);

  /** Texts of blocks, numbered as they come. */
  const states = new Map<string, number>();
  /** Which finding, and in what text: after other fixes the same place may hold the next one of its kind. */
  const nameOf = (finding: Finding, texts: ReadonlyMap<string, string>) => {
    const text = texts.get(finding.block) ?? "";
    if (!states.has(text)) states.set(text, states.size);
    return `${findingKey(finding)} ${states.get(text)}`;
  };

  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const texts = new Map(blocksOf(current).map(({ id, text }) => [id, text]));
    const wanted = left.filter((finding) => {
      const chosen = finding.fix && (choice !== "safe" || finding.safe);
      // The same fix at the same place twice would go round in circles.
      return chosen && !declined(finding, current) && !done.has(nameOf(finding, texts));
    });
    const stage = stages.find((name) => wanted.some((finding) => stageOf(finding) === name));
    if (!stage) break;
    const now = wanted.filter((finding) => stageOf(finding) === stage).sort((a, b) => b.score - a.score);
    const result = applyFixes(
      current,
      now.map((finding) => finding.fix as Edit[]),
    );
    for (const [index, finding] of now.entries()) {
      if (result.applied[index]) changes.push({ finding, round });
      // What nothing stands in the way of any more is tried again in the next round; what is unsound is not.
      if (result.applied[index] || !result.applied.some(Boolean)) done.add(nameOf(finding, texts));
    }
    steps.push(result.locate);
    current = result.document;
    left = checker.check(current, source);
  }
  return {
    document: current,
    changes,
    left,
    locate: (place) => steps.reduce<Place | null>((at, step) => at && step(at), place),
  };
}
