/**
 * The corpus's own code on a disk that loses its power (`crash-disk.ts`): saving, importing, operations and undoing,
 * ended at any call, with and without a cut, and held against a model of what was acknowledged.
 */
import fc from "fast-check";
import { documentOfBytes, readDocumentFile } from "../../electron/corpus/document-files.ts";
import { importFile } from "../../electron/corpus/import/import-file.ts";
import { documentPath } from "../../electron/corpus/layout.ts";
import { carryOut } from "../../electron/corpus/operations/carry-out.ts";
import { undoLast } from "../../electron/corpus/operations/undo.ts";
import type { CorpusParts } from "../../electron/corpus/parts.ts";
import { KeyedQueue } from "../../electron/corpus/queue.ts";
import { readRegularFile } from "../../electron/corpus/read-regular-file.ts";
import { defaultKeeping, Revisions } from "../../electron/corpus/revisions.ts";
import { saveDocument } from "../../electron/corpus/save-document.ts";
import { newSettings, readRegistry, registryFile, settingsFile } from "../../electron/corpus/settings-files.ts";
import { SourceFiles } from "../../electron/corpus/source-files.ts";
import { StandingFiles } from "../../electron/corpus/standing-files.ts";
import { memoryFile } from "../../electron/formats/run-import.ts";
import { refsOf } from "../../shared/entities/references.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { pageText } from "../../shared/proofing/page.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { CrashDisk, type Neglect } from "./crash-disk.ts";

const dir = "/corpus";

/** What the disk must say of a document: `must`, unless it says one of `may`, which were being written. Null: no file. */
interface Promise_ {
  must: string | null;
  may: Set<string | null>;
}

export class CrashModel {
  readonly disk: CrashDisk;
  readonly promised = new Map<string, Promise_>();
  readonly #chance: Chance;
  #parts: CorpusParts;
  /** What stands in for the index: which entries each document names. */
  readonly #refs = new Map<string, Set<string>>();
  #clock = Date.parse("2026-11-24T00:00:00Z");
  #words = 0;

  constructor(seed: number, neglect?: Neglect) {
    this.#chance = chanceOf(seed);
    this.disk = new CrashDisk(neglect);
    this.#parts = this.#open();
  }

