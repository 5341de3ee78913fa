/** `history DIR ID`, `restore DIR ID REVISION`, `prune DIR`: earlier states of documents, seen, brought back, removed. */

import { GalleyError } from "../../shared/errors.ts";
import type { ChangeCounts } from "../../shared/versions/compare.ts";
import { defaultKeeping } from "../corpus/revisions.ts";
import { type Define, resolveId, withCorpus } from "./command.ts";

export const defineHistory: Define = (program, run) => {
  program
    .command("history")
    .description("the earlier states of a document that are kept: number, time, who, what changed")
    .argument("<dir>", "corpus folder")
    .argument("<id>", "document id, or its beginning")
    .option("--json", "JSON Lines on standard output, the present state (number 0) first")
    .action((dir: string, id: string, options: { json?: boolean }) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const { present, revisions } = await corpus.history(await resolveId(corpus, id));
          const all = [{ number: 0, keptAt: "", ...present }, ...revisions];
          output.lines(all);
          if (!output.json)
            output.table(
              ["revision", "saved", "by", "changed"],
              all.map(({ number, updatedAt, updatedBy, counts, problem }) => [
                number || "now",
                updatedAt,
                updatedBy,
                problem ? problem.message : counts ? figures(counts) : "",
              ]),
              ["right"],
            );
          for (const { number, problem } of all)
            if (problem) output.failure(problem.message, number ? `revision ${number}` : "now");
        });
      }, options),
    );

  program
    .command("restore")
    .description("bring an earlier state of a document back; what it says now is kept as a revision first")
    .argument("<dir>", "corpus folder")
    .argument("<id>", "document id, or its beginning")
    .argument("<revision>", "number, as galley history shows it")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, id: string, revision: string, options: { json?: boolean }) =>
      run(async ({ output, signal }) => {
        const number = wholeNumber(revision, "a revision");
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const document = await resolveId(corpus, id);
          const { hash, kept } = await corpus.restore(document, number);
          const before = kept === null ? "" : ` What it said before is revision ${kept}.`;
          output.line(
            { document, restored: number, kept, hash },
            `${document} is as it was in revision ${number}.${before}`,
          );
        });
      }, options),
    );

  program
    .command("prune")
    .description("remove earlier states of documents beyond what is to be kept")
    .argument("<dir>", "corpus folder")
    .option("--keep <n>", "keep this many of each document", String(defaultKeeping.last))
    .option("--days <n>", "and of older ones the last of each day, for so many days", String(defaultKeeping.days))
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: { keep: string; days: string; json?: boolean }) =>
      run(async ({ output, signal }) => {
        const keeping = { last: wholeNumber(options.keep, "--keep"), days: wholeNumber(options.days, "--days") };
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const removed = corpus.pruneHistory(keeping);
          output.line(removed, `Removed ${removed.revisions} revisions of ${removed.documents} documents.`);
        });
      }, options),
    );
};

/** @throws GalleyError usage */
function wholeNumber(text: string, what: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new GalleyError("usage", `“${text}” is no number; ${what} is a whole number.`);
}

function figures({
  blocks,
  inserted,
  deleted,
  entitiesAdded,
  entitiesRemoved,
  entitiesChanged,
  articles,
  status,
}: ChangeCounts): string {
  const entities = entitiesAdded + entitiesRemoved + entitiesChanged;
  const parts = [
    blocks ? `${blocks} ${blocks === 1 ? "block" : "blocks"}` : "",
    inserted || deleted ? `+${inserted} -${deleted} characters` : "",
    entities ? `${entities} ${entities === 1 ? "entity" : "entities"}` : "",
    articles ? "articles" : "",
    status ? `status ${status}` : "",
  ].filter(Boolean);
  return parts.join(", ") || "nothing";
}
