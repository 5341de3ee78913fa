/** An entity that begins or ends inside a word. */
import { label } from "../characters/offers.ts";
import { onEntity, type Tagged, taggedIn } from "../characters/tags.ts";
import type { Lexicon } from "../context.ts";
import { segment } from "../lexicon.ts";
import type { BlockRule } from "../rule.ts";

/** Characters around an edge by which its words are told. */
const AROUND = 6;
/** A rarer word across an edge says nothing. */
const FREQUENT = 200;

export const consistTagWord: BlockRule = {
  id: "consist.tag-word",
  kind: "consistency",
  stage: "characters",
  scope: "block",
  title: label("实体边界在词中间", "An entity's edge inside a word"),
  about: label(
    "实体的开头或结尾把一个常用词切开，而里外两边都不能单独成词时提示，由编辑核对。只标不改。",
    "Shows an entity that begins or ends inside a frequent word of which neither part stands by itself. No fix.",
  ),
  example: { before: "在[ORG 第三学]校开会", after: null },
  enabled: true,
  check(block, _page, { lexicon }) {
    return taggedIn(block).flatMap((place) => {
      const cut = wordCutBy(place, lexicon);
      if (!cut) return [];
      return [
        onEntity(consistTagWord, place, {
          severity: "hint",
          message: label(
            `“${place.entity.text}”的边界在“${cut}”一词中间。`,
            `“${place.entity.text}” has an edge inside the word “${cut}”.`,
          ),
          evidence: [],
          score: 0.4,
        }),
      ];
    });
  },
};

function wordCutBy({ block, start, end }: Tagged, lexicon: Lexicon): string | null {
  // Numbers are divided in no words.
  if (/\p{N}/u.test(block.text.slice(start, end))) return null;
  const own = segment(block.text.slice(start, end), lexicon);
  for (const [edge, word] of [
    [start, own[0]],
    [end, own.at(-1)],
  ] as const) {
    // What ends with a whole word of its own ends well: 中心|里.
    if (!word || own.length < 2 || !/^\p{Script=Han}$/u.test(word)) continue;
    const across = wordOver(block.text, edge, lexicon);
    if (across && lexicon.frequency(across) >= FREQUENT) return across;
  }
  return null;
}

/** The word that lies across a place in the likeliest division; null where it has an edge there. */
function wordOver(text: string, edge: number, lexicon: Lexicon): string | null {
  let at = Math.max(0, edge - AROUND);
  for (const word of segment(text.slice(at, edge + AROUND), lexicon)) {
    if (at < edge && edge < at + word.length) return word;
    at += word.length;
  }
  return null;
}
