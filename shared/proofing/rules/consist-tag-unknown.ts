/** An entity of a type that the corpus's tagset does not have. */
import { label } from "../characters/offers.ts";
import { onEntity, taggedIn } from "../characters/tags.ts";
import type { BlockRule } from "../rule.ts";

export const consistTagUnknown: BlockRule = {
  id: "consist.tag-unknown",
  kind: "consistency",
  stage: "characters",
  scope: "block",
  title: label("标签集里没有的类型", "A type that the tagset does not have"),
  about: label(
    "实体的类型不在本语料库的标签集里时提示，由编辑改成别的类型。只标不改。",
    "Shows entities whose type is not in the corpus's tagset, for the editor to retype. No fix.",
  ),
  example: { before: "[STREET 龙凤北大街]", after: null },
  enabled: true,
  check(block, _page, { tagset }) {
    if (!tagset) return [];
    return taggedIn(block)
      .filter(({ entity }) => !tagset.types.includes(entity.type))
      .map((place) =>
        onEntity(consistTagUnknown, place, {
          severity: "warning",
          message: label(
            `标签集里没有类型 ${place.entity.type}（“${place.entity.text}”）。`,
            `The tagset has no type ${place.entity.type} (“${place.entity.text}”).`,
          ),
          evidence: [],
          score: 0.9,
        }),
      );
  },
};
