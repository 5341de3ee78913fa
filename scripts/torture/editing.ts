/**
 * One page that is typed into, undone, saved, changed by another program, merged, left by a window that dies: in any
 * order, held against a model that is two texts and a list. The host, the open document with its saving and its drafts,
 * and the editor's state are the program's own; only the editor's view is left out. It is long because each act is done twice,
 * to them and to the model.
 */
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { redo, undo } from "prosemirror-history";
import { documentPath } from "../../electron/corpus/layout.ts";
import { replaceDocument } from "../../renderer/editor/commands/replace-document.ts";
import type { EditorSnapshot, GalleyEditor } from "../../renderer/editor/editor-api.ts";
import { asOneEvent } from "../../renderer/editor/plugins/undo-events.ts";
import { notesOf } from "../../renderer/editor/steps/proofing-notes.ts";
import { Desk } from "../../renderer/editor/test/builders.ts";
import { OpenDocument } from "../../renderer/features/document/open-document.ts";
import type { GalleyApi, Method, Params, Result } from "../../shared/api.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { pageText } from "../../shared/proofing/page.ts";
import { shareBlocks } from "../../shared/versions/share-blocks.ts";

type Call = <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>;

/** What the law needs of a host with a corpus open. */
export interface Ground {
  call: Call;
  /** The corpus's folder. */
  dir: string;
}

/** Nothing is saved or kept but when the law says so. */
const never = { clock: { now: () => 0, after: () => () => {} }, idle: () => {} };

/** The editor as the open document sees it, over a state without a view. */
class DeskEditor {
  readonly desk: Desk;
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(document: GalleyDocument, source: string) {
    this.desk = new Desk(document, source);
  }

  /** For `OpenDocument.attach`, which asks for nothing but what is here. */
  get editor(): GalleyEditor {
    return this as unknown as GalleyEditor;
  }

  readonly proofing = {
    become: (version: GalleyDocument) => {
      const known = this.desk.document;
      const document = shareBlocks(version, known);
      const notes = notesOf(this.desk.state);
      this.change(() =>
        this.desk.run(asOneEvent(replaceDocument(this.desk.codec, { document, anchor: null, head: null, notes }))),
      );
    },
  };

