/**
 * Puts new pages into the corpus, those together that come at the same time: their files are written and fsynced side by
 * side, and what they share is done once for all of them (the names of their sources made durable, the lock between
 * processes, the rows of the index, the names of their documents). While some are put in place the next are written.
 *
 * For each page the order is what it would be alone: its source durable under its name, and the entries that it names,
 * then the document put in place, then the document's name durable, then the answer. What goes wrong with one page is
 * said of that page; the others go on.
 */
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { type PreparedFile, syncFolder } from "../durable-file.ts";
import { documentFolder, sourcesName } from "../layout.ts";
import type { CorpusParts } from "../parts.ts";
import { makeNamed } from "../remembered.ts";
import { indexRows, writeNewDocument } from "../save-document.ts";
import { findSame } from "./same-page.ts";

/** Pages that are put in place together. Each has two files open while they are written. */
const TOGETHER = 32;

export interface NewPage {
  document: GalleyDocument;
  /** What is kept as its source. */
  bytes: Uint8Array;
  extension: string;
}

/** A page whose answer is waited for. */
interface Arrival {
  page: NewPage;
  answer(id: string): void;
  fail(error: unknown): void;
}

/** One whose files are on the disk under temporary names. */
interface Written extends Arrival {
  /** Null where it was there already. */
  source: PreparedFile | null;
  document: PreparedFile;
  /** SHA-256 of the document's file. */
  hash: string;
}

// Whatever imports into a corpus at the same time comes together.
const ways = new WeakMap<CorpusParts, Arrivals>();

/**
 * Resolves when source and document are on the disk, whole and under their names.
 * @returns the document's id; another one where another process has imported the same page meanwhile
 * @throws GalleyError the disk's
 */
export function placePage(parts: CorpusParts, page: NewPage): Promise<string> {
  const way = ways.get(parts) ?? new Arrivals(parts);
  ways.set(parts, way);
  return new Promise((answer, fail) => way.come({ page, answer, fail }));
}

class Arrivals {
  readonly #parts: CorpusParts;
  readonly #waiting: Arrival[] = [];
  #isWriting = false;
  /** One group after the other. */
  #placing: Promise<void> = Promise.resolve();

  constructor(parts: CorpusParts) {
    this.#parts = parts;
  }

  come(arrival: Arrival): void {
    this.#waiting.push(arrival);
    if (!this.#isWriting) void this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // What is as far comes along.
    await nextTurn();
    while (this.#waiting.length) {
      const written = await someOf(this.#waiting.splice(0, TOGETHER), (arrival) => write(this.#parts, arrival));
      this.#placing = this.#placing.then(() => placeTogether(this.#parts, written));
    }
    this.#isWriting = false;
  }
}

/** What came of those with which all went well; the others are told what went wrong. */
async function someOf<T extends Arrival, R>(arrivals: readonly T[], work: (arrival: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  await Promise.all(
    arrivals.map((arrival) =>
      work(arrival).then(
        (result) => void results.push(result),
        (error) => arrival.fail(error),
      ),
    ),
  );
  return results;
}

async function write(parts: CorpusParts, arrival: Arrival): Promise<Written> {
  const { document, bytes, extension } = arrival.page;
  const [source, written] = await Promise.allSettled([
    parts.sources.prepare(bytes, document.source.sha256, extension),
    writeNewDocument(parts, document),
  ]);
  if (source.status === "fulfilled" && written.status === "fulfilled")
    return { ...arrival, source: source.value, document: written.value.prepared, hash: written.value.hash };
  if (source.status === "fulfilled") await source.value?.discard();
  if (written.status === "fulfilled") await written.value.prepared.discard();
  throw source.status === "rejected" ? source.reason : (written as PromiseRejectedResult).reason;
}

/** Never fails: each page is told what came of it. */
async function placeTogether(parts: CorpusParts, written: readonly Written[]): Promise<void> {
  let sourced: Written[] = [];
  let placed: Written[] = [];
  try {
    sourced = await someOf(written, placeSource);
    if (!sourced.length) return;
    // Also of those that were there: whoever put them there may have been ended before their names were on the disk.
    await syncFolder(join(parts.dir, sourcesName), parts.fs);
    await makeNamed(
      parts,
      sourced.map(({ page }) => page.document),
    );
    await parts.lock.hold(async () => {
      placed = (await someOf(sourced, (one) => placeDocument(parts, one))).filter((one) => one !== null);
      await indexRows(
        parts,
        placed.map(({ page, hash }) => ({ document: page.document, hash })),
      );
    });
    const folders = Map.groupBy(placed, ({ page }) => documentFolder(page.document.id)).values();
    await Promise.all(Array.from(folders, settle));
  } catch (error) {
    const isPlaced = new Set(placed);
    // Whoever was answered is not told anything else.
    for (const one of sourced) {
      if (!isPlaced.has(one)) await one.document.discard();
      one.fail(error);
    }
  }
}

async function placeSource(one: Written): Promise<Written> {
  try {
    await one.source?.replace();
  } catch (error) {
    await one.document.discard();
    throw error;
  }
  return one;
}

/** Null where another process was quicker. */
async function placeDocument(parts: CorpusParts, one: Written): Promise<Written | null> {
  const { sha256: checksum, original } = one.page.document.source;
  try {
    const known = await findSame(parts, checksum, original?.page ?? null);
    if (known === null) {
      await one.document.replace();
      return one;
    }
    one.answer(known);
  } catch (error) {
    await one.document.discard();
    throw error;
  }
  await one.document.discard();
  return null;
}

/** Makes the names of documents durable that are in one folder, and answers. */
async function settle(placed: readonly Written[]): Promise<void> {
  try {
    await placed[0]?.document.settle();
    for (const one of placed) one.answer(one.page.document.id);
  } catch (error) {
    for (const one of placed) one.fail(error);
  }
}
