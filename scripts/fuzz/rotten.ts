/** Targets that break their promises, each in its own way, to prove that whoever watches sees it. */
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { Broken, codeOf, type Target } from "./target.ts";

/** @param run is given the case's number; the third one of ten is rotten */
function rotten(name: string, run: (folder: string) => unknown, places?: RegExp): Target {
  return {
    name,
    share: 1,
    batch: 5,
    ...(places ? { places } : {}),
    inputs: async () => [{ name, kind: "text", bytes: new Uint8Array() }],
    inputOf: ([sound], number) => ({ ...(sound as NonNullable<typeof sound>), name: String(number) }),
    start: async (folder) => ({
      async run(input) {
        if (input.name !== "3") return "accepted";
        try {
          await run(folder);
          return "rotten";
        } catch (error) {
          return codeOf(error);
        }
      },
      async end() {},
    }),
  };
}

export const targets = async (): Promise<readonly Target[]> => [
  rotten("sound", () => {
    throw new GalleyError("usage", "No.");
  }),
  rotten("crash", () => process.abort()),
  rotten("hang", () => {
    for (;;);
  }),
  rotten("heap", () => {
    const all: number[][] = [];
    for (;;) all.push(new Array(100_000).fill(1.5));
  }),
  rotten("memory", () => Buffer.alloc(180 * 1024 * 1024, 1)),
  rotten("unnamed", () => {
    throw new RangeError("Maximum call stack size exceeded");
  }),
  rotten("internal", () => {
    throw new GalleyError("internal", "Something went wrong.");
  }),
  rotten("polluted", () => {
    (Object.prototype as Record<string, unknown>).polluted = true;
  }),
  rotten("outside", () => writeFileSync(join(import.meta.dirname, "outside.txt"), "x")),
  rotten("stray", (folder) => writeFileSync(join(folder, "stray.txt"), "x"), /^corpus$/),
  rotten("uncaught", () => {
    void Promise.reject(new Error("nobody waits"));
    return new Promise(setImmediate);
  }),
  rotten("reaching", () => connect(80, "192.0.2.1").on("error", () => {})),
  rotten("promise", () => {
    throw new Broken("it did not hold");
  }),
];
