/**
 * Another tagset, as a plan: what becomes of every entity, attribute and relation that the old one named, the registry's
 * entries with them; carried out together with galley.json as one operation. Kept is only how many changes of which kind
 * each document has; the changes themselves are worked out again where they are looked at, and when it is carried out.
 */
import type { Operation, PlannedChange } from "../../../shared/api.ts";
import {
  changeLabel,
  type Migrated,
  migrateDocument,
  migrateRegistry,
  normalized,
  type TagsetChange,
  unknownTargets,
} from "../../../shared/entities/tagset/change.ts";
import { type Tagset, tagsetOf } from "../../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { type Block, blocksOf, type GalleyDocument, titleOf } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { CONTEXT } from "../../../shared/search/concordance.ts";
import type { Corpus } from "../corpus.ts";
import { readAhead } from "../read-ahead.ts";
import { refuseUnsound, settingsWith } from "../set-tagset.ts";
import type { DocumentChange } from "./carry-out.ts";
import type { FileChanges } from "./corpus-files.ts";
import type { DocumentFailure } from "./place-all.ts";
import type { PlanCounts, PlanSource, Without } from "./plan.ts";
import { withoutEntries } from "./registry-links.ts";

export interface NewTagset {
  tagset: Tagset;
  /** The tagset that it was made from. */
  base: Tagset;
  change: TagsetChange;
}

interface Entry {
  id: string;
  title: string;
  /** Of the file that the plan was made from. */
  hash: string;
  /** How many changes, by what happens. */
  changes: ReadonlyMap<string, number>;
}

