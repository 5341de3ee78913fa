/** `stats DIR`: counts, progress, character error rate of each document against its source, entities by type. */
import { changedCharacters } from "../../shared/corrections/measure.ts";
import { GalleyError } from "../../shared/errors.ts";
import { ratesOf, StatisticsSum } from "../corpus/statistics.ts";
import { byName, type Define, withCorpus } from "./command.ts";

/** Corrections that are listed, the most frequent ones. */
const FREQUENT = 20;

export const defineStats: Define = (program, run) => {
  program
    .command("stats")
    .description(
      "counts, progress, entities by type, and the character error rate of each source against its corrected text: " +
        "edit distance over the corrected length, blocks joined by blank lines; cer leaves white space out, cerRaw counts " +
        "it, cerLevels also folds full and half width or counts Chinese characters only; and the corrections by kind",
    )
    .argument("<dir>", "corpus folder")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const sum = new StatisticsSum();
          const table: (string | number)[][] = [];
          const ids = await corpus.ids(byName);
          for (const [index, id] of ids.entries()) {
            if (signal.aborted) throw new GalleyError("cancelled", "Stopped.");
            try {
              const all = await corpus.stats(id);
              sum.add(all);
              const { levels, corrections, pairs: _, ...stats } = all;
              const rates = ratesOf(all);
              const line = { ...stats, cer: rates?.noSpace ?? null, cerRaw: rates?.raw ?? null };
              const cerExact = !levels || Object.values(levels).every(({ exact }) => exact);
              const changed = corrections && changedCharacters(corrections);
              output.line({ ...line, cerExact, cerLevels: rates, changed, corrections }, null);
              table.push([
                id,
                stats.status,
                stats.characters,
                stats.entities,
                percent(line.cer),
                percent(line.cerRaw),
                stats.title,
              ]);
            } catch (error) {
              if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
              output.failure(error, id);
            }
            output.progress(index + 1, ids.length);
          }
          const { total: documents, byStatus } = await corpus.progress();
          const { characters, articles, blocks, entities, entitiesByType, corrections, changed, rates } = sum;
          const frequent = sum.frequent(FREQUENT);
          const counts = { documents, byStatus, characters, articles, blocks, entities, entitiesByType };
          const total = {
            ...counts,
            cer: rates.noSpace,
            cerRaw: rates.raw,
            cerLevels: rates,
            changed,
            corrections,
            frequent,
          };
          output.line({ total }, null);
          if (output.json) return;
          output.table(["ID", "STATUS", "CHARACTERS", "ENTITIES", "CER", "CER RAW", "TITLE"], table);
          output.text(
            `\n${documents} documents, ${byStatus.done} done; ${characters} characters, CER ${percent(rates.noSpace)} (${percent(rates.raw)} raw), ${changed} characters changed\n`,
          );
          for (const [kind, { places }] of Object.entries(corrections)) if (places) output.text(`${kind}  ${places}\n`);
          for (const { wrong, right, times } of frequent) output.text(`${wrong} → ${right}  ${times}\n`);
          for (const [type, count] of Object.entries(entitiesByType).sort()) output.text(`${type}  ${count}\n`);
        });
      }, options),
    );
};

function percent(rate: number | null): string {
  return rate === null ? "–" : `${(rate * 100).toFixed(2)} %`;
}
