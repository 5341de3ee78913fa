/** Lines broken at a column's edge are one paragraph. */

import { joinFinding } from "../layout/join-finding.ts";
import { structureOf } from "../layout/structure.ts";
import type { PageRule } from "../rule.ts";

export const layoutUnwrap: PageRule = {
  id: "layout.unwrap",
  kind: "layout",
  stage: "lines",
  scope: "page",
  title: { zh: "按栏宽折断的行", en: "Lines broken at the column's edge" },
  about: {
    zh: "看这一行是否写满周围的栏宽、句子是否写完、词或引号是否被断开、下一行是否缩进，把同一段的行接起来，中间不加字。",
    en: "Joins lines of one paragraph, with nothing between: by the width of the lines around, unfinished sentences, words and quotation marks cut in two, and indents.",
  },
  example: {
    before:
      "会议听取了各乡镇（街道）老年人、婴\n\n幼儿、基础疾病人群统计及发热诊所和便\n\n民药店运行情况，听取了区人民医院（东\n\n城区）改造进展情况和医疗设施设备采购\n\n使用运行情况，要求各级各部门压实工作\n\n责任。",
    after:
      "会议听取了各乡镇（街道）老年人、婴幼儿、基础疾病人群统计及发热诊所和便民药店运行情况，听取了区人民医院（东城区）改造进展情况和医疗设施设备采购使用运行情况，要求各级各部门压实工作责任。",
  },
  enabled: true,
  check(page, context) {
    const { lines, breaks } = structureOf(page, context);
    return lines.flatMap((line, index) => {
      const found = breaks[index];
      const before = lines[index - 1];
      if (!before || found?.kind !== "join" || found.done || !found.wrapped) return [];
      const message = { zh: "这一行与下一行是同一段。", en: "This line and the next are one paragraph." };
      return [joinFinding(layoutUnwrap, before, line, found, message)];
    });
  },
};
