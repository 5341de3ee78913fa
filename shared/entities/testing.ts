/** For tests: a small dictionary in jieba's form, enough for their sentences. Tests on the real one are the host's. */
import { lexiconFromText, lexiconText } from "../proofing/lexicon.ts";
import { type SuggestContext, suggest } from "./suggest.ts";
import type { Suggestion, TaggedBlock } from "./suggestion.ts";
import { wordKnowledge, wordKnowledgeText } from "./words.ts";

const words =
  "记者 900 n/介绍 900 v/表示 900 v/出席 900 v/会议 900 n/的 9000 uj/在 9000 p/和 9000 c/了 9000 ul/到 5000 v/于 900 p/说 900 v/" +
  "市 900 n/区 900 n/县 900 n/镇 900 n/村 900 n/社区 900 n/街道 900 n/杭州 900 ns/杭州市 900 ns/青田 50 ns/青田县 50 ns/召开 900 v/" +
  "医院 900 n/公司 900 n/中心 900 n/教育局 100 n/商务局 100 n/居民 900 n/参加 900 v/书记 900 n/市长 900 n/教授 900 n/" +
  "全国 900 n/今年 900 t/去年 900 t/下午 900 t/人民 900 n/卫生 900 n/义诊 90 n/健康 900 a/重要 900 a/城市 900 n/全市 90 n/该 900 r/院 90 n";

const dictionary = [
  ...words.split("/"),
  // Names, so that characters of given names are known.
  ..."王丽华 李建国 张晓敏 陈志强 刘文静 赵建军 周丽娟 吴晓东 孙志刚 郑文华 王建华 李晓丽 张志华 陈文军 刘丽敏 赵晓静"
    .split(" ")
    .map((name) => `${name} 3 nr`),
].join("\n");

export const testKnowledge = wordKnowledge(lexiconFromText(lexiconText(dictionary)), wordKnowledgeText(dictionary));
export const testContext: SuggestContext = { knowledge: testKnowledge, registry: [] };

export function blockOf(text: string, role = "paragraph", entities: TaggedBlock["entities"] = []): TaggedBlock {
  return { id: "b1", role, text, entities };
}

/** "TYPE text" of every suggestion for one block. */
export function suggested(text: string, role = "paragraph", context: SuggestContext = testContext): string[] {
  return suggest([blockOf(text, role)], context).map(label);
}

export function label({ type, text }: Suggestion): string {
  return `${type} ${text}`;
}
