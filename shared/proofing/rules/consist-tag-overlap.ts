/** Entities that share characters in a way that the corpus's tagset forbids. */
import { inTheWay } from "../../entities/overlap.ts";
import { label } from "../characters/offers.ts";
import { onEntity, taggedIn } from "../characters/tags.ts";
import type { BlockRule } from "../rule.ts";

export const consistTagOverlap: BlockRule = {
  id: "consist.tag-overlap",
  kind: "consistency",
  stage: "characters",
  scope: "block",
  title: label("实体重叠", "Entities that overlap"),
  about: label(
    "标签集不许这样重叠的实体，逐个提示，由编辑决定留下哪个。只标不改。",
    "Shows entities that overlap in a way that the corpus's tagset does not allow, for the editor to choose. No fix.",
  ),
  example: { before: "[ORG [LOC 离石区]委]开会", after: null },
  enabled: true,
  check(block, _page, { tagset }) {
    if (!tagset || tagset.overlap === "any") return [];
    const places = taggedIn(block);
    return places.flatMap((place, index) => {
      // Once for each pair, at the later one.
      const [other] = inTheWay(place, places.slice(0, index), tagset.overlap);
      if (!other) return [];
      return [
        onEntity(consistTagOverlap, place, {
          severity: "warning",
          message: label(
            `“${place.entity.text}”（${place.entity.type}）与“${other.entity.text}”（${other.entity.type}）重叠，标签集不许。`,
            `“${place.entity.text}” (${place.entity.type}) overlaps “${other.entity.text}” (${other.entity.type}), which the tagset does not allow.`,
          ),
          evidence: [],
          score: 0.9,
        }),
      ];
    });
  },
};
