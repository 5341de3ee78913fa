/** The same text tagged as one type nearly everywhere and as another here. */
import { label } from "../characters/offers.ts";
import { onEntity, taggedIn } from "../characters/tags.ts";
import type { PageRule } from "../rule.ts";

/** So many times the usual type is tagged at least, and so many times as often as the other. */
const USUAL = 3;
const TIMES = 3;

export const consistTagType: PageRule = {
  id: "consist.tag-type",
  kind: "consistency",
  stage: "characters",
  scope: "page",
  title: label("同一名称标为不同类型", "One name, tagged as two types"),
  about: label(
    "同样的文字绝大多数标为一种类型、这里标为另一种时提示；可改成常见的类型。按本页与整个语料计数。",
    "Shows a text that is tagged as one type nearly everywhere and as another here; offers the usual type. Counts the page and the corpus.",
  ),
  example: {
    before: "[LOC 离石区]、[LOC 离石区]、[LOC 离石区]和[ORG 离石区]",
    after: "[LOC 离石区]、[LOC 离石区]、[LOC 离石区]和[LOC 离石区]",
  },
  enabled: true,
  check(page, { tagged }) {
    const byText = Map.groupBy(page.blocks.flatMap(taggedIn), ({ entity }) => entity.text);
    return Array.from(byText).flatMap(([text, places]) => {
      const counts = new Map(Object.entries(tagged && Object.hasOwn(tagged, text) ? (tagged[text] ?? {}) : {}));
      const here = Map.groupBy(places, ({ entity }) => entity.type);
      // The corpus's count may be older than the page's.
      for (const [type, own] of here) counts.set(type, Math.max(own.length, counts.get(type) ?? 0));
      const [usual, count = 0] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0] as [string, number]);
      if (count < USUAL) return [];
      return places
        .filter(({ entity }) => entity.type !== usual && (counts.get(entity.type) ?? 0) * TIMES <= count)
        .map((place) =>
          onEntity(consistTagType, place, {
            severity: "hint",
            message: label(
              `“${text}”通常标为 ${usual}，这里标为 ${place.entity.type}。`,
              `“${text}” is mostly tagged as ${usual}, here as ${place.entity.type}.`,
            ),
            evidence: [label(`标为 ${usual} 的有 ${count} 处。`, `${count} places are tagged as ${usual}.`)],
            score: 0.5,
            fix: [{ do: "retype", block: place.block.id, entity: place.entity.id, type: usual }],
          }),
        );
    });
  },
};
