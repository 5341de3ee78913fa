/** A name that is tagged everywhere else on the page and not here. */
import { NameIndex } from "../../entities/name-index.ts";
import { label } from "../characters/offers.ts";
import { taggedIn } from "../characters/tags.ts";
import type { Finding } from "../finding.ts";
import { segment } from "../lexicon.ts";
import type { PageBlock } from "../page.ts";
import { findingAt, type PageRule } from "../rule.ts";

/** A name is tagged at least so often, and at most one in so many of its places is left out. */
const TAGGED = 2;
const SHARE = 3;
/** Shorter texts are words too often. */
const SHORTEST = 3;
/** Characters around a place by which its words are told. */
const AROUND = 6;

interface Name {
  text: string;
  type: string;
  tagged: number;
}

export const consistTagMissing: PageRule = {
  id: "consist.tag-missing",
  kind: "consistency",
  stage: "characters",
  scope: "page",
  title: label("别处已标、此处未标的名称", "A name tagged elsewhere, not here"),
  about: label(
    "同一名称在本页其余各处都已标注、只有少数几处未标时提示；可按同样的类型标上。跨词的、在别的实体里的不算。",
    "Shows places where a name is not tagged that is tagged nearly everywhere else on the page; offers the same type. Not inside other entities or across words.",
  ),
  example: {
    before: "[ORG 妇幼保健院]、[ORG 妇幼保健院]、[ORG 妇幼保健院]和妇幼保健院",
    after: "[ORG 妇幼保健院]、[ORG 妇幼保健院]、[ORG 妇幼保健院]和[ORG 妇幼保健院]",
  },
  enabled: true,
  check(page, { lexicon }) {
    const names = namesOf(page.blocks);
    if (!names.length) return [];
    const index = new NameIndex(names.map((value) => ({ name: value.text, value })));
    const missing = new Map<Name, { block: PageBlock; start: number; end: number }[]>();
    for (const block of page.blocks) {
      const found = index.findAll(block.text);
      const tagged = found.length ? taggedIn(block) : [];
      for (const { start, end, value } of found) {
        if (tagged.some((one) => one.start < end && one.end > start)) continue;
        if (!isWhole(block.text, start, end, (text) => segment(text, lexicon))) continue;
        missing.set(value, [...(missing.get(value) ?? []), { block, start, end }]);
      }
    }
    return Array.from(missing).flatMap(([name, places]) =>
      places.length * SHARE > name.tagged ? [] : places.map((place) => findingOf(name, place)),
    );
  },
};

/** Texts that are tagged as one type only, often enough. Dates and numbers name nothing that must be tagged again. */
function namesOf(blocks: readonly PageBlock[]): Name[] {
  const byText = Map.groupBy(
    blocks.flatMap(({ block }) => block.entities),
    ({ text }) => text,
  );
  return Array.from(byText).flatMap(([text, entities]) => {
    const [type = ""] = new Set(entities.map((entity) => entity.type));
    const isName = text.length >= SHORTEST && !/[\d０-９]/.test(text);
    const isOneType = entities.every((entity) => entity.type === type);
    return isName && isOneType && entities.length >= TAGGED ? [{ text, type, tagged: entities.length }] : [];
  });
}

/** Whether the division into words has edges where the place has its own. */
function isWhole(text: string, start: number, end: number, words: (text: string) => string[]): boolean {
  const from = Math.max(0, start - AROUND);
  const edges = new Set([from]);
  let at = from;
  for (const word of words(text.slice(from, end + AROUND))) {
    at += word.length;
    edges.add(at);
  }
  return edges.has(start) && edges.has(end);
}

function findingOf({ text, type, tagged }: Name, place: { block: PageBlock; start: number; end: number }): Finding {
  const { block, start, end } = place;
  const { points } = block;
  return findingAt(consistTagMissing, block, start, end, {
    severity: "hint",
    safe: false,
    message: label(
      `“${text}”在别处标为 ${type}，这里没有标。`,
      `“${text}” is tagged as ${type} elsewhere, and not here.`,
    ),
    evidence: [label(`本页有 ${tagged} 处标了。`, `${tagged} places of this page are tagged.`)],
    score: 0.5,
    fix: [
      {
        do: "tag",
        block: block.id,
        start: points.toCodePoint(start),
        end: points.toCodePoint(end),
        type,
        by: consistTagMissing.id,
      },
    ],
  });
}
