/**
 * galley.json and entities.json as part of an operation: changed when it begins, brought back when it is undone. Unlike
 * documents they are shared by all that the corpus's editors do, so where one was changed since, what the operation did
 * is taken out of it and the rest stays (`put-back.ts`).
 */
import { join } from "node:path";
import { GalleyError } from "../../../shared/errors.ts";
import type { CorpusSettings, Registry } from "../../../shared/model/settings.ts";
import { isMissing } from "../../disk-errors.ts";
import type { DurableFs } from "../disk.ts";
import { stampOf } from "../document-files.ts";
import { writeFileDurably } from "../durable-file.ts";
import { jsonText } from "../json-file.ts";
import { registryName, settingsName } from "../layout.ts";
import type { CorpusParts } from "../parts.ts";
import { readRegularFile, sha256 } from "../read-regular-file.ts";
import { readRegistry, readSettings } from "../settings-files.ts";
import type { BeforeImages, FileEntry, OperationWriter } from "./operation-log.ts";
import type { DocumentFailure } from "./place-all.ts";
import { putBack } from "./put-back.ts";

/** Each is given what is on the disk; the same object means no change. What it throws ends the operation. */
export interface FileChanges {
  settings?(now: CorpusSettings): CorpusSettings;
  /** What documents will name must be there before them. */
  registry?(now: Registry): Registry;
  /**
   * What they named may go only after them, if it is not `named` by any: one that could not be changed, or that names
   * it since. Left alone when the operation is stopped.
   */
  registryAfter?(now: Registry, named: Named): Registry;
}

/** Whether any document names an entry, by its id. */
export type Named = (entry: string) => boolean;

/** Before the documents. @returns how many of the two are other than before. @throws GalleyError the disk's, and what the changes throw */
export async function changeFiles(
  parts: CorpusParts,
  log: Pick<OperationWriter, "addFile">,
  files: FileChanges,
): Promise<number> {
  let count = 0;
  if (files.settings) {
    const settings = await change(parts, log, settingsName, () => readSettings(parts.dir, parts.fs), files.settings);
    if (settings) {
      parts.settings = settings;
      count++;
    }
  }
  if (files.registry) {
    const registry = await change(parts, log, registryName, () => readRegistry(parts.dir, parts.fs), files.registry);
    if (registry) count++;
  }
  return count;
}

/** After the documents. @returns whether the registry is other than before. @throws as `changeFiles` */
export async function changeFilesAfter(
  parts: CorpusParts,
  log: OperationWriter,
  { registryAfter }: FileChanges,
): Promise<boolean> {
  if (!registryAfter) return false;
  const named = await namedIn(parts);
  const make = (now: Registry) => registryAfter(now, named);
  return (await change(parts, log, registryName, () => readRegistry(parts.dir, parts.fs), make, true)) !== null;
}

async function namedIn(parts: CorpusParts): Promise<Named> {
  const counts = await parts.index.use((index) => index.entities.countsByRef());
  return (entry) => (counts.get(entry) ?? 0) > 0;
}

async function change<T>(
  parts: CorpusParts,
  log: Pick<OperationWriter, "addFile">,
  name: FileEntry["file"],
  read: () => Promise<T>,
  make: (now: T) => T,
  isLast = false,
): Promise<T | null> {
  return await alone(parts, name, async (path) => {
    const before = await readOrNull(path, parts.fs);
    const now = await read();
    const next = make(now);
    if (next === now) return null;
    const after = bytesOf(next);
    await log.addFile(name, before ?? bytesOf(now), after, isLast);
    await writeFileDurably(path, after, parts.fs);
    noteTold(parts, name);
    return next;
  });
}

/**
 * What came first is to be taken back last, and what came last first: so documents never name what is not there.
 * @returns what could not be taken back, by the file's name. @throws GalleyError the disk's
 */
