/** Commands on entities: tag, retype, remove, note, move an edge, select. */
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { meantAt } from "../../../shared/entities/extent.ts";
import { inTheWay } from "../../../shared/entities/overlap.ts";
import { newId } from "../../../shared/model/ids.ts";
import { wholeCharacters } from "../codec.ts";
import { orderMarks } from "../plugins/entity-policy.ts";
import { refuse, taggingRules } from "../plugins/tagging-rules.ts";
import { blockAt } from "../queries/blocks.ts";
import { type EntityPlace, eachEntity, entitiesAtSelection, findEntity, placed } from "../queries/entities.ts";
import { extentsIn } from "../queries/extents.ts";
import { eachStop, type Stop } from "../queries/stops.ts";
import { extentText } from "../queries/units.ts";
import { entityType } from "../schema.ts";
import { detailsOf, EntityDetailsStep } from "../steps/entity-details.ts";
import { linkNew, retype } from "./same-text.ts";

/** The selected range without space at its edges, when it lies in one block and is not blank. */
function taggable(state: EditorState): { from: number; to: number; pos: number } | null {
  const { from, to, empty } = state.selection;
  const place = empty ? null : blockAt(state.doc, from);
  if (!place || to > place.pos + 1 + place.node.content.size) return null;
  const text = state.doc.textBetween(from, to);
  if (!text.trim()) return null;
  const start = from + (text.length - text.trimStart().length);
  return { from: start, to: start + text.trim().length, pos: place.pos };
}

function remove(tr: Transaction, entity: EntityPlace): void {
  tr.removeMark(entity.from, entity.to, entity.extent.mark);
}

/** Removes an entity of this type, gives another type to one of another. */
function toggleType(entity: EntityPlace, type: string): Command {
  return (state, dispatch) => {
    if (dispatch) {
      const tr = state.tr;
      if (entity.extent.type === type) remove(tr, entity);
      else retype(tr, state, entity, type);
      dispatch(tr);
    }
    return true;
  };
}

/** The entity that a key pressed at a caret means: one that ends there only where no word begins. */
function entityAtCaret(state: EditorState): EntityPlace | undefined {
  const { from } = state.selection;
  const [entity] = entitiesAtSelection(state);
  if (!entity || entity.to > from) return entity;
  const isWord = /^[^\s\p{P}\p{S}]/u.test(entity.node.textContent.slice(from - entity.pos - 1));
  return isWord ? undefined : entity;
}

/** What tagging with only a caret takes: the name or the word there. */
function nameAtCaret(state: EditorState, type: string): { from: number; to: number; pos: number } | null {
  const { from } = state.selection;
  const place = blockAt(state.doc, from);
  const span = place && meantAt(extentText(state, place), from - place.pos - 1, type);
  return place && span ? { from: place.pos + 1 + span.start, to: place.pos + 1 + span.end, pos: place.pos } : null;
}

/** Entities that a span of their block may not share characters with. @param own the entity that the span is to be of */
function obstacles(state: EditorState, pos: number, from: number, to: number, own?: string): EntityPlace[] {
  const { overlap } = taggingRules(state);
  const place = overlap === "any" ? null : blockAt(state.doc, pos + 1);
  if (!place) return [];
  const others = extentsIn(place.node).filter(({ id }) => id !== own);
  const span = { start: from - pos - 1, end: to - pos - 1 };
  return inTheWay(span, others, overlap).map((extent) => placed(place, extent));
}

/**
 * Tags the selection, or with only a caret the name or word there, which is selected then. What the tagset forbids is
 * refused and told; asked for again at once, or with `replace`, it takes the place of what was in its way.
 */
