/** `check DIR [ID…] [--rules R]`: what the proofing rules find. Nothing is changed. */
import type { Finding } from "../../shared/proofing/finding.ts";
import { type Define, idsOf, withCorpus } from "./command.ts";
import { choiceOf } from "./rules-option.ts";

interface CheckOptions {
  rules: string;
  json?: boolean;
}

export const defineCheck: Define = (program, run) => {
  program
    .command("check")
    .description("what the proofing rules find: damage, why it looks so, and what would mend it")
    .argument("<dir>", "corpus folder")
    .argument("[id...]", "document ids, or their beginnings; all documents without")
    .option("--rules <rules>", "all that are on, safe: only what can be mended unseen, or rule ids with commas", "all")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, given: string[], options: CheckOptions) =>
      run(async ({ output, signal }) => {
        await withCorpus(dir, { output, signal }, async (corpus) => {
          const choice = choiceOf(options.rules, corpus);
          const ids = await idsOf(corpus, given, output);
          const only = typeof choice === "string" ? null : choice;
          const onProgress = (done: number, total: number) => output.progress(done, total);
          const summary = new Summary(!output.json);
          for await (const answer of corpus.proofing.check(ids, only, { signal, onProgress })) {
            if (answer.error) {
              output.failure(answer.error.message, answer.id);
              continue;
            }
            const findings = answer.findings.filter(({ safe }) => choice !== "safe" || safe);
            if (output.json) output.lines(findings.map((finding) => lineOf(answer.id, finding)));
            summary.add(answer.id, findings);
          }
          if (summary.rows.length) output.table(["ID", "RULE", "FINDINGS", "SAFE", "FIRST", "WHAT"], summary.rows);
          output.message(`${summary.findings} findings in ${summary.documents} of ${ids.length} documents.`);
        });
      }, options),
    );
};

/** The contract's keys first; messages and evidence in English, as everything on the command line. */
function lineOf(document: string, finding: Finding): object {
  const { article, block, rule, severity, safe, start, end, quote, message, fix, evidence, score } = finding;
  const place = { document, article, block, rule, severity, safe, start, end, quote };
  return { ...place, message: message.en, fix, evidence: evidence.map(({ en }) => en), score };
}

/** Findings counted by document and rule, with the first of each as a sample. */
class Summary {
  readonly rows: (string | number)[][] = [];
  readonly #listed: boolean;
  findings = 0;
  documents = 0;

  /** @param listed whether rows are wanted, or the sums alone */
  constructor(listed: boolean) {
    this.#listed = listed;
  }

  add(document: string, findings: readonly Finding[]): void {
    this.findings += findings.length;
    if (findings.length) this.documents++;
    if (!this.#listed) return;
    for (const [rule, own] of [...Map.groupBy(findings, (finding) => finding.rule)].sort()) {
      const safe = own.filter((finding) => finding.safe).length;
      const [first] = own;
      this.rows.push([document, rule, own.length, safe, shortened(first?.quote ?? ""), first?.message.en ?? ""]);
    }
  }
}

function shortened(quote: string): string {
  const characters = Array.from(quote);
  return characters.length > 12 ? `${characters.slice(0, 12).join("")}…` : quote;
}
