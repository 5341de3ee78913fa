import { expect, test } from "vitest";
import type { EventPayload, GalleyApi } from "../../../shared/api.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import { KnownEntries } from "./known-entries.ts";

const entry = (id: string, name: string): RegistryEntry => ({ id, name, type: "PER", aliases: [], link: "", note: "" });

/** A host whose registry can be changed. */
function host(entities: RegistryEntry[]) {
  const state = { entities, reads: 0 };
  const listeners = new Set<(change: EventPayload<"registryChanged">) => void>();
  const api = {
    call: async () => {
      state.reads++;
      return { format: "galley/entities", version: 1, entities: state.entities };
    },
    on: (_: string, listener: (change: EventPayload<"registryChanged">) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Pick<GalleyApi, "call" | "on">;
  const tell = (change: EventPayload<"registryChanged">) => {
    for (const listener of listeners) listener(change);
  };
  return { api, state, tell, listeners };
}

test("the registry is read once for all, follows small changes by itself, and is read again after many", async () => {
  const { api, state, tell, listeners } = host([entry("n1", "甲"), entry("n2", "乙")]);
  const known = new KnownEntries(api);
  const heard: string[][] = [];
  const stops = [known.follow((all) => heard.push(all.map(({ name }) => name))), known.follow(() => {})];
  await known.read();
  expect({ heard, reads: state.reads }).toEqual({ heard: [["甲", "乙"]], reads: 1 });
  tell({ changed: [entry("n2", "丙"), entry("n3", "丁")], removed: ["n1"] });
  expect(heard.at(-1)).toEqual(["丙", "丁"]);
  expect(state.reads).toBe(1);
  state.entities = [];
  tell({ changed: null, removed: [] });
  expect(await known.read()).toEqual([]);
  expect({ last: heard.at(-1), reads: state.reads }).toEqual({ last: [], reads: 2 });
  for (const stop of stops) stop();
  expect(listeners.size).toBe(0);
  // Another corpus may be open by now.
  await known.read();
  expect(state.reads).toBe(3);
});

test("a change that comes while the registry is read makes it be read again", async () => {
  const { api, state, tell } = host([entry("n1", "甲")]);
  const known = new KnownEntries(api);
  const heard: string[][] = [];
  known.follow((all) => heard.push(all.map(({ name }) => name)));
  state.entities = [entry("n1", "甲"), entry("n2", "乙")];
  tell({ changed: [entry("n2", "乙")], removed: [] });
  await known.read();
  expect(heard).toEqual([["甲", "乙"]]);
});
