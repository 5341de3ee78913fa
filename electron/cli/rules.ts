/** `rules DIR`: the proofing rules of a corpus, switched, and carried from corpus to corpus as a file. */
import { readFile, writeFile } from "node:fs/promises";
import { GalleyError } from "../../shared/errors.ts";
import type { ProofingSettings } from "../../shared/model/settings.ts";
import type { RuleRecord } from "../../shared/proofing/context.ts";
import { precisionOf, ruleIsOn } from "../../shared/proofing/rule-choice.ts";
import { rules as allRules } from "../../shared/proofing/rules/index.ts";
import { mergeRules, parseRulesFile, writeRulesFile } from "../../shared/proofing/rules-file.ts";
import { diskError } from "../disk-errors.ts";
import { type Define, withCorpus } from "./command.ts";
import type { Output } from "./output.ts";

interface RulesOptions {
  import?: string;
  export?: string;
  on?: string[];
  off?: string[];
  default?: string[];
  json?: boolean;
}

export const defineRules: Define = (program, run) => {
  program
    .command("rules")
    .description("the proofing rules: which are on, how their offers fared; switches are kept in galley.json")
    .argument("<dir>", "corpus folder")
    .option("--import <file>", "add a file's switches and rules; a rule with an id that is there takes its place")
    .option("--on <id...>", "switch rules on, whatever their record")
    .option("--off <id...>", "switch rules off")
    .option("--default <id...>", "let rules follow their default and their record again")
    .option("--export <file>", "write the corpus's switches and own rules to a file")
    .option("--json", "JSON Lines on standard output")
    .action((dir: string, options: RulesOptions) =>
      run(async (context) => {
        const { output } = context;
        await withCorpus(dir, context, async (corpus) => {
          const before = corpus.proofing.settings;
          const imported = options.import ? await importFile(before, options.import, output) : before;
          const settings = switched(imported, options);
          if (settings !== before) await corpus.setProofing(settings);
          if (options.export) await exportFile(settings, options.export, output);
          else list(settings, await corpus.proofing.records(), output);
        });
      }, options),
    );
};

async function importFile(settings: ProofingSettings, path: string, output: Output): Promise<ProofingSettings> {
  const text = await readFile(path, "utf8").catch((cause) => {
    throw diskError(cause, path, "read");
  });
  const { settings: merged, added, replaced, same, switched: count } = mergeRules(settings, parseRulesFile(text, path));
  output.message(
    `${path}: ${added.length} new, ${replaced.length} updated, ${same.length} equal; ${count} switches changed.`,
  );
  return merged;
}

async function exportFile(settings: ProofingSettings, path: string, output: Output): Promise<void> {
  await writeFile(path, writeRulesFile(settings)).catch((cause) => {
    throw diskError(cause, path, "write");
  });
  output.line({ path, rules: settings.userRules.length }, `${settings.userRules.length} rules written to ${path}`);
}

function switched(settings: ProofingSettings, options: RulesOptions): ProofingSettings {
  const { on = [], off = [], default: unset = [] } = options;
  const named = [...on, ...off, ...unset];
  if (!named.length) return settings;
  const known = new Set([...allRules.map(({ id }) => id), ...settings.userRules.map(({ id }) => `user.${id}`)]);
  const unknown = named.filter((id) => !known.has(id));
  const twice = named.filter((id, index) => named.indexOf(id) !== index);
  if (unknown.length || twice.length) {
    const what = unknown.length ? `There is no rule ${unknown.join(", ")}` : `${twice.join(", ")} is named twice`;
    throw new GalleyError("usage", `${what}. \`galley rules DIR\` lists the rules.`, { name: named.join(",") });
  }
  const rules = { ...settings.rules };
  for (const id of on) rules[id] = true;
  for (const id of off) rules[id] = false;
  for (const id of unset) delete rules[id];
  return { ...settings, rules };
}

function list(settings: ProofingSettings, records: Record<string, RuleRecord>, output: Output): void {
  const own = settings.userRules.map(({ id, enabled, message, find }) => {
    return { id: `user.${id}`, kind: "user" as const, enabled, title: message || find };
  });
  const builtIn = allRules.filter(({ kind }) => kind !== "user").map((rule) => ({ ...rule, title: rule.title.en }));
  const rows = [...builtIn, ...own].map((rule) => {
    const { accepted, dismissed } = records[rule.id] ?? { accepted: 0, dismissed: 0 };
    return {
      rule: rule.id,
      on: ruleIsOn(rule, { settings, records }),
      /** By hand; null where the default and the record decide. */
      switched: settings.rules[rule.id] ?? null,
      accepted,
      dismissed,
      precision: precisionOf(records[rule.id]),
      title: rule.title,
    };
  });
  for (const row of rows) output.line(row, null);
  if (output.json) return;
  output.table(
    ["RULE", "ON", "BY HAND", "TAKEN", "DISMISSED", "PRECISION", "TITLE"],
    rows.map(({ rule, on, switched: byHand, accepted, dismissed, precision, title }) => [
      rule,
      on ? "yes" : "no",
      byHand === null ? "" : "yes",
      accepted,
      dismissed,
      precision === null ? "" : `${Math.round(precision * 100)} %`,
      title,
    ]),
  );
}
