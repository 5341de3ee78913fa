/**
 * The part of the editor's face that is about findings: checkpoints for a check, what it found, and carrying out fixes
 * as one undo event each. See `EditorProofing` in `editor-api.ts`.
 */
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import type { Dismissal } from "../../shared/proofing/dismissals.ts";
import type { Edit } from "../../shared/proofing/edits.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { shareBlocks } from "../../shared/versions/share-blocks.ts";
import type { Codec } from "./codec.ts";
import { type Replacement, replaceDocument, selectionPlaces } from "./commands/replace-document.ts";
import type { Checkpoint, EditorProofing, Mended } from "./editor-api.ts";
import { takeSelection } from "./plugins/browser-selection.ts";
import { settleNow } from "./plugins/composition.ts";
import { setFindings } from "./plugins/findings.ts";
import { canType, modeOf } from "./plugins/mode.ts";
import { asOneEvent } from "./plugins/undo-events.ts";
import { findingsOf, placeOfFinding } from "./queries/findings.ts";
import { detailsMap } from "./steps/entity-details.ts";
import { notesOf, proofingNotesStep, withAccepted } from "./steps/proofing-notes.ts";
import { relationsOf } from "./steps/relations.ts";
import { bringIntoSight, rectOf } from "./view/in-sight.ts";

export class ViewProofing implements EditorProofing {
  readonly #view: EditorView;
  readonly #codec: Codec;
  /** The document's version, as the snapshot counts it. */
  readonly #version: () => number;
  /** What each checkpoint's document was made from. */
  readonly #checked = new WeakMap<Checkpoint, EditorState["doc"]>();
  #findings: readonly Finding[] = [];

  constructor(view: EditorView, codec: Codec, version: () => number) {
    this.#view = view;
    this.#codec = codec;
    this.#version = version;
  }

  checkpoint(): Checkpoint {
    settleNow(this.#view);
    const checkpoint = { document: this.#document(), version: this.#version() };
    this.#checked.set(checkpoint, this.#view.state.doc);
    return checkpoint;
  }

  setFindings(findings: readonly Finding[], checkpoint: Checkpoint): void {
    const checked = this.#checked.get(checkpoint);
    if (checked) this.#view.dispatch(setFindings(this.#view.state, findings, checked));
  }

  listFindings(): readonly Finding[] {
    const findings = findingsOf(this.#view.state);
    const isSame =
      findings.length === this.#findings.length &&
      findings.every((finding, index) => finding === this.#findings[index]);
    if (!isSame) this.#findings = findings;
    return this.#findings;
  }

  selectionPlaces() {
    return selectionPlaces(this.#view.state);
  }

  applyFixes(fixes: readonly { rule: string; edits: readonly Edit[] }[]): boolean[] | null {
    if (!this.#mayMend()) return null;
    settleNow(this.#view);
    const all = fixes.map(({ edits }) => edits);
    const { document, applied, locate } = applyFixes(this.#document(), all);
    const accepted = new Map<string, number>();
    for (const [index, { rule }] of fixes.entries())
      if (applied[index]) accepted.set(rule, (accepted.get(rule) ?? 0) + 1);
    if (!accepted.size) return applied;
    const { anchor, head } = this.selectionPlaces();
    this.#replace({ document, accepted, anchor: anchor && locate(anchor), head: head && locate(head) });
    return applied;
  }

  mend(mended: Mended, checkpoint: Checkpoint): boolean {
    if (checkpoint.version !== this.#version() || !this.#mayMend()) return false;
    return this.#replace(mended);
  }

  become(version: GalleyDocument): boolean {
    if (modeOf(this.#view.state).readOnly || this.#view.composing) return false;
    settleNow(this.#view);
    const document = shareBlocks(version, this.#document());
    const { anchor, head } = this.selectionPlaces();
    const before = notesOf(this.#view.state);
    const notes = { dismissed: version.dismissed, accepted: version.accepted };
    const isSame = JSON.stringify(notes) === JSON.stringify({ ...before });
    return this.#runAsEvent(replaceDocument(this.#codec, { document, anchor, head, notes: isSame ? before : notes }));
  }

  dismiss(dismissals: readonly Dismissal[]): boolean {
    if (modeOf(this.#view.state).readOnly || this.#view.composing || !dismissals.length) return false;
    return this.#runAsEvent((state, dispatch) => {
      const before = notesOf(state);
      const after = { ...before, dismissed: [...before.dismissed, ...dismissals] };
      dispatch?.(state.tr.step(proofingNotesStep(before, after)));
      return true;
    });
  }

  rectOf(finding: Finding) {
    const place = placeOfFinding(this.#view.state, finding);
    return place && rectOf(this.#view, place);
  }

  show(finding: Finding): void {
    bringIntoSight(this.#view, finding.block, () => this.rectOf(finding));
  }

  /** What a checkpoint's document was made from; undefined for another editor's. */
  docOf(checkpoint: Checkpoint): EditorState["doc"] | undefined {
    return this.#checked.get(checkpoint);
  }

  #document(): GalleyDocument {
    const { state } = this.#view;
    return this.#codec.write(state.doc, detailsMap(state), notesOf(state), relationsOf(state));
  }

  #mayMend(): boolean {
    return canType(this.#view.state) && !this.#view.composing;
  }

  #replace({ accepted, ...rest }: Mended): boolean {
    const replacement: Replacement = { ...rest, notes: withAccepted(notesOf(this.#view.state), accepted) };
    return this.#runAsEvent(replaceDocument(this.#codec, replacement));
  }

  #runAsEvent(command: Command): boolean {
    takeSelection(this.#view);
    settleNow(this.#view);
    return asOneEvent(command)(this.#view.state, this.#view.dispatch);
  }
}
