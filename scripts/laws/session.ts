/**
 * A working day at random, over the real pieces: an editor's state, a corpus on the disk with its saves, operations and
 * registry. Whatever is edited, tagged, spread, merged, undone, saved and opened again, and in whatever order, text,
 * entities and registry agree afterwards: the whole corpus is verified after every step that writes.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Corpus } from "../../electron/corpus/corpus.ts";
import { documentPath } from "../../electron/corpus/layout.ts";
import { nothing } from "../../electron/corpus/operations/plan.ts";
import { planEntities } from "../../electron/corpus/operations/plan-entities.ts";
import { ReplacePlan } from "../../electron/corpus/operations/replace-plan.ts";
import { setTaggingRules } from "../../renderer/editor/plugins/tagging-rules.ts";
import { Desk } from "../../renderer/editor/test/builders.ts";
import { namingOf } from "../../shared/entities/naming.ts";
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import { rememberedTypes } from "../../shared/entities/remember.ts";
import type { RegistryEntry } from "../../shared/model/settings.ts";

/** Names that hold each other, one with a character beyond U+FFFF; both pages have all of them, some twice. */
export const names = ["离石区", "离石", "𠮷田茂", "北京市", "北京"];
export const pageTexts = [
  "# 离石区与北京市\n\n𠮷田茂到离石区，又到北京。\n\n离石的𠮷田茂，北京市北京。\n",
  "# 北京市的离石\n\n离石区，𠮷田茂。\n\n北京与离石，离石区。\n",
];
export const types = ["PER", "LOC", "ORG", "DATE"];

/** @param at a number in [0, 1) that picks something of whatever there is then */
export const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)] as T;

/** One corpus for all days: each begins with the same two pages and an empty registry. */
export class Office {
  readonly corpus: Corpus;
  readonly #pages: { id: string; bytes: Buffer }[];
  readonly #registry: Buffer;

  constructor(corpus: Corpus, ids: readonly string[]) {
    this.corpus = corpus;
    this.#pages = ids.map((id) => ({ id, bytes: readFileSync(documentPath(corpus.dir, id)) }));
    this.#registry = readFileSync(join(corpus.dir, "entities.json"));
  }

