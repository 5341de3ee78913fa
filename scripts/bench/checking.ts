/** How fast a corpus is checked and mended: `galley check`, `fix --dry-run` and `fix` over many pages. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makePages } from "./many-pages.ts";
import { count, type Section } from "./section.ts";

const root = join(import.meta.dirname, "../..");
const seeds = join(root, "seeds");

export const checking: Section = {
  name: "checking",
  about: "check and fix a corpus on the command line, as processes of their own, with the highest memory of each",
  async *measure(bench) {
    const pages = bench.quick ? 100 : 2000;
    const corpus = join(bench.folder("checking"), "corpus");
    await makeSeedPages(corpus, pages);
    for (const [work, ...args] of [
      ["check, statistics counted first", "check", corpus, "--json"],
      ["check", "check", corpus, "--json"],
      ["fix --rules safe --dry-run", "fix", corpus, "--dry-run", "--json"],
      ["fix --rules safe", "fix", corpus, "--json"],
    ] as const) {
      const { seconds, processor, megabytes } = await costOf(args);
      const name = `${work}, ${count(pages)} pages`;
      yield { work: name, samples: [pages / seconds], unit: "pages/s", aim: null };
      yield { work: `  processor a page: ${name}`, samples: [(processor * 1000) / pages], aim: null };
      yield { work: `  memory: ${name}`, samples: [megabytes], unit: "MB", aim: null };
    }
  },
};

/** A corpus of the seed pages over and over, each with a line of its own: what rules find is as in life. */
async function makeSeedPages(dir: string, pages: number): Promise<void> {
  const texts = readdirSync(seeds)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => readFileSync(join(seeds, name), "utf8").replace(/^\uFEFF/, ""));
  await makePages(dir, pages, (page) => `${texts[page % texts.length]}\n\n第${page}版\n`, null);
}

interface Cost {
  seconds: number;
  /** Seconds of all cores together: says more than the clock where other programs run, too. */
  processor: number;
  megabytes: number;
}

/** Ticks a second in /proc. */
const TICKS = 100;

/** Runs one command line to its end. @throws when it fails */
async function costOf(args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, ".vite/build/cli.js"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.resume();
  let megabytes = 0;
  let processor = 0;
  // The process's own marks of its highest memory and its time, where the system has them.
  const watch = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      if (peak) megabytes = Math.round(Number(peak[1]) / 1024);
      const times = readFileSync(`/proc/${child.pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      processor = (Number(times[11]) + Number(times[12])) / TICKS;
    } catch {
      // It is over, or this system keeps no such file.
    }
  }, 200);
  const [status] = await once(child, "close");
  clearInterval(watch);
  if (status !== 0) throw new Error(`galley ${args.join(" ")} ended with ${status}`);
  return { seconds: (performance.now() - start) / 1000, processor, megabytes };
}
