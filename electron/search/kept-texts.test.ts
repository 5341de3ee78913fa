/** What stays on the disk of the texts for searching: believed where it is true, made anew without a word where it is not. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Corpus } from "../corpus/corpus.ts";
import { withInserted } from "../corpus/operations/testing.ts";
import { byName, importText, temporaryCorpus } from "../corpus/testing.ts";
import { CorpusText } from "./corpus-text.ts";
import { keptTextsName } from "./kept-texts.ts";
import { Needle } from "./needle.ts";

const PAGES = 10;
const word = new Needle("會議");

interface Seen {
  texts: string[];
  /** How often `word` stands in each. */
  counts: number[];
}

/** What a session sees that begins now and ends at once. */
function session(index: string, leastKept = 1): Seen {
  const texts = new CorpusText(index, { keeps: true, leastKept });
  try {
    return texts.soundly(() => {
      const documents = texts.documents(() => {});
      const counts = documents.map(() => 0);
      const note = (place: number, times: number) => {
        counts[place] = times;
      };
      for (let at = 0; at < documents.length; ) at = texts.count(at, word, null, note);
      return { texts: documents.map(({ text }) => text), counts };
    });
  } finally {
    texts.close();
  }
}

async function pages(): Promise<{ corpus: Corpus; index: string; kept: string }> {
  const corpus = await temporaryCorpus();
  for (let page = 0; page < PAGES; page++)
    await importText(corpus, `第${page}页\n\n${"會議召開。𠮷\n\n".repeat(page)}`, `${page}.txt`);
  const index = join(corpus.dir, ".galley/index.sqlite");
  return { corpus, index, kept: join(dirname(index), keptTextsName) };
}

/** The index forgets what its texts are: only what was kept still knows. */
function emptyTexts(index: string): void {
  const database = new DatabaseSync(index);
  database.exec("UPDATE texts SET text = x'2000'");
  database.close();
}

test("a session believes what was kept by another, and reads of the index what changed since", async () => {
  const { corpus, index } = await pages();
  const before = session(index);
  expect(before.counts).toEqual(Array.from({ length: PAGES }, (_, page) => page));
  emptyTexts(index);
  expect(session(index)).toEqual(before);

  const [id = ""] = await corpus.ids(byName);
  const { document, hash } = await corpus.readDocument(id);
  await corpus.save(withInserted(document, "會議"), hash);
  // The index follows a save; it is asked before a session begins.
  await corpus.progress();
  const after = session(index);
  expect(after.counts).toEqual([1, ...before.counts.slice(1)]);
  expect(after.texts.slice(1)).toEqual(before.texts.slice(1));
});

test("an index that was built anew finds the texts again: they are known by what the documents' files hold", async () => {
  const { corpus, index } = await pages();
  const before = session(index);
  await corpus.close();
  for (const ending of ["", "-wal", "-shm"]) rmSync(index + ending, { force: true });
  await (await Corpus.open(corpus.dir)).close();
  emptyTexts(index);
  expect(session(index)).toEqual(before);
});

test("nothing is kept of a small corpus", async () => {
  const { index, kept } = await pages();
  expect(session(index, PAGES + 1)).toEqual(session(index, PAGES + 1));
  expect(existsSync(kept)).toBe(false);
});

test("when many are other than they were, all are kept anew", async () => {
  const { corpus, index, kept } = await pages();
  session(index);
  const size = statSync(kept).size;
  for (let page = 0; page < PAGES; page++) await importText(corpus, `${page}會議`, `再${page}.txt`);
  const before = session(index);
  expect(statSync(kept).size).toBeGreaterThan(size);
  emptyTexts(index);
  expect(session(index)).toEqual(before);
});

