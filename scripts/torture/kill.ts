/**
 * `npm run torture -- kill`: an editing session is killed at a random moment, over and over, and after each time the
 * disk is held against what the session had been promised: every acknowledged save is there, every file is whole, and
 * of what was typed at most the last second is missing.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { defaultKeeping } from "../../electron/corpus/revisions.ts";
import { Drafts } from "../../electron/host/drafts.ts";
import { pageText } from "../../shared/proofing/page.ts";
import mainBuild from "../../vite.main.config.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Said, saysOf } from "./said.ts";

export interface KillTally {
  rounds: number;
  /** Documents that were acknowledged as written, each time counted. */
  acknowledged: number;
  typed: number;
  /** What was acknowledged and is not there. */
  lost: string[];
  /** Files that are not whole, and what else `verify` finds that no ended program explains. */
  corrupt: string[];
  /** What was typed longer than a second before the end and is nowhere. */
  forgotten: string[];
  /** What was refused without a reason. */
  refused: string[];
  /** Of each round in which something was: milliseconds between the oldest sign that is missing and the end. */
  typingLost: number[];
}

export interface KillOptions {
  rounds: number;
  seed: number;
  /** Sessions that run side by side, each on a corpus of its own: most of the time they wait. */
  atOnce?: number;
  /** Where the corpora are made; a folder for temporary files unless said. */
  folder?: string;
  onRound?(tally: KillTally): void;
}

/** Milliseconds of typing that may be lost. */
const MOST_LOST = 1000;
/** Rounds on one corpus. */
const LIFE = 40;
const PAGES = 6;
/** What a program that was ended half-way leaves, and repair moves away. */
const LEFTOVERS = /the temporary file of a save that did not end|no document has this source/;

