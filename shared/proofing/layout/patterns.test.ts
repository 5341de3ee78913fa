import { describe, expect, it } from "vitest";
import {
  captionMarker,
  goesOn,
  isByline,
  isColumnName,
  isCredit,
  isDateline,
  isFurniture,
  isKicker,
  isStoryOpener,
  namesSpeaker,
  numberOf,
  opensParagraph,
} from "./patterns.ts";

describe.each([
  [
    "a byline",
    isByline,
    ["□本报记者 席适之 通讯员 赵海阳", "（王晶晶 于慧）", "本報記者 陳小明", "通讯员 孔庆轩"],
    ["（一）", "（下转第3版）", "记者在现场看到，人们排起长队", "王孟阳 摄"],
  ],
  [
    "a credit",
    isCredit,
    ["王孟阳 摄", "责任编辑:黄爽", "本版图片由市妇幼保健院提供", "文:李明 图:王平"],
    ["编辑部里灯火通明，大家都在忙", "剧组正在这里拍摄"],
  ],
  [
    "a dateline",
    isDateline,
    [
      "发布时间：2020-05-27 来源：豫鲁健康网",
      "来源：新华网",
      "2021-06-09 10:23",
      "2018-11-26 09:15:32 来源:青山日报 作者:郭晓东 编辑:陈静",
    ],
    ["2021年6月9日，大会召开。", "来源于生活"],
  ],
  [
    "furniture",
    isFurniture,
    [
      "上一篇:市卫健委召开座谈会",
      "扫码看视频",
      "详情请见H04~07",
      "合办：融媒体中心",
      "【打印】【关闭】",
      "（下转第三版）",
      "详细报道见A05版",
      "江城晨报 2019年4月12日 星期五 第A03版 责编:周敏 美编:吴桐",
      "2020年10月8日 星期四 农历八月廿二",
      "A03 要闻",
      "综合新闻 04版",
    ],
    [
      "扫码进行第三次预检分诊，并登记信息",
      "上一届大会在北京召开",
      "广告牌倒了",
      "详细报道了事情的经过",
      "2020年10月8日全市举行第3期培训班",
      "4月12日 星期五，雨",
      "G20 峰会在杭州开幕",
    ],
  ],
  [
    "an opener",
    isStoryOpener,
    [
      "本报讯（记者张苗）5月9日",
      "本報訊 位於老街",
      "新华社北京6月18日电 记者获悉",
      "豫鲁健康网讯(李超 王平)今年来",
      "（记者 张三）5月9日，大会在北京召开",
      "【本报讯】昨日",
      "〔又訊〕省田糧處決定",
      "〔本報石岐十五日通訊〕本縣今造",
      "（中央社南京十五日電）行政院",
    ],
    ["本报电话已经更换", "通讯录丢了", "一封电报送到", "（本报资料）昨日", "【本报电话】更换"],
  ],
  [
    "a kicker",
    isKicker,
    ["市妇幼保健院", "区卫健委", "5·12国际护士节特别报道"],
    ["市里召开工作会议", "山坡上的果园 村民的钱袋子"],
  ],
] as const)("%s", (_, matches, yes, no) => {
  it.each(yes)("is %s", (text) => expect(matches(text)).toBe(true));
  it.each(no)("is not %s", (text) => expect(matches(text)).toBe(false));
});

describe("wording", () => {
  it("tells captions by their head, place and tail", () => {
    expect(captionMarker("图为活动现场。")).toBe("head");
    expect(captionMarker("董兴连(中)慰问护理工作者")).toBe("place");
    expect(captionMarker("护士在护理早产儿。（本报记者毋千举摄）")).toBe("tail");
    expect(captionMarker("护士在护理早产儿。")).toBeNull();
  });

  it("tells a number from a date or a count", () => {
    expect(numberOf("十二、加强领导")).toEqual({ style: "han", value: 12 });
    expect(numberOf("1 以政治建设为统领")).toEqual({ style: "digit", value: 1 });
    for (const text of ["5月8日，开赛", "3.1万家企业", "2 名护士"]) expect(numberOf(text)).toBeNull();
  });
});

describe("the first words of a line", () => {
  it("tell a paragraph's beginning from a sentence that goes on", () => {
    expect(["会议强调，抓好落实", "今年以来", "施工期间，为了减少影响"].map(opensParagraph)).toEqual([
      true,
      true,
      true,
    ]);
    expect(["要狠抓落实", "他们以服务为帆", "四是加强管理"].map(goesOn)).toEqual([true, true, true]);
    expect(["家住青石桥的刘先生说。", "村民边装箱边说，今年"].map(namesSpeaker)).toEqual([true, true]);
    expect(namesSpeaker("“我也去。”他说")).toBe(false);
  });
});

describe("what stands above a title", () => {
  it("is a body that acts or the page's column, not a sentence", () => {
    expect(["区妇联", "区卫健委", "5·12国际护士节特别报道"].map(isKicker)).toEqual([true, true, true]);
    expect(isColumnName("区妇联")).toBe(false);
    expect(isKicker("做好妇女工作，服务大局")).toBe(false);
  });
});
