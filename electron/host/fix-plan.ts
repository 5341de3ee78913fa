/**
 * A plan of fixes. Kept is only how many changes of which rule each document would have: the changes themselves are
 * worked out again for the page that is looked at, and the documents when the plan is carried out, always from what
 * was known of the corpus when the plan was made. So a plan over ten thousand pages takes no more room than a list.
 */
import type { PlannedChange } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { DocumentChange } from "../corpus/operations/carry-out.ts";
import type { DocumentFailure } from "../corpus/operations/place-all.ts";
import type { PlanCounts, PlanSource, Without } from "../corpus/operations/plan.ts";
import { readAhead } from "../corpus/read-ahead.ts";
import { changeOfId } from "../proofing/mend-document.ts";
import type { Choice, ContextData, MendJob } from "../proofing/tasks.ts";
import type { Job } from "./jobs.ts";

/** Documents whose changes are kept at hand: those of the page that is looked at, and of the next. */
const KEPT = 64;
/** Documents of one task while changes are worked out for a page. */
const BATCH = 2;

interface Entry {
  id: string;
  /** Of the file that the plan was made from. */
  hash: string;
  /** How many changes, by rule. */
  changes: ReadonlyMap<string, number>;
}

/** Works out what mending would change. @throws GalleyError cancelled, corpus-gone */
export async function planFixes(
  corpus: Corpus,
  ids: readonly string[],
  choice: Choice,
  { signal, onProgress }: Pick<Job, "signal" | "onProgress">,
): Promise<{ plan: FixPlan; failures: DocumentFailure[] }> {
  const context = await corpus.proofing.context();
  const entries: Entry[] = [];
  const failures: DocumentFailure[] = [];
  const jobs = ids.map((id) => ({ id, without: null }));
  const options = { signal, onProgress, documents: false, context };
  for await (const answer of corpus.proofing.mend(jobs, choice, options)) {
    if (answer.error) {
      failures.push({ document: answer.id, error: answer.error });
      continue;
    }
    const applied = answer.rules.filter((counts) => counts.applied);
    const changes = new Map(applied.map((counts) => [counts.rule, counts.applied]));
    if (changes.size) entries.push({ id: answer.id, hash: answer.hash, changes });
  }
  return { plan: new FixPlan(corpus, choice, context, entries), failures };
}

class FixPlan implements PlanSource {
  readonly operation = { kind: "fix", label: "" } as const;
  readonly counts: PlanCounts;
  readonly #corpus: Corpus;
  readonly #choice: Choice;
  readonly #context: ContextData;
  readonly #entries: readonly Entry[];
  /** Changes that were worked out, by document, oldest first. */
  readonly #kept = new Map<string, PlannedChange[]>();

  constructor(corpus: Corpus, choice: Choice, context: ContextData, entries: readonly Entry[]) {
    this.#corpus = corpus;
    this.#choice = choice;
    this.#context = context;
    this.#entries = entries;
    this.counts = countsOf(entries);
  }

  async page(rule: string | null, offset: number, limit: number): Promise<PlannedChange[]> {
    const wanted: { entry: Entry; from: number; to: number }[] = [];
    let start = 0;
    for (const entry of this.#entries) {
      const own = rule === null ? sum(entry.changes.values()) : (entry.changes.get(rule) ?? 0);
      const [from, to] = [Math.max(0, offset - start), Math.min(own, offset + limit - start)];
      if (from < to) wanted.push({ entry, from, to });
      start += own;
      if (start >= offset + limit) break;
    }
    const rows: PlannedChange[] = [];
    for await (const part of readAhead(inBatches(wanted), (batch) => this.#changesOf(batch.map(({ entry }) => entry))))
      for (const { id, changes } of part) {
        const range = wanted.find(({ entry }) => entry.id === id);
        const own = rule === null ? changes : changes.filter((change) => change.rule === rule);
        rows.push(...own.slice(range?.from, range?.to));
      }
    return rows;
  }

  async *documents(without: Without, signal: AbortSignal): AsyncGenerator<DocumentChange> {
    const changes = Map.groupBy([...without.changes].map(changeOfId), ({ document }) => document);
    const hashes = new Map<string, string>();
    const jobs: MendJob[] = [];
    for (const { id, hash, changes: own } of this.#entries) {
      const rules = [...own.keys()].filter((rule) => without.rules.has(rule));
      if (without.documents.has(id) || rules.length === own.size) continue;
      const names = (changes.get(id) ?? []).map(({ name }) => name);
      hashes.set(id, hash);
      jobs.push({ id, without: rules.length || names.length ? { rules, changes: names } : null });
    }
    const options = { signal, context: this.#context };
    for await (const answer of this.#corpus.proofing.mend(jobs, this.#choice, options)) {
      const { id } = answer;
      const baseHash = hashes.get(id) as string;
      if (answer.error) yield { id, error: GalleyError.fromShape(answer.error) };
      else if (answer.hash !== baseHash) yield { id, error: changedSince(id, answer.title) };
      else if (answer.document) yield { id, baseHash, document: answer.document };
    }
  }

  async #changesOf(entries: readonly Entry[]): Promise<{ id: string; changes: PlannedChange[] }[]> {
    const missing = entries.filter(({ id }) => !this.#kept.has(id)).map(({ id }) => id);
    const found = new Map(entries.map(({ id }) => [id, this.#kept.get(id) ?? []]));
    if (missing.length)
      for (const answer of await this.#corpus.proofing.preview(missing, this.#choice, this.#context)) {
        // A document that was changed or damaged since has nothing to show; carrying the plan out names it.
        const hash = entries.find(({ id }) => id === answer.id)?.hash;
        const changes = answer.error || answer.hash !== hash ? [] : answer.changes;
        found.set(answer.id, changes);
        this.#keep(answer.id, changes);
      }
    return [...found].map(([id, changes]) => ({ id, changes }));
  }

  #keep(id: string, changes: PlannedChange[]): void {
    this.#kept.set(id, changes);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
  }
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

function* inBatches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}

function sum(numbers: Iterable<number>): number {
  let result = 0;
  for (const number of numbers) result += number;
  return result;
}

function changedSince(id: string, title: string): GalleyError {
  return new GalleyError("conflict", `${id} (${title}) was changed since the plan was made; it was left as it is.`, {
    document: id,
    name: title,
  });
}
