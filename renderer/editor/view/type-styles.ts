/**
 * The look of entity types, from the corpus's tagset: a constructed style sheet, since types are data and the page's
 * policy forbids styles in markup. Line styles differ too, so that colour is never needed to tell types apart.
 */
import type { EntityType } from "../../../shared/model/settings.ts";

// Ordered so that the first types, which are the most frequent, differ the most.
const lines = [
  { style: "solid", thickness: "2px" },
  { style: "dashed", thickness: "2px" },
  { style: "double", thickness: "1.5px" },
  { style: "dotted", thickness: "2.5px" },
  { style: "wavy", thickness: "1.5px" },
  { style: "solid", thickness: "4px" },
  { style: "dashed", thickness: "4px" },
  { style: "dotted", thickness: "4px" },
] as const;

const quoted = (text: string) =>
  `"${text.replace(/[\\"\n\r\f<]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;

/** The name of the highlight that draws suggestions of the type with this place in the tagset. */
export const suggestionHighlight = (index: number): string => `galley-suggestion-${index}`;

/** A highlight takes no custom properties along, so the colours of both grounds are written out. */
const suggestionRule = (color: string, index: number) =>
  `:root::highlight(${suggestionHighlight(index)}) { text-decoration: dotted underline 1.5px light-dark(${color}, color-mix(in oklab, ${color} 50%, white)); }`;

/** The rules as text. Ids and colours come from a file, so everything that is not of its exact form is left out. */
function typeRules(types: readonly EntityType[], language: "zh" | "en"): string {
  return types
    .map((type, index) => ({ ...type, index }))
    .filter(({ id, color }) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(id) && /^#[0-9a-fA-F]{6}$/.test(color))
    .map(({ id, color, label, index }) => {
      const line = lines[index % lines.length] as (typeof lines)[number];
      return `.galley-editor .entity[data-type="${id}"] { --entity-color: ${color}; --entity-line: ${line.style}; --entity-thickness: ${line.thickness}; --entity-label: ${quoted(label[language] || id)}; }\n${suggestionRule(color, index)}`;
    })
    .join("\n");
}

/** The style sheet of one editor, in force from `set` until `remove`. */
export class TypeStyles {
  readonly #sheet = new CSSStyleSheet();

  constructor(types: readonly EntityType[], language: "zh" | "en") {
    this.set(types, language);
    document.adoptedStyleSheets.push(this.#sheet);
  }

  set(types: readonly EntityType[], language: "zh" | "en"): void {
    this.#sheet.replaceSync(typeRules(types, language));
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }
}
