import { expect, it } from "vitest";
import { findingsOf } from "../testing.ts";

const first = "本报讯 近日，区妇联举行发放仪式，二十名妇女领到了救助金。";
const startsOf = (text: string) => findingsOf(text, "layout.article-start").map(({ quote }) => quote.slice(0, 6));

it.each([
  ["an opener", `${first}\n\n本报讯 1月6日，街道召开推进会。`, "本报讯 1月"],
  [
    "an agency's dateline",
    `${first}\n\n新华社北京6月18日电（记者王宁）记者昨日获悉，夏粮收购有序推进。`,
    "新华社北京6",
  ],
  ["a title and its kicker", `${first}\n\n## 区卫健委\n\n# 谱写卫生健康新篇章\n\n全区卫生事业快速发展。`, "区卫健委"],
  [
    "a headline with a byline",
    `${first}\n\n夜市里的烟火气\n\n本报记者 李清河\n\n傍晚六点，红旗路夜市热闹起来。`,
    "夜市里的烟火",
  ],
  [
    "a headline behind a sign-off",
    `${first}（周明）\n\n夜市里的烟火气\n\n傍晚六点，红旗路夜市渐渐热闹起来。`,
    "夜市里的烟火",
  ],
])("an article begins with %s", (_, text, start) => {
  expect(startsOf(text)).toEqual([start]);
});

it("a section's heading begins none", () => {
  expect(startsOf(`# 谱写新篇章\n\n${first}\n\n## 筑防线\n\n落实各项措施，做好防控工作。`)).toEqual([]);
});
