/**
 * `stats DIR`: counts, progress, character error rate of each document against its source, entities by type; with
 * `--entities` what the entities say as a whole.
 */
import { changedCharacters } from "../../shared/corrections/measure.ts";
import { gatherStatistics, ratesOf } from "../corpus/statistics.ts";
import type { Answer, Measured } from "../proofing/tasks.ts";
import { type Define, withCorpus } from "./command.ts";
import { type EntityStatsOptions, entityStats, entityStatsOptions, refuseWithoutEntities } from "./entity-stats.ts";

export const defineStats: Define = (program, run) => {
  const stats = program
    .command("stats")
    .description(
      "counts, progress, entities and relations by type, and the character error rate of each source against its corrected text: " +
        "edit distance over the corrected length, blocks joined by blank lines; cer leaves white space out, cerRaw counts " +
        "it, cerLevels also folds full and half width or counts Chinese characters only; and the corrections by kind",
    )
    .argument("<dir>", "corpus folder")
    .option("--json", "JSON Lines on standard output");
  for (const option of entityStatsOptions) stats.addOption(option);
  stats.action((dir: string, options: EntityStatsOptions & { json?: boolean }) =>
    run(async ({ output, signal }) => {
      refuseWithoutEntities(options);
      await withCorpus(dir, { output, signal }, async (corpus) => {
        if (options.entities) return await entityStats(corpus, options, { output, signal });
        const table: (string | number)[][] = [];
        const onProgress = (done: number, total: number) => output.progress(done, total);
        const onDocument = (answer: Answer<Measured>) => {
          if (answer.error) return output.failure(answer.error.message, answer.id);
          const { levels, corrections, pairs: _, ...stats } = answer.stats;
          const rates = ratesOf(answer.stats);
          const line = { ...stats, cer: rates?.noSpace ?? null, cerRaw: rates?.raw ?? null };
          const cerExact = !levels || Object.values(levels).every(({ exact }) => exact);
          const changed = corrections && changedCharacters(corrections);
          output.line({ ...line, cerExact, cerLevels: rates, changed, corrections }, null);
          table.push([
            answer.id,
            stats.status,
            stats.characters,
            stats.entities,
            percent(line.cer),
            percent(line.cerRaw),
            stats.title,
          ]);
        };
        const all = await gatherStatistics(corpus, { signal, onProgress, onDocument });
        const { measured: _, rates, frequent, records, ...counts } = all;
        const { documents, byStatus, characters, entitiesByType, relationsByType, corrections, changed } = counts;
        const cers = { cer: rates.noSpace, cerRaw: rates.raw, cerLevels: rates };
        const total = { ...counts, ...cers, frequent, rules: records };
        output.line({ total }, null);
        if (output.json) return;
        output.table(["ID", "STATUS", "CHARACTERS", "ENTITIES", "CER", "CER RAW", "TITLE"], table);
        output.text(
          `\n${documents} documents, ${byStatus.done} done; ${characters} characters, CER ${percent(rates.noSpace)} (${percent(rates.raw)} raw), ${changed} characters changed\n`,
        );
        for (const [kind, { places }] of Object.entries(corrections)) if (places) output.text(`${kind}  ${places}\n`);
        for (const { wrong, right, times } of frequent) output.text(`${wrong} → ${right}  ${times}\n`);
        for (const counted of [entitiesByType, relationsByType])
          for (const [type, count] of Object.entries(counted).sort()) output.text(`${type}  ${count}\n`);
        for (const [rule, { accepted, dismissed }] of Object.entries(records).sort())
          output.text(`${rule}  ${accepted} accepted, ${dismissed} dismissed\n`);
      });
    }, options),
  );
};

function percent(rate: number | null): string {
  return rate === null ? "–" : `${(rate * 100).toFixed(2)} %`;
}
