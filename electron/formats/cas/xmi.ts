/** A CAS as XMI, UIMA's XML. Must not know: documents, what the types mean, files. */
import { badRecord } from "../standoff/bad-record.ts";
import { childElements, parseXml, type XmlElement, xmlAttribute } from "../support/xml.ts";
import type { Cas, FeatureStructure } from "./cas.ts";
import type { IsReference } from "./type-system.ts";

const xmiNamespace = "http://www.omg.org/XMI";
const casNamespace = "http:///uima/cas.ecore";
/** The text's own id in what is written. */
const sofaId = 1;

/** "a.b.C": the namespace that XMI has for a.b, and C. */
function split(type: string): { namespace: string; local: string } {
  const dot = type.lastIndexOf(".");
  return { namespace: `http:///${type.slice(0, dot).replaceAll(".", "/")}.ecore`, local: type.slice(dot + 1) };
}

export function xmiOf(cas: Cas): string {
  const prefixes = new Map<string, string>();
  /** By type, as there are thousands of structures of a few types. */
  const tags = new Map<string, string>();
  const tagOf = (type: string) => {
    const { namespace, local } = split(type);
    const prefix = prefixes.get(namespace) ?? `t${prefixes.size + 1}`;
    prefixes.set(namespace, prefix);
    const tag = `${prefix}:${local}`;
    tags.set(type, tag);
    return tag;
  };
  const structures = cas.structures.map(({ id, type, begin, end, strings, references }) => {
    let attributes = begin === undefined ? "" : ` begin="${begin}" end="${end}"`;
    for (const [name, value] of Object.entries(strings)) attributes += ` ${name}="${xmlAttribute(value)}"`;
    for (const [name, target] of Object.entries(references)) attributes += ` ${name}="${target}"`;
    return `  <${tags.get(type) ?? tagOf(type)} xmi:id="${id}" sofa="${sofaId}"${attributes}/>\n`;
  });
  const members = cas.structures.map(({ id }) => id).join(" ");
  const declared = Array.from(prefixes, ([namespace, prefix]) => ` xmlns:${prefix}="${xmlAttribute(namespace)}"`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<xmi:XMI xmlns:xmi="${xmiNamespace}" xmlns:cas="${casNamespace}"${declared.join("")} xmi:version="2.0">\n`,
    '  <cas:NULL xmi:id="0"/>\n',
    ...structures,
    `  <cas:Sofa xmi:id="${sofaId}" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString="${xmlAttribute(cas.text)}"/>\n`,
    `  <cas:View sofa="${sofaId}" members="${members}"/>\n`,
    "</xmi:XMI>\n",
  ].join("");
}

/** "http:///a/b.ecore" and C: a.b.C. */
function typeOf({ namespace, name }: XmlElement): string {
  const path = /^http:\/\/\/(.*)\.ecore$/.exec(namespace)?.[1] ?? namespace;
  return `${path.replaceAll("/", ".")}.${name}`;
}

/**
 * The first view's text with what stands over it.
 * @throws GalleyError bad-record, document-damaged
 */
export function readXmi(xml: string, name: string, isReference: IsReference): Cas {
  const elements = childElements(parseXml(xml, name));
  const sofas = elements.filter((element) => element.namespace === casNamespace && element.name === "Sofa");
  const sofa = sofas.find(({ attributes }) => attributes.sofaID === "_InitialView") ?? sofas[0];
  const text = sofa?.attributes.sofaString;
  if (!sofa || text === undefined) throw badRecord(name, "it holds no text (a Sofa with a sofaString)");
  const own = sofa.attributes["xmi:id"];
  const structures = elements
    .filter((element) => element.namespace !== casNamespace && element.attributes.sofa === own)
    .map((element) => structureOf(element, name, isReference));
  return { text, structures };
}

function structureOf(element: XmlElement, name: string, isReference: IsReference): FeatureStructure {
  const type = typeOf(element);
  const { "xmi:id": id, sofa: _, begin, end, ...others } = element.attributes;
  const number = (value: string | undefined) =>
    value !== undefined && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number(id))) throw badRecord(`${name}, line ${element.line}`, `the ${element.name} has no xmi:id`);
  const strings: [string, string][] = [];
  const references: [string, number][] = [];
  for (const [feature, value] of Object.entries(others)) {
    if (!isReference(type, feature)) strings.push([feature, value]);
    else if (/^\d+$/.test(value)) references.push([feature, Number(value)]);
  }
  return {
    id: number(id),
    type,
    ...(begin !== undefined && end !== undefined && { begin: number(begin), end: number(end) }),
    strings: Object.fromEntries(strings),
    references: Object.fromEntries(references),
  };
}
