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

// All that JSON writes in another way than it is: quotes, backslashes, controls, and half a character.
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/** A string as JSON, the same as `JSON.stringify` makes. */
function quoted(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** JSON on one line with air: { "id": "e1", "start": 0 }. */
export function inline(value: unknown, keys: readonly string[] = []): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => inline(item)).join(", ")}]`;
  // As `ordered` has it, without a list in between: a long page has a hundred thousand such keys.
  const json = value as Json;
  let text = "";
  for (const key of keys)
    if (json[key] !== undefined && Object.hasOwn(json, key))
      text += `${text ? "," : "{"} ${quoted(key)}: ${inline(json[key])}`;
  for (const key of Object.keys(json))
    if (json[key] !== undefined && !keys.includes(key))
      text += `${text ? "," : "{"} ${quoted(key)}: ${inline(json[key])}`;
  return text ? `${text} }` : "{}";
}

/** A key a line. @param indent of the line that it begins in */
export function object(entries: readonly [string, string][], indent: string): string {
  const items = entries.map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
  return listed(items, "{}", `\n${indent}  `, `\n${indent}`);
}

/** `object` in parts, for values that are long. */
export function* objectParts<Part>(
  entries: Iterable<readonly [string, Iterable<Part | string>]>,
  indent: string,
): Generator<Part | string> {
  let before = "{";
  for (const [key, parts] of entries) {
    yield `${before}\n${indent}  ${JSON.stringify(key)}: `;
    yield* parts;
    before = ",";
  }
  yield before === "," ? `\n${indent}}` : "{}";
}

/** `lines` in parts, for items that are long. */
export function* lineParts<T, Part>(
  items: Iterable<T>,
  partsOf: (item: T) => Iterable<Part | string>,
  indent: string,
): Generator<Part | string> {
  let before = "[";
  for (const item of items) {
    yield `${before}\n${indent}  `;
    yield* partsOf(item);
    before = ",";
  }
  yield before === "," ? `\n${indent}]` : "[]";
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
