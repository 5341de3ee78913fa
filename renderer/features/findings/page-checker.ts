/**
 * Checks the page that is open whenever typing pauses, never while an input method composes, and hands what is found to
 * the editor. One check at a time; an answer about a text that has changed counts for what has not.
 * Must not know: React, what is done about findings.
 */
import type { GalleyDocument } from "../../../shared/model/document.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import type { Checkpoint, GalleyEditor } from "../../editor/editor-api.ts";
import type { Proofreader } from "../../proofing/proofreader.ts";
import type { OpenDocument } from "../document/open-document.ts";

export interface CheckSnapshot {
  findings: readonly Finding[];
  /** The document that was checked last: what findings' fixes mean. */
  document: GalleyDocument | null;
  /** checked: the findings are those of the text as it is. */
  state: "waiting" | "checking" | "checked" | "failed";
  /** Why checking failed. */
  error: unknown;
}

/**
 * Milliseconds. The pause that a check waits for: at least; at most, where checks take long or nothing can be mended
 * (tag mode); and after opening, until the text has been painted.
 */
const pause = { least: 60, most: 700, first: 120 };

export class PageChecker {
  readonly #open: OpenDocument;
  readonly #proofreader: Proofreader;
  readonly #onChange: () => void;
  #snapshot: CheckSnapshot = { findings: [], document: null, state: "waiting", error: null };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = true;
  /** What is being checked or was checked last. */
  #checkpoint: Checkpoint | null = null;
  #running: Promise<void> | null = null;
  /** Milliseconds that the last check took. */
  #took = 0;
  #seen = { editor: null as GalleyEditor | null, version: -1, composing: false };

  constructor(open: OpenDocument, proofreader: Proofreader, onChange: () => void) {
    this.#open = open;
    this.#proofreader = proofreader;
    this.#onChange = onChange;
  }

  getSnapshot(): CheckSnapshot {
    return this.#snapshot;
  }

  start(): void {
    this.#stopped = false;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#seen.editor = null;
  }

  /** Something in the document or the editor may be other than it was. */
  follow(): void {
    const { editor, text } = this.#open.getSnapshot();
    if (this.#stopped || !editor || !text) return;
    const seen = this.#seen;
    const isNew = seen.editor !== editor;
    if (isNew) this.#checkpoint = null;
    const mustCheck = isNew || seen.version !== text.version || (seen.composing && !text.composing);
    this.#seen = { editor, version: text.version, composing: text.composing };
    if (mustCheck) this.#plan();
  }

  /** Rules, or what they know, may be others: checks the same text again. */
  again(): void {
    this.#checkpoint = null;
    this.#plan();
  }

  /** Resolves when the findings are those of the text as it is; at once when they can't be. */
  async checked(): Promise<void> {
    clearTimeout(this.#timer);
    for (let editor = this.#editor; editor && !this.#isChecked(editor); editor = this.#editor) {
      if (this.#stopped || editor.getSnapshot().composing || this.#snapshot.state === "failed") return;
      await this.#check();
    }
  }

  get #editor(): GalleyEditor | null {
    return this.#open.getSnapshot().editor;
  }

  #isChecked(editor: GalleyEditor): boolean {
    const isCurrent = this.#checkpoint?.version === editor.getSnapshot().version;
    return this.#snapshot.state === "checked" && isCurrent;
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    if (this.#snapshot.state === "checked") this.#set({ state: "waiting" });
    this.#timer = setTimeout(() => void this.#check(), this.#pause());
  }

  #pause(): number {
    if (!this.#checkpoint) return pause.first;
    if (this.#open.getSnapshot().text?.mode === "tag") return pause.most;
    return Math.min(pause.most, Math.max(pause.least, this.#took));
  }

  #check(): Promise<void> {
    this.#running ??= this.#checkNow().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #checkNow(): Promise<void> {
    const editor = this.#editor;
    // The end of a composition is heard of, and checked then.
    if (this.#stopped || !editor || editor.getSnapshot().composing || this.#isChecked(editor)) return;
    const checkpoint = editor.proofing.checkpoint();
    const start = performance.now();
    this.#checkpoint = checkpoint;
    this.#set({ state: "checking" });
    try {
      const findings = await this.#proofreader.check(this.#open, checkpoint.document);
      this.#took = performance.now() - start;
      if (editor !== this.#editor || this.#stopped) return;
      if (this.#checkpoint !== checkpoint || editor.getSnapshot().composing) {
        this.#set({ state: "waiting" });
        this.#plan();
        return;
      }
      editor.proofing.setFindings(findings, checkpoint);
      const listed = editor.proofing.listFindings();
      this.#set({ state: "checked", error: null, document: checkpoint.document, findings: listed });
      if (!this.#isChecked(editor)) this.#plan();
    } catch (error) {
      this.#set({ state: "failed", error });
    }
  }

  #set(change: Partial<CheckSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#onChange();
  }
}
