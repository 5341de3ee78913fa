/**
 * The document's relations, kept beside the text. One whose entity is deleted stays in the list, so that undoing brings
 * it back with the entity; it is neither shown nor written while one of its ends is not there.
 */
import type { Relation } from "../../../shared/model/document.ts";
import { besideTheText } from "./beside.ts";

export type Relations = readonly Relation[];

const beside = besideTheText<Relations>("relations", []);
export const relationsPlugin = beside.plugin;
export const relationsOf = beside.of;
/** Replaces the list. */
export const relationsStep = beside.step;
