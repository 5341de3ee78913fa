/**
 * More test pages: what shows by neither marks, gaps nor indents, but only by what stands next to what. All text is
 * written for this purpose.
 */
import type { TestPage } from "./pages.ts";
import { bridge, clinic, library, orchard } from "./stories.ts";
import { type Setting, wrap } from "./wrap.ts";

const p = (text: string) => `paragraph: ${text}`;
const story = ({ title, body }: typeof library) => [`title: ${title}`, ...body.map(p)];
const flush: Setting = { width: 19, indent: 0, between: "\n\n" };

const league = {
  title: "凝聚青年力量 书写奋斗篇章",
  lead: "一年来，团县委以服务青年成长为中心，在思想引领、创业就业、志愿服务等方面下功夫，各项工作都有了新的进展。",
  sections: [
    [
      "抓住思想引领这条主线",
      "组织青年讲师团走进车间、课堂和田间，开展宣讲一百二十多场，听众超过九千人。新建的六处青年之家每到周末都开放，读书会、电影课、手工坊轮流举办，成了年轻人愿意去的地方。",
    ],
    [
      "搭建创业就业平台",
      "联合人社、金融等部门举办招聘会和创业大赛，为三百多名青年提供了培训和贷款支持，帮助八十六个项目落地。返乡青年何小川用这笔贷款建起大棚，种出的草莓远销省城。",
    ],
  ],
};
const union = {
  title: "做职工信得过的娘家人",
  lead: "总工会把维护职工权益放在首位，走访企业二百余家，为一线职工解决了工资、住房、子女入学等方面的实际困难。",
  sections: [
    [
      "困难帮扶不落一户",
      "建立困难职工档案，实行动态管理，节日慰问、大病救助、金秋助学一项不少，全年发放帮扶资金一百八十多万元，受益职工一千三百多人次。",
    ],
  ],
};
const set = ({ title, lead, sections }: typeof league, kicker: string) =>
  [
    kicker,
    title,
    wrap([lead], flush),
    ...sections.flatMap(([name = "", text = ""]) => [name, wrap([text], flush)]),
  ].join("\n\n");
const left = ({ title, lead, sections }: typeof league, kicker: string) => [
  `kicker: ${kicker}`,
  `title: ${title}`,
  p(lead),
  ...sections.flatMap(([name = "", text = ""]) => [`heading: ${name}`, p(text)]),
];

const bodies: TestPage = {
  name: "features that begin with the name of a body above the title, lines flush left",
  raw: [set(league, "团县委"), set(union, "县总工会")].join("\n\n"),
  expected: [left(league, "团县委"), left(union, "县总工会")],
};

const swim =
  "6月8日，全市少年儿童游泳比赛在市体育中心举行。来自十四所学校的二百多名小选手参加了比赛，现场气氛热烈，加油声此起彼伏。";

const picture: TestPage = {
  name: "a picture's own news between two stories, with no empty lines to show it",
  raw: [bridge.title, ...bridge.body, swim, "江帆 摄", library.title, ...library.body].join("\n\n"),
  expected: [story(bridge), [`caption: ${swim}`, "credit: 江帆 摄"], story(library)],
};

const feature: TestPage = {
  name: "a column's name and a subtitle whose title is heaped at the end with others, one of which shares no word with its story",
  raw: [
    wrap(bridge.body, { ...flush, width: 22 }),
    wrap(library.body, { ...flush, width: 22 }),
    "健康乡村特别报道",
    "——县人民医院巡诊队见闻",
    "本报记者 朱平",
    wrap(clinic.body, { ...flush, width: 22 }),
    "山路弯弯 情意长长",
    "社区图书馆延长开放时间",
    "南门大桥加固工程提前完工",
  ].join("\n\n"),
  expected: [
    story(bridge),
    story(library),
    [
      "kicker: 健康乡村特别报道",
      "title: 山路弯弯 情意长长",
      "subtitle: ——县人民医院巡诊队见闻",
      "byline: 本报记者 朱平",
      ...clinic.body.map(p),
    ],
  ],
};

const runOn: TestPage = {
  name: "a caption's bracket and the site's furniture broken at the column's edge",
  raw: [
    orchard.title,
    wrap(orchard.body, flush),
    wrap(["合作社的社员在果园里采摘成熟的樱桃。（本版图片均由本报记者江帆摄）"], { ...flush, width: 22 }),
    wrap(["上一篇：市农业农村局召开全市春季农业生产工作座谈会"], flush),
    wrap(["欢迎投稿，来稿请寄青石晚报编辑部，并注明姓名、地址和联系电话，来稿一经采用，即付稿酬。"], flush),
  ].join("\n\n"),
  expected: [
    [
      ...story(orchard),
      "caption: 合作社的社员在果园里采摘成熟的樱桃。（本版图片均由本报记者江帆摄）",
      "boilerplate: 上一篇：市农业农村局召开全市春季农业生产工作座谈会",
      "boilerplate: 欢迎投稿，来稿请寄青石晚报编辑部，并注明姓名、地址和联系电话，来稿一经采用，即付稿酬。",
    ],
  ],
};

const captions = [
  "护士长带领医护人员在村口整理药箱。",
  "医护人员为行动不便的老人送药上门。",
  "孩子们在巡诊车前排队检查视力。",
];
const album: TestPage = {
  name: "captions in a row between finished paragraphs",
  raw: [
    `# ${clinic.title}`,
    ...clinic.body,
    ...captions,
    "本版图片由县人民医院提供",
    `# ${bridge.title}`,
    ...bridge.body,
    `# ${library.title}`,
    ...library.body,
  ].join("\n\n"),
  expected: [
    [...story(clinic), ...captions.map((text) => `caption: ${text}`), "credit: 本版图片由县人民医院提供"],
    story(bridge),
    story(library),
  ],
};

export const furtherPages: readonly TestPage[] = [bodies, picture, feature, runOn, album];
