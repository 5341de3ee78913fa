/**
 * The fixed phrases of Chinese newspapers and news sites: how stories open, how they are signed, what surrounds them.
 * All are anchored to the beginning or the end of a line, because the same words occur in running text; traditional
 * forms count too. Must not know: pages.
 */

const REPORTER =
  "(?:特约|见习|實習|实习|首席|全媒体|融媒体|驻[\\p{Script=Han}]{1,6})?(?:记者|記者|通讯员|通訊員|评论员|評論員|撰稿人?|作者)";
const PAPER =
  "(?:本[报報刊网網台社]|新华社|新華社|[\\p{Script=Han}]{2,8}(?:日报|晚报|时报|早报|都市报|网|客户端|融媒体?|电视台))";
// A name: two to four characters, or two set apart to fill three places.
const NAME =
  "(?:[\\p{Script=Han}]{2,4}|[\\p{Script=Han}] [\\p{Script=Han}]|[\\p{Script=Han}]{2,6}[·•][\\p{Script=Han}]{1,6})";
const NAMES = `${NAME}(?:[ 　、，,/]{1,3}${NAME}){0,7}`;
const SIGNED = `${PAPER}?(?:${PAPER})?${REPORTER}[:： 　]*${NAMES}`;
const BULLET = "[□■●○◇◆★☆▲△◎口]";

const all = (...patterns: string[]) => new RegExp(`^(?:${patterns.join("|")})`, "u");

/** 【本报讯】, 〔本報石岐十五日通訊〕, （中央社南京十五日電）: the same in brackets, the way that it is still done elsewhere. */
const BRACKETED =
  "[〔【［（(\\[](?:又|本[报報刊网網台社]|[\\p{Script=Han}]{2,8}(?:社|[报報]))[^，。,〔〕【】［］（）()\\[\\]]{0,16}(?:[讯訊电電]|消息|特[写寫]|[专專]稿)[〕】］）)\\]](?=.)";

/** 本报讯, 新华社北京5月1日电, 豫鲁健康网讯(…), （记者 张三）, 本报记者张三报道. */
const OPENER = all(
  BRACKETED,
  "本[报報刊网網台社](?:综合)?(?:[\\p{Script=Han}]{2,8})?(?:\\d{1,2}月\\d{1,2}日)?(?:讯|訊|消息|电|電)(?![视話话子影力])",
  "(?:新华社|新華社|中新社|中新网|中央社|人民网|光明网|央视网)[^，。,]{0,12}?(?:讯|訊|消息|电|電)(?![视話话子影力])",
  "[\\p{Script=Han}]{2,10}(?:网|報|报|社|台|客户端|融媒|融媒体)(?:\\d{1,2}月\\d{1,2}日)?(?:讯|訊|消息)(?=[\\s（(：:，,\\d\\p{Script=Han}])",
  "[\\p{Script=Han}]{2,6}(?:讯|訊)[ 　]*[（(]",
  `[（(](?:${PAPER})?${REPORTER}[ 　:：]*${NAMES}[^（()）]{0,24}[）)](?=.{8})`,
);

