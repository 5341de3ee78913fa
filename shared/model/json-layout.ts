/**
 * JSON laid out so that what belongs together is one line of a diff, whatever the order of keys in memory. Pure; must not
 * know what is in it.
 */

export type Json = Record<string, unknown>;

/** What is written of a value: the known keys in their order, then the others as they came; none without a value. */
export function ordered(value: Json, keys: readonly string[]): [string, unknown][] {
  const entries: [string, unknown][] = [];
  for (const key of keys) if (value[key] !== undefined && Object.hasOwn(value, key)) entries.push([key, value[key]]);
  for (const key of Object.keys(value))
    if (value[key] !== undefined && !keys.includes(key)) entries.push([key, value[key]]);
  return entries;
}

/**
 * Items between their brackets. Text is added to text and joined nowhere: joining would copy a long page at each level of
 * nesting, adding copies it once, when its bytes are made.
 */
export function listed(items: readonly string[], open: string, before: string, after: string): string {
  let text = "";
  for (const item of items) text += `${text ? "," : open[0]}${before}${item}`;
  return text ? text + after + open[1] : open;
}

/** JSON on one line with air: { "id": "e1", "start": 0 }. */
export function inline(value: unknown, keys: readonly string[] = []): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => inline(item)).join(", ")}]`;
  const entries = ordered(value as Json, keys).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return listed(entries, "{}", " ", " ");
}

/** A key a line. @param indent of the line that it begins in */
export function object(entries: readonly [string, string][], indent: string): string {
  const items = entries.map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
  return listed(items, "{}", `\n${indent}  `, `\n${indent}`);
}

/** An item a line. @param indent as for `object` */
export function lines(items: readonly string[], indent: string): string {
  return listed(items, "[]", `\n${indent}  `, `\n${indent}`);
}

/** JSON as everybody indents it, by two spaces. @param indent as for `object` */
export function pretty(value: unknown, indent: string, keys: readonly string[] = []): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return lines(
      value.map((item) => pretty(item, inner)),
      indent,
    );
  return object(
    ordered(value as Json, keys).map(([key, item]) => [key, pretty(item, inner)]),
    indent,
  );
}
