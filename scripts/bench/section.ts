/**
 * What a benchmark is made of. A section measures one kind of work and answers with figures; `sections.ts` lists them, `run.ts`
 * gives each the same bench, prints one table and compares it with an earlier run.
 *
 * A new section is a file that exports a `Section` and a line in `sections.ts`:
 *
 *     export const tagging: Section = {
 *       name: "tagging",
 *       about: "a key to the frame that shows the tag",
 *       async *measure(bench) {
 *         for (const size of bench.sizes.characters) {
 *           const corpus = await bench.longPages();
 *           yield { work: `tag to paint, ${size} characters`, samples, aim: 16, growth: { of: "tag to paint", size } };
 *         }
 *       },
 *     };
 *
 * Sections run one after the other, in the list's order. Some add a few characters to the long pages; whoever changes
 * more takes a corpus of its own, as `tagging` does.
 */
import type { Machine } from "../../e2e/support/machine.ts";

/** Of "pages/s" more is better, of all others less. */
export type Unit = "ms" | "MB" | "pages/s" | "lines";

export interface Figure {
  /** Names the figure in the table and in stored runs: the same in every run on the same sizes. */
  work: string;
  /** One number a repetition, in `unit`. */
  samples: readonly number[];
  /** "ms" where nothing is said. */
  unit?: Unit;
  /** What 95 of 100 samples should keep to, in `unit`; null where nothing is promised. */
  aim: number | null;
  /** Set where the same work is measured over several sizes: the table says how its cost grows with them. */
  growth?: { of: string; size: number };
}

export interface Section {
  /** As it is chosen on the command line. */
  name: string;
  /** What it measures, for `--help`. */
  about: string;
  /** Whether it is left out where no section is named. */
  onlyNamed?: boolean;
  measure(bench: Bench): AsyncIterable<Figure>;
}

/** What all sections share. What is made here is made once a run, in a temporary folder. */
export interface Bench {
  /** Small sizes and few repetitions: says whether everything works, not how fast. */
  quick: boolean;
  sizes: {
    /** Of single long pages, ascending. */
    characters: readonly number[];
    /** Of corpora, ascending. */
    pages: readonly number[];
  };
  /** Of exports, by id; none where none were chosen. */
  formats: readonly string[];
  /** Addresses of other programs' pages; none where none were named. */
  peers: readonly string[];
  /** Folders and environment of the programs that are started. */
  machine: Machine;
  /** A corpus of the seed pages and of one page of each size in `sizes.characters` (`fixture.ts`: `pageName`). */
  longPages(): Promise<string>;
  /** A corpus of so many pages of some 3,000 characters, an entity every 25, with its index (`many-pages.ts`). */
  manyPages(pages: number): Promise<string>;
  /** Milliseconds that the index of that corpus took. */
  indexTook(pages: number): Promise<number>;
  /** A new empty folder that goes with the run. */
  folder(name: string): string;
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** So many repetitions, one after the other. */
export async function repeated(times: number, work: (round: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let round = 0; round < times; round++) samples.push(await timed(() => work(round)));
  return samples;
}

/** A number of pages or characters, as the table says it. */
export const count = (value: number) => value.toLocaleString("en");