/** Without one of these no story opens: asked first, since nearly all lines lack them. */
const MAY_OPEN = /^[（(]|[讯訊电電]|消息|[专專]稿|特[写寫]/;

/** Whether a story's text opens here. `text`: spaces between characters may have been taken out. */
export function isStoryOpener(text: string): boolean {
  const head = text.slice(0, 60);
  return MAY_OPEN.test(head) && OPENER.test(head);
}

const BYLINES = [
  new RegExp(
    `^${BULLET}?[ 　]*${SIGNED}(?:[ 　、/]+${SIGNED}){0,3}[ 　]*(?:文/图|图/文|文并图|文|报道|報道|整理|综合报道)?$`,
    "u",
  ),
  new RegExp(`^${BULLET}[ 　]*${NAMES}$`, "u"),
  new RegExp(
    `^[（(](?:${SIGNED}|${NAMES}|${REPORTER}|本[报報](?:综合|評論員|评论员))(?:[ 　、/]+(?:${SIGNED}|${NAMES})){0,3}[）)]$`,
    "u",
  ),
  new RegExp(`^(?:文|撰文)[/／](?:图[ 　:：]*)?${NAMES}$`, "u"),
  /^[（(](?:文[/／]图|图[/／]文|文图|作者[系单]|作者为)[^（()）]{0,40}[）)]$/u,
];
/** Without one of these nothing is signed: asked first, since names can be anything. */
const MAY_SIGN = /^[□■●○◇◆★☆▲△◎口（(文撰]|[记記作]者|[讯訊论論][员員]|撰稿/u;
/** Words that look like names in brackets and are none. */
const NOT_NAMES = /^[（(](?:完|未完待续|待续|续|下转|上接|略|节选|摘编|上|中|下|图文无关|资料图片?)/u;

/** A line of its own that says who wrote: □本报记者 席适之 通讯员 赵海阳, （王晶晶 于慧）. */
export function isByline(line: string): boolean {
  return (
    line.length <= 60 && MAY_SIGN.test(line) && !NOT_NAMES.test(line) && BYLINES.some((pattern) => pattern.test(line))
  );
}

const REPORTING = /[记記作]者|[讯訊论論][员員]|撰稿/u;
const BARE = new RegExp(
  `^(.*[。！？!?][”’」』]*)[ 　]*((?:${PAPER})?${REPORTER}[ 　:：]*${NAMES}(?:[ 　]+${REPORTER}[ 　:：]*${NAMES})?)$`,
  "su",
);
/** Where a bare 记者 X behind the last full stop begins (UTF-16), or null. A sign-off in brackets is not one. */
export function bareBylineAt(text: string): number | null {
  const tail = text.slice(-40);
  const match = REPORTING.test(tail) ? BARE.exec(tail) : null;
  return match ? text.length - (match[2] as string).length : null;
}

const HEAD = new RegExp(`^${BULLET}?[ 　]*${SIGNED}(?:[ 　]+${SIGNED}){0,2}[ 　]+(?=[^ 　（(]{12})`, "u");
/** Where the text behind a byline at its head begins (UTF-16), or null: □本报记者 席适之 幸福源于健康…. */
export function bylineHeadEnd(text: string): number | null {
  const head = text.slice(0, 60);
  const match = REPORTING.test(head) ? HEAD.exec(head) : null;
  return match ? match[0].length : null;
}

const CREDIT = all(
  "(?:责任编辑|責任編輯|责编|编辑|編輯|校对|校對|版式|美编|组版|审核|初审|复审|终审|编审|[一二三]审|监制|监审|图编|值班主任|值班编委|主编|执行主编|总编|排版|视觉|设计|实习编辑|本版编辑|本版责编|本版美编)[ 　]*[:：/]",
  "(?:文|图|文/图|图/文|图片|摄影|攝影|制图|漫画|绘图|供图|来稿)[ 　]*[:：][ 　]*[\\p{Script=Han}]",
  "[（(]?(?:本版|本栏|本文|本组|以上)?(?:图片|照片|图文|稿件|文字)[均皆]?(?:由|为|来自|来源)[^。]{2,40}$",
  "[（(]?[^，。,]{0,24}(?:供图|資料圖片|资料图片|新华社发|新華社發)[）)]?$",
  "[（(]?[^，。,；]{2,30}(?<![拍航]) ?[摄攝]影?(?:报道)?[）)]?$",
  "本版[^，。]{2,20}提供$",
);

const MAY_CREDIT = /[:：/摄攝供]|图片|圖片|照片|图文|稿件|文字|新[华華]社/;

/** A line that says who edited, took or supplied: 王孟阳 摄, 责任编辑:黄爽, 本版图片由市妇幼保健院提供. */
export function isCredit(line: string): boolean {
  return line.length <= 60 && MAY_CREDIT.test(line) && CREDIT.test(line);
}

const DATELINE = all(
  "(?:发布|發佈|发表|發表|更新|上传|录入)(?:时间|時間|日期|于|：|:)",
  "(?:日期|时间|時間)[ 　]*[:：][ 　]*\\d{4}",
  "(?:信息|稿件|文章)?(?:来源|來源)[ 　]*[:：]",
  "\\d{4}[-年/.]\\d{1,2}[-月/.]\\d{1,2}日?(?:[ 　]*\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?)?(?:[ 　]+[^。]{0,60})?$",
);

/** 发布时间 and 来源 lines of a web page. */
export function isDateline(line: string): boolean {
  return line.length <= 90 && DATELINE.test(line) && !/[。！？]/.test(line);
}

const FURNITURE = all(
  "(?:上一[篇条页]|下一[篇条页])",
  "(?:欢迎|歡迎)(?:投稿|来稿|关注|订阅|扫码)",
  "(?:投稿|新闻|爆料|报料|读者|广告|发行|订阅|服务|监督|举报|联系)(?:邮箱|信箱|热线|电话|专线|地址)[ 　]*[:：\\d]",
  "(?:合办|協辦|协办|主办|承办|主管|出品|联办)(?:单位)?[ 　]*[:：]",
  "(?:详情请见|详情请[看扫关]|详见(?:[本今]|第|[A-Z]\\d))",
  "(?:详细(?:报道|内容|情况)|相关报道|报道全文)请?[见看刊载阅](?:[本今]|第|[A-Z]?\\d)",
  "(?:更多(?:精彩|新闻|内容|资讯|详情))",
  "(?:相关(?:阅读|新闻|链接|推荐|文章|报道)|推荐阅读|延伸阅读|热点推荐|热门推荐|猜你喜欢|为您推荐)[ 　]*[:：]?$",
  "(?:分享到|分享至|分享[:：])",
  "(?:版权(?:所有|声明)|免责声明|特别声明|转载请|未经[^。]{0,10}(?:授权|许可|允许)|Copyright|copyright|COPYRIGHT|©|\\(c\\))",
  "(?:您?(?:当前|现在)的?(?:所在)?位置|当前位置|首页[ 　]*[>＞»›/-])",
  "(?:浏览|点击|阅读|访问)(?:次数|数|量|率)?[ 　]*[:：][ 　]*\\d*",
  "(?:字体|字号)[ 　]*[:：【\\[]?",
  "(?:返回(?:首页|顶部|列表|上页)|关闭(?:窗口|本页)|打印(?:本页|本文)|设为首页|加入收藏|网站地图|联系我们|关于我们)",
  "(?:国内统一(?:连续出版物|刊号)|邮发代号|邮政编码|本报地址|社址|邮编)[ 　]*[:：号\\dA-Z]",
  "[（(【]?(?:下转|上接)(?:第?[\\dA-Z一二三四五六七八九十]|[^，。]{0,6}版)",
);
const LICENCE = /^[^，。]{0,40}ICP备/u;
const SCAN = /^(?:扫码|扫一扫|扫描|长按|微信扫)[^，。；]{0,24}[。！]?$/u;
const BUTTONS =
  /^(?:[【[]?(?:打印|关闭|收藏|分享|评论|点赞|纠错|举报|字号|大|中|小|返回|首页|顶部|微信|微博|QQ空间|朋友圈|繁体|简体)[】\]]?[\s|｜/·]*){2,}$/u;
const BUTTON = /^[【[](?:打印|关闭|收藏|分享|评论|点赞|纠错|举报|返回|我要评论|打印本页|关闭窗口)[^】\]]{0,6}[】\]]/u;

const DAY = "(?:\\d{4}年\\d{1,2}月\\d{1,2}日|\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|星期[一二三四五六日天])";
const SHEET = "第?[A-Z]?\\d{1,3}版";
/** The head of a printed page: day, sheet, number and editors, set apart by spaces. */
const PAGE_HEAD = new RegExp(
  `^(?=.*${DAY})(?=.*(?:${SHEET}|星期[一二三四五六日天]|农历|第\\d+期|责编|美编))(?!.*(?:[来來]源|[发發]布))(?=[^ 　]{1,24}[ 　])[^。！？；，]{8,90}$`,
  "u",
);
/** A page's number beside what it is about: A03 要闻, 综合新闻 04版. */
const SHEET_NAME = new RegExp(
  `^(?:(?:${SHEET}|[A-Z]\\d{2})[ 　·|｜]*[\\p{Script=Han}·]{0,6}|[\\p{Script=Han}·]{2,6}[ 　·|｜]*(?:${SHEET}|[A-Z]\\d{2}))$`,
  "u",
);

/** What belongs to the page and not to any story: 上一篇:…, 欢迎投稿…, 扫码看视频, 合办：…. */
export function isFurniture(line: string): boolean {
  if (line.length > 160) return false;
  return [FURNITURE, LICENCE, SCAN, BUTTONS, BUTTON, PAGE_HEAD, SHEET_NAME].some((pattern) => pattern.test(line));
}

/** 相关阅读 and the like, which announces a list of other pages' titles. */
export function announcesLinks(line: string): boolean {
  return /^(?:相关(?:阅读|新闻|链接|推荐|文章|报道)|推荐阅读|延伸阅读|热点推荐|热门推荐|猜你喜欢|为您推荐)[ 　]*[:：]?$/u.test(
    line,
  );
}

const CAPTION_HEAD = /^(?:图[为①-⑩]|[上下左右]图[为：:]|图[一二三四五六七八九十\d]{1,2}[:：为 　]|[▲△▼▽◀▶◄►↑↓←→])/u;
const CAPTION_PLACE = /[（(](?:左|右|中|前排?|后排?|居中)(?:[一二三四五六\d左右中起]{0,3})[）)]/u;
const CAPTION_TAIL =
  /[。．.”）)] ?(?:[（(][^（()）]{0,24}[摄攝供](?:影|图)?[）)]|[^，。（）()]{2,16} ?[摄攝])$|[（(][^（()）]{0,24}(?:[摄攝]影?|供图|资料图片?)[）)]$/u;

/** Words that only captions have: 图为…, ▲…, （左一）, …（本报记者 X 摄）. */
export function captionMarker(text: string): "head" | "place" | "tail" | null {
  if (CAPTION_HEAD.test(text)) return "head";
  if (CAPTION_TAIL.test(text)) return "tail";
  return text.length <= 60 && CAPTION_PLACE.test(text) ? "place" : null;
}

/** A subtitle's dash. */
export function startsWithDash(text: string): boolean {
  return /^(?:——|—|--|－－|―)[^—\-－―]/u.test(text);
}

/** What a number at the beginning of a line counts or dates, when nothing sets it apart. */
const COUNTED =
  "年月日号时点分秒个名家人次万亿千百十余多岁％%元届期版条项起米公里天周场位只支本件把台辆户亩吨斤处篇幅章类种大小强";

/** The number of a numbered heading or item, with its style, or null: 一、 （二） 3. 1 以政治…. */
export function numberOf(text: string): { style: "han" | "bracket" | "digit"; value: number } | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  if (match[1]) return { style: "han", value: hanValue(match[1]) };
  if (match[2]) return { style: "bracket", value: hanValue(match[2]) };
  return { style: "digit", value: Number(match[3] ?? match[4]) };
}

