/**
 * Importing one file: recognised and read by its format, its names of types and roles made the corpus's, then for each
 * page the source kept durably first and the document after it, so that a document never lacks its source. Every page
 * ends in an outcome; none is skipped silently.
 */
import type { EncodingChoice, ImportOutcome } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ExchangeNotice } from "../../../shared/exchange-notices.ts";
import { documentFormat, documentVersion, type GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { checkDocument } from "../../../shared/model/parse.ts";
import type { ImportMapping } from "../../../shared/model/settings.ts";
import { diskError } from "../../disk-errors.ts";
import { extensionOf } from "../../formats/file-names.ts";
import type { ImportedPage, ImportFile } from "../../formats/format.ts";
import { mapPage, mappingFor, namesIn } from "../../formats/import-mapping.ts";
import { pagesOfFile } from "../../formats/reading/pages-of-file.ts";
import { formatOfFile, type ImportFormat } from "../../formats/run-import.ts";
import { stampOf } from "../document-files.ts";
import { documentPath, isDocumentId } from "../layout.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "../parts.ts";
import { type Ahead, readAhead } from "../read-ahead.ts";
import { sha256 } from "../read-regular-file.ts";
import { refuseBrokenRules } from "../save-document.ts";
import { decodeStored } from "../source-files.ts";
import { followed } from "./follow-file.ts";
import { rememberMapping } from "./mapping.ts";
import { newDocumentId } from "./new-ids.ts";
import { addNewNames } from "./new-names.ts";
import { PageLinks, SharedLinks } from "./page-links.ts";
import { pagesUntil, type Read } from "./pages-until.ts";
import { placePage } from "./place-pages.ts";
import { findSame } from "./same-page.ts";

/** Pages of one file at once, and how many bytes their sources may have together. */
const ahead: Ahead<Read> = {
  most: 64,
  weight: { of: ({ page }) => page?.bytes.length ?? 0, most: 4 * 1024 * 1024 },
};

export interface ImportFileOptions {
  encoding: EncodingChoice;
  /** Format id; null or missing to recognise it. */
  format?: string | null;
  /** What the file's names become, remembered for the format that it is of. */
  mapping?: ImportMapping;
  /** Stops before the next page; what has begun is finished. A file that is stopped within ends with an outcome that says so. */
  signal?: AbortSignal;
  /**
   * How far a file of several pages was read: in bytes, or in pages where it is read whole.
   * @param path of the file
   */
  onProgress?(path: string, done: number, total: number): void;
  /** Where it is one file of many. */
  shared?: SharedLinks;
}

/** What all pages of one file share. */
interface Run {
  parts: CorpusParts;
  file: ImportFile;
  format: ImportFormat;
  /** Entries that the file brings or names by their ids and addresses. */
  links: PageLinks;
  /** Keeps the file itself, at the first page that needs it. @returns its checksum, null where it is not to be kept */
  keepFile(): Promise<string | null>;
}

/**
 * @yields an outcome for each page, in their order; a file that can't be read (any further) is a failed one
 * @throws GalleyError corpus-gone, read-only; everything that is wrong with the file itself is a failed outcome
 */
export async function* importFile(
  parts: CorpusParts,
  file: ImportFile,
  { format: chosen = null, encoding, mapping, signal, onProgress, shared }: ImportFileOptions,
): AsyncGenerator<ImportOutcome> {
  refuseUnwritable(parts);
  let format: ImportFormat;
  try {
    format = formatOfFile(file, chosen);
    if (mapping) await rememberMapping(parts, format.id, mapping);
  } catch (error) {
    yield failedOutcome(file.path, error, "read", { format: chosen });
    return;
  }
  let kept: Promise<string> | null = null;
  const run: Run = {
    parts,
    file,
    format,
    links: new PageLinks(parts, shared ?? new SharedLinks(file.name)),
    async keepFile() {
      if (format.importer.keepsFile === false) return null;
      kept ??= parts.sources.storeFile(file, extensionOf(file.name));
      return await kept;
    },
  };
  const { read, progressAt } = followed(file, format);
  const pages = pagesUntil(pagesOfFile(format, read, { encoding }), file.name, signal, (page) => {
    const progress = progressAt(page);
    if (progress) onProgress?.(file.path, progress.done, progress.total);
  });
  const work = (read: Read) =>
    read.page
      ? importPage(run, read.page)
      : Promise.resolve(failedOutcome(file.path, read.error, "read", { format: format.id }));
  yield* readAhead(pages, work, ahead);
}

/** The outcome of a file that could not be imported; anything thrown that is not a GalleyError is told as it is. */
export function failedOutcome(
  path: string,
  error: unknown,
  action: string,
  { encoding = null, format = null }: { encoding?: string | null; format?: string | null } = {},
): ImportOutcome {
  const shape = diskError(error, path, action).toShape();
  return { path, id: null, status: "failed", error: shape, encoding, format, notices: [] };
}

async function importPage(run: Run, read: ImportedPage): Promise<ImportOutcome> {
  const { parts, file, format } = run;
  // At once: a page after this one names them too, whatever comes of this one.
  run.links.bring(read.entries);
  const { path } = file;
  const checksum = sha256(read.bytes);
  const { encoding } = read;
  try {
    return await parts.queue.run(checksum, () =>
      inCorpus(parts, async (): Promise<ImportOutcome> => {
        const fingerprint = await fingerprintOf(run, read);
        const outcome = (id: string, status: "imported" | "duplicate", notices: ExchangeNotice[]) => {
          return { path, id, status, error: null, encoding, format: format.id, notices };
        };
        const known = await findSame(parts, checksum, fingerprint);
        if (known) return outcome(known, "duplicate", []);
        const exactly = format.importer.keepsFile === false;
        const whole = { ...read, entries: run.links.waiting() };
        const added = await addNewNames(parts, namesIn(whole), format.id, exactly);
        const page = mapPage(whole, mappingFor(parts.settings, format.id, exactly));
        const notices = [...added, ...(page.notices ?? [])];
        // Of two pages with one id, the second must see the first.
        return await parts.queue.run(`new ${page.rest?.id ?? checksum}`, async () => {
          const sound = documentOf(parts, page, checksum);
          refuseUnsoundPage(sound, page);
          // Only now: what is refused leaves nothing behind.
          const { articles, notices: said } = await run.links.link(page);
          const linked = { ...sound, articles };
          const document =
            fingerprint === null
              ? linked
              : withOriginal(linked, {
                  name: file.name,
                  format: format.id,
                  sha256: await run.keepFile(),
                  page: fingerprint,
                });
          const id = await placePage(parts, { document, bytes: page.bytes, extension: page.extension });
          return outcome(id, id === document.id ? "imported" : "duplicate", [...notices, ...said]);
        });
      }),
    );
  } catch (error) {
    if (error instanceof GalleyError && error.code === "corpus-gone") throw error;
    return failedOutcome(path, error, "import", { encoding, format: format.id });
  }
}

/** Of all that was read of a page; null where the page's source is the file itself. */
async function fingerprintOf({ file, format }: Run, page: ImportedPage): Promise<string | null> {
  if (format.importer.keepsFile !== false && page.bytes === (await wholeOf(file, page.bytes.length))) return null;
  return sha256(Buffer.from(JSON.stringify([page.text, page.articles, page.rest ?? {}])));
}

/** The file's bytes, if it is as long as that. */
async function wholeOf(file: ImportFile, length: number): Promise<Uint8Array | null> {
  return file.size === length ? await file.bytes() : null;
}

function withOriginal(
  document: GalleyDocument,
  original: NonNullable<GalleyDocument["source"]["original"]>,
): GalleyDocument {
  return { ...document, source: { ...document.source, original } };
}

function documentOf(parts: CorpusParts, page: ImportedPage, checksum: string): GalleyDocument {
  const now = parts.now();
  const rest = page.rest ?? {};
  // A page that was a document before keeps its id, unless another document has it.
  const { id } = rest;
  const keepsId = id && isDocumentId(id) && stampOf(documentPath(parts.dir, id), parts.fs) === null;
  return {
    ...rest,
    format: documentFormat,
    version: documentVersion,
    id: keepsId ? id : newDocumentId(now.getTime()),
    status: rest.status ?? "new",
    source: {
      name: page.name,
      sha256: checksum,
      encoding: page.encoding,
      length: new CodePointText(page.text).length,
      importedAt: now.toISOString(),
      ...(page.confidence?.length ? { confidence: page.confidence } : {}),
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
