/**
 * UIMA's types, as far as they are written here: DKPro's for names, sentences and tokens, which INCEpTION has built in,
 * and a layer of our own for relations. Must not know: documents, XMI, JSON.
 */

export const typeNames = {
  sofa: "uima.cas.Sofa",
  annotation: "uima.tcas.Annotation",
  document: "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData",
  field: "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.MetaDataStringField",
  sentence: "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence",
  token: "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token",
  division: "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Div",
  entity: "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
  relation: "webanno.custom.Relation",
} as const;

const string = "uima.cas.String";

export interface CasType {
  superType: string;
  /** Ranges by feature name. */
  features: Record<string, string>;
}

/** The types that are written, with one more feature of entities for each attribute. */
export function casTypes(attributes: Iterable<string>): Record<string, CasType> {
  const said = Object.fromEntries(Array.from(attributes, (name) => [featureName(name), string]));
  return {
    [typeNames.document]: {
      superType: "uima.tcas.DocumentAnnotation",
      features: { documentTitle: string, documentId: string },
    },
    [typeNames.field]: { superType: typeNames.annotation, features: { key: string, value: string } },
    [typeNames.sentence]: { superType: typeNames.annotation, features: {} },
    [typeNames.token]: { superType: typeNames.annotation, features: {} },
    [typeNames.division]: { superType: typeNames.annotation, features: { id: string, divType: string } },
    [typeNames.entity]: {
      superType: typeNames.annotation,
      features: { value: string, identifier: string, note: string, ...said },
    },
    [typeNames.relation]: {
      superType: typeNames.annotation,
      features: { Governor: typeNames.entity, Dependent: typeNames.entity, label: string, note: string },
    },
  };
}

// Java's identifiers; names that an annotation's features have already are written as codes.
const plain = /^(?!x_)[A-Za-z][A-Za-z0-9_]*$/;
const ownFeatures = new Set(["value", "identifier", "note", "begin", "end", "sofa", "id", "type", "label", "self"]);

/** An attribute's name as a feature's. */
export function featureName(attribute: string): string {
  if (plain.test(attribute) && !ownFeatures.has(attribute)) return attribute;
  return `x_${Array.from(attribute, (character) => character.codePointAt(0)?.toString(16)).join("_")}`;
}

/** What `featureName` made its result from. */
export function attributeName(feature: string): string {
  if (!/^x_([0-9a-f]{1,6}(_[0-9a-f]{1,6})*)?$/.test(feature)) return feature;
  const points = feature
    .slice(2)
    .split("_")
    .filter(Boolean)
    .map((code) => Number.parseInt(code, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : feature;
}
