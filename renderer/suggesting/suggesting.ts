/**
 * The window's side of suggesting: starts the worker when a page first wants suggestions, tells it what is known of
 * words and of the corpus, and asks it about the page that is open. One for the window; words cross once.
 * Must not know: the editor, React, the worker's inside.
 */
import type { EventPayload, GalleyApi } from "../../shared/api.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { PageSender } from "../proofing/page-crossing.ts";
import type { Answer, Question, Recommendations } from "./messages.ts";

/** What is used of a Worker. */
export interface Thread {
  postMessage(question: Question): void;
  onmessage: ((event: { data: Answer }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

type Answered<S extends Answer["say"]> = Extract<Answer, { say: S }>;

export class Suggesting {
  readonly #api: Pick<GalleyApi, "call">;
  readonly #start: () => Thread;
  #thread: Thread | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** Who waits for an answer, in the order of the questions. */
  #waiting: { take(answer: Answer): void; fail(error: unknown): void }[] = [];
  #words: Promise<void> | null = null;
  #knowledge: Promise<void> | null = null;
  #knownOf = "";
  /** Of the registry, not told to the worker yet. */
  #changes: Extract<Question, { ask: "registry" }>[] = [];
  readonly #sender = new PageSender();
  /** The page that the worker has. */
  #subject: object | null = null;
  #recommended: Recommendations | null = null;
  /** Suggestions of the last answer by number. */
  #suggestions = new Map<number, Suggestion>();

  constructor({ api, start }: { api: Pick<GalleyApi, "call">; start: () => Thread }) {
    this.#api = api;
    this.#start = start;
  }

  /** Asks the host again for what is known of the corpus before the next answer. */
  renew(): void {
    this.#knowledge = null;
    this.#changes = [];
  }

  /**
   * Only entries that have changed cross, before the next answer. What is being read meanwhile may hold a change already:
   * it is made once more, and says the same.
   */
  registryChanged({ changed, removed }: EventPayload<"registryChanged">): void {
    if (!changed) this.renew();
    else if (this.#knowledge) this.#changes.push({ ask: "registry", changed, removed });
  }

  /**
   * @param subject stands for the page while it is open
   * @param types the corpus's entity types; of others nothing is suggested
   * @param corpus names the corpus and what of its settings matters: for another one everything known is asked for again
   * @returns in reading order; one that says the same as in the answer before is the same object
   */
  suggest(
    subject: object,
    document: GalleyDocument,
    { types, corpus, recommended }: { types: readonly string[]; corpus: string; recommended: Recommendations | null },
  ): Promise<readonly Suggestion[]> {
    const result = this.#turn.then(async () => {
      if (corpus !== this.#knownOf) this.renew();
      this.#knownOf = corpus;
      await this.#prepare(types);
      const isNew = subject !== this.#subject;
      if (isNew) this.#sender.begin();
      const other = recommended !== this.#recommended || isNew ? { recommended } : {};
      this.#subject = subject;
      this.#recommended = recommended;
      const question: Question = { ask: "suggest", crossing: this.#sender.send(document), isNew, ...other };
      return this.#taken(await this.#ask(question, "suggestions"));
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  #taken({ order, fresh }: Answered<"suggestions">): readonly Suggestion[] {
    const added = new Map(fresh);
    const next = new Map<number, Suggestion>();
    for (const number of order) {
      const suggestion = added.get(number) ?? this.#suggestions.get(number);
      if (suggestion) next.set(number, suggestion);
    }
    this.#suggestions = next;
    return [...next.values()];
  }

  async #prepare(types: readonly string[]): Promise<void> {
    this.#words ??= Promise.all([this.#api.call("readLexicon", {}), this.#api.call("readWordClasses", {})])
      .then(async ([lexicon, classes]) => {
        await this.#ask({ ask: "words", lexicon: lexicon.words, classes: classes.words }, "done");
      })
      .catch((error) => {
        // What fails is asked for again the next time.
        this.#words = null;
        throw error;
      });
    await this.#words;
    this.#knowledge ??= this.#api
      .call("suggestionKnowledge", {})
      .then(async (knowledge) => {
        await this.#ask({ ask: "knowledge", knowledge, types: [...types] }, "done");
      })
      .catch((error) => {
        this.#knowledge = null;
        throw error;
      });
    await this.#knowledge;
    for (let change = this.#changes.shift(); change; change = this.#changes.shift()) await this.#ask(change, "done");
  }

  async #ask<S extends Answer["say"]>(question: Question, say: S): Promise<Answered<S>> {
    const thread = this.#running();
    const answer = await new Promise<Answer>((take, fail) => {
      this.#waiting.push({ take, fail });
      thread.postMessage(question);
    });
    if (answer.say === "failed") throw GalleyError.fromShape(answer.error);
    if (answer.say !== say) throw new GalleyError("internal", `The suggesting worker said ${answer.say}.`);
    return answer as Answered<S>;
  }

  #running(): Thread {
    if (this.#thread) return this.#thread;
    const thread = this.#start();
    thread.onmessage = ({ data }) => this.#waiting.shift()?.take(data);
    // A worker that could not be loaded or broke answers nothing any more: the next question starts another.
    thread.onerror = ({ message }) => {
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#thread = null;
      this.#words = null;
      this.#knowledge = null;
      this.#subject = null;
      for (const { fail } of waiting)
        fail(new GalleyError("internal", `The suggesting worker ended: ${message ?? ""}`));
    };
    this.#thread = thread;
    return thread;
  }
}
