/**
 * The editor: a ProseMirror view behind the face of `editor-api.ts`. The view owns the state and applies every
 * transaction at once (a late one destroys what an input method composes); the window listens and asks.
 * It is long because it is where all parts of the editor are put together.
 */
import type { EditorState, Transaction } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Codec } from "./codec.ts";
import { commandFactories, historyCommands, textCommands, viewCommands } from "./commands/index.ts";
import { countFree } from "./commands/same-text.ts";
import { EditWatch } from "./edit-watch.ts";
import type {
  EditorCommandName,
  EditorCommands,
  EditorOptions,
  EditorProofing,
  EditorSnapshot,
  EditorSuggestions,
  EntityView,
  GalleyEditor,
  RelationView,
} from "./editor-api.ts";
import { ViewProofing } from "./editor-proofing.ts";
import { ViewSuggestions } from "./editor-suggestions.ts";
import { browserSelectionPlugin, stateAsSeen, takeSelection } from "./plugins/browser-selection.ts";
import { clipboardPlugin } from "./plugins/clipboard-events.ts";
import { compositionPlugin, settleNow } from "./plugins/composition.ts";
import { entityPointerPlugin } from "./plugins/entity-pointer.ts";
import { findingPointerPlugin } from "./plugins/finding-pointer.ts";
import { canType, modeOf, setMode } from "./plugins/mode.ts";
import { relatingFrom } from "./plugins/relating.ts";
import { suggestionKeysPlugin } from "./plugins/suggestion-keys.ts";
import { tagKeysPlugin } from "./plugins/tag-keys.ts";
import { type RefFor, type Refusal, refusalIn, setTaggingRules, taggingRules } from "./plugins/tagging-rules.ts";
import { menuHistoryPlugin, typingKeysPlugin } from "./plugins/typing-keys.ts";
import { asOneEvent } from "./plugins/undo-events.ts";
import { findBlock } from "./queries/blocks.ts";
import { allEntities, findEntity } from "./queries/entities.ts";
import { blockAtSource } from "./queries/origin.ts";
import { outlineOf } from "./queries/outline.ts";
import { relationViews } from "./queries/relations.ts";
import { snapshotOf } from "./snapshot.ts";
import { createState } from "./state.ts";
import { detailsMap } from "./steps/entity-details.ts";
import { notesOf } from "./steps/proofing-notes.ts";
import { relationsOf } from "./steps/relations.ts";
import { blockDragPlugin } from "./view/block-drag.ts";
import { BlockView, RoleLabels } from "./view/block-view.ts";
import { caretPlugin, selectInBrowser } from "./view/caret.ts";
import { edgeHandlesPlugin } from "./view/edge-handles.ts";
import { entityMarkView, entityShapePlugin } from "./view/entity-shape.ts";
import { findingMarksPlugin } from "./view/finding-marks.ts";
import { highlightsPlugin } from "./view/highlights.ts";
import { relationLinesPlugin } from "./view/relation-lines.ts";
import { suggestionMarksPlugin } from "./view/suggestion-marks.ts";
import { TypeStyles } from "./view/type-styles.ts";

export type * from "./editor-api.ts";
export { tagModeKeys } from "./plugins/tag-keys.ts";

/** Opens a document in `options.mount`; the caller ends it with `destroy`. */
export function createEditor(options: EditorOptions): GalleyEditor {
  return new Editor(options);
}

class Editor implements GalleyEditor {
  readonly commands: EditorCommands;
  readonly proofing: EditorProofing;
  readonly suggestions: EditorSuggestions;
  readonly #options: EditorOptions;
  readonly #codec: Codec;
  readonly #view: EditorView;
  readonly #root: HTMLElement;
  readonly #labels: RoleLabels;
  readonly #types: TypeStyles;
  readonly #listeners = new Set<() => void>();
  readonly #edits: EditWatch;
  #version = 0;
  #snapshot: EditorSnapshot | null = null;
  #stale = true;
  #relations: { entities: unknown; relations: unknown; list: readonly RelationView[] } | null = null;
  #entities: { doc: unknown; details: unknown; list: readonly EntityView[] } | null = null;

