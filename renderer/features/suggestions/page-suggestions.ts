/**
 * Suggested entities of the page that is open: asked for whenever typing or tagging pauses, never while an input method
 * composes, and what the user decides about them. React reads it through `use-suggestions.ts`.
 * Must not know: React, layout, how suggesting works. Long because asking, recommending and deciding share one state.
 */
import type { Dropped, GalleyApi, SuggestionPreferences } from "../../../shared/api.ts";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { blocksOf } from "../../../shared/model/document.ts";
import { followJob, type Job } from "../../app/jobs.ts";
import type { SuggestionSession } from "../../app/session.ts";
import type { Checkpoint, GalleyEditor } from "../../editor/editor-api.ts";
import type { Recommendations } from "../../suggesting/messages.ts";
import type { Suggesting } from "../../suggesting/suggesting.ts";
import type { OpenDocument } from "../document/open-document.ts";

export interface SuggestionsSnapshot {
  /** In reading order. */
  suggestions: readonly Suggestion[];
  /** off: not wanted in this mode. ready: they are those of the text as it is. */
  state: "off" | "waiting" | "asking" | "ready" | "failed";
  /** Why there are none. */
  error: unknown;
  /** The card beside the active suggestion is shown. */
  card: boolean;
  /** The recommender is being asked. */
  recommending: boolean;
  /** What its last answer was; null where it has not been asked, or failed. */
  recommended: { count: number; dropped: Dropped } | null;
}

/** What of the corpus and the user's choices matters. */
export interface SuggestionSettings {
  /** Names the corpus, and changes with what is known of it. */
  corpus: string;
  types: readonly string[];
  preferences: SuggestionPreferences;
}

interface Services {
  api: Pick<GalleyApi, "call" | "on">;
  open: OpenDocument;
  suggesting: Suggesting;
  settings(): SuggestionSettings;
  report(error: unknown): void;
  /** Tells what was done, or why nothing was. */
  tell(what: "accepted" | "nothing" | "noneAtThreshold" | "recommended", count: number): void;
}

/**
 * Milliseconds: after opening until the text has been painted; then as long as an answer takes, within these. After an
 * edit until it is seen: a long page has thousands of suggestions to list.
 */
const pause = { first: 150, least: 80, most: 700, list: 50 };

