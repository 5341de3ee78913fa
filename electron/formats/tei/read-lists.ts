/**
 * The lists of a TEI file that say who and what its names are: persons, bodies, places and events, wherever they stand
 * (header, standOff, text), with their names, links and whatever else is said of them. Those that are written here are
 * read exactly. Must not know: the text.
 */
import { linkAddress } from "../../../shared/entities/link-address.ts";
import { linkKey, wikidataIdOf } from "../../../shared/entities/link-key.ts";
import type { GivenEntry } from "../../../shared/entities/meet-entries.ts";
import { nameProblem } from "../../../shared/entities/registry-edits.ts";
import { childElements, firstChild, textOf, type XmlElement } from "../support/xml.ts";
import { idOfXml, prefixes } from "./names.ts";

/** Elements that are entries, with their types; only inside `lists`, or in each other. */
const typesOfEntries: Readonly<Record<string, string>> = {
  person: "PER",
  personGrp: "PER",
  org: "ORG",
  place: "LOC",
  event: "EVENT",
};
const lists = new Set(["listPerson", "listOrg", "listPlace", "listEvent", "particDesc"]);
/** Elements that name an entry, the better ones first: where there are none of these, the next are its names. */
const nameElements = [
  ["persName", "orgName", "placeName", "geogName", "eventName", "name"],
  ["label", "head", "settlement", "district", "region", "country", "bloc"],
];
/** Registers whose numbers are parts of addresses. */
const registers: readonly { name: RegExp; address: string }[] = [
  { name: /viaf/i, address: "https://viaf.org/viaf/" },
  { name: /^(gnd|dnb)$/i, address: "https://d-nb.info/gnd/" },
  { name: /geonames/i, address: "https://www.geonames.org/" },
];
/** What of an entry is said in whole sentences; anything else gets its element's name before it. */
const sentences = new Set(["note", "p", "ab", "desc"]);

/** The id that entities name an entry of a file by. A sign that no id begins with keeps it apart from a registry's own. */
export const foreignId = (id: string) => `#${id}`;

/** @param root of the file. @returns entries in their order; those without a name are none */
export function readLists(root: XmlElement): GivenEntry[] {
  const entries: GivenEntry[] = [];
  const walk = (element: XmlElement, isListed: boolean) => {
    for (const child of childElements(element)) {
      const type = Object.hasOwn(typesOfEntries, child.name) ? typesOfEntries[child.name] : undefined;
      const own = ownId(child);
      if (own !== null && (type !== undefined || child.name === "item")) entries.push(ownEntry(child, own, type));
      else if (type !== undefined && isListed) {
        const entry = foreignEntry(child, type);
        if (entry) entries.push(entry);
      }
      walk(child, lists.has(child.name) || (isListed && type !== undefined));
    }
  };
  walk(root, false);
  return entries;
}

/** Whether an element of the text is such a list, and so no text. */
export function isRegister(element: XmlElement): boolean {
  return lists.has(element.name) && readLists({ ...element, children: [element] }).length > 0;
}

function ownId(element: XmlElement): string | null {
  const id = element.attributes["xml:id"];
  return id?.startsWith(prefixes.registry) ? idOfXml(id, prefixes.registry) : null;
}

/** As `write-tei.ts` writes it: names by their order, every character counts. */
function ownEntry(element: XmlElement, id: string, type: string | undefined): GivenEntry {
  const named = childElements(element).filter(({ name }) => nameElements[0]?.includes(name));
  const [name = "", ...aliases] = named.map((child) => {
    const text = textOf(child);
    return nameProblem(text) === null ? text : oneLine(text);
  });
  const links = childElements(element, "idno").map(textOf);
  const note = firstChild(element, "note");
  return {
    id,
    own: true,
    name,
    type: type ?? named[0]?.attributes.type ?? "name",
    aliases,
    // The address where it is written beside its Wikidata id.
    link: links.at(-1) ?? "",
    note: note ? textOf(note) : "",
  };
}