export async function restoreFiles(
  parts: CorpusParts,
  files: readonly FileEntry[],
  images: BeforeImages,
): Promise<DocumentFailure[]> {
  const failures: DocumentFailure[] = [];
  const tell = (file: FileEntry["file"], refused: readonly string[]) => {
    if (refused.length) failures.push({ document: file, error: changedSince(file, refused).toShape() });
  };
  const steps = files.filter(({ members }) => members);
  for (const entry of files.filter(({ members }) => !members))
    tell(entry.file, await alone(parts, entry.file, (path) => restore(parts, entry, path, images)));
  if (steps.length)
    tell(registryName, await alone(parts, registryName, (path) => takeBack(parts, steps, path, images)));
  for (const { file } of files) noteTold(parts, file);
  if (files.some(({ file }) => file === settingsName)) parts.settings = await readSettings(parts.dir, parts.fs);
  return failures;
}

/** @returns the places of the file that were changed since and stay as they are */
async function restore(parts: CorpusParts, entry: FileEntry, path: string, images: BeforeImages): Promise<string[]> {
  const bytes = await readOrNull(path, parts.fs);
  const hash = bytes && sha256(bytes);
  if (hash === entry.before) return [];
  const { before, after } = await images.readFile(entry);
  if (!bytes) {
    await writeFileDurably(path, before, parts.fs);
    return [];
  }
  const now = parse(bytes);
  const { value, refused } =
    hash === entry.after ? { value: parse(before), refused: [] } : putBack(now, parse(before), parse(after));
  const kept = entry.file === registryName ? await stillNamed(parts, now, value) : [];
  const isWhole = hash === entry.after && !kept.length;
  const next = kept.length ? { ...value, entities: [...entriesIn(value), ...kept] } : value;
  await writeFileDurably(path, isWhole ? before : bytesOf(next), parts.fs);
  return refused;
}

/** Takes steps back of which only the members that they changed are known; one write for all. @returns as `restore` */
async function takeBack(
  parts: CorpusParts,
  steps: readonly FileEntry[],
  path: string,
  images: BeforeImages,
): Promise<string[]> {
  const bytes = await readOrNull(path, parts.fs);
  // Without the file there are no entries, so none is left of the operation's.
  if (!bytes) return [];
  const now = parse(bytes);
  let value = now;
  const refused = new Set<string>();
  for (const step of steps) {
    const { before, after } = await images.readFile(step);
    const back = putBack(value, parse(before), parse(after));
    value = back.value;
    for (const place of back.refused) refused.add(place);
  }
  const kept = await stillNamed(parts, now, value);
  const next = kept.length ? { ...value, entities: [...entriesIn(value), ...kept] } : value;
  await writeFileDurably(path, bytesOf(next), parts.fs);
  return [...refused];
}

/** Entries that would go and that documents name: those that could not be brought back, or that were tagged since. */
async function stillNamed(parts: CorpusParts, now: Json, next: Json): Promise<{ id: string }[]> {
  const stays = new Set(entriesIn(next).map(({ id }) => id));
  const gone = entriesIn(now).filter(({ id }) => !stays.has(id));
  if (!gone.length) return [];
  const named = await namedIn(parts);
  return gone.filter(({ id }) => named(id));
}

type Json = Record<string, unknown>;
const entriesIn = ({ entities }: Json) => (Array.isArray(entities) ? (entities as { id: string }[]) : []);

/** An operation ends with everybody reading the registry anew. */
function noteTold(parts: CorpusParts, name: FileEntry["file"]): void {
  if (name === registryName) parts.registryTold = stampOf(join(parts.dir, registryName), parts.fs);
}

/** One at a time, in this process and among all. */
function alone<T>(parts: CorpusParts, name: string, work: (path: string) => Promise<T>): Promise<T> {
  return parts.queue.run(name, () => parts.lock.hold(() => work(join(parts.dir, name))));
}

async function readOrNull(path: string, fs: DurableFs): Promise<Buffer | null> {
  try {
    return await readRegularFile(path, fs);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const bytesOf = (value: unknown) => Buffer.from(jsonText(value));
const parse = (bytes: Buffer) => JSON.parse(new TextDecoder().decode(bytes)) as Json;

function changedSince(name: string, places: readonly string[]): GalleyError {
  const what = places.join(", ");
  return new GalleyError("conflict", `${name}: ${what} was changed since; it was left as it is.`, {
    name: `${name} (${what})`,
  });
}
