/** galley.json (what a corpus is: name, roles, tagset) and entities.json (its registry of known entities). */
import { join } from "node:path";
import { type PresetId, preset } from "../../shared/entities/tagset/presets.ts";
import { withTagset } from "../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../shared/errors.ts";
import { describeIssue, unknownVersion } from "../../shared/model/parse.ts";
import {
  type CorpusSettings,
  corpusFormat,
  corpusVersion,
  defaultRoles,
  type Registry,
  registryFormat,
  registrySchema,
  registryVersion,
  settingsSchema,
} from "../../shared/model/settings.ts";
import type { DurableFs } from "./disk.ts";
import { JsonFile, reasonOf } from "./json-file.ts";
import { registryName, settingsName } from "./layout.ts";

/** @param tags the tagset to begin with */
export function newSettings(name: string, createdAt: string, tags: PresetId = "news"): CorpusSettings {
  const settings = {
    format: corpusFormat,
    version: corpusVersion,
    name,
    createdAt,
    roles: structuredClone([...defaultRoles]),
    entityTypes: [],
  } satisfies CorpusSettings;
  return withTagset(settings, preset(tags));
}

export function settingsFile(dir: string, initial: CorpusSettings, fs: DurableFs): JsonFile<CorpusSettings> {
  return new JsonFile(join(dir, settingsName), initial, (json) => checkSettings(json, join(dir, settingsName)), fs);
}

export function registryFile(dir: string, fs: DurableFs): JsonFile<Registry> {
  const empty: Registry = { format: registryFormat, version: registryVersion, entities: [] };
  return new JsonFile(join(dir, registryName), empty, (json) => checkRegistry(json, join(dir, registryName)), fs, true);
}

/** @throws GalleyError not-a-corpus, corpus-newer, corpus-damaged */
export async function readSettings(dir: string, fs: DurableFs): Promise<CorpusSettings> {
  const file = settingsFile(dir, newSettings("", ""), fs);
  const missing = file.data;
  await readOr(file, join(dir, settingsName));
  if (file.data === missing) throw notACorpus(dir, `it holds no ${settingsName}`);
  return file.data;
}

/** The registry; an absent file is an empty one. @throws GalleyError corpus-newer, corpus-damaged */
export async function readRegistry(dir: string, fs: DurableFs): Promise<Registry> {
  return (await openRegistry(dir, fs)).data;
}

/** The registry's file, read: writing it refuses what someone else wrote meanwhile. @throws as `readRegistry` */
export async function openRegistry(dir: string, fs: DurableFs): Promise<JsonFile<Registry>> {
  const file = registryFile(dir, fs);
  await readOr(file, join(dir, registryName));
  return file;
}

async function readOr<T>(file: JsonFile<T>, path: string): Promise<void> {
  try {
    await file.read();
  } catch (error) {
    if (error instanceof GalleyError) throw error;
    throw damaged(path, reasonOf(error, path), error);
  }
}

function checkSettings(json: unknown, path: string): CorpusSettings {
  if (formatOf(json) !== corpusFormat) throw notACorpus(path, `its "format" is not "${corpusFormat}"`);
  refuseOtherVersion(json, corpusVersion, path);
  const checked = settingsSchema.safeParse(json);
  if (!checked.success) throw damaged(path, describeIssue(checked.error));
  // The checked input itself, not zod's copy: unknown keys keep their places.
  return json as CorpusSettings;
}

function checkRegistry(json: unknown, path: string): Registry {
  if (formatOf(json) === registryFormat) refuseOtherVersion(json, registryVersion, path);
  const checked = registrySchema.safeParse(json);
  if (!checked.success) throw damaged(path, describeIssue(checked.error));
  return json as Registry;
}

function formatOf(json: unknown): unknown {
  return json && typeof json === "object" ? (json as Record<string, unknown>).format : undefined;
}

/** The first version that galley.json and entities.json were ever written in. */
const FIRST_VERSION = 1;

function refuseOtherVersion(json: unknown, known: number, path: string): void {
  const version = (json as Record<string, unknown>).version;
  const unknown = unknownVersion(version, FIRST_VERSION);
  if (unknown) throw damaged(path, unknown);
  if (typeof version !== "number" || version <= known) return;
  throw new GalleyError(
    "corpus-newer",
    `${path} was written by a newer version of Galley (version ${version}, this program knows ${known}). Update Galley to open it.`,
    { name: path, version },
  );
}

function notACorpus(name: string, reason: string): GalleyError {
  return new GalleyError("not-a-corpus", `${name} is not a Galley corpus: ${reason}.`, { name, reason });
}

function damaged(name: string, reason: string, cause?: unknown): GalleyError {
  return new GalleyError(
    "corpus-damaged",
    `${name} can't be read: ${reason}. Mend it or bring it back from a backup; nothing was changed.`,
    { name, reason },
    { cause },
  );
}
