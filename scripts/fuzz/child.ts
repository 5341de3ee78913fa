/**
 * The process that runs the cases. It may write only in the folder that it was given (Node's permission model sees to
 * that), reaches nobody but itself, and says on descriptor 3, before each case, which one it is: so whoever watches
 * knows what it died of.
 */
import { mkdirSync, readdirSync, rmSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { join, relative } from "node:path";
import { inputOf, readCase } from "./cases.ts";
import type { Input } from "./inputs.ts";
import { Broken, type Running, type Target } from "./target.ts";

/** What is to be done, as the first argument says in JSON. */
export interface Order {
  /** Module that exports `targets`. */
  module: string;
  folder: string;
  seed: string;
  /** Largest resident size in bytes. */
  memory: number;
  work: readonly Work[];
}
export interface Work {
  target: string;
  from: number;
  count: number;
  /** Cases between two fresh starts; the target's own when missing. */
  batch?: number;
  /** A file of a case, instead of numbers. */
  replay?: string;
}

/** What is said on descriptor 3, a line each. */
export type Word =
  | { say: "ready" }
  | { say: "case"; number: number }
  | { say: "ending" }
  | { say: "failed"; number: number; why: string }
  | { say: "unsound"; from: number; count: number; why: string }
  /** The process can't go on: too much memory, or what all share was changed. */
  | { say: "spoilt"; kind: "memory" | "broken"; number: number; why: string }
  | { say: "done"; target: string; outcomes: Record<string, number>; slowest: { number: number; ms: number } };

const say = (word: Word) => writeSync(3, `${JSON.stringify(word)}\n`);
const order = JSON.parse(process.argv[2] ?? "") as Order;
const { targets } = (await import(order.module)) as { targets(): Promise<readonly Target[]> };

const reached: string[] = [];
const connectTo = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const where = JSON.stringify(args[0]);
  if (/"host(name)?":"127\.0\.0\.1"/.test(where) || args[1] === "127.0.0.1")
    return Reflect.apply(connectTo, this, args) as Socket;
  reached.push(where);
  queueMicrotask(() => this.destroy(Object.assign(new Error("no way out"), { code: "ECONNREFUSED" })));
  return this;
} as typeof connectTo;

const prototypes = [Object, Array, String, Number, Function, Map, Set, Promise, Uint8Array].map((one) => one.prototype);
const shapeOf = () =>
  prototypes.map((one) => Reflect.ownKeys(one).length + (one === Object.prototype ? 0 : Object.keys(one).length));
const shape = JSON.stringify(shapeOf());

const loose: unknown[] = [];
process.on("unhandledRejection", (error) => loose.push(error));
process.on("uncaughtException", (error) => loose.push(error));

const inWords = (error: unknown) =>
  error instanceof Broken ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Everything in the folder that the target has no business with. */
function strays({ places }: Target, folder: string): string[] {
  if (!places) return [];
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all.map((entry) => relative(folder, join(entry.parentPath, entry.name))).filter((path) => !places.test(path));
}

async function runCase(running: Running, input: Input): Promise<string> {
  const outcome = await running.run(input);
  const [error] = loose.splice(0);
  if (error !== undefined) throw new Broken(`nobody caught: ${inWords(error)}`);
  const [where] = reached.splice(0);
  if (where !== undefined) throw new Broken(`it reached out to ${where}`);
  return outcome;
}

async function runBatch(
  target: Target,
  numbers: readonly number[],
  /** Made one by one: a batch of large files is more than the process may hold. */
  inputFor: (number: number) => Input,
  note: (outcome: string, number: number, ms: number) => void,
) {
  const folder = join(order.folder, "work");
  mkdirSync(folder);
  try {
    const running = await target.start(folder);
    for (const number of numbers) {
      const input = inputFor(number);
      say({ say: "case", number });
      const began = performance.now();
      let outcome = "failed";
      try {
        outcome = await runCase(running, input);
      } catch (error) {
        say({ say: "failed", number, why: inWords(error) });
      }
      note(outcome, number, performance.now() - began);
      const size = process.memoryUsage.rss();
      const spoil = (kind: "memory" | "broken", why: string) => {
        say({ say: "spoilt", kind, number, why });
        process.exit(0);
      };
      if (size > order.memory) spoil("memory", `${Math.round(size / 1024 / 1024)} MB resident`);
      if (JSON.stringify(shapeOf()) !== shape) spoil("broken", "a prototype was changed");
    }
    say({ say: "ending" });
    try {
      await running.end();
      const found = strays(target, folder);
      if (found.length) throw new Broken(`files that do not belong there: ${found.slice(0, 5).join(", ")}`);
      const [error] = loose.splice(0);
      if (error !== undefined) throw new Broken(`nobody caught: ${inWords(error)}`);
    } catch (error) {
      say({ say: "unsound", from: numbers[0] ?? 0, count: numbers.length, why: inWords(error) });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const all = new Map((await targets()).map((target) => [target.name, target]));
say({ say: "ready" });
for (const { target: name, from, count, batch, replay } of order.work) {
  const target = all.get(name);
  if (!target) throw new Error(`there is no target ${name}`);
  const sound = replay ? [readCase(replay).input] : await target.inputs();
  const outcomes: Record<string, number> = {};
  let slowest = { number: from, ms: 0 };
  const note = (outcome: string, number: number, ms: number) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (ms > slowest.ms) slowest = { number, ms };
  };
  const size = batch ?? target.batch;
  for (let at = from; at < from + count; at += size) {
    const numbers = Array.from({ length: Math.min(size, from + count - at) }, (_, index) => at + index);
    const inputFor = (number: number) => (replay ? (sound[0] as Input) : inputOf(target, sound, order.seed, number));
    await runBatch(target, numbers, inputFor, note);
  }
  say({ say: "done", target: name, outcomes, slowest });
}
process.exit(0);
