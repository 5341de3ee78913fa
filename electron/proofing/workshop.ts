/**
 * What a worker thread does: reads documents and their sources, runs the rules on them and answers. Everything about
 * the corpus that rules may know comes with the first task; the lexicon is read once.
 * Must not know: which thread it is in.
 */
import { GalleyError } from "../../shared/errors.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { Checker } from "../../shared/proofing/check.ts";
import type { CorpusStatistics, Lexicon, ProofingContext } from "../../shared/proofing/context.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { CharacterCounter, statisticsFromText } from "../../shared/proofing/statistics.ts";
import { realFs } from "../corpus/disk.ts";
import { type ReadDocument, readDocumentFile } from "../corpus/document-files.ts";
import { readAhead } from "../corpus/read-ahead.ts";
import { SourceFiles } from "../corpus/source-files.ts";
import { documentStats } from "../corpus/stats.ts";
import { diskError } from "../disk-errors.ts";
import { readLexiconText } from "../lexicon.ts";
import { reportDefect } from "../shell/report.ts";
import { mendDocument, previewDocument, type Subject } from "./mend-document.ts";
import type { Answer, ContextData, Reply, Request, TaskName } from "./tasks.ts";

export class Workshop {
  readonly #dir: string;
  readonly #sources: SourceFiles;
  #lexicon: Lexicon | null = null;
  #statistics: { counts: string; ready: CorpusStatistics } | null = null;
  #context: ProofingContext | null = null;
  #checkers = new Map<string, Checker>();

  /** @param dir the corpus's folder */
  constructor(dir: string) {
    this.#dir = dir;
    this.#sources = new SourceFiles(dir, realFs);
  }

  /** What the next tasks know of the corpus. */
  async use({ statistics, ...rest }: ContextData): Promise<void> {
    this.#lexicon ??= lexiconFromText(await readLexiconText());
    if (this.#statistics?.counts !== statistics.counts)
      this.#statistics = { counts: statistics.counts, ready: statisticsFromText(statistics) };
    this.#context = { ...rest, lexicon: this.#lexicon, statistics: this.#statistics.ready };
    this.#checkers.clear();
  }

  readonly tasks: { [K in TaskName]: (request: Request<K>) => Promise<Reply<K>> } = {
    check: ({ ids, only }) =>
      this.#each(ids, (id) => this.#read(id, (subject, hash) => ({ hash, findings: this.#check(subject, only) }))),
    count: ({ ids }) =>
      this.#each(ids, (id) =>
        this.#read(id, (subject, hash) => ({ hash, findings: this.#check(subject, null).length })),
      ),
    mend: ({ jobs, choice, documents }) =>
      this.#each(jobs, ({ id, without }) =>
        this.#read(id, (subject, hash) => {
          const { document, ...mended } = mendDocument(subject, choice, without);
          return { ...mended, hash, document: documents ? document : null };
        }),
      ),
    preview: ({ ids, choice }) =>
      this.#each(ids, (id) => this.#read(id, (subject, hash) => ({ hash, changes: previewDocument(subject, choice) }))),
    measure: ({ ids }) =>
      this.#each(ids, (id) => this.#open(id, ({ document }, source) => ({ stats: documentStats(document, source) }))),
    statistics: async ({ sources }) => {
      const counter = new CharacterCounter();
      for (const source of sources) {
        const text = await this.#sources.readOrNull({ ...source, length: 0, importedAt: "" });
        if (text) counter.add(text.text);
      }
      return counter.toText();
    },
  };

  /** In order; the next files are read while one is looked at. */
  async #each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    for await (const result of readAhead(items, work)) results.push(result);
    return results;
  }

  #check({ document, source, context }: Subject, only: readonly string[] | null) {
    const key = JSON.stringify(only);
    const checker = this.#checkers.get(key) ?? new Checker(context, only && new Set(only));
    this.#checkers.set(key, checker);
    return checker.check(document, source);
  }

  /** What rules are run on. */
  async #read<T extends object>(id: string, work: (subject: Subject, hash: string) => T): Promise<Answer<T>> {
    const context = this.#context;
    if (!context) throw new Error("no context");
    return await this.#open(id, ({ document, hash, newer }, source) => {
      if (newer) throw newer;
      return work({ document, source, context }, hash);
    });
  }

  /** One document's answer; whatever is wrong with the document is an answer too. */
  async #open<T extends object>(
    id: string,
    work: (read: ReadDocument, source: CodePointText | null) => T,
  ): Promise<Answer<T>> {
    try {
      const read = await readDocumentFile(this.#dir, id);
      return { id, error: null, ...work(read, await this.#sources.readOrNull(read.document.source)) };
    } catch (error) {
      if (!(error instanceof GalleyError)) reportDefect(error);
      return { id, error: diskError(error, id, "check").toShape() };
    }
  }
}
