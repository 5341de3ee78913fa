/**
 * An open corpus: one folder, one object. What the window, the command line and the tests do is what is here.
 * Each operation is a function of its own file; this class opens, closes and hands them their shared parts.
 * It is long because it is the list of all that can be done with a corpus.
 */
import { accessSync, constants } from "node:fs";
import { userInfo } from "node:os";
import { basename, join, resolve } from "node:path";
import type {
  DocumentRow,
  EntityCountsQuery,
  EntityGraphQuery,
  EntityOverview,
  History,
  ImportOutcome,
  ListQuery,
  NamedGraph,
  Operation,
  Passages,
  PassagesQuery,
  SearchQuery,
} from "../../shared/api.ts";
import type { ChangedRegistry, RegistryEdit } from "../../shared/entities/registry-edits.ts";
import type { PresetId } from "../../shared/entities/tagset/presets.ts";
import type { Tagset } from "../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument, Status } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { CorpusSettings, ProofingSettings, Registry } from "../../shared/model/settings.ts";
import { registeredNames } from "../../shared/search/annotation.ts";
import { contentOf } from "../../shared/versions/compare.ts";
import { diskError, errnoOf, isMissing } from "../disk-errors.ts";
import type { ImportFile } from "../formats/format.ts";
import type { EntityFilter, EntityPlace } from "../index/entity-table.ts";
import { type Background, IndexKeeper } from "../index/index-keeper.ts";
import { type BatchOptions, Proofing } from "../proofing/proofing.ts";
import type { Answer, Measured } from "../proofing/tasks.ts";
import type { Page, Replacements, Spread, SpreadRequest } from "../search/messages.ts";
import { type SearchLimits, type SearchOptions, SearchThread } from "../search/search-thread.ts";
import { changeRegistry, knownRegistry } from "./change-registry.ts";
import { changeSettings } from "./change-settings.ts";
import { CorpusClaim } from "./corpus-claim.ts";
import { type DurableFs, type FolderEntry, realFs } from "./disk.ts";
import { documentBytes } from "./document-bytes.ts";
import { type ReadDocument, stampOf } from "./document-files.ts";
import { makeFolder } from "./durable-file.ts";
import { type EditOptions, editRegistry } from "./edit-registry.ts";
import { countEntities, entityGraph, listPassages } from "./entity-overview.ts";
import { historyOf } from "./history.ts";
import type { ImportFileOptions } from "./import/import-file.ts";
import { documentPath, documentsName, registryName, sourcesName } from "./layout.ts";
import { lookAt, lookAtAll, lookAtRegistry, lookAtSettings } from "./look.ts";
import {
  carryOut,
  type DocumentChange,
  lastOperation,
  type OperationOptions,
  type OperationResult,
} from "./operations/carry-out.ts";
import { type UndoOptions, type UndoResult, undoLast } from "./operations/undo.ts";
import { type CorpusParts, inCorpus, isGone, refuseGone, refuseUnwritable } from "./parts.ts";
import { KeyedQueue } from "./queue.ts";
import { readOne } from "./read-one.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";
import { type Restored, recreateDocument, restoreRevision } from "./restore-document.ts";
import { type Keeping, Revisions } from "./revisions.ts";
import { type SavedDocument, type SaveOptions, saveDocument } from "./save-document.ts";
import { searchText } from "./search-text.ts";
import { setProofing } from "./set-proofing.ts";
import { setTagset } from "./set-tagset.ts";
import { newSettings, readSettings, registryFile, settingsFile } from "./settings-files.ts";
import { SourceFiles } from "./source-files.ts";
import { StandingFiles } from "./standing-files.ts";
import { typeCounts } from "./type-counts.ts";
import type { Finding } from "./verify/finding.ts";
import { findLeftovers } from "./verify/leftovers.ts";
import { Quarantine } from "./verify/quarantine.ts";
import { countSetAside, listSetAside, restoreSetAside, type SetAside } from "./verify/set-aside.ts";
import { type VerifyOptions, verifyCorpus } from "./verify/verify-corpus.ts";
import { WriteLock } from "./write-lock.ts";