export function tag(type: string, replace = false): Command {
  return (state, dispatch) => {
    const { empty } = state.selection;
    const known = empty ? entityAtCaret(state) : undefined;
    if (known) return toggleType(known, type)(state, dispatch);
    const range = empty ? nameAtCaret(state, type) : taggable(state);
    if (!range) return false;
    const { from, to, pos } = range;
    const place = blockAt(state.doc, from);
    const same = (place ? extentsIn(place.node).map((extent) => placed(place, extent)) : []).filter(
      (entity) => entity.from === from && entity.to === to,
    );
    const chosen = same.find(({ extent }) => extent.type === type) ?? same[0];
    if (chosen) return toggleType(chosen, type)(state, dispatch);
    if (!dispatch) return true;
    const tr = state.tr;
    if (empty) tr.setSelection(TextSelection.create(tr.doc, from, to));
    const found = obstacles(state, pos, from, to);
    const { refusal } = taggingRules(state);
    const isAsked = replace || (refusal?.type === type && refusal.from === from && refusal.to === to);
    if (found.length && !isAsked) {
      dispatch(refuse(tr, { from, to, type, inTheWay: found.map(({ extent }) => extent.id) }));
      return true;
    }
    for (const entity of found) remove(tr, entity);
    const id = newId("e");
    tr.addMark(from, to, entityType.create({ id, type }));
    linkNew(tr, state, id, taggingRules(state).refFor(state.doc.textBetween(from, to), type, null));
    orderMarks(tr, pos);
    dispatch(tr);
    return true;
  };
}

/** What `removeEntity` without an id takes: the selected entities, or the innermost at the caret. */
function meant(state: EditorState): EntityPlace[] {
  const found = entitiesAtSelection(state);
  const { from, to, empty } = state.selection;
  if (empty) return found.slice(0, 1);
  const exact = found.filter((entity) => entity.from === from && entity.to === to);
  if (exact.length) return exact;
  const inside = found.filter((entity) => entity.from >= from && entity.to <= to);
  return inside.length ? inside : found.slice(0, 1);
}

const named = (state: EditorState, id: string | undefined): EntityPlace | null =>
  id === undefined ? (entitiesAtSelection(state)[0] ?? null) : findEntity(state.doc, id);

export function removeEntity(id?: string): Command {
  return (state, dispatch) => {
    const entity = id === undefined ? null : findEntity(state.doc, id);
    const entities = id === undefined ? meant(state) : entity ? [entity] : [];
    if (!entities.length) return false;
    if (dispatch) {
      const tr = state.tr;
      for (const each of entities) remove(tr, each);
      dispatch(tr);
    }
    return true;
  };
}

export function setEntityType(id: string, type: string): Command {
  return (state, dispatch) => {
    const entity = findEntity(state.doc, id);
    if (!entity || entity.extent.type === type) return false;
    if (dispatch) {
      const tr = state.tr;
      retype(tr, state, entity, type);
      dispatch(tr);
    }
    return true;
  };
}

export function setEntityNote(id: string, note: string): Command {
  return (state, dispatch) => {
    const before = detailsOf(state, id);
    if (!findEntity(state.doc, id) || before.note === note) return false;
    dispatch?.(state.tr.step(new EntityDetailsStep(id, before, { ...before, note })));
    return true;
  };
}

/** An empty value takes the attribute off. */
export function setEntityAttribute(id: string, attribute: string, value: string): Command {
  return (state, dispatch) => {
    const before = detailsOf(state, id);
    const old = before.attributes?.[attribute] ?? "";
    if (!findEntity(state.doc, id) || old === value) return false;
    const { [attribute]: _, ...others } = before.attributes ?? {};
    const attributes = value ? { ...before.attributes, [attribute]: value } : others;
    const after = { ...before, attributes: Object.keys(attributes).length ? attributes : null };
    dispatch?.(state.tr.step(new EntityDetailsStep(id, before, after)));
    return true;
  };
}

/** An offset moved by a number of code points; null beyond the text. */
function moveOffset(text: string, offset: number, by: number): number | null {
  let position = offset;
  for (let left = Math.abs(by); left > 0; left--) {
    if (by > 0) {
      const point = text.codePointAt(position);
      if (point === undefined) return null;
      position += point > 0xffff ? 2 : 1;
    } else {
      if (position === 0) return null;
      const isPair = position > 1 && (text.codePointAt(position - 2) ?? 0) > 0xffff;
      position -= isPair ? 2 : 1;
    }
  }
  return position;
}

