/**
 * Changes of entities in many documents, as a plan: tagging a text, taking tags off, other types, other entries of the
 * registry. Worked out from the derived index alone; documents are read when they are changed. What stands in the way of
 * tagging is listed and never overwritten.
 */
import type { Operation, PlannedChange } from "../../../shared/api.ts";
import { applyEntityChanges, type EntityChange } from "../../../shared/entities/entity-changes.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Label } from "../../../shared/model/settings.ts";
import { CONTEXT } from "../../../shared/search/concordance.ts";
import type { Corpus } from "../corpus.ts";
import { readAhead } from "../read-ahead.ts";
import type { DocumentChange } from "./carry-out.ts";
import type { FileChanges } from "./corpus-files.ts";
import type { PlanCounts, PlanSource, Without } from "./plan.ts";

/** What happens at a place, as the plan groups it; `held` are shown, never carried out. */
export const entityRules = ["tag", "alias", "script", "untag", "retype", "link", "unlink", "set", "held"] as const;
export type EntityRule = (typeof entityRules)[number];

export interface EntityPlanPlace {
  /** Place in the plan's documents. */
  document: number;
  block: string;
  role: string;
  /** Code points in the block's text. */
  start: number;
  end: number;
  /** Types before and after; null for none. */
  from: string | null;
  to: string | null;
  /** What it names before; null for nothing. */
  ref: string | null;
  rule: EntityRule;
  message: Label;
  /** Null for what is held. */
  change: EntityChange | null;
}

export interface PlannedEntities {
  operation: Pick<Operation, "kind" | "label">;
  documents: readonly { id: string; title: string; hash: string }[];
  /** By document name and reading order. */
  places: readonly EntityPlanPlace[];
  /** What becomes of the registry, before the documents and after them. */
  files?: FileChanges | undefined;
}

export class EntityPlan implements PlanSource {
  readonly operation: Pick<Operation, "kind" | "label">;
  readonly counts: PlanCounts;
  readonly files: FileChanges | undefined;
  readonly #corpus: Corpus;
  readonly #planned: PlannedEntities;
  /** Numbers of places: those to carry out, and those that are held. */
  readonly #changes: readonly number[];
  readonly #held: readonly number[];

  constructor(corpus: Corpus, planned: PlannedEntities) {
    this.#corpus = corpus;
    this.#planned = planned;
    this.operation = planned.operation;
    const numbers = [...planned.places.keys()];
    this.#changes = numbers.filter((number) => planned.places[number]?.change);
    this.#held = numbers.filter((number) => !planned.places[number]?.change);
    this.counts = this.#count();
    this.files = planned.files;
  }

  async page(only: string | null, offset: number, limit: number): Promise<PlannedChange[]> {
    const numbers =
      only === null
        ? this.#changes
        : only === "held"
          ? this.#held
          : this.#changes.filter((number) => this.#place(number).rule === only);
    const rows: PlannedChange[] = [];
    for (const number of numbers.slice(offset, offset + limit)) {
      const { document, block, role, start, end, from, to, rule, message, change } = this.#place(number);
      const { id, title } = this.#document(document);
      const points = new CodePointText((await this.#corpus.blockText(id, block)) ?? "");
      const first = Math.max(0, start - CONTEXT);
      const text = points.slice(first, Math.min(points.length, end + CONTEXT));
      const span = { start: start - first, end: end - first, from, to };
      const isHeld = change === null;
      rows.push({
        id: String(number),
        document: id,
        title,
        rule,
        safe: true,
        role,
        message,
        before: text,
        after: text,
        span,
        held: isHeld,
      });
    }
    return rows;
  }

  /** All places, held ones too, in order. */
  *places(): Generator<EntityPlanPlace & { id: string }> {
    for (const place of this.#planned.places) yield { ...place, id: this.#document(place.document).id };
  }

  documents(without: Without, signal?: AbortSignal): AsyncGenerator<DocumentChange> {
    const byDocument = new Map<number, EntityChange[]>();
    for (const number of this.#changes) {
      const { document, rule, change } = this.#place(number);
      if (!change) continue;
      const { id } = this.#document(document);
      if (without.rules.has(rule) || without.documents.has(id) || without.changes.has(String(number))) continue;
      const changes = byDocument.get(document);
      if (changes) changes.push(change);
      else byDocument.set(document, [change]);
    }
    return this.#changed(byDocument, signal);
  }

  async *#changed(
    byDocument: ReadonlyMap<number, EntityChange[]>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<DocumentChange> {
    const change = ([document, changes]: [number, EntityChange[]]) => this.#applied(this.#document(document), changes);
    for await (const changed of readAhead(byDocument, change)) {
      if (signal?.aborted) return;
      yield changed;
    }
  }

  async #applied(
    { id, hash }: { id: string; hash: string },
    changes: readonly EntityChange[],
  ): Promise<DocumentChange> {
    try {
      const base = await this.#corpus.readDocument(id);
      // Changed since: the places mean another text. With the old hash it is refused as the conflict that it is.
      const document = base.hash === hash ? applyEntityChanges(base.document, changes) : base.document;
      return { id, baseHash: hash, document, base };
    } catch (error) {
      if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
      return { id, error };
    }
  }

  #count(): PlanCounts {
    const countOf = (numbers: readonly number[]) => {
      const documents = new Set(numbers.map((number) => this.#place(number).document)).size;
      return { changes: numbers.length, documents };
    };
    const byRule = entityRules.flatMap((rule) => {
      const numbers = (rule === "held" ? this.#held : this.#changes).filter(
        (number) => this.#place(number).rule === rule,
      );
      return numbers.length ? [{ rule, ...countOf(numbers) }] : [];
    });
    return { ...countOf(this.#changes), byRule };
  }

  #place(number: number): EntityPlanPlace {
    const place = this.#planned.places[number];
    if (!place) throw new Error(`no place ${number}`);
    return place;
  }

  #document(number: number): PlannedEntities["documents"][number] {
    const document = this.#planned.documents[number];
    if (!document) throw new Error("a change without its document");
    return document;
  }
}
