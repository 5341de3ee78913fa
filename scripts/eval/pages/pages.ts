/**
 * Test pages: kinds of damage and of layout that a newspaper page or a news site comes with, each with what a careful
 * proofreader would leave. All text is written for this purpose. The file is long because it is a table of pages.
 */
import { furtherPages } from "./further-pages.ts";
import { bridge, clinic, library, orchard } from "./stories.ts";
import { type Setting, wrap } from "./wrap.ts";

export interface TestPage {
  name: string;
  raw: string;
  /** Articles of blocks, "role: text". */
  expected: string[][];
}

const p = (text: string) => `paragraph: ${text}`;
const story = ({ title, body }: typeof library) => [`title: ${title}`, ...body.map(p)];
const narrow: Setting = { width: 12, indent: 2, between: "\n\n" };
const usual: Setting = { width: 18, indent: 2, between: "\n\n" };
const wide: Setting = { width: 40, indent: 2, between: "\n" };

const heap: TestPage = {
  name: "three stories in columns of different widths, their headlines heaped at the end",
  raw: [
    wrap(bridge.body, usual),
    wrap(orchard.body, { ...usual, width: 24 }),
    wrap(library.body, narrow),
    "社区图书馆延长开放时间",
    "山坡上的果园 村民的钱袋子",
    "南门大桥加固工程提前完工",
  ].join("\n\n"),
  expected: [story(bridge), story(orchard), story(library)],
};

const above: TestPage = {
  name: "lines of 12 characters under headlines that are not marked",
  raw: [library.title, wrap(library.body, narrow), bridge.title, wrap(bridge.body, narrow)].join("\n\n"),
  expected: [story(library), story(bridge)],
};

const forty: TestPage = {
  name: "lines of 40 characters in one block, paragraphs set in",
  raw: [
    orchard.title,
    wrap(orchard.body, { ...wide, keepIndent: true }),
    bridge.title,
    wrap(bridge.body, { ...wide, keepIndent: true }),
  ].join("\n"),
  expected: [story(orchard), story(bridge)],
};

const indented: TestPage = {
  name: "indents kept, a blank line behind every line, no sign of the paragraphs' ends but them",
  raw: [library.title, wrap(library.body, { ...usual, keepIndent: true })].join("\n\n"),
  expected: [story(library)],
};

const behind: TestPage = {
  name: "headlines behind their stories",
  raw: [
    wrap(orchard.body, usual),
    orchard.title,
    wrap(bridge.body, usual),
    bridge.title,
    wrap(library.body, usual),
    library.title,
  ].join("\n\n"),
  expected: [story(orchard), story(bridge), story(library)],
};

const agency: TestPage = {
  name: "stories opened by an agency or a reporter, under headlines that are not marked",
  raw: `全国夏粮收购有序推进

新华社北京6月18日电（记者王小宁）记者从国家粮食部门了解到，目前各地夏粮收购有序推进，主产区各类粮食企业累计收购小麦两千多万吨，收购进度快于去年同期。

有关负责人表示，各地要优化服务，及时结算粮款，不给农民打白条。

夜市里的烟火气

本报记者 李清河

傍晚六点，红旗路夜市渐渐热闹起来，烤串的香味飘满整条街，卖凉粉的张大姐忙得顾不上擦汗，她的摊位前排起了长队。

“夏天是旺季，一晚上能卖出三百多碗。”张大姐说。

市气象台发布高温预警

本报讯（记者 方圆）昨天下午，市气象台发布高温黄色预警，预计未来三天我市大部分地区最高气温将达到三十七摄氏度以上，请市民注意防暑降温。`,
  expected: [
    [
      "title: 全国夏粮收购有序推进",
      p(
        "新华社北京6月18日电（记者王小宁）记者从国家粮食部门了解到，目前各地夏粮收购有序推进，主产区各类粮食企业累计收购小麦两千多万吨，收购进度快于去年同期。",
      ),
      p("有关负责人表示，各地要优化服务，及时结算粮款，不给农民打白条。"),
    ],
    [
      "title: 夜市里的烟火气",
      "byline: 本报记者 李清河",
      p("傍晚六点，红旗路夜市渐渐热闹起来，烤串的香味飘满整条街，卖凉粉的张大姐忙得顾不上擦汗，她的摊位前排起了长队。"),
      p("“夏天是旺季，一晚上能卖出三百多碗。”张大姐说。"),
    ],
    [
      "title: 市气象台发布高温预警",
      p(
        "本报讯（记者 方圆）昨天下午，市气象台发布高温黄色预警，预计未来三天我市大部分地区最高气温将达到三十七摄氏度以上，请市民注意防暑降温。",
      ),
    ],
  ],
};