export class PageSuggestions {
  readonly #services: Services;
  readonly #listeners = new Set<() => void>();
  #snapshot: SuggestionsSnapshot = {
    suggestions: [],
    state: "off",
    error: null,
    card: false,
    recommending: false,
    recommended: null,
  };
  #stopped = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listing: ReturnType<typeof setTimeout> | undefined;
  /** What is being asked about, or was last. */
  #checkpoint: Checkpoint | null = null;
  #running: Promise<void> | null = null;
  #took = 0;
  #seen = { editor: null as GalleyEditor | null, version: -1, composing: false, wanted: false };
  #recommendations: Recommendations | null = null;
  #recommending: Job | null = null;

  constructor(services: Services) {
    this.#services = services;
  }

  /** What the commands use. */
  get session(): SuggestionSession {
    return {
      next: () => this.next(),
      previous: () => this.previous(),
      accept: () => this.accept(),
      reject: () => this.reject(),
      acceptAll: () => this.acceptAll(),
      recommend: () => void this.recommend(),
      hasAny: () => this.#snapshot.suggestions.length > 0,
    };
  }

  getSnapshot = (): SuggestionsSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to follow the document; returns what ends it. */
  start(): () => void {
    this.#stopped = false;
    const stop = this.#services.open.subscribe(() => this.#follow());
    this.#follow();
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
      clearTimeout(this.#listing);
      this.#listing = undefined;
      this.#recommending?.cancel();
      this.#seen = { ...this.#seen, editor: null };
      stop();
    };
  }

  /** Something else is known of the corpus, or the user has chosen otherwise. */
  again(): void {
    this.#checkpoint = null;
    this.#follow();
    if (this.#isWanted()) this.#plan();
  }

  next(): void {
    this.#go("nextSuggestion");
  }

  previous(): void {
    this.#go("previousSuggestion");
  }

  select(suggestion: Suggestion): void {
    const editor = this.#editor;
    editor?.suggestions.show(suggestion);
    editor?.commands.selectSuggestion(suggestion);
    editor?.focus();
    this.#set({ card: true });
  }

  showCard(card: boolean): void {
    this.#set({ card });
  }

  /** Takes the active one (as another type, where one is given) and goes on; without an active one goes to the next. */
  accept(type?: string): void {
    const editor = this.#editor;
    if (!editor?.getSnapshot().suggestion) this.next();
    else if (editor.commands.acceptSuggestion(type)) this.#showActive(editor);
  }

  reject(): void {
    const editor = this.#editor;
    const active = editor?.getSnapshot().suggestion;
    if (!editor || !active) this.next();
    else if (editor.suggestions.reject(active) && editor.commands.nextSuggestion()) this.#showActive(editor);
  }

  /** The suggestions that `acceptAll` would take. */
  atThreshold(): readonly Suggestion[] {
    const { threshold } = this.#services.settings().preferences;
    return this.#snapshot.suggestions.filter(({ score }) => score >= threshold);
  }

  /** Takes all at or above the user's threshold, as one event. */
  acceptAll(suggestions?: readonly Suggestion[]): void {
    const editor = this.#editor;
    if (!editor) return;
    this.#list(editor);
    const chosen = suggestions ?? this.atThreshold();
    const isDone = chosen.length > 0 && editor.commands.acceptSuggestions(chosen);
    this.#services.tell(isDone ? "accepted" : "noneAtThreshold", chosen.length);
    this.#follow();
  }

  /** Asks the external recommender about the page as it is. */
  async recommend(): Promise<void> {
    const { api, settings, report, tell } = this.#services;
    const editor = this.#editor;
    if (!editor || this.#recommending || editor.getSnapshot().composing) return;
    const blocks = blocksOf(editor.proofing.checkpoint().document).map(({ id, role, text }) => ({ id, role, text }));
    const { types } = settings();
    let name = "";
    const start = async () => {
      const started = await api.call("startRecommendation", { blocks, types: [...types] });
      name = started.job;
      return started;
    };
    this.#recommending = followJob(api, start, () => {});
    this.#set({ recommending: true });
    try {
      const { error, status } = await this.#recommending.ended;
      if (error && status !== "cancelled") throw GalleyError.fromShape(error);
      if (status !== "done" || this.#stopped) return;
      const { suggestions, dropped } = await api.call("readRecommendation", { job: name });
      this.#recommendations = { texts: blocks.map(({ id, text }) => ({ id, text })), suggestions };
      this.#set({ recommended: { count: suggestions.length, dropped } });
      tell("recommended", suggestions.length);
      this.again();
    } catch (error) {
      if (!this.#stopped) report(error);
    } finally {
      this.#recommending = null;
      this.#set({ recommending: false });
    }
  }

  cancelRecommending(): void {
    this.#recommending?.cancel();
  }

  get #editor(): GalleyEditor | null {
    return this.#services.open.getSnapshot().editor;
  }

  #go(name: "nextSuggestion" | "previousSuggestion"): void {
    const editor = this.#editor;
    if (!editor) return;
    if (editor.commands[name]()) this.#showActive(editor);
    else if (this.#snapshot.state === "ready") this.#services.tell("nothing", 0);
  }

  #showActive(editor: GalleyEditor): void {
    const { suggestion } = editor.getSnapshot();
    if (suggestion) editor.suggestions.show(suggestion);
    this.#set({ card: suggestion !== null });
  }

  #isWanted(): boolean {
    const { tagging, proofreading } = this.#services.settings().preferences;
    const mode = this.#services.open.getSnapshot().text?.mode;
    return mode === "tag" ? tagging : mode === "proofread" && proofreading;
  }

  /** Something in the document or the editor may be other than it was. */
  #follow(): void {
    const { editor, text } = this.#services.open.getSnapshot();
    if (this.#stopped || !editor || !text) return;
    const seen = this.#seen;
    const wanted = this.#isWanted();
    const isNew = seen.editor !== editor;
    if (isNew) this.#checkpoint = null;
    const mustAsk =
      isNew || seen.version !== text.version || (seen.composing && !text.composing) || seen.wanted !== wanted;
    this.#seen = { editor, version: text.version, composing: text.composing, wanted };
    if (isNew) this.#list(editor);
    else this.#listSoon();
    if (mustAsk && wanted) this.#plan();
    else if (!wanted && this.#snapshot.state !== "off") this.#switchOff(editor);
    if (isNew && this.#isAutomatic()) void this.recommend();
  }

  #isAutomatic(): boolean {
    const { address, automatic } = this.#services.settings().preferences.recommender;
    return automatic && address !== "";
  }

  #switchOff(editor: GalleyEditor): void {
    clearTimeout(this.#timer);
    this.#checkpoint = null;
    this.#set({ state: "off", card: false });
    editor.suggestions.set([], editor.proofing.checkpoint());
    this.#list(editor);
  }

  #listSoon(): void {
    this.#listing ??= setTimeout(() => {
      this.#listing = undefined;
      if (this.#editor) this.#list(this.#editor);
    }, pause.list);
  }

  /** What is marked in the text, which an edit may have changed. */
  #list(editor: GalleyEditor): void {
    const suggestions = editor.suggestions.list();
    if (suggestions !== this.#snapshot.suggestions) this.#set({ suggestions });
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    if (this.#snapshot.state === "ready" || this.#snapshot.state === "off") this.#set({ state: "waiting" });
    const wait = this.#checkpoint ? Math.min(pause.most, Math.max(pause.least, this.#took)) : pause.first;
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }

  #ask(): Promise<void> {
    this.#running ??= this.#askNow().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #askNow(): Promise<void> {
    const editor = this.#editor;
    // The end of a composition is heard of, and asked about then.
    if (this.#stopped || !editor || editor.getSnapshot().composing || !this.#isWanted()) return;
    const { open, suggesting, settings } = this.#services;
    const checkpoint = editor.proofing.checkpoint();
    const start = performance.now();
    this.#checkpoint = checkpoint;
    this.#set({ state: "asking" });
    try {
      const { types, corpus } = settings();
      const suggestions = await suggesting.suggest(open, checkpoint.document, {
        types,
        corpus,
        recommended: this.#recommendations,
      });
      this.#took = performance.now() - start;
      if (editor !== this.#editor || this.#stopped || !this.#isWanted()) return;
      if (this.#checkpoint !== checkpoint || editor.getSnapshot().composing) {
        this.#set({ state: "waiting" });
        this.#plan();
        return;
      }
      editor.suggestions.set(suggestions, checkpoint);
      this.#list(editor);
      const isCurrent = checkpoint.version === editor.getSnapshot().version;
      this.#set({ state: isCurrent ? "ready" : "waiting", error: null });
      if (!isCurrent) this.#plan();
    } catch (error) {
      this.#set({ state: "failed", error });
    }
  }

  #set(change: Partial<SuggestionsSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
