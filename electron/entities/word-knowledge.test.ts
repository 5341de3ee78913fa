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
  ["健康生活，家庭医生签约服务持续深入，群众满意度不断提高。", []],
])("reads %s as an editor would", async (text, expected) => {
  const knowledge = await readWordKnowledge();
  const blocks = [{ id: "b1", role: "paragraph", text, entities: [] }];
  expect(suggest(blocks, { knowledge, registry: [] }).map((found) => `${found.type} ${found.text}`)).toEqual(expected);
});
