/**
 * The editor's face to the rest of the window: what panels may ask and do. React listens through `subscribe`; it never
 * holds an EditorState. Units here: block and article ids, and UTF-16 offsets into the source text for origins.
 */
import type { Correction } from "../../shared/corrections/last-correction.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { EntityType, Overlap, RelationType, Role } from "../../shared/model/settings.ts";
import type { Place } from "../../shared/proofing/apply-edits.ts";
import type { Dismissal } from "../../shared/proofing/dismissals.ts";
import type { Edit } from "../../shared/proofing/edits.ts";
import type { Finding } from "../../shared/proofing/finding.ts";

/** Proofreading: typing types. Tagging: keys tag and the text can't change. */
export type Mode = "proofread" | "tag";

export interface EditorOptions {
  mount: HTMLElement;
  document: GalleyDocument;
  /** The decoded source text. */
  source: string;
  roles: readonly Role[];
  entityTypes: readonly EntityType[];
  /** Which entities may share characters. */
  overlap: Overlap;
  relationTypes: readonly RelationType[];
  /** Relations are drawn over the text. */
  relationsShown: boolean;
  /** Names that are known wherever they stand: the registry's, with their types. */
  names: readonly { name: string; type: string }[];
  /** Interface language, for the labels in the margin. */
  language: "zh" | "en";
  mode: Mode;
  readOnly: boolean;
  /** Accessible name of the text. */
  label: string;
  /**
   * Asked for every text that is tagged or retyped by hand: the entry of the registry that it names, null for none.
   * `now` is what it names so far, which stays where it is of this type.
   */
  refFor?(text: string, type: string, now: string | null): string | null;
  /** A click on a block's margin or on an entity; the window opens its menu there. */
  onBlockMenu(request: { blockId: string; x: number; y: number }): void;
  /** `byKeyboard`: the focus goes into the menu. */
  onEntityMenu(request: { entityId: string; x: number; y: number; byKeyboard: boolean }): void;
  /** A key asks for the relations to be drawn, or not; or one was just made, which should be seen. */
  onShowRelations(shown: boolean): void;
  /** A tag, or an edge's move, that the tagset's `overlap` forbids. */
  onRefused(refused: Refused): void;
  /** A click on characters that a finding is about, or on its mark in the margin; it is the active one then. */
  onFinding(finding: Finding): void;
  /** Tab has come to a suggested entity; it is the active one then. */
  onSuggestion(suggestion: Suggestion): void;
  /** The key that rejects the active suggestion. */
  onRejectSuggestion(): void;
}

/** The document at one moment, for checking it. */
export interface Checkpoint {
  readonly document: GalleyDocument;
  /** The snapshot's version that it was taken at. */
  readonly version: number;
}

/** What a fix made of a checkpoint's document. */
export interface Mended {
  /** Blocks that are the same are the checkpoint's own objects; keys other than `articles` are not read. */
  document: GalleyDocument;
  /** Where the selection's ends went, see `selectionPlaces`. */
  anchor: Place | null;
  head: Place | null;
  /** Offers taken, by rule. */
  accepted: ReadonlyMap<string, number>;
}

/** What could not be tagged because of what is there. */
export interface Refused {
  text: string;
  /** The type that was asked for; null where an edge was to be moved. */
  type: string | null;
  inTheWay: readonly EntityView[];
  /** Puts the tag in the place of what is in its way; false when the text or the selection is another by now. */
  replace(): boolean;
}

export interface EntityView {
  id: string;
  type: string;
  text: string;
  note: string;
  ref: string | null;
  by: string;
  blockId: string;
  /** UTF-16 offsets in the block's text, end exclusive. */
  start: number;
  end: number;
  /** The span has gaps: text inside it is not covered. */
  holes: boolean;
  /** What is said of it, by the id of its type's attribute. */
  attributes: Readonly<Record<string, string>>;
}

/** A relation whose two entities are there. */
export interface RelationView {
  id: string;
  type: string;
  note: string;
  by: string;
  from: EntityView;
  to: EntityView;
}

export interface OutlineArticle {
  id: string;
  blocks: { id: string; role: string; text: string; codePoints: number }[];
}
export type OutlineBlock = OutlineArticle["blocks"][number];