  /** A new corpus, acknowledged: from here on it must be there. */
  async create(): Promise<void> {
    const { fs } = this.disk;
    fs.makeFolders(dir);
    // Whoever gives the folder made it durable.
    await (await fs.open("/", "r")).sync();
    await registryFile(dir, fs).write();
    await settingsFile(dir, newSettings("crash", new Date(this.#clock).toISOString()), fs).write();
  }

  /** Puts other words into a document, as typing does. */
  async save(which: number): Promise<void> {
    const id = this.#pick(which);
    if (!id) return;
    await this.#attempt(async () => {
      const { document, hash } = await readDocumentFile(dir, id, this.disk.fs);
      const next = this.#named(this.#worded(document));
      this.#writing([[id, pageText(next)]]);
      await saveDocument(this.#parts, next, hash);
      this.#written([[id, pageText(next)]]);
    });
    await this.#parts.queue.idle();
  }

  /** Some of a few pages at once, so that the same one comes again and several are put in place together. */
  async import(which: number, pages = 1): Promise<void> {
    const all = Array.from({ length: pages }, (_, page) => which + page);
    // Each is acknowledged by itself, whatever becomes of the others.
    await Promise.all(all.map((page) => this.#attempt(() => this.#importPage(page))));
  }

  async #importPage(which: number): Promise<void> {
    const bytes = Buffer.from(`第${which}页，𠮷田。`);
    for await (const { id, status } of importFile(this.#parts, memoryFile(`${which}.txt`, bytes), {
      encoding: "utf-8",
    }))
      if (id && status === "imported") this.#written([[id, bytes.toString()]]);
  }

  /** An operation on all documents; sometimes undone at once. */
  async operate(undoing: boolean): Promise<void> {
    const before: [string, string][] = [];
    await this.#attempt(async () => {
      const changes = [];
      const after: [string, string][] = [];
      for (const id of this.promised.keys()) {
        if (!this.disk.fs.exists(documentPath(dir, id))) continue;
        const { document, hash } = await readDocumentFile(dir, id, this.disk.fs);
        const next = this.#worded(document);
        before.push([id, pageText(document)]);
        after.push([id, pageText(next)]);
        changes.push({ id, baseHash: hash, document: next });
      }
      this.#writing(after);
      const { changed, stopped } = await carryOut(this.#parts, { kind: "replace", label: "x" }, each(changes));
      if (!stopped) this.#written(after.filter(([id]) => changed.includes(id)));
      if (!undoing || stopped) return;
      this.#writing(before);
      const undone = await undoLast(this.#parts);
      if (undone && !undone.stopped) this.#written(before.filter(([id]) => undone.changed.includes(id)));
    });
  }

  /** The program ends at a call to come; what follows goes on after a new start. */
  endSoon(calls: number, after: boolean): void {
    this.disk.endAfter(calls, after);
  }

  /** Starts again where it has ended. @param cut the power went, too */
  restart(cut: boolean): void {
    if (cut) this.disk.cut(this.#chance);
    else this.disk.restart();
    this.#parts = this.#open();
  }

  /** @param isCut what is there is durable; else it is there, and a cut may still take what was not acknowledged. @throws Error naming the law that does not hold */
  async check(isCut: boolean): Promise<void> {
    const { fs } = this.disk;
    const entries = new Set((await readRegistry(dir, fs)).entities.map(({ id }) => id));
    this.#refs.clear();
    for (const [id, { must, may }] of this.promised) {
      const path = documentPath(dir, id);
      if (!fs.exists(path)) {
        if (must !== null && !may.has(null)) throw new Error(`lost: ${id} is gone`);
        if (isCut) this.promised.set(id, { must: null, may: new Set() });
        continue;
      }
      const { document } = documentOfBytes(await readRegularFile(path, fs), id, id);
      const words = pageText(document);
      if (words !== must && !may.has(words)) throw new Error(`lost: ${id} says ${words}, not ${must}`);
      if (isCut) this.promised.set(id, { must: words, may: new Set() });
      this.#noteRefs(document);
      for (const ref of refsOf(document))
        if (!entries.has(ref)) throw new Error(`${id} names the entry ${ref}, which is not there`);
      await this.#parts.sources.read(document.source);
      const kept = this.#parts.revisions.list(id);
      if (kept.length > defaultKeeping.last + defaultKeeping.days)
        throw new Error(`${id} has ${kept.length} revisions`);
      for (const { number } of kept) await this.#parts.revisions.read(id, number);
    }
  }

  #open(): CorpusParts {
    const { fs } = this.disk;
    const now = () => {
      this.#clock += 60_000;
      return new Date(this.#clock);
    };
    const hold = <T>(work: () => Promise<T>) => work();
    // The index is a cache in a file of SQLite's, and locks end with their process.
    const nothing = async () => {};
    const count = ({ refs: [ref = ""] }: { refs: string[] }) => ({
      entities: [...this.#refs.values()].filter((refs) => refs.has(ref)).length,
    });
    const use = async (ask: (of: object) => unknown) => ask({ idsOfSource: () => [], entities: { count } });
    const note = (document: GalleyDocument) => this.#noteRefs(document);
    const put = async (written: { document: GalleyDocument }[]) => {
      for (const { document } of written) note(document);
    };
    const index = { use, put, note, settle: nothing };
    return {
      dir,
      settings: newSettings("crash", ""),
      registry: null,
      fresh: new Set(),
      onRegistry: null,
      registryTold: null,
      readOnly: null,
      fs,
      now,
      user: "tester",
      index,
      search: {},
      sources: new SourceFiles(dir, fs),
      standing: new StandingFiles(),
      revisions: new Revisions(dir, fs, now),
      queue: new KeyedQueue(),
      lock: { hold },
      operations: { hold },
      unsettled: new Map(),
    } as unknown as CorpusParts;
  }

  #pick(which: number): string | null {
    const ids = [...this.promised].filter(([, { must }]) => must !== null).map(([id]) => id);
    return ids[which % ids.length] ?? null;
  }

  #worded(document: GalleyDocument): GalleyDocument {
    const text = `第${++this.#words}次`;
    const [article] = document.articles;
    const [block] = blocksOf(document);
    if (!article || !block) throw new Error("an empty document");
    return {
      ...document,
      articles: [{ ...article, blocks: [{ ...block, text, pieces: [{ inserted: text }], entities: [] }] }],
    };
  }

  /** With its first signs tagged as one of two names, or not. */
  #named(document: GalleyDocument): GalleyDocument {
    const [article] = document.articles;
    const [block] = blocksOf(document);
    const ref = this.#chance.pick(["n1", "n2", null]);
    if (!article || !block || !ref) return document;
    const entity = { id: "e1", type: "PER", start: 0, end: 1, text: "第", ref, by: "editor", note: "" };
    return { ...document, articles: [{ ...article, blocks: [{ ...block, entities: [entity] }] }] };
  }

  #noteRefs(document: GalleyDocument): void {
    this.#refs.set(document.id, refsOf(document));
  }

  #writing(documents: readonly [string, string][]): void {
    for (const [id, words] of documents) this.promised.get(id)?.may.add(words);
  }

  #written(documents: readonly [string, string][]): void {
    for (const [id, words] of documents) this.promised.set(id, { must: words, may: new Set() });
  }

  /** What the program does until it ends; any other failure is told. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.disk.ended) throw error;
    }
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

type Step =
  | { do: "save"; which: number }
  | { do: "import"; which: number; pages: number }
  | { do: "operate"; undoing: boolean }
  | { do: "end"; calls: number; after: boolean; cut: boolean };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("save" as const), which: fc.nat(3) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("import" as const),
        which: fc.nat(3),
        pages: fc.integer({ min: 1, max: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("operate" as const), undoing: fc.boolean() }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("end" as const),
        calls: fc.nat(90),
        after: fc.boolean(),
        cut: fc.boolean(),
      }),
    },
  ),
  { minLength: 3, maxLength: 14 },
);

/**
 * The law, for fast-check: whatever is done and wherever it ends, what was acknowledged is there, nothing is torn, and
 * no document names an entry that is not there.
 */
export function crashLaw(neglect?: Neglect) {
  return fc.asyncProperty(fc.nat(), steps, async (seed, commands) => {
    const model = new CrashModel(seed, neglect);
    await model.create();
    await model.import(0);
    let cut = true;
    for (const step of commands) {
      if (step.do === "end") {
        cut = step.cut;
        model.endSoon(step.calls, step.after);
        continue;
      }
      if (step.do === "operate") await model.operate(step.undoing);
      else if (step.do === "import") await model.import(step.which, step.pages);
      else await model.save(step.which);
      if (!model.disk.ended) continue;
      model.restart(cut);
      await model.check(cut);
    }
    model.restart(true);
    await model.check(true);
  });
}
