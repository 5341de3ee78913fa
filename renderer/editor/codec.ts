/**
 * Between the file's document (code points, standoff entities) and the editor's (UTF-16, marks).
 *
 * Reading builds each block's text nodes with their marks in one pass; writing keeps the file's own block wherever the
 * block was not edited, so that what nobody touched is written back as it came. Unknown keys travel in `extra`.
 */
import type { Mark, Node as PMNode } from "prosemirror-model";
import type { Article, Block, Entity, GalleyDocument, Piece } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { joinPieces } from "../../shared/model/pieces.ts";
import { withoutLostRelations } from "../../shared/model/relations.ts";
import { byPlace, extentsIn } from "./queries/extents.ts";
import { checkedRuns, joinRuns } from "./runs.ts";
import {
  articleAttrs,
  articleType,
  blockAttrs,
  blockType,
  type Extra,
  entityType,
  type Run,
  schema,
} from "./schema.ts";
import { type DetailsMap, type EntityDetails, freshDetails, sameDetails } from "./steps/entity-details.ts";
import type { ProofingNotes } from "./steps/proofing-notes.ts";
import type { Relations } from "./steps/relations.ts";

/** Everything of an object but the named keys; null when nothing else is there. */
function rest(value: object, known: readonly string[]): Extra | null {
  const entries = Object.entries(value).filter(([key]) => !known.includes(key));
  return entries.length ? Object.fromEntries(entries) : null;
}

const entityKeys = ["id", "type", "start", "end", "text", "ref", "by", "note", "attributes"];

interface Span {
  id: string;
  start: number;
  end: number;
  mark: Mark;
}

/** Text nodes with their marks, outer first, by one sweep over the spans' edges. */
export function markedText(text: string, spans: readonly Span[]): PMNode[] {
  if (!text) return [];
  if (!spans.length) return [schema.text(text)];
  const ordered = [...spans].sort(byPlace);
  const edges = [...new Set([0, text.length, ...ordered.flatMap((span) => [span.start, span.end])])].sort(
    (a, b) => a - b,
  );
  const nodes: PMNode[] = [];
  let open: Span[] = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i] as number;
    const to = edges[i + 1] as number;
    open = open.filter((span) => span.end > from);
    for (let span = ordered[next]; span && span.start <= from; span = ordered[++next]) open.push(span);
    nodes.push(
      schema.text(
        text.slice(from, to),
        open.map((span) => span.mark),
      ),
    );
  }
  return nodes;
}

function runsFromPieces(pieces: readonly Piece[], source: CodePointText): Run[] {
  return pieces.map((piece) => {
    if ("inserted" in piece) return { length: piece.inserted.length, source: null };
    const start = source.toUtf16(piece.source[0]);
    return { length: source.toUtf16(piece.source[1]) - start, source: start };
  });
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
const splitsPair = (text: string, offset: number) =>
  offset > 0 && offset < text.length && isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));

/** A character whose two halves came from different places is inserted text; so is a lone half. */
function wholeCharacterRuns(runs: readonly Run[], text: string): Run[] {
  const result: Run[] = [];
  let position = 0;
  let owed = 0;
  for (const run of runs) {
    let { length, source } = run;
    const end = position + length;
    // The first half of this pair was given up at the end of the run before.
    if (owed) {
      result.push({ length: 2, source: null });
      length -= 1;
      if (source !== null) source += 1;
      owed = 0;
    }
    if (splitsPair(text, end)) {
      length -= 1;
      owed = 1;
    }
    result.push({ length, source });
    position = end;
  }
  return joinRuns(result);
}

function piecesFromRuns(runs: readonly Run[], text: string, source: CodePointText): Piece[] {
  const whole = wholeCharacterRuns(runs, text);
  const sound = text.isWellFormed() ? whole : checkedRuns(whole, text.toWellFormed(), source.text);
  const wellFormed = text.toWellFormed();
  let position = 0;
  return joinPieces(
    sound.map((run): Piece => {
      const from = position;
      position += run.length;
      if (run.source === null) return { inserted: wellFormed.slice(from, position) };
      return { source: [source.toCodePoint(run.source), source.toCodePoint(run.source + run.length)] };
    }),
  );
}

/** Widens a range to whole characters. */
export function wholeCharacters(text: string, start: number, end: number): [number, number] {
  return [splitsPair(text, start) ? start - 1 : start, splitsPair(text, end) ? end + 1 : end];
}

/**
 * One opened document's two-way street. Holds the file's own objects by node, so a block that was not edited (or was
 * edited and undone) is written as it was read.
 */
export class Codec {
  readonly #original: GalleyDocument;
  readonly #source: CodePointText;
  readonly #written = new WeakMap<PMNode, { block: Block; details: (EntityDetails | undefined)[] }>();
  readonly #details = new Map<string, EntityDetails>();
  /** The opened document. */
  readonly doc: PMNode;