  getSnapshot = () => ({ version: this.#version, composing: false, mode: "proofread" }) as EditorSnapshot;

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  toDocument = () => this.desk.document;

  change(work: () => unknown): void {
    const before = this.desk.state.doc;
    work();
    if (this.desk.state.doc === before) return;
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

/** What the window and the file must say. */
interface Model {
  window: string;
  file: string;
  /** Texts that undo leads back to, the next one last; the same for redo. */
  undo: string[];
  redo: string[];
  /** Of what the window says, the last that a draft holds; null for no draft. */
  draft: string | null;
  /** Another program wrote the file since the window read or wrote it. */
  isForeign: boolean;
}

/** A window on one page, until it dies. */
class Window {
  readonly #ground: Ground;
  readonly id: string;
  open!: OpenDocument;
  editor!: DeskEditor;

  constructor(ground: Ground, id: string) {
    this.#ground = ground;
    this.id = id;
  }

  /** As the window opens a page, with what a draft brings back. @returns the draft that is there */
  async begin(): Promise<Result<"readDraft">> {
    const { call } = this.#ground;
    const read = await call("readDocument", { id: this.id });
    const draft = await call("readDraft", { id: this.id });
    this.open = new OpenDocument({ call } as Pick<GalleyApi, "call">, read, null, draft, never);
    // The last draft that ending them would keep is one that a window that dies does not.
    this.open.startDrafts();
    this.editor = new DeskEditor(this.open.current(), this.open.source);
    this.open.attach(this.editor.editor);
    return draft;
  }

  /** Nothing of it is left but what is on the disk. */
  die(): void {
    this.open.detach();
    this.open.saver.stop();
  }
}

class Session {
  readonly #ground: Ground;
  readonly #window: Window;
  readonly #model: Model;
  #words = 0;

  constructor(ground: Ground, id: string, text: string) {
    this.#ground = ground;
    this.#window = new Window(ground, id);
    this.#model = { window: text, file: text, undo: [], redo: [], draft: null, isForeign: false };
  }

  async begin(): Promise<void> {
    await this.#window.begin();
  }

  type(which: number): void {
    const { editor } = this.#window;
    const { desk } = editor;
    const blocks = blocksOf(desk.document);
    const block = blocks[which % blocks.length];
    if (!block) throw new Error("the page has no block");
    const words = `〔𠮷${++this.#words}〕`;
    editor.change(() => {
      desk.selectIn(block.id, block.text.length);
      desk.run(
        asOneEvent((state, dispatch) => {
          dispatch?.(state.tr.insertText(words));
          return true;
        }),
      );
    });
    this.#model.undo.push(this.#model.window);
    this.#model.redo = [];
    this.#model.window = pageText(desk.document);
    const expected = blocks.map(({ id, text }) => (id === block.id ? text + words : text)).join("\n");
    same("typing", this.#model.window, expected);
  }

  undo(): void {
    this.#walk(undo, this.#model.undo, this.#model.redo);
  }

  redo(): void {
    this.#walk(redo, this.#model.redo, this.#model.undo);
  }

  #walk(command: typeof undo, from: string[], to: string[]): void {
    this.#window.editor.change(() => this.#window.editor.desk.run(command));
    const next = from.pop();
    if (next === undefined) return;
    to.push(this.#model.window);
    this.#model.window = next;
  }

  /** The window saves by itself, and asks where someone else wrote meanwhile. @param isMine which side is kept then */
  async save(isMine: boolean): Promise<void> {
    const { open } = this.#window;
    const model = this.#model;
    const isDirty = open.saver.getState().name !== "saved";
    if (await open.saver.flush()) {
      if (!isDirty) return;
      if (model.isForeign) throw new Error("what another program wrote was written over without a question");
      model.file = model.window;
      model.draft = null;
      return;
    }
    if (open.saver.getState().name !== "conflict")
      throw new Error(`not saved: ${JSON.stringify(open.saver.getState())}`);
    if (!model.isForeign) throw new Error("a conflict with nobody");
    await this.#decide(isMine);
  }

  /** As the window does it when a side is chosen. */
  async #decide(isMine: boolean): Promise<void> {
    const { call } = this.#ground;
    const { open, id } = this.#window;
    const model = this.#model;
    const mine = open.current();
    const { theirs, hash } = await call("prepareMerge", { mine, baseHash: open.saver.baseHash });
    same("their side", pageText(theirs), model.file);
    const kept: string[] = [];
    for (const { number } of (await call("readHistory", { id })).revisions)
      kept.push(pageText((await call("readRevision", { id, number })).document));
    for (const side of [model.window, model.file])
      if (!kept.includes(side)) throw new Error(`a side of the conflict is not in the history: ${side}`);
    if (isMine) {
      await call("saveDocument", { document: { ...mine, source: theirs.source }, baseHash: hash });
      model.file = model.window;
    }
    await call("discardDraft", { id });
    model.draft = null;
    await this.#reload();
  }

  async keepDraft(): Promise<void> {
    const isDirty = this.#window.open.saver.getState().name !== "saved";
    if (!(await this.#window.open.keepDraft())) throw new Error("the draft was not kept");
    if (isDirty) this.#model.draft = this.#model.window;
  }

  /** Another program writes the file. */
  outside(which: number): void {
    const path = documentPath(this.#ground.dir, this.#window.id);
    const document: GalleyDocument = JSON.parse(readFileSync(path, "utf8"));
    same("the file", pageText(document), this.#model.file);
    const blocks = blocksOf(document);
    const block = blocks[which % blocks.length];
    if (!block) throw new Error("the page has no block");
    const words = `《他${++this.#words}》`;
    block.text += words;
    block.pieces.push({ inserted: words });
    writeFileSync(path, JSON.stringify(document));
    this.#model.file = pageText(document);
    this.#model.isForeign = true;
  }

  /** A hint came, or the window got the focus: what is unsaved stays, else the file is shown. */
  async look(): Promise<void> {
    const { open, id } = this.#window;
    const { hash } = await this.#ground.call("hashDocument", { id });
    if (hash !== open.saver.baseHash && open.saver.getState().name === "saved") await this.#reload();
  }

  async #reload(): Promise<void> {
    this.#window.die();
    const draft = await this.#window.begin();
    if (draft) throw new Error("a page that is read anew for what others wrote has a draft");
    this.#opened(this.#model.file, []);
  }

  /** The window dies and is opened again: what a draft holds is brought back, as one step to undo. */
  async die(): Promise<void> {
    const model = this.#model;
    this.#window.die();
    const draft = await this.#window.begin();
    if (model.draft === null || model.draft === model.file) {
      if (draft?.current && pageText(draft.document) !== model.file) throw new Error("a draft of nothing");
      this.#opened(model.file, []);
    } else if (!draft) throw new Error(`the draft is gone: ${model.draft}`);
    else {
      same("the draft", pageText(draft.document), model.draft);
      if (draft.current === model.isForeign) throw new Error("whether the draft is of this file is wrong");
      this.#opened(draft.current ? model.draft : model.file, draft.current ? [model.file] : []);
    }
    // Of another version of the file: the window shows both and asks; here the file is chosen.
    if (draft && !draft.current) {
      await this.#ground.call("discardDraft", { id: this.#window.id });
      model.draft = null;
    }
  }

  #opened(text: string, undoSteps: string[]): void {
    Object.assign(this.#model, { window: text, undo: undoSteps, redo: [], isForeign: false });
  }

  /** @throws Error where the window or the file is not what the model says */
  check(): void {
    same("the window", pageText(this.#window.open.current()), this.#model.window);
    const path = documentPath(this.#ground.dir, this.#window.id);
    same("the file", pageText(JSON.parse(readFileSync(path, "utf8"))), this.#model.file);
    const [problem] = this.#window.editor.desk.problems;
    if (problem) throw new Error(`${problem.place}: ${problem.message}`);
  }

  end(): void {
    this.#window.die();
  }
}

function same(what: string, is: string, must: string): void {
  if (is !== must) throw new Error(`${what} says “${is}”, not “${must}”`);
}

const which = fc.nat(2);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("type" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("undo" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("redo" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("save" as const), isMine: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("keepDraft" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("outside" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("look" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("die" as const) }) },
);

const PAGE = "甲，離石。\n\n乙，𠮷田。\n\n丙。";

/** Whatever happens in whatever order, window and file say what the model says, and nobody's words are written over. */
export function editingLaw(ground: Ground) {
  let pages = 0;
  return fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
    const bytes = Buffer.from(`第${++pages}页\n\n${PAGE}`);
    const { id } = await ground.call("importFile", { path: `${pages}.txt`, bytes, encoding: "utf-8" });
    if (!id) throw new Error("the page was not imported");
    const { document } = await ground.call("readDocument", { id });
    const session = new Session(ground, id, pageText(document));
    await session.begin();
    try {
      for (const each of acts) {
        if (each.do === "type") session.type(each.which);
        else if (each.do === "outside") session.outside(each.which);
        else if (each.do === "save") await session.save(each.isMine);
        else await session[each.do]();
        session.check();
      }
    } finally {
      session.end();
    }
  });
}
