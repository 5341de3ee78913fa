/**
 * What is copied and how it is put back. Between Galley's own windows text travels with its roles, entities and
 * origins as JSON under a clipboard type of our own; everything else, whatever formats it offers, is plain text.
 * No HTML is ever read. Pure: DOM events are in `plugins/clipboard-events.ts`.
 */
import { Fragment, type Node as PMNode } from "prosemirror-model";
import { type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { z } from "zod";
import { newId } from "../../shared/model/ids.ts";
import { defaultRole } from "../../shared/model/settings.ts";
import { markedText } from "./codec.ts";
import { setOrigins } from "./plugins/provenance.ts";
import { blockAt, eachBlock, selectedBlocks } from "./queries/blocks.ts";
import { extentsIn } from "./queries/extents.ts";
import { checkedRuns, sliceRuns } from "./runs.ts";
import { blockAttrs, blockType, entityType, type Run } from "./schema.ts";
import { detailsMap, detailsOf, EntityDetailsStep, sameDetails } from "./steps/entity-details.ts";
import { relationsOf, relationsStep } from "./steps/relations.ts";

export const clipboardFormat = "application/x-galley-blocks";

const offset = z.int().nonnegative();
const blockSchema = z.object({
  role: z.string().min(1),
  text: z.string(),
  runs: z.array(z.object({ length: z.int().positive(), source: offset.nullable() })),
  entities: z.array(
    z.object({
      id: z.string().min(1),
      type: z.string().min(1),
      start: offset,
      end: offset,
      note: z.string(),
      ref: z.string().nullable(),
      by: z.string(),
      /** Missing where an older version copied. */
      attributes: z.record(z.string(), z.string()).nullable().default(null),
      extra: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
const copiedSchema = z.object({
  version: z.literal(1),
  /** SHA-256 of the source that the runs count in; of another document's they mean nothing. */
  source: z.string(),
  blocks: z.array(blockSchema).min(1),
  /** Those of which both entities were copied, whole or in part. */
  relations: z
    .array(
      z.object({
        type: z.string().min(1),
        from: z.string().min(1),
        to: z.string().min(1),
        by: z.string(),
        note: z.string(),
      }),
    )
    .default([]),
});

type CopiedBlock = z.infer<typeof blockSchema>;
export type Copied = z.infer<typeof copiedSchema>;

/** The selected text with all that belongs to it; offsets count UTF-16 units of each block's part. */
export function copySelection(state: EditorState, sourceHash: string): Copied | null {
  const { from, to, empty } = state.selection;
  if (empty) return null;
  const blocks = selectedBlocks(state.doc, state.selection).map(({ node, pos }): CopiedBlock => {
    const start = Math.max(from - pos - 1, 0);
    const end = Math.min(to - pos - 1, node.content.size);
    const { role, pieces } = blockAttrs(node);
    const text = node.textContent.slice(start, end);
    const entities = extentsIn(node).flatMap((extent) => {
      const first = Math.max(extent.start, start) - start;
      const last = Math.min(extent.end, end) - start;
      if (first >= last || !text.slice(first, last).trim()) return [];
      const { note, ref, by, attributes, extra } = detailsOf(state, extent.id);
      const said = { note, ref, by, attributes: attributes && { ...attributes }, extra: extra && { ...extra } };
      return [{ id: extent.id, type: extent.type, start: first, end: last, ...said }];
    });
    return { role, text, runs: sliceRuns(pieces, start, end), entities };
  });
  if (!blocks.length) return null;
  const copied = new Set(blocks.flatMap(({ entities }) => entities.map(({ id }) => id)));
  const relations = relationsOf(state)
    .filter((relation) => copied.has(relation.from) && copied.has(relation.to))
    .map(({ type, from: first, to: last, by, note }) => ({ type, from: first, to: last, by, note }));
  return { version: 1, source: sourceHash, blocks, relations };
}

/** The copied text for other programs: blank lines between blocks. */
export function copiedText(copied: Copied): string {
  return copied.blocks.map(({ text }) => text).join("\n\n");
}

/** What another Galley window (or this one) put on the clipboard; null when it is not of the right shape. */
export function readCopied(json: string): Copied | null {
  try {
    const parsed = copiedSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Plain text as blocks: blank lines separate them, other line ends stay in the text. Lone half characters go. */
export function textToCopied(text: string): Copied | null {
  const lines = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\0", "");
  const paragraphs = lines.split(/\n(?:[^\S\n]*\n)+/).map((part) => part.replace(/^\n+|\n+$/g, ""));
  const blocks = paragraphs
    .filter((part) => part.length > 0)
    .map(
      (part): CopiedBlock => ({
        role: "",
        text: part,
        runs: [{ length: part.length, source: null }],
        entities: [],
      }),
    );
  return blocks.length ? { version: 1, source: "", blocks, relations: [] } : null;
}

interface Prepared {
  role: string;
  content: PMNode[];
  runs: Run[];
}

/** Puts copied blocks in place of the selection; see `insertCopied`. */
export function pasteTransaction(state: EditorState, copied: Copied, sourceHash: string, source: string): Transaction {
  const tr = state.tr;
  const { from, to } = state.selection;
  if (from !== to) tr.delete(from, to);
  return insertCopied(tr, state, from, copied, sourceHash, source);
}

/** Moves (or copies) the selected text to another position, as dragging does; null when it would go into itself. */
export function dropTransaction(
  state: EditorState,
  position: number,
  move: boolean,
  sourceHash: string,
  source: string,
): Transaction | null {
  const copied = copySelection(state, sourceHash);
  const { from, to } = state.selection;
  if (!copied || (position >= from && position <= to)) return null;
  const tr = state.tr;
  if (move) tr.delete(from, to);
  return insertCopied(tr, state, tr.mapping.map(position), copied, sourceHash, source);
}

/**
 * Puts copied blocks at a position of `tr.doc`: the first continues the block there, the last continues into what
 * follows it. Entities keep their ids where these are free (cut and paste), else get new ones with the same details.
 * @param state the state that the transaction starts from
 * @param sourceHash of the document that is pasted into
 */
export function insertCopied(
  tr: Transaction,
  state: EditorState,
  from: number,
  copied: Copied,
  sourceHash: string,
  source: string,
): Transaction {
  const taken = new Set<string>();
  eachBlock(tr.doc, ({ node }) => {
    for (const { id } of extentsIn(node)) taken.add(id);
    return undefined;
  });

  /** What became of the copied entities' ids. */
  const ids = new Map<string, string>();
  const prepare = (block: CopiedBlock): Prepared => {
    const claimed: Run[] = copied.source === sourceHash ? block.runs : [{ length: block.text.length, source: null }];
    const spans = block.entities
      .filter(({ start, end }) => start < end && end <= block.text.length && block.text.slice(start, end).trim())
      .map(({ start, end, type, note, ref, by, attributes, extra, id: old }) => {
        const id = taken.has(old) ? newId("e") : old;
        taken.add(id);
        ids.set(old, id);
        const details = { note, ref, by, attributes, extra };
        // What was cut here a moment ago is still known; the same id may also have been another document's.
        const known = detailsMap(state).get(id) ?? null;
        if (!known || !sameDetails(known, details)) tr.step(new EntityDetailsStep(id, known, details));
        return { id, start, end, mark: entityType.create({ id, type }) };
      });
    return {
      role: block.role,
      content: markedText(block.text, spans),
      runs: block.text ? checkedRuns(claimed, block.text, source) : [],
    };
  };
  const blocks = copied.blocks.map(prepare);
  relate(tr, state, copied.relations, ids);
  const place = blockAt(tr.doc, from);
  const first = blocks[0];
  const last = blocks.at(-1);
  if (!place || !first || !last) return tr;

  const insert = (position: number, { content, runs }: Prepared): void => {
    if (content.length) setOrigins(tr.insert(position, content), runs);
  };
  const attrs = blockAttrs(place.node);
  // An empty block takes the role of what is put into it.
  if (!place.node.content.size && first.role && first.role !== attrs.role)
    tr.setNodeAttribute(place.pos, "role", first.role);

  if (blocks.length === 1) {
    const surrounding = marksAround(place.node, from - place.pos - 1);
    insert(from, first);
    let end = from;
    for (const node of first.content) end += node.nodeSize;
    // Text put strictly inside a span belongs to it.
    for (const mark of surrounding) tr.addMark(from, end, mark);
    return caret(tr, end);
  }

  const role = last.role || attrs.role || defaultRole;
  const atEnd = from === place.pos + 1 + place.node.content.size;
  const right = { id: newId("b"), role: atEnd ? role : attrs.role, pieces: [], extra: null };
  tr.split(from, 1, [{ type: blockType, attrs: right }]);
  insert(from + 2, last);
  const middle = blocks
    .slice(1, -1)
    .map((block) =>
      blockType.create(
        { id: newId("b"), role: block.role || attrs.role, pieces: block.runs, extra: null },
        Fragment.from(block.content),
      ),
    );
  if (middle.length) tr.insert(from + 1, middle);
  insert(from, first);
  const sizeOf = (nodes: readonly PMNode[]) => nodes.reduce((sum, node) => sum + node.nodeSize, 0);
  return caret(tr, from + sizeOf(first.content) + 1 + sizeOf(middle) + 1 + sizeOf(last.content));
}

/** Copies of two related entities are related; those that kept their ids (cut and paste) still are. */
function relate(
  tr: Transaction,
  state: EditorState,
  copied: Copied["relations"],
  ids: ReadonlyMap<string, string>,
): void {
  const before = relationsOf(state);
  const added = copied.flatMap(({ from: first, to: last, ...relation }) => {
    const [from, to] = [ids.get(first), ids.get(last)];
    const isThere = before.some((one) => one.type === relation.type && one.from === from && one.to === to);
    return from && to && !isThere ? [{ ...relation, id: newId("r"), from, to }] : [];
  });
  if (added.length) tr.step(relationsStep(before, [...before, ...added]));
}

const caret = (tr: Transaction, position: number): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, position)).scrollIntoView();

/** The entities that lie on both sides of an offset. */
function marksAround(block: PMNode, at: number) {
  return extentsIn(block)
    .filter(({ start, end }) => start < at && at < end)
    .map(({ mark }) => mark);
}