interface MakeOptions {
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export class TagsetPlan implements PlanSource {
  readonly operation: Pick<Operation, "kind" | "label">;
  readonly counts: PlanCounts;
  readonly files: FileChanges;
  /** Entries of the registry that get another type, or go. */
  readonly registryEntries: number;
  /** Documents that can't be looked at. */
  readonly failures: readonly DocumentFailure[];
  readonly #corpus: Corpus;
  readonly #change: TagsetChange;
  readonly #gone: ReadonlySet<string>;
  readonly #entries: readonly Entry[];

  private constructor(
    corpus: Corpus,
    { tagset, base, change }: NewTagset,
    entries: readonly Entry[],
    failures: readonly DocumentFailure[],
    registry: { retyped: number; gone: Set<string> },
  ) {
    this.#corpus = corpus;
    this.#change = change;
    this.#entries = entries;
    this.#gone = registry.gone;
    this.failures = failures;
    this.registryEntries = registry.retyped + registry.gone.size;
    this.counts = countsOf(entries);
    this.operation = { kind: "tagset", label: changeLabel(change) };
    this.files = {
      settings: settingsWith(tagset, base, change),
      registry: (now) => migrateRegistry(now, change).registry,
      registryAfter(now, named) {
        const { gone } = migrateRegistry(now, change);
        return withoutEntries(now, ({ id }) => gone.has(id) && !named(id));
      },
    };
  }

  /** @throws GalleyError bad-tagset, conflict (the base is not what the corpus has), usage, cancelled, corpus-gone */
  static async make(corpus: Corpus, wanted: NewTagset, { signal, onProgress }: MakeOptions = {}): Promise<TagsetPlan> {
    const { tagset, base } = wanted;
    const change = normalized(wanted.change);
    refuseUnsound(tagset, base);
    settingsWith(tagset, base)(corpus.settings);
    refuseNowhere(change, tagset);
    const registry = migrateRegistry(await corpus.readRegistry(), change);
    const ids = await corpus.ids({ sort: "name", descending: false, text: "", status: null });
    const entries: Entry[] = [];
    const failures: DocumentFailure[] = [];
    let done = 0;
    const look = async (id: string): Promise<Entry | DocumentFailure | null> => {
      try {
        const { document, hash } = await corpus.readDocument(id);
        const counts = countPlaces(migrateDocument(document, change, registry.gone).places);
        return counts.size ? { id, title: titleOf(document), hash, changes: counts } : null;
      } catch (error) {
        if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
        return { document: id, error: error.toShape() };
      }
    };
    for await (const found of readAhead(ids, look)) {
      if (signal?.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
      if (found && "error" in found) failures.push(found);
      else if (found) entries.push(found);
      onProgress?.(++done, ids.length);
    }
    return new TagsetPlan(corpus, { ...wanted, change }, entries, failures, registry);
  }

  async page(rule: string | null, offset: number, limit: number): Promise<PlannedChange[]> {
    const rows: PlannedChange[] = [];
    let start = 0;
    for (const entry of this.#entries) {
      const own = rule === null ? sum(entry.changes.values()) : (entry.changes.get(rule) ?? 0);
      const [from, to] = [Math.max(0, offset - start), Math.min(own, offset + limit - start)];
      start += own;
      if (from < to) rows.push(...(await this.#changesOf(entry, rule)).slice(from, to));
      if (start >= offset + limit) break;
    }
    return rows;
  }

  /** @throws GalleyError usage: of a tagset's change nothing can be left out, or entities would be of no type */
  async *documents(without: Without, signal?: AbortSignal): AsyncGenerator<DocumentChange> {
    if (without.rules.size + without.documents.size + without.changes.size)
      throw new GalleyError("usage", "Of a change of the tagset nothing can be left out.");
    for await (const change of readAhead(this.#entries, (entry) => this.#migrated(entry))) {
      if (signal?.aborted) return;
      yield change;
    }
  }

  async #migrated({ id }: Entry): Promise<DocumentChange> {
    try {
      const base = await this.#corpus.readDocument(id);
      // By what it is now: what was tagged since the plan was made follows as well.
      const { document } = migrateDocument(base.document, this.#change, this.#gone);
      return { id, baseHash: base.hash, document, base };
    } catch (error) {
      if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
      return { id, error };
    }
  }

  async #changesOf({ id, title, hash }: Entry, rule: string | null): Promise<PlannedChange[]> {
    let document: GalleyDocument;
    try {
      const read = await this.#corpus.readDocument(id);
      // One that was changed since has nothing to show here; it is looked at again when the plan is carried out.
      if (read.hash !== hash) return [];
      document = read.document;
    } catch (error) {
      if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
      return [];
    }
    const { places } = migrateDocument(document, this.#change, this.#gone);
    const blocks = new Map(blocksOf(document).map((block) => [block.id, block]));
    const names = new Map(
      blocksOf(document).flatMap(({ entities }) => entities.map((one) => [one.id, one.text] as const)),
    );
    return places.flatMap((place, index): PlannedChange[] => {
      const block = blocks.get(place.block);
      if (!block || (rule !== null && place.what !== rule)) return [];
      const texts = place.relation ? relationTexts(place.relation, names) : entityTexts(place, block);
      return [
        {
          id: `${id}:${index}`,
          document: id,
          title,
          rule: place.what,
          safe: true,
          role: block.role,
          ...texts,
          message,
        },
      ];
    });
  }
}

// What happens is in the rule's own name, and the two texts show it.
const message = { zh: "", en: "" };

function countPlaces(places: readonly Migrated[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { what } of places) counts.set(what, (counts.get(what) ?? 0) + 1);
  return counts;
}

/** The entity in its sentence, its type before it: "…市长［PER 张三］到访…". */
function entityTexts({ entity, after, kind, what }: Migrated, block: Block): { before: string; after: string } {
  const points = new CodePointText(block.text);
  const [left, right] = [
    points.slice(entity.start - CONTEXT, entity.start),
    points.slice(entity.end, entity.end + CONTEXT),
  ];
  const shown = (one: typeof entity | null) => {
    if (!one) return `${left}${entity.text}${right}`;
    const attributes = kind === "attribute" ? attributeText(one, what) : "";
    return `${left}［${one.type} ${entity.text}${attributes}］${right}`;
  };
  // What went into another entity over the same words is seen as that one.
  const next = kind === "folded" ? { ...entity, type: what.split(" → ")[1] ?? entity.type } : after;
  return { before: shown(entity), after: shown(next) };
}

function attributeText({ attributes = {} }: Migrated["entity"], what: string): string {
  const [from = "", to = ""] = what.split(" → ");
  const ids = [from.slice(from.indexOf(".") + 1), to];
  const own = ids.filter((id, index) => Object.hasOwn(attributes, id) && ids.indexOf(id) === index);
  return own.map((id) => `，${id}：${attributes[id]}`).join("");
}

function relationTexts(
  { before, after }: NonNullable<Migrated["relation"]>,
  names: ReadonlyMap<string, string>,
): { before: string; after: string } {
  const shown = (one: typeof before | null) =>
    one ? `${names.get(one.from) ?? one.from} —${one.type}→ ${names.get(one.to) ?? one.to}` : "";
  return { before: shown(before), after: shown(after) };
}

function countsOf(entries: readonly Entry[]): PlanCounts {
  const byRule = new Map<string, { rule: string; changes: number; documents: number }>();
  for (const { changes } of entries)
    for (const [rule, count] of changes) {
      const counts = byRule.get(rule) ?? { rule, changes: 0, documents: 0 };
      counts.changes += count;
      counts.documents++;
      byRule.set(rule, counts);
    }
  const list = [...byRule.values()].sort((a, b) => b.changes - a.changes || (a.rule < b.rule ? -1 : 1));
  return { changes: sum(list.map(({ changes }) => changes)), documents: entries.length, byRule: list };
}

function refuseNowhere(change: TagsetChange, tagset: Tagset): void {
  const unknown = unknownTargets(change, tagsetOf(tagset).entityTypes);
  if (!unknown.length) return;
  const name = unknown.join(", ");
  throw new GalleyError("usage", `The new tagset has no type ${name} that entities could be given.`, { name });
}

function sum(numbers: Iterable<number>): number {
  let result = 0;
  for (const number of numbers) result += number;
  return result;
}
