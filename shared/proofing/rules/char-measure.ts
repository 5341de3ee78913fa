/** A number that counts people without a measure word. */
import { label, mark } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

const COUNTED =
  "家长|群众|居民|村民|党员|干部|学生|教师|职工|志愿者|医务人员|医护人员|患者|老人|儿童|市民|代表|学员|游客";
const PATTERN = new RegExp(`\\d+[余多](?=${COUNTED})`, "g");

export const charMeasure: BlockRule = {
  id: "char.measure",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("缺量词", "Missing measure word"),
  about: label(
    "“数字＋余/多”之后直接是指人的名词（300余家长）时提示可能缺“名”。只标不改，默认不开。",
    "Shows a number with 余 or 多 directly before people (300余家长): a measure word may be missing. No fix; off until switched on.",
  ),
  example: { before: "为袁家庄小学300余家长开展讲座", after: null },
  enabled: false,
  check(block) {
    return Array.from(block.text.matchAll(PATTERN), ({ 0: found, index }) =>
      mark(charMeasure, block, index, index + found.length, {
        severity: "hint",
        message: label("数字与名词之间可能缺量词。", "A measure word may be missing."),
        evidence: [label("别处这样的数后有“名”或“位”。", "Such numbers usually have 名 or 位 behind them.")],
        score: 0.3,
      }),
    );
  },
};
