/** The user's own rules, each with an id of its own: "user.<id>". */
import { isInEntity } from "../characters/entities.ts";
import { label } from "../characters/offers.ts";
import { type BlockRule, findingAt, replaceEdit } from "../rule.ts";
import { userMatches } from "../user-rules.ts";

export const user: BlockRule = {
  id: "user",
  kind: "user",
  stage: "characters",
  scope: "block",
  title: label("自定规则", "Your own rules"),
  about: label(
    "按语料里自定的查找与替换（文字或正则表达式）逐段查；各条规则的编号是 user.名称，可单独开关。",
    "Runs the corpus's own rules (text or regular expression) over each block; each has an id of its own, user.<id>, and can be switched alone.",
  ),
  example: { before: "区卫建委召开会议", after: "区卫健委召开会议" },
  enabled: true,
  check(block, _page, { settings }) {
    return settings.userRules.flatMap((rule) => {
      if (!rule.enabled) return [];
      return userMatches(rule, block.text).flatMap(({ start, end, text }) => {
        const found = block.text.slice(start, end);
        if (found === text) return [];
        return findingAt({ id: `user.${rule.id}` }, block, start, end, {
          severity: "warning",
          safe: rule.safe && !isInEntity(block, start, end),
          message: rule.message
            ? label(rule.message, rule.message)
            : label(`“${found}”改为“${text}”。`, `“${found}” becomes “${text}”.`),
          evidence: [label(`自定规则 ${rule.id}。`, `Your own rule ${rule.id}.`)],
          score: 0.9,
          fix: [replaceEdit(block, start, end, text)],
        });
      });
    });
  },
};
