/**
 * Tagsets to begin with. The news tagset is what docs/tagset.md describes; the others have the types of public data, by
 * the names that its files use.
 */
import { defaultEntityTypes, type EntityType, type RelationType } from "../../model/settings.ts";
import type { Tagset } from "./tagset.ts";

export const presetIds = ["news", "cluener", "msra", "empty"] as const;
export type PresetId = (typeof presetIds)[number];

const newsRelations: readonly RelationType[] = [
  { id: "holds", label: { zh: "任职", en: "Holds post" }, from: ["PER"], to: ["TITLE"] },
  { id: "post_in", label: { zh: "职务属于", en: "Post in" }, from: ["TITLE"], to: ["ORG", "LOC"] },
  { id: "member_of", label: { zh: "成员", en: "Member of" }, from: ["PER"], to: ["ORG"] },
  { id: "located_in", label: { zh: "位于", en: "Located in" }, from: ["ORG", "LOC", "EVENT"], to: ["LOC"] },
  { id: "part_of", label: { zh: "隶属", en: "Part of" }, from: ["ORG", "LOC"], to: ["ORG", "LOC"] },
  { id: "held_on", label: { zh: "时间", en: "Held on" }, from: ["EVENT"], to: ["DATE"] },
  { id: "takes_part", label: { zh: "参加", en: "Takes part in" }, from: ["PER", "ORG"], to: ["EVENT"] },
  { id: "same_as", label: { zh: "同指", en: "Same as" }, from: [], to: [] },
];

const type = (id: string, zh: string, en: string, color: string, key: string): EntityType => {
  return { id, label: { zh, en }, color, key };
};

const cluener: readonly EntityType[] = [
  type("name", "人名", "Person", "#b3261e", "n"),
  type("organization", "组织机构", "Organisation", "#1d5fbf", "o"),
  type("government", "政府机关", "Government", "#4b4fbf", "g"),
  type("company", "公司", "Company", "#006d77", "c"),
  type("position", "职位", "Position", "#7b3fb5", "p"),
  type("address", "地址", "Address", "#1b7a3d", "a"),
  type("scene", "景点", "Scenic place", "#5b5f00", "s"),
  type("book", "书名", "Book", "#8a5a00", "b"),
  type("movie", "影视", "Film", "#a8326e", "m"),
  type("game", "游戏", "Game", "#9c3d10", "e"),
];

const msra: readonly EntityType[] = [
  type("PER", "人名", "Person", "#b3261e", "p"),
  type("LOC", "地名", "Place", "#1b7a3d", "l"),
  type("ORG", "机构", "Organisation", "#1d5fbf", "o"),
];

/** A new copy each time: settings are written by whoever has them. */
export function preset(id: PresetId): Tagset {
  const of = (types: readonly EntityType[], relations: readonly RelationType[] = []): Tagset => ({
    entityTypes: types.map((one) => ({ ...one, label: { ...one.label } })),
    relationTypes: relations.map((one) => ({ ...one, label: { ...one.label }, from: [...one.from], to: [...one.to] })),
    overlap: "any",
  });
  switch (id) {
    case "news":
      return of(defaultEntityTypes, newsRelations);
    case "cluener":
      return of(cluener);
    case "msra":
      return of(msra);
    case "empty":
      return of([]);
  }
}

/** Names of what is the same in different tagsets, for offering a mapping; nothing depends on them. */
const alike: readonly (readonly string[])[] = [
  ["per", "person", "name", "nr", "人名", "人物"],
  ["org", "organization", "organisation", "nt", "机构", "组织机构"],
  ["loc", "place", "location", "address", "ns", "地名", "地点"],
  ["title", "position", "post", "职务", "职位"],
];

/** Which type of another tagset most likely means the same; null where none does. */
export function likelyTarget(one: EntityType, tagset: Tagset): string | null {
  const names = (type: EntityType) => [type.id, type.label.zh, type.label.en].map((name) => name.trim().toLowerCase());
  const own = names(one).filter(Boolean);
  const exact = tagset.entityTypes.find(({ id }) => id === one.id);
  if (exact) return exact.id;
  const same = tagset.entityTypes.find((other) => names(other).some((name) => own.includes(name)));
  if (same) return same.id;
  const groups = alike.filter((group) => group.some((name) => own.includes(name)));
  const near = tagset.entityTypes.find((other) =>
    names(other).some((name) => groups.some((group) => group.includes(name))),
  );
  return near?.id ?? null;
}