export interface CorpusOptions {
  fs?: DurableFs;
  now?: () => Date;
  /** For a window: only one at a time may write. See `corpus-claim.ts`. */
  claim?: boolean;
  /** Gives up opening while many documents are read for the index; what was read so far is kept. */
  signal?: AbortSignal;
  onIndexing?(done: number, total: number): void;
  /** For a window: the list is shown while the index is compared with the files. */
  background?: Background | undefined;
  searchLimits?: SearchLimits;
  /** Hears of entries of the registry that came or went by themselves with a save. */
  onRegistry?(change: Pick<ChangedRegistry, "changed" | "removed">): void;
}

export interface FileToImport extends ImportFileOptions {
  /** For messages and as a hint of the format; nothing is read from it. */
  path: string;
  bytes: Uint8Array;
  /** The files beside it that belong to it, by their paths relative to it. */
  siblings?: ReadonlyMap<string, Uint8Array>;
}

/** A document as it is opened for reading or editing. */
export interface OpenDocument extends ReadDocument {
  /** The decoded source text; empty when it can't be read (then `readOnly` says so). */
  source: string;
  /** Why nothing can be changed, or null. */
  readOnly: GalleyError | null;
}

export class Corpus {
  readonly #parts: CorpusParts;
  readonly #claim: CorpusClaim | null;
  /** Checking and mending its documents. */
  readonly proofing: Proofing;

  private constructor(parts: CorpusParts, claim: CorpusClaim | null) {
    this.#parts = parts;
    this.#claim = claim;
    this.proofing = new Proofing(parts);
  }

  /**
   * Makes an empty corpus in a folder that is empty or not there yet (its parent must be) and opens it.
   * @throws GalleyError not-empty, not-found (no parent folder), permission, read-only, disk-full, disk-error
   */
  static async create(
    dir: string,
    settings: { name?: string; preset?: PresetId | undefined },
    options: CorpusOptions = {},
  ): Promise<Corpus> {
    const path = resolve(dir);
    const { fs = realFs, now = () => new Date() } = options;
    await makeEmptyFolder(path, fs);
    await makeFolder(join(path, documentsName), fs);
    await makeFolder(join(path, sourcesName), fs);
    await registryFile(path, fs).write();
    // Last: a folder is a corpus from the moment that it has a galley.json.
    await settingsFile(
      path,
      newSettings(settings.name ?? basename(path), now().toISOString(), settings.preset),
      fs,
    ).write();
    return await Corpus.open(path, options);
  }

  /** @throws GalleyError corpus-gone, not-a-corpus, corpus-newer, corpus-damaged, permission, disk-error, cancelled */
  static async open(dir: string, options: CorpusOptions = {}): Promise<Corpus> {
    const path = resolve(dir);
    const { fs = realFs, now = () => new Date() } = options;
    if (!fs.exists(path)) throw new GalleyError("corpus-gone", `There is no folder ${path}.`, { name: path });
    const settings = await readSettings(path, fs);
    const unwritable = whyReadOnly(path);
    const claim = options.claim && !unwritable ? CorpusClaim.take(path, userName(), now(), fs) : null;
    const sources = new SourceFiles(path, fs);
    let index: IndexKeeper;
    try {
      index = await IndexKeeper.open(path, sources, unwritable !== null, options);
    } catch (error) {
      if (claim instanceof CorpusClaim) claim.release();
      throw error;
    }
    const readOnly = unwritable ?? index.emptied ?? (claim instanceof GalleyError ? claim : null);
    const parts = {
      dir: path,
      settings,
      registry: null,
      fresh: new Set<string>(),
      onRegistry: options.onRegistry ?? null,
      registryTold: stampOf(join(path, registryName), fs),
      readOnly,
      fs,
      now,
      user: userName(),
      index,
      search: new SearchThread(options.searchLimits),
      sources,
      standing: new StandingFiles(),
      revisions: new Revisions(path, fs, now),
      queue: new KeyedQueue(),
      lock: new WriteLock(path),
      operations: new WriteLock(path, "operations.lock"),
      unsettled: new Map(),
    };
    return new Corpus(parts, claim instanceof CorpusClaim ? claim : null);
  }