export async function tortureByKilling(options: KillOptions): Promise<KillTally> {
  const { rounds, seed, atOnce = 3, folder = tmpdir(), onRound } = options;
  const tally: KillTally = {
    rounds: 0,
    acknowledged: 0,
    typed: 0,
    lost: [],
    corrupt: [],
    forgotten: [],
    refused: [],
    typingLost: [],
  };
  const session = await buildSession();
  let begun = 0;
  const lane = async (number: number) => {
    const chance = chanceOf(seed * 1000 + number);
    while (begun < rounds) {
      const home = mkdtempSync(join(folder, "galley-torture-"));
      try {
        const place = new Place(home);
        await place.fill();
        for (let life = 0; life < LIFE && begun < rounds; life++) {
          await killOnce(session, place, seed * 100_000 + begun++, chance, tally);
          tally.rounds++;
          if (life % 10 === 9) await place.verify(tally);
          onRound?.(tally);
        }
        await place.verify(tally);
      } finally {
        rmSync(home, { recursive: true, force: true, maxRetries: 3 });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => lane(number)));
  return tally;
}

/** A corpus and its user's folder, and what is known of its documents. */
class Place {
  readonly dir: string;
  readonly userData: string;
  /** By document: what it must say, unless it says one of the others, which were being written. */
  readonly promised = new Map<string, { must: string; may: Set<string> }>();

  constructor(home: string) {
    this.dir = join(home, "corpus");
    this.userData = join(home, "data");
    mkdirSync(this.userData);
  }

  async fill(): Promise<void> {
    const corpus = await Corpus.create(this.dir, { name: "torture" });
    for (let page = 0; page < PAGES; page++) {
      const text = `第${page}页\n\n甲地電，𠮷田抵達乙地。\n\n乙地訊，𠮷田往甲地。`;
      const [outcome] = await corpus.import({ path: `${page}.txt`, bytes: Buffer.from(text), encoding: "utf-8" });
      if (!outcome?.id) throw new Error("a page could not be imported");
      const { document } = await corpus.readDocument(outcome.id);
      this.promised.set(outcome.id, { must: saysOf(document), may: new Set() });
    }
    await corpus.close();
  }

  async verify(tally: KillTally): Promise<void> {
    const corpus = await Corpus.open(this.dir);
    for await (const { document, problem } of corpus.verify({ repair: false }))
      if (!LEFTOVERS.test(problem)) tally.corrupt.push(`after ${tally.rounds} rounds: ${document}: ${problem}`);
    await corpus.close();
    for (const folder of readdirSync(this.userData, { recursive: true, encoding: "utf8" }))
      if (folder.includes(".damaged-")) tally.corrupt.push(`after ${tally.rounds} rounds: ${folder}`);
  }
}

/** The session and its threads in one file each, as the program itself is built: it starts in half the time. */
async function buildSession(): Promise<string> {
  const outDir = resolve(import.meta.dirname, "../../.vite/torture");
  const lib = mainBuild.build?.lib || { entry: {} };
  const entry = { ...(lib.entry as Record<string, string>), session: join(import.meta.dirname, "session.ts") };
  // Packages stay where they are.
  const rolldownOptions = { external: /^[^./]/, output: { chunkFileNames: "[name].js" } };
  const options = { ...mainBuild.build, outDir, lib: { ...lib, entry }, rolldownOptions };
  await build({ ...mainBuild, configFile: false, logLevel: "error", build: options });
  return join(outDir, "session.js");
}

async function killOnce(session: string, place: Place, seed: number, chance: Chance, tally: KillTally): Promise<void> {
  const child = spawn(process.execPath, [session, place.dir, place.userData, String(seed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Counted in what it says, so that a busy machine gets as far as an idle one; now and then while it still starts.
  let toSay = chance.next() < 0.03 ? -1 : Math.floor(chance.next() ** 2 * 100);
  const delay = chance.between(0, toSay < 0 ? 1000 : 60);
  let endedAt = 0;
  const end = () => {
    endedAt = Date.now();
    child.kill("SIGKILL");
  };
  if (toSay < 0) setTimeout(end, delay);
  const typed: { id: string; sign: string; at: number }[] = [];
  const kept: { id: string; number: number }[] = [];
  const { lost, refused } = tally;
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Said;
    if (toSay-- === 0) setTimeout(end, delay);
    if (said.what === "opened" || said.what === "left") typed.length = 0;
    else if (said.what === "typed") typed.push(said);
    else if (said.what === "kept") kept.push(said);
    else if (said.what === "refused") refused.push(`${seed}: ${said.why}`);
    else if (said.what === "writing") for (const [id, says] of said.documents) place.promised.get(id)?.may.add(says);
    else if (said.what === "written")
      for (const [id, says] of said.documents) {
        place.promised.set(id, { must: says, may: new Set() });
        tally.acknowledged++;
      }
    if (said.what === "typed") tally.typed++;
  }
  if (!endedAt) throw new Error(`the session of seed ${seed} ended by itself`);

  const corpus = await Corpus.open(place.dir);
  const drafts = new Drafts(place.userData);
  for (const [id, { must, may }] of place.promised) {
    const file = await corpus.readDocument(id).catch((error: Error) => error);
    if (file instanceof Error) {
      tally.corrupt.push(`${seed}: ${id}: ${file.message}`);
      continue;
    }
    const says = saysOf(file.document);
    if (says !== must && !may.has(says)) lost.push(`${seed}: ${id} says ${says}, not ${must}`);
    place.promised.set(id, { must: says, may: new Set() });
    const signs = typed.filter((sign) => sign.id === id);
    if (!signs.length) continue;
    const draft = await drafts.read(corpus.dir, file);
    const found = pageText(file.document) + (draft ? pageText(draft.document) : "");
    const missing = signs.find(({ sign }) => !found.includes(sign));
    if (!missing) continue;
    tally.typingLost.push(endedAt - missing.at);
    if (endedAt - missing.at > MOST_LOST)
      tally.forgotten.push(`${seed}: typed ${endedAt - missing.at} ms before the end: ${missing.sign}`);
  }
  for (const { id, number } of kept)
    await corpus.readRevision(id, number).catch(async (error: Error) => {
      const newest = (await corpus.history(id)).revisions[0]?.number ?? 0;
      if (newest - number < defaultKeeping.last) lost.push(`${seed}: ${id} #${number}: ${error.message}`);
    });
  await corpus.close();
}
