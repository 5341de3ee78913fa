/**
 * A change of the registry that goes on for a while and is undone as one: an import of many files, each of which may bring
 * entries. What each step adds is written down by itself, so its log grows with what comes and not with the registry, and
 * what others do meanwhile stays when it is undone. Must not know: where entries come from.
 */
import {
  applyRegistryEdits,
  type ChangedRegistry,
  type RegistryEdit,
} from "../../../shared/entities/registry-edits.ts";
import type { Registry, RegistryEntry } from "../../../shared/model/settings.ts";
import { diskError } from "../../disk-errors.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "../parts.ts";
import { changeFiles } from "./corpus-files.ts";
import { forgetOld } from "./forget-old.ts";
import { OperationWriter, removeOperation } from "./operation-log.ts";

export class RegistryOperation {
  readonly #label: string;
  /** Of the operation, once there is one. */
  #id: string | null = null;

  /** @param label what undoing it is called */
  constructor(label: string) {
    this.#label = label;
  }

  /**
   * A step of it.
   * @param edits what says them of the registry as it is on the disk
   * @throws GalleyError usage, not-found, conflict (an entry, named), read-only, corpus-gone, corpus-damaged, the disk's
   */
  async edit(parts: CorpusParts, edits: (registry: Registry) => readonly RegistryEdit[]): Promise<ChangedRegistry> {
    refuseUnwritable(parts);
    return await parts.operations.hold(() => inCorpus(parts, () => this.#edit(parts, edits)));
  }

  async #edit(parts: CorpusParts, edits: (registry: Registry) => readonly RegistryEdit[]): Promise<ChangedRegistry> {
    let step: { before: RegistryEntry[]; change: ChangedRegistry } | null = null;
    const registry = (now: Registry): Registry => {
      const change = applyRegistryEdits(now, edits(now));
      const changed = new Set(change.changed.map(({ id }) => id));
      step = { change, before: now.entities.filter(({ id }) => changed.has(id)) };
      return change.registry;
    };
    const addFile: OperationWriter["addFile"] = async () => {
      if (step) await this.#note(parts, step.before, step.change.changed);
    };
    const earlier = this.#id;
    try {
      await changeFiles(parts, { addFile }, { registry });
    } catch (error) {
      // Nothing has come of it, so there is nothing to undo.
      if (this.#id !== null && this.#id !== earlier) removeOperation(parts.dir, this.#id, parts.fs);
      throw diskError(error, parts.dir, "write to");
    }
    if (!step) throw new Error("the registry was not asked for its change");
    return (step as { change: ChangedRegistry }).change;
  }

  /** Resolves when it is on the disk how to take the step back. */
  async #note(parts: CorpusParts, before: readonly RegistryEntry[], after: readonly RegistryEntry[]): Promise<void> {
    const { dir, fs } = parts;
    const at = parts.now().toISOString();
    // Where somebody has undone it meanwhile, what comes now is another.
    const same = this.#id === null ? null : await OperationWriter.reopen(dir, fs, this.#id);
    const writer = same ?? (await OperationWriter.begin(dir, fs, { kind: "registry", label: this.#label, at }));
    try {
      await writer.addEntries(before, after);
    } finally {
      await writer.end([]);
    }
    if (same) return;
    this.#id = writer.id;
    try {
      forgetOld(dir, fs);
    } catch {
      // What was to go stays; the next operation tries again.
    }
  }
}
