/**
 * The corrections of the page that is open: compared in a worker when typing pauses, gone through, taken back one by one.
 * Follows the page only while the view is there. Must not know: React, layout.
 */
import type { Correction } from "../../../shared/corrections/correction.ts";
import type { Measure } from "../../../shared/corrections/measure.ts";
import { revert } from "../../../shared/corrections/revert.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { applyFixes } from "../../../shared/proofing/apply-edits.ts";
import type { CorrectionsSession } from "../../app/session.ts";
import type { OpenDocument } from "../document/open-document.ts";
import type { Answer, Question } from "./messages.ts";

export interface CorrectionsSnapshot {
  /** What was compared last; null until then. */
  page: {
    document: GalleyDocument;
    version: number;
    corrections: readonly Correction[];
    byKind: Measure["byKind"];
    /** Of this page or, until it has been measured, of the one before; null until the first is there. */
    errors: Measure["errors"] | null;
  };
  selected: Correction | null;
}

/** Milliseconds without a change before the page is compared again. */
const PAUSE = 250;

interface Services {
  open: OpenDocument;
  startWorker(): Worker;
  report(error: unknown): void;
  /** The text was changed meanwhile, or there is no way back. */
  notApplied(): void;
}

export class PageCorrections {
  readonly #services: Services;
  readonly #listeners = new Set<() => void>();
  #snapshot: CorrectionsSnapshot | null = null;
  #worker: Worker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Versions of the text: the one asked about, and the one seen last. */
  #asked = -1;
  #seen = -1;
  #isBusy = false;

  constructor(services: Services) {
    this.#services = services;
  }

  /** What the commands use. */
  get session(): CorrectionsSession {
    return { next: () => this.step(1), previous: () => this.step(-1), revert: () => this.revert() };
  }

  getSnapshot = (): CorrectionsSnapshot | null => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to follow the page; returns what ends it. */
  start(): () => void {
    const stop = this.#services.open.subscribe(() => this.#follow());
    this.#follow();
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.#worker?.terminate();
      this.#worker = null;
      this.#isBusy = false;
      this.#asked = -1;
      this.#seen = -1;
    };
  }

  /** Shows where it is in the text, and makes it the one that is meant. */
  select(correction: Correction | null): void {
    if (!this.#snapshot) return;
    this.#set({ ...this.#snapshot, selected: correction });
    const { editor } = this.#services.open.getSnapshot();
    if (!correction || !editor) return;
    const { block, start, end, blocks } = correction;
    editor.commands.selectText({ block, start, end: blocks.length > 1 ? start : end });
    editor.scrollIntoView({ blockId: block });
  }

  step(by: 1 | -1): void {
    if (!this.#snapshot) return;
    const { corrections } = this.#snapshot.page;
    const { selected } = this.#snapshot;
    const at = selected ? corrections.indexOf(selected) : by > 0 ? -1 : 0;
    const next = corrections[(at + by + corrections.length) % corrections.length];
    if (next) this.select(next);
  }

  /** Takes a correction back (by default the selected one), as one undo event; the next one is selected. */
  revert(correction: Correction | null = this.#snapshot?.selected ?? null): void {
    if (!this.#snapshot || !correction) return;
    const { page } = this.#snapshot;
    if (!this.#takeBack(correction, page.version)) {
      this.#services.notApplied();
      return;
    }
    const index = page.corrections.indexOf(correction);
    const corrections = page.corrections.filter((one) => one !== correction);
    // Until the page has been compared again, what is left of the list stands for it.
    this.#set({ page: { ...page, corrections }, selected: corrections[index] ?? corrections.at(-1) ?? null });
  }

  #takeBack(correction: Correction, version: number): boolean {
    const { open } = this.#services;
    const { editor, text } = open.getSnapshot();
    if (!editor || open.readOnly || text?.version !== version) return false;
    const checkpoint = editor.proofing.checkpoint();
    const edits = revert(checkpoint.document, new CodePointText(open.source), correction);
    if (!edits.length) return false;
    const { document, applied, locate } = applyFixes(checkpoint.document, [edits]);
    if (!applied[0]) return false;
    const at = locate({ block: correction.block, offset: correction.start });
    return editor.proofing.mend({ document, anchor: at, head: at, accepted: new Map() }, checkpoint);
  }

  #follow(): void {
    const { editor, text } = this.#services.open.getSnapshot();
    if (!editor || !text || text.composing || text.version === this.#seen) return;
    this.#seen = text.version;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#compare(), this.#asked < 0 ? 0 : PAUSE);
  }

  #compare(): void {
    const { open } = this.#services;
    const { editor } = open.getSnapshot();
    if (!editor || this.#isBusy) return;
    const { document, version } = editor.proofing.checkpoint();
    this.#asked = version;
    this.#isBusy = true;
    const worker = this.#worker ?? this.#services.startWorker();
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const { page = null, selected = null } = this.#snapshot ?? {};
      if (data.say === "corrections") {
        const { corrections, byKind } = data;
        const still = selected && (corrections.find((one) => isSame(one, selected)) ?? null);
        const errors = page?.errors ?? null;
        this.#set({ page: { document, version, corrections, byKind, errors }, selected: still });
        return;
      }
      this.#isBusy = false;
      if (page) this.#set({ page: { ...page, errors: data.errors }, selected });
      if (this.#seen !== version) this.#compare();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#isBusy = false;
      this.#services.report(new Error(event.message));
    };
    worker.postMessage({ document, source: open.source } satisfies Question);
  }

  #set(snapshot: CorrectionsSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

/** The same change at the same place of the source, wherever the text around it has gone. */
function isSame(a: Correction, b: Correction): boolean {
  return a.kind === b.kind && a.source[0] === b.source[0] && a.source[1] === b.source[1] && a.right === b.right;
}
