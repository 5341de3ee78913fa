/**
 * What one page knows of itself: a name found once is looked for everywhere on it, what is tagged already is
 * suggested elsewhere, and a body's full name makes its short forms known.
 */
import type { Candidate } from "./candidate.ts";
import { isWordEdge, type Line } from "./line.ts";
import type { NameIndex } from "./name-index.ts";
import { nameKey } from "./name-key.ts";

export interface KnownName {
  text: string;
  type: string;
  score: number;
  source: string;
}

/** Below this a name is not spread over the page. */
const SURE = 0.8;

/** Names worth looking for elsewhere, from what was found in all blocks. */
export function knownNames(found: readonly { line: Line; chosen: readonly Candidate[] }[]): KnownName[] {
  const lexicon = found[0]?.line.knowledge.lexicon;
  const ordinary = (word: string) => (lexicon?.frequency(word) ?? 0) > 300;
  const best = new Map<string, KnownName>();
  const learn = (text: string, type: string, score: number) => {
    const key = nameKey(type, text);
    if ((best.get(key)?.score ?? 0) < score) best.set(key, { text, type, score, source: "document" });
  };
  for (const { line, chosen } of found)
    for (const { start, end, type, score } of chosen) {
      if (score < SURE || !["PER", "ORG", "LOC", "EVENT"].includes(type)) continue;
      const text = line.text.slice(start, end);
      if (type === "PER" && text.length < 2) continue;
      // Two characters are a word too often, unless they are a person's name.
      if (type !== "PER" && text.length < 3) continue;
      learn(text, type, Math.min(0.93, score));
    }
  for (const { text, type, score } of [...best.values()]) {
    if (type === "ORG") for (const short of shortForms(text)) learn(short.text, "ORG", Math.min(short.score, score));
    // 新乡市红旗区金穗大道: its divisions are known, too.
    if (type === "LOC" && score >= 0.8)
      for (const [part] of text.matchAll(/\p{Script=Han}{2,4}?[省市县区镇乡](?=\p{Script=Han}{2})/gu))
        if (part.length > 2 && part !== text && !/^[省市县区镇乡]/u.test(part)) learn(part, "LOC", 0.8);
    // 离石区 → 离石; also the place's own name without its ending.
    const bare = /^(\p{Script=Han}{2,3})[省市县区州]$/u.exec(text)?.[1];
    if (type === "LOC" && bare && score >= 0.8 && !ordinary(bare)) learn(bare, "LOC", 0.68);
    // 市妇幼保健院分娩中心: the department alone, elsewhere.
    const department = /(?:医院|保健院)(\p{Script=Han}{3,10})$/u.exec(text)?.[1];
    if (type === "ORG" && department && !/^(?:医院|党|团|分院|医疗队|护理队|志愿)/u.test(department))
      learn(department, "ORG", 0.8);
  }
  return [...best.values()];
}

/** 鹤壁市妇幼保健院 → 市妇幼保健院; 离石区关工委 → 区关工委 → 关工委. */
function shortForms(name: string): { text: string; score: number }[] {
  const forms: { text: string; score: number }[] = [];
  const level = /^\p{Script=Han}{2,4}?([市县区省])(?=(\p{Script=Han}{2,}))/u.exec(name);
  if (level?.[2] && !/^[委人政]$/u.test(level[2])) forms.push({ text: `${level[1]}${level[2]}`, score: 0.86 });
  const bare = /^(?:\p{Script=Han}{2,4}?)?[市县区省](\p{Script=Han}{1,4}(?:委|联|工委|团委|中心))$/u.exec(name)?.[1];
  if (bare && bare.length >= 2 && bare.length <= 6 && !/^(?:纪委|党委|中心|政法委|监委)$/u.test(bare))
    forms.push({ text: bare, score: 0.7 });
  return forms;
}

const KIND = /(?:新时代|时代|大|各级|基层|上级|相关|有关|单位|各|兄弟|级|所有|其他|下属|同级|省|市|县|区|全国)$/u;

/** At a clause's start with a verb behind it: this one, not the institution at large. */
function isActing(line: Line, start: number, end: number): boolean {
  return !/\p{Script=Han}/u.test(line.text[start - 1] ?? "") && line.wordFrom(end)?.kind === "v";
}

/** Occurrences of known names in a line. */
export function knownCandidates(line: Line, names: NameIndex<KnownName>): Candidate[] {
  return names.findAll(line.text).flatMap(({ start, end, value }) => {
    if (!isWordEdge(line, start) && value.type !== "PER") return [];
    const before = line.text.slice(Math.max(0, start - 3), start);
    if (value.type === "ORG" && value.text.length <= 4 && KIND.test(before)) return [];
    if (
      value.type === "ORG" &&
      value.text.length <= 4 &&
      /^(?:组织|干部|系统|各|主席|改革)/u.test(line.text.slice(end))
    )
      return [];
    if (value.text === "妇联" && !isActing(line, start, end)) return [];
    if (value.type === "LOC" && value.text.length <= 3 && !isWordEdge(line, end)) return [];
    if (value.type === "LOC" && value.text.length <= 3 && /^[市县区州]/u.test(line.text.slice(end))) return [];
    return [
      { start, end, type: value.type, score: value.score * (isWordEdge(line, end) ? 1 : 0.9), source: value.source },
    ];
  });
}
