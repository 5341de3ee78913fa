/**
 * Proofing of the page that is open: what the user decides about findings, carried out one decision after the other, and
 * what of it is on the screen (plan, why card). React reads it through `use-proofing.ts`.
 * Must not know: React, layout, how checking works.
 */
import { dismissalOf } from "../../../shared/proofing/dismissals.ts";
import type { Edit } from "../../../shared/proofing/edits.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { Page } from "../../../shared/proofing/page.ts";
import type { ProofingSession } from "../../app/session.ts";
import type { GalleyEditor } from "../../editor/editor-api.ts";
import type { FixRequest, Proofreader } from "../../proofing/proofreader.ts";
import type { OpenDocument } from "../document/open-document.ts";
import { type CheckSnapshot, PageChecker } from "./page-checker.ts";

/** Something that was mended at once, and can be undone while nothing was done after it. */
export interface Done {
  /** "safe", "all", or a rule's id. */
  what: string;
  count: number;
  /** Undo events that there were right after it. */
  depth: number;
}

export interface ProofingSnapshot extends CheckSnapshot {
  /** The page is being mended. */
  mending: boolean;
  done: readonly Done[];
  /** Rules whose cards the user has passed over. */
  skipped: ReadonlySet<string>;
  plan: "hidden" | "offered" | "asked";
  why: "hidden" | "shown" | "focused";
}

interface Services {
  open: OpenDocument;
  proofreader: Proofreader;
  /** The page is one that nobody has worked on, and may be mended. */
  offersPlan: boolean;
  report(error: unknown): void;
  /** Tells the user that something could not be done: the text was changed meanwhile, or there is no offer. */
  tell(what: "changedMeanwhile" | "noFix" | "noFindings" | "notApplied"): void;
}

export class PageProofing {
  readonly #services: Services;
  readonly #listeners = new Set<() => void>();
  readonly #checker: PageChecker;
  #snapshot: ProofingSnapshot;
  #undoDepth = 0;
  /** Decisions wait for each other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(services: Services) {
    this.#services = services;
    this.#checker = new PageChecker(services.open, services.proofreader, () => this.#checkChanged());
    this.#snapshot = {
      ...this.#checker.getSnapshot(),
      mending: false,
      done: [],
      skipped: new Set(),
      // From the start, before there is anything in it: the text must not move under a hand that goes to it.
      plan: services.offersPlan ? "offered" : "hidden",
      why: "hidden",
    };
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
    this.#checker.start();
    const stop = this.#services.open.subscribe(() => this.#follow());
    this.#follow();
    return () => {
      stop();
      this.#checker.stop();
    };
  }

  /** Checks again with what the host knows now: documents have changed, or a check has failed. */
  checkAgain(): void {
    this.#services.proofreader.renew();
    this.#checker.again();
  }

  /** Checks by these rules of this corpus. */
  checkFor(corpusAndRules: string): void {
    this.#services.proofreader.renewFor(corpusAndRules);
    this.#checker.again();
  }

  next(): void {
    this.#go("nextFinding");
  }

  previous(): void {
    this.#go("previousFinding");
  }

  select(finding: Finding): void {
    const editor = this.#editor;
    editor?.proofing.show(finding);
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
        return editor.proofing.dismiss([dismissalOf(finding, page)]);
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
      await this.#checker.checked();
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
    if (finding) editor.proofing.show(finding);
  }

  /** Decides about the active finding as it is when its turn comes and the text has been checked; then goes on. */
  #decide(act: (editor: GalleyEditor, finding: Finding) => boolean): void {
    void this.#inTurn(async () => {
      await this.#checker.checked();
      const editor = this.#editor;
      const finding = editor?.getSnapshot().finding;
      if (!editor || !finding || !act(editor, finding)) return;
      editor.commands.leaveFinding();
      await this.#checker.checked();
      if (editor === this.#editor && editor.commands.nextFinding()) {
        const next = editor.getSnapshot().finding;
        if (next) editor.proofing.show(next);
      }
    });
  }

  #carryOut(editor: GalleyEditor, findings: readonly Finding[]): boolean {
    const fixes = findings.flatMap(({ rule, fix }) => (fix ? [{ rule, edits: fix as Edit[] }] : []));
    if (!fixes.length) {
      this.#services.tell("noFix");
      return false;
    }
    const applied = editor.proofing.applyFixes(fixes);
    if (applied?.some(Boolean)) return true;
    this.#services.tell("notApplied");
    return false;
  }

  async #mend(editor: GalleyEditor, choice: FixRequest): Promise<void> {
    const { open, proofreader } = this.#services;
    const checkpoint = editor.proofing.checkpoint();
    const { anchor, head } = editor.proofing.selectionPlaces();
    const mended = await proofreader.fix(open, checkpoint.document, choice, [anchor, head]);
    const count = [...mended.accepted.values()].reduce((sum, one) => sum + one, 0);
    if (!count) {
      this.#services.tell("notApplied");
      return;
    }
    const [movedAnchor = null, movedHead = null] = mended.places;
    const isDone = editor.proofing.mend(
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

  #follow(): void {
    this.#checker.follow();
    const depth = this.#services.open.getSnapshot().text?.undoDepth ?? 0;
    const isUndone = depth < this.#undoDepth && this.#snapshot.done.some((one) => one.depth > depth);
    this.#undoDepth = depth;
    if (isUndone) this.#set({ done: this.#snapshot.done.filter((one) => one.depth <= depth) });
  }

  #checkChanged(): void {
    this.#set(this.#checker.getSnapshot());
  }

  #set(change: Partial<ProofingSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
