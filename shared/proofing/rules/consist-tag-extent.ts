/** An entity that covers what is surely not part of it: marks at its edges, half of a pair, a particle, a person's post. */
import { callings, notTitles, posts } from "../../entities/tables/posts.ts";
import { surnames } from "../../entities/tables/surnames.ts";
import type { Label } from "../../model/settings.ts";
import { label } from "../characters/offers.ts";
import { onEntity, resizeEdit, type Tagged, taggedIn } from "../characters/tags.ts";
import type { Lexicon } from "../context.ts";
import { segment } from "../lexicon.ts";
import type { BlockRule } from "../rule.ts";

const MARK = /^[\s，。、；：！？,;:!?]+$/u;
const PARTICLE = /^[的和与及]$/u;
const PAIRS = ["《》", "“”", "‘’", "（）", "()", "「」", "『』", "【】", "〈〉"] as const;

const POSTS = [...posts, ...callings].filter((post) => !notTitles.has(post)).sort((a, b) => b.length - a.length);

interface Extent {
  start: number;
  end: number;
  message: Label;
}

export const consistTagExtent: BlockRule = {
  id: "consist.tag-extent",
  kind: "consistency",
  stage: "characters",
  scope: "block",
  title: label("实体范围不寻常", "An unusual extent"),
  about: label(
    "实体首尾带标点或“的、和”，括号引号只有一半，人名里带了职务时提示；范围明确的可以改正。",
    "Shows entities with marks or 的, 和 at their edges, with half of a pair of brackets or quotation marks, and persons with their post; offers the right extent where it is clear.",
  ),
  example: { before: "[PER 王强，]到会", after: "[PER 王强]，到会" },
  enabled: true,
  check(block, _page, { lexicon }) {
    return taggedIn(block).flatMap((place) => {
      const better = trimmed(place, lexicon) ?? balanced(place) ?? withoutPost(place);
      if (!better) return [];
      const { start, end, message } = better;
      const isClear = start < end && (start !== place.start || end !== place.end);
      return [
        onEntity(consistTagExtent, place, {
          severity: "hint",
          message,
          evidence: [],
          score: 0.6,
          fix: isClear ? [resizeEdit(place, start, end)] : null,
        }),
      ];
    });
  },
};

function trimmed({ entity, start, end }: Tagged, lexicon: Lexicon): Extent | null {
  const { text, type } = entity;
  const words = segment(text, lexicon);
  let [from, to] = [0, words.length];
  // A particle is one only as a word of its own: 和平 begins with none. Given names end in anything.
  const isExtra = (word: string | undefined) => word !== undefined && (MARK.test(word) || PARTICLE.test(word));
  while (from < to && isExtra(words[from])) from++;
  while (to > from && isExtra(words[to - 1]) && (type !== "PER" || MARK.test(words[to - 1] ?? ""))) to--;
  if (from === 0 && to === words.length) return null;
  const [before, after] = [words.slice(0, from).join(""), words.slice(to).join("")];
  const rest = words.slice(from, to).join("");
  const extent = rest.trim() ? { start: start + before.length, end: end - after.length } : { start, end };
  const extra = before + after;
  return { ...extent, message: label(`“${text}”的首尾多了“${extra}”。`, `“${text}” has “${extra}” at its edges.`) };
}

function balanced({ entity, start, end }: Tagged): Extent | null {
  const { text } = entity;
  for (const [open, close] of PAIRS) {
    if (!open || !close) continue;
    const count = (sign: string) => text.split(sign).length - 1;
    if (count(open) === count(close)) continue;
    const message = label(`“${text}”里的${open}${close}不成对。`, `${open}${close} is no pair in “${text}”.`);
    if (text.startsWith(open) && count(open) === 1) return { start: start + 1, end, message };
    if (text.endsWith(close) && count(close) === 1) return { start, end: end - 1, message };
    return { start, end, message };
  }
  return null;
}

function withoutPost({ entity, start, end }: Tagged): Extent | null {
  const { text, type } = entity;
  if (type !== "PER") return null;
  const post = POSTS.find((one) => text.startsWith(one) || text.endsWith(one));
  if (!post) return null;
  const isFirst = text.startsWith(post);
  const name = isFirst ? text.slice(post.length) : text.slice(0, -post.length);
  const isName = /^\p{Script=Han}{2,4}$/u.test(name) && surnames.has(name[0] ?? "");
  if (!isName) return null;
  return {
    ...(isFirst ? { start: start + post.length, end } : { start, end: end - post.length }),
    message: label(`人名“${text}”里带了职务“${post}”。`, `The person “${text}” is tagged with the post “${post}”.`),
  };
}