function foreignEntry(element: XmlElement, type: string): GivenEntry | null {
  const children = childElements(element);
  const named = nameElements
    .map((names) => children.filter(({ name, attributes }) => names.includes(name) && !isAddressOnly(name, attributes)))
    .find((list) => list.some((child) => nameOf(child)));
  if (!named) return null;
  const isFirst = ({ attributes }: XmlElement) => /^(main|preferred|full|standard|reg)$/i.test(attributes.type ?? "");
  const inOrder = [...named.filter(isFirst), ...named.filter((child) => !isFirst(child))];
  const [name = "", ...aliases] = [...new Set(inOrder.map(nameOf).filter(Boolean))];
  const { link, notes } = linksOf(element, children);
  const said = children.filter(
    (child) =>
      !named.includes(child) && !Object.hasOwn(typesOfEntries, child.name) && !lists.has(child.name) && !isLink(child),
  );
  const id = element.attributes["xml:id"] ?? "";
  return {
    // One without an id is named by nothing; its place in the file tells it from others.
    id: foreignId(id || `:${element.line}:${name}`),
    own: false,
    ...{ name, type, aliases, link },
    note: [datesOf(element), ...said.map(sentenceOf), ...notes].filter(Boolean).join("\n"),
  };
}

/** A name that has only a pointer is none. */
function isAddressOnly(name: string, attributes: XmlElement["attributes"]): boolean {
  return name === "name" && attributes.type === "URL";
}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** On one line. White space between Chinese characters is the file's layout, or stands between a name's parts. */
function nameOf(element: XmlElement): string {
  return oneLine(textOf(element)).replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

const isLink = ({ name }: XmlElement) => name === "idno" || name === "ptr" || name === "linkGrp";

/** Wikidata before others, others in their order; what no link could take is a line each. */
function linksOf(element: XmlElement, children: readonly XmlElement[]): { link: string; notes: string[] } {
  const found: { link: string; line: string }[] = [];
  const notes: string[] = [];
  for (const pointer of (element.attributes.sameAs ?? element.attributes.corresp ?? "").split(/\s+/))
    if (addressOf(pointer, "")) found.push({ link: addressOf(pointer, ""), line: pointer });
  const pointers = children.flatMap((child) => (child.name === "linkGrp" ? childElements(child) : [child]));
  for (const child of pointers.filter(({ name }) => name === "idno" || name === "ptr" || name === "link")) {
    const kind = child.attributes.type ?? child.attributes.subtype ?? "";
    const value = oneLine(child.name === "idno" ? textOf(child) : (child.attributes.target ?? ""));
    const line = kind ? `${kind}: ${value}` : value;
    const link = addressOf(value, kind);
    if (link) found.push({ link, line });
    else if (value) notes.push(line);
  }
  const chosen = found.find(({ link }) => wikidataIdOf(link)) ?? found[0];
  const others = found.filter(({ link }) => linkKey(link) !== linkKey(chosen?.link ?? ""));
  return { link: chosen?.link ?? "", notes: [...others.map(({ line }) => line), ...notes] };
}

/** "" for what is none. */
function addressOf(value: string, kind: string): string {
  const wikidata = wikidataIdOf(value);
  // Of a number alone only its kind says what it is.
  if (wikidata) return /^q\d+$/i.test(value) || !linkAddress(value) ? wikidata : value;
  if (linkAddress(value)) return value;
  const register = /^[\w.-]+$/.test(value) ? registers.find(({ name }) => name.test(kind)) : undefined;
  return register ? register.address + value : "";
}

/** Something that is said of an entry: a note as it is, a date of birth with what it is before it. */
function sentenceOf(element: XmlElement): string {
  const { value, ref } = element.attributes;
  const text = nameOf(element) || datesOf(element) || value || ref || "";
  if (!text) return "";
  return sentences.has(element.name) ? text : `${element.name}: ${text}`;
}

function datesOf({ attributes: { when, from, to, notBefore, notAfter } }: XmlElement): string {
  return when ?? (from || to ? `${from ?? ""}–${to ?? ""}` : (notBefore ?? notAfter ?? ""));
}
