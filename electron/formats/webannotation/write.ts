/** A document as W3C annotations of its text. Must not know: files. */
import type { GalleyDocument } from "../../../shared/model/document.ts";
import type { FlatDocument, FlatRelation, FlatSpan } from "../standoff/flat.ts";
import type { Links } from "../standoff/links.ts";

export const context = "http://www.w3.org/ns/anno.jsonld";
/** Before the id of a document of ours. */
export const documentUrn = "urn:galley:";
/** Before the id of an entity of the registry. */
export const registryUrn = "urn:galley:entity:";
/** As much of the text before and after as finds a quote again in a text that was changed elsewhere. Code points. */
const CONTEXT = 32;

export interface Written {
  document: GalleyDocument;
  flat: FlatDocument;
  links: Links;
  /** What the annotations are of: the text's file, or our own name for it. */
  source: string;
}

const annotationId = (document: GalleyDocument, id: string) => `${documentUrn}${document.id}#${encodeURIComponent(id)}`;

function creator(by: string) {
  return { type: by === "editor" ? "Person" : "Software", name: by };
}

function bodies({ type, ref, note, attributes }: FlatSpan, links: Links): object[] {
  const said = Object.entries(attributes).map(([label, value]) => ({
    type: "TextualBody",
    purpose: "describing",
    label,
    value,
  }));
  const link = ref !== null && links.byRef.get(ref);
  const known = ref !== null && `${registryUrn}${encodeURIComponent(ref)}`;
  return [
    { type: "TextualBody", purpose: "tagging", value: type },
    ...(known
      ? [{ ...(link && { id: known }), type: "SpecificResource", purpose: "identifying", source: link || known }]
      : []),
    ...(note ? [{ type: "TextualBody", purpose: "commenting", value: note }] : []),
    ...said,
  ];
}

export function annotationOf(span: FlatSpan, { document, flat: { text }, links, source }: Written): object {
  const { id, start, end, by } = span;
  return {
    id: annotationId(document, id),
    type: "Annotation",
    motivation: "tagging",
    creator: creator(by),
    body: bodies(span, links),
    target: {
      source,
      selector: [
        {
          type: "TextQuoteSelector",
          exact: span.text,
          prefix: text.slice(Math.max(start - CONTEXT, 0), start),
          suffix: text.slice(end, end + CONTEXT),
        },
        { type: "TextPositionSelector", start, end },
      ],
    },
  };
}

/** A relation is an annotation of two annotations. */
export function linkOf({ id, type, from, to, by, note }: FlatRelation, { document }: Written): object {
  return {
    id: annotationId(document, id),
    type: "Annotation",
    motivation: "linking",
    creator: creator(by),
    body: [
      { type: "TextualBody", purpose: "tagging", value: type },
      ...(note ? [{ type: "TextualBody", purpose: "commenting", value: note }] : []),
    ],
    target: [{ id: annotationId(document, from) }, { id: annotationId(document, to) }],
  };
}

/** What the annotations are of; the text itself is in it where it lies in no file. */
export function textAnnotation({ document, flat, source }: Written, embedded: boolean): object {
  return {
    id: annotationId(document, "text"),
    type: "Annotation",
    motivation: "describing",
    target: { id: source, type: "Text", format: "text/plain", ...(embedded && { value: flat.text.text }) },
  };
}