  constructor(options: EditorOptions) {
    this.#options = { ...options };
    this.#codec = new Codec(options.document, options.source);
    this.#labels = new RoleLabels(options.roles, options.language);
    this.#types = new TypeStyles(options.entityTypes, options.language);

    this.#root = document.createElement("div");
    this.#root.className = "galley-editor";
    const layer = document.createElement("div");
    layer.className = "galley-layer";
    layer.setAttribute("aria-hidden", "true");
    this.#root.append(layer);
    options.mount.append(this.#root);

    const state = createState({
      codec: this.#codec,
      source: options.source,
      mode: options.mode,
      readOnly: options.readOnly,
      plugins: [
        browserSelectionPlugin(),
        suggestionKeysPlugin({
          entityTypes: () => this.#options.entityTypes,
          onReject: () => this.#options.onRejectSuggestion(),
          onStop: (suggestion) => this.#options.onSuggestion(suggestion),
        }),
        tagKeysPlugin({
          entityTypes: () => this.#options.entityTypes,
          onEntityMenu: (entityId) => this.#openEntityMenu(entityId),
          relationTypes: () => this.#options.relationTypes,
          onToggleRelations: () => this.#options.onShowRelations(!this.#options.relationsShown),
        }),
        typingKeysPlugin(),
        menuHistoryPlugin(),
        clipboardPlugin({ text: options.source, hash: options.document.source.sha256 }),
        blockDragPlugin(layer, (request) => this.#options.onBlockMenu(request)),
        entityPointerPlugin((request) => this.#options.onEntityMenu({ ...request, byKeyboard: false })),
        findingPointerPlugin((finding) => this.#options.onFinding(finding)),
        compositionPlugin(() => this.#changed()),
        entityShapePlugin(),
        highlightsPlugin(),
        findingMarksPlugin(),
        suggestionMarksPlugin(() => this.#options.entityTypes),
        caretPlugin(layer),
        relationLinesPlugin({
          layer,
          shown: () => this.#options.relationsShown,
          relations: () => this.listRelations(),
          labelOf: (type) => this.#relationLabel(type),
        }),
        edgeHandlesPlugin(layer),
      ],
    });
    this.#edits = new EditWatch(state.doc, {
      composing: () => this.#view.composing,
      after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
      onChange: () => this.#changed(),
    });
    this.#view = new EditorView(
      { mount: this.#root.insertBefore(document.createElement("div"), layer) },
      {
        state,
        nodeViews: { block: (node) => new BlockView(node, this.#labels) },
        markViews: { entity: entityMarkView },
        attributes: (current) => this.#attributes(current),
        dispatchTransaction: (tr) => this.#apply(tr),
      },
    );
    this.#showMode(state);
    this.#view.dispatch(
      setTaggingRules(this.#view.state.tr, {
        overlap: options.overlap,
        names: options.names,
        ...(options.refFor ? { refFor: (...asked: Parameters<RefFor>) => options.refFor?.(...asked) ?? null } : {}),
      }),
    );
    this.commands = this.#bindCommands();
    const proofing = new ViewProofing(this.#view, this.#codec, () => this.#version);
    this.proofing = proofing;
    this.suggestions = new ViewSuggestions(this.#view, proofing);
  }

  #attributes(state: EditorState): Record<string, string> {
    return {
      class: "galley-text",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": this.#options.label,
      "aria-readonly": String(!canType(state)),
      // What can't be typed into gets no focus of itself.
      tabindex: "0",
      lang: "zh",
      spellcheck: "false",
      translate: "no",
      autocorrect: "off",
      autocapitalize: "off",
    };
  }

  #apply(tr: Transaction): void {
    const before = this.#view.state;
    const after = before.apply(tr);
    // Before the view takes the text's editability away or gives it back, which has the browser style the text at once.
    if (modeOf(after) !== modeOf(before)) this.#showMode(after);
    this.#view.updateState(after);
    const isChanged =
      after.doc !== before.doc ||
      detailsMap(after) !== detailsMap(before) ||
      notesOf(after) !== notesOf(before) ||
      relationsOf(after) !== relationsOf(before);
    const isRelated = relatingFrom(before) !== null && relationsOf(after).length > relationsOf(before).length;
    if (isChanged) this.#version++;
    this.#edits.applied(tr, before, after);
    this.#changed();
    if (isRelated) this.#options.onShowRelations(true);
    const refusal = refusalIn(tr);
    if (refusal) this.#tellRefused(refusal);
  }

  #tellRefused(refusal: Refusal): void {
    const { from, to, type } = refusal;
    const ids = new Set(refusal.inTheWay);
    this.#options.onRefused({
      text: this.#view.state.doc.textBetween(from, to),
      type,
      inTheWay: this.listEntities().filter(({ id }) => ids.has(id)),
      replace: () =>
        type !== null && taggingRules(this.#view.state).refusal === refusal && this.commands.tag(type, true),
    });
  }

  #showMode(state: EditorState): void {
    const { mode, readOnly } = modeOf(state);
    this.#root.dataset.mode = mode;
    this.#root.toggleAttribute("data-read-only", readOnly);
  }

  #changed(): void {
    this.#stale = true;
    for (const listener of this.#listeners) listener();
  }

  #allowed(name: EditorCommandName): boolean {
    const { mode, readOnly } = modeOf(this.#view.state);
    if (readOnly) return viewCommands.has(name);
    return mode === "proofread" || !textCommands.has(name);
  }

  #bindCommands(): EditorCommands {
    const bind = (name: EditorCommandName) => {
      const make = commandFactories[name] as (...args: unknown[]) => ReturnType<(typeof commandFactories)["undo"]>;
      return (...args: unknown[]): boolean => {
        if (!this.#allowed(name)) return false;
        takeSelection(this.#view);
        settleNow(this.#view);
        const command = make(...args);
        const event = historyCommands.has(name) || viewCommands.has(name) ? command : asOneEvent(command);
        return event(this.#view.state, this.#view.dispatch);
      };
    };
    const names = Object.keys(commandFactories) as EditorCommandName[];
    return Object.fromEntries(names.map((name) => [name, bind(name)])) as unknown as EditorCommands;
  }

  can<N extends EditorCommandName>(name: N, ...args: Parameters<EditorCommands[N]>): boolean {
    return this.#allowed(name) && commandFactories[name](...args)(stateAsSeen(this.#view));
  }

  getSnapshot(): EditorSnapshot {
    if (this.#stale || !this.#snapshot) {
      const { state, composing } = this.#view;
      this.#snapshot = snapshotOf(state, this.#version, composing, this.#edits.settled, this.#snapshot);
      this.#stale = false;
    }
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  listEntities(): readonly EntityView[] {
    const { doc } = this.#view.state;
    const details = detailsMap(this.#view.state);
    if (this.#entities?.doc !== doc || this.#entities.details !== details)
      this.#entities = { doc, details, list: allEntities(this.#view.state) };
    return this.#entities.list;
  }

  listRelations(): readonly RelationView[] {
    const entities = this.listEntities();
    const relations = relationsOf(this.#view.state);
    if (this.#relations?.entities !== entities || this.#relations.relations !== relations)
      this.#relations = { entities, relations, list: relationViews(this.#view.state, entities) };
    return this.#relations.list;
  }

  #relationLabel(type: string): string {
    const { relationTypes, language } = this.#options;
    const label = relationTypes.find(({ id }) => id === type)?.label;
    return label?.[language] || label?.en || label?.zh || type;
  }

  countFree(text: string, type: string): number {
    return countFree(this.#view.state, text, type);
  }

  outline() {
    return outlineOf(this.#view.state.doc);
  }

  toDocument() {
    const { state } = this.#view;
    return this.#codec.write(state.doc, detailsMap(state), notesOf(state), relationsOf(state));
  }

  lastCorrection() {
    return this.#edits.last;
  }

  selectionRect() {
    const { from, to, empty } = this.#view.state.selection;
    if (empty) return null;
    const range = document.createRange();
    const start = this.#view.domAtPos(from, 1);
    const end = this.#view.domAtPos(to, -1);
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    return { left, top, right, bottom };
  }

  blockAtSource(offset: number): string | null {
    return blockAtSource(this.#view.state.doc, offset);
  }

  setOptions(options: Parameters<GalleyEditor["setOptions"]>[0]): void {
    Object.assign(this.#options, options);
    const { roles, entityTypes, language, readOnly } = this.#options;
    if (options.roles || options.language) this.#labels.set(roles, language);
    if (options.entityTypes || options.language) this.#types.set(entityTypes, language);
    const { overlap, names } = options;
    if (overlap || names)
      this.#view.dispatch(
        setTaggingRules(this.#view.state.tr, { ...(overlap ? { overlap } : {}), ...(names ? { names } : {}) }),
      );
    const { mode, readOnly: was } = modeOf(this.#view.state);
    if (readOnly !== was) this.#view.dispatch(setMode(this.#view.state.tr, { mode, readOnly }));
    else this.#view.setProps({});
  }

  focus(): void {
    if (canType(this.#view.state)) {
      this.#view.focus();
      return;
    }
    this.#view.dom.focus({ preventScroll: true });
    selectInBrowser(this.#view);
  }

  scrollIntoView(target: { blockId: string } | { entityId: string }): void {
    const { doc } = this.#view.state;
    const block = "blockId" in target ? findBlock(doc, target.blockId) : findEntity(doc, target.entityId);
    if (!block) return;
    const element =
      "entityId" in target
        ? this.#root.querySelector(`.entity[data-entity="${CSS.escape(target.entityId)}"]`)
        : this.#view.nodeDOM(block.pos);
    if (element instanceof Element) element.scrollIntoView({ block: "center" });
  }

  #openEntityMenu(entityId: string): void {
    const entity = findEntity(this.#view.state.doc, entityId);
    if (!entity) return;
    const { left, bottom } = this.#view.coordsAtPos(entity.from);
    this.#options.onEntityMenu({ entityId, x: left, y: bottom, byKeyboard: true });
  }

  destroy(): void {
    this.#listeners.clear();
    this.#edits.stop();
    this.#view.destroy();
    this.#types.remove();
    this.#root.remove();
  }
}
