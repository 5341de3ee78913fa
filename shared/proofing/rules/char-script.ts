/** A traditional character on a simplified page, or the other way round. */

import { isInEntity } from "../characters/entities.ts";
import { label, mark, offer } from "../characters/offers.ts";
import { inOtherScript, nextOfScript } from "../characters/scripts.ts";
import type { Finding } from "../finding.ts";
import { wordAcross } from "../lexicon.ts";
import type { BlockRule } from "../rule.ts";
import { styleOf } from "../style.ts";

/** One in so many characters of the other script is a slip; more is a quotation, or a page that mixes them. */
const OVERWHELMING = 100;

export const charScript: BlockRule = {
  id: "char.script",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("繁简混用", "Mixed scripts"),
  about: label(
    "全页几乎都是简体（或繁体）时，标出夹杂的繁体（简体）字；简体页里换成简体后能与邻字成词的给出改法。整段是另一种字体的引文、已确认的实体不标；从不整页转换。",
    "On a page that is simplified (or traditional) nearly throughout, shows characters of the other script; on a simplified page it offers the simplified one where that makes a word with its neighbours. Leaves quotations and confirmed entities; never converts a page.",
  ),
  example: {
    before:
      "会议强调，各单位要认真贯彻执行决议，扎实开展党风廉洁建设，为经济发展提供坚强纪律保障，团结带领广大党员干部。会议还对进一步开展学习活动、组织实践锻炼、关爱职工、丰富业余生活进行了安排，号召继续发扬优良传统，積极应对挑战，创造优异业绩，报答乡亲们的关怀。会后还举行了颁奖仪式，对获奖单位进行奖励，并观摩了农业项目现场、养殖场、医疗机构、图书馆和产业园区。",
    after:
      "会议强调，各单位要认真贯彻执行决议，扎实开展党风廉洁建设，为经济发展提供坚强纪律保障，团结带领广大党员干部。会议还对进一步开展学习活动、组织实践锻炼、关爱职工、丰富业余生活进行了安排，号召继续发扬优良传统，积极应对挑战，创造优异业绩，报答乡亲们的关怀。会后还举行了颁奖仪式，对获奖单位进行奖励，并观摩了农业项目现场、养殖场、医疗机构、图书馆和产业园区。",
  },
  enabled: true,
  check(block, page, { lexicon }) {
    const { simplified, traditional } = styleOf(page);
    const stray =
      simplified >= OVERWHELMING / 2 && simplified >= traditional * (OVERWHELMING / 2)
        ? "traditional"
        : traditional >= OVERWHELMING / 2 && traditional >= simplified * (OVERWHELMING / 2)
          ? "simplified"
          : null;
    if (!stray) return [];
    const { text } = block;
    const findings: Finding[] = [];
    for (let at = nextOfScript(text, stray, 0); at >= 0; at = nextOfScript(text, stray, at + 1)) {
      const found = text[at] as string;
      const other = inOtherScript(found);
      // Two in a row are a name or a quotation in the other script.
      if (other === null || isInEntity(block, at, at + 1)) continue;
      if (nextOfScript(text.slice(Math.max(0, at - 2), at) + text.slice(at + 1, at + 3), stray, 0) >= 0) continue;
      const around = text.slice(Math.max(0, at - 3), at) + other + text.slice(at + 1, at + 4);
      const place = Math.min(at, 3);
      const word = wordAcross(around, place, lexicon) ?? wordAcross(around, place + 1, lexicon);
      const names = stray === "traditional" ? label("繁体", "traditional") : label("简体", "simplified");
      const rest = {
        severity: "warning" as const,
        message: label(`“${found}”是${names.zh}字（“${other}”）。`, `“${found}” is ${names.en} (“${other}”).`),
        evidence: [
          label("本页几乎全是另一种字体。", "The page is in the other script nearly throughout."),
          ...(word?.includes(other)
            ? [label(`换了之后成词：“${word}”。`, `Changed, it makes a word: “${word}”.`)]
            : []),
        ],
        score: 0.6,
      };
      findings.push(
        stray === "traditional" && word?.includes(other)
          ? offer(charScript, block, at, at + 1, other, { ...rest, safe: false })
          : mark(charScript, block, at, at + 1, rest),
      );
    }
    return findings;
  },
};
