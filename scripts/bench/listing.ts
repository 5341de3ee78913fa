/**
 * What the list of a large corpus asks for at every turn, and the memory of the program that answers: a process of its own,
 * with the flags that `npm start` gives.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { count, type Figure, type Section } from "./section.ts";

/** As in `setup.mjs`, which says why. */
const smallHeap = "--max-semi-space-size=4";

/** What is done at every turn; the rest is waited for once, and shown when it comes. */
const AT_ONCE = 100;
const onceOnly = ["open the corpus", "counts by type"];

export interface Listed {
  /** Milliseconds of each repetition, by what was done. */
  work: Record<string, readonly number[]>;
  /** Of the process, in MB, by when. */
  memory: { listed: number; searched: number };
}

export const listing: Section = {
  name: "listing",
  about: "the list of many pages: its pages, orders, filters and counts, and the program's memory",
  async *measure(bench) {
    for (const size of bench.sizes.pages) yield* figuresOf(list(await bench.manyPages(size), bench.machine.env), size);
  },
};

function list(corpus: string, env: NodeJS.ProcessEnv): Listed {
  const program = join(import.meta.dirname, "list-once.ts");
  const child = spawnSync(process.execPath, [smallHeap, program, corpus], { encoding: "utf8", env });
  if (child.status !== 0) throw new Error(`listing: ${child.stderr}`);
  return JSON.parse(child.stdout) as Listed;
}

function* figuresOf({ work, memory }: Listed, size: number): Generator<Figure> {
  const pages = `${count(size)} pages`;
  for (const [of, samples] of Object.entries(work))
    yield { work: `${of}, ${pages}`, samples, aim: onceOnly.includes(of) ? null : AT_ONCE, growth: { of, size } };
  yield { work: `memory of the program, ${pages}`, samples: [memory.listed], unit: "MB", aim: 300 };
  yield { work: `  after a search, ${pages}`, samples: [memory.searched], unit: "MB", aim: 300 };
}