  get dir(): string {
    return this.#parts.dir;
  }

  get settings(): CorpusSettings {
    return this.#parts.settings;
  }

  get fs(): DurableFs {
    return this.#parts.fs;
  }

  /** The corpus's clock. */
  now(): Date {
    return this.#parts.now();
  }

  /** Why nothing can be written, or null. */
  get readOnly(): GalleyError | null {
    return this.#parts.readOnly;
  }

  /** Waits for running saves and imports, then lets go of the index and the lock. */
  async close(): Promise<void> {
    await this.proofing.close();
    await this.#parts.queue.idle();
    await this.#parts.index.settle();
    await this.#parts.search.close();
    this.#parts.lock.close();
    this.#parts.operations.close();
    this.#parts.index.close();
    this.release();
  }

  /** Lets another window write, before this one is closed. */
  release(): void {
    this.#claim?.release();
  }

  /** The registry of known entities; not to be changed by the caller. @throws GalleyError corpus-damaged, corpus-newer */
  readRegistry(): Promise<Registry> {
    return knownRegistry(this.#parts);
  }

  /** Writes small edits into entities.json; what others wrote there is kept. See `change-registry.ts`. */
  changeRegistry(edits: readonly RegistryEdit[]): Promise<ChangedRegistry> {
    return changeRegistry(this.#parts, edits);
  }

  /** The same as an operation that `undoLast` takes back. @throws as `changeRegistry` */
  editRegistry(label: string, edits: readonly RegistryEdit[], options: EditOptions = {}): Promise<ChangedRegistry> {
    return editRegistry(this.#parts, label, edits, options);
  }

  /** How many entities name each entry of the registry, by the entry's id. */
  entityCounts(): Promise<ReadonlyMap<string, number>> {
    return this.#parts.index.use((index) => index.entities.countsByRef());
  }

  /** A page of the list. @throws GalleyError corpus-gone */
  async list(query: ListQuery, offset: number, limit: number): Promise<{ total: number; rows: DocumentRow[] }> {
    refuseGone(this.#parts);
    return await this.#parts.index.askNow((index) => index.page(query, offset, limit));
  }

  /** Ids of all documents that match, in list order. */
  async ids(query: ListQuery): Promise<string[]> {
    refuseGone(this.#parts);
    return await this.#parts.index.use((index) => index.ids(query));
  }

  progress(): Promise<{ total: number; byStatus: Record<Status, number> }> {
    return this.#parts.index.askNow((index) => index.progress());
  }

  /** Documents in these statuses that hold entities, and how many those are together. */
  countTagged(chosen: readonly Status[]): Promise<{ documents: number; entities: number }> {
    return this.#parts.index.use((index) => index.countTagged(chosen));
  }

  /** Suggested names that editors rejected on several pages and accepted on none. */
  refusedNames(): Promise<{ type: string; text: string; documents: number }[]> {
    return this.#parts.index.use((index) => index.refusals.refused());
  }

  /** The one id that begins with `prefix`; null when none does. @throws GalleyError usage when several do */
  async findId(prefix: string): Promise<string | null> {
    const find = (start: string) => this.#parts.index.use((index) => index.findByPrefix(start));
    const exact = await find(prefix);
    // Ids that the program makes are in capitals; nobody should have to type them so.
    const [first, second] = exact.length ? exact : await find(prefix.toUpperCase());
    if (first && second && first !== prefix)
      throw new GalleyError("usage", `Several documents begin with “${prefix}”; give more of the id.`, { id: prefix });
    return first ?? null;
  }

  /** @throws GalleyError not-found, document-damaged, document-newer, corpus-gone, permission, disk-error */
  read(id: string): Promise<OpenDocument> {
    return inCorpus(this.#parts, async () => {
      const read = await readOne(this.#parts, id);
      const source = await this.#readSource(read.document);
      return { ...read, source: source.text, readOnly: this.readOnly ?? read.newer ?? source.problem };
    });
  }

  /** The document alone, for who needs no source. @throws GalleyError as `read` */
  readDocument(id: string): Promise<ReadDocument> {
    return readOne(this.#parts, id);
  }

  /** A document's decoded source. @throws GalleyError when it can't be read */
  readSource(document: GalleyDocument): Promise<CodePointText> {
    return inCorpus(this.#parts, () => this.#parts.sources.read(document.source));
  }

  /**
   * The bytes of the file that a document was imported from, where they are kept beside its source; else null.
   * @throws GalleyError when they can't be read
   */
  readOriginal(document: GalleyDocument): Promise<Uint8Array | null> {
    return inCorpus(this.#parts, () => this.#parts.sources.readOriginal(document.source));
  }

  /** Resolves when the document is on the disk. See `save-document.ts` for what it refuses. */
  save(document: GalleyDocument, baseHash: string, options?: SaveOptions): Promise<SavedDocument> {
    return saveDocument(this.#parts, document, baseHash, options);
  }

  /** SHA-256 of the document's file as it is; null when there is none. @throws GalleyError corpus-gone, disk-error */
  hashOf(id: string): Promise<string | null> {
    return inCorpus(this.#parts, async () => {
      try {
        return sha256(await readRegularFile(documentPath(this.dir, id), this.#parts.fs));
      } catch (error) {
        if (isMissing(error) && !isGone(this.#parts)) return null;
        throw error;
      }
    });
  }

  /** Looks whether others changed these documents; answers with those that are other. See `look.ts`. */
  lookAt(ids: readonly string[]): Promise<string[]> {
    return lookAt(this.#parts, ids);
  }

  /** The same for all. @throws GalleyError corpus-gone, corpus-emptied */
  lookAtAll(): Promise<string[]> {
    return lookAtAll(this.#parts);
  }

  /** Reads galley.json again; `settings` then says what is in it. @throws GalleyError corpus-damaged, corpus-newer, corpus-gone */
  lookAtSettings(): Promise<void> {
    return lookAtSettings(this.#parts);
  }

  /** Whether entities.json is another than windows were told of. @throws GalleyError as `lookAtSettings` */
  lookAtRegistry(): Promise<boolean> {
    return lookAtRegistry(this.#parts);
  }

  /** The document is opened for editing: what is saved from now on is a step of its own in its history. */
  beginEditing(id: string): void {
    this.#parts.revisions.beginStep(id);
  }

  /** What a document was and is. @throws GalleyError not-found, corpus-gone, disk-error */
  history(id: string): Promise<History> {
    return historyOf(this.#parts, id);
  }

  /** An earlier state of a document; 0 is the present. @throws GalleyError not-found, document-damaged */
  async readRevision(id: string, number: number): Promise<GalleyDocument> {
    if (number === 0) return (await this.readDocument(id)).document;
    return (await this.#parts.revisions.read(id, number)).document;
  }

  /** The kept state of a document whose hash begins so, or null. */
  async findRevision(id: string, hash: string): Promise<GalleyDocument | null> {
    return (await this.#parts.revisions.find(id, hash))?.document ?? null;
  }

  /** Keeps a version of a document in its history, without saving it. @throws GalleyError */
  async keepVersion(document: GalleyDocument): Promise<number> {
    const { revisions, now, user } = this.#parts;
    refuseUnwritable(this.#parts);
    const version = { ...document, updatedAt: now().toISOString(), updatedBy: user };
    const content = contentOf(version);
    // Whoever decides later about the same two versions is shown them again; they are kept once.
    return await revisions.keepCopy(document.id, documentBytes(version), (kept) => contentOf(kept) === content);
  }

  /** Keeps the document's file as it is in its history. @throws GalleyError as `read` */
  async keepPresent(id: string): Promise<ReadDocument> {
    const read = await this.readDocument(id);
    await this.#parts.revisions.keepCopy(id, Buffer.from(read.text));
    return read;
  }

  /** Brings an earlier state back. See `restore-document.ts`. */
  restore(id: string, number: number): Promise<Restored> {
    return restoreRevision(this.#parts, id, number);
  }

  /** Writes a document again whose file was deleted. @throws GalleyError conflict when it is there */
  recreate(document: GalleyDocument): Promise<string> {
    return recreateDocument(this.#parts, document);
  }

  /** Removes earlier states that are not to be kept. Answers with how many of how many documents. @throws GalleyError read-only */
  pruneHistory(keeping: Keeping): { revisions: number; documents: number } {
    refuseUnwritable(this.#parts);
    const removed = { revisions: 0, documents: 0 };
    for (const id of this.#parts.revisions.documents()) {
      const { length } = this.#parts.revisions.prune(id, keeping);
      removed.revisions += length;
      removed.documents += Number(length > 0);
    }
    return removed;
  }

  /** @throws GalleyError as `read` and `save` */
  async setStatus(id: string, status: Status): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { document, hash } = await this.readDocument(id);
      if (document.status === status) return;
      try {
        await this.save({ ...document, status }, hash);
        return;
      } catch (error) {
        // Someone saved it in between. Only the status is ours, so start again from theirs.
        if (!(error instanceof GalleyError) || error.code !== "conflict" || attempt === 3) throw error;
      }
    }
  }

  /** Imports one file that is in memory; one outcome for each page in it. @throws GalleyError corpus-gone, read-only */
  async import(file: FileToImport): Promise<ImportOutcome[]> {
    const { path, bytes, siblings, ...options } = file;
    const { memoryFile } = await import("../formats/run-import.ts");
    const outcomes: ImportOutcome[] = [];
    for await (const outcome of this.importFrom(memoryFile(path, bytes, siblings), options)) outcomes.push(outcome);
    return outcomes;
  }

  /** One file, wherever it is. @yields an outcome for each page @throws GalleyError corpus-gone, read-only */
  async *importFrom(file: ImportFile, options: ImportFileOptions): AsyncGenerator<ImportOutcome> {
    // Formats are a third of the program, and opening a corpus needs none of them.
    const { importFile } = await import("./import/import-file.ts");
    yield* importFile(this.#parts, file, options);
  }

  /** Imports files and folders; outcomes in the order of the names. @throws GalleyError corpus-gone, read-only */
  async *importPaths(paths: readonly string[], options: ImportFileOptions): AsyncGenerator<ImportOutcome> {
    const { importPaths } = await import("./import/import-paths.ts");
    yield* importPaths(this.#parts, paths, options);
  }

  /** A page of a concordance. @throws GalleyError bad-pattern, slow-pattern, cancelled, corpus-gone */
  async search(
    query: SearchQuery,
    offset: number,
    limit: number,
    options?: SearchOptions,
  ): Promise<Omit<Page, "hashes">> {
    const { hashes: _, ...page } = await this.searchFiles(query, offset, limit, options);
    return page;
  }

  /** Reads the texts that are new since the last search, so that the next one needn't. @returns how many documents there are */
  async prepareSearch(): Promise<number> {
    refuseGone(this.#parts);
    return (await searchText(this.#parts, { kind: "prepare" })).documents;
  }

  /** As `search`, with the hash of each document's file that was searched. */
  async searchFiles(query: SearchQuery, offset: number, limit: number, options?: SearchOptions): Promise<Page> {
    refuseGone(this.#parts);
    const isOfNames = query.annotation?.find === "untagged";
    const names = isOfNames ? registeredNames((await this.readRegistry()).entities) : [];
    const { countFor } = options ?? {};
    return await searchText(this.#parts, { kind: "page", query, names, offset, limit, countFor }, options);
  }

  /** A block's text as the index knows it; null when there is no such block. */
  blockText(document: string, block: string): Promise<string | null> {
    return this.#parts.index.askNow((index) => index.texts.blockText(document, block));
  }

  /** All that replacing would change, in the query's order. @throws GalleyError as `search` */
  async findReplacements(query: SearchQuery, replacement: string, options?: SearchOptions): Promise<Replacements> {
    refuseGone(this.#parts);
    return await searchText(this.#parts, { kind: "replace", query, replacement }, options);
  }

  /** Where a text could be tagged in the corpus, and where something stands in the way. @throws as `search` */
  async spread(request: Omit<SpreadRequest, "kind">, options?: SearchOptions): Promise<Spread> {
    refuseGone(this.#parts);
    return await searchText(this.#parts, { kind: "spread", ...request }, options);
  }

  /** Entities by document name and reading order. */
  findEntities(filter: EntityFilter, offset?: number, limit?: number): Promise<EntityPlace[]> {
    return this.#parts.index.use((index) => index.entities.find(filter, offset, limit));
  }

  /** How many such entities there are, and in how many documents. */
  countEntities(filter: EntityFilter): Promise<{ entities: number; documents: number }> {
    return this.#parts.index.use((index) => index.entities.count(filter));
  }

  /** The documents that hold such entities, most of them first. */
  entityDocuments(
    filter: EntityFilter,
    limit: number,
  ): Promise<{ document: string; title: string; entities: number }[]> {
    return this.#parts.index.use((index) => index.entities.documents(filter, limit));
  }

  /** Entities by type over pages and dates, and what is named most. @throws GalleyError cancelled, corpus-gone, corpus-damaged */
  countEntitiesByType(query: EntityCountsQuery, options?: SearchOptions): Promise<EntityOverview> {
    return countEntities(this.#parts, query, options);
  }

  /** Who and what stand together most. @throws as `countEntitiesByType` */
  entityGraph(query: EntityGraphQuery, options?: SearchOptions): Promise<NamedGraph> {
    return entityGraph(this.#parts, query, options);
  }

  /** Where one is named, or two together. @throws as `countEntitiesByType` */
  listPassages(query: PassagesQuery, offset: number, limit: number, options?: SearchOptions): Promise<Passages> {
    return listPassages(this.#parts, query, offset, limit, options);
  }

  /** Writes into galley.json which types' tagged texts are kept in the registry. @throws as `setProofing` */
  async setRemembered(types: readonly string[]): Promise<void> {
    await changeSettings(this.#parts, (settings) => ({ ...settings, remembered: [...types] }));
  }

  /** Changes many documents as one operation that can be undone. See `operations/carry-out.ts`. */
  carryOut(
    operation: Pick<Operation, "kind" | "label">,
    changes: AsyncIterable<DocumentChange>,
    options?: OperationOptions,
  ): Promise<OperationResult> {
    return carryOut(this.#parts, operation, changes, options);
  }

  /** The operation that `undoLast` would take back, or null. */
  lastOperation(): Promise<Operation | null> {
    return lastOperation(this.#parts);
  }

  /** Takes the last operation back; null when there is none. See `operations/undo.ts`. */
  undoLast(options?: UndoOptions): Promise<UndoResult | null> {
    return undoLast(this.#parts, options);
  }

  /** Writes what the user chose about proofing into galley.json. See `set-proofing.ts` for what is refused. */
  async setProofing(settings: ProofingSettings): Promise<void> {
    await setProofing(this.#parts, settings);
  }

  /** Writes a tagset that needs no change of documents; others are a `TagsetPlan`. See `set-tagset.ts` for what is refused. */
  async setTagset(tagset: Tagset, base: Tagset): Promise<void> {
    await setTagset(this.#parts, tagset, base);
  }

  /** How many entities of each type there are; also of types that the tagset does not have. */
  typeCounts(): Promise<Record<string, number>> {
    refuseGone(this.#parts);
    return typeCounts(this.#parts);
  }

  /**
   * Numbers about all documents by name, one after the other, or why there are none. @throws GalleyError corpus-gone, cancelled
   */
  async *measure(options: Omit<BatchOptions, "context">): AsyncGenerator<Answer<Measured>> {
    const ids = await this.ids({ sort: "name", descending: false, text: "", status: null });
    for await (const answer of this.proofing.measure(ids, options)) {
      if (answer.error) refuseGone(this.#parts);
      yield answer;
    }
  }

  /** Moves what saves left that did not end into the quarantine; answers with how many files. @throws GalleyError */
  async setLeftoversAside(): Promise<number> {
    const { dir, now, fs } = this.#parts;
    refuseUnwritable(this.#parts);
    const quarantine = new Quarantine(dir, now(), fs);
    const leftovers = (await findLeftovers(dir, new Set(), fs)).filter(({ movable }) => movable === "temporary");
    for (const { path } of leftovers) await quarantine.move(path);
    return leftovers.length;
  }

  /** How many files were set aside and are still there. */
  countSetAside(): number {
    return countSetAside(this.#parts);
  }

  /** What was set aside and is still there, the newest first. See `verify/set-aside.ts`. */
  listSetAside(): Promise<{ total: number; items: SetAside[] }> {
    return listSetAside(this.#parts);
  }

  /** Brings one of these back. @param path as `listSetAside` says it */
  restoreSetAside(path: string): Promise<{ document: string | null; kept: number | null }> {
    return restoreSetAside(this.#parts, path);
  }

  /** Reads everything and answers with what is wrong, as it is found; with `repair`, mends what can be mended safely. */
  verify(options: VerifyOptions): AsyncGenerator<Finding> {
    return verifyCorpus(this.#parts, options);
  }

  async #readSource(document: GalleyDocument): Promise<{ text: string; problem: GalleyError | null }> {
    try {
      return { text: (await this.#parts.sources.read(document.source)).text, problem: null };
    } catch (error) {
      // Without its source nothing proves an edit's provenance, but the text can be read and exported.
      if (error instanceof GalleyError) return { text: "", problem: error };
      throw error;
    }
  }
}

async function makeEmptyFolder(path: string, fs: DurableFs): Promise<void> {
  let entries: FolderEntry[];
  try {
    entries = fs.list(path);
  } catch (error) {
    if (errnoOf(error) === "ENOTDIR")
      throw new GalleyError("not-empty", `${path} is a file; a new corpus needs a folder of its own.`, { name: path });
    if (!isMissing(error)) throw diskError(error, path, "list");
    try {
      fs.makeFolders(path);
    } catch (cause) {
      throw diskError(cause, path, "make the folder");
    }
    return await makeFolder(path, fs);
  }
  if (entries.length)
    throw new GalleyError("not-empty", `${path} is not empty; a new corpus needs an empty folder or a new name.`, {
      name: path,
    });
}

function whyReadOnly(dir: string): GalleyError | null {
  for (const name of ["", documentsName, sourcesName]) {
    try {
      accessSync(join(dir, name), constants.W_OK);
    } catch (error) {
      if (name && isMissing(error)) continue;
      const { message, details } = diskError(error, join(dir, name), "write to");
      return new GalleyError("read-only", message, details, { cause: error });
    }
  }
  return null;
}

/** The operating system's name for who works here; empty where it knows none. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
