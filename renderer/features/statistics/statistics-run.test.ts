import { expect, test } from "vitest";
import type { Statistics } from "../../../shared/api.ts";
import { noCorrections } from "../../../shared/corrections/measure.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { fakeHost, settled } from "../../app/test/fake-host.ts";
import { StatisticsRun } from "./statistics-run.ts";

const numbers = (documents: number): Statistics => ({
  documents,
  byStatus: { new: documents, proofreading: 0, tagging: 0, review: 0, done: 0 },
  measured: documents,
  characters: 0,
  articles: 0,
  blocks: 0,
  entities: 0,
  entitiesByType: {},
  relationsByType: {},
  rates: { raw: 0, noSpace: 0, noWidth: 0, han: 0 },
  changed: 0,
  corrections: noCorrections(),
  frequent: [],
  records: {},
});

function setUp() {
  let jobs = 0;
  const host = fakeHost({
    gatherStatistics: () => ({ job: `job-${++jobs}` }),
    readStatistics: ({ job }) => numbers(Number(job.slice(4))),
    cancelJob: () => ({}),
  });
  return { ...host, run: new StatisticsRun(host.api) };
}

test("measuring shows how far it is, and then the numbers with what could not be read", async () => {
  const { run, emit, end } = setUp();
  const measured = run.measure();
  await settled();
  emit("jobProgress", { job: "job-1", done: 2, total: 9 });
  expect(run.getState()).toEqual({ name: "measuring", done: 2, total: 9 });
  const failures = [{ document: "d", error: new GalleyError("document-damaged", "…").toShape() }];
  end("job-1", { failures });
  await measured;
  expect(run.getState()).toEqual({ name: "measured", statistics: numbers(1), failures });
});

test("measuring that is stopped says so, and one that failed says why", async () => {
  const { run, end, called } = setUp();
  const first = run.measure();
  await settled();
  run.stop();
  expect(called("cancelJob")).toEqual([{ job: "job-1" }]);
  end("job-1", { status: "cancelled" });
  await first;
  expect(run.getState()).toEqual({ name: "stopped" });
  const second = run.measure();
  await settled();
  const error = new GalleyError("corpus-gone", "…").toShape();
  end("job-2", { status: "failed", error });
  await second;
  expect(run.getState()).toEqual({ name: "failed", error });
});

test("leaving stops the job, and what was asked before never takes the place of what was asked last", async () => {
  const { run, end, called } = setUp();
  const first = run.measure();
  await settled();
  run.leave();
  expect(called("cancelJob")).toEqual([{ job: "job-1" }]);
  const second = run.measure();
  await settled();
  end("job-2", {});
  await second;
  end("job-1", {});
  await first;
  expect(run.getState()).toMatchObject({ name: "measured", statistics: { documents: 2 } });
  run.leave();
  expect(called("cancelJob")).toHaveLength(1);
});
