/** The same term with its quotation marks in two places: “六心服务” and “六心”服务. */
import { label, mark } from "../characters/offers.ts";
import type { Finding } from "../finding.ts";
import type { PageBlock } from "../page.ts";
import type { PageRule } from "../rule.ts";

const QUOTED = /[“‘]([^“”‘’，。；：！？]{2,12})[”’]/g;
/** Characters behind the closing mark that may belong to the term. */
const REACH = 4;

interface Term {
  block: PageBlock;
  start: number;
  end: number;
  /** Without its marks. */
  words: string;
}

export const consistQuotes: PageRule = {
  id: "consist.quotes",
  kind: "consistency",
  stage: "characters",
  scope: "page",
  title: label("引号位置不一", "Quotation marks in two places"),
  about: label(
    "同一个词语在一处全部加引号、在另一处只引一部分（“六心服务”与“六心”服务）时，提示较少的写法。只标不改。",
    "Where a term is quoted whole in one place and in part in another (“六心服务” and “六心”服务), shows the rarer form. No fix.",
  ),
  example: { before: "开展“六心服务”，做好“六心服务”。\n\n推行“六心”服务。", after: null },
  enabled: true,
  check(page) {
    const terms = page.blocks.flatMap((block) =>
      Array.from(
        block.text.matchAll(QUOTED),
        ({ 0: found, 1: words = "", index }): Term => ({ block, start: index, end: index + found.length, words }),
      ),
    );
    const whole = Map.groupBy(terms, ({ words }) => words);
    const partly = new Map<string, Term[]>();
    for (const term of terms)
      for (let more = 1; more <= REACH; more++) {
        const longer = term.words + term.block.text.slice(term.end, term.end + more);
        if (longer.length === term.words.length + more && whole.has(longer))
          partly.set(longer, [...(partly.get(longer) ?? []), term]);
      }
    return Array.from(partly).flatMap(([words, parts]) => {
      const full = whole.get(words) ?? [];
      const [rare, usual] = parts.length <= full.length ? [parts, full] : [full, parts];
      return rare.map((term) => variant(term, usual));
    });
  },
};

function variant(term: Term, usual: readonly Term[]): Finding {
  const [other] = usual as [Term, ...Term[]];
  const form = other.block.text.slice(other.start, other.end);
  return mark(consistQuotes, term.block, term.start, term.end, {
    severity: "hint",
    message: label(`引号的位置与别处的${form}不一致。`, `The marks stand elsewhere than in ${form}.`),
    evidence: [
      label(`另一种写法在本页有 ${usual.length} 处。`, `The other form stands in ${usual.length} places here.`),
    ],
    score: 0.4,
  });
}