const NUMBER = new RegExp(
  `^(?:([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[）)]|(\\d{1,2})(?:[.．、](?!\\d)|[ 　]+)(?=[\\p{Script=Han}“‘《])(?![${COUNTED}])|(\\d)(?=[\\p{Script=Han}“‘《])(?![${COUNTED}]))`,
  "u",
);

function hanValue(text: string): number {
  const digit = (character: string) => "一二三四五六七八九".indexOf(character) + 1;
  const ten = text.indexOf("十");
  if (ten < 0) return digit(text[0] as string);
  return (ten ? digit(text[0] as string) : 1) * 10 + (text.length > ten + 1 ? digit(text[ten + 1] as string) : 0);
}

/** 问：, 答：, 记者：, 王女士：: a turn of speech begins. */
export function startsSpeech(text: string): boolean {
  return /^(?:[\p{Script=Han}]{1,6}|[A-Z])[：:](?!\d)/u.test(text);
}

/** Words that a news story's paragraphs open with. */
export function opensParagraph(text: string): boolean {
  return /^(?:会议|会上|会后|座谈会上|此次|本次|今年|去年|近年来|近日|日前|目前|截至|据|一直以来|同时|为|以|在[^这那此]|活动|下一步|一是|首先|“|‘|「|[^，。]{2,8}(?:期间|以来|结束后|之际)，)/u.test(
    text,
  );
}

