/**
 * Proofing of an open corpus: what rules may know of it, and checking and mending any number of its documents in worker
 * threads. Results come in the order that was asked for; few are held at a time.
 * Must not know: windows, the command line, how a changed document is written.
 */
import { createHash } from "node:crypto";
import packageJson from "../../package.json" with { type: "json" };
import { GalleyError } from "../../shared/errors.ts";
import { defaultProofingSettings, type ProofingSettings } from "../../shared/model/settings.ts";
import type { RuleRecord, TaggedCounts, TagsetFacts } from "../../shared/proofing/context.ts";
import { rules } from "../../shared/proofing/rules/index.ts";
import { noStatisticsText, type StatisticsText } from "../../shared/proofing/statistics.ts";
import type { CorpusParts } from "../corpus/parts.ts";
import { readAhead } from "../corpus/read-ahead.ts";
import { sha256 } from "../corpus/read-regular-file.ts";
import { typeCountsOf } from "../corpus/type-counts.ts";
import { readStatistics, writeStatistics } from "./statistics-file.ts";
import type {
  Answer,
  Checked,
  Choice,
  ContextData,
  Counted,
  Measured,
  Mended,
  MendJob,
  Reply,
  Tasks,
} from "./tasks.ts";
import { ProofingWorkers } from "./workers.ts";

/** Sources that the statistics are counted from: enough for every usual word, few enough for seconds. */
const COUNTED_SOURCES = 2000;
/** Documents of one task: answers come often, and a task's own cost is nothing against them. */
const BATCH = 8;
/** How old counts of entities may be, in milliseconds, and how many texts they are of at most. */
const RECOUNT_MS = 5 * 60 * 1000;
const MOST_TEXTS = 5000;
/** Counts that are written into the index at once. */
const NOTES = 64;

export interface BatchOptions {
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
  /** What rules may know; asked for when it isn't given. */
  context?: ContextData;
}

interface Note {
  id: string;
  hash: string;
  findings: number;
}

export class Proofing {
  readonly #parts: CorpusParts;
  readonly #workers: ProofingWorkers;
  /** What was counted, by what it was counted from. */
  #statistics: { counted: string; text: StatisticsText } | null = null;
  #counting: Promise<void> | null = null;
  #tagged: { at: number; counts: TaggedCounts } | null = null;

  constructor(parts: CorpusParts) {
    this.#parts = parts;
    this.#workers = new ProofingWorkers(parts.dir);
  }

  /** Ends the worker threads; what is under way ends as cancelled. */
  async close(): Promise<void> {
    await this.#workers.close();
    await this.#counting?.catch(() => {});
  }

  get settings(): ProofingSettings {
    return this.#parts.settings.proofing ?? defaultProofingSettings;
  }

  /** Ids of all rules that there are, the user's own as "user.<id>". */
  get ruleIds(): string[] {
    return [...rules.map(({ id }) => id), ...this.settings.userRules.map(({ id }) => `user.${id}`)];
  }

  /** How each rule's offers fared with this corpus's editors. */
  records(): Promise<Record<string, RuleRecord>> {
    return this.#parts.index.use(({ proofing }) => proofing.records());
  }

  /** Names the present way of checking. */
  get version(): string {
    return this.versionOf(this.settings);
  }

