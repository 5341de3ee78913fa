/**
 * How fast a corpus is checked and mended: pages a second of `galley check`, `fix --dry-run` and `fix` over many pages,
 * as processes of their own, with the memory of each at its highest. `node scripts/bench/checking.ts [PAGES]` alone, or
 * as a part of `npm run bench`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { makeManyPages } from "./many-pages.ts";

const root = join(import.meta.dirname, "../..");

/** Measures and prints. @param pages how many pages the corpus has */
export async function measureChecking(pages: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "galley-bench-"));
  try {
    const corpus = join(folder, "corpus");
    await makeManyPages(corpus, pages);
    console.log(`${pages} pages like the seeds; ${cpus().length} cores, Node ${process.version}`);
    for (const [work, ...args] of [
      ["check, statistics counted first", "check", corpus, "--json"],
      ["check", "check", corpus, "--json"],
      ["fix --rules safe --dry-run", "fix", corpus, "--dry-run", "--json"],
      ["fix --rules safe", "fix", corpus, "--json"],
    ] as const) {
      const { seconds, processor, megabytes } = await timed(args);
      const rate = (pages / seconds).toFixed(0);
      const each = ((processor / pages) * 1000).toFixed(1);
      console.log(
        `${work.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${rate.padStart(5)} pages/s  ${each} ms processor a page  ${megabytes} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
async function timed(args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, "electron/cli.ts"), ...args], {
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

if (import.meta.main) await measureChecking(Number(process.argv[2] ?? 10_000));
