/**
 * How good entity suggestions are against gold pages, printed by page and type: exact spans, empty registry, nothing
 * learned; then what learning from the other pages adds to each; then the texts of `names/`, of other kinds of paper: those
 * that patterns were written with in view, and those that nobody looked at while writing them.
 * Run by `npm run eval -- --entities [--gold DIR] [--verbose]`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readWordKnowledge } from "../../electron/entities/word-knowledge.ts";
import { Learned, learn, type TaggedPage } from "../../shared/entities/learning/learn.ts";
import {
  addCounts,
  type Counts,
  compareSpans,
  noCounts,
  rates,
  type TypedSpan,
} from "../../shared/entities/measure.ts";
import { type SuggestContext, suggest } from "../../shared/entities/suggest.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import { readTaggedText } from "./tagged-text.ts";

interface GoldPage {
  name: string;
  blocks: TaggedPage;
}

interface Result {
  byType: Map<string, Counts>;
  /** Of the suggestions scored 0.9 and above. */
  sure: Counts;
}

/** EVENT's borders are too much a matter of choice to be in the total. */
const LEFT_OUT = "EVENT";
const SURE = 0.9;

/** @returns whether the suggestions reach what is asked of them */
export async function evaluateEntities(values: { gold: string; verbose: boolean }): Promise<boolean> {
  const pages = readGold(values.gold);
  const context: SuggestContext = { knowledge: await readWordKnowledge(), registry: [] };

  const results = pages.map(({ name, blocks }) => {
    const result = measure(blocks, context, values.verbose ? (line) => console.log(`  ${line}`) : null);
    print(name, result);
    return result;
  });
  const all = results.reduce(together, { byType: new Map(), sure: noCounts });
  print("all pages", all);

  const better = pages.length < 2 || leaveOneOut(pages, results, context);
  const asked: [string, boolean][] = [
    ...goals("", all),
    ["learning better than patterns alone on every page", better],
    ...writtenTexts.flatMap((name) => goals(`${name}: `, measureTexts(name, context, values.verbose))),
  ];
  console.log("");
  for (const [what, reached] of asked) console.log(`${reached ? "yes" : "NO "}  ${what}`);
  return asked.every(([, reached]) => reached);
}

/** Files of `names/`, by what they are for. */
export const writtenTexts = ["developed", "held-out"];

/** The texts of one file of `names/`, printed one by one and together. */
function measureTexts(name: string, context: SuggestContext, verbose: boolean): Result {
  const texts = readTaggedText(readFileSync(join(import.meta.dirname, "names", `${name}.txt`), "utf8"));
  console.log(`\n${name} texts, F1 without ${LEFT_OUT}`);
  const all = texts.reduce<Result>(
    (sofar, text) => {
      const result = measure(text.blocks, context, verbose ? (line) => console.log(`  ${line}`) : null);
      const { f1 } = rates(sum(result, (type) => type !== LEFT_OUT));
      console.log(`  ${f1.toFixed(3)} ${text.name}`);
      return together(sofar, result);
    },
    { byType: new Map(), sure: noCounts },
  );
  print(`all ${name} texts`, all);
  return all;
}

/** What is asked of suggestions, and whether they reach it. */
export function goals(label: string, result: Result): [string, boolean][] {
  const f1 = (name: string) => rates(sum(result, (type) => type === name)).f1;
  return [
    [`${label}F1 without ${LEFT_OUT} at least 0.80`, rates(sum(result, (type) => type !== LEFT_OUT)).f1 >= 0.8],
    [`${label}PER at least 0.90`, f1("PER") >= 0.9],
    [`${label}DATE at least 0.90`, f1("DATE") >= 0.9],
    [`${label}precision of scores from ${SURE} at least 0.90`, rates(result.sure).precision >= 0.9],
  ];
}

