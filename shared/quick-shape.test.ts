import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { documentSchema } from "./model/document.ts";
import { isPlainly } from "./quick-shape.ts";

const page = {
  format: "galley/document",
  version: 1,
  id: "0ABC",
  status: "new",
  source: {
    name: "页.txt",
    sha256: "0".repeat(64),
    encoding: "utf-8",
    length: 9,
    importedAt: "",
    confidence: [[0, 1, 0.5]],
    original: { name: "a.zip", format: "zip", sha256: null, page: "1".repeat(64), more: 1 },
  },
  meta: { title: "", publication: "", date: "", page: "", url: "" },
  articles: [
    {
      id: "a1",
      blocks: [
        {
          id: "b1",
          role: "body",
          text: "𠮷田茂",
          pieces: [{ source: [0, 2] }, { inserted: "茂" }],
          entities: [
            { id: "e1", type: "PER", start: 0, end: 3, text: "𠮷田茂", ref: null, by: "editor", note: "" },
            {
              id: "e2",
              type: "PER",
              start: 0,
              end: 3,
              text: "𠮷田茂",
              ref: "r",
              by: "",
              note: "",
              attributes: { a: "b" },
            },
            { id: "e3", type: "PER", start: 0, end: 1, text: "𠮷", ref: "r", by: "", note: "", unseen: true },
          ],
        },
      ],
    },
  ],
  relations: [{ id: "r1", type: "same_as", from: "e1", to: "e2", by: "", note: "" }],
  dismissed: [{ rule: "r", quote: "", before: "", after: "" }],
  accepted: { rule: 2 },
  mended: [3],
  revision: 0,
  updatedAt: "",
  updatedBy: "",
  ours: { anything: [1] },
};

/** Every place in a value, as the keys that lead there. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (to === gone && !rest.length) delete copy[key];
  else copy[key] = changed(copy[key], rest, to);
  return copy;
}

const gone = Symbol("gone");

test("a sound page is known at once", () => {
  expect(documentSchema.safeParse(page).success).toBe(true);
  expect(isPlainly(documentSchema, page)).toBe(true);
});

test("of a page with anything else anywhere, zod says the same", () => {
  const places = placesOf(page);
  const others = fc.oneof(
    fc.constantFrom(gone, undefined, null, "", "x", -1, 0.5, 0, 7, Number.NaN, Number.POSITIVE_INFINITY, true, false),
    fc.constantFrom([], {}, [0, 1], ["0"], { source: [0, 1], inserted: "" }, new Date(0), new Map(), 2 ** 60),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), others, fc.string(), (place, other, key) => {
      for (const made of [changed(page, place, other), changed(page, [...place.slice(0, -1), key], other)])
        expect(isPlainly(documentSchema, made)).toBe(documentSchema.safeParse(made).success);
    }),
  );
});

test("what it does not understand, or zod would change, it does not say yes to", () => {
  const values = ["a@b.cc", "x", 3, 3.5, true, null, undefined, [], ["x"], {}, { a: "x" }, { a: "x", b: 1 }, new Map()];
  const schemas = [
    z.unknown(),
    z.email(),
    z.string().trim(),
    z.string().regex(/x/g),
    z.coerce.number(),
    z.number().multipleOf(3),
    z.string().default("x"),
    z.literal("x").refine(() => false),
    z.object({ a: z.string() }),
    z.strictObject({ a: z.string().optional() }).refine(() => false),
    z.looseObject({ a: z.string().nullish() }).catchall(z.string()),
    z.tuple([z.string()], z.number()),
    z.array(z.string()).length(1),
    z.record(z.enum(["a"]), z.string()),
    z.union([z.string().transform(Number), z.number()]),
    z.discriminatedUnion("a", [z.strictObject({ a: z.literal("x") })]),
    z.lazy(() => z.string()),
    z.bigint(),
  ];
  for (const schema of schemas)
    for (const value of values)
      if (isPlainly(schema, value)) expect(schema.safeParse(value)).toEqual({ success: true, data: value });
});
