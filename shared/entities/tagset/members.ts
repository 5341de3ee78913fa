/** New members of a tagset, with an id, a colour and a key that no other has. Pure. */
import type { Attribute, EntityType, RelationType } from "../../model/settings.ts";
import { freeKey } from "./keys.ts";

// Apart from each other in hue and lightness, and readable on both grounds.
const palette = [
  "#b3261e",
  "#1d5fbf",
  "#1b7a3d",
  "#8a5a00",
  "#7b3fb5",
  "#a8326e",
  "#006d77",
  "#5b5f00",
  "#9c3d10",
  "#4b4fbf",
  "#2f6b8c",
  "#6b5b00",
  "#8c2f6b",
  "#2b7453",
  "#7a5230",
  "#456b3f",
];
const MAX_ID = 32;

/** The id itself, or with the first number behind it that makes it one of its own. */
export function freeId(wanted: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((id) => id.toLowerCase()));
  let id = wanted.slice(0, MAX_ID);
  for (let number = 2; used.has(id.toLowerCase()); number++) id = `${wanted.slice(0, MAX_ID - 4)}_${number}`;
  return id;
}

/** The colour that the fewest of these types have. */
export function freeColor(types: readonly EntityType[]): string {
  const uses = (color: string) => types.filter((type) => type.color.toLowerCase() === color).length;
  return palette.toSorted((a, b) => uses(a) - uses(b))[0] as string;
}

export function newType(types: readonly EntityType[], wanted = "TYPE"): EntityType {
  const id = freeId(
    wanted,
    types.map((type) => type.id),
  );
  const keys = types.map(({ key }) => key);
  return { id, label: { zh: "", en: "" }, color: freeColor(types), key: freeKey(id, keys) };
}

export function newAttribute(attributes: readonly Attribute[]): Attribute {
  const taken = attributes.map(({ id }) => id);
  return { id: freeId("attribute", taken), label: { zh: "", en: "" }, kind: "text" };
}

export function newRelation(relations: readonly RelationType[]): RelationType {
  const taken = relations.map(({ id }) => id);
  return { id: freeId("relation", taken), label: { zh: "", en: "" }, from: [], to: [] };
}
