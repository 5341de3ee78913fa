/**
 * Reading everything in a corpus and saying what is wrong; with `repair`, mending what can be mended without a guess.
 * Nothing is destroyed: what repair takes out or changes is first kept in the quarantine.
 */
import { relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  collectLost,
  type Known,
  mendReferences,
  type Uses,
  verifyReferences,
} from "../../../shared/entities/references.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { Source } from "../../../shared/model/document.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import { verifyDocument } from "../../../shared/model/verify.ts";
import { indexName } from "../../index/index-keeper.ts";
import { type IndexRow, rowOf } from "../../index/row.ts";
import { type DocumentText, textOf } from "../../index/text-table.ts";
import { type DocumentFile, listDocumentFiles, type ReadDocument, readDocumentFile } from "../document-files.ts";
import { documentPath, privateName } from "../layout.ts";
import { type CorpusParts, refuseUnwritable } from "../parts.ts";
import { readAhead } from "../read-ahead.ts";
import { replaceDocument } from "../save-document.ts";
import { SourceFiles } from "../source-files.ts";
import type { Finding } from "./finding.ts";
import { findLeftovers } from "./leftovers.ts";
import { Quarantine } from "./quarantine.ts";
import { repairDocument } from "./repair-document.ts";
import { makeLostAgain, verifyRegistry } from "./verify-registry.ts";

