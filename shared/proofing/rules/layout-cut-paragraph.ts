/** A paragraph that was cut where a column or a page ends. */
import { joinFinding } from "../layout/join-finding.ts";
import { structureOf } from "../layout/structure.ts";
import type { PageRule } from "../rule.ts";

export const layoutCutParagraph: PageRule = {
  id: "layout.cut-paragraph",
  kind: "layout",
  stage: "lines",
  scope: "page",
  title: { zh: "被断成两段的段落", en: "Paragraphs cut in two" },
  about: {
    zh: "前一段没有句号，引号、词或句子在后一段才完：接成一段，中间不加字。标题、署名和图片说明不接。",
    en: "A part without a full stop whose sentence, word or quotation mark is finished by the next: the two are joined with nothing between.",
  },
  example: {
    before: "要不断创新工作思路和方法，积极应对新挑战，主动适应新变化，深入一\n\n线，激发广大社会工作者的责任感。",
    after: "要不断创新工作思路和方法，积极应对新挑战，主动适应新变化，深入一线，激发广大社会工作者的责任感。",
  },
  enabled: true,
  check(page, context) {
    const { lines, breaks } = structureOf(page, context);
    return lines.flatMap((line, index) => {
      const found = breaks[index];
      const before = lines[index - 1];
      if (!before || found?.kind !== "join" || found.done || found.wrapped) return [];
      const message = {
        zh: "这一段没有完，下一段是它的后半。",
        en: "This paragraph is unfinished; the next is its second half.",
      };
      return [joinFinding(layoutCutParagraph, before, line, found, message)];
    });
  },
};
