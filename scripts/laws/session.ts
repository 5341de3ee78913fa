/**
 * A working day at random, over the real pieces: an editor's state, a corpus on the disk with its saves, operations and
 * registry. Whatever is edited, tagged, spread, merged, undone, saved and opened again, and in whatever order, text,
 * entities and registry agree afterwards: the whole corpus is verified after every step that writes.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { redo, undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import type { Corpus } from "../../electron/corpus/corpus.ts";
import { documentPath } from "../../electron/corpus/layout.ts";
import { nothing } from "../../electron/corpus/operations/plan.ts";
import { planEntities } from "../../electron/corpus/operations/plan-entities.ts";
import { ReplacePlan } from "../../electron/corpus/operations/replace-plan.ts";
import { copySelection, pasteTransaction } from "../../renderer/editor/clipboard.ts";
import * as blocks from "../../renderer/editor/commands/blocks.ts";
import * as entities from "../../renderer/editor/commands/entities.ts";
import * as same from "../../renderer/editor/commands/same-text.ts";
import { setTaggingRules } from "../../renderer/editor/plugins/tagging-rules.ts";
import { asOneEvent } from "../../renderer/editor/plugins/undo-events.ts";
import { eachBlock } from "../../renderer/editor/queries/blocks.ts";
import { allEntities } from "../../renderer/editor/queries/entities.ts";
import { Desk } from "../../renderer/editor/test/builders.ts";
import { namingOf } from "../../shared/entities/naming.ts";
import type { EntityRequest } from "../../shared/entities/plan-request.ts";
import { rememberedTypes } from "../../shared/entities/remember.ts";
import { newEntryId } from "../../shared/model/ids.ts";
import type { RegistryEntry } from "../../shared/model/settings.ts";

/** Names that hold each other, one with a character beyond U+FFFF; both pages have all of them, some twice. */
const names = ["离石区", "离石", "𠮷田茂", "北京市", "北京"];
export const pageTexts = [
  "# 离石区与北京市\n\n𠮷田茂到离石区，又到北京。\n\n离石的𠮷田茂，北京市北京。\n",
  "# 北京市的离石\n\n离石区，𠮷田茂。\n\n北京与离石，离石区。\n",
];
const types = ["PER", "LOC", "ORG", "DATE"];

/** @param at a number in [0, 1) that picks something of whatever there is then */
const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)] as T;

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

// Not a double: most of those lie next to nothing, and would pick the first of everything.
const place = fc.nat(9999).map((n) => n / 10_000);

function positions(desk: Desk): number[] {
  const all: number[] = [];
  eachBlock(desk.state.doc, ({ node, pos }) => {
    for (let i = 0; i <= node.content.size; i++) all.push(pos + 1 + i);
    return undefined;
  });
  return all;
}

function select(desk: Desk, a: number, b: number): void {
  const all = positions(desk);
  desk.select(pick(all, a), pick(all, b));
}

/** Selects one of the names, where it stands. */
function selectName(desk: Desk, name: string, at: number): boolean {
  const found: [number, number][] = [];
  eachBlock(desk.state.doc, ({ node, pos }) => {
    for (let from = node.textContent.indexOf(name); from >= 0; from = node.textContent.indexOf(name, from + 1))
      found.push([pos + 1 + from, pos + 1 + from + name.length]);
    return undefined;
  });
  if (!found.length) return false;
  desk.select(...pick(found, at));
  return true;
}

const inEditor = (name: string, make: (day: Day, a: number, b: number, c: number) => Command | null) =>
  fc.tuple(place, place, place).map(([a, b, c]): Deed => {
    return {
      name: `${name} ${a.toFixed(2)} ${b.toFixed(2)} ${c.toFixed(2)}`,
      writes: false,
      do(day) {
        const command = make(day, a, b, c);
        if (command) day.desk.run(asOneEvent(command));
      },
    };
  });

const anEntity = ({ desk }: Day, at: number) => {
  const all = allEntities(desk.state);
  return all.length ? pick(all, at) : null;
};

const inCorpus = (name: string, request: (day: Day, a: number, b: number) => EntityRequest | null) =>
  fc.tuple(place, place).map(([a, b]): Deed => {
    return {
      name: `${name} ${a.toFixed(2)} ${b.toFixed(2)}`,
      writes: true,
      do: (day) =>
        day.operate(async () => {
          const wanted = request(day, a, b);
          return wanted ? await day.plan(wanted) : [];
        }),
    };
  });

const tagName = inEditor("tag", ({ desk }, a, b, c) =>
  selectName(desk, pick(names, a), b) ? entities.tag(pick(types, c)) : null,
);
const save = fc.constant<Deed>({ name: "save", writes: true, do: (day) => day.save() });
const takeBack = fc.constant<Deed>({ name: "undo", writes: false, do: ({ desk }) => void desk.run(undo) });
const doAgain = fc.constant<Deed>({ name: "redo", writes: false, do: ({ desk }) => void desk.run(redo) });

