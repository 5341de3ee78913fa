import { expect, test } from "vitest";
import { startHost } from "./testing.ts";

test("a change of the registry is told to the window, and can be taken back", async () => {
  const { call, event } = startHost();
  const { folder } = await call("listFolder", { folder: null });
  await call("createCorpus", { parent: folder, name: "c" });
  const entry = { id: "n1", name: "王建国", type: "PER", aliases: [], link: "", note: "" };
  const { undo } = await call("changeRegistry", { edits: [{ do: "add", entry }] });
  expect(await event("registryChanged")).toEqual({ changed: [entry], removed: [] });
  expect((await call("readRegistry", {})).entities).toEqual([entry]);
  await call("changeRegistry", { edits: undo });
  expect(await event("registryChanged")).toEqual({ changed: [], removed: ["n1"] });
  expect((await call("readRegistry", {})).entities).toEqual([]);
});
