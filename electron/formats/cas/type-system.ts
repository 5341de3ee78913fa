/** UIMA's type system as its XML description. Must not know: documents. */
import { childElements, firstChild, parseXml, textOf, type XmlElement, xmlText } from "../support/xml.ts";
import { type CasType, typeNames } from "./types.ts";

export const typeSystemName = "TypeSystem.xml";
const namespace = "http://uima.apache.org/resourceSpecifier";

/** The description of types; those that UIMA has itself are not to be among them. */
export function typeSystemXml(types: Readonly<Record<string, CasType>>): string {
  const feature = ([name, range]: [string, string]) =>
    `        <featureDescription>\n          <name>${xmlText(name)}</name>\n          <description/>\n          <rangeTypeName>${xmlText(range)}</rangeTypeName>\n        </featureDescription>\n`;
  const descriptions = Object.entries(types).map(
    ([name, { superType, features }]) =>
      `    <typeDescription>\n      <name>${xmlText(name)}</name>\n      <description/>\n      <supertypeName>${xmlText(superType)}</supertypeName>\n` +
      `      <features>\n${Object.entries(features).map(feature).join("")}      </features>\n    </typeDescription>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="${namespace}">\n  <types>\n${descriptions.join("")}  </types>\n</typeSystemDescription>\n`;
}

/** Whether a feature holds other structures, by type and feature; what a description doesn't say is no reference. */
export type IsReference = (type: string, feature: string) => boolean;

/** Names that hold references in every relation layer of INCEpTION's. */
const relationEnds = new Set(["Governor", "Dependent"]);

export const withoutTypeSystem: IsReference = (_, feature) => relationEnds.has(feature);

// One value or several: all others are references.
const primitive = /^uima\.cas\.(String|Boolean|Byte|Short|Integer|Long|Float|Double)$/;

/** @throws GalleyError document-damaged */
export function readTypeSystem(xml: string, name: string): IsReference {
  const types = firstChild(parseXml(xml, name), "types");
  const described = (element: XmlElement, part: string) => {
    const child = firstChild(element, part);
    return child ? textOf(child).trim() : "";
  };
  const superTypes = new Map<string, string>();
  const ranges = new Map<string, string>();
  for (const type of types ? childElements(types, "typeDescription") : []) {
    const typeName = described(type, "name");
    superTypes.set(typeName, described(type, "supertypeName"));
    const features = firstChild(type, "features");
    for (const feature of features ? childElements(features, "featureDescription") : [])
      ranges.set(`${typeName} ${described(feature, "name")}`, described(feature, "rangeTypeName"));
  }
  const isText = (range: string) => primitive.test(range) || superTypes.get(range) === "uima.cas.String";
  return (type, feature) => {
    let at: string | undefined = type;
    // A chain of super types is never longer than there are types.
    for (let steps = 0; at && steps <= superTypes.size; steps++, at = superTypes.get(at)) {
      const range = ranges.get(`${at} ${feature}`);
      if (range !== undefined) return !isText(range);
    }
    return type !== typeNames.entity && relationEnds.has(feature);
  };
}
