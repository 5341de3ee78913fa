/**
 * One document while it is open: what was read, its editor, its status, and its saving. Outlives the editor's view, so
 * that remounting loses nothing. React reads it through `useOpen`.
 * Must not know: React, layout.
 */
import type { Draft, GalleyApi, Result } from "../../../shared/api.ts";
import type { ErrorShape } from "../../../shared/errors.ts";
import type { GalleyDocument, Status } from "../../../shared/model/document.ts";
import type { EditorSnapshot, GalleyEditor } from "../../editor/editor-api.ts";
import { DraftKeeper, type DraftKeeperOptions, systemIdle } from "./draft-keeper.ts";
import { Saver, type SaveState, systemClock } from "./save.ts";
import { createWrite, type OnDisk, onDiskAs } from "./write.ts";

export interface OpenSnapshot {
  editor: GalleyEditor | null;
  /** The editor's own snapshot. */
  text: EditorSnapshot | null;
  status: Status;
  save: SaveState;
  /** The editor is asked which side of a conflict to keep. */
  deciding: boolean;
  /** What was typed before the program ended and never saved; null once the editor has seen to it. */
  draft: OpenDraft | null;
  /** Others deleted its file. */
  missing: boolean;
}

export interface OpenDraft extends Draft {
  /** The document without it. */
  file: GalleyDocument;
}

export class OpenDocument {
  readonly id: string;
  readonly source: string;
  readonly readOnlyReason: ErrorShape | null;
  readonly saver: Saver<GalleyDocument>;
  readonly #drafts: DraftKeeper;
  /** Typed on this very file before the program ended: brought back as soon as there is an editor. */
  #unsaved: GalleyDocument | null;
  /** As read, or as the last editor left it. */
  #document: GalleyDocument;
  #onDisk: OnDisk;
  /** What the last save gave the file. */
  #stamp: { revision: number; updatedAt: string };
  #version = 0;
  #seenTextVersion = 0;
  #stopListening: (() => void) | null = null;
  #snapshot: OpenSnapshot;
  readonly #listeners = new Set<() => void>();

  /**
   * @param draft what was typed on this file and never saved
   * @param time when saves and drafts come; the system's, but for tests
   */
  constructor(
    api: Pick<GalleyApi, "call">,
    read: Result<"readDocument">,
    corpusReadOnly: ErrorShape | null,
    draft: Draft | null = null,
    time: Pick<DraftKeeperOptions, "clock" | "idle"> = { clock: systemClock, idle: systemIdle },
  ) {
    this.id = read.document.id;
    this.source = read.source;
    this.readOnlyReason = read.readOnly ?? corpusReadOnly;
    this.#document = read.document;
    this.#stamp = { revision: read.document.revision, updatedAt: read.document.updatedAt };
    this.#unsaved = draft?.current ? draft.document : null;
    this.#onDisk = onDiskAs(read.document, read.hash);
    const write = createWrite(api, () => this.#onDisk);
    this.saver = new Saver<GalleyDocument>({
      clock: time.clock,
      read: () => this.current(),
      version: () => this.#version,
      composing: () => this.#snapshot.text?.composing ?? false,
      write: async (document, baseHash) => {
        const version = this.#version;
        const saved = await write(document, baseHash);
        this.#stamp = { revision: saved.revision, updatedAt: saved.updatedAt };
        this.#onDisk = onDiskAs(document, saved.hash);
        this.#drafts.saved(version);
        return saved;
      },
      baseHash: read.hash,
      onState: (state) => {
        this.#snapshot = { ...this.#snapshot, save: state, deciding: state.name === "conflict" };
        this.#changed();
      },
    });
    this.#drafts = new DraftKeeper({
      ...time,
      read: () => this.current(),
      version: () => this.#version,
      composing: () => this.#snapshot.text?.composing ?? false,
      keep: async (delta) => (await api.call("keepDraft", { delta, baseHash: this.#onDisk.hash })).kept,
      base: () => this.#onDisk.blocks,
    });
    this.#snapshot = {
      editor: null,
      text: null,
      status: read.document.status,
      save: { name: "saved" },
      deciding: false,
      missing: false,
      draft: draft && { ...draft, file: read.document },
    };
  }

  /** The drafts follow what is typed; returns what ends that. */
  startDrafts(): () => void {
    this.#drafts.start();
    return () => this.#drafts.stop();
  }

  /** Keeps what is unsaved as a draft, now; false when that can't be done. */
  keepDraft(): Promise<boolean> {
    return this.#drafts.flush();
  }

  getSnapshot = (): OpenSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get readOnly(): boolean {
    return this.readOnlyReason !== null;
  }

  get name(): string {
    return this.#document.source.name;
  }

  get encoding(): string {
    return this.#document.source.encoding;
  }

  /** The document as it is now, for saving or for a new editor. */
  current(): GalleyDocument {
    const document = this.#snapshot.editor?.toDocument() ?? this.#document;
    return { ...document, status: this.#snapshot.status, ...this.#stamp };
  }

  attach(editor: GalleyEditor): void {
    this.#seenTextVersion = editor.getSnapshot().version;
    this.#snapshot = { ...this.#snapshot, editor, text: editor.getSnapshot() };
    this.#stopListening = editor.subscribe(() => this.#textChanged());
    this.#changed();
    const unsaved = this.#unsaved;
    this.#unsaved = null;
    if (unsaved) this.become(unsaved);
  }

  /** Makes it another version of itself, as one step that can be undone (but for its status). */
  become(version: GalleyDocument): void {
    this.#snapshot.editor?.proofing.become(version);
    this.setStatus(version.status);
  }

  detach(): void {
    this.#document = this.current();
    this.#stopListening?.();
    this.#stopListening = null;
    this.#snapshot = { ...this.#snapshot, editor: null, text: null };
    this.#changed();
  }

  setStatus(status: Status): void {
    if (this.readOnly || status === this.#snapshot.status) return;
    this.#snapshot = { ...this.#snapshot, status };
    this.#version++;
    this.#changed();
    this.saver.changed();
    this.#drafts.changed();
  }

  setDeciding(deciding: boolean): void {
    this.#snapshot = { ...this.#snapshot, deciding };
    this.#changed();
  }

  setMissing(missing: boolean): void {
    if (missing === this.#snapshot.missing) return;
    this.#snapshot = { ...this.#snapshot, missing };
    this.#changed();
  }

  /** The editor has seen to the draft. */
  closeDraft(): void {
    this.#snapshot = { ...this.#snapshot, draft: null };
    this.#changed();
  }

  #textChanged(): void {
    const { editor, status } = this.#snapshot;
    if (!editor) return;
    const text = editor.getSnapshot();
    const isEdited = text.version !== this.#seenTextVersion;
    this.#seenTextVersion = text.version;
    // The first correction begins the proofreading; tags alone leave the status to the editor.
    const begins = isEdited && status === "new" && text.mode === "proofread";
    this.#snapshot = { ...this.#snapshot, text, status: begins ? "proofreading" : status };
    if (isEdited) this.#version++;
    this.#changed();
    this.saver.changed();
    this.#drafts.changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
