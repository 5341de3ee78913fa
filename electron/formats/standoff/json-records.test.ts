import fc from "fast-check";
import { expect, test } from "vitest";
import { headBytes } from "../format.ts";
import { jsonHead } from "./json-head.ts";
import { type JsonRecord, jsonRecords } from "./json-records.ts";

/** A file that comes in chunks of a size. */
function fileOf(text: string, size = 7) {
  const all = new Uint8Array(Buffer.from(text));
  return {
    name: "a.json",
    head: all.subarray(0, headBytes),
    bytes: async () => all,
    async *stream() {
      for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
    },
  };
}

async function recordsOf(text: string, size?: number): Promise<JsonRecord[]> {
  const records: JsonRecord[] = [];
  for await (const record of jsonRecords(fileOf(text, size))) records.push(record);
  return records;
}
const valuesOf = (records: JsonRecord[]) =>
  records.map((record) => ("value" in record ? record.value : record.error.message));

const record = fc
  .dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 2, stringUnit: "grapheme" }))
  .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)));

test("records come back from an array, from lines and alone, however the file is cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 40 }),
      async (records, size) => {
        const same = JSON.parse(JSON.stringify(records));
        expect(valuesOf(await recordsOf(JSON.stringify(records), size))).toEqual(same);
        expect(valuesOf(await recordsOf(JSON.stringify(records, null, 2), size))).toEqual(same);
        const lines = records.map((each) => JSON.stringify(each));
        for (const end of ["\n", "\r\n"]) expect(valuesOf(await recordsOf(lines.join(end), size))).toEqual(same);
        if (records.length === 1)
          expect(valuesOf(await recordsOf(JSON.stringify(records[0], null, 2), size))).toEqual(same);
      },
    ),
    { numRuns: 100 },
  );
});

test("a record that is no JSON is told by its place, and the others are read", async () => {
  expect(valuesOf(await recordsOf('{"a":1}\n{"b":}\n\n{"c":3}\n'))).toEqual([
    { a: 1 },
    expect.stringMatching(/^a\.json, line 2: not valid JSON/),
    { c: 3 },
  ]);
  expect(valuesOf(await recordsOf('[{"a":1}, {"b":}, {"c":"],["}]'))).toEqual([
    { a: 1 },
    expect.stringMatching(/^a\.json, record 2: not valid JSON/),
    { c: "],[" },
  ]);
});

test("an array that ends too early gives what is whole before it says so", async () => {
  const records: unknown[] = [];
  const reading = (async () => {
    for await (const each of jsonRecords(fileOf('[{"a":1},{"b":'))) records.push(each);
  })();
  await expect(reading).rejects.toThrow(/a\.json, record 2: the file ends inside it/);
  expect(records).toMatchObject([{ value: { a: 1 } }]);
});

test.for(["[]", " [ ] \n"])("%j has no records", async (text) => {
  expect(await recordsOf(text)).toEqual([]);
});

test("bytes that are no UTF-8 are told by their record", async () => {
  const bytes = Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xd6, 0xd0]), Buffer.from('"},{"b":2}]')]);
  const file = {
    name: "a.json",
    head: bytes,
    bytes: async () => bytes,
    async *stream() {
      yield bytes;
    },
  };
  const records: JsonRecord[] = [];
  for await (const each of jsonRecords(file)) records.push(each);
  expect(records).toMatchObject([{ place: "a.json, record 1", error: { code: "bad-encoding" } }, { value: { b: 2 } }]);
});

test("deep nesting is refused, not followed", async () => {
  const deep = `[${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}]`;
  expect(valuesOf(await recordsOf(deep, 1 << 16))[0]).toMatch(/nest more than/);
  expect(jsonHead(Buffer.from(deep))).toMatchObject({ array: true, cut: true });
});

test("the head of a file shows its first record as far as it goes", () => {
  const head = (text: string) => jsonHead(Buffer.from(text));
  expect(head('[{"a":[1,{"b":"')).toEqual({ array: true, cut: true, record: { a: [1, { b: "" }] } });
  expect(head('{"a":true,"b":null,"c":-1.5e3}\n{"d"')).toEqual({
    array: false,
    cut: false,
    record: { a: true, b: null, c: -1500 },
  });
  expect(head('{"__proto__":{"x":1}}')?.record).not.toHaveProperty("x");
  for (const none of ["", "[", "[1]", '"a"', "{}", "標題", "{標題"]) expect(head(none)).toBeNull();
});

test("any bytes have a head or none, and none of them throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\ 1tan標') }), (text) => {
      jsonHead(Buffer.from(text));
    }),
    { numRuns: 500 },
  );
});
