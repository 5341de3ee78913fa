/**
 * A new type, of entities or of relations, for a name that someone or some file uses: an id that the tagset allows, a colour that no other type
 * has, a letter that is free. Must not know: where tagsets are kept.
 */
import type { EntityType, RelationType } from "../../model/settings.ts";

// As dark as those of the default tagset: 4.5:1 on white.
const colors = [
  "#8c2f6b",
  "#2f6b8c",
  "#6b5b00",
  "#2e7d5b",
  "#9c3d10",
  "#4b4fbf",
  "#5f6b1f",
  "#a33a3a",
  "#006b8f",
  "#6d4c8c",
  "#7a5230",
  "#456b3f",
];

const MAX_ID = 32;

/** The letters, digits, "-" and "_" of a name, beginning with a letter; "TYPE1" … where it has none. */
function idFor(name: string, types: readonly { id: string }[]): string {
  const taken = new Set(types.map((type) => type.id.toLowerCase()));
  const plain = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .replace(/^[^A-Za-z]+|_+$/g, "")
    .slice(0, MAX_ID);
  if (plain && !taken.has(plain.toLowerCase())) return plain;
  const stem = plain ? `${plain.slice(0, MAX_ID - 5)}_` : "TYPE";
  for (let number = plain ? 2 : 1; ; number++)
    if (!taken.has(`${stem}${number}`.toLowerCase())) return `${stem}${number}`;
}

function keyFor(id: string, taken: ReadonlySet<string>): string {
  const letters = [...id.toLowerCase(), ..."abcdefghijklmnopqrstuvwxyz"];
  return letters.find((letter) => /[a-z]/.test(letter) && !taken.has(letter)) ?? "";
}

/** The type that the tagset gains for a name which none of its types has. */
export function typeForName(name: string, tagset: readonly EntityType[]): EntityType {
  const id = idFor(name, tagset);
  const used = new Map<string, number>();
  for (const { color } of tagset) used.set(color.toLowerCase(), (used.get(color.toLowerCase()) ?? 0) + 1);
  const times = (color: string) => used.get(color) ?? 0;
  const color = colors.toSorted((a, b) => times(a) - times(b))[0] as string;
  const key = keyFor(id, new Set(tagset.map((type) => type.key)));
  return { id, label: { zh: name, en: name }, color, key };
}

/** The same for relations; they may join entities of any types. */
export function relationTypeForName(name: string, known: readonly RelationType[]): RelationType {
  return { id: idFor(name, known), label: { zh: name, en: name }, from: [], to: [] };
}
