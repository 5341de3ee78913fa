/** A paragraph that ends without a mark. */
import { label, mark } from "../characters/offers.ts";
import { countHan, hanBefore } from "../characters/text.ts";
import type { PageBlock } from "../page.ts";
import type { PageRule } from "../rule.ts";

export const punctEnd: PageRule = {
  id: "punct.end",
  kind: "punctuation",
  stage: "characters",
  scope: "page",
  title: label("段末没有标点", "Paragraph without an end"),
  about: label(
    "成句的正文段落以汉字收尾，而后面不再是正文（没有可以接上的下文）时提示：可能丢了句末标点或文字。",
    "Shows a paragraph in sentences that ends in a Han character with no further paragraph to run on into: its last mark, or more, may be lost.",
  ),
  example: { before: "会议召开，区委书记出席。各部门要认真贯彻落实会议精神，扎实做好各项工作", after: null },
  enabled: true,
  check(page) {
    return page.blocks.filter(lacksEnd).map((block) =>
      mark(punctEnd, block, block.text.length, block.text.length, {
        severity: "hint",
        message: label("段末没有标点。", "The paragraph ends without a mark."),
        evidence: [label("后面没有可以接上的正文。", "No paragraph follows that it could run on into.")],
        score: 0.3,
      }),
    );
  },
};

function lacksEnd(block: PageBlock): boolean {
  const { text } = block;
  if (block.role !== "paragraph" || runsOn(block) || !hanBefore(text, text.length)) return false;
  return countHan(text) >= 30 && /[。！？]/.test(text) && !/(记者|通讯员|摄|文)[^，。]{0,12}$/.test(text);
}

/** Whether a paragraph of the same article follows. */
function runsOn(block: PageBlock): boolean {
  const { next } = block;
  return next !== null && next.role === "paragraph" && next.article === block.article;
}