  /** Names a way of checking: with another program, other rules or other settings, counts of findings mean nothing. */
  versionOf({ rules: switches, userRules }: ProofingSettings): string {
    const ids = rules.map(({ id }) => id);
    const known = [packageJson.version, ids, Object.entries(switches).sort(), userRules, this.#tagset];
    return createHash("sha256").update(JSON.stringify(known)).digest("hex");
  }

  /**
   * What rules may know of this corpus. It depends on the corpus's files alone.
   * @throws GalleyError cancelled, when closed meanwhile
   */
  async context(): Promise<ContextData> {
    await this.#countStatistics();
    return await this.#known();
  }

  /** The same at once: without statistics where they have to be counted first, which then happens in the background. */
  async contextNow(): Promise<ContextData> {
    // What goes wrong while counting is told when somebody waits for it.
    this.#countStatistics().catch(() => {});
    return await this.#known();
  }

  async #known(): Promise<ContextData> {
    const asked = await this.#parts.index.use(({ proofing }) => ({
      records: proofing.records(),
      learned: proofing.learned(),
    }));
    const statistics = this.#statistics?.text ?? noStatisticsText;
    const tagged = await this.#taggedCounts();
    return { settings: this.settings, ...asked, tagset: this.#tagset, tagged, statistics };
  }

  /** Going through all entities takes longer than a frame: what was counted holds for a while. */
  async #taggedCounts(): Promise<TaggedCounts> {
    if (this.#tagged && performance.now() - this.#tagged.at < RECOUNT_MS) return this.#tagged.counts;
    const counts = await this.#ofSeveralTypes();
    this.#tagged = { at: performance.now(), counts };
    return counts;
  }

  /** Texts that are tagged as more than one type, with how often as each. */
  async #ofSeveralTypes(): Promise<TaggedCounts> {
    const several: Record<string, Record<string, number>> = {};
    let found = 0;
    let text: string | null = null;
    let counts: Record<string, number> = {};
    // One text's types come one after the other.
    for await (const one of typeCountsOf(this.#parts)) {
      if (one.text !== text) counts = {};
      text = one.text;
      counts[one.type] = one.entities;
      if (text === null || Object.keys(counts).length < 2) continue;
      if (!Object.hasOwn(several, text) && ++found > MOST_TEXTS) break;
      several[text] = counts;
    }
    return several;
  }

  get #tagset(): TagsetFacts {
    const { entityTypes, overlap = "any" } = this.#parts.settings;
    return { types: entityTypes.map(({ id }) => id), overlap };
  }

  /**
   * All findings, document by document; how many there are is noted in the index.
   * @param only of these rules, also where they are off (nothing is noted then); null for all that are on
   */
  async *check(
    ids: readonly string[],
    only: readonly string[] | null,
    options: BatchOptions = {},
  ): AsyncGenerator<Answer<Checked>> {
    const context = options.context ?? (await this.context());
    const notes = only ? null : new Notes(this, this.versionOf(context.settings));
    const request = (batch: string[]) => ({ ids: batch, only });
    for await (const answer of this.#inBatches("check", ids, request, context, options)) {
      if (!answer.error) await notes?.add({ ...answer, findings: answer.findings.length });
      yield answer;
    }
    await notes?.write();
  }

  /** How many findings each document has, noted in the index. */
  async *count(ids: readonly string[], options: BatchOptions = {}): AsyncGenerator<Answer<Counted>> {
    const context = options.context ?? (await this.context());
    const notes = new Notes(this, this.versionOf(context.settings));
    for await (const answer of this.#inBatches("count", ids, (batch) => ({ ids: batch }), context, options)) {
      if (!answer.error) await notes.add(answer);
      yield answer;
    }
    await notes.write();
  }

  /** Documents with their fixes carried out. @param options.documents false: only what would be done is told */
  async *mend(
    jobs: readonly MendJob[],
    choice: Choice,
    { documents = true, ...options }: BatchOptions & { documents?: boolean } = {},
  ): AsyncGenerator<Answer<Mended>> {
    const context = options.context ?? (await this.context());
    yield* this.#inBatches("mend", jobs, (batch) => ({ jobs: batch, choice, documents }), context, options);
  }

  /** Every change that mending these documents would make. */
  async preview(ids: readonly string[], choice: Choice, context: ContextData): Promise<Reply<"preview">> {
    return await this.#workers.ask("preview", { ids, choice }, context);
  }

  /** Notes counts that were made in the given way (`version`). */
  async noteFindings(counts: readonly Note[], version: string): Promise<void> {
    await this.#parts.index.use((index) =>
      index.transaction(() => {
        index.proofing.checkAs(this.version);
        index.proofing.setFindings(counts, version);
      }),
    );
  }

  /** Ids of documents whose findings are not known, the latest changed first. */
  async unchecked(limit: number): Promise<string[]> {
    return await this.#parts.index.use((index) => {
      index.transaction(() => index.proofing.checkAs(this.version));
      return index.proofing.unchecked(limit);
    });
  }

  /** Numbers about each document: what is in it, how far it is from its source. */
  measure(ids: readonly string[], options: Omit<BatchOptions, "context"> = {}): AsyncGenerator<Answer<Measured>> {
    return this.#inBatches("measure", ids, (batch) => ({ ids: batch }), null, options);
  }

  async *#inBatches<K extends "check" | "count" | "mend" | "measure", T>(
    task: K,
    items: readonly T[],
    request: (batch: T[]) => Tasks[K]["request"],
    context: ContextData | null,
    { signal, onProgress }: BatchOptions,
  ): AsyncGenerator<Reply<K>[number]> {
    const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) =>
      items.slice(i * BATCH, (i + 1) * BATCH),
    );
    let done = 0;
    for await (const answers of readAhead(batches, (batch) =>
      this.#workers.ask(task, request(batch), context, signal),
    )) {
      for (const answer of answers) {
        refuseStopped(signal);
        yield answer;
        onProgress?.(++done, items.length);
      }
    }
  }

  /** Counts the statistics unless they are there for the sources of now. */
  #countStatistics(): Promise<void> {
    this.#counting ??= this.#count().finally(() => {
      this.#counting = null;
    });
    return this.#counting;
  }

  async #count(): Promise<void> {
    const { dir, readOnly } = this.#parts;
    const sources = await this.#parts.index.use(({ proofing }) => proofing.sources(COUNTED_SOURCES));
    const counted = sha256(Buffer.from(JSON.stringify(sources.map(({ sha256: sum, encoding }) => [sum, encoding]))));
    if (this.#statistics?.counted === counted) return;
    const stored = await readStatistics(dir, counted);
    if (stored) {
      this.#statistics = { counted, text: stored };
      return;
    }
    const text = await this.#workers.ask("statistics", { sources }, null);
    this.#statistics = { counted, text };
    if (!readOnly) await writeStatistics(dir, counted, text);
  }
}

/** Gathers counts of findings, so that the index is written once for many. */
class Notes {
  readonly #proofing: Proofing;
  readonly #version: string;
  #notes: Note[] = [];

  constructor(proofing: Proofing, version: string) {
    this.#proofing = proofing;
    this.#version = version;
  }

  async add({ id, hash, findings }: Note): Promise<void> {
    this.#notes.push({ id, hash, findings });
    if (this.#notes.length >= NOTES) await this.write();
  }

  async write(): Promise<void> {
    if (this.#notes.length) await this.#proofing.noteFindings(this.#notes.splice(0), this.#version);
  }
}

function refuseStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
}
