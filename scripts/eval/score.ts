/**
 * How near a mended page is to its gold, and whether mending did harm. Pure; texts in, figures out.
 *
 * Blocks that gold marks as the page's own (furniture that has a place in no article) are left out of both sides.
 * - cer: edit distance of all blocks' texts in order, one a line, over the gold's length.
 * - exact: share of gold blocks whose text is exactly one block's text.
 * - headlines: gold titles that stand, as one block, above the text that follows them in gold, in one article.
 * - roles: share of gold's characters whose role is right; text is found by block, else by runs of 12 characters.
 * - boundaries: F1 of article starts (the first one apart), each known by the words that it starts with.
 * - lost: runs of 6 characters that both the raw page and gold have and the mended page has no more.
 * - joins: places where two texts were joined that are not one text in any gold block.
 */
import { characterErrors, errorRate } from "../../shared/metrics/cer.ts";

export interface ScoredBlock {
  role: string;
  text: string;
  /** Belongs to the page, not to an article. */
  page?: boolean;
}
export interface ScoredArticle {
  blocks: ScoredBlock[];
}

export interface Reach {
  cer: number;
  errors: number;
  length: number;
  exact: number;
  blocks: number;
  headlines: number;
  titles: number;
  roles: number;
  characters: number;
  boundaries: { found: number; made: number; gold: number };
  /** Gold blocks that are no block's text, and output blocks that are no gold block's. */
  missing: string[];
  surplus: string[];
  wrongRoles: { text: string; gold: string; output: string }[];
}

export function reachOf(output: readonly ScoredArticle[], gold: readonly ScoredArticle[]): Reach {
  const wanted = withoutPage(gold);
  const furniture = new Set(gold.flatMap(({ blocks }) => blocks.filter(({ page }) => page).map(({ text }) => text)));
  const made = output
    .map(({ blocks }) => ({ blocks: blocks.filter(({ text }) => !furniture.has(text)) }))
    .filter(({ blocks }) => blocks.length);
  const goldBlocks = wanted.flatMap(({ blocks }) => blocks);
  const madeBlocks = made.flatMap(({ blocks }) => blocks);
  const { errors, length } = characterErrors(textOf(madeBlocks), textOf(goldBlocks));
  const left = countOf(madeBlocks.map(({ text }) => text));
  const missing = goldBlocks.map(({ text }) => text).filter((text) => !take(left, text));
  const goldLeft = countOf(goldBlocks.map(({ text }) => text));
  const surplus = madeBlocks.map(({ text }) => text).filter((text) => !take(goldLeft, text));
  const titles = headlinesOf(wanted);
  return {
    cer: errorRate({ errors, length }),
    errors,
    length,
    exact: goldBlocks.length - missing.length,
    blocks: goldBlocks.length,
    headlines: titles.filter((title) => stands(title, made)).length,
    titles: titles.length,
    ...rolesOf(goldBlocks, madeBlocks),
    boundaries: boundariesOf(made, wanted),
    missing,
    surplus,
  };
}

/** F1 of article boundaries; 1 where neither side has any. */
export function f1({ found, made, gold }: Reach["boundaries"]): number {
  return made + gold ? (2 * found) / (made + gold) : 1;
}

function withoutPage(articles: readonly ScoredArticle[]): ScoredArticle[] {
  return articles
    .map(({ blocks }) => ({ blocks: blocks.filter(({ page }) => !page) }))
    .filter(({ blocks }) => blocks.length);
}

function textOf(blocks: readonly ScoredBlock[]): string {
  return blocks.map(({ text }) => text).join("\n");
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, text: string): boolean {
  const count = counts.get(text) ?? 0;
  if (count) counts.set(text, count - 1);
  return count > 0;
}

interface Headline {
  title: string;
  /** Beginning of the paragraph that follows it; null for a title with none. */
  body: string | null;
}

const OPENING = 10;

