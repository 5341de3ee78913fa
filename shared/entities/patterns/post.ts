/** Posts: beside a name, after a body, in a row; with the bare body or rank that belongs to them (区委书记, 副局长). */

import type { Candidate } from "../candidate.ts";
import type { Line } from "../line.ts";
import { beforePost, callings, notTitles, posts } from "../tables/posts.ts";
import { longestFirst } from "./longest-first.ts";

const POST = new RegExp(
  `(?:(?:${longestFirst(beforePost.split("|"))}){0,3})(?:${longestFirst(posts.filter((post) => !notTitles.has(post)))})`,
  "gu",
);
const CALLING = new RegExp(longestFirst(callings.filter((calling) => !notTitles.has(calling))), "gu");

/** A post or calling in the text; whether it is a title is known only with the names around it. */
export interface Post {
  start: number;
  end: number;
  /** A calling is a title only directly beside a name. */
  calling: boolean;
}

export function findPosts(line: Line): Post[] {
  const { text } = line;
  const found: Post[] = [];
  const taken = new Uint8Array(text.length);
  for (const match of text.matchAll(POST)) {
    const end = match.index + match[0].length;
    // 会长期, 队长大: the lexicon's word goes over the edge.
    const over = line.wordOver(end);
    if (over && over.start < end && over.end > end && over.start > match.index) continue;
    found.push({ start: match.index, end, calling: false });
    taken.fill(1, match.index, end);
  }
  for (const match of text.matchAll(CALLING)) {
    const end = match.index + match[0].length;
    if (!taken[match.index] && !taken[end - 1]) found.push({ start: match.index, end, calling: true });
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Which posts are titles.
 * @param names spans of persons found, @param bodies spans of bodies and places found
 */
export function postCandidates(
  line: Line,
  all: readonly Post[],
  names: readonly Candidate[],
  bodies: readonly Candidate[],
): Candidate[] {
  const { text } = line;
  const inside = new Map<number, Candidate>();
  for (const body of bodies)
    if (body.type === "ORG") for (let at = body.start + 1; at < body.end; at++) inside.set(at, body);
  const found = all.map((post) => withoutBody(post, inside.get(post.start)));
  const nameFrom = new Map(names.map((name) => [name.start, name]));
  const nameTo = new Map(names.map((name) => [name.end, name]));
  const bodyTo = new Map(bodies.map((body) => [body.end, body]));
  const titled = new Map<number, number>();
  // From the right, so that posts in a row (区委副书记、区长X) lean on the one beside the name.
  for (const post of [...found].reverse()) {
    const score = titleScore(text, post, nameFrom, nameTo, bodyTo, titled);
    if (score > 0) titled.set(post.start, score);
  }
  return found.flatMap((post) => {
    const score = titled.get(post.start);
    if (score === undefined) return [];
    return [
      { start: post.start, end: post.end, type: "TITLE", score, source: post.calling ? "post/calling" : "post/beside" },
    ];
  });
}

/** 离石区委|书记: what belongs to the body that ends inside is none of the post's. */
function withoutBody(post: Post, body: Candidate | undefined): Post {
  return body && body.end < post.end ? { ...post, start: body.end } : post;
}

function titleScore(
  text: string,
  { start, end, calling }: Post,
  nameFrom: ReadonlyMap<number, Candidate>,
  nameTo: ReadonlyMap<number, Candidate>,
  bodyTo: ReadonlyMap<number, Candidate>,
  titled: ReadonlyMap<number, number>,
): number {
  const gap = text[end] === " " || text[end] === "：" ? 1 : 0;
  const name = nameFrom.get(end) ?? nameFrom.get(end + gap);
  const word = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 4), start);
  if (/(?:记者|通讯员)$/u.test(word)) {
    if (/(?:告诉|对|向|采访|接受|让)$/u.test(before) && !name) return 0;
    if (name) return 0.97;
    return /^[）)]/u.test(text.slice(end)) ? 0.7 : 0;
  }
  if (/责任编辑|责编|美编|校对|编辑/u.test(word)) return name ? 0.95 : 0;
  if (name) {
    if (/(?:多|些|名|位|的)$/u.test(before) && calling) return 0.75;
    return Math.min(0.95, name.score + 0.06);
  }
  if (nameTo.get(start)) return calling ? 0.85 : 0.93;
  if (calling) return 0;
  const next =
    text.slice(end, end + 1) === "、" || text.slice(end, end + 1) === "，" ? titled.get(end + 1) : titled.get(end);
  if (next && text[end] !== "，") return Math.min(0.93, next);
  const body = bodyTo.get(start);
  if (body && body.score >= 0.7 && body.type === "ORG" && !/^(?:们|等|会|代表)/u.test(text.slice(end))) return 0.8;
  if (/^[由任]$/u.test(before.slice(-1)) || /(?:担任|兼任|当选|任命|履行)$/u.test(before)) return 0.72;
  if (/^(?:任|担任)/u.test(text.slice(end))) return 0.72;
  return 0;
}
