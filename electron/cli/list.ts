/** `list DIR [--status S]`: the documents, by name. */
import { GalleyError } from "../../shared/errors.ts";
import { byName, type Define, type StatusOption, statusOption, withCorpus } from "./command.ts";

/** Rows that are asked of the index at once. */
const PAGE = 1000;

export const defineList: Define = (program, run) => {
  program
    .command("list")
    .description("the documents")
    .argument("<dir>", "corpus folder")
    .addOption(statusOption("only documents of this status"))
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: StatusOption & { json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const query = { ...byName, status: options.status ?? null };
          const table: (string | number)[][] = [];
          for (let offset = 0; ; offset += PAGE) {
            if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
            const { rows } = await corpus.list(query, offset, PAGE);
            for (const { problem, ...row } of rows) {
              const { id, name, title, status, characters, articles, blocks, entities, findings, updatedAt } = row;
              const counts = { characters, articles, blocks, entities };
              if (problem) output.failure(problem.message, id);
              // What is wrong stands in the line only where something is: the other lines keep the contract's keys.
              const line = { id, name, title, status, ...counts, findings, updatedAt };
              output.line(problem ? { ...line, problem: problem.message } : line, null);
              const marks = findings ?? "–";
              table.push([
                id,
                problem ? "damaged" : status,
                characters,
                articles,
                blocks,
                entities,
                marks,
                title,
                name,
              ]);
            }
            if (rows.length < PAGE) break;
          }
          if (output.json) return;
          const head = ["ID", "STATUS", "CHARACTERS", "ARTICLES", "BLOCKS", "ENTITIES", "FINDINGS", "TITLE", "SOURCE"];
          output.table(head, table);
          const { total, byStatus } = await corpus.progress();
          output.message(`${byStatus.done} of ${total} done.`);
        });
      }, options),
    );
};
