/**
 * A CAS as spans and relations over its text: DKPro's names, and every layer of one's own, as INCEpTION lets people make
 * them. Layers of grammar, and those that only divide the text, are no entities. Must not know: XMI, JSON, files.
 */
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { defaultRole } from "../../../shared/model/settings.ts";
import { parseJson } from "../galley-json.ts";
import { badRecord } from "../standoff/bad-record.ts";
import { type FlatArticle, type FlatRelation, type FlatSpan, newSpan } from "../standoff/flat.ts";
import type { FlatPage } from "../standoff/flat-page.ts";
import { layoutKey, readLayout } from "../standoff/layout.ts";
import type { Cas, FeatureStructure } from "./cas.ts";
import { articleDivision } from "./from-flat.ts";
import { attributeName, typeNames } from "./types.ts";

const by = "uima";
/** Layers that say what is already in the text or in our own data. */
const structural =
  /^(uima\.|org\.apache\.uima\.|de\.tudarmstadt\.ukp\.(clarin\.webanno|inception)\.|de\.tudarmstadt\.ukp\.dkpro\.core\.api\.(metadata|segmentation)\.)/;
const names = /^de\.tudarmstadt\.ukp\.dkpro\.core\.api\.ner\./;
const grammatical = /^de\.tudarmstadt\.ukp\.dkpro\.core\./;
// What a layer's main feature is usually called, the surest first.
const mainFeatures = ["value", "label", "category", "type", "role"];

export interface ReadCas extends Pick<FlatPage, "text" | "spans" | "relations" | "articles" | "layout" | "notices"> {
  title: string;
}

/** @throws GalleyError bad-record that names the structure */
export function flatOfCas(cas: Cas, place: string): ReadCas {
  const text = new CodePointText(cas.text);
  const notices: ExchangeNotice[] = [];
  const spans: FlatSpan[] = [];
  const relations: FlatRelation[] = [];
  const field = cas.structures.find(({ type, strings }) => type === typeNames.field && strings.key === layoutKey);
  const layout = layoutIn(field?.strings.value);
  const grammar = new Map<string, number>();
  for (const structure of cas.structures) {
    const { type } = structure;
    if (structural.test(type)) continue;
    if (grammatical.test(type) && !names.test(type))
      grammar.set(shortName(type), (grammar.get(shortName(type)) ?? 0) + 1);
    else if ("Governor" in structure.references && "Dependent" in structure.references)
      relations.push(relationOf(structure));
    else if (structure.begin !== undefined && structure.end !== undefined) {
      const span = spanOf(structure, text, place);
      const known = span.ref === null ? undefined : layout?.links[span.ref];
      spans.push(known === undefined ? span : { ...span, ref: known });
    }
  }
  for (const [name, count] of grammar) notices.push(notice("cas-layer", { n: count, name }));
  const title = cas.structures.find(({ type }) => type === typeNames.document)?.strings.documentTitle ?? "";
  const articles = divisionsOf(cas, text);
  return { title, text: cas.text, spans, relations, articles, notices, layout };
}

function layoutIn(json: string | undefined): FlatPage["layout"] {
  try {
    return json === undefined ? null : readLayout(parseJson(json, layoutKey));
  } catch {
    return null;
  }
}

function shortName(type: string): string {
  return type.slice(type.lastIndexOf(".") + 1);
}

function mainFeature({ strings, type }: FeatureStructure): { label: string; key: string | null } {
  const key = mainFeatures.find((each) => strings[each]) ?? null;
  return { label: (key !== null && strings[key]) || shortName(type), key };
}

function spanOf(structure: FeatureStructure, text: CodePointText, place: string): FlatSpan {
  const { id, begin = -1, end = -1, strings } = structure;
  const { label, key } = mainFeature(structure);
  if (begin < 0 || begin >= end || end > text.text.length) {
    const length = text.text.length;
    throw badRecord(
      `${place}, ${shortName(structure.type)} ${id}`,
      `${begin}–${end} is not a range of the text, which has ${length} UTF-16 units`,
    );
  }
  const said = Object.entries(strings)
    .filter(([name]) => name !== key && name !== "identifier" && name !== "note")
    .map(([name, value]): [string, string] => [attributeName(name), value]);
  return {
    ...newSpan(by, { id: String(id), type: label, start: text.toCodePoint(begin), end: text.toCodePoint(end) }),
    ref: strings.identifier ?? null,
    note: strings.note ?? "",
    attributes: Object.fromEntries(said),
  };
}

function relationOf(structure: FeatureStructure): FlatRelation {
  const { Governor: from = 0, Dependent: to = 0 } = structure.references;
  const { label } = mainFeature(structure);
  return { id: "", type: label, from: String(from), to: String(to), by, note: structure.strings.note ?? "" };
}

const division = /^de\.tudarmstadt\.ukp\.dkpro\.core\.api\.segmentation\.type\.(Div|Paragraph|Heading)$/;

/** Articles and blocks as divisions of the text say; null where there are none. Whether they fit is not looked at. */
function divisionsOf(cas: Cas, text: CodePointText): FlatArticle[] | null {
  const divisions = cas.structures
    .filter(({ type }) => division.test(type))
    .map(({ id, type, begin = 0, end = 0, strings }) => ({
      id: strings.id || `division ${id}`,
      kind: strings.divType || (shortName(type) === "Heading" ? "heading" : defaultRole),
      start: text.toCodePoint(begin),
      end: text.toCodePoint(end),
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const blocks = divisions.filter(({ kind }) => kind !== articleDivision);
  if (!blocks.length) return null;
  const articles = divisions
    .filter(({ kind }) => kind === articleDivision)
    .map(({ id, start }) => ({ id, start, blocks: [] as FlatArticle["blocks"] }));
  if (!articles.length) articles.push({ id: "a1", start: 0, blocks: [] });
  for (const { kind: role, ...place } of blocks) {
    const home = articles.findLast(({ start }) => start <= place.start) ?? articles[0];
    home?.blocks.push({ ...place, role });
  }
  return articles.filter((article) => article.blocks.length).map(({ id, blocks: own }) => ({ id, blocks: own }));
}
