/**
 * `npm run torture -- power`: a real ext4 in a file in memory is cut off while documents are saved on it (the file
 * system's own shutdown call, which drops all that was not flushed), mounted again, and held against what was
 * acknowledged. Root on Linux only.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { chanceOf } from "./chance.ts";
import { type Acknowledged, type Writer, writers } from "./writers.ts";

export interface PowerTally {
  rounds: number;
  acknowledged: number;
  /** Rounds in which something acknowledged was not there. */
  losing: number;
  /** What was acknowledged and is not there, or older. */
  lost: string[];
  torn: string[];
}

export interface PowerOptions {
  rounds: number;
  seed: number;
  writer: keyof typeof writers;
  onRound?(tally: PowerTally): void;
}

/** Ways to mount it, in turn: as it comes, and less careful than anyone has it. */
const MOUNTS = ["loop", "loop,noauto_da_alloc", "loop,data=writeback,noauto_da_alloc"];
/** FS_IOC_SHUTDOWN without a flush of the journal, for each folder that is named on a line. */
const CUTTER = `
import fcntl, os, struct, sys
for line in sys.stdin:
    folder = os.open(line.rstrip("\\n"), os.O_RDONLY)
    fcntl.ioctl(folder, 0x8004587D, struct.pack("I", 2))
    os.close(folder)
    print("cut", flush=True)
`;

/** Why power can't be cut here, or null. */
export function whyNoPowerCuts(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "Power cuts need root on Linux; skipped.";
  for (const program of [
    ["mkfs.ext4", "-V"],
    ["python3", "-V"],
    ["mount", "-V"],
  ] as const)
    if (spawnSync(program[0], [program[1]], { stdio: "ignore" }).status !== 0)
      return `Power cuts need ${program[0]}; skipped.`;
  const folder = mkdtempSync("/dev/shm/galley-power-");
  try {
    return new Disk(folder).mount("loop") ? null : "A file can't be mounted as a disk here; power cuts are skipped.";
  } catch (error) {
    return `A file can't be mounted as a disk here (${(error as Error).message}); power cuts are skipped.`;
  } finally {
    spawnSync("umount", [join(folder, "disk")], { stdio: "ignore" });
    rmSync(folder, { recursive: true });
  }
}

/** A file system in a file in memory. */
class Disk {
  readonly folder: string;
  readonly #image: string;

  constructor(folder: string) {
    this.#image = join(folder, "image");
    this.folder = join(folder, "disk");
    writeFileSync(this.#image, "");
    truncateSync(this.#image, 64 * 1024 * 1024);
    mkdirSync(this.folder);
    execFileSync("mkfs.ext4", ["-q", this.#image]);
  }

  mount(options: string): boolean {
    return spawnSync("mount", ["-o", options, this.#image, this.folder], { stdio: "ignore" }).status === 0;
  }

  /** A thread of the writer may be about to close its last file. @returns whether it could be unmounted after some tries */
  async unmount(tries = 100): Promise<boolean> {
    for (; tries > 0; tries--) {
      if (spawnSync("umount", [this.folder], { stdio: "ignore" }).status === 0) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  }
}

export async function tortureByPowerCuts({ rounds, seed, writer: name, onRound }: PowerOptions): Promise<PowerTally> {
  const tally: PowerTally = { rounds: 0, acknowledged: 0, losing: 0, lost: [], torn: [] };
  const chance = chanceOf(seed);
  const writer: Writer = writers[name];
  const start = () =>
    spawn(process.execPath, [join(import.meta.dirname, "writers.ts")], { stdio: ["pipe", "pipe", "inherit"] });
  let running = start();
  const cutter = spawn("python3", ["-c", CUTTER], { stdio: ["pipe", "pipe", "inherit"] });
  const home = mkdtempSync("/dev/shm/galley-power-");
  const disk = new Disk(home);
  try {
    let said = linesOf(running);
    const cuts = linesOf(cutter);
    mounted(disk);
    await writer.prepare(disk.folder);
    await unmounted(disk);
    while (tally.rounds < rounds) {
      mounted(disk, MOUNTS[tally.rounds % MOUNTS.length]);
      const acknowledged = new Map<string, number>();
      running.stdin?.write(`${name} ${disk.folder}\n`);
      let toSay = chance.between(0, 80);
      const delay = chance.between(0, 8);
      const isFlushedBefore = chance.next() < 0.3;
      const cut = () => {
        if (isFlushedBefore) flushAnother(disk.folder);
        cutter.stdin?.write(`${disk.folder}\n`);
      };
      for (;;) {
        const line = JSON.parse((await said.next()).value ?? "") as Acknowledged;
        if (line.what === "stopped") break;
        acknowledged.set(line.name, line.number);
        tally.acknowledged++;
        if (toSay-- === 0) setTimeout(cut, delay);
      }
      if (toSay >= 0) throw new Error("the writer ended by itself");
      await cuts.next();
      if (!(await disk.unmount())) {
        // It could not close a file that the cut has taken.
        running.kill("SIGKILL");
        running = start();
        said = linesOf(running);
        await unmounted(disk);
      }

      mounted(disk);
      const { numbers, torn } = await writer.find(disk.folder);
      await unmounted(disk);
      const where = `round ${tally.rounds}`;
      tally.torn.push(...torn.map((what) => `${where}: ${what}`));
      const lost = [...acknowledged].filter(([of, number]) => (numbers.get(of) ?? -1) < number);
      tally.lost.push(...lost.map(([of, number]) => `${where}: ${of} has ${numbers.get(of)}, not ${number}`));
      tally.losing += Number(lost.length > 0);
      tally.rounds++;
      onRound?.(tally);
      // What was torn would only be found again; a library has no way back.
      if (torn.length || lost.length) {
        mounted(disk);
        for (const each of readdirSync(disk.folder)) rmSync(join(disk.folder, each), { recursive: true });
        await writer.prepare(disk.folder);
        await unmounted(disk);
      }
    }
  } finally {
    running.kill("SIGKILL");
    cutter.kill();
    spawnSync("umount", ["-l", disk.folder], { stdio: "ignore" });
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return tally;
}

/** Without its disk a round would be about the folder that it is mounted on. */
function mounted(disk: Disk, options = "loop"): void {
  if (!disk.mount(options)) throw new Error("the disk can't be mounted");
}

async function unmounted(disk: Disk): Promise<void> {
  if (!(await disk.unmount())) throw new Error("the disk can't be unmounted");
}

/** What another program does at any time: its fsync makes the journal's end come early. */
function flushAnother(folder: string): void {
  const file = openSync(join(folder, "another"), "w");
  fsyncSync(file);
  closeSync(file);
}

function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (!child.stdout) throw new Error("no output");
  const lines: Interface = createInterface({ input: child.stdout });
  return lines[Symbol.asyncIterator]();
}
