/** `suggest DIR [ID…] [--accept SCORE]`: entities that the text probably names; accepted ones become entities. */
import { InvalidArgumentError } from "commander";
import { acceptAll } from "../../shared/entities/accept.ts";
import { type SuggestContext, suggest } from "../../shared/entities/suggest.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf } from "../../shared/model/document.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { ReadDocument } from "../corpus/document-files.ts";
import type { DocumentChange } from "../corpus/operations/carry-out.ts";
import { corpusTagger } from "../entities/learned-model.ts";
import { readWordKnowledge } from "../entities/word-knowledge.ts";
import { byName, type CommandContext, type Define, resolveIds, withCorpus } from "./command.ts";

type SuggestOptions = { accept?: number; model: boolean; json?: boolean };

export const defineSuggest: Define = (program, run) => {
  program
    .command("suggest")
    .description("suggest entities: names, places, bodies, posts, dates, events, amounts")
    .argument("<dir>", "corpus folder")
    .argument("[id...]", "document ids, or their beginnings; all without")
    .option(
      "--accept <score>",
      "make entities of those at or above this score (0 to 1), as one undoable operation",
      score,
    )
    .option("--no-model", "by patterns and registry only, without what was learned from this corpus")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, given: string[], options: SuggestOptions) =>
      run(async (context) => {
        await withCorpus(dir, context, (corpus) => suggestIn(corpus, given, options, context));
      }, options),
    );
};

function score(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("It must be a number from 0 to 1.");
  return value;
}

async function suggestIn(
  corpus: Corpus,
  given: readonly string[],
  { accept, model }: SuggestOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const ids = given.length ? await resolveIds(corpus, given, output) : await corpus.ids(byName);
  const { entities: registry } = await corpus.readRegistry();
  const knowledge = await readWordKnowledge();
  const tagger = model ? await corpusTagger(corpus, knowledge, signal) : null;
  const context: SuggestContext = { knowledge, registry, tagger };
  const types = new Set(corpus.settings.entityTypes.map(({ id }) => id));
  let suggested = 0;
  let accepted = 0;
  /** Of the documents to be changed: what is said about them once they are. */
  const waiting = new Map<string, Suggestion[]>();

  const tell = (id: string, suggestions: readonly Suggestion[], taken: (suggestion: Suggestion) => boolean) => {
    for (const suggestion of suggestions) {
      const { block, type, start, end, text, score, source, reason } = suggestion;
      const isTaken = taken(suggestion);
      if (isTaken) accepted++;
      output.line(
        { document: id, block, type, start, end, text, score, source, accepted: isTaken },
        `${id}  ${block} ${start}–${end}  ${type}  ${text}  ${score.toFixed(2)}  ${reason.en}${isTaken ? "  accepted" : ""}`,
      );
    }
    suggested += suggestions.length;
  };
  const isAccepted = (suggestion: Suggestion) => accept !== undefined && suggestion.score >= accept;

  async function* changes(): AsyncGenerator<DocumentChange> {
    for (const [index, id] of ids.entries()) {
      if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
      output.progress(index, ids.length);
      let read: ReadDocument;
      try {
        read = await corpus.readDocument(id);
      } catch (error) {
        if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
        output.failure(error, id);
        continue;
      }
      const suggestions = suggest(blocksOf(read.document), context).filter(({ type }) => types.has(type));
      const { document, added } = acceptAll(read.document, suggestions.filter(isAccepted), registry);
      if (!added.length) {
        tell(id, suggestions, () => false);
        continue;
      }
      waiting.set(id, suggestions);
      yield { id, baseHash: read.hash, document, base: read };
    }
  }

  if (accept === undefined) for await (const _ of changes());
  else {
    const label = `≥ ${accept}`;
    const result = await corpus.carryOut({ kind: "suggest", label }, changes(), { signal });
    const changed = new Set(result.changed);
    for (const [id, suggestions] of waiting) tell(id, suggestions, (item) => changed.has(id) && isAccepted(item));
    for (const { document, error } of result.failures) output.failure(GalleyError.fromShape(error), document);
    if (result.stopped) throw result.stopped;
  }
  output.message(
    `${suggested} suggestions in ${ids.length} documents, ${accepted} accepted${tagger ? "; with what was learned here" : ""}.`,
  );
}