const questions = [
  "记者：您从事修复工作已经三十年了，最难忘的是哪一件文物？",
  "吴师傅：要说最难忘的，还是那架清代的木雕屏风。送来的时候断成了四十多块，有的地方只剩下一点痕迹，我们花了整整两年才把它拼起来。",
  "记者：现在愿意学这门手艺的年轻人多吗？",
  "吴师傅：比以前多了。去年来了三个大学生，肯吃苦，也坐得住。手艺这东西，急不得，先要把心静下来。",
  "记者：您对他们有什么要求？",
  "吴师傅：只有一句话，对得起老祖宗留下来的东西。",
];

const interview: TestPage = {
  name: "an interview, its turns of speech short and long",
  raw: ["与时间赛跑的人", "——访文物修复师吴长河", "本报记者 何苗", ...questions].join("\n\n"),
  expected: [["title: 与时间赛跑的人", "subtitle: ——访文物修复师吴长河", "byline: 本报记者 何苗", ...questions.map(p)]],
};

const wrappedInterview: TestPage = {
  name: "an interview broken at the column's edge",
  raw: ["与时间赛跑的人", "——访文物修复师吴长河", "本报记者 何苗", wrap([...questions, ...clinic.body], usual)].join(
    "\n\n",
  ),
  expected: [
    [
      "title: 与时间赛跑的人",
      "subtitle: ——访文物修复师吴长河",
      "byline: 本报记者 何苗",
      ...[...questions, ...clinic.body].map(p),
    ],
  ],
};

const marked: TestPage = {
  name: "kicker, title, subtitle and sections, marked on the wrong levels",
  raw: `## 脱贫攻坚进行时

# 流动诊所开进大山

### ——县人民医院巡诊队见闻

本报记者 朱平

${clinic.body[0]}

### 车到村口

${clinic.body[1]}

### 叮嘱写在药盒上

${clinic.body[2]}

## 市政简讯

# 南门大桥加固工程提前完工

${bridge.body.join("\n\n")}`,
  expected: [
    [
      "kicker: 脱贫攻坚进行时",
      "title: 流动诊所开进大山",
      "subtitle: ——县人民医院巡诊队见闻",
      "byline: 本报记者 朱平",
      p(clinic.body[0] as string),
      "heading: 车到村口",
      p(clinic.body[1] as string),
      "heading: 叮嘱写在药盒上",
      p(clinic.body[2] as string),
    ],
    ["kicker: 市政简讯", ...story(bridge)],
  ],
};

const photo: TestPage = {
  name: "a picture with news of its own, captions, and one in the middle of a sentence",
  raw: `# 流动诊所开进大山

${clinic.body[0]}

这是县人民医院今年第二十六次下乡巡诊。车上配备了心电图机、便携式彩



医护人员为老人测量血压。

超等设备，五名医护人员轮流值班，为偏远山村的群众提供免费检查。

${clinic.body[2]}



图为巡诊车行驶在山路上。（本报记者 孙立 摄）



6月8日，全市少年儿童游泳比赛在市体育中心举行。来自十四所学校的二百多名小选手参加了比赛，现场气氛热烈，加油声此起彼伏。

本报记者 江帆 摄

# 南门大桥加固工程提前完工

${bridge.body.join("\n\n")}`,
  expected: [
    [
      "title: 流动诊所开进大山",
      p(clinic.body[0] as string),
      p(clinic.body[1] as string),
      "caption: 医护人员为老人测量血压。",
      p(clinic.body[2] as string),
      "caption: 图为巡诊车行驶在山路上。（本报记者 孙立 摄）",
    ],
    [
      "caption: 6月8日，全市少年儿童游泳比赛在市体育中心举行。来自十四所学校的二百多名小选手参加了比赛，现场气氛热烈，加油声此起彼伏。",
      "credit: 本报记者 江帆 摄",
    ],
    story(bridge),
  ],
};

const web: TestPage = {
  name: "a news site's page with its furniture, one line a paragraph",
  raw: `首页 > 新闻 > 社会
南门大桥加固工程提前完工
发布时间：2021-06-09
来源：青石晚报
${bridge.body.join("\n")}
责任编辑：孙晓梅
【打印】 【关闭】
分享到：
上一篇：市气象台发布高温预警
下一篇：没有了
相关阅读
全市桥梁检测工作启动
公交绕行线路公布
版权所有 青石晚报社 未经授权不得转载`,
  expected: [
    [
      "boilerplate: 首页 > 新闻 > 社会",
      "title: 南门大桥加固工程提前完工",
      "dateline: 发布时间：2021-06-09",
      "dateline: 来源：青石晚报",
      ...bridge.body.map(p),
      "credit: 责任编辑：孙晓梅",
      "boilerplate: 【打印】 【关闭】",
      "boilerplate: 分享到：",
      "boilerplate: 上一篇：市气象台发布高温预警",
      "boilerplate: 下一篇：没有了",
      "boilerplate: 相关阅读",
      "boilerplate: 全市桥梁检测工作启动",
      "boilerplate: 公交绕行线路公布",
      "boilerplate: 版权所有 青石晚报社 未经授权不得转载",
    ],
  ],
};

