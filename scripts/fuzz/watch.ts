/**
 * Starts the process that runs the cases, under limits of memory, time and place, and watches it: what it dies of is a
 * failure of the case that it was at, and the rest goes on in a new one.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Order, Word, Work } from "./child.ts";

export interface Limits {
  /** Milliseconds of the processor's time that a case may take; of waiting, `IDLE` times as many. */
  time: number;
  /** Megabytes: heap, and all that is resident. */
  heap: number;
  memory: number;
}
export const usualLimits: Limits = { time: 5000, heap: 512, memory: 1024 };

/** A case that waits, on a machine that is busy with other things, is no hang; one that waits this long is. */
const IDLE = 6;
/** Milliseconds that starting, and looking at everything afterwards, may take. */
const PATIENCE = 120_000;

export interface Failure {
  kind: "crash" | "hang" | "memory" | "broken" | "unsound";
  target: string;
  number: number;
  why: string;
}

export interface Tally {
  cases: number;
  outcomes: Record<string, number>;
  slowest: number;
}

export interface Watched {
  failures: Failure[];
  tallies: Map<string, Tally>;
}

export interface WatchOptions {
  module: string;
  seed: string;
  limits?: Limits;
  /** Hears of each piece of work that is done. */
  onDone?(target: string, tally: Tally): void;
}

/** Room in memory, where the system has it: thousands of small corpora are made and removed. */
const rooms = () => (existsSync("/dev/shm") ? "/dev/shm" : tmpdir());

function startChild(order: Order, limits: Limits) {
  const node = [
    process.execPath,
    `--max-old-space-size=${limits.heap}`,
    "--permission",
    "--allow-worker",
    "--allow-fs-read=*",
    `--allow-fs-write=${order.folder}`,
    "--no-warnings",
    join(import.meta.dirname, "child.ts"),
    JSON.stringify(order),
  ];
  // Writable memory, which V8's reservations of addresses don't count to.
  const prlimit = ["prlimit", `--data=${4 * limits.memory * 1024 * 1024}`, "--core=0"];
  const [command = "", ...args] = existsSync("/usr/bin/prlimit") ? [...prlimit, ...node] : node;
  const env = { ...process.env, TMPDIR: order.folder, NODE_OPTIONS: "" };
  return spawn(command, args, { stdio: ["ignore", "pipe", "pipe", "pipe"], env });
}

/** Milliseconds of the processor's time that a process has had; null where the system does not say. */
function processorTime(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    // User and system time, in hundredths of a second.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** Runs until all is done or the process has ended. @returns what is left to do */
async function runOnce(work: readonly Work[], options: WatchOptions, into: Watched): Promise<Work[]> {
  const limits = options.limits ?? usualLimits;
  const folder = mkdtempSync(join(rooms(), "galley-fuzz-"));
  const child = startChild(
    { module: options.module, folder, seed: options.seed, memory: limits.memory * 1024 * 1024, work },
    limits,
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr] as Readable[])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
  let doing = 0;
  let at: number | null = null;
  let ending = false;
  let hung = false;
  let timer: NodeJS.Timeout | undefined;
  const expect = (milliseconds: number) => {
    clearTimeout(timer);
    const before = processorTime(child.pid);
    let waited = 0;
    const look = () => {
      const now = processorTime(child.pid);
      const worked = now === null || before === null ? milliseconds : now - before;
      if (worked < milliseconds * 0.9 && ++waited < IDLE) {
        timer = setTimeout(look, milliseconds);
        return;
      }
      hung = true;
      child.kill("SIGKILL");
    };
    timer = setTimeout(look, milliseconds);
  };
  const current = () => work[doing] as Work;
  const fail = (kind: Failure["kind"], number: number, why: string) =>
    into.failures.push({ kind, target: current().target, number, why });
  const tallyOf = (target: string) => {
    const tally = into.tallies.get(target) ?? { cases: 0, outcomes: {}, slowest: 0 };
    into.tallies.set(target, tally);
    return tally;
  };
  const unsound: Work[] = [];
  let told = false;
  const hear = (word: Word) => {
    expect(word.say === "case" ? limits.time : PATIENCE);
    if (word.say === "case") {
      at = word.number;
      ending = false;
      tallyOf(current().target).cases++;
    } else if (word.say === "failed") fail("broken", word.number, word.why);
    else if (word.say === "spoilt") {
      told = true;
      fail(word.kind, word.number, word.why);
    } else if (word.say === "ending") ending = true;
    else if (word.say === "unsound") {
      // Which of them did it is found by giving each a fresh start.
      if (word.count === 1) fail("unsound", word.from, word.why);
      else unsound.push({ target: current().target, from: word.from, count: word.count, batch: 1 });
    } else if (word.say === "done") {
      const tally = tallyOf(word.target);
      for (const [outcome, count] of Object.entries(word.outcomes))
        tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + count;
      tally.slowest = Math.max(tally.slowest, word.slowest.ms);
      options.onDone?.(word.target, tally);
      doing++;
      at = null;
    }
  };
  expect(PATIENCE);
  const lines = createInterface({ input: child.stdio[3] as Readable });
  lines.on("line", (line) => hear(JSON.parse(line)));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on("close", (status, by) => resolve([status, by]));
  });
  clearTimeout(timer);
  rmSync(folder, { recursive: true, force: true });
  if (doing === work.length) return unsound;
  const { target, from, count, ...rest } = current();
  if (at === null && !told) throw new Error(`the process that runs the cases ended (${signal ?? code}):\n${said}`);
  const stopped = at ?? from;
  if (hung && ending) fail("unsound", stopped, "looking at everything afterwards did not end");
  else if (hung) fail("hang", stopped, `no answer within ${limits.time} ms of work`);
  else if (!told) fail("crash", stopped, `the process ended with ${signal ?? code}: ${said.slice(-1500)}`);
  const left = from + count - (stopped + 1);
  return [
    ...(left > 0 ? [{ target, from: stopped + 1, count: left, ...rest }] : []),
    ...work.slice(doing + 1),
    ...unsound,
  ];
}

/** Runs all of it. A case that took too long, or too much memory, in the midst of others counts if it does so alone as well. */
export async function watch(work: readonly Work[], options: WatchOptions): Promise<Watched> {
  const watched: Watched = { failures: [], tallies: new Map() };
  for (let left = [...work]; left.length; ) left = await runOnce(left, options, watched);
  const failures: Failure[] = [];
  for (const failure of watched.failures) {
    if (failure.kind !== "hang" && failure.kind !== "memory") {
      failures.push(failure);
      continue;
    }
    const alone: Watched = { failures: [], tallies: new Map() };
    const { replay } = work.find(({ target }) => target === failure.target) ?? {};
    const again = { target: failure.target, from: failure.number, count: 1, ...(replay ? { replay } : {}) };
    for (let left: Work[] = [again]; left.length; ) left = await runOnce(left, { ...options, onDone: () => {} }, alone);
    failures.push(...alone.failures);
  }
  return { failures, tallies: watched.tallies };
}

/** Cases of all targets by their shares; each target gets at least one. */
export function shareOut(targets: readonly { name: string; share: number }[], cases: number): Work[] {
  const whole = targets.reduce((sum, { share }) => sum + share, 0);
  return targets.map(({ name, share }) => ({
    target: name,
    from: 0,
    count: Math.max(1, Math.round((cases * share) / whole)),
  }));
}
