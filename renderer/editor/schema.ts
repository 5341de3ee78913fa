/**
 * What the text is while it is being edited: document → articles → blocks → text, with entities as marks.
 *
 * An entity mark carries only its id and type; notes and links are kept beside the document by id (see
 * `steps/entity-details.ts`), because a mark attribute that does not survive the DOM is lost while an input method
 * composes. Positions and runs count UTF-16 units. Must not know: files, code points, commands.
 */
import { type Attrs, type Mark, type Node as PMNode, Schema } from "prosemirror-model";
import { defaultRole } from "../../shared/model/settings.ts";

/** Where `length` UTF-16 units of a block came from: a place in the source (UTF-16), or null for inserted text. */
export interface Run {
  readonly length: number;
  readonly source: number | null;
}

/** Keys of an article or block in the file that this version does not know, kept as they came. */
export type Extra = Readonly<Record<string, unknown>>;

export interface ArticleAttrs {
  id: string;
  extra: Extra | null;
}

export interface BlockAttrs {
  id: string;
  role: string;
  /** Covers the block's text exactly; kept so by the integrity plugin. */
  pieces: readonly Run[];
  extra: Extra | null;
}

export interface EntityAttrs {
  id: string;
  type: string;
}

const isOffset = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

function validatePieces(value: unknown): void {
  const sound =
    Array.isArray(value) &&
    value.every((run) => isOffset(run?.length) && run.length > 0 && (run.source === null || isOffset(run.source)));
  if (!sound) throw new RangeError("A block's pieces must be a list of runs { length, source }");
}

function validateExtra(value: unknown): void {
  if (value !== null && (typeof value !== "object" || Array.isArray(value)))
    throw new RangeError("Kept keys must be an object or null");
}

// An empty id is what ProseMirror fills required nodes with; the integrity plugin replaces it at once.
const id = { default: "", validate: "string" };
const extra = { default: null, validate: validateExtra };

const dataset = (element: HTMLElement | string, key: string) =>
  typeof element === "string" ? "" : (element.dataset[key] ?? "");

export const schema = new Schema({
  nodes: {
    doc: { content: "article+", marks: "" },
    article: {
      content: "block+",
      marks: "",
      selectable: false,
      attrs: { id, extra },
      toDOM: (node) => ["section", { "data-article": node.attrs.id }, 0],
      parseDOM: [
        { tag: "section[data-article]", getAttrs: (element) => ({ id: dataset(element, "article"), extra: null }) },
      ],
    },
    block: {
      content: "text*",
      marks: "entity",
      selectable: false,
      // Line ends are part of a block's text; without this the next edit turns them into spaces.
      whitespace: "pre",
      attrs: {
        id,
        role: { default: defaultRole, validate: "string" },
        pieces: { default: [], validate: validatePieces },
        extra,
      },
      toDOM: (node) => ["p", { "data-block": node.attrs.id, "data-role": node.attrs.role }, 0],
      parseDOM: [
        {
          tag: "p[data-block]",
          preserveWhitespace: "full",
          getAttrs: (element) => ({ id: dataset(element, "block"), role: dataset(element, "role") || defaultRole }),
        },
      ],
    },
    text: { inline: true },
  },
  marks: {
    entity: {
      attrs: { id: { validate: "string" }, type: { validate: "string" } },
      // Entities nest and overlap, also within one type; typing at an edge stays outside.
      excludes: "",
      inclusive: false,
      toDOM: (mark) => ["span", { class: "entity", "data-entity": mark.attrs.id, "data-type": mark.attrs.type }, 0],
      parseDOM: [
        {
          tag: "span[data-entity]",
          getAttrs: (element) => ({ id: dataset(element, "entity"), type: dataset(element, "type") }),
        },
      ],
    },
  },
});

const { article, block } = schema.nodes;
const { entity } = schema.marks;

export const articleType = article;
export const blockType = block;
export const entityType = entity;

export const articleAttrs = (node: PMNode) => node.attrs as Attrs as ArticleAttrs;
export const blockAttrs = (node: PMNode) => node.attrs as Attrs as BlockAttrs;
export const entityAttrs = (mark: Mark) => mark.attrs as Attrs as EntityAttrs;

/** Whether the node is a block of text. */
export const isBlock = (node: PMNode) => node.type === block;
