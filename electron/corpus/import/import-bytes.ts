/**
 * Importing one file that is in memory: read by its format, then for each page the source kept durably first and the
 * document after it, so that a document never lacks its source. Every page ends in an outcome; none is skipped silently.
 */
import { monotonicFactory } from "ulid";
import type { EncodingChoice, ImportOutcome } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { documentFormat, documentVersion, type GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { checkDocument } from "../../../shared/model/parse.ts";
import { serializeDocument } from "../../../shared/model/serialize.ts";
import { diskError } from "../../disk-errors.ts";
import type { ImportedPage } from "../../formats/format.ts";
import { readSourceFile } from "../../formats/run-import.ts";
import { stampOf } from "../document-files.ts";
import { documentPath, isDocumentId } from "../layout.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "../parts.ts";
import { sha256 } from "../read-regular-file.ts";
import { indexRow, refuseBrokenRules, writeNewDocument } from "../save-document.ts";
import { decodeStored } from "../source-files.ts";

// No two ids of one process are the same, even in one millisecond.
const nextId = monotonicFactory();

export interface FileToImport {
  /** For messages and as a hint of the format; nothing is read from it. */
  path: string;
  bytes: Uint8Array;
  encoding: EncodingChoice;
}

/** @throws GalleyError corpus-gone, read-only; everything that is wrong with the file itself is a failed outcome */
export async function importBytes(parts: CorpusParts, file: FileToImport): Promise<ImportOutcome[]> {
  refuseUnwritable(parts);
  let pages: ImportedPage[];
  try {
    pages = readSourceFile(file.bytes, file.path, { encoding: file.encoding });
  } catch (error) {
    return [failedOutcome(file.path, error, "read")];
  }
  const outcomes: ImportOutcome[] = [];
  for (const page of pages) outcomes.push(await importPage(parts, file.path, page));
  return outcomes;
}

/** The outcome of a file that could not be imported; anything thrown that is not a GalleyError is told as it is. */
export function failedOutcome(
  path: string,
  error: unknown,
  action: string,
  encoding: string | null = null,
): ImportOutcome {
  return { path, id: null, status: "failed", error: diskError(error, path, action).toShape(), encoding };
}

async function importPage(parts: CorpusParts, path: string, page: ImportedPage): Promise<ImportOutcome> {
  const checksum = sha256(page.bytes);
  try {
    return await parts.queue.run(checksum, () =>
      inCorpus(parts.dir, async () => {
        const known = await parts.index.use((index) => index.findBySource(checksum));
        if (known) return { path, id: known, status: "duplicate", error: null, encoding: page.encoding };
        const document = documentOf(parts, page, checksum);
        refuseUnsoundPage(document, page);
        await parts.sources.store(page.bytes, checksum, page.extension);
        const id = await publish(parts, document);
        return {
          path,
          id,
          status: id === document.id ? "imported" : "duplicate",
          error: null,
          encoding: page.encoding,
        };
      }),
    );
  } catch (error) {
    if (error instanceof GalleyError && error.code === "corpus-gone") throw error;
    return failedOutcome(path, error, "import", page.encoding);
  }
}

function documentOf(parts: CorpusParts, page: ImportedPage, checksum: string): GalleyDocument {
  const now = parts.now();
  // Only the shape of what it knows is promised; `checkDocument` below looks at all of it.
  const rest = (page.rest ?? {}) as Partial<GalleyDocument>;
  // A page that was a document before keeps its id, unless another document has it.
  const { id } = rest;
  const keepsId = id && isDocumentId(id) && stampOf(documentPath(parts.dir, id)) === null;
  return {
    ...rest,
    format: documentFormat,
    version: documentVersion,
    id: keepsId ? id : nextId(now.getTime()),
    status: rest.status ?? "new",
    source: {
      name: page.name,
      sha256: checksum,
      encoding: page.encoding,
      length: new CodePointText(page.text).length,
      importedAt: now.toISOString(),
    },
    meta: rest.meta ?? { title: "", publication: "", date: "", page: "", url: "" },
    articles: page.articles,
    dismissed: rest.dismissed ?? [],
    revision: rest.revision ?? 0,
    updatedAt: rest.updatedAt ?? now.toISOString(),
    updatedBy: rest.updatedBy ?? parts.user,
  };
}

/** What is stored must prove itself later: the kept bytes decode to the text that the pieces count in. */
function refuseUnsoundPage(document: GalleyDocument, page: ImportedPage): void {
  checkDocument(document, page.name);
  refuseBrokenRules(document, new CodePointText(page.text));
  if (decodeStored(page.bytes, page.encoding) === page.text) return;
  const reason = `its bytes, read again as ${page.encoding}, are another text`;
  throw new GalleyError("bad-encoding", `${page.name} was not imported: ${reason}.`, { name: page.name, reason });
}

/** Puts the document in place unless another process imported the same bytes meanwhile. Answers with the id there is. */
async function publish(parts: CorpusParts, document: GalleyDocument): Promise<string> {
  const prepared = await writeNewDocument(parts, document);
  const other = await parts.lock.hold(async () => {
    const known = await parts.index.use((index) => index.findBySource(document.source.sha256));
    if (known) {
      await prepared.discard();
      return known;
    }
    await prepared.replace();
    await indexRow(parts, document, sha256(Buffer.from(serializeDocument(document))));
    return null;
  });
  if (other) return other;
  await prepared.settle();
  return document.id;
}