function headlinesOf(articles: readonly ScoredArticle[]): Headline[] {
  return articles.flatMap(({ blocks }) =>
    blocks.flatMap((block, index) => {
      if (block.role !== "title") return [];
      const body = blocks.slice(index + 1).find(({ role }) => role === "paragraph");
      return [{ title: block.text, body: body ? opening(body.text) : null }];
    }),
  );
}

function stands({ title, body }: Headline, articles: readonly ScoredArticle[]): boolean {
  return articles.some(({ blocks }) => {
    const at = blocks.findIndex(({ text }) => text === title);
    return at >= 0 && (body === null || blocks.slice(at + 1).some(({ text }) => opening(text) === body));
  });
}

/** The first characters of a text, without white space. */
function opening(text: string): string {
  return text.replace(/\s+/gu, "").slice(0, OPENING);
}

const RUN = 12;

function rolesOf(gold: readonly ScoredBlock[], made: readonly ScoredBlock[]) {
  const byText = Map.groupBy(made, ({ text }) => text);
  const starts: number[] = [];
  let all = "";
  for (const { text } of made) {
    starts.push(all.length);
    all += `${text}\n`;
  }
  const roleAt = (offset: number) => made[starts.findLastIndex((start) => start <= offset)]?.role ?? "";
  let right = 0;
  let characters = 0;
  const wrongRoles: Reach["wrongRoles"] = [];
  for (const { role, text } of gold) {
    characters += text.length;
    const same = byText.get(text)?.shift();
    if (same) {
      if (same.role === role) right += text.length;
      else wrongRoles.push({ text, gold: role, output: same.role });
      continue;
    }
    let own = 0;
    for (let i = 0; i < text.length; i += RUN) {
      const run = text.slice(i, i + RUN);
      const at = all.indexOf(run);
      if (at >= 0 && roleAt(at) === role) own += run.length;
    }
    right += own;
    if (own < text.length) wrongRoles.push({ text, gold: role, output: "?" });
  }
  return { roles: characters ? right / characters : 1, characters, wrongRoles };
}

function boundariesOf(made: readonly ScoredArticle[], gold: readonly ScoredArticle[]): Reach["boundaries"] {
  const startsOf = (articles: readonly ScoredArticle[]) =>
    articles.slice(1).map(({ blocks }) => opening(blocks[0]?.text ?? ""));
  const wanted = startsOf(gold);
  const left = countOf(wanted);
  const own = startsOf(made);
  return { found: own.filter((start) => take(left, start)).length, made: own.length, gold: wanted.length };
}

const KEPT = 6;

/** Runs of 6 characters of the raw page that gold has too and the mended page lost, each as often as it was lost. */
export function lostRuns(raw: readonly string[], mended: readonly string[], gold: readonly string[]): string[] {
  const [before, after, wanted] = [raw, mended, gold].map((texts) => countOf(texts.flatMap(runsOf)));
  const lost: string[] = [];
  for (const [run, count] of before as Map<string, number>) {
    const kept = Math.min(count, wanted?.get(run) ?? 0);
    for (let i = after?.get(run) ?? 0; i < kept; i++) lost.push(run);
  }
  return lost;
}

function runsOf(text: string): string[] {
  const runs: string[] = [];
  for (const line of text.split("\n")) for (let i = 0; i + KEPT <= line.length; i++) runs.push(line.slice(i, i + KEPT));
  return runs;
}

const SIDE = 5;

/** Joins that no gold block has. @param joins the texts left and right of each join */
export function wrongJoins(joins: readonly { left: string; right: string }[], gold: readonly string[]): string[] {
  const texts = gold.map(lettersOf);
  return joins.flatMap(({ left, right }) => {
    const seam = lettersOf(left).slice(-SIDE) + lettersOf(right).slice(0, SIDE);
    return texts.some((text) => text.includes(seam)) ? [] : [`${left.slice(-12)} | ${right.slice(0, 12)}`];
  });
}

/** Letters, digits and Han only: marks and spaces may have been mended in the same step. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "");
}
