/** `suggest DIR [ID…] [--accept SCORE]`: entities that the text probably names; accepted ones become entities. */
import { InvalidArgumentError } from "commander";
import { acceptAll } from "../../shared/entities/accept.ts";
import { Learned } from "../../shared/entities/learning/learn.ts";
import { modelFrom } from "../../shared/entities/learning/written-model.ts";
import { type Recommended, recommendedBlocks, Suggester, withoutRejected } from "../../shared/entities/suggest.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { Page } from "../../shared/proofing/page.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { ReadDocument } from "../corpus/document-files.ts";
import type { DocumentChange } from "../corpus/operations/carry-out.ts";
import { corpusModel } from "../entities/learned-model.ts";
import { readWordKnowledge } from "../entities/word-knowledge.ts";
import { askRecommender } from "../recommender/recommender.ts";
import { byName, type CommandContext, type Define, resolveIds, withCorpus } from "./command.ts";

type SuggestOptions = { accept?: number; model: boolean; recommender?: string; json?: boolean };

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
    .option(
      "--recommender <url>",
      "ask this service too: the text of each document's blocks is sent there (docs/recommender.md)",
      httpAddress,
    )
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, given: string[], options: SuggestOptions) =>
      run(async (context) => {
        await withCorpus(dir, context, (corpus) => suggestIn(corpus, given, options, context));
      }, options),
    );
};

function httpAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError("It must begin with http:// or https://.");
  return text;
}

/** Nobody looked at each of them. */
const asUnseen = (suggestion: Suggestion) => ({ ...suggestion, unseen: true });

function score(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("It must be a number from 0 to 1.");
  return value;
}

async function suggestIn(
  corpus: Corpus,
  given: readonly string[],
  { accept, model, recommender }: SuggestOptions,
  context: CommandContext,
): Promise<void> {
  const { output, signal } = context;
  const ids = given.length ? await resolveIds(corpus, given, output) : await corpus.ids(byName);
  const { entities: registry } = await corpus.readRegistry();
  const knowledge = await readWordKnowledge();
  const learned = model ? await corpusModel(corpus, { signal }) : null;
  const tagger = learned && new Learned(modelFrom(learned.model));
  const refusals = new Map((await corpus.refusedNames()).map((name) => [`${name.type}\t${name.text}`, name.documents]));
  const types = new Set(corpus.settings.entityTypes.map(({ id }) => id));
  const suggester = new Suggester({ knowledge, registry, tagger, refusals, types });
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
      if (recommender) suggester.recommend(await recommended(recommender, read.document, types, context));
      const found = suggester.suggest(blocksOf(read.document));
      const suggestions = withoutRejected(found, new Page(read.document, null));
      const { document, added } = acceptAll(read.document, suggestions.filter(isAccepted).map(asUnseen), registry);
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

/** What the recommender says of a document; a failure is named, and the document has the other suggestions. */
async function recommended(
  address: string,
  document: GalleyDocument,
  types: ReadonlySet<string>,
  { output, signal }: CommandContext,
): Promise<Map<string, Recommended>> {
  const blocks = blocksOf(document).map(({ id, role, text }) => ({ id, role, text }));
  try {
    const { suggestions, dropped } = await askRecommender(address, { blocks, types: [...types] }, { signal });
    const count = Object.values(dropped).reduce((sum, one) => sum + one, 0);
    if (count) output.message(`${document.id}  ${count} of the recommender's suggestions can't be used.`);
    return recommendedBlocks(blocks, suggestions);
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code === "cancelled") throw error;
    output.failure(error, document.id);
    return new Map();
  }
}
