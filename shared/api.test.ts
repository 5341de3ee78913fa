import { expect, test } from "vitest";
import { z } from "zod";
import { contract } from "./api.ts";

/** Kinds of schemas that answer with what they were given, or refuse it. */
const faithful = new Set(
  "any array boolean custom enum int lazy literal never null nullable number object optional record string tuple union unknown".split(
    " ",
  ),
);

/** The kinds of a schema and of all that it holds; a check that changes a text counts as one. */
function kindsIn(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const definition = schema._zod.def as z.core.$ZodTypeDef & Record<string, unknown>;
  const checks = (definition.checks ?? []) as z.core.$ZodCheck[];
  const parts = Object.values(definition).flatMap((part): unknown[] =>
    Array.isArray(part)
      ? part
      : part && Object.getPrototypeOf(part) === Object.prototype
        ? Object.values(part)
        : [part],
  );
  return [
    definition.type,
    ...checks.map(({ _zod }) => _zod.def.check).filter((check) => check === "overwrite"),
    ...parts.filter((part) => part instanceof z.core.$ZodType).flatMap((part) => kindsIn(part, seen)),
  ];
}

test("no schema of the contract changes what it is given: the host works with that, not with zod's copy", () => {
  for (const [name, { params, result }] of Object.entries(contract))
    for (const schema of [params, result])
      expect({ [name]: kindsIn(schema).filter((kind) => !faithful.has(kind)) }).toEqual({ [name]: [] });
});

test("a default and a text that is trimmed are such changes", () => {
  expect(kindsIn(z.strictObject({ list: z.array(z.string().default("")).optional() }))).toContain("default");
  expect(kindsIn(z.record(z.string(), z.string().trim()))).toContain("overwrite");
  expect(kindsIn(z.union([z.number(), z.string().transform(Number)]))).toContain("transform");
});
