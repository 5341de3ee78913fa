/** `stats DIR`: counts, progress, character error rate of each document against its source, entities by type. */
import { GalleyError } from "../../shared/errors.ts";
import { type ErrorCount, errorRate } from "../../shared/metrics/cer.ts";
import { byName, type Define, withCorpus } from "./command.ts";

export const defineStats: Define = (program, run) => {
  program
    .command("stats")
    .description(
      "counts, progress, entities by type, and the character error rate of each source against its corrected text: " +
        "edit distance over the corrected length, blocks joined by blank lines; cer leaves white space out, cerRaw counts it",
    )
    .argument("<dir>", "corpus folder")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const sum = { characters: 0, articles: 0, blocks: 0, entities: 0 };
          const types: Record<string, number> = {};
          const [cer, cerRaw] = [new Rate(), new Rate()];
          const table: (string | number)[][] = [];
          const ids = await corpus.ids(byName);
          for (const [index, id] of ids.entries()) {
            if (signal.aborted) throw new GalleyError("cancelled", "Stopped.");
            try {
              const { errors, errorsRaw, ...stats } = await corpus.stats(id);
              for (const key of ["characters", "articles", "blocks", "entities"] as const) sum[key] += stats[key];
              for (const [type, count] of Object.entries(stats.entitiesByType))
                types[type] = (types[type] ?? 0) + count;
              const line = { ...stats, cer: cer.add(errors), cerRaw: cerRaw.add(errorsRaw) };
              output.line({ ...line, cerExact: (errors?.exact ?? true) && (errorsRaw?.exact ?? true) }, null);
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
          const total = { documents, byStatus, ...sum, entitiesByType: types, cer: cer.total, cerRaw: cerRaw.total };
          output.line({ total }, null);
          if (output.json) return;
          output.table(["ID", "STATUS", "CHARACTERS", "ENTITIES", "CER", "CER RAW", "TITLE"], table);
          output.text(
            `\n${documents} documents, ${byStatus.done} done; ${sum.characters} characters, CER ${percent(cer.total)} (${percent(cerRaw.total)} raw)\n`,
          );
          for (const [type, count] of Object.entries(types).sort()) output.text(`${type}  ${count}\n`);
        });
      }, options),
    );
};

/** Sums errors over documents, so that the total weighs each character alike. */
class Rate {
  #errors = 0;
  #length = 0;

  /** Answers with the one document's rate, or null. */
  add(count: ErrorCount | null): number | null {
    if (!count) return null;
    this.#errors += count.errors;
    this.#length += count.length;
    return errorRate(count);
  }

  get total(): number {
    return errorRate({ errors: this.#errors, length: this.#length });
  }
}

function percent(rate: number | null): string {
  return rate === null ? "–" : `${(rate * 100).toFixed(2)} %`;
}