const numbers = [
  "本报讯 2023年第一季度，全市规模以上工业企业实现营业收入1286.5亿元，同比增长7.8%，其中高新技术企业增长12.4%，比去年同期提高3.1个百分点。",
  "从行业看，38个大类行业中有29个保持增长。新能源汽车产量达到4.6万辆，增长61.3%；集成电路产量2.1亿块，增长18.9%。市工信局与ABB、Siemens等12家跨国公司签订了合作协议，项目总投资超过85亿元。",
  "今年1至3月，全市新登记市场主体2.37万户，日均263户。市统计局的报告显示，PMI指数连续三个月保持在50%以上，企业信心稳步回升。",
];

const figures: TestPage = {
  name: "text full of numbers and Latin letters, broken at the column's edge",
  raw: ["一季度工业经济实现良好开局", wrap(numbers, usual), bridge.title, wrap(bridge.body, usual)].join("\n\n"),
  expected: [["title: 一季度工业经济实现良好开局", ...numbers.map(p)], story(bridge)],
};

const old = {
  title: "老街茶館重新開張",
  body: [
    "本報訊 位於西門老街的百年茶館昨日重新開張，街坊鄰里扶老攜幼前來捧場，小小的茶館裡座無虛席，門外還排起了長隊。",
    "茶館始建於光緒年間，曾經是老街上最熱鬧的去處。掌櫃的後人林先生介紹說，這次修繕保留了原有的木結構和青磚地面，就連櫃檯上的算盤也是祖父當年用過的。",
    "除了喝茶，客人們還可以在這裡聽評書、學茶藝。每逢週末，茶館將邀請老藝人登臺演出，讓年輕人也能感受到傳統文化的魅力。",
    "附近的居民說，茶館回來了，老街的味道也就回來了，孩子們放學以後有了去處，老人們又能坐在一起說說話。",
  ],
};

const traditional: TestPage = {
  name: "traditional characters, broken at the column's edge",
  raw: [old.title, wrap(old.body, { ...usual, width: 16 })].join("\n\n"),
  expected: [story(old)],
};

const lines: TestPage = {
  name: "verse, a list and a table between paragraphs",
  raw: `# 端午诗会在滨河公园举行

本报讯 昨天上午，端午诗会在滨河公园举行，三百多名诗词爱好者欢聚一堂，以诗会友，共度佳节。

退休教师林先生即兴赋诗一首：

五月榴花照眼明
龙舟竞渡鼓声轻
小城处处飘香粽
不负人间一片情

诗会设一等奖两名、二等奖四名。获奖名单如下：

一等奖　　林国栋　　青石中学
二等奖　　何晓燕　　滨河小学
二等奖　　马文斌　　市图书馆

组委会提醒市民：

1.观看演出请提前入场
2.保管好随身物品
3.爱护公园花草

活动将持续到本月底，市民可以凭身份证免费参观。`,
  expected: [
    [
      "title: 端午诗会在滨河公园举行",
      p("本报讯 昨天上午，端午诗会在滨河公园举行，三百多名诗词爱好者欢聚一堂，以诗会友，共度佳节。"),
      p("退休教师林先生即兴赋诗一首："),
      p("五月榴花照眼明\n龙舟竞渡鼓声轻\n小城处处飘香粽\n不负人间一片情"),
      p("诗会设一等奖两名、二等奖四名。获奖名单如下："),
      p("一等奖　　林国栋　　青石中学\n二等奖　　何晓燕　　滨河小学\n二等奖　　马文斌　　市图书馆"),
      p("组委会提醒市民："),
      p("1.观看演出请提前入场\n2.保管好随身物品\n3.爱护公园花草"),
      p("活动将持续到本月底，市民可以凭身份证免费参观。"),
    ],
  ],
};

const pair: TestPage = {
  name: "headlines of two lines, couplets and phrases, above their stories",
  raw: `延长开放到九点

书香伴你到天明

${library.body.join("\n\n")}

我市召开防汛抗旱

指挥部工作会议

本报讯 昨天上午，我市召开防汛抗旱指挥部工作会议，分析当前防汛形势，部署下一阶段工作，要求各级各部门落实责任，备足物资，确保安全度汛。`,
  expected: [
    ["title: 延长开放到九点 书香伴你到天明", ...library.body.map(p)],
    [
      "title: 我市召开防汛抗旱指挥部工作会议",
      p(
        "本报讯 昨天上午，我市召开防汛抗旱指挥部工作会议，分析当前防汛形势，部署下一阶段工作，要求各级各部门落实责任，备足物资，确保安全度汛。",
      ),
    ],
  ],
};