  async open(): Promise<Day> {
    for (const { id, bytes } of this.#pages) writeFileSync(documentPath(this.corpus.dir, id), bytes);
    writeFileSync(join(this.corpus.dir, "entities.json"), this.#registry);
    for (const name of ["operations", "revisions"])
      rmSync(join(this.corpus.dir, ".galley", name), { recursive: true, force: true });
    await this.corpus.lookAtAll();
    const day = new Day(
      this.corpus,
      this.#pages.map(({ id }) => id),
    );
    await day.openPage(0);
    return day;
  }
}

/** What is open: a page in the editor, with the hash of the file that it was made from. */
export class Day {
  readonly corpus: Corpus;
  readonly #ids: readonly string[];
  #page = "";
  #hash = "";
  #saved = "";
  #desk: Desk | null = null;
  #entries: readonly RegistryEntry[] = [];
  /** Registry edits on their way, as a window sends them. */
  #sent: Promise<unknown>[] = [];

  constructor(corpus: Corpus, ids: readonly string[]) {
    this.corpus = corpus;
    this.#ids = ids;
  }

  get desk(): Desk {
    if (!this.#desk) throw new Error("no page is open");
    return this.#desk;
  }

  get entries(): readonly RegistryEntry[] {
    return this.#entries;
  }

  /** Opens a page as it is on the disk; what is not saved is given up. */
  async openPage(at: number): Promise<void> {
    await this.#settleSent();
    const id = pick(this.#ids, at);
    const { document, hash, source } = await this.corpus.read(id);
    const desk = new Desk(document, source, "proofread");
    const refFor = (text: string, type: string, now: string | null) => {
      const { ref, fresh } = namingOf({ text, type, now }, this.#entries, rememberedTypes(this.corpus.settings));
      if (fresh) {
        this.#entries = [...this.#entries, fresh];
        this.#sent.push(this.corpus.changeRegistry([{ do: "add", entry: fresh }]));
      }
      return ref;
    };
    desk.state = desk.state.apply(setTaggingRules(desk.state.tr, { refFor }));
    [this.#page, this.#hash, this.#desk, this.#saved] = [id, hash, desk, contentOf(desk)];
    await this.#readRegistry();
  }

  /** Nothing is written that is there already. */
  async save(): Promise<void> {
    const content = contentOf(this.desk);
    if (content === this.#saved) return await this.#readRegistry();
    // As in the window: what was remembered is sent before, and nobody waits for it.
    const saved = await this.corpus.save(this.desk.document, this.#hash);
    this.#hash = saved.hash;
    this.#saved = content;
    await this.#readRegistry();
  }

  /** An operation on the whole corpus, of which the open page is a part: saved before, opened again if it changed. */
  async operate(work: () => Promise<readonly string[]>): Promise<void> {
    await this.save();
    const changed = await work();
    if (changed.includes(this.#page)) await this.openPage(this.#ids.indexOf(this.#page) / this.#ids.length);
    await this.#readRegistry();
  }

  async plan(request: EntityRequest): Promise<readonly string[]> {
    const plan = await planEntities(this.corpus, request);
    const result = await this.corpus.carryOut(plan.operation, plan.documents(nothing), { files: plan.files });
    if (result.failures.length || result.stopped) throw new Error(JSON.stringify(result));
    return result.changed;
  }

  /**
   * Takes the last operation back. A page that was changed since is named and keeps what it has, so that what the
   * registry says of it may be another thing now: then that is all that is wrong, and it is mended.
   */
  async undo(): Promise<readonly string[]> {
    const result = await this.corpus.undoLast();
    if (!result?.failures.length) return result?.changed ?? [];
    const named = new Set(result.failures.map(({ document }) => document));
    for await (const { document, rule, problem, repaired } of this.corpus.verify({ repair: true }))
      if (rule !== "ref-type" || !named.has(document ?? "") || repaired === null)
        throw new Error(`after an undo that could not take back ${[...named]}: ${document}: ${problem}`);
    return this.#ids;
  }

  async replace(from: string, to: string): Promise<readonly string[]> {
    const query = { text: from, regex: false, role: null, type: null, status: null, sort: "page" as const };
    const plan = await ReplacePlan.make(this.corpus, query, to);
    const result = await this.corpus.carryOut(plan.operation, plan.documents(nothing, new AbortController().signal));
    return result.changed;
  }

  /** Everything that `galley verify` says, and what is wrong with the state of the editor. */
  async problems(): Promise<string[]> {
    const found: string[] = this.desk.problems.map(({ place, message }) => `in the editor: ${place}: ${message}`);
    for await (const { document, problem } of this.corpus.verify({ repair: false }))
      found.push(`${document ?? "corpus"}: ${problem}`);
    return found;
  }

  async #settleSent(): Promise<void> {
    const sent = this.#sent;
    this.#sent = [];
    await Promise.all(sent);
  }

  async #readRegistry(): Promise<void> {
    await this.#settleSent();
    this.#entries = (await this.corpus.readRegistry()).entities;
  }
}

const contentOf = ({ document }: Desk) => JSON.stringify([document.articles, document.relations]);

/** One thing that is done; `writes`: to the disk, so that the corpus is to be verified. */
export interface Deed {
  name: string;
  writes: boolean;
  do(day: Day): Promise<void> | void;
}

/** Does all of it, and answers with the first step after which something is wrong. */
export async function live(day: Day, list: readonly Deed[]): Promise<void> {
  const done: string[] = [];
  for (const deed of [...list, { name: "save", writes: true, do: () => day.save() }]) {
    done.push(deed.name);
    await deed.do(day);
    const problems = deed.writes ? await day.problems() : day.desk.problems.map(({ message }) => message);
    if (problems.length) throw new Error(`after ${done.join(", ")}:\n${problems.join("\n")}`);
  }
}
