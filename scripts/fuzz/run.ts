/**
 * `npm run fuzz -- [--cases N] [--seed S] [--target T] [--keep DIR] [--replay FILE]`: damaged and hostile inputs for
 * everything that reads what strangers write, each in a process with limits on memory, time and place. Prints a line a
 * target and exits 1 when any promise was broken; each failing case is kept as a file that `--replay` runs again.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { optionsOf, refuse, wholeNumber } from "../options.ts";
import { inputOf, readCase, writeCase } from "./cases.ts";
import { targets as allTargets } from "./targets.ts";
import { type Failure, shareOut, type Tally, watch } from "./watch.ts";

const help = `npm run fuzz -- [options]

  --cases N      cases in all, shared out between the targets (2,000)
  --seed S       the same seed makes the same cases
  --target T     only targets whose names begin so
  --keep DIR     where failing cases are kept (test-results/fuzz)
  --replay FILE  runs a kept case again`;

const { values } = optionsOf(help, {
  options: {
    cases: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now()) },
    target: { type: "string" },
    keep: { type: "string", default: "test-results/fuzz" },
    replay: { type: "string" },
  },
});
const cases = wholeNumber(values.cases, 2000) || refuse("--cases needs a whole number above 0.");

const module = join(import.meta.dirname, "targets.ts");
const targets = (await allTargets()).filter(({ name }) => name.startsWith(values.target ?? ""));
if (!targets.length)
  refuse(
    `There is no target “${values.target}”. There are: ${(await allTargets()).map(({ name }) => name).join(", ")}.`,
  );

// What the host reads at its first call, made now: otherwise that call takes as long as making it.
spawnSync(process.execPath, [join(import.meta.dirname, "../setup.mjs"), "lexicon"], { stdio: "inherit" });

if (values.replay) {
  const { target, seed, why } = readCase(values.replay);
  console.log(`${target}, which failed with: ${why}`);
  const { failures } = await watch([{ target, from: 0, count: 1, replay: values.replay }], { module, seed });
  for (const failure of failures) console.log(`${failure.kind}: ${failure.why}`);
  console.log(failures.length ? "It fails." : "It does not fail any more.");
  process.exit(failures.length ? 1 : 0);
}

const share = (outcomes: Tally["outcomes"]) =>
  Object.entries(outcomes)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(", ");

async function keep(failure: Failure): Promise<string> {
  const target = targets.find(({ name }) => name === failure.target);
  if (!target) throw new Error(`there is no target ${failure.target}`);
  mkdirSync(values.keep, { recursive: true });
  const path = join(values.keep, `${failure.target}-${values.seed}-${failure.number}.json`);
  const input = inputOf(target, await target.inputs(), values.seed, failure.number);
  writeCase(path, { target: failure.target, seed: values.seed, number: failure.number, why: failure.why, input });
  return relative(process.cwd(), path);
}

const began = performance.now();
console.log(`${cases} cases, --seed ${values.seed}`);
const { failures, tallies } = await watch(shareOut(targets, cases), {
  module,
  seed: values.seed,
  onDone: (name, { cases: run, outcomes, slowest }) =>
    console.log(
      `${name.padEnd(22)} ${String(run).padStart(6)} cases, slowest ${Math.round(slowest)} ms: ${share(outcomes)}`,
    ),
});
for (const failure of failures)
  console.log(
    `\n${failure.kind} in ${failure.target}, case ${failure.number} (kept in ${await keep(failure)}):\n${failure.why}`,
  );
const total = [...tallies.values()].reduce((sum, tally) => sum + tally.cases, 0);
const count = (kind: Failure["kind"]) => failures.filter((failure) => failure.kind === kind).length;
console.log(
  `\n${total} cases in ${Math.round((performance.now() - began) / 1000)} s: ${count("crash")} crashes, ${count("hang")} hangs, ` +
    `${count("memory")} over the memory, ${count("broken")} unnamed errors or broken promises, ${count("unsound")} unsound afterwards`,
);
process.exit(failures.length ? 1 : 0);
