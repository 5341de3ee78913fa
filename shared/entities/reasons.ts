/** Why a suggestion was made, by its source, in the interface's languages. */
import type { Label } from "../model/settings.ts";

const reasons: Readonly<Record<string, Label>> = {
  "date/absolute": { zh: "日期的写法", en: "written as a date" },
  "date/relative": { zh: "相对日期", en: "a date relative to the issue" },
  "date/range": { zh: "日期起止", en: "from one date to another" },
  "date/hour": { zh: "时刻", en: "a time of day" },
  "money/unit": { zh: "数字带货币单位", en: "a number with a currency" },
  "quantity/measure": { zh: "数字带量词", en: "a number with its measure" },
  "quantity/percent": { zh: "百分比", en: "a percentage" },
  "quantity/round": { zh: "约数", en: "a round number" },
  "quantity/written": { zh: "汉字数字带量词", en: "a number in characters with its measure" },
  "place/region": { zh: "行政区划名", en: "ends as a province, city, county or district" },
  "place/locality": { zh: "乡镇、街道、村、社区名", en: "ends as a township, street, village or community" },
  "place/site": { zh: "道路、山水或场所名", en: "ends as a road, a water, a mountain or a venue" },
  "place/bare": { zh: "词库中的地名", en: "a place that the lexicon knows" },
  "organisation/place-and-ending": { zh: "地名加机构名", en: "a place and the ending of a body" },
  "organisation/place-and-body": { zh: "地名加党政机关", en: "a place and a party or state body" },
  "organisation/level-and-body": { zh: "机关简称", en: "a level and a party or state body" },
  "organisation/short-form": { zh: "机构简称", en: "the short form of a body" },
  "organisation/short-name": { zh: "机构简称，未带地名", en: "the short form of a body, without its place" },
  "organisation/ending": { zh: "机构名的词尾", en: "ends as a body" },
  "organisation/department": { zh: "机构下设部门", en: "a department of a body" },
  "organisation/joined": { zh: "并列的机构名", en: "names joined under one head" },
  "organisation/medium": { zh: "媒体名", en: "a paper, station or site" },
  "organisation/national": { zh: "中央或国家机构", en: "a national body" },
  "organisation/acting-place": { zh: "基层组织作主语", en: "a local unit that acts" },
  "person/post-before": { zh: "职务后的姓名", en: "a name after a post" },
  "person/post-after": { zh: "职务前的姓名", en: "a name before a post" },
  "person/list": { zh: "并列的姓名", en: "one of a list of names" },
  "person/credit": { zh: "署名", en: "a credit" },
  "person/saying": { zh: "说话者", en: "a name before a verb of saying" },
  "person/kind-of-people": { zh: "居民、患者等之后的姓名", en: "a name after a kind of people" },
  "person/clause": { zh: "句首的姓名", en: "a name that begins a clause" },
  "person/form": { zh: "姓加称呼", en: "a family name and a form of address" },
  "person/nickname": { zh: "小名", en: "a pet name" },
  "person/foreign": { zh: "外国人名译写", en: "a foreign name" },
  "person/other-peoples": { zh: "民族语言的人名", en: "a Tibetan, Mongolian, Uyghur … name" },
  "person/unknown-word": { zh: "像姓名的生词", en: "no word, but made like a name" },
  "person/lexicon": { zh: "词库中的人名", en: "a name that the lexicon knows" },
  "post/beside": { zh: "姓名或机构旁的职务", en: "a post beside a name or a body" },
  "post/calling": { zh: "姓名旁的职业", en: "a calling beside a name" },
  "event/festival": { zh: "节日", en: "a festival" },
  "event/congress": { zh: "重要会议或赛会", en: "a congress or games" },
  "event/named": { zh: "有名称的会议或活动", en: "a meeting or activity with a name" },
  "event/quoted": { zh: "引号中有名称的活动", en: "an activity with a name in quotes" },
  registry: { zh: "登记册中的名称", en: "in the registry" },
  document: { zh: "本页别处已有", en: "found elsewhere on this page" },
  model: { zh: "由本语料学得", en: "learned from this corpus" },
  recommender: { zh: "外部推荐", en: "from the external recommender" },
};

/** @throws RangeError for a source that nobody described: a defect */
export function reasonOf(source: string): Label {
  const reason = isOwnSource(source) ? reasons[source] : undefined;
  if (!reason) throw new RangeError(`No reason is written for suggestions from “${source}”.`);
  return reason;
}

/** The reason of a name that was rejected on so many pages. */
export function refusedReason({ zh, en }: Label, pages: number): Label {
  return { zh: `${zh}；但在 ${pages} 份稿件里被拒绝`, en: `${en}, but rejected on ${pages} pages` };
}

/** Whether an entity's `by` says that it was accepted from a suggestion. */
export function isOwnSource(by: string): boolean {
  return Object.hasOwn(reasons, by);
}