export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { arbitrary: tagName, weight: 6 },
  { arbitrary: save, weight: 4 },
  { arbitrary: takeBack, weight: 4 },
  { arbitrary: doAgain, weight: 3 },
  {
    weight: 2,
    arbitrary: fc.tuple(place, place, fc.constantFrom("", "字", "𠮷田茂", "离石")).map(([a, b, text]): Deed => {
      return {
        name: `type “${text}” ${a.toFixed(2)} ${b.toFixed(2)}`,
        writes: false,
        do({ desk }) {
          select(desk, a, b < 0.5 ? a : Math.min(0.999, a + b / 20));
          desk.type(text);
        },
      };
    }),
  },
  inEditor("split", ({ desk }, a) => {
    select(desk, a, a);
    return blocks.splitBlock;
  }),
  inEditor("join", ({ desk }, a) => {
    select(desk, a, a);
    return blocks.joinBlocks;
  }),
  inEditor("copy", ({ desk }, a, b, c) => {
    select(desk, a, Math.min(0.999, a + b / 5));
    const copied = copySelection(desk.state, "h");
    select(desk, c, c);
    return copied
      ? (state, dispatch) => {
          dispatch?.(pasteTransaction(state, copied, "h", desk.source));
          return true;
        }
      : null;
  }),
  inEditor("untag", (day, a) => entities.removeEntity(anEntity(day, a)?.id ?? "none")),
  inEditor("retype", (day, a, b) => entities.setEntityType(anEntity(day, a)?.id ?? "none", pick(types, b))),
  inEditor("nudge", (day, a, b) =>
    entities.nudgeEntity(b < 0.5 ? "end" : "start", b * 10 > 5 ? 1 : -1, anEntity(day, a)?.id),
  ),
  inEditor("spread", (day, a) => {
    const entity = anEntity(day, a);
    return entity && same.spreadText(entity.text, entity.type, entity.id);
  }),
  inEditor("untag all", (day, a) => {
    const entity = anEntity(day, a);
    return entity && same.removeSame(entity.text, entity.type);
  }),
  inEditor("retype all", (day, a, b) => {
    const entity = anEntity(day, a);
    return entity && same.retypeSame(entity.text, entity.type, pick(types, b));
  }),
  inEditor("link", (day, a, b) => {
    const entity = anEntity(day, a);
    const entries = day.entries.filter(({ type }) => type === entity?.type);
    return entity && same.setEntityRef(entity.id, entries.length ? pick(entries, b).id : null);
  }),
  {
    weight: 2,
    arbitrary: place.map((at): Deed => {
      return { name: `open ${at.toFixed(2)}`, writes: true, do: (day) => day.openPage(at) };
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Deed>({
      name: "undo operation",
      writes: true,
      do: (day) => day.operate(() => day.undo()),
    }),
  },
  fc.tuple(place, place).map(([a, b]): Deed => {
    const [from, to] = [pick(names, a), pick([...names, "甲"], b)];
    return { name: `replace ${from} → ${to}`, writes: true, do: (day) => day.operate(() => day.replace(from, to)) };
  }),
  fc.tuple(place, place).map(([a, b]): Deed => {
    return {
      name: `write into an entry ${a.toFixed(2)}`,
      writes: true,
      async do(day) {
        await day.save();
        const entry = day.entries.length ? pick(day.entries, a) : null;
        if (entry)
          await day.corpus.editRegistry("", [
            b < 0.5
              ? { do: "aliases", id: entry.id, add: [pick(names, b * 2)], remove: [] }
              : { do: "change", id: entry.id, set: { name: `${entry.name}甲` } },
          ]);
        await day.operate(async () => []);
      },
    };
  }),
  {
    arbitrary: inCorpus("tag all", (_, a, b) => ({ do: "tag", text: pick(names, a), type: pick(types, b) })),
    weight: 2,
  },
  inCorpus("untag all", (_, a) => ({ do: "untag", text: pick(names, a), type: null })),
  inCorpus("retype all", (_, a, b) => ({ do: "retype", text: pick(names, a), from: "LOC", to: pick(types, b) })),
  inCorpus("merge", ({ entries }, a, b) => {
    const into = entries.length ? pick(entries, a) : null;
    const others = entries.filter(({ id, type }) => id !== into?.id && type === into?.type);
    return into && others.length ? { do: "merge", into: into.id, from: [pick(others, b).id] } : null;
  }),
  inCorpus("remove", ({ entries }, a) => (entries.length ? { do: "remove", ids: [pick(entries, a).id] } : null)),
  inCorpus("retag", ({ entries }, a, b) =>
    entries.length ? { do: "retag", id: pick(entries, a).id, type: pick(types, b) } : null,
  ),
  fc.tuple(place, place).map(([a, b]): Deed => {
    return {
      name: `split ${a.toFixed(2)} ${b.toFixed(2)}`,
      writes: true,
      do: (day) =>
        day.operate(async () => {
          if (!day.entries.length) return [];
          const { id, type, name } = pick(day.entries, a);
          const places = await day.corpus.findEntities({ refs: [id] });
          const some = places.filter((_, index) => index / places.length >= b);
          const entry = { id: newEntryId(), name: `${name}乙`, type, aliases: [], link: "", note: "" };
          const chosen = some.map((one) => ({ document: one.document, entity: one.id }));
          return await day.plan({ do: "split", id, entry, entities: chosen });
        }),
    };
  }),
);

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
