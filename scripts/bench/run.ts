/**
 * `npm run bench`: how fast the program is, here and now, in real Chromium with the real host and disk. Prints one
 * table and compares it with an earlier run; nothing is asserted, because a figure depends on the machine that it was
 * taken on. `npm run bench -- --help` says how to choose sections and sizes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { emptyMachine, root } from "../../e2e/support/machine.ts";
import { optionsOf, refuse, wholeNumber } from "../options.ts";
import { makeCorpus } from "./fixture.ts";
import { makeManyPages } from "./many-pages.ts";
import type { Bench, Section } from "./section.ts";
import { sections } from "./sections.ts";
import { exponents, type Result, resultOf, table } from "./statistics.ts";

/** The run that others are compared with, where no other is named. */
const usualEarlier = join(import.meta.dirname, "earlier.json");

const help = `npm run bench -- [SECTION…] [options]

sections (all but “peers”, when none is named):
${sections.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join("\n")}

options:
  --quick           small sizes, few repetitions
  --pages N         pages of the largest corpus (100,000)
  --format F,F      formats of exports; all
  --peer URL        with “peers”, any number of times: a page of another program, which you have started and which
                    shows the same document (long pages: scripts/bench/fixture.ts); it is opened and typed into
  --store FILE      write the run into a file
  --against FILE    compare with a stored run (scripts/bench/earlier.json)`;

interface Run {
  machine: string;
  results: Result[];
}

const { values, positionals } = optionsOf(help, {
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    pages: { type: "string" },
    format: { type: "string" },
    peer: { type: "string", multiple: true, default: [] },
    store: { type: "string" },
    against: { type: "string" },
  },
});

await run(chosen(positionals));

function chosen(names: readonly string[]): readonly Section[] {
  const unknown = names.find((name) => !sections.some((section) => section.name === name));
  if (unknown !== undefined) refuse(`There is no section “${unknown}”.`, help);
  return names.length
    ? sections.filter(({ name }) => names.includes(name))
    : sections.filter(({ onlyNamed }) => !onlyNamed);
}

async function run(running: readonly Section[]): Promise<void> {
  const earlier = earlierRun();
  spawnSync(process.execPath, [join(root, "scripts/setup.mjs"), "lexicon", "page", "program"], { stdio: "inherit" });
  const bench = makeBench(values.quick, wholeNumber(values.pages, values.quick ? 1000 : 100_000));
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`;
  const results: Result[] = [];
  try {
    for (const section of running) {
      console.error(`${section.name}: ${section.about}`);
      try {
        for await (const figure of section.measure(bench)) results.push(resultOf(figure));
      } catch (error) {
        // A run is long: what the other sections say is not lost.
        console.error(`${section.name} ended early:`, error);
        process.exitCode = 1;
      }
      if (values.store) writeFileSync(values.store, `${JSON.stringify({ machine, results } satisfies Run, null, 2)}\n`);
    }
  } finally {
    bench.machine.remove();
  }
  console.log(`${machine}; load ${loadavg().map((load) => load.toFixed(1))}${values.quick ? "; quick" : ""}`);
  if (earlier) console.log(`then: ${earlier.machine}`);
  console.log(table(results, earlier?.results ?? []));
  const growths = exponents(results);
  if (growths.length) console.log("\nhow cost grows with size (1: linear)");
  for (const { of, sizes, exponent } of growths)
    console.log(
      `  ${exponent.toFixed(2).padStart(5)}  ${of}: ${sizes.map((size) => size.toLocaleString("en")).join(", ")}`,
    );
}

function earlierRun(): Run | null {
  if (values.against) return JSON.parse(readFileSync(values.against, "utf8"));
  return existsSync(usualEarlier) ? JSON.parse(readFileSync(usualEarlier, "utf8")) : null;
}

function makeBench(quick: boolean, most: number): Bench {
  const machine = emptyMachine();
  // As `npm start` does it.
  machine.env.NODE_COMPILE_CACHE = join(root, ".vite/compile-cache");
  /** Makes a corpus when it is first asked for; `took` is what its making answers. */
  const onceEach = <Size, Took>(make: (dir: string, size: Size) => Promise<Took>) => {
    const made = new Map<Size, Promise<{ dir: string; took: Took }>>();
    return (name: string, size: Size) => {
      const dir = join(machine.folder, name);
      const making = made.get(size) ?? make(dir, size).then((took) => ({ dir, took }));
      made.set(size, making);
      return making;
    };
  };
  const makeLong = onceEach(makeCorpus);
  const makeMany = onceEach(makeManyPages);
  const manyPages = (pages: number) => makeMany(`pages-${pages}`, pages);
  const characters = quick ? [3_000, 30_000] : [3_000, 30_000, 300_000];
  return {
    quick,
    sizes: { characters, pages: [most / 25, most / 5, most].map(Math.round) },
    machine,
    formats: values.format?.split(",") ?? [],
    peers: values.peer,
    longPages: async () => (await makeLong("long-pages", characters)).dir,
    manyPages: async (pages) => (await manyPages(pages)).dir,
    indexTook: async (pages) => (await manyPages(pages)).took,
    folder(name) {
      const dir = join(machine.folder, name);
      mkdirSync(dir);
      return dir;
    },
  };
}
