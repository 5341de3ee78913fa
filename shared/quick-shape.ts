/**
 * A quick yes to whether a value is of a schema's shape, worked out from the schema itself. Zod copies all that it looks
 * at and gathers what is wrong with it; a long page has a hundred thousand fields, and nearly always nothing is wrong.
 * A no means nothing yet: what is not understood here is answered so as well, and zod has the last word and the words.
 * Must not know: what is checked.
 */
import type { z } from "zod";

type Yes = (value: unknown) => boolean;
type Definition = z.core.$ZodTypeDef & Record<string, unknown>;

const no: Yes = () => false;
const known = new WeakMap<z.core.$ZodType, Yes>();

/** As the schema's own `safeParse`; the data of what is plainly right is the value itself. */
export function quickParse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> {
  if (isPlainly(schema, value)) return { success: true, data: value as z.output<Schema> };
  return schema.safeParse(value);
}

/** Whether zod would say yes for sure. */
export function isPlainly(schema: z.core.$ZodType, value: unknown): boolean {
  return yesOf(schema)(value);
}

function yesOf(schema: z.core.$ZodType): Yes {
  const made = known.get(schema);
  if (made) return made;
  // Of a schema that holds itself nothing is said.
  known.set(schema, no);
  const yes = makeYes(schema._zod.def as Definition);
  known.set(schema, yes);
  return yes;
}

function makeYes(definition: Definition): Yes {
  const make = makers[definition.type];
  return make && !definition.coerce ? make(definition) : no;
}

const makers: Record<string, (definition: Definition) => Yes> = {
  string: stringYes,
  number: numberYes,
  boolean: withoutChecks(() => (value) => typeof value === "boolean"),
  literal: withoutChecks(({ values }) => {
    const allowed = new Set(values as unknown[]);
    return (value) => allowed.has(value);
  }),
  enum: withoutChecks(({ entries }) => {
    const allowed = new Set<unknown>(Object.values(entries as object));
    return (value) => allowed.has(value);
  }),
  nullable: withoutChecks(({ innerType }) => {
    const inner = yesOf(innerType as z.core.$ZodType);
    return (value) => value === null || inner(value);
  }),
  optional: withoutChecks(({ innerType }) => {
    const inner = yesOf(innerType as z.core.$ZodType);
    return (value) => value === undefined || inner(value);
  }),
  union: withoutChecks(({ options }) => {
    const inner = (options as z.core.$ZodType[]).map(yesOf);
    return (value) => inner.some((yes) => yes(value));
  }),
  array: arrayYes,
  tuple: withoutChecks(({ items, rest }) => {
    const inner = (items as z.core.$ZodType[]).map(yesOf);
    if (rest) return no;
    return (value) => Array.isArray(value) && value.length === inner.length && inner.every((yes, at) => yes(value[at]));
  }),
  object: withoutChecks(objectYes),
  record: withoutChecks(({ keyType, valueType }) => {
    // A record whose keys are all known asks for each of them.
    if ((keyType as z.core.$ZodType)._zod.def.type !== "string") return no;
    const key = yesOf(keyType as z.core.$ZodType);
    const inner = yesOf(valueType as z.core.$ZodType);
    return (value) => isPlainObject(value) && Object.entries(value).every(([name, item]) => key(name) && inner(item));
  }),
};

/** For types whose checks are not understood: without any. */
function withoutChecks(make: (definition: Definition) => Yes): (definition: Definition) => Yes {
  return (definition) => ((definition.checks as unknown[] | undefined)?.length ? no : make(definition));
}

/** What the checks of a type ask, in these ways; null when one asks something else. */
function checksOf(
  definition: Definition,
  ask: (check: Record<string, unknown>) => ((value: never) => boolean) | null,
): ((value: never) => boolean)[] | null {
  const asked = ((definition.checks ?? []) as z.core.$ZodCheck[]).map((check) =>
    ask(check._zod.def as unknown as Record<string, unknown>),
  );
  return asked.includes(null) ? null : (asked as ((value: never) => boolean)[]);
}

function stringYes(definition: Definition): Yes {
  const checks = checksOf(definition, ({ check, minimum, maximum, format, pattern }) => {
    if (check === "min_length") return (text: string) => text.length >= Number(minimum);
    if (check === "max_length") return (text: string) => text.length <= Number(maximum);
    if (check !== "string_format" || format !== "regex" || !(pattern instanceof RegExp)) return null;
    return pattern.global || pattern.sticky ? null : (text: string) => pattern.test(text);
  }) as ((text: string) => boolean)[] | null;
  // A string type of its own, such as an address, says so in its definition.
  if (!checks || definition.format) return no;
  return (value) => typeof value === "string" && checks.every((check) => check(value));
}

function numberYes(definition: Definition): Yes {
  const checks = checksOf(definition, ({ check, value, inclusive }) => {
    const limit = Number(value);
    if (check === "greater_than") return (number: number) => (inclusive ? number >= limit : number > limit);
    if (check === "less_than") return (number: number) => (inclusive ? number <= limit : number < limit);
    return null;
  }) as ((number: number) => boolean)[] | null;
  const { format } = definition;
  if (!checks || (format && format !== "safeint")) return no;
  const isNumber = format ? Number.isSafeInteger : Number.isFinite;
  return (value) => isNumber(value) && checks.every((check) => check(value as number));
}

function arrayYes(definition: Definition): Yes {
  const checks = checksOf(definition, ({ check, minimum, maximum }) => {
    if (check === "min_length") return (list: unknown[]) => list.length >= Number(minimum);
    return check === "max_length" ? (list: unknown[]) => list.length <= Number(maximum) : null;
  }) as ((list: unknown[]) => boolean)[] | null;
  if (!checks) return no;
  const inner = yesOf(definition.element as z.core.$ZodType);
  return (value) => {
    if (!Array.isArray(value)) return false;
    // By index: a hole is an item without a value.
    for (let at = 0; at < value.length; at++) if (!inner(value[at])) return false;
    return checks.every((check) => check(value));
  };
}

function objectYes({ shape, catchall }: Definition): Yes {
  const fields = Object.entries(shape as Record<string, z.core.$ZodType>).map(
    ([key, type]) => [key, yesOf(type)] as const,
  );
  const keys = new Set(fields.map(([key]) => key));
  const others = (catchall as z.core.$ZodType | undefined)?._zod.def.type;
  if (others !== undefined && others !== "unknown" && others !== "never") return no;
  return (value) => {
    if (!isPlainObject(value)) return false;
    for (const [key, yes] of fields) if (!yes(value[key])) return false;
    if (others === "unknown") return true;
    // Refused, or left out of zod's copy: either way it is zod's to say.
    for (const key in value) if (!keys.has(key)) return false;
    return true;
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
