/** `replace DIR FROM TO`: in the whole corpus, as one operation that `undo` takes back. */
import type { Corpus } from "../corpus/corpus.ts";
import { nothing } from "../corpus/operations/plan.ts";
import { type ReplacedPlace, ReplacePlan } from "../corpus/operations/replace-plan.ts";
import { type CommandContext, type Define, withCorpus } from "./command.ts";
import { type QueryOptions, queryOf, withQueryOptions } from "./query.ts";

type ReplaceOptions = QueryOptions & { dryRun?: boolean };

export const defineReplace: Define = (program, run) => {
  withQueryOptions(program.command("replace"))
    .description("replace a text in the whole corpus, as one operation that can be undone")
    .argument("<dir>", "corpus folder")
    .argument("<from>", "the text to look for")
    .argument("<to>", "what it becomes; with --regex $1, $<name> and $& are filled in and $$ is a dollar")
    .option("--dry-run", "only say what would be replaced")
    .action((dir: string, from: string, to: string, options: ReplaceOptions) =>
      run((context) => withCorpus(dir, context, (corpus) => replace(corpus, from, to, options, context)), options),
    );
};

async function replace(
  corpus: Corpus,
  from: string,
  to: string,
  options: ReplaceOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const plan = await ReplacePlan.make(corpus, queryOf(from, options), to, { signal });
  const tell = (isTold: (document: string) => boolean) => {
    for (const place of plan.places()) if (isTold(place.document)) output.line(place, sentenceOf(place));
  };
  const { changes, documents } = plan.counts;
  if (options.dryRun) {
    tell(() => true);
    output.message(`${changes} places in ${documents} documents would be replaced.`);
    return;
  }
  const result = await corpus.carryOut(plan.operation, plan.documents(nothing, signal), {
    signal,
    onProgress: (done) => output.progress(done, documents),
  });
  const changed = new Set(result.changed);
  tell((document) => changed.has(document));
  for (const { document, error } of result.failures) output.failure(error.message, document);
  if (result.stopped) output.failure(result.stopped);
  output.message(`Replaced in ${changed.size} documents; \`galley undo\` takes it back.`);
}

function sentenceOf({ document, block, start, before, after }: ReplacedPlace): string {
  return `${document} ${block}:${start}  ${before} → ${after || "(nothing)"}`;
}
