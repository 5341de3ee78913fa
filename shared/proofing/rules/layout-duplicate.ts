/** A paragraph that repeats an earlier one, word for word or nearly so. */

import { duplicatesOf } from "../layout/duplicates.ts";
import { alikeClue } from "../layout/evidence.ts";
import { findingOn, type PageRule } from "../rule.ts";

export const layoutDuplicate: PageRule = {
  id: "layout.duplicate",
  kind: "layout",
  stage: "order",
  scope: "page",
  title: { zh: "重复的段落", en: "Repeated paragraphs" },
  about: {
    zh: "两段至少八成的四字组合相同：留第一段，去掉后一段。",
    en: "Two paragraphs share at least eight tenths of their runs of four characters: the first stays, the second goes.",
  },
  example: {
    before:
      "为贯彻落实健康中国战略，市妇幼保健院联合淇滨区教体局于去年启动幼儿园健康副园长选聘派驻工作。\n\n为贯彻健康中国战略，市妇幼保健院联合淇滨区教体局于去年启动幼儿园健康副园长选聘派驻工作。",
    after: "为贯彻落实健康中国战略，市妇幼保健院联合淇滨区教体局于去年启动幼儿园健康副园长选聘派驻工作。",
  },
  enabled: true,
  check(page) {
    return duplicatesOf(page.blocks).map(({ first, second, share }) =>
      findingOn(layoutDuplicate, second, {
        severity: "warning",
        safe: false,
        score: share,
        message: { zh: "这一段与前面的一段重复。", en: "This paragraph repeats an earlier one." },
        evidence: [
          alikeClue(share),
          { zh: `前面的一段：${first.text.slice(0, 16)}……`, en: `The earlier one: ${first.text.slice(0, 16)}…` },
        ],
        fix: [{ do: "remove", block: second.id }],
      }),
    );
  },
};
