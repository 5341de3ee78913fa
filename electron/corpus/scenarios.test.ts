/**
 * Rarer things that happen to a corpus folder: clocks that jump, sleep, network folders, names that differ in case, an
 * end with saves under way, saving while something else reads everything. The common faults are in `faults.test.ts`.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { findFormat } from "../formats/index.ts";
import { Corpus } from "./corpus.ts";
import { type DurableHandle, realFs } from "./disk.ts";
import { exportFromCorpus } from "./export-documents.ts";
import { documentPath } from "./layout.ts";
import { byName, collect, FailingFs, importText, temporaryCorpus, temporaryFolder } from "./testing.ts";

function worded(document: GalleyDocument, text: string): GalleyDocument {
  const [article] = document.articles;
  const [block] = blocksOf(document);
  if (!article || !block) throw new Error("the page has no block");
  return {
    ...document,
    articles: [{ ...article, blocks: [{ ...block, text, pieces: [{ inserted: text }], entities: [] }] }],
  };
}

const textOf = (document: GalleyDocument) => blocksOf(document)[0]?.text;

async function write(corpus: Corpus, id: string, text: string) {
  const { document, hash } = await corpus.readDocument(id);
  return await corpus.save(worded(document, text), hash);
}

test("what another machine's program left of its claim keeps nobody out", async () => {
  const corpus = await temporaryCorpus();
  await corpus.close();
  mkdirSync(join(corpus.dir, ".galley"), { recursive: true });
  const note = { host: "another", user: "李", pid: 1, since: "2020-01-01T00:00:00Z" };
  writeFileSync(join(corpus.dir, ".galley/window.json"), JSON.stringify(note));
  writeFileSync(join(corpus.dir, ".galley/window.lock"), "");
  const again = await Corpus.open(corpus.dir, { claim: true });
  expect(again.readOnly).toBeNull();
  await again.close();
});

test("files of versions that were never written are refused with the reason, and left as they are", async () => {
  for (const [version, says] of [
    [0, "its version is 0; the first that was ever written is 1"],
    ["1", 'its version is "1"'],
    [undefined, "its version is missing"],
  ] as const) {
    const corpus = await temporaryCorpus();
    const [id, other] = [await importText(corpus), await importText(corpus, "另一页。", "2.txt")];
    const change = (path: string) => {
      const text = JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), version });
      writeFileSync(path, text);
      return () => expect(readFileSync(path, "utf8")).toBe(text);
    };
    const isDocumentAsIs = change(documentPath(corpus.dir, id));
    const refused = { code: "document-damaged", message: expect.stringContaining(says) };
    await corpus.lookAtAll();
    await expect(corpus.read(id)).rejects.toMatchObject(refused);
    expect((await corpus.list(byName, 0, 9)).rows.map(({ problem }) => problem)).toEqual(
      expect.arrayContaining([null, expect.objectContaining(refused)]),
    );
    const { document, hash } = await corpus.readDocument(other);
    await expect(corpus.save({ ...document, id }, hash)).rejects.toMatchObject({ code: "document-damaged" });
    isDocumentAsIs();
    for (const name of ["entities.json", "galley.json"]) {
      const isAsIs = change(join(corpus.dir, name));
      const asked = name === "galley.json" ? Corpus.open(corpus.dir) : corpus.readRegistry();
      await expect(asked).rejects.toMatchObject({ code: "corpus-damaged", message: expect.stringContaining(says) });
      isAsIs();
    }
  }
});

test("clocks that jump and files from 1970 and 2100 change nothing: order is by revision, conflicts by content", async () => {
  let clock = Date.parse("2026-11-24T08:00:00Z");
  const corpus = await temporaryCorpus({ now: () => new Date(clock) });
  const id = await importText(corpus);
  const path = documentPath(corpus.dir, id);
  const numbers: number[] = [];
  for (const [time, text] of [
    ["2100-01-01T00:00:00Z", "一"],
    ["1970-01-02T00:00:00Z", "二"],
    // An hour comes twice when summer time ends.
    ["2026-10-25T00:30:00Z", "三"],
  ] as const) {
    clock = Date.parse(time);
    utimesSync(path, clock / 1000, clock / 1000);
    corpus.beginEditing(id);
    numbers.push((await write(corpus, id, text)).revision);
  }
  expect(numbers).toEqual([1, 2, 3]);
  expect(textOf((await corpus.readDocument(id)).document)).toBe("三");
  const { revisions } = await corpus.history(id);
  expect(revisions.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(
    await Promise.all(revisions.slice(0, 2).map(async ({ number }) => textOf(await corpus.readRevision(id, number)))),
  ).toEqual(["二", "一"]);
});

test("a window that sleeps keeps its claim, and saves when it wakes", async ({ skip }) => {
  if (process.platform === "win32") skip("needs signals that stop a process");
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.close();
  const script = `
    import { Corpus } from ${JSON.stringify(`file://${resolve("electron/corpus/corpus.ts")}`)};
    const corpus = await Corpus.open(${JSON.stringify(corpus.dir)}, { claim: true });
    console.log("open");
    process.stdin.once("data", async () => {
      const { document, hash } = await corpus.readDocument(${JSON.stringify(id)});
      console.log("saved " + (await corpus.save({ ...document, status: "done" }, hash)).revision);
      process.exit(0);
    });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("open");
  child.kill("SIGSTOP");
  const other = await Corpus.open(corpus.dir, { claim: true });
  expect(other.readOnly?.code).toBe("corpus-held");
  await other.close();
  child.kill("SIGCONT");
  child.stdin.write("go\n");
  expect((await lines.next()).value).toBe("saved 1");
});

/** A network folder: slow, without an fsync of folders, and now and then away. */
class NetworkFs extends FailingFs {
  override async open(path: string, flags: "wx" | "a" | "r" | number): Promise<DurableHandle> {
    await wait(2);
    return await super.open(path, flags);
  }
}