test("whatever became of the file, a session sees the texts, and the next one has a good file", async () => {
  const { index, kept } = await pages();
  const sound = session(index);
  const file = readFileSync(kept);
  const damage = fc.oneof(
    fc.record({ cut: fc.nat(file.length - 1) }),
    fc.record({ flip: fc.nat(file.length - 1), bit: fc.nat(7) }),
    fc.record({ zeros: fc.nat(file.length - 1) }),
    fc.record({ other: fc.uint8Array({ maxLength: 200 }) }),
  );
  fc.assert(
    fc.property(damage, (what) => {
      const bytes = Buffer.from(file);
      if ("cut" in what) writeFileSync(kept, bytes.subarray(0, what.cut));
      else if ("other" in what) writeFileSync(kept, what.other);
      else {
        if ("zeros" in what) bytes.fill(0, what.zeros);
        else bytes[what.flip] = (bytes[what.flip] ?? 0) ^ (1 << what.bit);
        writeFileSync(kept, bytes);
      }
      expect(session(index)).toEqual(sound);
      expect(readFileSync(kept).equals(file)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("a file that ends in the middle of a session is found out, too", async () => {
  const { index, kept } = await pages();
  const sound = session(index);
  const texts = new CorpusText(index, { keeps: true, leastKept: 1 });
  const read = () => texts.documents(() => {}).map(({ text }) => text);
  expect(texts.soundly(() => texts.documents(() => {}).length)).toBe(PAGES);
  truncateSync(kept, 10);
  expect(texts.soundly(read)).toEqual(sound.texts);
  texts.close();
});

test.skipIf(process.platform === "win32")("what else has its name is neither read nor written through", async () => {
  const { corpus, index, kept } = await pages();
  const sound = session(index);
  const outside = join(corpus.dir, "outside");
  writeFileSync(outside, readFileSync(kept));
  emptyTexts(index);
  rmSync(kept);
  symlinkSync(outside, kept);
  const text = readFileSync(outside);
  expect(session(index).texts).not.toEqual(sound.texts);
  expect(readFileSync(outside).equals(text)).toBe(true);
  expect(lstatSync(kept).isFile()).toBe(true);
  // A folder can't be made way with: then nothing is kept, and nothing is said.
  rmSync(kept);
  mkdirSync(kept);
  expect(session(index).counts).toHaveLength(PAGES);
});

test("two sessions at once keep out of each other's way", async () => {
  const { index, kept } = await pages();
  const first = new CorpusText(index, { keeps: true, leastKept: 1 });
  const count = first.documents(() => {}).length;
  rmSync(kept);
  const sound = session(index);
  expect(first.documents(() => {}).map(({ text }) => text)).toEqual(sound.texts);
  expect(count).toBe(PAGES);
  first.close();
});

/** Keeps the texts over and over, and says so each time. */
const keeper = (index: string) => `
  import { rmSync } from "node:fs";
  import { CorpusText } from ${JSON.stringify(`file://${resolve("electron/search/corpus-text.ts")}`)};
  for (;;) {
    const texts = new CorpusText(${JSON.stringify(index)}, { keeps: true, leastKept: 1 });
    texts.documents(() => {});
    texts.close();
    process.stdout.write("kept\\n");
    rmSync(${JSON.stringify(join(dirname(index), keptTextsName))}, { force: true });
  }
`;

test("killed at any moment, it leaves a good file or one that is known to be bad", async () => {
  const corpus = await temporaryCorpus();
  for (let page = 0; page < 4; page++) await importText(corpus, `${page}${"會議召開。".repeat(20_000)}`, `${page}.txt`);
  const index = join(corpus.dir, ".galley/index.sqlite");
  const sound = session(index);
  const whole = statSync(join(dirname(index), keptTextsName)).size;
  for (const last of [1, 5]) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", keeper(index)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let kept = 0;
    for await (const _ of createInterface({ input: child.stdout })) if (++kept === last) child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
    expect(session(index)).toEqual(sound);
    expect(statSync(join(dirname(index), keptTextsName)).size).toBe(whole);
  }
});
