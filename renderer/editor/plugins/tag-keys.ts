/**
 * Keys where nothing can be typed: moving and selecting in tag mode and in read-only documents, and in tag mode the
 * keys that tag. The text is not editable there, so input methods stay out and the keys arrive as what they are; all
 * the same nothing is done for an event that is part of a composition.
 */
import { redo, undo } from "prosemirror-history";
import { type Command, Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { allowsRelation } from "../../../shared/entities/tagset/tagset.ts";
import type { EntityType, RelationType } from "../../../shared/model/settings.ts";
import { selectAll } from "../commands/blocks.ts";
import { nextStop, nudgeEntity, previousStop, removeEntity, tag } from "../commands/entities.ts";
import { growSelection, shrinkSelection } from "../commands/grow.ts";
import { finishRelation, giveUpRelation, startRelation } from "../commands/relations.ts";
import { blockAt, eachBlock } from "../queries/blocks.ts";
import { characterEdge } from "../queries/characters.ts";
import { entitiesAtSelection, findEntity } from "../queries/entities.ts";
import { targetAtSelection } from "../queries/relations.ts";
import { unitEdge } from "../queries/units.ts";
import { selectInBrowser } from "../view/caret.ts";
import { canType, modeOf } from "./mode.ts";
import { relatingFrom } from "./relating.ts";
import { asOneEvent } from "./undo-events.ts";

/** The keys of tag mode besides each type's own letter, for the sheet of shortcuts. */
export const tagModeKeys = [
  { keys: ["ArrowLeft", "ArrowRight"], does: "moveByCharacter" },
  { keys: ["Ctrl+ArrowLeft", "Ctrl+ArrowRight"], does: "moveByWord" },
  { keys: ["ArrowUp", "ArrowDown"], does: "moveByLine" },
  { keys: ["Home", "End"], does: "moveToLineEdge" },
  { keys: ["Shift"], does: "extendSelection" },
  { keys: ["Tab", "Shift+Tab"], does: "nextPreviousStop" },
  { keys: ["Space", "Shift+Space"], does: "growShrink" },
  { keys: ["A … Z"], does: "tagByLetter" },
  { keys: ["R"], does: "startRelation" },
  { keys: ["Shift+R"], does: "showRelations" },
  { keys: ["Backspace", "Delete"], does: "removeEntity" },
  { keys: [",", "."], does: "nudgeEnd" },
  { keys: ["<", ">"], does: "nudgeStart" },
  { keys: ["Enter"], does: "entityMenu" },
  { keys: ["Escape"], does: "collapseSelection" },
] as const;

function select(view: EditorView, head: number, extend: boolean): void {
  const anchor = extend ? view.state.selection.anchor : head;
  const selection = TextSelection.create(view.state.doc, anchor, head);
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
}

/** The block after or before the one that starts at `pos`: where its text begins or ends. */
function neighbour(view: EditorView, pos: number, direction: 1 | -1): number | null {
  let found: number | null = null;
  eachBlock(view.state.doc, (place) => {
    if (direction > 0 && place.pos > pos) {
      found = place.pos + 1;
      return false;
    }
    if (direction < 0 && place.pos < pos) found = place.pos + 1 + place.node.content.size;
    return place.pos < pos || direction > 0;
  });
  return found;
}

function moveSideways(view: EditorView, direction: 1 | -1, byWord: boolean, extend: boolean): void {
  const { selection, doc } = view.state;
  if (!selection.empty && !extend && !byWord) {
    select(view, direction > 0 ? selection.to : selection.from, false);
    return;
  }
  const place = blockAt(doc, selection.head);
  if (!place) return;
  const offset = selection.head - place.pos - 1;
  const edge = byWord ? unitEdge(view.state, place, offset, direction) : characterEdge(place.node, offset, direction);
  const head = edge === null ? neighbour(view, place.pos, direction) : place.pos + 1 + edge;
  if (head !== null) select(view, head, extend);
}

/** Lines are the browser's knowledge: it moves its selection, the state follows. */
function moveByLayout(
  view: EditorView,
  direction: "forward" | "backward",
  by: "line" | "lineboundary",
  extend: boolean,
) {
  selectInBrowser(view);
  const selection = document.getSelection();
  selection?.modify(extend ? "extend" : "move", direction, by);
  if (!selection?.focusNode || !view.dom.contains(selection.focusNode)) return;
  const head = view.posAtDOM(selection.focusNode, selection.focusOffset);
  const inText = TextSelection.near(view.state.doc.resolve(head), direction === "forward" ? 1 : -1).head;
  select(view, inText, extend);
}

interface TagKeyOptions {
  entityTypes(): readonly EntityType[];
  relationTypes(): readonly RelationType[];
  onToggleRelations(): void;
  onEntityMenu(entityId: string): void;
}

/** The type that a key stands for; by the key's place where the layout or an input method gives no Latin letter. */
export function typeForKey(event: { key: string; code: string }, types: readonly EntityType[]): EntityType | undefined {
  const byPlace = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const letter = /^[a-zA-Z]$/.test(event.key) ? event.key.toLowerCase() : byPlace;
  return letter === undefined ? undefined : types.find(({ key }) => key === letter);
}

export function tagKeysPlugin(options: TagKeyOptions): Plugin {
  const run = (view: EditorView, command: Command) => command(view.state, view.dispatch, view);

  /** Keys of a relation that is being made; the others move on to what it goes to, as ever. */
  function relating(view: EditorView, event: KeyboardEvent): boolean {
    if (relatingFrom(view.state) === null) return false;
    if (event.key === "Escape") return run(view, giveUpRelation);
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (digit) {
      const type = options.relationTypes()[Number(digit) - 1];
      if (type && allows(view, type)) run(view, asOneEvent(finishRelation(type.id)));
      return true;
    }
    // Letters and signs would change what is tagged.
    return event.key.length === 1 && event.code !== "Space";
  }

  function allows(view: EditorView, type: RelationType): boolean {
    const from = relatingFrom(view.state);
    const to = from === null ? null : targetAtSelection(view.state, from);
    const typeOf = (id: string) => findEntity(view.state.doc, id)?.extent.type ?? "";
    return from !== null && to !== null && allowsRelation(type, typeOf(from), typeOf(to));
  }

  function tagging(view: EditorView, event: KeyboardEvent): boolean {
    if (modeOf(view.state).readOnly || modeOf(view.state).mode !== "tag") return false;
    switch (event.key) {
      case "Backspace":
      case "Delete":
        run(view, asOneEvent(removeEntity()));
        return true;
      case ",":
      case "，":
        run(view, asOneEvent(nudgeEntity("end", -1)));
        return true;
      case ".":
      case "。":
        run(view, asOneEvent(nudgeEntity("end", 1)));
        return true;
      case "<":
      case "《":
        run(view, asOneEvent(nudgeEntity("start", -1)));
        return true;
      case ">":
      case "》":
        run(view, asOneEvent(nudgeEntity("start", 1)));
        return true;
    }
    if (event.code === "Space") {
      run(view, event.shiftKey ? shrinkSelection : growSelection);
      return true;
    }
    const type = typeForKey(event, options.entityTypes());
    if (!type && event.code === "KeyR") {
      if (event.shiftKey) options.onToggleRelations();
      else run(view, startRelation);
      return true;
    }
    if (!type) return false;
    run(view, asOneEvent(tag(type.id)));
    return true;
  }

  function moving(view: EditorView, event: KeyboardEvent): boolean {
    const byWord = event.ctrlKey || event.altKey;
    switch (event.key) {
      case "ArrowLeft":
        moveSideways(view, -1, byWord, event.shiftKey);
        return true;
      case "ArrowRight":
        moveSideways(view, 1, byWord, event.shiftKey);
        return true;
    }
    if (byWord || event.metaKey) return false;
    switch (event.key) {
      case "ArrowUp":
        moveByLayout(view, "backward", "line", event.shiftKey);
        return true;
      case "ArrowDown":
        moveByLayout(view, "forward", "line", event.shiftKey);
        return true;
      case "Home":
        moveByLayout(view, "backward", "lineboundary", event.shiftKey);
        return true;
      case "End":
        moveByLayout(view, "forward", "lineboundary", event.shiftKey);
        return true;
      case "Tab":
        // At the last stop the key leaves the text, as it does everywhere else.
        return run(view, event.shiftKey ? previousStop : nextStop);
      case "Escape":
        if (view.state.selection.empty) return false;
        select(view, view.state.selection.head, false);
        return true;
      case "Enter": {
        const entity = entitiesAtSelection(view.state)[0];
        if (entity) options.onEntityMenu(entity.extent.id);
        return entity !== undefined;
      }
    }
    return false;
  }

  function withModifier(view: EditorView, event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    if (key === "a") return run(view, selectAll);
    if (modeOf(view.state).readOnly) return false;
    if (key === "z") return run(view, event.shiftKey ? redo : undo) || true;
    if (key === "y") return run(view, redo) || true;
    return false;
  }

  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          if (canType(view.state) || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
          const modifier = event.ctrlKey || event.metaKey;
          const handled =
            (!modifier && !event.altKey && relating(view, event)) ||
            moving(view, event) ||
            (modifier && !event.altKey && withModifier(view, event)) ||
            (!modifier && !event.altKey && tagging(view, event));
          if (handled) event.preventDefault();
          return handled;
        },
      },
    },
  });
}
