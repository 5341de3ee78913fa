/**
 * Counts, rule by rule, how many planted errors are found and how many findings are right. The clean text is the
 * paragraphs of the seeds that are whole, and scripts/eval/clean.txt. `npm run eval -- --planted` prints it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readLexiconText } from "../../electron/lexicon.ts";
import { randomFrom } from "../../shared/entities/learning/perceptron.ts";
import type { Block } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { Checker } from "../../shared/proofing/check.ts";
import type { LearnedPair, Lexicon } from "../../shared/proofing/context.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { contextOf, pageOf } from "../../shared/proofing/testing.ts";
import { type Damage, damages, type Plant, plant, type Random, restored } from "./damage.ts";

const root = join(import.meta.dirname, "../..");

export interface PlantedResult {
  rule: string;
  planted: number;
  found: number;
  /** Findings, and how many of them undo what was planted exactly, or, without a fix, show it. */
  findings: number;
  right: number;
  /** The same among those called safe. */
  safe: number;
  safeRight: number;
}

/** Blocks of clean text: whole paragraphs in full-width style. */
export function cleanBlocks(): string[] {
  const seeds = readdirSync(join(root, "seeds")).filter((name) => /^00[02].*\.txt$/.test(name));
  const texts = [...seeds.map((name) => join(root, "seeds", name)), join(root, "scripts/eval/clean.txt")];
  return texts
    .flatMap((path) => articlesFromText(readFileSync(path, "utf8")))
    .flatMap(({ blocks }) => blocks.map(({ text }) => text))
    .filter((text) => !/[,;:()]\p{Script=Han}|\p{Script=Han}[,;:()]/u.test(text));
}

/** Runs every damage and the rule that should find it. @param seeds how many times, with other places each */
export async function runPlanted(seeds = 5): Promise<PlantedResult[]> {
  const lexicon = lexiconFromText(await readLexiconText());
  const blocks = cleanBlocks();
  const results = damages.map((damage) =>
    sum(damage.rule, seeds, (random) => measure(damage, blocks, random, lexicon)),
  );
  results.push(sum("char.learned", seeds, (random) => measureLearned(blocks, random, lexicon)));
  return results;
}

function sum(rule: string, seeds: number, run: (random: Random) => Omit<PlantedResult, "rule">): PlantedResult {
  const total = { rule, planted: 0, found: 0, findings: 0, right: 0, safe: 0, safeRight: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const one = run(randomFrom(seed));
    for (const key of Object.keys(one) as (keyof typeof one)[]) total[key] += one[key];
  }
  return total;
}

function measure(damage: Damage, blocks: readonly string[], random: Random, lexicon: Lexicon) {
  const planted = blocks.map((text) => plant(text, damage, random, lexicon));
  return judge(planted, damage.rule, lexicon, []);
}

/** An editor corrects the errors of a few pairs in every other block; those of the same pairs in the rest must be found. */
function measureLearned(blocks: readonly string[], random: Random, lexicon: Lexicon) {
  const pairs = [
    "末未",
    "曰日",
    "己已",
    "大太",
    "人入",
    "土士",
    "问间",
    "帅师",
    "侍待",
    "千干",
    "厉历",
    "侯候",
    "贷货",
    "拨拔",
    "徽微",
    "冶治",
    "淮准",
    "折析",
    "受爱",
    "主生",
  ];
  const damage: Damage = {
    rule: "char.learned",
    share: 0.5,
    places: new RegExp(`[${pairs.map((pair) => pair[1]).join("")}]`, "g"),
    damage: (char) => pairs.find((pair) => pair[1] === char)?.[0] ?? null,
  };
  const planted = blocks.map((text) => plant(text, damage, random, lexicon));
  const learned = new Map<string, LearnedPair>();
  for (const { text, plants } of planted.filter((_, index) => index % 2 === 0))
    for (const { start, end, clean } of plants) {
      const wrong = text.slice(start, end);
      const pair = learned.get(wrong) ?? { wrong, right: clean, times: 0, contexts: [] };
      learned.set(wrong, pair);
      pair.times++;
      const around = { before: text.slice(Math.max(0, start - 8), start), after: text.slice(end, end + 8) };
      pair.contexts = [around, ...pair.contexts].slice(0, 8);
    }
  const rest = planted
    .filter((_, index) => index % 2 === 1)
    .map(({ text, plants }) => ({
      text,
      plants: plants.filter(({ start, end }) => learned.has(text.slice(start, end))),
    }));
  return judge(rest, "char.learned", lexicon, [...learned.values()]);
}

