/**
 * `npm run eval`: mends every page that has a gold file and prints how near the result is, and whether safe mending did
 * harm; or, when asked, how well single rules, suggestions and learning do. What the figures mean: `score.ts`.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readLexiconText } from "../../electron/lexicon.ts";
import { defaultProofingSettings } from "../../shared/model/settings.ts";
import { noStatistics, type ProofingContext } from "../../shared/proofing/context.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { optionsOf } from "../options.ts";
import { evaluateEntities } from "./entities.ts";
import { type GoldPage, readGold } from "./gold.ts";
import { printLearningCurve } from "./learning-curve.ts";
import { importText, mend, scoredArticles } from "./page.ts";
import { plantedTable, runPlanted } from "./planted.ts";
import { f1, lostRuns, type Reach, reachOf, wrongJoins } from "./score.ts";

const help = `npm run eval -- [options]

  --gold DIR             gold files (../shared/gold)
  --seeds DIR            the pages that they are of (seeds)
  --verbose              says every difference
  --planted              how well each rule finds planted errors, instead
  --entities             how good suggestions are, instead
  --learning-curve FILE  what learning makes of tagged sentences, instead (any number of times) [--held-out FILE]`;

const { values } = optionsOf(help, {
  options: {
    gold: { type: "string", default: "../shared/gold" },
    seeds: { type: "string", default: "seeds" },
    verbose: { type: "boolean", default: false },
    planted: { type: "boolean", default: false },
    entities: { type: "boolean", default: false },
    "learning-curve": { type: "string", multiple: true },
    "held-out": { type: "string" },
  },
});

interface Harm {
  safe: number;
  lost: string[];
  joins: string[];
  clean: string[];
}

interface Row {
  name: string;
  harm: Harm;
  reach: Reach;
  again: string[];
  milliseconds: number;
}

const context: ProofingContext = {
  lexicon: lexiconFromText(await readLexiconText()),
  statistics: noStatistics,
  settings: defaultProofingSettings,
  records: {},
  learned: [],
};

function evaluate(page: GoldPage): Row {
  const file = [path.join(values.seeds, page.source), path.join(values.gold, page.source)].find(existsSync);
  if (!file) throw new Error(`${page.source}: no such file in ${values.seeds}; pass --seeds`);
  const source = importText(page.source, readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  const goldTexts = page.articles.flatMap(({ blocks }) => blocks.map(({ text }) => text));
  const safe = mend(source, context, "safe");
  const textsOf = (document: typeof source.document) =>
    document.articles.flatMap(({ blocks }) => blocks.map(({ text }) => text));
  const clean = ["\n\n", "\n"].flatMap((between) =>
    mend(importText("clean.txt", goldTexts.join(between)), context, "safe").changes.map(
      ({ finding }) => `${finding.rule} ${finding.quote}`,
    ),
  );
  const started = performance.now();
  const all = mend(source, context, "all");
  const milliseconds = performance.now() - started;
  const again = mend({ document: all.document, text: source.text }, context, "all");
  return {
    name: page.source.slice(0, 3),
    harm: {
      safe: safe.changes.length,
      lost: lostRuns(textsOf(source.document), textsOf(safe.document), goldTexts),
      joins: wrongJoins(safe.joins, goldTexts),
      clean,
    },
    reach: reachOf(scoredArticles(all.document), page.articles),
    again: again.changes.map(({ finding }) => `${finding.rule} ${finding.quote}`),
    milliseconds,
  };
}

const percent = (value: number) => `${(value * 100).toFixed(2)}%`;

function print({ name, harm, reach, again, milliseconds }: Row): void {
  const { boundaries } = reach;
  console.log(
    [
      name.padEnd(5),
      `safe ${harm.safe} changes, ${harm.lost.length} lost, ${harm.joins.length} wrong joins, ${harm.clean.length} on clean text`,
      `CER ${percent(reach.cer)} (${reach.errors})`,
      `blocks ${reach.exact}/${reach.blocks}`,
      `headlines ${reach.headlines}/${reach.titles}`,
      `roles ${percent(reach.roles)}`,
      `articles F1 ${f1(boundaries).toFixed(3)} (${boundaries.found}/${boundaries.made}/${boundaries.gold})`,
      `again ${again.length}`,
      `${Math.round(milliseconds)} ms`,
    ].join(" | "),
  );
  if (!values.verbose) return;
  const show = (title: string, texts: readonly string[]) => {
    for (const text of texts)
      console.log(`      ${title}: ${text.length > 90 ? `${text.slice(0, 50)} … ${text.slice(-36)}` : text}`);
  };
  show("lost", harm.lost);
  show("wrong join", harm.joins);
  show("clean", harm.clean);
  show("missing", reach.missing);
  show("surplus", reach.surplus);
  show(
    "role",
    reach.wrongRoles.map(({ text, gold, output }) => `${gold} ≠ ${output}: ${text}`),
  );
  show("again", again);
}

if (values.planted) console.log(plantedTable(await runPlanted()));
else if (values["learning-curve"])
  await printLearningCurve(values["learning-curve"], values["held-out"] ?? null, values.verbose);
else if (values.entities) process.exitCode = (await evaluateEntities(values)) ? 0 : 1;
else {
  const rows = readGold(values.gold).map(evaluate);
  for (const row of rows) print(row);
  print(total(rows));
}

function total(all: readonly Row[]): Row {
  const sum = (of: (reach: Reach) => number) => all.reduce((value, { reach }) => value + of(reach), 0);
  const characters = sum((reach) => reach.characters);
  const errors = sum((reach) => reach.errors);
  const length = sum((reach) => reach.length);
  return {
    name: "all",
    harm: {
      safe: all.reduce((value, { harm }) => value + harm.safe, 0),
      lost: all.flatMap(({ harm }) => harm.lost),
      joins: all.flatMap(({ harm }) => harm.joins),
      clean: all.flatMap(({ harm }) => harm.clean),
    },
    reach: {
      cer: errors / Math.max(1, length),
      errors,
      length,
      exact: sum((reach) => reach.exact),
      blocks: sum((reach) => reach.blocks),
      headlines: sum((reach) => reach.headlines),
      titles: sum((reach) => reach.titles),
      roles: sum((reach) => reach.roles * reach.characters) / Math.max(1, characters),
      characters,
      boundaries: {
        found: sum(({ boundaries }) => boundaries.found),
        made: sum(({ boundaries }) => boundaries.made),
        gold: sum(({ boundaries }) => boundaries.gold),
      },
      missing: [],
      surplus: [],
      wrongRoles: [],
    },
    again: all.flatMap(({ again }) => again),
    milliseconds: all.reduce((value, { milliseconds }) => value + milliseconds, 0),
  };
}
