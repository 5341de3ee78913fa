/**
 * entities.json of an open corpus: kept in memory while the file stays the same, changed by small edits. What others
 * wrote meanwhile (another window, the command line, a text editor) is read first, so that nobody's entries are lost.
 */
import { join } from "node:path";
import { applyRegistryEdits, type ChangedRegistry, type RegistryEdit } from "../../shared/entities/registry-edits.ts";
import { goesByItself } from "../../shared/entities/remember.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Registry } from "../../shared/model/settings.ts";
import { stampOf } from "./document-files.ts";
import { syncFolder } from "./durable-file.ts";
import { registryName } from "./layout.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "./parts.ts";
import { openRegistry } from "./settings-files.ts";

/** Someone's editor may save while we do; not this often in a row. */
const ATTEMPTS = 5;

/** Not to be changed by the caller. An absent file is an empty registry. @throws GalleyError corpus-newer, corpus-damaged, corpus-gone */
export async function knownRegistry(parts: CorpusParts): Promise<Registry> {
  return await inCorpus(parts, async () => (await known(parts)).registry);
}

/**
 * The same for whoever writes documents that name its entries: it is on the disk for sure. Whoever wrote it, this program
 * before it was started again for one, may have been ended before its name was. @throws GalleyError also the disk's
 */
export async function settledRegistry(parts: CorpusParts): Promise<Registry> {
  return await inCorpus(parts, async () => {
    const read = await known(parts);
    if (!read.isSettled) await syncFolder(parts.dir, parts.fs);
    read.isSettled = true;
    return read.registry;
  });
}

async function known(parts: CorpusParts): Promise<NonNullable<CorpusParts["registry"]>> {
  // From before reading, so that a write in between makes it stale, not wrong.
  const stamp = stampOf(join(parts.dir, registryName), parts.fs);
  if (parts.registry?.stamp === stamp) return parts.registry;
  const file = await openRegistry(parts.dir, parts.fs);
  parts.registry = { stamp, registry: file.data, file, isSettled: false };
  return parts.registry;
}

/**
 * Resolves when the change is on the disk.
 * @throws GalleyError usage, not-found, conflict (an entry, named), read-only, corpus-gone, corpus-damaged, the disk's
 */
export async function changeRegistry(parts: CorpusParts, edits: readonly RegistryEdit[]): Promise<ChangedRegistry> {
  const change = await updateRegistry(parts, (registry) => applyRegistryEdits(registry, edits));
  for (const entry of change.changed) if (goesByItself(entry)) parts.fresh.add(entry.id);
  return change;
}

/** After writing: where the disk does not say, the next look tells of the change once more. */
function stampNow(path: string, { fs }: CorpusParts): string | null {
  try {
    return stampOf(path, fs);
  } catch {
    return null;
  }
}

/** As `changeRegistry`, by whoever makes the change of the registry that it is given: again, when that was changed meanwhile. */
export async function updateRegistry<C extends { registry: Registry }>(
  parts: CorpusParts,
  make: (registry: Registry) => C,
): Promise<C> {
  refuseUnwritable(parts);
  const write = async (): Promise<C> => {
    const path = join(parts.dir, registryName);
    for (let attempt = 1; ; attempt++) {
      const before = stampOf(path, parts.fs);
      const { file, registry } = await known(parts);
      const change = make(registry);
      if (change.registry === registry) return change;
      file.data = change.registry;
      // Until it is on the disk, whoever asks is told what is there.
      parts.registry = null;
      try {
        await file.write();
      } catch (error) {
        if (error instanceof GalleyError && error.code === "conflict" && attempt < ATTEMPTS) continue;
        throw error;
      }
      const stamp = stampNow(path, parts);
      // Reading a large registry anew for each entry that is added would be felt. Asked after the stamp was taken: so the
      // stamp is that of what was written.
      if (stamp && (await file.isAsKnown().catch(() => false)))
        parts.registry = { stamp, registry: change.registry, file, isSettled: true };
      // Who asked for the change tells of it; what others had written before is told by the next look.
      if (parts.registryTold === before) parts.registryTold = stamp;
      return change;
    }
  };
  return await parts.queue.run(registryName, () => inCorpus(parts, () => parts.lock.hold(write)));
}
