/**
 * What the suggesting worker does, without being a worker: keeps what is known of words and of the corpus, and the page
 * that is open, and suggests entities for it; again and again, looking at what has changed.
 * Must not know: threads, the DOM, the editor.
 */

import { Learned } from "../../shared/entities/learning/learn.ts";
import { modelFrom } from "../../shared/entities/learning/written-model.ts";
import { nameKey } from "../../shared/entities/name-key.ts";
import { type Recommended, recommendedBlocks, Suggester, withoutRejected } from "../../shared/entities/suggest.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import { type WordKnowledge, wordKnowledge } from "../../shared/entities/words.ts";
import { errorShape, GalleyError } from "../../shared/errors.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { Page } from "../../shared/proofing/page.ts";
import { ListSender } from "../workers/numbering.ts";
import { PageReceiver } from "../workers/page-crossing.ts";
import type { Answer, Question } from "./messages.ts";

export class Desk {
  #words: WordKnowledge | null = null;
  #suggester: Suggester | null = null;
  #recommended: ReadonlyMap<string, Recommended> = new Map();
  readonly #page = new PageReceiver();
  readonly #suggestions = new ListSender<Suggestion>(wordsOf);

  answer(question: Question): Answer {
    try {
      switch (question.ask) {
        case "words":
          this.#words = wordKnowledge(lexiconFromText(question.lexicon), question.classes);
          return { say: "done" };
        case "knowledge":
          this.#learn(question);
          return { say: "done" };
        case "registry":
          this.#suggester?.changeRegistry(question.changed, question.removed);
          return { say: "done" };
        case "suggest":
          return this.#suggest(question);
      }
    } catch (error) {
      const known =
        error instanceof GalleyError ? error : new GalleyError("internal", String(error), {}, { cause: error });
      return { say: "failed", error: errorShape.parse(known.toShape()) };
    }
  }

  #learn({ knowledge: { registry, model, refused }, types }: Extract<Question, { ask: "knowledge" }>): void {
    if (!this.#words) throw new GalleyError("internal", "The suggesting worker has no words.");
    this.#suggester = new Suggester({
      knowledge: this.#words,
      types: new Set(types),
      registry: registry.map((entry) => ({ ...entry, note: "", link: "" })),
      tagger: model && new Learned(modelFrom(model)),
      refusals: new Map(refused.map(({ type, text, documents }) => [nameKey(type, text), documents])),
    });
    this.#suggester.recommend(this.#recommended);
  }

  #suggest({ crossing, isNew, recommended }: Extract<Question, { ask: "suggest" }>): Answer {
    if (!this.#suggester) throw new GalleyError("internal", "The suggesting worker knows nothing yet.");
    if (isNew) this.#page.begin();
    if (recommended !== undefined) {
      this.#recommended = recommended ? recommendedBlocks(recommended.texts, recommended.suggestions) : new Map();
      this.#suggester.recommend(this.#recommended);
    }
    const document = this.#page.receive(crossing);
    const found = this.#suggester.suggest(blocksOf(document));
    const open = withoutRejected(found, new Page(document, null));
    return { say: "suggestions", found: this.#suggestions.send(open) };
  }
}

function wordsOf({ block, start, end, type, score, source, ref, text }: Suggestion): string {
  return `${block} ${start} ${end} ${type} ${score} ${source} ${ref} ${text}`;
}
