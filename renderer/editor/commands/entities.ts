/** Commands on entities: tag, retype, remove, note, move an edge, select. */
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { newId } from "../../../shared/model/ids.ts";
import { orderMarks } from "../plugins/entity-policy.ts";
import { blockAt } from "../queries/blocks.ts";
import { type EntityPlace, eachEntity, entitiesAtSelection, findEntity } from "../queries/entities.ts";
import { entityType } from "../schema.ts";
import { detailsOf, EntityDetailsStep } from "../steps/entity-details.ts";

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

function retype(tr: Transaction, entity: EntityPlace, type: string): void {
  remove(tr, entity);
  tr.addMark(entity.from, entity.to, entityType.create({ id: entity.extent.id, type }));
  orderMarks(tr, entity.pos);
}

/** Removes an entity of this type, gives another type to one of another. */
function toggleType(entity: EntityPlace, type: string): Command {
  return (state, dispatch) => {
    if (dispatch) {
      const tr = state.tr;
      if (entity.extent.type === type) remove(tr, entity);
      else retype(tr, entity, type);
      dispatch(tr);
    }
    return true;
  };
}

export function tag(type: string): Command {
  return (state, dispatch) => {
    const range = taggable(state);
    if (!range) {
      // A caret means the entity that it is in.
      const entity = state.selection.empty ? entitiesAtSelection(state)[0] : undefined;
      return entity ? toggleType(entity, type)(state, dispatch) : false;
    }
    const place = blockAt(state.doc, range.from);
    const same = entitiesAtSelection(state).filter(({ from, to }) => from === range.from && to === range.to);
    const chosen = same.find(({ extent }) => extent.type === type) ?? same[0];
    if (chosen) return toggleType(chosen, type)(state, dispatch);
    if (dispatch && place) {
      const tr = state.tr.addMark(range.from, range.to, entityType.create({ id: newId("e"), type }));
      orderMarks(tr, range.pos);
      dispatch(tr);
    }
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
      retype(tr, entity, type);
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
    const text = entity.node.textContent;
    const { start, end, mark } = entity.extent;
    const moved = moveOffset(text, edge === "start" ? start : end, by);
    if (moved === null) return false;
    const [from, to] = edge === "start" ? [moved, end] : [start, moved];
    if (from >= to || !text.slice(from, to).trim()) return false;
    if (dispatch) {
      const tr = state.tr;
      const base = entity.pos + 1;
      if (from > start) tr.removeMark(base + start, base + from, mark);
      if (to < end) tr.removeMark(base + to, base + end, mark);
      if (from < start || to > end) tr.addMark(base + from, base + to, mark);
      orderMarks(tr, entity.pos);
      const { selection } = state;
      // A selection that was exactly the entity stays so: nudging goes on by eye.
      if (selection.from === entity.from && selection.to === entity.to)
        tr.setSelection(TextSelection.create(tr.doc, base + from, base + to));
      dispatch(tr);
    }
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

const select = (entity: EntityPlace): Command => {
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

/** The entity after (or before) the selection in reading order; a selected one counts as the place to start from. */
export const nextEntity: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  let found: EntityPlace | null = null;
  eachEntity(state.doc, (entity) => {
    const later = entity.from > from || (entity.from === from && (from === to || entity.to < to));
    if (later) found = entity;
    return !later;
  });
  const entity = found as EntityPlace | null;
  return entity ? select(entity)(state, dispatch) : false;
};

export const previousEntity: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  let found: EntityPlace | null = null;
  eachEntity(state.doc, (entity) => {
    const earlier = entity.from < from || (entity.from === from && from !== to && entity.to > to);
    if (earlier) found = entity;
    return entity.from <= from;
  });
  const entity = found as EntityPlace | null;
  return entity ? select(entity)(state, dispatch) : false;
};