/** What the panels show. A new object only when something in it changed, so it suits useSyncExternalStore. */
export interface EditorSnapshot {
  mode: Mode;
  readOnly: boolean;
  /** Grows with every change of the document (not of the selection); compare it to know whether to save. */
  version: number;
  /** An input method is composing: leave the document alone, don't save yet. */
  composing: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** Events that can be undone. */
  undoDepth: number;
  /** The finding that the editor is looking at. */
  finding: Finding | null;
  /** The suggested entity that the editor is looking at; it is selected. */
  suggestion: Suggestion | null;
  /** What was corrected by hand last, once it has come to rest; null after it was undone. */
  correction: Correction | null;
  /** Blocks that the selection touches, in order. */
  blockIds: readonly string[];
  articleIds: readonly string[];
  /** The common role of these blocks, null when they differ. */
  role: string | null;
  /** The selected text; empty for a caret. */
  selectedText: string;
  /** Entities at the caret or inside the selection, innermost first. */
  entities: readonly EntityView[];
  /** In tag mode: the entity that a relation is being made from, and the one that it would go to; null while none is. */
  relating: { readonly from: string; readonly to: string | null } | null;
  /** Where the caret's (or selection's) text came from in the source, null for inserted text. */
  origin: readonly [number, number] | null;
}

/** Every command answers whether it applied; `can` asks without doing. */
export interface EditorCommands {
  undo(): boolean;
  redo(): boolean;
  toggleMode(): boolean;
  splitBlock(): boolean;
  /** Joins the selected blocks into one; with a caret, the block with the one before it. */
  joinBlocks(): boolean;
  /** Makes each line of the selected blocks a block of its own. */
  splitLines(): boolean;
  setRole(role: string): boolean;
  moveBlocksUp(): boolean;
  moveBlocksDown(): boolean;
  /** Moves the selected blocks before another block, or to the end of an article. */
  moveBlocksTo(target: { beforeBlock: string } | { endOfArticle: string }): boolean;
  deleteBlocks(): boolean;
  /** A new article begins with the first selected block. */
  splitArticle(): boolean;
  /** The article becomes part of the one before it. */
  mergeArticle(): boolean;
  moveArticleUp(): boolean;
  moveArticleDown(): boolean;
  /**
   * Tags the selection, or the name at the caret; if exactly this span has this type already, removes it; if it has
   * another, retypes it. What the tagset's `overlap` forbids is told, and done when asked for again or with `replace`.
   */
  tag(type: string, replace?: boolean): boolean;
  removeEntity(id?: string): boolean;
  setEntityType(id: string, type: string): boolean;
  setEntityNote(id: string, note: string): boolean;
  /** The entry of the registry that it names; null for none. */
  setEntityRef(id: string, ref: string | null): boolean;
  /** Tags the text, and other names of the same, wherever on the page nothing stands in the way, linked as the entity `like` is. */
  spreadText(text: string, type: string, like?: string, also?: readonly string[]): boolean;
  /** Takes this type's tags off the text, or gives them another type, wherever it stands on the page. */
  removeSame(text: string, type: string): boolean;
  retypeSame(text: string, from: string, to: string): boolean;
  /** Says something of an entity; an empty value takes it off. */
  setEntityAttribute(id: string, attribute: string, value: string): boolean;
  /** In tag mode: a relation begins at the entity at the selection; it goes to the one that is selected next. */
  startRelation(): boolean;
  giveUpRelation(): boolean;
  finishRelation(type: string): boolean;
  addRelation(from: string, to: string, type: string): boolean;
  removeRelation(id: string): boolean;
  setRelationType(id: string, type: string): boolean;
  setRelationNote(id: string, note: string): boolean;
  /** From where it went to, to where it began. */
  reverseRelation(id: string): boolean;
  /** Moves one edge by a number of characters (negative: to the left); without id, the entity at the caret. */
  nudgeEntity(edge: "start" | "end", by: number, id?: string): boolean;
  /** Gives an entity another extent in its block (UTF-16 offsets). */
  resizeEntity(id: string, start: number, end: number): boolean;
  healEntity(id?: string): boolean;
  selectEntity(id: string): boolean;
  nextEntity(): boolean;
  previousEntity(): boolean;
  /** As `nextEntity`, over what is suggested as well. */
  nextStop(): boolean;
  previousStop(): boolean;
  /** Selects the name or word at the caret, then what is around it; and back. */
  growSelection(): boolean;
  shrinkSelection(): boolean;
  selectBlock(id: string): boolean;
  /** Selects characters [start, end) of a block, in code points. */
  selectText(place: { block: string; start: number; end: number }): boolean;
  selectAll(): boolean;
  nextFinding(): boolean;
  previousFinding(): boolean;
  /** Selects a finding's characters and makes it the active one. */
  selectFinding(finding: Finding): boolean;
  leaveFinding(): boolean;
  nextSuggestion(): boolean;
  previousSuggestion(): boolean;
  selectSuggestion(suggestion: Suggestion): boolean;
  leaveSuggestion(): boolean;
  /** The active suggestion becomes an entity, of this type or its own; the next one is active then. */
  acceptSuggestion(type?: string): boolean;
  /** These become entities, marked as ones that nobody looked at. */
  acceptSuggestions(suggestions: readonly Suggestion[]): boolean;
}
export type EditorCommandName = keyof EditorCommands;

