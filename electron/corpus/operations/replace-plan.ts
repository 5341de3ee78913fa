/**
 * Finding and replacing in a corpus, as a plan: every place with what it becomes, the documents made when they are asked
 * for. Entities and provenance are kept as a fix keeps them; nothing is replaced across two blocks.
 */
import type { Operation, PlannedChange, SearchQuery } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { applyFixes } from "../../../shared/proofing/apply-edits.ts";
import { CONTEXT } from "../../../shared/search/concordance.ts";
import type { Replacement, Replacements } from "../../search/messages.ts";
import type { SearchOptions } from "../../search/search-thread.ts";
import type { Corpus } from "../corpus.ts";
import { readAhead } from "../read-ahead.ts";
import type { DocumentChange } from "./carry-out.ts";
import type { PlanCounts, PlanSource, Without } from "./plan.ts";

const rule = "replace";

/** A place of the plan, as the command line tells it. */
export interface ReplacedPlace {
  document: string;
  block: string;
  /** Code points in the block's text. */
  start: number;
  end: number;
  /** What stands there, and what it becomes. */
  before: string;
  after: string;
}

type PlannedDocument = Replacements["documents"][number];

export class ReplacePlan implements PlanSource {
  readonly operation: Pick<Operation, "kind" | "label">;
  readonly counts: PlanCounts;
  readonly #corpus: Corpus;
  readonly #documents: readonly PlannedDocument[];
  readonly #changes: readonly Replacement[];

  private constructor(corpus: Corpus, label: string, { documents, changes }: Replacements) {
    this.#corpus = corpus;
    this.#documents = documents;
    this.#changes = changes;
    this.operation = { kind: "replace", label };
    const totals = { changes: changes.length, documents: documents.length };
    this.counts = { ...totals, byRule: changes.length ? [{ rule, ...totals }] : [] };
  }

  /** @throws GalleyError bad-pattern, slow-pattern, cancelled, corpus-gone, disk-error */
  static async make(
    corpus: Corpus,
    query: SearchQuery,
    replacement: string,
    options: SearchOptions = {},
  ): Promise<ReplacePlan> {
    const found = await corpus.findReplacements(query, replacement, options);
    return new ReplacePlan(corpus, `${query.text} → ${replacement}`, found);
  }

  async page(only: string | null, offset: number, limit: number): Promise<PlannedChange[]> {
    if (only !== null && only !== rule) return [];
    const rows: PlannedChange[] = [];
    for (const [index, change] of this.#changes.slice(offset, offset + limit).entries()) {
      const { id: document, title } = this.#documentOf(change);
      const { before, after } = await this.#contextOf(document, change);
      rows.push({
        id: String(offset + index),
        document,
        title,
        rule,
        safe: false,
        role: change.role,
        message: { zh: "", en: "" },
        before: before + change.match + after,
        after: before + change.text + after,
      });
    }
    return rows;
  }

  *places(): Generator<ReplacedPlace> {
    for (const change of this.#changes) {
      const { block, start, end, match, text } = change;
      yield { document: this.#documentOf(change).id, block, start, end, before: match, after: text };
    }
  }

  async *documents(without: Without, signal?: AbortSignal): AsyncGenerator<DocumentChange> {
    if (without.rules.has(rule)) return;
    const byDocument = new Map<PlannedDocument, Replacement[]>();
    for (const [index, change] of this.#changes.entries()) {
      const document = this.#documentOf(change);
      if (without.documents.has(document.id) || without.changes.has(String(index))) continue;
      const changes = byDocument.get(document);
      if (changes) changes.push(change);
      else byDocument.set(document, [change]);
    }
    for await (const change of readAhead(byDocument, ([document, changes]) => this.#replaced(document, changes))) {
      if (signal?.aborted) return;
      yield change;
    }
  }

  async #replaced({ id, hash }: PlannedDocument, changes: readonly Replacement[]): Promise<DocumentChange> {
    try {
      const base = await this.#corpus.readDocument(id);
      // Changed since: the places mean another text. With the old hash it is refused as the conflict that it is.
      const document = base.hash === hash ? replaceAll(base.document, changes) : base.document;
      return { id, baseHash: hash, document, base };
    } catch (error) {
      if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
      return { id, error };
    }
  }

  async #contextOf(id: string, { block, start, end }: Replacement): Promise<{ before: string; after: string }> {
    const text = await this.#corpus.blockText(id, block);
    if (text === null) return { before: "", after: "" };
    const points = new CodePointText(text);
    return { before: points.slice(start - CONTEXT, start), after: points.slice(end, end + CONTEXT) };
  }

  #documentOf(change: Replacement): PlannedDocument {
    const document = this.#documents[change.document];
    if (!document) throw new Error("a change without its document");
    return document;
  }
}

function replaceAll(document: GalleyDocument, changes: readonly Replacement[]): GalleyDocument {
  const fixes = changes.map(({ block, start, end, text }) => [{ do: "replace" as const, block, start, end, text }]);
  return applyFixes(document, fixes).document;
}
