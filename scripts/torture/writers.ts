/**
 * Ways to write documents, for being cut off from their power in turn: the program's own and, to compare with, those of
 * two libraries. Started as `writers.ts`; takes `WRITER FOLDER` line by line, writes there until the disk answers with an
 * error, and says what is acknowledged. One process for many cuts.
 */
import { readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { JSONFile } from "lowdb/node";
import writeFileAtomic from "write-file-atomic";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { defaultKeeping, droppedOf } from "../../electron/corpus/revisions.ts";
import { Drafts } from "../../electron/host/drafts.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { deltaOf } from "../../shared/versions/delta.ts";

export type Acknowledged =
  /** A document (or draft) with this number in it is on the disk, as was said. */
  | { what: "written"; name: string; number: number }
  /** The disk gave out. */
  | { what: "stopped" };

/** What is known of a disk after a cut. */
export interface Found {
  /** By name: the number that is there, null for nothing. */
  numbers: Map<string, number | null>;
  /** Files that are not whole. */
  torn: string[];
}

export interface Writer {
  /** Makes what it writes over and over. */
  prepare(folder: string): Promise<void>;
  /** Writes until it can't, and leaves nothing running. */
  write(folder: string, written: (name: string, number: number) => void): Promise<void>;
  find(folder: string): Promise<Found>;
}

const FILES = 6;
const byName = { sort: "name", descending: false, text: "", status: null } as const;
const filler = "本報訊，會議召開。".repeat(200);

/**
 * Writers that try again go on for a while on a disk that is gone. If one did so on the disk that is mounted next, it
 * would take that disk's files for its own.
 */
async function untilAllHaveFailed(endless: readonly Promise<never>[]): Promise<void> {
  await Promise.allSettled(endless);
}

/** A library's writer of JSON files. */
function jsonWriter(put: (path: string, value: { number: number; filler: string }) => Promise<void>): Writer {
  const names = Array.from({ length: FILES }, (_, index) => `${index}.json`);
  return {
    async prepare(folder) {
      for (const name of names) await put(join(folder, name), { number: 0, filler });
    },
    async write(folder, written) {
      await untilAllHaveFailed(
        names.map(async (name) => {
          for (let number = 1; ; number++) {
            await put(join(folder, name), { number, filler });
            written(name, number);
          }
        }),
      );
    },
    async find(folder) {
      const found: Found = { numbers: new Map(), torn: [] };
      for (const name of readdirSync(folder).filter((each) => names.includes(each))) {
        try {
          found.numbers.set(name, JSON.parse(readFileSync(join(folder, name), "utf8")).number);
        } catch {
          found.torn.push(name);
        }
      }
      return found;
    },
  };
}

/** A document whose text says a number. */
function numbered(document: GalleyDocument, number: number): GalleyDocument {
  const [article] = document.articles;
  const [block] = blocksOf(document);
  if (!article || !block) throw new Error("an empty document");
  const text = `${number} ${filler}`;
  return { ...document, articles: [{ ...article, blocks: [{ ...block, text, pieces: [{ inserted: text }] }] }] };
}

const numberOf = (document: GalleyDocument) => Number.parseInt(blocksOf(document)[0]?.text ?? "", 10) || 0;

/** The program's saves, and its journal, which is on the same disk here. */
const galley: Writer = {
  async prepare(folder) {
    const corpus = await Corpus.create(join(folder, "corpus"), { name: "power" });
    for (let page = 0; page < FILES; page++)
      await corpus.import({ path: `${page}.txt`, bytes: Buffer.from(`0 第${page}页`), encoding: "utf-8" });
    await corpus.close();
  },
  async write(folder, written) {
    const corpus = await Corpus.open(join(folder, "corpus"));
    const drafts = new Drafts(join(folder, "data"));
    try {
      const [typed, ...saved] = await corpus.ids(byName);
      const keeping = async (id: string) => {
        const { document, hash } = await corpus.readDocument(id);
        drafts.know(document, hash);
        for (let number = 1; ; number++) {
          const draft = deltaOf(numbered(document, number), new Set());
          await drafts.keep(corpus.dir, draft, hash, new Date());
          written(`draft of ${id}`, number);
        }
      };
      const saving = async (id: string) => {
        let { document, hash } = await corpus.readDocument(id);
        for (let number = 1; ; number++) {
          document = numbered(document, number);
          ({ hash } = await corpus.save(document, hash));
          written(id, number);
        }
      };
      await untilAllHaveFailed([keeping(typed ?? ""), ...saved.map(saving)]);
    } finally {
      await corpus.close().catch(() => {});
    }
  },
  async find(folder) {
    const found: Found = { numbers: new Map(), torn: [] };
    const corpus = await Corpus.open(join(folder, "corpus"));
    const drafts = new Drafts(join(folder, "data"));
    for await (const { document, problem } of corpus.verify({ repair: false }))
      if (!problem.includes("a save that did not end")) found.torn.push(`${document}: ${problem}`);
    for (const id of await corpus.ids(byName)) {
      const file = await corpus.readDocument(id).catch((error: Error) => error);
      if (file instanceof Error) {
        found.torn.push(`${id}: ${file.message}`);
        continue;
      }
      const draft = await drafts.read(corpus.dir, file);
      found.numbers.set(id, numberOf(file.document));
      if (draft) found.numbers.set(`draft of ${id}`, numberOf(draft.document));
      // What was being dropped may come back with its place given away; it is dropped again with the next save.
      const { revisions } = await corpus.history(id);
      const isDropped = new Set(droppedOf(revisions, defaultKeeping));
      for (const revision of revisions)
        if (revision.problem && !isDropped.has(revision))
          found.torn.push(`${id} #${revision.number}: ${revision.problem.message}`);
    }
    await corpus.close();
    return found;
  },
};

export const writers = {
  galley,
  "write-file-atomic": jsonWriter((path, value) => writeFileAtomic(path, JSON.stringify(value))),
  // One adapter a file and write, as lowdb makes them when a program starts.
  lowdb: jsonWriter((path, value) => new JSONFile(path).write(value)),
} satisfies Record<string, Writer>;

const say = (said: Acknowledged) => writeSync(1, `${JSON.stringify(said)}\n`);

if (process.argv[1] === import.meta.filename)
  for await (const line of createInterface({ input: process.stdin })) {
    const [name = "", folder = ""] = line.split(" ");
    const writer: Writer = writers[name as keyof typeof writers];
    await writer.write(folder, (of, number) => say({ what: "written", name: of, number })).catch(() => {});
    say({ what: "stopped" });
  }
