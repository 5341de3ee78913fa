/**
 * What is done to one entity, done to the same text elsewhere on the page: tagging it where nothing stands in the way,
 * taking its tags off, giving it another type. Also the entry of the registry that an entity names.
 */
import type { Node as PMNode } from "prosemirror-model";
import type { Command, EditorState, Transaction } from "prosemirror-state";
import type { NameIndex } from "../../../shared/entities/name-index.ts";
import { type Occurrence, occurrences } from "../../../shared/entities/occurrences.ts";
import { newId } from "../../../shared/model/ids.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { orderMarks } from "../plugins/entity-policy.ts";
import { type KnownName, taggingRules } from "../plugins/tagging-rules.ts";
import { type BlockPlace, eachBlock } from "../queries/blocks.ts";
import { type EntityPlace, findEntity, placed } from "../queries/entities.ts";
import { extentsIn } from "../queries/extents.ts";
import { blockAttrs, entityType } from "../schema.ts";
import { detailsOf, EntityDetailsStep } from "../steps/entity-details.ts";

const texts = new WeakMap<PMNode, string>();

function textOf(node: PMNode): string {
  const text = texts.get(node) ?? node.textContent;
  texts.set(node, text);
  return text;
}

/** Every block that holds the text. */
function holding(state: EditorState, text: string): BlockPlace[] {
  const found: BlockPlace[] = [];
  if (text)
    eachBlock(state.doc, (place) => {
      if (textOf(place.node).includes(text)) found.push(place);
      return undefined;
    });
  return found;
}

/**
 * Where in a block the text can be tagged: UTF-16 offsets. An occurrence in a longer registered name is not its own.
 * @param longer registered names that hold the text, asked for once and not for each block
 */
function freeIn({ node }: BlockPlace, text: string, type: string, longer: readonly KnownName[]): Occurrence[] {
  const whole = textOf(node);
  const points = new CodePointText(whole);
  const entities = extentsIn(node).map(({ start, end, type: own }) => {
    return { start: points.toCodePoint(start), end: points.toCodePoint(end), type: own, text: whole.slice(start, end) };
  });
  const { id, role } = blockAttrs(node);
  const { free } = occurrences({ id, role, text: whole, entities }, text, type, longer);
  return free.map(({ start, end }) => ({ start: points.toUtf16(start), end: points.toUtf16(end) }));
}

function entitiesOf(state: EditorState, text: string, type: string): EntityPlace[] {
  return holding(state, text).flatMap((place) =>
    extentsIn(place.node)
      .filter((extent) => extent.type === type && textOf(place.node).slice(extent.start, extent.end) === text)
      .map((extent) => placed(place, extent)),
  );
}

/** What was counted last in a block: a key or a tag changes one block, and of the others the same is asked again. */
const counted = new WeakMap<PMNode, { text: string; type: string; names: NameIndex<KnownName>; count: number }>();

/** How many places on the page `spreadText` would tag. */
export function countFree(state: EditorState, text: string, type: string): number {
  const { names } = taggingRules(state);
  const longer = names.holding(text);
  let sum = 0;
  for (const place of holding(state, text)) {
    let last = counted.get(place.node);
    if (last?.text !== text || last.type !== type || last.names !== names) {
      last = { text, type, names, count: freeIn(place, text, type, longer).length };
      counted.set(place.node, last);
    }
    sum += last.count;
  }
  return sum;
}

/**
 * Tags the text wherever on the page nothing stands in the way; they name the entry that `like` names.
 * @param also other names of the same, tagged with it; where two lie on each other, the longer one is
 */
export function spreadText(text: string, type: string, like?: string, also: readonly string[] = []): Command {
  return (state, dispatch) => {
    const ref = like === undefined ? null : detailsOf(state, like).ref;
    const wanted = [text, ...also]
      .sort((a, b) => b.length - a.length)
      .map((one) => ({ one, longer: taggingRules(state).names.holding(one) }));
    const tr = state.tr;
    let count = 0;
    const places = new Map(wanted.flatMap(({ one }) => holding(state, one)).map((place) => [place.pos, place]));
    for (const place of places.values()) {
      const free: Occurrence[] = [];
      for (const { one, longer } of wanted)
        for (const span of freeIn(place, one, type, longer))
          if (!free.some(({ start, end }) => start < span.end && span.start < end)) free.push(span);
      for (const { start, end } of free) {
        const id = newId("e");
        tr.addMark(place.pos + 1 + start, place.pos + 1 + end, entityType.create({ id, type }));
        linkNew(tr, state, id, ref);
        count++;
      }
      if (free.length) orderMarks(tr, place.pos);
    }
    if (count) dispatch?.(tr);
    return count > 0;
  };
}

/** Takes the tags of this type off the text wherever it stands on the page. */
export function removeSame(text: string, type: string): Command {
  return (state, dispatch) => {
    const found = entitiesOf(state, text, type);
    if (!found.length) return false;
    const tr = state.tr;
    for (const { from, to, extent } of found) tr.removeMark(from, to, extent.mark);
    dispatch?.(tr);
    return true;
  };
}

/** Gives the entities of this text and type another type; they stay what they are otherwise. */
export function retypeSame(text: string, from: string, to: string): Command {
  return (state, dispatch) => {
    const found = entitiesOf(state, text, from);
    if (!found.length || from === to) return false;
    const tr = state.tr;
    for (const entity of found) retype(tr, state, entity, to);
    dispatch?.(tr);
    return true;
  };
}

/**
 * Gives an entity another type. It stays what it is otherwise, but names the entry of that type that goes by its text:
 * the one that it named is of the old type.
 */
export function retype(
  tr: Transaction,
  state: EditorState,
  { from, to, pos, extent }: EntityPlace,
  type: string,
): void {
  const { id, mark } = extent;
  tr.removeMark(from, to, mark);
  tr.addMark(from, to, entityType.create({ id, type }));
  orderMarks(tr, pos);
  const before = detailsOf(state, id);
  const ref = taggingRules(state).refFor(state.doc.textBetween(from, to), type, before.ref);
  if (ref !== before.ref) tr.step(new EntityDetailsStep(id, before, { ...before, ref }));
}

/** The entry of the registry that an entity names; null for none. */
export function setEntityRef(id: string, ref: string | null): Command {
  return (state, dispatch) => {
    const before = detailsOf(state, id);
    if (!findEntity(state.doc, id) || before.ref === ref) return false;
    dispatch?.(state.tr.step(new EntityDetailsStep(id, before, { ...before, ref })));
    return true;
  };
}

/** Links an entity that the transaction makes. */
export function linkNew(tr: Transaction, state: EditorState, id: string, ref: string | null): void {
  if (ref === null) return;
  const fresh = detailsOf(state, id);
  tr.step(new EntityDetailsStep(id, null, { ...fresh, ref }));
}
