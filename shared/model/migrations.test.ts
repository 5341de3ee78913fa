import { expect, test } from "vitest";
import { documentVersion } from "./document.ts";
import { documentVersions, type Migration, migrate, migrations } from "./migrations.ts";

/** One entry for every migration, by name: a document before it and the same after it. */
const cases: Record<string, { before: Record<string, unknown>; after: Record<string, unknown> }> = {};

/** Names of migrations without a test. */
const untested = (steps: readonly Migration[], tested: Record<string, unknown>) =>
  steps.map((step) => step.name).filter((name) => !Object.hasOwn(tested, name));

test("every migration has a test", () => {
  expect(untested(migrations, cases)).toEqual([]);
});

test("the check of migrations bites: a step without a test is found", () => {
  const step: Migration = { to: 2, name: "AddNothing", migrate: (json) => json };
  expect(untested([step], {})).toEqual(["AddNothing"]);
  expect(untested([step], { AddNothing: true })).toEqual([]);
});

test("every migration gives what its test says", () => {
  for (const step of migrations) expect(step.migrate(cases[step.name]?.before ?? {})).toEqual(cases[step.name]?.after);
});

test("versions ascend, and the newest is the one that documents are written in", () => {
  const versions = Object.values(documentVersions);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(versions.at(-1)).toBe(documentVersion);
  expect(migrations.map((step) => step.to)).toEqual(versions.slice(1));
});

test("steps run in order, from the file's version on, and keep unknown keys", () => {
  const steps: Migration[] = [2, 3].map((to) => ({
    to,
    name: `to${to}`,
    migrate: (json) => ({ ...json, log: [...(json.log as number[]), to] }),
  }));
  expect(migrate({ version: 1, log: [], other: 1 }, steps)).toEqual({ version: 3, log: [2, 3], other: 1 });
  expect(migrate({ version: 2, log: [] }, steps)).toEqual({ version: 3, log: [3] });
});
