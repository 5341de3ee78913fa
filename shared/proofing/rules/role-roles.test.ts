import { expect, it } from "vitest";
import { findingsOf } from "../testing.ts";

const body =
  "近年来，市第二人民医院把文化建设作为推动医院发展的重要抓手，在服务理念、人才培养等方面下功夫，走出了一条特色发展之路。";
const roles =
  "role.title role.kicker role.subtitle role.heading role.caption role.byline role.credit role.dateline role.boilerplate";
const rolesOf = (text: string) => findingsOf(text, roles).map(({ rule, quote }) => `${rule} ${quote.slice(0, 6)}`);

it("short lines above, in and behind a story get the role of their place and wording", () => {
  const page = [
    "市第二人民医院",
    "以文化建设引领发展",
    "□本报记者 高远",
    body,
    "锻造过硬队伍",
    body,
    "扫码看视频",
    "王孟阳 摄",
    "来源：青石晚报",
  ];
  expect(rolesOf(page.join("\n\n"))).toEqual([
    "role.kicker 市第二人民医",
    "role.title 以文化建设引",
    "role.byline □本报记者 ",
    "role.heading 锻造过硬队伍",
    "role.boilerplate 扫码看视频",
    "role.credit 王孟阳 摄",
    "role.dateline 来源：青石晚",
  ]);
});

it("a dashed line under a title is a subtitle, a sentence worded as a caption is one", () => {
  expect(rolesOf(`# 真心融岁月\n\n——优质护理纪实\n\n${body}\n\n图为护士在查房。\n\n${body}`)).toEqual([
    "role.subtitle ——优质护理",
    "role.caption 图为护士在查",
  ]);
});

it("text, speech and short paragraphs get none", () => {
  expect(rolesOf([body, "记者：您好吗？", "他笑了。", body].join("\n\n"))).toEqual([]);
});