test("on a network folder saves hold, a stale handle is told, and who writes there is noticed", async () => {
  const fs = new NetworkFs();
  const corpus = await temporaryCorpus({ fs });
  fs.fail("syncFolder", "EINVAL", Number.POSITIVE_INFINITY);
  const id = await importText(corpus);
  await write(corpus, id, "一");
  fs.fail("rename", "ESTALE");
  await expect(write(corpus, id, "二")).rejects.toMatchObject({ code: "disk-error" });
  const { document, hash } = await corpus.readDocument(id);
  expect(textOf(document)).toBe("一");
  const path = documentPath(corpus.dir, id);
  // In the same second, of the same length.
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("一", "他"));
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  await expect(corpus.save(worded(document, "三"), hash)).rejects.toMatchObject({ code: "conflict" });
  expect(textOf((await corpus.readDocument(id)).document)).toBe("他");
});

test("documents whose names differ in case only are two, and neither is written over the other", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document } = await corpus.readDocument(id);
  const twin = `${id.slice(0, -3).toLowerCase()}${id.slice(-3)}`;
  writeFileSync(documentPath(corpus.dir, twin), serializeDocument(worded({ ...document, id: twin }, "孿生")));
  await corpus.lookAtAll();
  expect(new Set(await corpus.ids(byName))).toEqual(new Set([id, twin]));
  await write(corpus, twin, "改");
  expect(textOf((await corpus.readDocument(id)).document)).toBe(textOf(document));
});

test("closed while saves are under way, all of them are on the disk first", async () => {
  class SlowFs extends FailingFs {
    override async rename(from: string, to: string): Promise<void> {
      await wait(50);
      await super.rename(from, to);
    }
  }
  const corpus = await temporaryCorpus({ fs: new SlowFs() });
  const ids = [];
  for (const name of ["1", "2", "3"]) ids.push(await importText(corpus, `第${name}页`, `${name}.txt`));
  const read = await Promise.all(ids.map((id) => corpus.readDocument(id)));
  const saves = read.map(({ document, hash }) => corpus.save(worded(document, "末"), hash));
  await Promise.all([corpus.close(), ...saves]);
  const again = await Corpus.open(corpus.dir);
  for (const id of ids) expect(textOf((await again.readDocument(id)).document)).toBe("末");
  await again.close();
});

