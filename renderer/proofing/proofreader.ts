/**
 * The window's side of proofing: starts the worker, tells it what rules may know, asks it to check and mend the page
 * that is open. One for the window; the lexicon crosses once.
 * Must not know: the editor, React, the worker's inside.
 */
import type { GalleyApi, Result } from "../../shared/api.ts";
import type { Block, GalleyDocument } from "../../shared/model/document.ts";
import type { Place } from "../../shared/proofing/apply-edits.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { ListReceiver } from "../workers/numbering.ts";
import { PageSender } from "../workers/page-crossing.ts";
import { WorkerLine } from "../workers/worker-line.ts";
import type { Answer, Question, RuleInfo, Thread } from "./messages.ts";

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

export class Proofreader {
  readonly #api: Pick<GalleyApi, "call">;
  readonly #line: WorkerLine<Question, Answer>;
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
  readonly #findings = new ListReceiver<Finding>();

  constructor({ api, start }: { api: Pick<GalleyApi, "call">; start: () => Thread }) {
    this.#api = api;
    const told = (answer: Answer) => {
      if (answer.say !== "rules") return false;
      this.#rules = answer.rules;
      this.#changed();
      return true;
    };
    const ended = () => {
      this.#lexicon = null;
      this.#context = null;
      this.#subject = null;
    };
    this.#line = new WorkerLine({ name: "proofing", start, told, ended });
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
    return this.#line.inTurn(() => this.#check(subject, document));
  }

  /** Mends the page that the worker was given last, as `shared/proofing/fix.ts` does. @param places of the given document, to be found again */
  fix(
    subject: Subject,
    document: GalleyDocument,
    choice: FixRequest,
    places: readonly (Place | null)[],
  ): Promise<MendedPage> {
    return this.#line.inTurn(() => this.#fix(subject, document, choice, places));
  }

  async #check(subject: Subject, document: GalleyDocument): Promise<readonly Finding[]> {
    await this.#prepare();
    const { found } = await this.#line.ask(this.#checkQuestion(subject, document), "findings");
    return this.#findings.receive(found);
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
    const answer = await this.#line.ask(question, "fixed");
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
      await this.#line.ask({ ask: "lexicon", words }, "done");
    }, "lexicon");
    await this.#lexicon;
    this.#context ??= this.#tell(async () => {
      const context = await this.#api.call("proofingContext", {});
      await this.#line.ask({ ask: "context", context }, "done");
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

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
