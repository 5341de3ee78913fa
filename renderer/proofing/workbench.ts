/**
 * What the proofing worker does, without being a worker: keeps the lexicon, the context and the page that is open,
 * checks and mends it. A block that crosses once stays the same object, so that the checker, which keeps what it found
 * by block, looks only at what was changed.
 * Must not know: threads, the DOM, the editor.
 */
import type { Result } from "../../shared/api.ts";
import { errorShape, GalleyError } from "../../shared/errors.ts";
import type { Block, GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { Checker } from "../../shared/proofing/check.ts";
import type { ProofingContext } from "../../shared/proofing/context.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { fix } from "../../shared/proofing/fix.ts";
import { emptyLexicon, lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { rules } from "../../shared/proofing/rules/index.ts";
import { statisticsFromText } from "../../shared/proofing/statistics.ts";
import { ListSender } from "../workers/numbering.ts";
import { type Outline, PageReceiver } from "../workers/page-crossing.ts";
import type { Answer, Question, RuleInfo } from "./messages.ts";

export const ruleInfos: RuleInfo[] = rules.map(({ id, kind, stage, title, about, enabled }) => ({
  id,
  kind,
  stage,
  title,
  about,
  enabled,
}));

export class Workbench {
  #lexicon = emptyLexicon;
  #said: Result<"proofingContext"> | null = null;
  #context: ProofingContext | null = null;
  #checker: Checker | null = null;
  readonly #page = new PageReceiver();
  #document: GalleyDocument | null = null;
  #source: CodePointText | null = null;
  readonly #findings = new ListSender<Finding>(JSON.stringify);

  answer(question: Question): Answer {
    try {
      switch (question.ask) {
        case "lexicon":
          this.#lexicon = lexiconFromText(question.words);
          this.#renew();
          return { say: "done" };
        case "context":
          this.#said = question.context;
          this.#renew();
          return { say: "done" };
        case "check":
          return this.#check(question);
        case "fix":
          return this.#fix(question);
      }
    } catch (error) {
      const known =
        error instanceof GalleyError ? error : new GalleyError("internal", String(error), {}, { cause: error });
      return { say: "failed", error: errorShape.parse(known.toShape()) };
    }
  }

  #renew(): void {
    if (!this.#said) return;
    const { settings, records, learned, statistics, tagset, tagged } = this.#said;
    this.#context = {
      lexicon: this.#lexicon,
      statistics: statisticsFromText(statistics),
      settings,
      records,
      learned,
      tagset,
      tagged,
    };
    this.#checker = new Checker(this.#context);
  }

  #check({ crossing, source }: Extract<Question, { ask: "check" }>): Answer {
    if (source !== undefined) {
      this.#source = new CodePointText(source);
      this.#page.begin();
    }
    this.#document = this.#page.receive(crossing);
    const found = this.#checker?.check(this.#document, this.#source) ?? [];
    return { say: "findings", found: this.#findings.send(found) };
  }

  #fix({ choice, places }: Extract<Question, { ask: "fix" }>): Answer {
    if (!this.#document || !this.#context)
      throw new GalleyError("internal", "The proofing worker has no page to mend.");
    const chosen = typeof choice === "string" ? choice : new Set(choice);
    const { document, changes, locate } = fix(this.#document, this.#source, this.#context, chosen);
    const numbers = this.#page.numbers();
    const { articles, ...head } = document;
    const page: Outline<number | Block> = {
      head,
      articles: articles.map((article) => ({
        ...article,
        blocks: article.blocks.map((block) => numbers.get(block) ?? block),
      })),
    };
    const accepted = new Map<string, number>();
    for (const { finding } of changes) accepted.set(finding.rule, (accepted.get(finding.rule) ?? 0) + 1);
    return { say: "fixed", page, accepted: [...accepted], places: places.map((place) => place && locate(place)) };
  }
}
