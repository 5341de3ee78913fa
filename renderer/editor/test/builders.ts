/** Building documents and states for tests, on the real schema and the real plugins. */
import type { Command, EditorState } from "prosemirror-state";
import { TextSelection } from "prosemirror-state";
import type { Article, Block, Entity, GalleyDocument } from "../../../shared/model/document.ts";
import { articlesFromText } from "../../../shared/model/from-text.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { type Problem, verifyDocument } from "../../../shared/model/verify.ts";
import { Codec } from "../codec.ts";
import type { Mode } from "../editor-api.ts";
import { settle } from "../plugins/integrity.ts";
import { findBlock } from "../queries/blocks.ts";
import { createState } from "../state.ts";
import { detailsMap } from "../steps/entity-details.ts";
import { notesOf } from "../steps/proofing-notes.ts";
import { relationsOf } from "../steps/relations.ts";

const hash = "0".repeat(64);

/** A document around articles, with the rest as an import makes it. */
export function documentOf(articles: Article[], source: string): GalleyDocument {
  return {
    format: "galley/document",
    version: 1,
    id: "test",
    status: "proofreading",
    source: {
      name: "test.txt",
      sha256: hash,
      encoding: "utf-8",
      length: new CodePointText(source).length,
      importedAt: "2026-01-01T00:00:00Z",
    },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles,
    dismissed: [],
    revision: 1,
    updatedAt: "2026-01-01T00:00:00Z",
    updatedBy: "test",
  };
}

/**
 * Blocks written with entities in brackets, blank lines between them, "===" between articles:
 * "[LOC 离石区]召开". Nested: "[ORG [LOC 山西]省政府]". Ids are b1…, e1… in order of their opening brackets.
 */
export function page(markup: string): { document: GalleyDocument; source: string } {
  let blockCount = 0;
  let entityCount = 0;
  let source = "";
  const articles = markup.split(/\n\n===\n\n/).map((part, index): Article => {
    const blocks = part.split("\n\n").map((line): Block => {
      let text = "";
      const entities: Entity[] = [];
      const open: Entity[] = [];
      for (const token of line.matchAll(/\[([A-Z]+) |\]|[^[\]]+/g)) {
        if (token[1]) {
          entityCount += 1;
          const entity: Entity = {
            id: `e${entityCount}`,
            type: token[1],
            start: new CodePointText(text).length,
            end: 0,
            text: "",
            ref: null,
            by: "editor",
            note: "",
          };
          entities.push(entity);
          open.push(entity);
        } else if (token[0] === "]") {
          const entity = open.pop() as Entity;
          const whole = new CodePointText(text);
          entity.end = whole.length;
          entity.text = whole.slice(entity.start, entity.end);
        } else text += token[0];
      }
      blockCount += 1;
      const start = new CodePointText(source).length;
      const end = start + new CodePointText(text).length;
      source += `${text}\n\n`;
      return {
        id: `b${blockCount}`,
        role: "paragraph",
        text,
        pieces: text ? [{ source: [start, end] }] : [],
        entities,
      };
    });
    return { id: `a${index + 1}`, blocks };
  });
  return { document: documentOf(articles, source), source };
}

let compositions = 0;

/** An editor's state with the means to run commands on it and read it back, as the window would. */
export class Desk {
  readonly codec: Codec;
  readonly source: string;
  state: EditorState;

  constructor(document: GalleyDocument, source: string, mode: Mode = "proofread") {
    this.codec = new Codec(document, source);
    this.source = source;
    this.state = createState({ codec: this.codec, source, mode, readOnly: false });
  }

  static page(markup: string, mode: Mode = "proofread"): Desk {
    const { document, source } = page(markup);
    return new Desk(document, source, mode);
  }

  static text(source: string): Desk {
    return new Desk(documentOf(articlesFromText(source), source), source);
  }

  /** Runs a command; whether it applied. */
  run(command: Command): boolean {
    return command(this.state, (tr) => {
      this.state = this.state.apply(tr);
    });
  }

  /** Position of a UTF-16 offset in a block. */
  at(blockId: string, offset: number): number {
    const place = findBlock(this.state.doc, blockId);
    if (!place) throw new Error(`no block ${blockId}`);
    return place.pos + 1 + offset;
  }

  select(anchor: number, head = anchor): this {
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, anchor, head)));
    return this;
  }

  /** Selects [start, end) of a block (UTF-16). */
  selectIn(blockId: string, start: number, end = start): this {
    return this.select(this.at(blockId, start), this.at(blockId, end));
  }

  /** Types over the selection, as the browser's input does. */
  type(text: string): this {
    this.state = this.state.apply(this.state.tr.insertText(text));
    return this;
  }

  /**
   * Composes over the selection as an input method does: each text in place of the one before, in transactions that
   * nothing may be appended to but pieces; then what that left behind is repaired, as the editor does when it is over.
   */
  compose(texts: readonly string[]): this {
    const { from } = this.state.selection;
    let { to } = this.state.selection;
    compositions += 1;
    for (const text of texts) {
      const tr = this.state.tr.insertText(text, from, to).setMeta("composition", compositions);
      this.state = this.state.apply(tr.setSelection(TextSelection.create(tr.doc, from + text.length)));
      to = from + text.length;
    }
    const repair = settle(this.state);
    if (repair) this.state = this.state.apply(repair);
    return this;
  }

  get document(): GalleyDocument {
    return this.codec.write(this.state.doc, detailsMap(this.state), notesOf(this.state), relationsOf(this.state));
  }

  /** Broken invariants; empty when all is well. */
  get problems(): Problem[] {
    return verifyDocument(this.document, new CodePointText(this.source));
  }

  /** The document as `page` reads it: entities in brackets, "===" between articles. */
  get markup(): string {
    return this.document.articles.map((article) => article.blocks.map(blockMarkup).join("\n\n")).join("\n\n===\n\n");
  }
}

function blockMarkup(block: Block): string {
  const text = new CodePointText(block.text);
  let result = "";
  for (let i = 0; i <= text.length; i++) {
    for (const entity of block.entities) if (entity.end === i) result += "]";
    for (const entity of block.entities) if (entity.start === i) result += `[${entity.type} `;
    result += text.slice(i, i + 1);
  }
  return result;
}
