/**
 * What TEI calls what Galley calls entity types and roles, and ids that XML takes. Must not know: documents' text, disk.
 */

/** Elements of TEI for entity types; all others are <rs type="…">. */
const elements: Readonly<Record<string, string>> = {
  PER: "persName",
  ORG: "orgName",
  LOC: "placeName",
  DATE: "date",
  TITLE: "roleName",
};

export function elementOfType(type: string): { name: string; type: string | null } {
  const name = Object.hasOwn(elements, type) ? elements[type] : undefined;
  return name ? { name, type: null } : { name: "rs", type: token(type) };
}

const typesOfElements: Readonly<Record<string, string>> = {
  persName: "PER",
  orgName: "ORG",
  placeName: "LOC",
  geogName: "LOC",
  country: "LOC",
  region: "LOC",
  settlement: "LOC",
  district: "LOC",
  bloc: "LOC",
  date: "DATE",
  time: "DATE",
  roleName: "TITLE",
  eventName: "EVENT",
};

/** What editors write as the type of a name. */
const typesOfNames: Readonly<Record<string, string>> = {
  person: "PER",
  pers: "PER",
  organisation: "ORG",
  organization: "ORG",
  org: "ORG",
  place: "LOC",
  location: "LOC",
  date: "DATE",
  role: "TITLE",
  event: "EVENT",
  money: "MONEY",
  currency: "MONEY",
  quantity: "QUANT",
};

/** The entity type that an element is, by its name and its @type; null for one that is no name. */
export function typeOfElement(name: string, type: string | undefined): string | null {
  if (Object.hasOwn(typesOfElements, name)) return typesOfElements[name] as string;
  if (name === "measure") return type === "currency" ? "MONEY" : "QUANT";
  if (name !== "rs" && name !== "name") return null;
  if (!type) return name;
  const known = type.toLowerCase();
  return Object.hasOwn(typesOfNames, known) ? (typesOfNames[known] as string) : type;
}

/** A value of @type: no spaces or controls. */
export function token(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, "_") || "_";
}

/** What stands for itself in an id; a "." is none of it, as it parts a prefix from an id. */
const plain = /^[A-Za-z0-9_\u3400-\u9FFF-]+$/;
const marker = "_x";

/** An id as XML takes it; the same id always gives the same, and `idOfXml` gives it back. */
export function xmlId(id: string, prefix = ""): string {
  const isPlain = plain.test(id) && !id.startsWith(marker) && (prefix !== "" || !/^[\d-]/.test(id));
  if (isPlain) return prefix + id;
  const codes = Array.from(id, (character) => character.codePointAt(0)?.toString(16)).join("-");
  return `${prefix}${marker}${codes}`;
}

export function idOfXml(id: string, prefix = ""): string {
  const own = id.startsWith(prefix) ? id.slice(prefix.length) : id;
  if (own === marker) return "";
  if (!/^_x[0-9a-f]{1,6}(-[0-9a-f]{1,6})*$/.test(own)) return own;
  const points = own
    .slice(marker.length)
    .split("-")
    .map((code) => Number.parseInt(code, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : own;
}

/** Prefixes keep ids of different things apart in the one space that XML has for them. */
export const prefixes = {
  document: "doc.",
  registry: "reg.",
  type: "type.",
  by: "by.",
  relation: "rel.",
} as const;