const sections: TestPage = {
  name: "one story in sections whose headings are neither marked nor numbered, cut at the columns' ends",
  raw: `市第二人民医院

以文化建设引领医院高质量发展

□本报记者 高远 通讯员 田甜

近年来，市第二人民医院把文化建设作为推动医院发展的重要抓手，在服务理念、人才培养、学科建设等方面下功夫，走出了一条特色发展之路。

凝心聚力，锻造过硬队伍

医院党委定期开展集中学习，组织党员干部深入科室调研，广泛听取职工的意见和建议，先后解决了食堂改造、停车难等三十多个职工关心的问

题，得到大家的一致好评。

医院还设立了青年人才基金，每年选派骨干医生到国内知名医院进修学习。

技术创新，守护百姓健康

去年以来，医院开展新技术、新项目五十二项，其中微创手术、介入治疗等多项技术达到省内先进水平，

填补了本市的空白。

温情服务，传递医者仁心

门诊大厅里，志愿者为患者提供导诊、陪诊服务；住院病房里，护士们为患者过生日、送祝福，处处洋溢着家的温暖。`,
  expected: [
    [
      "kicker: 市第二人民医院",
      "title: 以文化建设引领医院高质量发展",
      "byline: □本报记者 高远 通讯员 田甜",
      p(
        "近年来，市第二人民医院把文化建设作为推动医院发展的重要抓手，在服务理念、人才培养、学科建设等方面下功夫，走出了一条特色发展之路。",
      ),
      "heading: 凝心聚力，锻造过硬队伍",
      p(
        "医院党委定期开展集中学习，组织党员干部深入科室调研，广泛听取职工的意见和建议，先后解决了食堂改造、停车难等三十多个职工关心的问题，得到大家的一致好评。",
      ),
      p("医院还设立了青年人才基金，每年选派骨干医生到国内知名医院进修学习。"),
      "heading: 技术创新，守护百姓健康",
      p(
        "去年以来，医院开展新技术、新项目五十二项，其中微创手术、介入治疗等多项技术达到省内先进水平，填补了本市的空白。",
      ),
      "heading: 温情服务，传递医者仁心",
      p("门诊大厅里，志愿者为患者提供导诊、陪诊服务；住院病房里，护士们为患者过生日、送祝福，处处洋溢着家的温暖。"),
    ],
  ],
};

const glued: TestPage = {
  name: "bylines glued to heads and tails of paragraphs",
  raw: `# 流动诊所开进大山

□本报记者 何苗 通讯员 田甜 ${clinic.body[0]}

${clinic.body[1]}

${clinic.body[3]}记者 孙立

# 社区图书馆延长开放时间

${library.body.join("\n\n")}`,
  expected: [
    [
      "title: 流动诊所开进大山",
      "byline: □本报记者 何苗 通讯员 田甜",
      p(clinic.body[0] as string),
      p(clinic.body[1] as string),
      p(clinic.body[3] as string),
      "byline: 记者 孙立",
    ],
    story(library),
  ],
};

const levels: TestPage = {
  name: "every story under a second-level heading, none with an opener",
  raw: `## 流动诊所开进大山

${clinic.body.join("\n\n")}

## 夜市里的烟火气

傍晚六点，红旗路夜市渐渐热闹起来，烤串的香味飘满整条街，卖凉粉的张大姐忙得顾不上擦汗，她的摊位前排起了长队。

“夏天是旺季，一晚上能卖出三百多碗。”张大姐说。

## 高温预警连发三天 市民注意防暑降温

市气象台预计，未来三天我市大部分地区最高气温将达到三十七摄氏度以上，请市民减少户外活动。`,
  expected: [
    ["title: 流动诊所开进大山", ...clinic.body.map(p)],
    [
      "title: 夜市里的烟火气",
      p("傍晚六点，红旗路夜市渐渐热闹起来，烤串的香味飘满整条街，卖凉粉的张大姐忙得顾不上擦汗，她的摊位前排起了长队。"),
      p("“夏天是旺季，一晚上能卖出三百多碗。”张大姐说。"),
    ],
    [
      "title: 高温预警连发三天 市民注意防暑降温",
      p("市气象台预计，未来三天我市大部分地区最高气温将达到三十七摄氏度以上，请市民减少户外活动。"),
    ],
  ],
};

const windows: TestPage = { ...heap, name: `${heap.name}, with CRLF`, raw: heap.raw.replaceAll("\n", "\r\n") };

export const testPages: readonly TestPage[] = [
  heap,
  above,
  forty,
  indented,
  behind,
  agency,
  interview,
  wrappedInterview,
  marked,
  photo,
  web,
  figures,
  traditional,
  lines,
  pair,
  sections,
  glued,
  levels,
  windows,
  ...furtherPages,
];
