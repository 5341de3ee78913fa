/** Bringing a list of names into the registry: decoded as pages are, compared with what is there, one undoable operation. */
import { basename } from "node:path";
import type { EncodingChoice } from "../../shared/api.ts";
import {
  type GazetteerPlan,
  type GazetteerProblem,
  planGazetteer,
  readGazetteer,
} from "../../shared/entities/gazetteer.ts";
import { GalleyError } from "../../shared/errors.ts";
import { newEntryId } from "../../shared/model/ids.ts";
import { decodeSource, detectEncoding } from "../formats/encoding.ts";
import type { Corpus } from "./corpus.ts";

export interface GazetteerFile {
  /** For messages and for undoing. */
  name: string;
  bytes: Uint8Array;
  encoding?: EncodingChoice;
  /** Type of rows that say none. */
  type: string | null;
  /** Whether rows that may be an entry that is there become entries of their own. */
  isNew: boolean;
  /** Only what it would be. */
  dryRun: boolean;
}

/** @throws GalleyError bad-encoding, empty-file, and as `Corpus.editRegistry` */
export async function importGazetteer(
  corpus: Corpus,
  { name, bytes, encoding = "auto", type, isNew, dryRun }: GazetteerFile,
): Promise<{ plan: GazetteerPlan; problems: GazetteerProblem[] }> {
  const text = decodeSource(bytes, encoding === "auto" ? detectEncoding(bytes).encoding : encoding, basename(name));
  if (!text.trim()) throw new GalleyError("empty-file", `${name} is empty.`, { name: basename(name) });
  const { rows, problems } = readGazetteer(text, { types: corpus.settings.entityTypes, type });
  const plan = planGazetteer(rows, await corpus.readRegistry(), newEntryId, isNew);
  if (!dryRun && plan.edits.length) await corpus.editRegistry(basename(name), plan.edits);
  return { plan, problems };
}