/** Each page tested with what was learned from the others. */
function leaveOneOut(pages: readonly GoldPage[], results: readonly Result[], context: SuggestContext): boolean {
  console.log("\nlearned from the other pages      patterns  +learned   without EVENT: patterns  +learned");
  return pages
    .map(({ name, blocks }, index) => {
      const start = performance.now();
      const others = pages.flatMap((page, other) => (other === index ? [] : [page.blocks]));
      const tagger = new Learned(learn(others, context).model);
      const seconds = (performance.now() - start) / 1000;
      const alone = results[index] as Result;
      const learned = measure(blocks, { ...context, tagger }, null);
      const figures = [() => true, (type: string) => type !== LEFT_OUT].flatMap((chosen) =>
        [alone, learned].map((result) => rates(sum(result, chosen)).f1),
      );
      console.log(
        `${name.slice(0, 30).padEnd(32)}  ${figures.map((figure) => figure.toFixed(4)).join("    ")}   (${seconds.toFixed(1)} s)`,
      );
      return (figures[1] as number) > (figures[0] as number);
    })
    .every(Boolean);
}

function readGold(folder: string): GoldPage[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".gold.json"));
  if (!names.length) throw new Error(`There is no *.gold.json in ${folder}; name the folder with --gold.`);
  return names.sort().map((name) => {
    const { articles } = JSON.parse(readFileSync(join(folder, name), "utf8")) as {
      articles: { blocks: { role: string; text: string; entities?: (TypedSpan & { text: string })[] }[] }[];
    };
    const blocks = articles.flatMap((article) => article.blocks);
    return {
      name,
      blocks: blocks.map(({ role, text, entities = [] }, index) => ({ id: `b${index}`, role, text, entities })),
    };
  });
}

export function measure(gold: TaggedPage, context: SuggestContext, tell: ((line: string) => void) | null): Result {
  const found = Map.groupBy(
    suggest(
      gold.map((block) => ({ ...block, entities: [] })),
      context,
    ),
    ({ block }) => block,
  );
  let result: Result = { byType: new Map(), sure: noCounts };
  for (const { id, text, entities } of gold) {
    const suggested = found.get(id) ?? [];
    const sure = suggested.filter(({ score }) => score >= SURE);
    const sureCounts = [...compareSpans(sure, entities).values()].reduce(addCounts, noCounts);
    result = together(result, { byType: compareSpans(suggested, entities), sure: sureCounts });
    if (tell) disagreements(text, suggested, entities).forEach(tell);
  }
  return result;
}

function disagreements(text: string, suggested: readonly Suggestion[], gold: readonly TypedSpan[]): string[] {
  const key = ({ start, end, type }: TypedSpan) => `${start}:${end}:${type}`;
  const [mine, right] = [new Set(suggested.map(key)), new Set(gold.map(key))];
  const characters = Array.from(text);
  const around = ({ start, end }: TypedSpan) =>
    `${characters.slice(Math.max(0, start - 8), start).join("")}[${characters.slice(start, end).join("")}]${characters.slice(end, end + 8).join("")}`;
  return [
    ...suggested
      .filter((span) => !right.has(key(span)))
      .map((span) => `+ ${span.type} ${around(span)} ${span.score} ${span.source}`),
    ...gold.filter((span) => !mine.has(key(span))).map((span) => `- ${span.type} ${around(span)}`),
  ];
}

export function together(a: Result, b: Result): Result {
  const byType = new Map(a.byType);
  for (const [type, counts] of b.byType) byType.set(type, addCounts(byType.get(type) ?? noCounts, counts));
  return { byType, sure: addCounts(a.sure, b.sure) };
}

function sum({ byType }: Result, chosen: (type: string) => boolean): Counts {
  return [...byType].reduce((counts, [type, more]) => (chosen(type) ? addCounts(counts, more) : counts), noCounts);
}

function print(name: string, result: Result): void {
  console.log(`\n${name}`);
  const row = (label: string, counts: Counts) => {
    const { precision, recall, f1 } = rates(counts);
    const figures = [precision, recall, f1].map((figure) => figure.toFixed(3)).join("  ");
    console.log(
      `  ${label.padEnd(16)} ${figures}   ${counts.right} of ${counts.suggested} suggested, ${counts.gold} in gold`,
    );
  };
  console.log(`  ${"type".padEnd(16)} prec.  recall F1`);
  for (const [type, counts] of [...result.byType].sort()) row(type, counts);
  row(
    `all but ${LEFT_OUT}`,
    sum(result, (type) => type !== LEFT_OUT),
  );
  const { right, suggested } = result.sure;
  console.log(
    `  scored ${SURE} and above: ${right} of ${suggested} right (${rates(result.sure).precision.toFixed(3)})`,
  );
}
