/** What the runners' JSON reports say, brought to one shape. Knows nothing of how the runners are started. */
import { relative } from "node:path";

export interface Counts {
  passed: number;
  skipped: number;
  /** Each failed test as file and name; a file that fails as a whole by its name alone. */
  failures: string[];
}

interface VitestReport {
  numPassedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** @param root folder that the files are named from */
export function vitestCounts(report: VitestReport, root: string): Counts {
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [file];
    return failed.map((test) => `${file}, ${test.fullName}`);
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests, failures };
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; file: string; line: number; ok: boolean }[];
}
interface PlaywrightReport {
  stats: { expected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
}

/** A test that passed when tried again counts as passed: the list of the run shows it as flaky. */
export function playwrightCounts(report: PlaywrightReport): Counts {
  const specsOf = (suite: PlaywrightSuite): PlaywrightSuite["specs"] => [
    ...suite.specs,
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  const failed = report.suites.flatMap(specsOf).filter((spec) => !spec.ok);
  const { expected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    skipped,
    failures: [
      ...failed.map((spec) => `${spec.file}:${spec.line}, ${spec.title}`),
      ...report.errors.map((error) => error.message ?? "an error without words"),
    ],
  };
}
