/** `fix DIR [ID…] [--rules R] [--dry-run]`: carries out what the proofing rules offer, as one operation that can be undone. */

import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { DocumentChange } from "../corpus/operations/carry-out.ts";
import type { Choice, RuleCounts } from "../proofing/tasks.ts";
import { type CommandContext, type Define, idsOf, withCorpus } from "./command.ts";
import type { Output } from "./output.ts";
import { choiceOf } from "./rules-option.ts";

interface FixOptions {
  rules: string;
  dryRun?: boolean;
  json?: boolean;
}

export const defineFix: Define = (program, run) => {
  program
    .command("fix")
    .description("carry out what the proofing rules offer, as one operation; galley undo takes it back")
    .argument("<dir>", "corpus folder")
    .argument("[id...]", "document ids, or their beginnings; all documents without")
    .option("--rules <rules>", "safe: what can be mended unseen, all that are on, or rule ids with commas", "safe")
    .option("--dry-run", "only say what would be done")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, given: string[], options: FixOptions) =>
      run(async (context) => {
        await withCorpus(dir, context, async (corpus) => {
          const choice = choiceOf(options.rules, corpus);
          const ids = await idsOf(corpus, given, context.output);
          const report = new Report(context.output, options.dryRun ?? false);
          if (options.dryRun) await tellFixes(corpus, ids, choice, context, report);
          else await carryOutFixes(corpus, ids, choice, context, report);
          report.end(ids.length);
        });
      }, options),
    );
};

async function tellFixes(
  corpus: Corpus,
  ids: readonly string[],
  choice: Choice,
  { output, signal }: CommandContext,
  report: Report,
): Promise<void> {
  const onProgress = (done: number, total: number) => output.progress(done, total);
  for await (const answer of corpus.proofing.mend(jobs(ids), choice, { signal, onProgress, documents: false })) {
    if (answer.error) output.failure(answer.error.message, answer.id);
    else report.add(answer.id, answer.rules);
  }
}

async function carryOutFixes(
  corpus: Corpus,
  ids: readonly string[],
  choice: Choice,
  { output, signal }: CommandContext,
  report: Report,
): Promise<void> {
  /** Of documents that are to be changed: told once they are on the disk. */
  const waiting = new Map<string, RuleCounts[]>();
  async function* changes(): AsyncGenerator<DocumentChange> {
    for await (const answer of corpus.proofing.mend(jobs(ids), choice, { signal })) {
      const { id } = answer;
      if (answer.error) yield { id, error: GalleyError.fromShape(answer.error) };
      else if (answer.document) {
        waiting.set(id, answer.rules);
        yield { id, baseHash: answer.hash, document: answer.document };
      } else report.add(id, answer.rules);
    }
  }
  const onProgress = () => output.progress(report.documents + waiting.size, ids.length);
  const result = await corpus.carryOut({ kind: "fix", label: "" }, changes(), { signal, onProgress });
  for (const id of result.changed) report.add(id, waiting.get(id) ?? []);
  for (const { document, error } of result.failures) output.failure(error.message, document);
  if (result.stopped) output.failure(result.stopped);
}

function jobs(ids: readonly string[]) {
  return ids.map((id) => ({ id, without: null }));
}

/** What was done, a line for each document and rule. */
class Report {
  readonly #output: Output;
  readonly #dryRun: boolean;
  readonly #table: (string | number)[][] = [];
  #applied = 0;
  #changed = 0;
  documents = 0;

  constructor(output: Output, dryRun: boolean) {
    this.#output = output;
    this.#dryRun = dryRun;
  }

  add(document: string, rules: readonly RuleCounts[]): void {
    this.documents++;
    for (const { rule, applied, skipped } of rules) {
      this.#output.line({ document, rule, applied, skipped }, null);
      if (!this.#output.json) this.#table.push([document, rule, applied, skipped]);
      this.#applied += applied;
    }
    if (rules.some(({ applied }) => applied)) this.#changed++;
  }

  end(asked: number): void {
    if (this.#table.length) this.#output.table(["ID", "RULE", "APPLIED", "SKIPPED"], this.#table);
    const would = this.#dryRun ? "would be " : "";
    this.#output.message(`${this.#applied} fixes ${would}carried out in ${this.#changed} of ${asked} documents.`);
  }
}
