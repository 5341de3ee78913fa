/**
 * W3C annotations as spans and relations, by the text that they are of. Takes what tools write: single annotations, lists,
 * pages, collections; bodies and targets alone or in lists. Must not know: files.
 */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import { type FlatRelation, type FlatSpan, newSpan } from "../standoff/flat.ts";
import { isObject, numberIn } from "../standoff/json-head.ts";
import { anchor, type Selector } from "./anchor.ts";
import { documentUrn, registryUrn } from "./write.ts";

type Json = Record<string, unknown>;

const listed = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** A type or purpose may be one or several. */
const isOf = (value: unknown, name: string) => listed(value).includes(name);

/** All annotations in a file's value. */
export function annotationsIn(value: unknown): Json[] {
  return listed(value).flatMap((each) => {
    if (!isObject(each)) return [];
    if (each.items !== undefined) return annotationsIn(each.items);
    if (isObject(each.first)) return annotationsIn(each.first);
    return isOf(each.type, "Annotation") || each.target !== undefined ? [each] : [];
  });
}

/** The text that an annotation's target names, and the text itself where it is in it. */
interface Source {
  id: string;
  text: string | null;
}

function sourceOf(target: unknown): Source | null {
  if (typeof target === "string") return { id: target, text: null };
  if (!isObject(target)) return null;
  const inner = target.source;
  if (inner !== undefined) return sourceOf(inner);
  const id = textOf(target.id);
  return id || typeof target.value === "string"
    ? { id, text: typeof target.value === "string" ? target.value : null }
    : null;
}

/** Annotations of one text. */
export interface Annotated {
  source: string;
  text: string | null;
  annotations: Json[];
}

