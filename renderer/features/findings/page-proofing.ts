/**
 * Proofing of the page that is open: checks it when typing pauses, hands the findings to the editor, carries out what
 * the user decides about them, one decision after the other. React reads it through `use-proofing.ts`.
 * Must not know: React, layout, how the worker works.
 */
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { dismissalOf } from "../../../shared/proofing/dismissals.ts";
import type { Edit } from "../../../shared/proofing/edits.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { Page } from "../../../shared/proofing/page.ts";
import type { ProofingSession } from "../../app/session.ts";
import type { Checkpoint, GalleyEditor } from "../../editor/editor-api.ts";
import type { FixRequest, Proofreader } from "../../proofing/proofreader.ts";
import type { OpenDocument } from "../document/open-document.ts";

/** Something that was mended at once, and can be undone while nothing was done after it. */
export interface Done {
  /** "safe", "all", or a rule's id. */
  what: string;
  count: number;
  /** Undo events that there were right after it. */
  depth: number;
}

export interface ProofingSnapshot {
  findings: readonly Finding[];
  /** The document that was checked last: what findings' fixes mean. */
  document: GalleyDocument | null;
  /** checked: the findings are those of the text as it is. */
  state: "waiting" | "checking" | "checked" | "failed";
  /** Why checking failed. */
  error: unknown;
  /** The page is being mended. */
  mending: boolean;
  done: readonly Done[];
  /** Rules whose cards the user has passed over. */
  skipped: ReadonlySet<string>;
  plan: "hidden" | "offered" | "asked";
  why: "hidden" | "shown" | "focused";
}

/** Milliseconds. A pause in typing that a check waits for: at least, and at most where checks take long. */
const pause = { least: 60, most: 700 };

interface Services {
  open: OpenDocument;
  proofreader: Proofreader;
  report(error: unknown): void;
  /** Tells the user that something could not be done: the text was changed meanwhile, or there is no offer. */
  tell(what: "changedMeanwhile" | "noFix" | "noFindings" | "notApplied"): void;
}

export class PageProofing {
  readonly #services: Services;
  readonly #listeners = new Set<() => void>();
  #snapshot: ProofingSnapshot = {
    findings: [],
    document: null,
    state: "waiting",
    error: null,
    mending: false,
    done: [],
    skipped: new Set(),
    plan: "hidden",
    why: "hidden",
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = true;
  /** What is being checked or was checked last. */
  #checkpoint: Checkpoint | null = null;
  #running: Promise<void> | null = null;
  #took = 0;
  #seen = { editor: null as GalleyEditor | null, version: -1, composing: false, findings: -1, depth: 0 };
  /** Decisions wait for each other. */
  #turn: Promise<void> = Promise.resolve();
  #planOffered = false;

  constructor(services: Services) {
    this.#services = services;
  }

  /** What the commands use. */
  get session(): ProofingSession {
    return {
      next: () => this.next(),
      previous: () => this.previous(),
      accept: () => this.accept(),
      dismiss: () => this.dismiss(),
      why: () => this.toggleWhy(),
      acceptRule: () => this.acceptRule(),
      showPlan: () => this.showPlan("asked"),
      mend: (choice) => this.mend(choice),
    };
  }

