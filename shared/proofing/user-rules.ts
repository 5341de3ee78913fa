/**
 * The user's own rules: what they find in a text, and whether an expression may be used at all. Expressions of JavaScript
 * can't be interrupted, so those that could run for ages are refused, and long texts are looked at in parts.
 * Must not know: pages, findings.
 */
import type { Label, UserRule } from "../model/settings.ts";

export interface UserMatch {
  /** UTF-16 units, end exclusive; never empty. */
  start: number;
  end: number;
  /** What the rule writes in its place. */
  text: string;
}

/** Why the rule can't be used, in a sentence; null when it can. For saving, importing and before running. */
export function userRuleProblem(rule: Pick<UserRule, "find" | "regex">): Label | null {
  if (!rule.regex) return null;
  try {
    new RegExp(rule.find, "gu");
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, "");
    return { zh: `正则表达式有误：${reason}`, en: `The expression is not valid: ${reason}` };
  }
  const { nested, open } = costOf(rule.find);
  if (nested)
    return {
      zh: "重复里面又有重复或选择，在某些文字上会永远算不完；请改用字符组，如 [\\d、]+。",
      en: "A repetition holds another repetition or a choice, which can take for ever on some texts; use a set such as [\\d、]+ instead.",
    };
  if (open > MOST_OPEN)
    return {
      zh: `不限内容的重复（如 .*）最多 ${MOST_OPEN} 个，否则太慢。`,
      en: `More than ${MOST_OPEN} repetitions of anything at all (such as .*) are too slow.`,
    };
  return null;
}

/** Where the rule finds something to change; nothing for an expression that has a problem. */
export function userMatches(rule: UserRule, text: string): UserMatch[] {
  const found = rule.regex ? expressionMatches(rule, text) : literalMatches(rule, text);
  // What already reads as the rule would have it is left: 妇联 → 市妇联 must not find 市妇联.
  return found.filter((match) => !isDone(match, text));
}

function literalMatches({ find, replace }: UserRule, text: string): UserMatch[] {
  const matches: UserMatch[] = [];
  for (let at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length))
    matches.push({ start: at, end: at + find.length, text: replace });
  return matches;
}

interface Expression {
  regex: RegExp;
  /** Longest part of a text that it is run on at once. */
  reach: number;
}
const compiled = new Map<string, Expression | null>();

function expressionMatches({ find, replace }: UserRule, text: string): UserMatch[] {
  const expression = compile(find);
  if (!expression) return [];
  const matches: UserMatch[] = [];
  const started = Date.now();
  for (const [start, end] of partsOf(text, expression.reach)) {
    for (const match of text.slice(start, end).matchAll(expression.regex)) {
      if (match[0] === "") continue;
      const at = start + match.index;
      matches.push({ start: at, end: at + match[0].length, text: expand(replace, match) });
    }
    if (Date.now() - started > BUDGET) break;
  }
  return matches;
}

function compile(find: string): Expression | null {
  let expression = compiled.get(find);
  if (expression === undefined) {
    const { clashes } = costOf(find);
    expression = userRuleProblem({ find, regex: true })
      ? null
      : { regex: new RegExp(find, "gu"), reach: REACH[Math.min(clashes, REACH.length - 1)] as number };
    if (compiled.size > 200) compiled.clear();
    compiled.set(find, expression);
  }
  return expression;
}

/** More repetitions of anything at all than this are refused. */
const MOST_OPEN = 3;
/** By number of repetitions that can get in each other's way: each makes the worst case longer by a power. */
const REACH = [20_000, 4000, 300, 100, 60, 40];
/** Milliseconds that an expression may take in one text; it then goes no further. */
const BUDGET = 300;

/** Ranges of the text no longer than `reach`, cut where a sentence ends if there is such a place. */
function partsOf(text: string, reach: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + reach);
    if (end < text.length) {
      const stop = Math.max(...["。", "！", "？", "\n"].map((mark) => text.lastIndexOf(mark, end - 1)));
      if (stop > start) end = stop + 1;
    }
    parts.push([start, end]);
    start = end;
  }
  return parts;
}

/** The replacement with $1 … $99, $<name>, $& and $$ filled in, as `String.replace` does. */
function expand(replace: string, match: RegExpMatchArray): string {
  return replace.replace(/\$(?:(\$)|(&)|(\d{1,2})|<([^>]*)>)/g, (whole, dollar, all, number, name) => {
    if (dollar) return "$";
    if (all) return match[0];
    if (name !== undefined) return match.groups?.[name] ?? "";
    return Number(number) > 0 && Number(number) < match.length ? (match[Number(number)] ?? "") : whole;
  });
}

/** Whether the text around the match already is what the rule would make of it. */
function isDone(match: UserMatch, text: string): boolean {
  const found = text.slice(match.start, match.end);
  for (let at = match.text.indexOf(found); at >= 0; at = match.text.indexOf(found, at + 1)) {
    const start = match.start - at;
    if (start >= 0 && text.startsWith(match.text, start)) return true;
  }
  return false;
}

/**
 * What an expression may cost. `nested`: a group that repeats a varying number of times holds a repetition or a choice:
 * time may grow exponentially. `open`: repetitions without limit of what matches nearly anything. `clashes`: these,
 * and repetitions of one and the same thing: time may grow by that power.
 */
function costOf(pattern: string): { nested: boolean; open: number; clashes: number } {
  const groups: { varies: boolean }[] = [];
  let nested = false;
  let open = 0;
  const narrow = new Map<string, number>();
  let current = { varies: false };
  for (const { 0: token, groups: part } of pattern.matchAll(TOKEN)) {
    const varying = /^(?:[*+]|\{\d+,\d*\})$/.test(part?.times ?? "");
    if (token.startsWith("(")) {
      groups.push(current);
      current = { varies: false };
      continue;
    }
    if (token === "|") {
      current.varies = true;
      continue;
    }
    const isGroup = token.startsWith(")");
    const inner = current;
    if (isGroup) current = groups.pop() ?? { varies: false };
    if (isGroup && varying && inner.varies) nested = true;
    if (isGroup && inner.varies) current.varies = true;
    if (part?.times && part.times !== "{1}" && !/^\{\d+\}$/.test(part.times)) current.varies = true;
    if (!varying) continue;
    const atom = part?.atom ?? "";
    if (isGroup || /^(?:\.|\[\^|\\[DSWPp1-9k])/.test(atom)) open++;
    else narrow.set(atom, (narrow.get(atom) ?? 0) + 1);
  }
  return { nested, open, clashes: open + Math.max(0, ...narrow.values()) };
}

const TOKEN =
  /\((?:\?(?:[:=!]|<[=!]|<[^>]+>))?|\||(?<atom>\)|\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\k<[^>]*>|\\.|[^()[\]|*+?{}])(?<times>[*+?]|\{\d+(?:,\d*)?\})?\??/gsu;
