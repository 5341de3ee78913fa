/** The editor's commands by the names of its face, as pure commands. */
import { redo, undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import type { EditorCommandName, EditorCommands } from "../editor-api.ts";
import { modeOf, setMode } from "../plugins/mode.ts";
import { mergeArticle, moveArticleDown, moveArticleUp, splitArticle } from "./articles.ts";
import { joinBlocks, selectAll, selectBlock, setRole, splitBlock, splitLines } from "./blocks.ts";
import {
  healEntity,
  nextEntity,
  nextStop,
  nudgeEntity,
  previousEntity,
  previousStop,
  removeEntity,
  resizeEntity,
  selectEntity,
  setEntityAttribute,
  setEntityNote,
  setEntityType,
  tag,
} from "./entities.ts";
import { leaveFinding, nextFinding, previousFinding, selectFinding } from "./findings.ts";
import { growSelection, shrinkSelection } from "./grow.ts";
import { deleteBlocks, moveBlocksDown, moveBlocksTo, moveBlocksUp } from "./move-blocks.ts";
import { selectText } from "./place.ts";
import {
  addRelation,
  finishRelation,
  giveUpRelation,
  removeRelation,
  reverseRelation,
  setRelationNote,
  setRelationType,
  startRelation,
} from "./relations.ts";
import { removeSame, retypeSame, setEntityRef, spreadText } from "./same-text.ts";
import {
  acceptSuggestion,
  acceptSuggestions,
  leaveSuggestion,
  nextSuggestion,
  previousSuggestion,
  selectSuggestion,
} from "./suggestions.ts";

const toggleMode: Command = (state, dispatch) => {
  const { mode, readOnly } = modeOf(state);
  dispatch?.(setMode(state.tr, { mode: mode === "tag" ? "proofread" : "tag", readOnly }));
  return true;
};

type Factory<N extends EditorCommandName> = (...args: Parameters<EditorCommands[N]>) => Command;

export const commandFactories: { readonly [N in EditorCommandName]: Factory<N> } = {
  undo: () => undo,
  redo: () => redo,
  toggleMode: () => toggleMode,
  splitBlock: () => splitBlock,
  joinBlocks: () => joinBlocks,
  splitLines: () => splitLines,
  setRole,
  moveBlocksUp: () => moveBlocksUp,
  moveBlocksDown: () => moveBlocksDown,
  moveBlocksTo,
  deleteBlocks: () => deleteBlocks,
  splitArticle: () => splitArticle,
  mergeArticle: () => mergeArticle,
  moveArticleUp: () => moveArticleUp,
  moveArticleDown: () => moveArticleDown,
  tag,
  removeEntity,
  setEntityType,
  setEntityNote,
  setEntityRef,
  spreadText,
  removeSame,
  retypeSame,
  setEntityAttribute,
  startRelation: () => startRelation,
  giveUpRelation: () => giveUpRelation,
  finishRelation,
  addRelation,
  removeRelation,
  setRelationType,
  setRelationNote,
  reverseRelation,
  nudgeEntity,
  resizeEntity,
  healEntity,
  selectEntity,
  nextEntity: () => nextEntity,
  previousEntity: () => previousEntity,
  nextStop: () => nextStop,
  previousStop: () => previousStop,
  growSelection: () => growSelection,
  shrinkSelection: () => shrinkSelection,
  selectBlock,
  selectText,
  selectAll: () => selectAll,
  nextFinding: () => nextFinding,
  previousFinding: () => previousFinding,
  selectFinding,
  leaveFinding: () => leaveFinding,
  nextSuggestion: () => nextSuggestion,
  previousSuggestion: () => previousSuggestion,
  selectSuggestion,
  leaveSuggestion: () => leaveSuggestion,
  acceptSuggestion,
  acceptSuggestions,
};

/** Change the text or its order: refused in tag mode. */
export const textCommands: ReadonlySet<EditorCommandName> = new Set([
  "splitBlock",
  "joinBlocks",
  "splitLines",
  "moveBlocksUp",
  "moveBlocksDown",
  "moveBlocksTo",
  "deleteBlocks",
  "splitArticle",
  "mergeArticle",
  "moveArticleUp",
  "moveArticleDown",
]);

/** Change nothing that is saved: possible in a read-only document. */
export const viewCommands: ReadonlySet<EditorCommandName> = new Set([
  "toggleMode",
  "selectEntity",
  "nextEntity",
  "previousEntity",
  "nextStop",
  "previousStop",
  "growSelection",
  "shrinkSelection",
  "selectBlock",
  "selectText",
  "selectAll",
  "nextFinding",
  "previousFinding",
  "selectFinding",
  "leaveFinding",
  "nextSuggestion",
  "previousSuggestion",
  "selectSuggestion",
  "leaveSuggestion",
]);

/** Belong to the history itself, so they are no undo events of their own. */
export const historyCommands: ReadonlySet<EditorCommandName> = new Set(["undo", "redo"]);