function judge(
  planted: readonly { text: string; plants: Plant[] }[],
  rule: string,
  lexicon: Lexicon,
  learned: readonly LearnedPair[],
): Omit<PlantedResult, "rule"> {
  const blocks = planted.map(
    ({ text }, index): Block => ({ id: `b${index}`, role: "paragraph", text, pieces: [], entities: [] }),
  );
  const document = { ...pageOf(""), articles: [{ id: "a1", blocks }] };
  const findings = new Checker(contextOf({ lexicon, learned }), new Set([rule])).check(document, null);
  const result = { planted: 0, found: 0, findings: findings.length, right: 0, safe: 0, safeRight: 0 };
  for (const { plants } of planted) result.planted += plants.length;
  const hit = new Set<Plant>();
  for (const finding of findings) {
    const { text, plants } = planted[Number(finding.block.slice(1))] as { text: string; plants: Plant[] };
    const meant = plantsUndone(finding, text, plants);
    for (const one of meant) hit.add(one);
    if (meant.length) result.right++;
    if (finding.safe) result.safe++;
    if (finding.safe && meant.length) result.safeRight++;
    else if (!meant.length && process.env.GALLEY_EVAL_VERBOSE) report(finding, text);
  }
  result.found = hit.size;
  return result;
}

/** The plants that the finding's fix undoes, with nothing else done; without a fix, those that it stands on. */
function plantsUndone(finding: Finding, text: string, plants: readonly Plant[]): Plant[] {
  const points = new CodePointText(text);
  const edits = (finding.fix ?? []).flatMap((edit) =>
    edit.do === "replace"
      ? [{ start: points.toUtf16(edit.start), end: points.toUtf16(edit.end), clean: edit.text }]
      : [],
  );
  const [from, to] = [points.toUtf16(finding.start), points.toUtf16(finding.end)];
  const near = plants.filter(({ start, end }) => start <= to && from <= end);
  if (!finding.fix) return near;
  const after = restored(text, edits);
  // A plant beside the finding may be another finding's.
  const sets = [near, ...near.map((one) => [one])];
  return sets.find((set) => set.length > 0 && restored(text, set) === after) ?? [];
}

function report(finding: Finding, text: string): void {
  const points = new CodePointText(text);
  const [from, to] = [points.toUtf16(finding.start), points.toUtf16(finding.end)];
  const shown = `${text.slice(Math.max(0, from - 8), from)}[${text.slice(from, to)}]${text.slice(to, to + 8)}`;
  console.error(`${finding.rule} wrong: ${shown} ${JSON.stringify(finding.fix)}`);
}

/** The figures as a table. */
export function plantedTable(results: readonly PlantedResult[]): string {
  const share = (part: number, whole: number) => (whole ? (part / whole).toFixed(3) : "–");
  const rows = results.map(({ rule, planted, found, findings, right, safe, safeRight }) =>
    [
      rule.padEnd(24),
      String(planted).padStart(7),
      share(found, planted).padStart(8),
      share(right, findings).padStart(10),
      String(safe).padStart(7),
      share(safeRight, safe).padStart(10),
    ].join(""),
  );
  return [`${"rule".padEnd(24)}planted  recall precision   safe  precision`, ...rows].join("\n");
}
