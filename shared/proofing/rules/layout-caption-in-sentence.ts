/** A caption that stands in the middle of a sentence. */

import type { Edit } from "../edits.ts";
import { structureOf } from "../layout/structure.ts";
import type { PageBlock } from "../page.ts";
import { findingOn, type PageRule } from "../rule.ts";

export const layoutCaptionInSentence: PageRule = {
  id: "layout.caption-in-sentence",
  kind: "layout",
  stage: "blocks",
  scope: "page",
  title: { zh: "图片说明插在句子中间", en: "A caption in the middle of a sentence" },
  about: {
    zh: "段落没有完，隔着图片说明，后面接着写：把两半接成一段，图片说明放在这一段后面。",
    en: "A paragraph goes on behind a caption: its halves are joined, and the caption follows the mended paragraph.",
  },
  example: {
    before:
      "在市妇幼保健院分娩中心，有两项\n\n\n\n护士为新生儿做抚触。\n\n特别的服务让无数产妇倍感温暖：一杯红糖水，一幅精美的画。",
    after:
      "在市妇幼保健院分娩中心，有两项特别的服务让无数产妇倍感温暖：一杯红糖水，一幅精美的画。\n\n护士为新生儿做抚触。",
  },
  enabled: true,
  check(page, context) {
    return structureOf(page, context).interruptions.flatMap(({ before, between, after, score, evidence }) => {
      if (before.blocks.length > 1 || after.blocks.length > 1) return [];
      const [block, next] = [before.blocks[0] as PageBlock, after.blocks[0] as PageBlock];
      const captions = between.filter((unit) => unit.role === "paragraph" && !/[摄攝]$/.test(unit.raw));
      const fix: Edit[] = [
        { do: "join", block: block.id, next: next.id, between: "" },
        ...captions.map((unit): Edit => ({ do: "role", block: (unit.blocks[0] as PageBlock).id, role: "caption" })),
      ];
      return [
        findingOn(layoutCaptionInSentence, between[0]?.blocks[0] as PageBlock, {
          severity: "error",
          safe: false,
          score: Math.min(0.95, 0.5 + score / 16),
          message: { zh: "图片说明打断了一个句子。", en: "A caption interrupts a sentence." },
          evidence,
          fix,
        }),
      ];
    });
  },
};
