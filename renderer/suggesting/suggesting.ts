/**
 * The window's side of suggesting: starts the worker when a page first wants suggestions, tells it what is known of
 * words and of the corpus, and asks it about the page that is open. One for the window; words cross once.
 * Must not know: the editor, React, the worker's inside.
 */
import type { EventPayload, GalleyApi } from "../../shared/api.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { ListReceiver } from "../workers/numbering.ts";
import { PageSender } from "../workers/page-crossing.ts";
import { WorkerLine } from "../workers/worker-line.ts";
import type { Answer, Question, Recommendations, Thread } from "./messages.ts";

export class Suggesting {
  readonly #api: Pick<GalleyApi, "call">;
  readonly #line: WorkerLine<Question, Answer>;
  #words: Promise<void> | null = null;
  #knowledge: Promise<void> | null = null;
  #knownOf = "";
  /** Of the registry, not told to the worker yet. */
  #changes: Extract<Question, { ask: "registry" }>[] = [];
  readonly #sender = new PageSender();
  /** The page that the worker has. */
  #subject: object | null = null;
  #recommended: Recommendations | null = null;
  readonly #suggestions = new ListReceiver<Suggestion>();

  constructor({ api, start }: { api: Pick<GalleyApi, "call">; start: () => Thread }) {
    this.#api = api;
    const ended = () => {
      this.#words = null;
      this.#knowledge = null;
      this.#subject = null;
    };
    this.#line = new WorkerLine({ name: "suggesting", start, ended });
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
    return this.#line.inTurn(async () => {
      if (corpus !== this.#knownOf) this.renew();
      this.#knownOf = corpus;
      await this.#prepare(types);
      const isNew = subject !== this.#subject;
      if (isNew) this.#sender.begin();
      const other = recommended !== this.#recommended || isNew ? { recommended } : {};
      this.#subject = subject;
      this.#recommended = recommended;
      const question: Question = { ask: "suggest", crossing: this.#sender.send(document), isNew, ...other };
      const { found } = await this.#line.ask(question, "suggestions");
      return this.#suggestions.receive(found);
    });
  }

  async #prepare(types: readonly string[]): Promise<void> {
    this.#words ??= Promise.all([this.#api.call("readLexicon", {}), this.#api.call("readWordClasses", {})])
      .then(async ([lexicon, classes]) => {
        await this.#line.ask({ ask: "words", lexicon: lexicon.words, classes: classes.words }, "done");
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
        await this.#line.ask({ ask: "knowledge", knowledge, types: [...types] }, "done");
      })
      .catch((error) => {
        this.#knowledge = null;
        throw error;
      });
    await this.#knowledge;
    for (let change = this.#changes.shift(); change; change = this.#changes.shift())
      await this.#line.ask(change, "done");
  }
}