export interface VerifyOptions {
  repair: boolean;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

interface Run {
  parts: CorpusParts;
  repair: boolean;
  quarantine: Quarantine;
  /** A reader of its own: sources that were read before must be read again to be proved. */
  sources: SourceFiles;
  usedSources: Set<string>;
  /** What documents may name. */
  known: Known;
  /** Entries that documents name and that are not there, and what was said of them. */
  lost: Map<string, Uses>;
  lostFindings: Map<Finding, string>;
  /** A row of the index was not what its document's file says. */
  indexWrong: boolean;
  /** A document can't be read, or a file was left out that may be one: nobody knows which source it needs. */
  unreadable: boolean;
  /** Documents that were moved to the quarantine. */
  movedAway: number;
}

/** @throws GalleyError corpus-gone, read-only (with repair), cancelled */
export async function* verifyCorpus(parts: CorpusParts, options: VerifyOptions): AsyncGenerator<Finding> {
  if (options.repair) refuseUnwritable(parts);
  const quarantine = new Quarantine(parts.dir, parts.now(), parts.fs);
  const { findings, known } = await verifyRegistry({ parts, repair: options.repair, quarantine });
  yield* findings;
  const run: Run = {
    parts,
    repair: options.repair,
    quarantine,
    sources: new SourceFiles(parts.dir, parts.fs),
    usedSources: new Set(),
    known,
    lost: new Map(),
    lostFindings: new Map(),
    indexWrong: false,
    unreadable: false,
    movedAway: 0,
  };
  const { files, skipped } = await listDocumentFiles(parts.dir, parts.fs);
  run.unreadable = skipped.length > 0;
  for (const { path, reason } of skipped)
    yield {
      document: null,
      rule: "name",
      problem: `${relative(parts.dir, path)} was left out: ${reason}`,
      repaired: null,
    };
  let done = 0;
  for await (const one of readAhead(files, (file) => readFile(run, file))) {
    if (options.signal?.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
    yield* verifyFile(run, one);
    options.onProgress?.(++done, files.length);
  }
  yield* verifyLost(run);
  yield* verifyLeftovers(run);
  yield* verifyIndex(run, files.length);
}

interface FileRead {
  file: DocumentFile;
  read: ReadDocument | GalleyError;
  /** The decoded source, or what is wrong with it; null when the document can't be read. */
  source: CodePointText | string | null;
}

async function readFile(run: Run, file: DocumentFile): Promise<FileRead> {
  try {
    const read = await readDocumentFile(run.parts.dir, file.id, run.parts.fs);
    return { file, read, source: await readSource(run, read.document.source) };
  } catch (error) {
    if (error instanceof GalleyError) return { file, read: error, source: null };
    throw error;
  }
}

async function* verifyFile(run: Run, { file, read, source }: FileRead): AsyncGenerator<Finding> {
  if (read instanceof GalleyError) {
    // Deleted since it was listed.
    if (read.code === "not-found") return;
    run.unreadable = true;
    const repaired = read.code === "document-damaged" ? await setAside(run, file.id) : null;
    yield { document: file.id, rule: "document", problem: read.message, repaired };
    return;
  }
  await compareRow(run, rowOf(read.document, read.hash, file.stamp), textOf(read.document));
  const { sha256, original } = read.document.source;
  run.usedSources.add(sha256);
  if (original?.sha256) run.usedSources.add(original.sha256);
  if (read.newer) yield { document: file.id, rule: "newer", problem: read.newer.message, repaired: null };
  if (typeof source === "string") yield { document: file.id, rule: "source", problem: source, repaired: null };
  yield* verifyContent(run, read, typeof source === "string" ? null : source);
}

async function* verifyContent(run: Run, read: ReadDocument, source: CodePointText | null): AsyncGenerator<Finding> {
  const { document } = read;
  const references = verifyReferences(document, run.known);
  if (!run.repair || read.newer) {
    for (const { rule, place, message } of verifyDocument(document, source))
      yield { document: document.id, rule, problem: `${place}: ${message}`, repaired: null };
    for (const { rule, place, message, severity } of references)
      yield { ...noteOf(severity), document: document.id, rule, problem: `${place}: ${message}`, repaired: null };
    return;
  }
  const repair = repairDocument(document, source);
  const actions = new Map<string, string>();
  const mended = mendReferences(repair.document, run.known, (message, action) => actions.set(message, action));
  if (actions.size || repair.done.some((item) => item.action)) {
    const path = documentPath(run.parts.dir, document.id);
    await run.quarantine.copy(path);
    await run.parts.queue.run(document.id, () =>
      replaceDocument(
        run.parts,
        {
          ...mended,
          revision: document.revision + 1,
          updatedAt: run.parts.now().toISOString(),
          updatedBy: run.parts.user,
        },
        read.hash,
      ),
    );
  }
  for (const { problem, action } of repair.done)
    yield {
      document: document.id,
      rule: problem.rule,
      problem: `${problem.place}: ${problem.message}`,
      repaired: action,
    };
  const { entries } = run.known;
  if (entries) collectLost(mended, (id) => !entries.has(id), run.lost);
  for (const { rule, place, message, severity, entry } of references) {
    const finding: Finding = {
      ...noteOf(severity),
      document: document.id,
      rule,
      problem: `${place}: ${message}`,
      repaired: actions.get(message) ?? null,
    };
    // Entries are made again when all that name them are known.
    if (rule === "ref-missing" && entry) run.lostFindings.set(finding, entry);
    else yield finding;
  }
}

const noteOf = (severity: "problem" | "note"): Pick<Finding, "severity"> => (severity === "note" ? { severity } : {});

async function* verifyLost(run: Run): AsyncGenerator<Finding> {
  const actions = await makeLostAgain(run, run.known, run.lost);
  for (const [finding, entry] of run.lostFindings) yield { ...finding, repaired: actions.get(entry) ?? null };
}

/** The decoded source, or what is wrong with it. */
async function readSource(run: Run, source: Source): Promise<CodePointText | string> {
  try {
    return await run.sources.read(source);
  } catch (error) {
    if (error instanceof GalleyError) return error.message;
    throw error;
  }
}

async function setAside(run: Run, id: string): Promise<string | null> {
  if (!run.repair) return null;
  const place = await run.quarantine.move(documentPath(run.parts.dir, id));
  await run.parts.index.update(id);
  run.movedAway++;
  return `moved to ${place}; its source is still in the corpus`;
}

async function* verifyLeftovers(run: Run): AsyncGenerator<Finding> {
  for (const { path, problem, movable } of await findLeftovers(run.parts.dir, run.usedSources, run.parts.fs)) {
    // An orphan may be the source of the document that can't be read: leave it where that document looks for it.
    const move = run.repair && movable && !(movable === "orphan" && run.unreadable);
    yield {
      document: null,
      rule: "leftover",
      problem: `${relative(run.parts.dir, path)}: ${problem}`,
      repaired: move ? `moved to ${await run.quarantine.move(path)}` : null,
    };
  }
}

/** The row in the index must say what the file says (which says nothing of findings); one whose stamp differs was changed just now and is no concern. */
async function compareRow(run: Run, expected: IndexRow, expectedText: DocumentText): Promise<void> {
  if (run.indexWrong) return;
  const { row, text } = await run.parts.index.use((index) => {
    return { row: index.get(expected.id), text: index.texts.get(expected.id) };
  });
  const isRight =
    isDeepStrictEqual(row && { ...row, findings: null }, expected) && isDeepStrictEqual(text, expectedText);
  run.indexWrong = !row || (row.stamp === expected.stamp && !isRight);
}

async function* verifyIndex(run: Run, files: number): AsyncGenerator<Finding> {
  const { total } = await run.parts.index.use((index) => index.progress());
  if (!run.indexWrong && total === files - run.movedAway) return;
  if (run.repair) await run.parts.index.rebuild();
  yield {
    document: null,
    rule: "index",
    problem: `${privateName}/${indexName} does not say what the documents say`,
    repaired: run.repair ? "built anew" : null,
  };
}
