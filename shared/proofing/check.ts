/**
 * Checks a document: runs the rules that are on and answers with their findings in reading order. A Checker keeps what
 * block rules found, block by block, so that after a keystroke only the changed block is looked at again.
 * Pure; runs in the window's worker, in the host's worker threads and on the command line alike.
 */
import type { Block, GalleyDocument } from "../model/document.ts";
import type { CodePointText } from "../model/offsets.ts";
import type { ProofingContext } from "./context.ts";
import { withoutDismissed } from "./dismissals.ts";
import type { Finding } from "./finding.ts";
import { Page } from "./page.ts";
import type { Rule } from "./rule.ts";
import { isNamed, ruleIsOn, withUserRules } from "./rule-choice.ts";
import { rules as allRules } from "./rules/index.ts";
import { styleOf } from "./style.ts";

export class Checker {
  readonly #context: ProofingContext;
  readonly #rules: readonly Rule[];
  /** What block rules found in a block, for the style that the page had then. */
  #kept = new WeakMap<Block, { style: string; findings: Finding[]; article: string }>();

  /** @param only ids of rules to run ("user.<id>" for one of the user's own), also of those that are off; null for all that are on */
  constructor(context: ProofingContext, only: ReadonlySet<string> | null = null, rules: readonly Rule[] = allRules) {
    this.#context = withUserRules(context, only);
    this.#rules = rules.filter((rule) => (only ? isNamed(rule, only) : ruleIsOn(rule, context)));
  }

  /** @param source the decoded source, null when it is not at hand (rules then know less) */
  check(document: GalleyDocument, source: CodePointText | null): Finding[] {
    const page = new Page(document, source);
    const style = styleOf(page);
    const styleKey = JSON.stringify(style);
    const findings: Finding[] = [];
    for (const rule of this.#rules) if (rule.scope === "page") findings.push(...rule.check(page, this.#context));
    for (const block of page.blocks) {
      let kept = this.#kept.get(block.block);
      if (kept?.style !== styleKey || kept.article !== block.article) {
        const own = this.#rules.flatMap((rule) =>
          rule.scope === "block" ? rule.check(block, page, this.#context) : [],
        );
        kept = { style: styleKey, findings: own, article: block.article };
        this.#kept.set(block.block, kept);
      }
      findings.push(...kept.findings);
    }
    return withoutDismissed(inReadingOrder(findings, page), page);
  }
}

function inReadingOrder(findings: readonly Finding[], page: Page): Finding[] {
  const place = (finding: Finding) => page.block(finding.block)?.index ?? 0;
  return findings.toSorted(
    (a, b) => place(a) - place(b) || a.start - b.start || b.end - a.end || compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
