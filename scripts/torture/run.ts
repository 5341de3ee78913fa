/**
 * `npm run torture -- WHAT [--rounds N] [--seed S]`: ends and breaks the program in all the ways that a machine can,
 * and counts what was lost. Exits with 1 when anything was.
 */
import fc from "fast-check";
import { optionsOf, refuse, wholeNumber } from "../options.ts";
import { crashLaw } from "./crash.ts";
import { tortureByFaults } from "./faults.ts";
import { tortureByKilling } from "./kill.ts";
import { tortureByPowerCuts, whyNoPowerCuts } from "./power.ts";
import { writers } from "./writers.ts";

const help = `npm run torture -- WHAT [--seed S]

  kill      an editing session, killed at random moments   [--rounds N (500)] [--folder DIR]
  faults    every call to the disk, going wrong in every way
  crash-fs  a disk in memory that loses its power          [--runs N (100,000)]
  power     power cuts of a real file system (root, Linux)  [--rounds N (300)]`;

const { positionals, values } = optionsOf(help, {
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    folder: { type: "string" },
  },
});

const seed = wholeNumber(values.seed, 1);

/** Tells of what goes wrong when it does: a long run may be stopped. */
function teller(): (items: readonly string[]) => void {
  const told = new Set<string>();
  return (items) => {
    for (const item of items)
      if (!told.has(item)) {
        told.add(item);
        console.log(`  ${item}`);
      }
  };
}

/** Lists what went wrong, the first of it in words. */
function listed(name: string, items: readonly string[]): string {
  return [`${name} ${items.length}`, ...items.slice(0, 20).map((item) => `  ${item}`)].join("\n");
}

const commands: Record<string, () => Promise<boolean>> = {
  async kill() {
    const rounds = wholeNumber(values.rounds, 500);
    const tell = teller();
    const tally = await tortureByKilling({
      rounds,
      seed,
      ...(values.folder ? { folder: values.folder } : {}),
      onRound: ({ rounds: done, acknowledged, lost, corrupt, forgotten }) => {
        tell([...lost, ...corrupt, ...forgotten]);
        if (done % 50 === 0)
          console.log(
            `${done} rounds, ${acknowledged} acknowledged: lost ${lost.length}, corrupt ${corrupt.length}, typing ${forgotten.length}`,
          );
      },
    });
    const { acknowledged, typed, lost, corrupt, forgotten, refused } = tally;
    const typing = tally.typingLost.toSorted((a, b) => a - b);
    console.log(`Killed ${rounds} times (seed ${seed}); ${acknowledged} acknowledged writes, ${typed} signs typed.`);
    console.log(listed("Lost:", lost));
    console.log(listed("Corrupt:", corrupt));
    console.log(listed("Typed more than a second before the end and lost:", forgotten));
    console.log(listed("Refused without a reason:", refused));
    console.log(
      `Typing lost, in ${typing.length} rounds: median ${typing[typing.length >> 1] ?? 0} ms, at most ${typing.at(-1) ?? 0} ms.`,
    );
    return !(lost.length || corrupt.length || forgotten.length || refused.length);
  },
  async faults() {
    const { combinations, acknowledged, named, ended, silent } = await tortureByFaults({
      onWork: (name, calls, tally) =>
        console.log(
          `${name}: ${calls} calls; ${tally.combinations} combinations so far, ${tally.silent.length} silent`,
        ),
    });
    console.log(
      `${combinations} combinations: ${acknowledged} acknowledged and true, ${named} errors by name, ${ended} ends of the program.`,
    );
    console.log(listed("Silent, untrue or without a name:", silent));
    return !silent.length;
  },
  async "crash-fs"() {
    const runs = wholeNumber(values.runs, 100_000);
    // In parts, so that it says how far it is.
    for (let done = 0, part = 0; done < runs; part++) {
      const next = Math.min(2000, runs - done);
      const result = await fc.check(crashLaw(), { numRuns: next, seed: seed * 1000 + part });
      if (result.failed) {
        console.log(fc.defaultReportMessage(result));
        return false;
      }
      done += next;
      console.log(`${done} runs on a disk that loses its power (seed ${seed}): nothing lost, nothing torn`);
    }
    return true;
  },
  async power() {
    const rounds = wholeNumber(values.rounds, 300);
    const why = whyNoPowerCuts();
    if (why) {
      console.log(why);
      return true;
    }
    let isFine = true;
    for (const writer of Object.keys(writers) as (keyof typeof writers)[]) {
      const tell = teller();
      const { acknowledged, losing, lost, torn } = await tortureByPowerCuts({
        rounds,
        seed,
        writer,
        onRound: ({ rounds: done, losing, lost, torn }) => {
          if (writer === "galley") tell([...lost, ...torn]);
          if (done % 50 === 0) console.log(`${writer}: ${done} cuts, ${losing} lost something`);
        },
      });
      console.log(`${writer}: ${rounds} power cuts (seed ${seed}), ${acknowledged} acknowledged writes,`);
      console.log(`  lost some in ${losing} cuts, ${torn.length} torn files.`);
      if (writer === "galley") isFine = !(lost.length || torn.length);
    }
    return isFine;
  },
};

const command = commands[positionals[0] ?? ""];
if (!command) refuse(positionals[0] ? `There is no “${positionals[0]}”.` : "What?", help);
process.exitCode = (await command()) ? 0 : 1;