/** Who said what was just quoted: 村民赵秀英一边装箱一边说，. */
export function namesSpeaker(text: string): boolean {
  return /^[^。！？“：]{1,20}(?:说|道|表示|介绍|告诉|感慨|呼吁)/u.test(text);
}

/** Words that continue what was said in the sentence before. */
export function goesOn(text: string): boolean {
  return /^(?:[二三四五六七八九十]?要|[二三四五六七八九十]是|他|她|它|我|这|使|把|让|并|还|也|又|而|但|却|随后|然后|接着|因此|所以|于是|面对|从|当|希望|其中|其)/u.test(
    text,
  );
}

/** The page's column, which stands above a title: 5·12国际护士节特别报道. */
export function isColumnName(text: string): boolean {
  return (
    text.length <= 18 &&
    !/[，。；！？,]/.test(text) &&
    /(?:特别报道|专题|特刊|专栏|专版|系列报道|特别策划|特别关注|进行时|纪实|访谈|时评|短评|述评|人物|讲述|直击|连线|风采录?|之窗|聚焦|观察|追踪)$/u.test(
      text,
    )
  );
}

/** What stands above a title and is none: the body that acts, or the page's column. */
export function isKicker(text: string): boolean {
  if (isColumnName(text)) return true;
  return (
    text.length <= 14 &&
    !/[，。；！？,]/.test(text) &&
    /(?:院|局|委|办|会|县|区|市|镇|乡|村|街道|社区|公司|集团|学校|大学|中学|小学|幼儿园|厅|部|所|站|中心|支队|大队|协会|银行|法院|[妇残文侨]联|工商联|政协|人大|工会)$/u.test(
      text,
    ) &&
    !/(?:会议|大会|座谈会|召开|举行|举办|启动|开展|活动|推进|走进)/u.test(text)
  );
}
