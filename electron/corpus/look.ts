/**
 * Looking whether documents, galley.json or entities.json were changed by others, and putting right what is known of
 * them. What counts of documents is what a file holds, never its time or size: one that was only touched is no change,
 * and neither is one's own save.
 */
import { join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import { isMissing } from "../disk-errors.ts";
import { knownRegistry } from "./change-registry.ts";
import type { DurableFs } from "./disk.ts";
import { stampOf } from "./document-files.ts";
import { documentPath, registryName, settingsName } from "./layout.ts";
import { type CorpusParts, inCorpus, refuseGone } from "./parts.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";
import { readSettings } from "./settings-files.ts";

/** @returns those that are other than the index knew @throws GalleyError corpus-gone, corpus-emptied */
export async function lookAt(parts: CorpusParts, ids: readonly string[]): Promise<string[]> {
  const changed: string[] = [];
  for (const id of ids) {
    refuseGone(parts);
    // After a save of our own that is under way: its row is in the index then.
    if (await parts.queue.run(id, () => look(parts, id))) changed.push(id);
  }
  return changed;
}

/** The same for all, by their files' stamps; files that have another one are read. */
export async function lookAtAll(parts: CorpusParts): Promise<string[]> {
  refuseGone(parts);
  return await parts.index.refresh();
}

/** The settings stay the same object where they say the same. @throws GalleyError corpus-damaged, corpus-newer, corpus-gone */
export async function lookAtSettings(parts: CorpusParts): Promise<void> {
  refuseGone(parts);
  await parts.queue.run(settingsName, async () => {
    const settings = await inCorpus(parts, () => readSettings(parts.dir, parts.fs));
    if (JSON.stringify(settings) !== JSON.stringify(parts.settings)) parts.settings = settings;
  });
}

/** @returns whether it is another than windows were told of. @throws GalleyError as `lookAtSettings` */
export async function lookAtRegistry(parts: CorpusParts): Promise<boolean> {
  refuseGone(parts);
  // After a change of our own that is under way: it is noted then.
  return await parts.queue.run(registryName, async () => {
    const stamp = stampOf(join(parts.dir, registryName), parts.fs);
    if (stamp === parts.registryTold) return false;
    // One that can't be read is no news but a problem.
    await knownRegistry(parts);
    parts.registryTold = stamp;
    return true;
  });
}

async function look(parts: CorpusParts, id: string): Promise<boolean> {
  const path = documentPath(parts.dir, id);
  const known = await parts.index.askNow((index) => index.get(id));
  const stamp = stampOf(path, parts.fs);
  if (known && known.stamp === stamp) return false;
  if (known && stamp && (await hashOf(path, parts.fs)) === known.hash) {
    await parts.index.update(id);
    return false;
  }
  if (!known && !stamp) return false;
  await parts.index.update(id);
  return true;
}

async function hashOf(path: string, fs: DurableFs): Promise<string | null> {
  try {
    return sha256(await readRegularFile(path, fs));
  } catch (error) {
    // It is read again for the index, which notes why it can't be.
    if (error instanceof GalleyError || isMissing(error)) return null;
    throw error;
  }
}