  getSnapshot = (): ProofingSnapshot => this.#snapshot;

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
      stop();
      clearTimeout(this.#timer);
      this.#seen.editor = null;
    };
  }

  /** Rules or what they know have changed: checks again. */
  checkAgain(): void {
    this.#services.proofreader.renew();
    this.#checkpoint = null;
    this.#plan();
  }

  next(): void {
    this.#go("nextFinding");
  }

  previous(): void {
    this.#go("previousFinding");
  }

  select(finding: Finding): void {
    const editor = this.#editor;
    editor?.scrollIntoView({ finding });
    editor?.commands.selectFinding(finding);
    editor?.focus();
    this.#set({ why: "shown" });
  }

  /** Carries out the active finding's offer and goes on; without an active finding, goes to the next one. */
  accept(): void {
    if (!this.#editor?.getSnapshot().finding) this.next();
    else this.#decide((editor, finding) => this.#carryOut(editor, [finding]));
  }

  dismiss(): void {
    if (!this.#editor?.getSnapshot().finding) this.next();
    else
      this.#decide((editor, finding) => {
        const page = new Page(editor.toDocument(), null);
        return editor.dismiss([dismissalOf(finding, page)]);
      });
  }

  /** All offers of the active finding's rule on this page. */
  acceptRule(rule = this.#editor?.getSnapshot().finding?.rule): void {
    if (rule) this.mend([rule]);
  }

  /** Mends the page, as one undo event. */
  mend(choice: FixRequest): void {
    void this.#inTurn(async () => {
      const editor = this.#editor;
      if (!editor) return;
      this.#set({ mending: true });
      try {
        await this.#mend(editor, choice);
      } finally {
        this.#set({ mending: false });
      }
      await this.#checked();
    });
  }

  undoLast(): void {
    this.#editor?.commands.undo();
  }

  skip(rule: string): void {
    this.#set({ skipped: new Set(this.#snapshot.skipped).add(rule) });
  }

  showPlan(plan: ProofingSnapshot["plan"]): void {
    this.#set({ plan, skipped: new Set() });
  }

  showWhy(why: ProofingSnapshot["why"]): void {
    this.#set({ why });
  }

  /** Shows why the finding is one; called again, hides it. */
  toggleWhy(): void {
    const editor = this.#editor;
    if (!editor) return;
    if (this.#snapshot.why === "focused") {
      this.#set({ why: "hidden" });
      editor.focus();
      return;
    }
    if (!editor.getSnapshot().finding) this.next();
    if (editor.getSnapshot().finding) this.#set({ why: "focused" });
  }

  get #editor(): GalleyEditor | null {
    return this.#services.open.getSnapshot().editor;
  }

  #go(name: "nextFinding" | "previousFinding"): void {
    const editor = this.#editor;
    if (!editor) return;
    if (!editor.commands[name]()) {
      if (this.#snapshot.state === "checked") this.#services.tell("noFindings");
      return;
    }
    const { finding } = editor.getSnapshot();
    if (finding) editor.scrollIntoView({ finding });
  }

  /** Decides about the active finding as it is when its turn comes and the text has been checked; then goes on. */
  #decide(act: (editor: GalleyEditor, finding: Finding) => boolean): void {
    void this.#inTurn(async () => {
      await this.#checked();
      const editor = this.#editor;
      const finding = editor?.getSnapshot().finding;
      if (!editor || !finding || !act(editor, finding)) return;
      editor.commands.leaveFinding();
      await this.#checked();
      if (editor === this.#editor && editor.commands.nextFinding()) {
        const next = editor.getSnapshot().finding;
        if (next) editor.scrollIntoView({ finding: next });
      }
    });
  }

  #carryOut(editor: GalleyEditor, findings: readonly Finding[]): boolean {
    const fixes = findings.flatMap(({ rule, fix }) => (fix ? [{ rule, edits: fix as Edit[] }] : []));
    if (!fixes.length) {
      this.#services.tell("noFix");
      return false;
    }
    const applied = editor.applyFixes(fixes);
    if (applied?.some(Boolean)) return true;
    this.#services.tell("notApplied");
    return false;
  }

  async #mend(editor: GalleyEditor, choice: FixRequest): Promise<void> {
    const { open, proofreader } = this.#services;
    const checkpoint = editor.checkpoint();
    const { anchor, head } = editor.selectionPlaces();
    const mended = await proofreader.fix(open, checkpoint.document, choice, [anchor, head]);
    const count = [...mended.accepted.values()].reduce((sum, one) => sum + one, 0);
    if (!count) {
      this.#services.tell("notApplied");
      return;
    }
    const [movedAnchor = null, movedHead = null] = mended.places;
    const isDone = editor.mend(
      { document: mended.document, accepted: mended.accepted, anchor: movedAnchor, head: movedHead },
      checkpoint,
    );
    if (!isDone) {
      this.#services.tell("changedMeanwhile");
      return;
    }
    const what = typeof choice === "string" ? choice : choice.join();
    this.#set({ done: [...this.#snapshot.done, { what, count, depth: editor.getSnapshot().undoDepth }] });
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(task).catch((error) => this.#services.report(error));
    return this.#turn;
  }

  /** Resolves when the findings are those of the text as it is. */
  async #checked(): Promise<void> {
    clearTimeout(this.#timer);
    for (let editor = this.#editor; editor && !this.#isChecked(editor); editor = this.#editor) {
      if (this.#stopped || editor.getSnapshot().composing || this.#snapshot.state === "failed") return;
      await this.#check();
    }
  }

  #isChecked(editor: GalleyEditor): boolean {
    return (
      this.#snapshot.state === "checked" &&
      this.#checkpoint !== null &&
      this.#checkpoint.version === editor.getSnapshot().version
    );
  }

  /** Something in the document or the editor is other than it was. */
  #follow(): void {
    const { editor, text } = this.#services.open.getSnapshot();
    if (this.#stopped || !editor || !text) return;
    const seen = this.#seen;
    const isNew = seen.editor !== editor;
    if (isNew) this.#checkpoint = null;
    const mustCheck = isNew || seen.version !== text.version || (seen.composing && !text.composing);
    const isListed = seen.findings !== text.findingsVersion;
    const isUndone = text.undoDepth < seen.depth;
    this.#seen = {
      editor,
      version: text.version,
      composing: text.composing,
      findings: text.findingsVersion,
      depth: text.undoDepth,
    };
    if (isUndone && this.#snapshot.done.some(({ depth }) => depth > text.undoDepth))
      this.#set({ done: this.#snapshot.done.filter(({ depth }) => depth <= text.undoDepth) });
    if (isListed) this.#set({ findings: editor.listFindings() });
    if (mustCheck) this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const wait = this.#checkpoint ? Math.min(pause.most, Math.max(pause.least, this.#took)) : 0;
    this.#timer = setTimeout(() => void this.#check(), wait);
  }

  #check(): Promise<void> {
    this.#running ??= this.#checkNow().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #checkNow(): Promise<void> {
    const { open, proofreader } = this.#services;
    const editor = this.#editor;
    // The end of a composition is heard of, and checked then.
    if (this.#stopped || !editor || editor.getSnapshot().composing || this.#isChecked(editor)) return;
    const checkpoint = editor.checkpoint();
    const start = performance.now();
    this.#checkpoint = checkpoint;
    this.#set({ state: "checking" });
    try {
      const findings = await proofreader.check(open, checkpoint.document);
      this.#took = performance.now() - start;
      if (editor !== this.#editor || this.#stopped) return;
      if (this.#checkpoint !== checkpoint || editor.getSnapshot().composing) {
        this.#set({ state: "waiting" });
        this.#plan();
        return;
      }
      editor.setFindings(findings, checkpoint);
      this.#set({ state: "checked", error: null, document: checkpoint.document, findings: editor.listFindings() });
      this.#offerPlan(findings);
      if (editor.getSnapshot().version !== checkpoint.version) this.#plan();
    } catch (error) {
      this.#set({ state: "failed", error });
    }
  }

  /** Once, for a page that nobody has worked on. */
  #offerPlan(findings: readonly Finding[]): void {
    const { open } = this.#services;
    if (this.#planOffered) return;
    this.#planOffered = true;
    const { status, text } = open.getSnapshot();
    const isRaw = status === "new" && text?.mode === "proofread" && !open.readOnly;
    if (isRaw && this.#snapshot.plan === "hidden" && findings.some(({ fix }) => fix)) this.#set({ plan: "offered" });
  }

  #set(change: Partial<ProofingSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
