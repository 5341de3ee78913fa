/**
 * A few hundred cases of `npm run fuzz`, always the same ones; that whoever watches sees each kind of failure; and that
 * a case can be made again from its seed and number.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "@msgpack/msgpack";
import { zipSync } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import { inputOf, readCase, writeCase } from "./cases.ts";
import { contractCalls } from "./contract-calls.ts";
import { mutate } from "./mutate.ts";
import { randomFrom } from "./random.ts";
import { targets as rottenTargets } from "./rotten.ts";
import { targets } from "./targets.ts";
import { shareOut, watch } from "./watch.ts";

const module = join(import.meta.dirname, "targets.ts");

test("damaged and hostile inputs are accepted or refused by name: no crash, no hang, nothing outside the corpus", async () => {
  const { failures, tallies } = await watch(shareOut(await targets(), 300), { module, seed: "test" });
  expect(failures).toEqual([]);
  const cases = [...tallies.values()].reduce((sum, tally) => sum + tally.cases, 0);
  expect(cases).toBeGreaterThanOrEqual(300);
});

test("whoever watches sees every kind of failure, and the rest goes on", async () => {
  const rotten = join(import.meta.dirname, "rotten.ts");
  const limits = { time: 1500, heap: 64, memory: 200 };
  const work = shareOut(await rottenTargets(), 0).map((each) => ({ ...each, count: 10 }));
  const { failures, tallies } = await watch(work, { module: rotten, seed: "", limits });
  expect(failures.map(({ target, kind, number }) => [target, kind, number]).sort()).toEqual(
    [
      ["crash", "crash", 3],
      ["hang", "hang", 3],
      ["heap", "crash", 3],
      ["internal", "broken", 3],
      ["memory", "memory", 3],
      ["outside", "broken", 3],
      ["polluted", "broken", 3],
      ["promise", "broken", 3],
      ["reaching", "broken", 3],
      ["stray", "unsound", 3],
      ["uncaught", "broken", 3],
      ["unnamed", "broken", 3],
    ].sort(),
  );
  expect(existsSync(join(import.meta.dirname, "outside.txt"))).toBe(false);
  for (const { name } of await rottenTargets()) expect(tallies.get(name)?.cases).toBeGreaterThanOrEqual(10);
});

test("a seed and a number make a case, always the same one; a kept one is read back whole", async () => {
  const all = await targets();
  for (const target of all) {
    const sound = await target.inputs();
    const made = [1, 2, 3].map((number) => inputOf(target, sound, "s", number));
    expect([1, 2, 3].map((number) => inputOf(target, sound, "s", number))).toEqual(made);
  }
  const folder = mkdtempSync(join(tmpdir(), "galley-fuzz-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const brat = all.find(({ name }) => name === "import-brat");
  const input = inputOf(brat as NonNullable<typeof brat>, (await brat?.inputs()) ?? [], "s", 5);
  expect(input.siblings?.size).toBeGreaterThan(0);
  const kept = { target: "import-brat", seed: "s", number: 5, why: "it broke", input };
  writeCase(join(folder, "case.json"), kept);
  expect(readCase(join(folder, "case.json"))).toEqual(kept);
});

test("every importer, and every method of the contract, is among the targets", async () => {
  const { formats } = await import("../../electron/formats/index.ts");
  const { methods } = await import("../../shared/api.ts");
  const names = (await targets()).map(({ name }) => name);
  for (const { id, importer } of formats) if (importer) expect(names).toContain(`import-${id}`);
  expect(new Set(contractCalls.map(({ method }) => method))).toEqual(new Set(methods));
});

test("mutations change most of what they are given, within the limit, and leave the original alone", () => {
  const json = new TextEncoder().encode('{"a":[1,{"b":"𠮷"}],"c":null}');
  const inputs = [
    ["json", json],
    ["lines", new TextEncoder().encode('{"a":1}\n{"a":2}\n')],
    ["zip", zipSync({ "word/document.xml": new TextEncoder().encode("<a>甲</a>") })],
    ["msgpack", encode({ a: [1, "x"] })],
    ["text", new Uint8Array()],
  ] as const;
  for (const [kind, bytes] of inputs) {
    const before = Buffer.from(bytes).toString("hex");
    const made = Array.from({ length: 60 }, (_, n) => mutate(bytes, kind, randomFrom(`${kind}${n}`)));
    const changed = made.filter((each) => Buffer.from(each).toString("hex") !== before);
    expect(changed.length).toBeGreaterThan(bytes.length ? 45 : 8);
    expect(new Set(changed.map((each) => Buffer.from(each).toString("hex"))).size).toBeGreaterThan(
      bytes.length ? 15 : 6,
    );
    expect(Buffer.from(bytes).toString("hex")).toBe(before);
  }
});
