/** Changing the registry alone, as an operation that can be undone like any other: the command line, and bringing in many entries. */
import { applyRegistryEdits, type ChangedRegistry, type RegistryEdit } from "../../shared/entities/registry-edits.ts";
import type { Registry } from "../../shared/model/settings.ts";
import { knownRegistry } from "./change-registry.ts";
import { carryOut } from "./operations/carry-out.ts";
import type { CorpusParts } from "./parts.ts";

export interface EditOptions {
  /** Only what it would be. */
  dryRun?: boolean;
  signal?: AbortSignal;
}

/** @throws GalleyError usage, not-found, conflict (an entry, named), read-only, corpus-gone, corpus-damaged, the disk's */
export async function editRegistry(
  parts: CorpusParts,
  label: string,
  edits: readonly RegistryEdit[],
  { dryRun = false, signal }: EditOptions = {},
): Promise<ChangedRegistry> {
  let change = applyRegistryEdits(await knownRegistry(parts), edits);
  if (dryRun) return change;
  const registry = (now: Registry): Registry => {
    change = applyRegistryEdits(now, edits);
    return change.registry;
  };
  const { stopped } = await carryOut(parts, { kind: "registry", label }, none(), {
    ...(signal ? { signal } : {}),
    files: { registry },
  });
  if (stopped) throw stopped;
  return change;
}

async function* none(): AsyncGenerator<never> {}
