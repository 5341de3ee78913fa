/**
 * Finding a text, or what a regular expression describes, and saying what it is to be replaced by. Matches don't
 * overlap, go from left to right, and are never empty: an expression that also matches nothing (x*) finds only what it
 * matches of something. Literal texts are compared exactly, by code point. UTF-16 units, as JavaScript counts.
 * Must not know: blocks, corpora.
 */

import type { SearchQuery } from "../api.ts";
import { GalleyError } from "../errors.ts";

/** @param replacement what the matched text becomes */
export type Visit = (start: number, end: number, replacement: string) => void;

export interface Matcher {
  /** Calls `visit` for every match. */
  each(text: string, visit: Visit): void;
  /** Whether what matches in a text also matches wherever that text is part of a longer one: no context is looked at. */
  readonly literal: boolean;
}

/**
 * @param replacement in an expression's $1, $<name> and $& are filled in, and $$ is a dollar; else taken as it is
 * @throws GalleyError bad-pattern
 */
export function matcherOf({ text, regex }: Pick<SearchQuery, "text" | "regex">, replacement = ""): Matcher {
  return regex ? expressionMatcher(text, replacement) : literalMatcher(text, replacement);
}

function literalMatcher(wanted: string, replacement: string): Matcher {
  // Half a character beyond U+FFFF is no text, and would be found inside whole ones.
  const sound = wanted !== "" && wanted.isWellFormed();
  return {
    literal: true,
    each(text, visit) {
      if (!sound) return;
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
        visit(at, at + wanted.length, replacement);
    },
  };
}

function expressionMatcher(source: string, replacement: string): Matcher {
  const expression = compile(source);
  const expand = expander(replacement, groupsOf(source));
  return {
    literal: false,
    each(text, visit) {
      for (const match of text.matchAll(expression))
        if (match[0]) visit(match.index, match.index + match[0].length, expand(match));
    },
  };
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, "gu");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^Invalid regular expression: /, "") : String(cause);
    throw new GalleyError("bad-pattern", `Not a regular expression: ${reason}.`, { reason }, { cause });
  }
}

interface Groups {
  count: number;
  names: ReadonlySet<string>;
}

/** The groups of an expression that is known to be one. */
function groupsOf(source: string): Groups {
  // With an empty alternative it matches the empty text, and its groups can be looked at.
  const match = new RegExp(`${source}|`, "u").exec("");
  return { count: (match?.length ?? 1) - 1, names: new Set(Object.keys(match?.groups ?? {})) };
}

/** Fills a replacement in. What names no group is taken as it is, as in JavaScript's own `replace`. */
function expander(replacement: string, { count, names }: Groups): (match: RegExpMatchArray) => string {
  if (!replacement.includes("$")) return () => replacement;
  return (match) =>
    replacement.replace(/\$(?:(\$|&)|<([^>]*)>|(\d{1,2}))/g, (whole, sign, name, digits) => {
      if (sign === "$") return "$";
      if (sign === "&") return match[0] ?? "";
      if (name !== undefined) return names.has(name) ? (match.groups?.[name] ?? "") : whole;
      const isGroup = (number: string) => Number(number) >= 1 && Number(number) <= count;
      if (isGroup(digits)) return match[Number(digits)] ?? "";
      // $12 where there is no twelfth group: the first, and a 2.
      return isGroup(digits[0]) ? `${match[Number(digits[0])] ?? ""}${digits.slice(1)}` : whole;
    });
}