  /** @param source the decoded source text that the document's pieces count in */
  constructor(document: GalleyDocument, source: string) {
    this.#original = document;
    this.#source = new CodePointText(source);
    this.doc = schema.topNodeType.create(
      null,
      document.articles.map((article) => this.readArticle(article, this.#details)),
    );
    this.doc.check();
  }

  /** Notes, links and authors of the entities as they were read. */
  get details(): DetailsMap {
    return this.#details;
  }

  /** Dismissed findings and accepted offers as they were read. */
  get notes(): ProofingNotes {
    const { dismissed, accepted } = this.#original;
    return { dismissed, accepted };
  }

  /** Relations as they were read. */
  get relations(): Relations {
    return this.#original.relations ?? [];
  }

  /** The block that a node was read from or written as, if it has been either. */
  fileBlock(node: PMNode): Block | undefined {
    return this.#written.get(node)?.block;
  }

  /**
   * The editor's node of an article.
   * @param details gets what is known about the entities of blocks that are read anew; those known there already, and
   *   saying the same, keep their object
   * @param known nodes to use for blocks instead of reading them anew
   */
  readArticle(article: Article, details: Map<string, EntityDetails>, known?: ReadonlyMap<Block, PMNode>): PMNode {
    return articleType.create(
      { id: article.id, extra: rest(article, ["id", "blocks"]) },
      article.blocks.map((block) => known?.get(block) ?? this.#readBlock(block, details)),
    );
  }

  #readBlock(block: Block, details: Map<string, EntityDetails>): PMNode {
    const text = new CodePointText(block.text);
    const spans: Span[] = [];
    for (const entity of block.entities) {
      const start = text.toUtf16(entity.start);
      const end = text.toUtf16(entity.end);
      if (start >= end) continue;
      const mark = entityType.create({ id: entity.id, type: entity.type });
      spans.push({ id: entity.id, start, end, mark });
      const { note, ref, by, attributes = null } = entity;
      const said = { note, ref, by, attributes, extra: rest(entity, entityKeys) };
      const before = details.get(entity.id);
      if (!before || !sameDetails(before, said)) details.set(entity.id, said);
    }
    const node = blockType.create(
      {
        id: block.id,
        role: block.role,
        pieces: checkedRuns(runsFromPieces(block.pieces, this.#source), block.text, this.#source.text),
        extra: rest(block, ["id", "role", "text", "pieces", "entities"]),
      },
      markedText(block.text, spans),
    );
    this.#written.set(node, { block, details: extentsIn(node).map(({ id }) => details.get(id)) });
    return node;
  }

  /** The file's document for a state of the editor: code points, entities in reading order, unknown keys kept. */
  write(doc: PMNode, details: DetailsMap, notes: ProofingNotes, relations: Relations): GalleyDocument {
    const articles: Article[] = [];
    doc.forEach((node) => {
      const blocks: Block[] = [];
      node.forEach((child) => {
        blocks.push(this.#writeBlock(child, details));
      });
      const { id, extra } = articleAttrs(node);
      articles.push({ id, blocks, ...extra });
    });
    const { dismissed, accepted } = notes;
    const document = { ...this.#original, articles, dismissed };
    if (accepted) document.accepted = accepted;
    else delete document.accepted;
    if (relations !== this.relations && (relations.length || document.relations)) document.relations = [...relations];
    return withoutLostRelations(document);
  }

  #writeBlock(node: PMNode, details: DetailsMap): Block {
    const extents = extentsIn(node);
    const known = extents.map(({ id }) => details.get(id));
    const written = this.#written.get(node);
    if (written && known.every((value, index) => value === written.details[index])) return written.block;

    const units = node.textContent;
    const text = new CodePointText(units.toWellFormed());
    const entities: Entity[] = [];
    extents.forEach(({ id, type, ...extent }, index) => {
      const [from, to] = wholeCharacters(units, extent.start, extent.end);
      const covered = text.text.slice(from, to);
      // Nothing but space is no entity; the integrity plugin drops it as soon as the input method is done.
      if (!covered.trim()) return;
      const { ref, by, note, attributes, extra } = known[index] ?? freshDetails;
      const start = text.toCodePoint(from);
      const end = text.toCodePoint(to);
      const said = attributes && { attributes: { ...attributes } };
      entities.push({ id, type, start, end, text: covered, ref, by, note, ...said, ...extra });
    });
    const { id, role, pieces, extra } = blockAttrs(node);
    const block: Block = {
      id,
      role,
      text: text.text,
      pieces: piecesFromRuns(pieces, units, this.#source),
      entities,
      ...extra,
    };
    this.#written.set(node, { block, details: known });
    return block;
  }
}
