/** A document as a CAS: names, relations, sentences, tokens, divisions. Must not know: XMI, JSON, files. */
import type { GalleyDocument } from "../../../shared/model/document.ts";
import type { Registry } from "../../../shared/model/settings.ts";
import type { FlatDocument } from "../standoff/flat.ts";
import { layoutKey, layoutOf } from "../standoff/layout.ts";
import { linksOf } from "../standoff/links.ts";
import { sentencesOf, wordsOf } from "../standoff/sentences.ts";
import type { Cas, FeatureStructure } from "./cas.ts";
import { featureName, typeNames } from "./types.ts";

export interface CasChoices {
  tokens: "character" | "word";
  layout: boolean;
}

/** The value of `divType` of an article; those of blocks are their roles. */
export const articleDivision = "article";

export function casOf(document: GalleyDocument, flat: FlatDocument, registry: Registry, choices: CasChoices): Cas {
  const { text } = flat;
  const structures: FeatureStructure[] = [];
  /** Adds a structure over [start, end), in code points. @returns its id */
  const add = (
    type: string,
    start: number,
    end: number,
    strings: Record<string, string> = {},
    references: Record<string, number> = {},
  ) => {
    // 1 is the text's own.
    const id = structures.length + 2;
    structures.push({ id, type, begin: text.toUtf16(start), end: text.toUtf16(end), strings, references });
    return id;
  };
  add(typeNames.document, 0, text.length, { documentTitle: document.source.name, documentId: document.id });
  for (const article of flat.articles) {
    const [first, last] = [article.blocks[0], article.blocks.at(-1)];
    add(typeNames.division, first?.start ?? 0, last?.end ?? 0, { id: article.id, divType: articleDivision });
    for (const { id, role, start, end } of article.blocks) add(typeNames.division, start, end, { id, divType: role });
  }
  for (const sentence of sentencesOf(text, flat.spans)) {
    const tokens = choices.tokens === "word" ? wordsOf(sentence, text, flat.spans) : sentence;
    add(typeNames.sentence, tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
    for (const { start, end } of tokens) add(typeNames.token, start, end);
  }
  const links = linksOf(flat, registry);
  const ids = new Map<string, number>();
  for (const { id, type, start, end, ref, note, attributes } of flat.spans) {
    const said = Object.entries(attributes).map(([name, value]) => [featureName(name), value]);
    const strings = {
      value: type,
      ...(ref !== null && { identifier: links.byRef.get(ref) ?? ref }),
      ...(note && { note }),
    };
    ids.set(id, add(typeNames.entity, start, end, { ...strings, ...Object.fromEntries(said) }));
  }
  const spans = new Map(flat.spans.map((span) => [span.id, span]));
  for (const { type, from, to, note } of flat.relations) {
    const target = spans.get(to);
    const references = { Governor: ids.get(from) ?? 0, Dependent: ids.get(to) ?? 0 };
    add(typeNames.relation, target?.start ?? 0, target?.end ?? 0, { label: type, ...(note && { note }) }, references);
  }
  if (choices.layout) {
    const layout = JSON.stringify(layoutOf(document, flat, { details: false, links: links.byLink }));
    add(typeNames.field, 0, 0, { key: layoutKey, value: layout });
  }
  return { text: text.text, structures };
}