/** Annotations by the text that they are of; those of annotations belong to the text of these. */
export function bySource(annotations: readonly Json[]): Annotated[] {
  const groups = new Map<string, Annotated>();
  const sources = new Map<string, string>();
  const ids = new Set(annotations.map(({ id }) => textOf(id)).filter(Boolean));
  const links: Json[] = [];
  for (const annotation of annotations) {
    const [target] = listed(annotation.target);
    const source = sourceOf(target);
    if (!source) continue;
    if (ids.has(source.id)) {
      links.push(annotation);
      continue;
    }
    // A fragment names a part of the text, not another text.
    const id = source.id.startsWith(documentUrn) ? source.id : source.id.replace(/#.*$/s, "");
    const group = groups.get(id) ?? { source: id, text: null, annotations: [] };
    groups.set(id, group);
    group.text ??= source.text;
    group.annotations.push(annotation);
    sources.set(textOf(annotation.id), id);
  }
  for (const link of links) {
    const first = sourceOf(listed(link.target)[0]);
    groups.get(sources.get(first?.id ?? "") ?? "")?.annotations.push(link);
  }
  return [...groups.values()];
}

export interface ReadAnnotations {
  spans: FlatSpan[];
  relations: FlatRelation[];
  notices: ExchangeNotice[];
}

export function readAnnotations(annotations: readonly Json[], text: CodePointText): ReadAnnotations {
  const spans: FlatSpan[] = [];
  const relations: FlatRelation[] = [];
  const found = { moved: 0, lost: [] as string[], whole: 0, otherTags: 0 };
  for (const annotation of annotations) {
    const targets = listed(annotation.target);
    if (isOf(annotation.motivation, "linking") && targets.length === 2) {
      relations.push(relationOf(annotation, targets));
      continue;
    }
    const selector = selectorIn(targets[0]);
    if (!selector) {
      // A text that is described by itself holds nothing to tag.
      if (!isOf(annotation.motivation, "describing")) found.whole++;
      continue;
    }
    const place = anchor(selector, text);
    const span = spanOf(annotation, place ?? { start: 0, end: 0 }, found);
    if (!place) found.lost.push(`${span.type} “${selector.quote?.exact ?? ""}”`);
    else {
      spans.push(span);
      if (place.moved) found.moved++;
    }
  }
  return { spans, relations, notices: noticesOf(found) };
}

function noticesOf(found: {
  moved: number;
  lost: readonly string[];
  whole: number;
  otherTags: number;
}): ExchangeNotice[] {
  const { moved, lost, whole, otherTags } = found;
  return [
    ...(moved ? [notice("web-moved", { n: moved })] : []),
    ...(lost.length ? [notice("web-lost", { n: lost.length, list: lost.join(", ") })] : []),
    ...(whole ? [notice("web-whole", { n: whole })] : []),
    ...(otherTags ? [notice("web-tags", { n: otherTags })] : []),
  ];
}

function selectorIn(target: unknown): Selector | null {
  if (!isObject(target)) return null;
  const selector: Selector = { position: null, quote: null };
  for (const each of listed(target.selector).filter(isObject)) {
    const { type, start, end, exact, prefix, suffix, value } = each;
    const fragment = type === "FragmentSelector" ? /^char=(\d+),(\d+)$/.exec(textOf(value)) : null;
    if (fragment) selector.position = { start: Number(fragment[1]), end: Number(fragment[2]) };
    if (type === "TextPositionSelector") selector.position = { start: numberIn(start), end: numberIn(end) };
    if (type === "TextQuoteSelector")
      selector.quote = { exact: textOf(exact), prefix: textOf(prefix), suffix: textOf(suffix) };
  }
  return selector.position || selector.quote ? selector : null;
}

/** What is said in a body, and what for: its own purpose, or why the annotation was made. */
function bodiesOf(annotation: Json): { purpose: string; value: string; label: string; id: string; source: string }[] {
  const reason = textOf(listed(annotation.motivation)[0]);
  return [...listed(annotation.body), ...listed(annotation.bodyValue)].map((body) => {
    if (!isObject(body)) return { purpose: reason, value: textOf(body), label: "", id: "", source: "" };
    const { purpose, value, label, id, source } = body;
    return {
      purpose: textOf(listed(purpose)[0]) || reason,
      value: textOf(value),
      label: textOf(label),
      id: textOf(id),
      source: textOf(isObject(source) ? source.id : source),
    };
  });
}

function makerOf({ creator }: Json): string {
  const [first] = listed(creator);
  return textOf(isObject(first) ? (first.name ?? first.id) : first) || "webannotation";
}

/** Our own ids without what goes before them. */
function ownId(id: string): string {
  return id.startsWith(documentUrn) && id.includes("#") ? decoded(id.slice(id.indexOf("#") + 1)) : id;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function spanOf(
  annotation: Json,
  { start, end }: { start: number; end: number },
  found: { otherTags: number },
): FlatSpan {
  const bodies = bodiesOf(annotation);
  const tags = bodies.filter(({ purpose, value }) => (purpose === "tagging" || purpose === "classifying") && value);
  found.otherTags += Math.max(tags.length - 1, 0);
  const identified = bodies.find(({ purpose, id, source }) => purpose === "identifying" && (id || source));
  const comments = bodies.filter(({ purpose, value }) => (purpose === "commenting" || purpose === "replying") && value);
  const said = bodies.filter(({ purpose, label }) => purpose === "describing" && label);
  return {
    ...newSpan(makerOf(annotation), {
      id: ownId(textOf(annotation.id)),
      type: tags[0]?.value ?? "Annotation",
      start,
      end,
    }),
    ref: identified ? refOf(identified) : null,
    note: comments.map(({ value }) => value).join("\n"),
    attributes: Object.fromEntries(said.map(({ label, value }) => [label, value])),
  };
}

function refOf({ id, source }: { id: string; source: string }): string {
  const own = [id, source].find((each) => each.startsWith(registryUrn));
  return own ? decoded(own.slice(registryUrn.length)) : source || id;
}

function relationOf(annotation: Json, targets: readonly unknown[]): FlatRelation {
  const bodies = bodiesOf(annotation);
  const [from = "", to = ""] = targets.map((target) => ownId(sourceOf(target)?.id ?? ""));
  const named = (purpose: string) => bodies.filter((body) => body.purpose === purpose && body.value);
  return {
    id: ownId(textOf(annotation.id)),
    type: named("tagging")[0]?.value ?? named("linking")[0]?.value ?? "relation",
    from,
    to,
    by: makerOf(annotation),
    note: named("commenting")
      .map(({ value }) => value)
      .join("\n"),
  };
}
