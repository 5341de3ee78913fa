/** Documents of a corpus on their way into another format: one after the other, or some of them at once in a thread. */
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { type CorpusSettings, type Registry, registryFormat, registryVersion } from "../../shared/model/settings.ts";
import { stemOf } from "../formats/file-names.ts";
import { findFormat } from "../formats/index.ts";
import { type ExportedPart, type ExportReport, type PartOptions, sayingInto } from "../formats/run-export.ts";
import { GatheredBytes } from "../formats/support/gathered-bytes.ts";
import { blockingFs } from "./blocking-fs.ts";
import type { ReadDocument } from "./document-files.ts";
import { readAhead } from "./read-ahead.ts";
import { readOne } from "./read-one.ts";

type Failures = ExportReport["failures"];

/** Documents in their order. @param unread gets those that can't be read; the others go on */
export async function* readAll(
  read: (id: string) => Promise<ReadDocument>,
  ids: readonly string[],
  unread: Failures,
): AsyncGenerator<GalleyDocument> {
  for await (const one of readAhead(ids, (id) => readToExport(read, id))) {
    if (one.failure) unread.push(one.failure);
    else yield one.document;
  }
}

type Read = { document: GalleyDocument; failure: null } | { failure: Failures[number] };

export async function readToExport(read: (id: string) => Promise<ReadDocument>, id: string): Promise<Read> {
  try {
    const { document, newer } = await read(id);
    // Written out as this version it would lose what only the newer one knows, under a label that says otherwise.
    if (newer) throw newer;
    return { document, failure: null };
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
    return { failure: { document: id, error: error.toShape() } };
  }
}

/** All that an exporter with `inParts` needs to know of a corpus; it crosses to threads. */
export interface PartContext extends PartOptions {
  /** The corpus's folder. */
  dir: string;
  /** Id of the format. */
  format: string;
  settings: CorpusSettings;
}

export interface ReadPart extends ExportedPart {
  unread: Failures;
}

/** Such exporters don't ask for it. */
const noRegistry: Registry = { format: registryFormat, version: registryVersion, entities: [] };

/** The output of some documents. @throws GalleyError corpus-gone */
export async function exportPart(context: PartContext, ids: readonly string[]): Promise<ReadPart> {
  const { dir, format, settings, options, fileName } = context;
  const { exporter } = findFormat(format);
  if (!exporter?.inParts) throw new Error(`${format} is not made in parts`);
  const part: Omit<ReadPart, "bytes"> = { documents: 0, failures: [], notices: [], unread: [] };
  const bytes = new GatheredBytes();
  async function* counted() {
    for await (const document of readAll((id) => readOne({ dir, fs: blockingFs }, id), ids, part.unread)) {
      part.documents++;
      yield document;
    }
  }
  await exporter.write(
    counted(),
    { write: async (_, content) => bytes.add(content) },
    {
      ...{ settings, registry: noRegistry, options, fileName, fileStem: stemOf(fileName) },
      source: () => Promise.reject(new Error(`${format} asks for sources`)),
      original: () => Promise.reject(new Error(`${format} asks for sources`)),
      ...sayingInto(part),
    },
  );
  part.documents -= part.failures.length;
  return { ...part, bytes: bytes.take() };
}
