/**
 * What is wrong with a tagset, place by place, in words for a person. A tagset with problems is not written. Pure.
 */
import type { Attribute, EntityType, Label, RelationType } from "../../model/settings.ts";
import { leastContrast, nearestReadable, readability } from "./contrast.ts";
import { tagModeLetters } from "./keys.ts";
import type { Tagset } from "./tagset.ts";

export interface TagsetProblem {
  /** The type or the kind of relation, by its place in its list. */
  list: "entityTypes" | "relationTypes";
  index: number;
  /** The attribute of the type, by its place; null when it is about the type itself. */
  attribute: number | null;
  field: "id" | "label" | "color" | "key" | "choices" | "from" | "to";
  message: Label;
}

const isId = (id: string) => /^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(id);
const badId: Label = {
  zh: "编号以字母开头，只含字母、数字、- 和 _，最多 32 个字符",
  en: "an id begins with a letter and has only letters, digits, - and _, 32 characters at most",
};
const noLabel: Label = { zh: "名称不能为空", en: "it needs a name" };

function twice(id: string): Label {
  return { zh: `编号 ${id} 用了两次`, en: `the id ${id} is used twice` };
}

/**
 * @param known a tagset whose keys and ends of relations count as they are: it is older than a letter that tag mode took
 * since, or was written by hand
 */
export function tagsetProblems(
  tagset: Tagset,
  known: Pick<Tagset, "entityTypes" | "relationTypes"> = { entityTypes: [], relationTypes: [] },
): TagsetProblem[] {
  const problems: TagsetProblem[] = [];
  const ids = new Map<string, number>();
  const keys = new Map<string, EntityType>();
  for (const [index, type] of tagset.entityTypes.entries()) {
    const report = (field: TagsetProblem["field"], message: Label, attribute: number | null = null) =>
      problems.push({ list: "entityTypes", index, attribute, field, message });
    if (!isId(type.id)) report("id", badId);
    // Files and tools that don't tell capitals from small letters would mix such types up.
    else if (ids.has(type.id.toLowerCase())) report("id", twice(type.id));
    ids.set(type.id.toLowerCase(), index);
    if (!type.label.zh.trim() && !type.label.en.trim()) report("label", noLabel);
    const { passes, light, dark } = readability(type.color);
    if (!passes) report("color", unreadable(type.color, light, dark));
    const other = type.key ? keys.get(type.key) : undefined;
    if (!/^[a-z]?$/.test(type.key)) report("key", { zh: "按键是一个小写字母", en: "a key is one small letter" });
    else if (other)
      report("key", {
        zh: `按键 ${type.key.toUpperCase()} 已给了 ${other.label.zh || other.id}`,
        en: `the key ${type.key.toUpperCase()} is taken by ${other.label.en || other.id}`,
      });
    else if (
      tagModeLetters.has(type.key) &&
      !known.entityTypes.some(({ id, key }) => id === type.id && key === type.key)
    )
      report("key", {
        zh: `按键 ${type.key.toUpperCase()} 在标注模式里另有用处`,
        en: `tag mode itself uses the key ${type.key.toUpperCase()}`,
      });
    if (type.key && !other) keys.set(type.key, type);
    attributeProblems(type.attributes ?? [], report);
  }
  relationProblems(tagset, known.relationTypes, problems);
  return problems;
}

function attributeProblems(
  attributes: readonly Attribute[],
  report: (field: TagsetProblem["field"], message: Label, attribute: number) => void,
): void {
  const seen = new Set<string>();
  for (const [index, { id, label, kind, choices }] of attributes.entries()) {
    if (!isId(id)) report("id", badId, index);
    else if (seen.has(id.toLowerCase())) report("id", twice(id), index);
    seen.add(id.toLowerCase());
    if (!label.zh.trim() && !label.en.trim()) report("label", noLabel, index);
    if (kind !== "choice") continue;
    if (!choices?.length) report("choices", { zh: "至少要有一个选项", en: "it needs at least one choice" }, index);
    else if (choices.some((choice) => !choice.trim()))
      report("choices", { zh: "选项不能为空", en: "a choice can't be empty" }, index);
    else if (new Set(choices).size < choices.length)
      report("choices", { zh: "有重复的选项", en: "a choice is there twice" }, index);
  }
}

function relationProblems(
  { entityTypes, relationTypes }: Tagset,
  known: readonly RelationType[],
  problems: TagsetProblem[],
): void {
  const types = new Set(entityTypes.map(({ id }) => id));
  const ids = new Set<string>();
  for (const [index, { id, label, from, to }] of relationTypes.entries()) {
    const report = (field: TagsetProblem["field"], message: Label) =>
      problems.push({ list: "relationTypes", index, attribute: null, field, message });
    if (!isId(id)) report("id", badId);
    else if (ids.has(id.toLowerCase())) report("id", twice(id));
    ids.add(id.toLowerCase());
    if (!label.zh.trim() && !label.en.trim()) report("label", noLabel);
    for (const [field, ends] of [
      ["from", from],
      ["to", to],
    ] as const) {
      const before = known.find((one) => one.id === id)?.[field] ?? [];
      const unknown = ends.filter((end) => !types.has(end) && !before.includes(end));
      if (unknown.length)
        report(field, { zh: `没有类型 ${unknown.join("、")}`, en: `there is no type ${unknown.join(", ")}` });
    }
  }
}

function unreadable(color: string, light: number, dark: number): Label {
  const [ratio, zh, en] = light < dark ? [light, "浅色", "light"] : [dark, "深色", "dark"];
  const number = ratio.toFixed(1);
  const better = nearestReadable(color);
  return {
    zh: `颜色 ${color} 在${zh}底上对比度只有 ${number}，要 ${leastContrast} 以上；最接近的是 ${better}`,
    en: `the colour ${color} has a contrast of ${number} on the ${en} ground, it needs ${leastContrast}; the nearest that has it is ${better}`,
  };
}

/** A problem as one line that names its place, for messages: "PER, colour: …". */
export function problemLine(tagset: Tagset, { list, index, attribute, message }: TagsetProblem): Label {
  const owner = tagset[list][index];
  const inside =
    list === "entityTypes" && attribute !== null ? tagset.entityTypes[index]?.attributes?.[attribute] : null;
  const place = [owner?.id || `${list}.${index}`, inside && (inside.id || `attributes.${attribute}`)].filter(Boolean);
  return { zh: `${place.join(" · ")}：${message.zh}`, en: `${place.join(" · ")}: ${message.en}` };
}
