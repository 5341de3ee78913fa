import { expect, test } from "vitest";
import type { PlannedChange } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { fakeHost, settled } from "../../app/test/fake-host.ts";
import { everything } from "./choice.ts";
import { PlanRun } from "./plan-run.ts";

const changes = Array.from(
  { length: 2500 },
  (_, index): PlannedChange => ({
    id: String(index),
    document: `document-${index % 7}`,
    title: "",
    rule: index % 2 ? "space.han" : "layout.unwrap",
    safe: true,
    role: "paragraph",
    message: { zh: "", en: "" },
    before: "",
    after: "",
  }),
);
const none = { rules: [], documents: [], changes: [] };

function setUp() {
  const host = fakeHost({
    readPlan: ({ offset, limit }) => ({
      total: changes.length,
      documents: 7,
      byRule: [],
      besides: false,
      rows: changes.slice(offset, offset + limit),
    }),
    carryOutPlan: () => ({ job: "carrying" }),
  });
  return { ...host, run: new PlanRun(host.api) };
}

test("a plan is made, counted, carried out, and told about", async () => {
  const { run, emit, end, called } = setUp();
  const made = run.make(async () => ({ job: "plan" }));
  await settled();
  emit("jobProgress", { job: "plan", done: 3, total: 10 });
  expect(run.getState()).toEqual({ name: "planning", done: 3, total: 10 });
  end("plan", { failures: [{ document: "d", error: new GalleyError("document-damaged", "…").toShape() }] });
  await made;
  const state = run.getState();
  if (state.name !== "ready") throw new Error(state.name);
  expect(state.plan).toMatchObject({ id: "plan", total: 2500, documents: 7, failures: [{ document: "d" }] });
  expect(state.plan.counts).toBeNull();
  await run.count();
  const counted = run.getState();
  expect(counted.name === "ready" && counted.plan.counts?.chosen(everything)).toEqual({ changes: 2500, documents: 7 });
  expect(await run.rows(null, 20, 2)).toEqual(changes.slice(20, 22));
  const carried = run.carryOut(none);
  await settled();
  end("carrying", { changed: 7 });
  await carried;
  expect(run.getState()).toMatchObject({ name: "done", end: { changed: 7 } });
  expect(called("carryOutPlan")).toEqual([{ plan: "plan", without: none }]);
  run.discard();
  expect(called("discardPlan")).toEqual([]);
});

test("a new plan takes the place of the one in the making, which is cancelled and thrown away", async () => {
  const { run, end, called } = setUp();
  const first = run.make(async () => ({ job: "first" }));
  await settled();
  const second = run.make(async () => ({ job: "second" }));
  await settled();
  expect(called("cancelJob")).toEqual([{ job: "first" }]);
  end("first");
  end("second");
  await Promise.all([first, second]);
  expect(run.getState()).toMatchObject({ name: "ready", plan: { id: "second" } });
  expect(called("discardPlan")).toEqual([{ plan: "first" }]);
});

test("leaving throws the plan away", async () => {
  const { run, end, called } = setUp();
  const made = run.make(async () => ({ job: "plan" }));
  await settled();
  end("plan");
  await made;
  run.discard();
  expect([run.getState(), called("discardPlan")]).toEqual([{ name: "idle" }, [{ plan: "plan" }]]);
});

test("a plan that was cancelled leaves nothing; one that failed says why", async () => {
  const { run, end } = setUp();
  const cancelled = run.make(async () => ({ job: "a" }));
  await settled();
  end("a", { status: "cancelled" });
  await cancelled;
  expect(run.getState()).toEqual({ name: "idle" });
  const error = new GalleyError("corpus-gone", "There is no folder.").toShape();
  const failed = run.make(async () => ({ job: "b" }));
  await settled();
  end("b", { status: "failed", error });
  await failed;
  expect(run.getState()).toEqual({ name: "failed", error });
  const refused = new GalleyError("usage", "The expression is wrong.");
  await run.make(() => Promise.reject(refused));
  expect(run.getState()).toEqual({ name: "failed", error: refused });
});
