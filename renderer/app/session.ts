/**
 * What a view lends to commands, menus and the palette while it is on the screen. Types only, so that commands need
 * not know the views.
 */
import type { Status } from "../../shared/model/document.ts";
import type { GalleyEditor } from "../editor/editor-api.ts";

export interface DocumentSession {
  readonly id: string;
  /** Null until the text is mounted. */
  readonly editor: GalleyEditor | null;
  readonly status: Status;
  readonly readOnly: boolean;
  setStatus(status: Status): void;
  /** Saves what is unsaved; true when the disk holds everything. */
  flush(): Promise<boolean>;
  /** Gives the user the document as it is now as a file, which takes no host. */
  saveToFile(): void;
  /** Proofreading ⇄ tagging; the text stays where it is on the screen. */
  toggleMode(): void;
  openBlockMenu(): void;
  openEntityMenu(): void;
  /** The registry's entries that the entity at the caret may name. */
  openLinkPicker(): void;
  cyclePane(): void;
  readonly proofing: ProofingSession;
  readonly corrections: CorrectionsSession;
  readonly suggestions: SuggestionSession;
}

/** What is done with the corrections of the open page while they are shown. */
export interface CorrectionsSession {
  next(): void;
  previous(): void;
  /** Takes the selected correction back. */
  revert(): void;
}

/** What is done with the findings of the open page. */
export interface ProofingSession {
  next(): void;
  previous(): void;
  /** Takes the active finding's offer (or, without one, goes to the next finding), then goes on to the next. */
  accept(): void;
  dismiss(): void;
  /** Shows why the active finding is one, with the focus in it, or hides it. */
  why(): void;
  acceptRule(): void;
  showPlan(): void;
  mend(choice: "safe" | "all"): void;
}

/** What is done with the suggested entities of the open page. */
export interface SuggestionSession {
  next(): void;
  previous(): void;
  /** Takes the active one (or, without one, goes to the next), then goes on to the next. */
  accept(): void;
  reject(): void;
  /** Takes all from the user's threshold on. */
  acceptAll(): void;
  /** Asks the external recommender about the page. */
  recommend(): void;
  hasAny(): boolean;
}

export interface SearchSession {
  /** Puts the keyboard into what is looked for, or into what takes its place. */
  focus(field: "find" | "replacement"): void;
}

export interface SameNameSession {
  /** Null when the page has no other place. */
  page: (() => void) | null;
  /** Takes its other names along, or not; null when there are none. */
  names: (() => void) | null;
  corpus(): void;
}

export interface ListSession {
  focusFilter(): void;
  selectAll(): void;
}
