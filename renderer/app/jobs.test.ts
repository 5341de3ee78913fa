import { describe, expect, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import { followJob, type JobEnd } from "./jobs.ts";
import { fakeHost, settled } from "./test/fake-host.ts";

const end = (job: string): JobEnd => ({ job, status: "done", output: null, changed: 2, failures: [], error: null });

describe("a job", () => {
  test("tells its own progress and its end, and stops listening", async () => {
    const { api, emit, listeners } = fakeHost();
    const progress: number[][] = [];
    const start = Promise.withResolvers<{ job: string }>();
    const job = followJob(
      api,
      () => start.promise,
      (...at) => progress.push(at),
    );
    start.resolve({ job: "a" });
    await settled();
    emit("jobProgress", { job: "b", done: 9, total: 9 });
    emit("jobProgress", { job: "a", done: 1, total: 2 });
    emit("jobEnded", end("b"));
    emit("jobEnded", end("a"));
    expect(await job.ended).toEqual(end("a"));
    expect(progress).toEqual([[1, 2]]);
    expect(listeners.size).toBe(0);
  });

  test("that ends before the host has named it is not missed", async () => {
    const { api, emit } = fakeHost();
    const job = followJob(
      api,
      async () => {
        emit("jobEnded", end("b"));
        emit("jobEnded", end("a"));
        return { job: "a" };
      },
      () => {},
    );
    expect(await job.ended).toEqual(end("a"));
  });

  test("that can't be started says why", async () => {
    const { api, listeners } = fakeHost();
    const error = new GalleyError("no-corpus", "No corpus is open.");
    await expect(
      followJob(
        api,
        () => Promise.reject(error),
        () => {},
      ).ended,
    ).rejects.toBe(error);
    expect(listeners.size).toBe(0);
  });

  test("cancelled before the host has named it is cancelled as soon as it has", async () => {
    const { api, emit, called } = fakeHost();
    const start = Promise.withResolvers<{ job: string }>();
    const job = followJob(
      api,
      () => start.promise,
      () => {},
    );
    job.cancel();
    expect(called("cancelJob")).toEqual([]);
    start.resolve({ job: "a" });
    await settled();
    expect(called("cancelJob")).toEqual([{ job: "a" }]);
    emit("jobEnded", { ...end("a"), status: "cancelled" });
    expect(await job.ended).toMatchObject({ status: "cancelled" });
  });
});
