/** `learn DIR`: learns from what is tagged, and says by cross-validation on these very pages how well. */
import { totals } from "../../shared/entities/learning/validation.ts";
import { type Counts, rates } from "../../shared/entities/measure.ts";
import { corpusModel, taughtStatuses, tooFewEntities } from "../entities/learned-model.ts";
import { type Define, withCorpus } from "./command.ts";

export const defineLearn: Define = (program, run) => {
  program
    .command("learn")
    .description("learn from what is tagged, and say by cross-validation how good suggestions are with it")
    .argument("<dir>", "corpus folder")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { json?: boolean }) =>
      run(async (context) => {
        await withCorpus(dir, context, async (corpus) => {
          const { output, signal } = context;
          const learned = await corpusModel(corpus, {
            signal,
            onProgress: (done, total) => output.progress(done, total),
          });
          if (!learned) throw tooFewEntities((await corpus.countTagged(taughtStatuses)).entities);
          const { validation, documents, characters, entities: learnedFrom } = learned.about;
          output.message(`Learned from ${learnedFrom} entities in ${documents} documents (${characters} characters).`);
          if (!validation) return;
          output.message(
            `Measured on these very pages, each ${validation.by} tested by what was learned from the others (${validation.parts} parts); not the truth.`,
          );
          const tell = (type: string | null, patterns: Counts, with_: Counts) =>
            output.line(
              { type, n: with_.gold, patterns: rounded(patterns), learned: rounded(with_) },
              `${(type ?? "all").padEnd(10)} n ${String(with_.gold).padStart(5)}   patterns ${figures(patterns)}   learned ${figures(with_)}`,
            );
          for (const [type, { patterns, learned: own }] of Object.entries(validation.types).sort())
            tell(type, patterns, own);
          const all = totals(validation);
          tell(null, all.patterns, all.learned);
        });
      }, options),
    );
};

function rounded(counts: Counts): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rates(counts)).map(([name, rate]) => [name, Math.round(rate * 1000) / 1000]),
  );
}

function figures(counts: Counts): string {
  const { precision, recall, f1 } = rates(counts);
  return `P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}`;
}
