import { expect, it } from "vitest";
import { playwrightCounts, vitestCounts } from "./reports.ts";

it("names each failed unit test, and a file that could not even be read", () => {
  const counts = vitestCounts(
    {
      numPassedTests: 2,
      numPendingTests: 1,
      testResults: [
        {
          name: "/at/shared/a.test.ts",
          status: "failed",
          assertionResults: [
            { status: "passed", fullName: "offsets convert" },
            { status: "failed", fullName: "offsets count 𠮷 once" },
          ],
        },
        { name: "/at/shared/b.test.ts", status: "failed", assertionResults: [] },
        { name: "/at/shared/c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "c" }] },
      ],
    },
    "/at",
  );
  expect(counts).toEqual({
    passed: 2,
    skipped: 1,
    failures: ["shared/a.test.ts, offsets count 𠮷 once", "shared/b.test.ts"],
  });
});

it("names each failed browser test and each error outside of them; what passed when tried again has passed", () => {
  const counts = playwrightCounts({
    stats: { expected: 3, flaky: 1, skipped: 0 },
    suites: [
      {
        title: "search.spec.ts",
        specs: [{ title: "finds", file: "search.spec.ts", line: 4, ok: true }],
        suites: [{ title: "group", specs: [{ title: "sorts", file: "search.spec.ts", line: 9, ok: false }] }],
      },
    ],
    errors: [{ message: "port 5311 is taken" }],
  });
  expect(counts).toEqual({
    passed: 4,
    skipped: 0,
    failures: ["search.spec.ts:9, sorts", "port 5311 is taken"],
  });
});