test("an export that saves run into has each document whole, as it was or as it is", async () => {
  const corpus = await temporaryCorpus();
  const ids: string[] = [];
  for (let page = 0; page < 8; page++) ids.push(await importText(corpus, "舊".repeat(500 + page), `${page}.txt`));
  const path = join(temporaryFolder(), "all.jsonl");
  const saving = (async () => {
    for (const id of ids) await write(corpus, id, "新".repeat(500));
  })();
  const { documents, failures } = await exportFromCorpus(corpus, { format: findFormat("jsonl"), ids, path });
  await saving;
  expect([documents, failures]).toEqual([8, []]);
  for (const line of readFileSync(path, "utf8").trim().split("\n")) expect(line).toMatch(/"(舊{500,}|新{500})"/);
  expect(dirname(path)).not.toBe(corpus.dir);
});

test("characters of every plane, variants and joined ones are saved and read as they were", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const character = fc.constantFrom("𠮷", "葛󠄀", "👩‍👩‍👧", "e\u0301", "\u200b", "：", "\uf900", "甲", "\u{2f800}");
  await fc.assert(
    fc.asyncProperty(fc.array(character, { minLength: 1, maxLength: 12 }), async (characters) => {
      const text = characters.join("");
      await write(corpus, id, text);
      expect(textOf((await corpus.readDocument(id)).document)).toBe(text);
    }),
    { numRuns: 20 },
  );
  await expect(write(corpus, id, "半\ud842")).rejects.toMatchObject({ code: "invalid-document" });
});

/** A disk to which names are the same that differ in case or in normal form only, and which keeps them as they were given. */
class FoldingFs extends FailingFs {
  readonly #root: string;

  constructor(root: string) {
    super();
    this.#root = root;
    for (const call of ["copy", "rmdir", "removeAll"] as const) {
      const real = realFs[call] as (...paths: string[]) => Promise<void>;
      this[call] = (...paths: string[]) => real(...paths.map((path) => this.#real(path)));
    }
    for (const call of ["exists", "stat", "lstat", "list", "realpath", "remove", "makeFolder"] as const) {
      const real = realFs[call] as (path: string) => never;
      this[call] = (path: string) => real(this.#real(path));
    }
    this.makeFolders = (path, mode) => realFs.makeFolders(this.#real(path), mode);
    this.note = (path, text) => realFs.note(this.#real(path), text);
  }

  /** The name that is there, of each part of a path; as it was given where there is none. */
  #real(path: string): string {
    const fold = (name: string) => name.normalize("NFD").toLowerCase();
    let found = this.#root;
    for (const part of relative(this.#root, path).split(sep).filter(Boolean)) {
      const names = existsSync(found) ? readdirSync(found) : [];
      found = join(found, names.find((name) => fold(name) === fold(part)) ?? part);
    }
    return found;
  }

  override open(path: string, flags: "wx" | "a" | "r" | number): Promise<DurableHandle> {
    return super.open(this.#real(path), flags);
  }

  override rename(from: string, to: string): Promise<void> {
    return super.rename(this.#real(from), this.#real(to));
  }

  override link(from: string, to: string): Promise<void> {
    return super.link(this.#real(from), this.#real(to));
  }

  override unlink(path: string): Promise<void> {
    return super.unlink(this.#real(path));
  }

  override mkdir(path: string): Promise<unknown> {
    return super.mkdir(this.#real(path));
  }
}

test("on a disk that does not tell upper from lower case, a file whose name was written small is the same document", async () => {
  const root = temporaryFolder();
  const dir = join(root, "corpus");
  const fs = new FoldingFs(root);
  const corpus = await Corpus.create(dir, { name: "试" }, { fs });
  onTestFinished(() => corpus.close());
  const [id, other] = [await importText(corpus, "甲，乙。", "A.txt"), await importText(corpus, "丙，丁。", "a.txt")];
  await write(corpus, id, "一");
  // As a sync program or another system's archive brings it back.
  const path = documentPath(dir, id);
  const small = join(dirname(path), `${id.toLowerCase()}.json`);
  renameSync(path, small);
  await corpus.lookAtAll();
  expect(new Set(await corpus.ids(byName))).toEqual(new Set([id, other]));
  expect(await collect(corpus.verify({ repair: true }))).toEqual([]);
  await write(corpus, id, "二");
  expect(textOf((await corpus.readDocument(id)).document)).toBe("二");
  expect(textOf((await corpus.readDocument(other)).document)).toBe("丙，丁。");
  expect(readdirSync(dirname(path)).filter((name) => name.toLowerCase() === `${id.toLowerCase()}.json`)).toHaveLength(
    1,
  );
});
