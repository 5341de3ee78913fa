/**
 * The annotations of an .ann file as spans over its text. A discontinuous annotation becomes a span for each of its
 * parts, joined by relations; an event's trigger is a span, its arguments are relations. Must not know: files.
 */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import { badRecord } from "../standoff/bad-record.ts";
import { type FlatRelation, type FlatSpan, newSpan } from "../standoff/flat.ts";
import { unescapeName } from "../standoff/names.ts";
import { placeFragments } from "./ann-text.ts";
import { type Annotations, type Fragment, parseAnn } from "./parse-ann.ts";

/** The type of relations that join the parts of a discontinuous annotation. */
export const continuesType = "continues";
/** Our registry, as a database that references name. */
export const ownDatabase = "galley";
/** The attribute that holds references to other databases, where an entity has several. */
export const referenceAttribute = "Reference";

export interface ReadAnn {
  spans: FlatSpan[];
  relations: FlatRelation[];
  notices: ExchangeNotice[];
}

/**
 * @param marked whether the text's file begins with a byte order mark, which is not in the text
 * @throws GalleyError bad-record that names the line or the annotation
 */
export function readAnn(ann: string, text: CodePointText, marked: boolean, name: string): ReadAnn {
  const found = parseAnn(ann, name);
  const placed = placeFragments(found.bounds, text, marked);
  if ("misfit" in placed) {
    const { id, type, text: surface } = placed.misfit;
    throw badRecord(
      `${name}, ${id}`,
      `the text at its place is “${placed.found}”, but the annotation (${type}) says “${surface}”`,
      "Nothing of the page was imported. Use the text that the annotations were made on.",
    );
  }
  const notices: ExchangeNotice[] = [];
  const spans = new Map<string, FlatSpan>();
  const relations: FlatRelation[] = [];
  for (const bound of found.bounds) {
    const type = unescapeName(bound.type);
    const parts = joinedOverSpace(placed.fragments.get(bound) ?? [], text);
    parts.forEach((part, index) => {
      const id = index ? `${bound.id}-${index + 1}` : bound.id;
      spans.set(id, newSpan("brat", { id, type, ...part }));
      if (!index) return;
      const before = index > 1 ? `${bound.id}-${index}` : bound.id;
      relations.push({ id: "", type: continuesType, from: before, to: id, by: "brat", note: "" });
    });
    if (parts.length > 1)
      notices.push(notice("brat-places", { id: bound.id, type, n: parts.length, name: continuesType }));
  }
  const target = (id: string) => found.triggers.get(id) ?? id;
  for (const { id, type, from, to } of found.relations)
    relations.push({ id, type: unescapeName(type), from: target(from), to: target(to), by: "brat", note: "" });
  addDetails(found, target, spans, relations, notices);
  return { spans: [...spans.values()], relations, notices };
}

function addDetails(
  found: Annotations,
  target: (id: string) => string,
  spans: ReadonlyMap<string, FlatSpan>,
  relations: readonly FlatRelation[],
  notices: ExchangeNotice[],
): void {
  const attributes = new Map<FlatSpan, Map<string, string>>();
  const say = (span: FlatSpan, name: string, value: string) => {
    const own = attributes.get(span) ?? new Map<string, string>();
    attributes.set(span, own);
    own.set(name, own.has(name) ? `${own.get(name)} ${value}` : value);
  };
  let left = 0;
  for (const { target: id, name, value } of found.attributes) {
    const span = spans.get(target(id));
    if (span) say(span, unescapeName(name), unescapeName(value));
    else left++;
  }
  for (const { target: id, name, value } of found.references) {
    const span = spans.get(target(id));
    const own = `${ownDatabase}:`;
    if (!span) left++;
    else if (value.startsWith(own)) span.ref = decoded(value.slice(own.length));
    else if (span.ref === null) span.ref = value;
    else say(span, name, value);
  }
  for (const { target: id, note } of found.notes) {
    const of = spans.get(target(id)) ?? relations.find((relation) => relation.id === id);
    if (of) of.note = of.note ? `${of.note}\n${note}` : note;
    else left++;
  }
  for (const [span, own] of attributes) span.attributes = Object.fromEntries(own);
  if (left) notices.push(notice("brat-details", { n: left }));
  if (found.unknown.length) notices.push(notice("brat-lines", { n: found.unknown.length }));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** White space, and the controls at which lines are divided. */
const nothing = /^[\s\p{White_Space}\p{Cc}]*$/u;

/** Fragments in order; those with nothing but space between them are one. */
function joinedOverSpace(fragments: readonly Fragment[], text: CodePointText): Fragment[] {
  const parts: Fragment[] = [];
  for (const fragment of fragments.toSorted((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    if (last && fragment.start <= last.end) last.end = Math.max(last.end, fragment.end);
    else if (last && nothing.test(text.slice(last.end, fragment.start))) last.end = fragment.end;
    else parts.push({ ...fragment });
  }
  return parts;
}
