/**
 * What a proofing rule is: one file of `rules/`, a pure function from a page to findings.
 * Rules see a page and a context, never disk or DOM, and never each other.
 */
import type { Label } from "../model/settings.ts";
import type { ProofingContext } from "./context.ts";
import type { Edit } from "./edits.ts";
import type { Finding } from "./finding.ts";
import type { Page, PageBlock } from "./page.ts";

/** Kinds group findings in the panel and cards in the repair plan. */
export const kinds = ["layout", "role", "punctuation", "space", "character", "consistency", "user"] as const;
export type Kind = (typeof kinds)[number];

/**
 * The order of mending: fixes of an earlier stage are carried out before those of a later one are looked for, since
 * they change what the later ones see.
 */
export const stages = ["characters", "lines", "blocks", "roles", "articles", "order"] as const;
export type Stage = (typeof stages)[number];

interface RuleBase {
  /** "kind.name", in files, settings and on the command line. */
  id: string;
  kind: Kind;
  stage: Stage;
  /** What damage the rule finds, as the heading of its card. */
  title: Label;
  /** How it decides and what the fix does, for the catalogue and the settings. */
  about: Label;
  /** One damaged text and what the fix makes of it, for the catalogue; blocks are separated by "\n\n". `after` null: no fix. */
  example: { before: string; after: string | null };
  /** Whether it runs where the user has not chosen. */
  enabled: boolean;
}

/** Its findings depend on nothing but one block, the context and the page's style: they are kept until one of these changes. */
export interface BlockRule extends RuleBase {
  scope: "block";
  check(block: PageBlock, page: Page, context: ProofingContext): Finding[];
}

/** Looks at the page as a whole; runs again after every change, so it must be linear in the page. */
export interface PageRule extends RuleBase {
  scope: "page";
  check(page: Page, context: ProofingContext): Finding[];
}

export type Rule = BlockRule | PageRule;

/** A finding at characters [start, end) of a block, given in UTF-16 units (as regular expressions count). */
export function findingAt(
  rule: Pick<RuleBase, "id">,
  block: PageBlock,
  start: number,
  end: number,
  rest: Pick<Finding, "severity" | "safe" | "message" | "evidence" | "score"> & { fix: Edit[] | null },
): Finding {
  const { points } = block;
  return {
    rule: rule.id,
    article: block.article,
    block: block.id,
    start: points.toCodePoint(start),
    end: points.toCodePoint(end),
    quote: block.text.slice(start, end),
    ...rest,
  };
}

/** A finding about a whole block. */
export function findingOn(
  rule: Pick<RuleBase, "id">,
  block: PageBlock,
  rest: Pick<Finding, "severity" | "safe" | "message" | "evidence" | "score"> & { fix: Edit[] | null },
): Finding {
  return {
    rule: rule.id,
    article: block.article,
    block: block.id,
    start: 0,
    end: 0,
    quote: Array.from(block.text).slice(0, 24).join(""),
    ...rest,
  };
}

/** The edit that makes characters [start, end) of a block (UTF-16 units) `text`. */
export function replaceEdit(block: PageBlock, start: number, end: number, text: string): Edit {
  return {
    do: "replace",
    block: block.id,
    start: block.points.toCodePoint(start),
    end: block.points.toCodePoint(end),
    text,
  };
}
