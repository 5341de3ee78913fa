/** Commands on relations: begin one, make it, change it, remove it. */
import type { Command } from "prosemirror-state";
import type { Relation } from "../../../shared/model/document.ts";
import { newId } from "../../../shared/model/ids.ts";
import { modeOf } from "../plugins/mode.ts";
import { relatingFrom, setRelating } from "../plugins/relating.ts";
import { entitiesAtSelection, findEntity } from "../queries/entities.ts";
import { targetAtSelection } from "../queries/relations.ts";
import { type Relations, relationsOf, relationsStep } from "../steps/relations.ts";

/** The next click or move chooses what the entity at the selection is related to. */
export const startRelation: Command = (state, dispatch) => {
  const [entity] = entitiesAtSelection(state);
  if (!entity || modeOf(state).mode !== "tag" || modeOf(state).readOnly) return false;
  dispatch?.(setRelating(state.tr, entity.extent.id));
  return true;
};

export const giveUpRelation: Command = (state, dispatch) => {
  if (relatingFrom(state) === null) return false;
  dispatch?.(setRelating(state.tr, null));
  return true;
};

/** Makes the relation that was begun, to the entity at the selection. */
export function finishRelation(type: string): Command {
  return (state, dispatch) => {
    const from = relatingFrom(state);
    const to = from === null ? null : targetAtSelection(state, from);
    return from !== null && to !== null && addRelation(from, to, type)(state, dispatch);
  };
}

const isSame = (a: Pick<Relation, "type" | "from" | "to">, b: Pick<Relation, "type" | "from" | "to">) =>
  a.type === b.type && a.from === b.from && a.to === b.to;

/** A relation that is there already is not made again. */
export function addRelation(from: string, to: string, type: string): Command {
  return (state, dispatch) => {
    const relations = relationsOf(state);
    if (from === to || !findEntity(state.doc, from) || !findEntity(state.doc, to)) return false;
    if (relations.some((one) => isSame(one, { type, from, to }))) return false;
    if (dispatch) {
      const relation: Relation = { id: newId("r"), type, from, to, by: "editor", note: "" };
      dispatch(setRelating(state.tr.step(relationsStep(relations, [...relations, relation])), null));
    }
    return true;
  };
}

/** Replaces a relation by what it becomes; null removes it. One that would be there twice is refused. */
function change(id: string, make: (relation: Relation) => Relation | null): Command {
  return (state, dispatch) => {
    const before = relationsOf(state);
    const relation = before.find((one) => one.id === id);
    if (!relation) return false;
    const next = make(relation);
    if (next === relation) return false;
    if (next && before.some((one) => one.id !== id && isSame(one, next))) return false;
    const after: Relations = before.flatMap((one) => (one !== relation ? [one] : next ? [next] : []));
    dispatch?.(state.tr.step(relationsStep(before, after)));
    return true;
  };
}

export const removeRelation = (id: string): Command => change(id, () => null);

export const setRelationType = (id: string, type: string): Command =>
  change(id, (relation) => (relation.type === type ? relation : { ...relation, type }));

export const setRelationNote = (id: string, note: string): Command =>
  change(id, (relation) => (relation.note === note ? relation : { ...relation, note }));

export const reverseRelation = (id: string): Command =>
  change(id, (relation) => ({ ...relation, from: relation.to, to: relation.from }));