/** Checking and mending the text. All changes are one undo event each, and refused while an input method composes. */
export interface EditorProofing {
  /** The document as it is now, to be checked or mended; what comes of it is given back with the checkpoint. */
  checkpoint(): Checkpoint;
  /** Shows what a check of the checkpoint found. Where the text has changed since, what was found before stays. */
  setFindings(findings: readonly Finding[], checkpoint: Checkpoint): void;
  /** The findings that are marked, in reading order; the same array while they are the same. */
  listFindings(): readonly Finding[];
  /**
   * Carries out fixes of findings of the present state as one undo event, each whole or not at all.
   * @returns for each fix whether it was carried out; null when nothing may change now
   */
  applyFixes(fixes: readonly { rule: string; edits: readonly Edit[] }[]): boolean[] | null;
  /** Makes the text what was mended, as one undo event; false when it has changed since the checkpoint, or may not change. */
  mend(mended: Mended, checkpoint: Checkpoint): boolean;
  /**
   * Makes the text, its entities and what is remembered about proofing another version of the document, as one undo
   * event, in either mode; false when nothing may change now, or nothing differs.
   */
  become(version: GalleyDocument): boolean;
  /** Remembers dismissed findings with the document, as one undo event. */
  dismiss(dismissals: readonly Dismissal[]): boolean;
  /** Places (code points) of the selection's ends. */
  selectionPlaces(): { anchor: Place | null; head: Place | null };
  /** Viewport rectangle of a marked finding's first line (of its block's when it is about the block); null when gone. */
  rectOf(finding: Finding): { left: number; top: number; right: number; bottom: number } | null;
  /** Brings a finding into sight; scrolls only when it is not, so that going through them makes the text jump little. */
  show(finding: Finding): void;
}

/** Suggested entities, which are shown in the text and are no part of it. */
export interface EditorSuggestions {
  /** Shows what was suggested for a checkpoint (`EditorProofing.checkpoint`). Where the text has changed since, what was there stays. */
  set(suggestions: readonly Suggestion[], checkpoint: Checkpoint): void;
  /** The suggestions that are marked, in reading order; the same array while they are the same. */
  list(): readonly Suggestion[];
  /** Remembers with the document that this is not to be suggested here, as one undo event. */
  reject(suggestion: Suggestion): boolean;
  /** Viewport rectangle of its first line; null when it is gone. */
  rectOf(suggestion: Suggestion): { left: number; top: number; right: number; bottom: number } | null;
  show(suggestion: Suggestion): void;
}

export interface GalleyEditor {
  readonly commands: EditorCommands;
  readonly proofing: EditorProofing;
  readonly suggestions: EditorSuggestions;
  can<N extends EditorCommandName>(name: N, ...args: Parameters<EditorCommands[N]>): boolean;
  getSnapshot(): EditorSnapshot;
  subscribe(listener: () => void): () => void;
  /** All entities in reading order; cached until the document changes. */
  listEntities(): readonly EntityView[];
  /** How many places on the page `spreadText` would tag. */
  countFree(text: string, type: string): number;
  /** All relations whose entities are there; cached until the document changes. */
  listRelations(): readonly RelationView[];
  outline(): readonly OutlineArticle[];
  /** The document as it is now, for saving (code points; unknown keys kept). Cheap enough for once a second. */
  toDocument(): GalleyDocument;
  /** What was corrected by hand last, also while it is still being typed. */
  lastCorrection(): Correction | null;
  /** Viewport rectangle of the selection, for the floating toolbar; null without one. */
  selectionRect(): { left: number; top: number; right: number; bottom: number } | null;
  /** The block whose origin is nearest to a source offset (UTF-16), for scrolling the page along with the source. */
  blockAtSource(offset: number): string | null;
  setOptions(
    options: Partial<
      Pick<
        EditorOptions,
        | "roles"
        | "entityTypes"
        | "overlap"
        | "names"
        | "language"
        | "readOnly"
        | "label"
        | "relationTypes"
        | "relationsShown"
      >
    >,
  ): void;
  focus(): void;
  scrollIntoView(target: { blockId: string } | { entityId: string }): void;
  destroy(): void;
}
