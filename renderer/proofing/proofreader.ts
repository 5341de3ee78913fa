/**
 * The window's side of proofing: starts the worker, tells it what rules may know, asks it to check and mend the page
 * that is open. One for the window; the lexicon crosses once.
 * Must not know: the editor, React, the worker's inside.
 */
import type { GalleyApi, Result } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Block, GalleyDocument } from "../../shared/model/document.ts";
import type { Place } from "../../shared/proofing/apply-edits.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import type { Answer, Question, RuleInfo } from "./messages.ts";
import { PageSender } from "./page-crossing.ts";

/** What is used of a Worker. */
export interface Thread {
  postMessage(question: Question): void;
  onmessage: ((event: { data: Answer }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

/** A page that is open: its document changes, its source doesn't. */
export interface Subject {
  readonly source: string;
}

export interface MendedPage {
  /** Blocks that are the same are the given document's own objects. */
  document: GalleyDocument;
  /** Offers taken, by rule. */
  accepted: ReadonlyMap<string, number>;
  places: (Place | null)[];
}

/** Milliseconds that what is known of a corpus is good for: it grows with every page that is worked on. */
const KEPT = 120_000;

export type FixRequest = "safe" | "all" | readonly string[];
type Answered<S extends Answer["say"]> = Extract<Answer, { say: S }>;

export class Proofreader {
  readonly #api: Pick<GalleyApi, "call">;
  readonly #start: () => Thread;
  #thread: Thread | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** Who waits for an answer, in the order of the questions. */
  #waiting: { take(answer: Answer): void; fail(error: unknown): void }[] = [];
  #lexicon: Promise<void> | null = null;
  #context: Promise<void> | null = null;
  #told: Result<"proofingContext"> | null = null;
  #knownOf = "";
  #knownSince = 0;
  #rules: readonly RuleInfo[] = [];
  readonly #listeners = new Set<() => void>();

  /** The page that the worker has. */
  #subject: Subject | null = null;
  readonly #sender = new PageSender();
  /** Findings of the last answer by number. */
  #findings = new Map<number, Finding>();

  constructor({ api, start }: { api: Pick<GalleyApi, "call">; start: () => Thread }) {
    this.#api = api;
    this.#start = start;
  }

  /** All rules that there are; empty until the worker has started. */
  getRules = (): readonly RuleInfo[] => this.#rules;

  /** What rules may know of the corpus, as last told; null before the first check. */
  getContext = (): Result<"proofingContext"> | null => this.#told;

  /** Called when the rules or the context are others. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks the host again for what rules may know before the next check. */
  renew(): void {
    this.#context = null;
  }

  /** As `renew`, when these are other rules of another corpus than last time, or what is known of it is old. */
  renewFor(corpusAndRules: string): void {
    if (corpusAndRules !== this.#knownOf || performance.now() - this.#knownSince > KEPT) this.renew();
    this.#knownOf = corpusAndRules;
  }

  /** @returns findings in reading order; one that says the same as in the answer before is the same object */
  check(subject: Subject, document: GalleyDocument): Promise<readonly Finding[]> {
    return this.#inTurn(() => this.#check(subject, document));
  }

  /** Mends a page as `shared/proofing/fix.ts` does. @param places of the given document, to be found again */
  fix(
    subject: Subject,
    document: GalleyDocument,
    choice: FixRequest,
    places: readonly (Place | null)[],
  ): Promise<MendedPage> {
    return this.#inTurn(() => this.#fix(subject, document, choice, places));
  }

  /** One task after the other: the worker mends the page that it was given last. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #check(subject: Subject, document: GalleyDocument): Promise<readonly Finding[]> {
    await this.#prepare();
    const { order, fresh } = await this.#ask(this.#checkQuestion(subject, document), "findings");
    const added = new Map(fresh);
    const next = new Map<number, Finding>();
    for (const number of order) {
      const finding = added.get(number) ?? this.#findings.get(number);
      if (finding) next.set(number, finding);
    }
    this.#findings = next;
    return [...next.values()];
  }

  async #fix(
    subject: Subject,
    document: GalleyDocument,
    choice: FixRequest,
    places: readonly (Place | null)[],
  ): Promise<MendedPage> {
    await this.#check(subject, document);
    const blocks = this.#sender.blocks();
    const question: Question = {
      ask: "fix",
      choice: typeof choice === "string" ? choice : [...choice],
      places: [...places],
    };
    const answer = await this.#ask(question, "fixed");
    const articles = answer.page.articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((block) => (typeof block === "number" ? (blocks.get(block) as Block) : block)),
    }));
    return {
      document: { ...answer.page.head, articles } as GalleyDocument,
      accepted: new Map(answer.accepted),
      places: answer.places,
    };
  }

  #checkQuestion(subject: Subject, document: GalleyDocument): Question {
    const isNew = subject !== this.#subject;
    if (isNew) this.#sender.begin();
    this.#subject = subject;
    return { ask: "check", crossing: this.#sender.send(document), ...(isNew ? { source: subject.source } : {}) };
  }

  async #prepare(): Promise<void> {
    this.#lexicon ??= this.#tell(async () => {
      const { words } = await this.#api.call("readLexicon", {});
      await this.#ask({ ask: "lexicon", words }, "done");
    }, "lexicon");
    await this.#lexicon;
    this.#context ??= this.#tell(async () => {
      const context = await this.#api.call("proofingContext", {});
      await this.#ask({ ask: "context", context }, "done");
      this.#told = context;
      this.#knownSince = performance.now();
      this.#changed();
    }, "context");
    await this.#context;
  }

  /** What fails is asked for again the next time. */
  async #tell(task: () => Promise<void>, what: "lexicon" | "context"): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (what === "lexicon") this.#lexicon = null;
      else this.#context = null;
      throw error;
    }
  }

  async #ask<S extends Answer["say"]>(question: Question, say: S): Promise<Answered<S>> {
    const thread = this.#running();
    const answer = await new Promise<Answer>((take, fail) => {
      this.#waiting.push({ take, fail });
      thread.postMessage(question);
    });
    if (answer.say === "failed") throw GalleyError.fromShape(answer.error);
    if (answer.say !== say) throw new GalleyError("internal", `The proofing worker said ${answer.say}, not ${say}.`);
    return answer as Answered<S>;
  }

  #running(): Thread {
    if (this.#thread) return this.#thread;
    const thread = this.#start();
    thread.onmessage = ({ data }) => {
      if (data.say === "rules") {
        this.#rules = data.rules;
        this.#changed();
      } else this.#waiting.shift()?.take(data);
    };
    // A worker that could not be loaded or broke answers nothing any more: the next question starts another.
    thread.onerror = ({ message }) => {
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#thread = null;
      this.#lexicon = null;
      this.#context = null;
      this.#subject = null;
      for (const { fail } of waiting) fail(new GalleyError("internal", `The proofing worker ended: ${message ?? ""}`));
    };
    this.#thread = thread;
    return thread;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
