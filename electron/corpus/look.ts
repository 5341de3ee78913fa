/**
 * Looking whether documents were changed, added or removed by others, and putting the index right. What counts is what
 * a file holds, never its time or size: a file that was only touched is no change, and neither is one's own save.
 */
import { GalleyError } from "../../shared/errors.ts";
import { isMissing } from "../disk-errors.ts";
import { stampOf } from "./document-files.ts";
import { documentPath } from "./layout.ts";
import { type CorpusParts, refuseGone } from "./parts.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";

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

async function look(parts: CorpusParts, id: string): Promise<boolean> {
  const path = documentPath(parts.dir, id);
  const known = await parts.index.askNow((index) => index.get(id));
  const stamp = stampOf(path);
  if (known && known.stamp === stamp) return false;
  if (known && stamp && (await hashOf(path)) === known.hash) {
    await parts.index.update(id);
    return false;
  }
  if (!known && !stamp) return false;
  await parts.index.update(id);
  return true;
}

async function hashOf(path: string): Promise<string | null> {
  try {
    return sha256(await readRegularFile(path));
  } catch (error) {
    // It is read again for the index, which notes why it can't be.
    if (error instanceof GalleyError || isMissing(error)) return null;
    throw error;
  }
}
