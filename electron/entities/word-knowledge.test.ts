import { expect, it } from "vitest";
import { suggest } from "../../shared/entities/suggest.ts";
import { makeWordClasses, readWordKnowledge } from "./word-knowledge.ts";

it("is small enough to be sent to the window", async () => {
  expect(Buffer.byteLength(await makeWordClasses())).toBeLessThan(1_000_000);
});

it.each([
  [
    "昭通市昭阳区人民检察院联合区妇联走进昭阳区第三小学。",
    ["ORG 昭通市昭阳区人民检察院", "ORG 区妇联", "ORG 昭阳区第三小学"],
  ],
  ["市应急管理局副局长郭永刚提醒市民注意出行安全。", ["ORG 市应急管理局", "TITLE 副局长", "PER 郭永刚"]],
  ["俄罗斯外交部发言人扎哈罗娃周二称", ["LOC 俄罗斯", "ORG 外交部", "TITLE 发言人", "PER 扎哈罗娃", "DATE 周二"]],
  ["清华大学经济管理学院院长白重恩发表演讲。", ["ORG 清华大学经济管理学院", "TITLE 院长", "PER 白重恩"]],
  // In the traditional script, as papers of the 1940s have it.
  [
    "杭州市參議會議長張翼鵬昨日下午三時主持會議，決議撥款五億元，救濟災民四十萬人。",
    ["ORG 杭州市參議會", "TITLE 議長", "PER 張翼鵬", "DATE 昨日下午三時", "MONEY 五億元", "QUANT 四十萬人"],
  ],
  // Bodies of a level, of a place and its part, firms with any words between place and ending.
  ["县文体旅游局与县供销社联合发文。", ["ORG 县文体旅游局", "ORG 县供销社"]],
  [
    "台州市公安局椒江分局海门派出所民警赶到浙江迅达电梯有限公司。",
    ["ORG 台州市公安局椒江分局海门派出所", "ORG 浙江迅达电梯有限公司"],
  ],
  ["产品销往新昌、嵊州、仙居等地。", ["LOC 新昌", "LOC 嵊州", "LOC 仙居"]],
  ["记者 塔娜 宝音 通讯员 星有芳 摄", ["TITLE 记者", "PER 塔娜", "PER 宝音", "TITLE 通讯员", "PER 星有芳"]],
  ["她以2小时31分08秒完赛，气温零下4℃。", ["QUANT 2小时31分08秒", "QUANT 零下4℃"]],
  ["健康生活，家庭医生签约服务持续深入，群众满意度不断提高。", []],
])("reads %s as an editor would", async (text, expected) => {
  const knowledge = await readWordKnowledge();
  const blocks = [{ id: "b1", role: "paragraph", text, entities: [] }];
  expect(suggest(blocks, { knowledge, registry: [] }).map((found) => `${found.type} ${found.text}`)).toEqual(expected);
});