export function nudgeEntity(edge: "start" | "end", by: number, id?: string): Command {
  return (state, dispatch) => {
    const entity = named(state, id);
    if (!entity || by === 0) return false;
    const { start, end } = entity.extent;
    const moved = moveOffset(entity.node.textContent, edge === "start" ? start : end, by);
    if (moved === null) return false;
    const [from, to] = edge === "start" ? [moved, end] : [start, moved];
    return resizeEntity(entity.extent.id, from, to)(state, dispatch);
  };
}

/** Gives an entity another extent in its block (UTF-16 offsets); id, type and details stay. */
export function resizeEntity(id: string, from: number, to: number): Command {
  return (state, dispatch) => {
    const entity = findEntity(state.doc, id);
    if (!entity) return false;
    const text = entity.node.textContent;
    const { start, end, mark } = entity.extent;
    const base = entity.pos + 1;
    const isWhole = wholeCharacters(text, from, to).join() === `${from},${to}`;
    if (from < 0 || to > text.length || from >= to || !isWhole || !text.slice(from, to).trim()) return false;
    if (from === start && to === end) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    const found = obstacles(state, entity.pos, base + from, base + to, id);
    // What lies on top of each other already may be moved apart step by step.
    const before = obstacles(state, entity.pos, entity.from, entity.to, id).map(({ extent }) => extent.id);
    const added = found.map(({ extent }) => extent.id).filter((other) => !before.includes(other));
    if (added.length) {
      dispatch(refuse(tr, { from: base + from, to: base + to, type: null, inTheWay: added }));
      return true;
    }
    if (from > start) tr.removeMark(base + start, base + from, mark);
    if (to < end) tr.removeMark(base + to, base + end, mark);
    if (from < start || to > end) tr.addMark(base + from, base + to, mark);
    orderMarks(tr, entity.pos);
    const { selection } = state;
    // A selection that was exactly the entity stays so: nudging goes on by eye.
    if (selection.from === entity.from && selection.to === entity.to)
      tr.setSelection(TextSelection.create(tr.doc, base + from, base + to));
    dispatch(tr);
    return true;
  };
}

export function healEntity(id?: string): Command {
  return (state, dispatch) => {
    const entity = named(state, id);
    if (!entity?.extent.holes) return false;
    dispatch?.(state.tr.addMark(entity.from, entity.to, entity.extent.mark));
    return true;
  };
}

const select = (entity: Pick<EntityPlace, "from" | "to">): Command => {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, entity.from, entity.to)).scrollIntoView());
    return true;
  };
};

export function selectEntity(id: string): Command {
  return (state, dispatch) => {
    const entity = findEntity(state.doc, id);
    return entity ? select(entity)(state, dispatch) : false;
  };
}

type Passed = Pick<EntityPlace, "from" | "to">;

/** The entity or stop after the selection in reading order; a selected one counts as the place to start from. */
function nextOf<T extends Passed>(state: EditorState, each: (visit: (one: T) => boolean) => void): T | null {
  const { from, to } = state.selection;
  let found: T | null = null;
  each((one) => {
    const later = one.from > from || (one.from === from && (from === to || one.to < to));
    if (later) found = one;
    return !later;
  });
  return found;
}

function previousOf<T extends Passed>(state: EditorState, each: (visit: (one: T) => boolean) => void): T | null {
  const { from, to } = state.selection;
  let found: T | null = null;
  each((one) => {
    const earlier = one.from < from || (one.from === from && from !== to && one.to > to);
    if (earlier) found = one;
    return one.from <= from;
  });
  return found;
}

const selectFound = (find: (state: EditorState) => Passed | null): Command => {
  return (state, dispatch) => {
    const found = find(state);
    return found !== null && select(found)(state, dispatch);
  };
};

const entitiesOf = (state: EditorState) => (visit: (entity: EntityPlace) => boolean) => eachEntity(state.doc, visit);
const stopsOf = (state: EditorState) => (visit: (stop: Stop) => boolean) => eachStop(state, visit);

export const nextEntity: Command = selectFound((state) => nextOf(state, entitiesOf(state)));
export const previousEntity: Command = selectFound((state) => previousOf(state, entitiesOf(state)));
/** As the entities', over what is offered to be one as well. */
export const nextStop: Command = selectFound((state) => nextOf(state, stopsOf(state)));
export const previousStop: Command = selectFound((state) => previousOf(state, stopsOf(state)));
