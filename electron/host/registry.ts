/** The contract's methods about the registry of known entities, and where they are named; the window hears of every change. */
import { writeFile } from "node:fs/promises";
import type { EventPayload, Host } from "../../shared/api.ts";
import { writeGazetteer } from "../../shared/entities/gazetteer.ts";
import type { ChangedRegistry } from "../../shared/entities/registry-edits.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { contextOf } from "../../shared/search/concordance.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { importGazetteer } from "../corpus/import-gazetteer.ts";
import { RegistryList } from "../corpus/registry-list.ts";
import { diskError } from "../disk-errors.ts";
import type { EntityPlace } from "../index/entity-table.ts";
import { checkFileName } from "./file-name.ts";
import { freePath, locationOf } from "./folders.ts";
import type { Handles } from "./handles.ts";

/** Beyond this many, reading the registry again is the better answer. */
const MOST_ENTRIES = 500;
/** Rows of a list of names that are shown before it is brought in. */
const SAMPLE = 8;
const MOST_PROBLEMS = 100;

interface RegistryParts {
  /** The open one. @throws GalleyError no-corpus */
  corpus(): Corpus;
  handles: Handles;
  tell(change: EventPayload<"registryChanged">): void;
  settingsChanged(): void;
}

type RegistryMethods = Pick<
  Host,
  | "readRegistry"
  | "changeRegistry"
  | "listRegistry"
  | "readEntry"
  | "listEntities"
  | "countEntities"
  | "setRemembered"
  | "importRegistry"
  | "exportRegistry"
>;

export function registryMethods({ corpus, handles, tell, settingsChanged }: RegistryParts): RegistryMethods {
  const list = new RegistryList();
  return {
    readRegistry: async () => await corpus().readRegistry(),
    async changeRegistry({ edits }) {
      const change = await corpus().changeRegistry(edits);
      const told = toldOf(change);
      if (told) tell(told);
      return { undo: change.undo };
    },
    async listRegistry({ query, offset, limit }) {
      const open = corpus();
      return list.page(await open.readRegistry(), await open.entityCounts(), query, offset, limit);
    },
    async readEntry({ id }) {
      const open = corpus();
      const entry = (await open.readRegistry()).entities.find((one) => one.id === id);
      return entry ? { entry, entities: (await open.entityCounts()).get(id) ?? 0 } : null;
    },
    async listEntities({ filter, offset, limit }) {
      const open = corpus();
      const { entities: total, documents } = await open.countEntities(filter);
      const places = await open.findEntities(filter, offset, limit);
      return { total, documents, hits: await Promise.all(places.map((place) => hitOf(open, place))) };
    },
    countEntities: async ({ filter, limit }) => await corpus().entityDocuments(filter, limit),
    async setRemembered({ types }) {
      await corpus().setRemembered(types);
      settingsChanged();
      return {};
    },
    async importRegistry({ carryOut, ...file }) {
      const { plan, problems } = await importGazetteer(corpus(), { ...file, dryRun: !carryOut });
      if (carryOut) tell({ changed: null, removed: [] });
      const { added, merged, same, doubtful } = plan;
      const first = doubtful.slice(0, MOST_PROBLEMS).map(({ row, reason }) => ({ line: row.line, reason }));
      return {
        added: added.length,
        merged: merged.length,
        same,
        sample: added.slice(0, SAMPLE).map(({ name }) => name),
        doubtful: { count: doubtful.length, first },
        problems: { count: problems.length, first: problems.slice(0, MOST_PROBLEMS) },
      };
    },
    async exportRegistry({ format, folder, name }) {
      const registry = await corpus().readRegistry();
      const path = freePath(handles.path(folder), checkFileName(`${name}.${format}`));
      await writeFile(path, writeGazetteer(registry, format), { flag: "wx" }).catch((error) => {
        throw diskError(error, path, "write");
      });
      return { handle: handles.of(path), location: locationOf(path), entries: registry.entities.length };
    },
  };
}

/** What windows are told of a change; null when there is none. */
export function toldOf({ changed, removed }: Pick<ChangedRegistry, "changed" | "removed">) {
  if (!changed.length && !removed.length) return null;
  return changed.length + removed.length > MOST_ENTRIES ? { changed: null, removed: [] } : { changed, removed };
}

async function hitOf(corpus: Corpus, { id: entity, document, title, block, role, type, ref, start, end }: EntityPlace) {
  const text = (await corpus.blockText(document, block)) ?? "";
  const points = new CodePointText(text);
  const context = contextOf(text, points.toUtf16(start), points.toUtf16(end));
  return { document, title, role, block, ...context, entity, type, ref };
}
