/** The files of text recognition that are read here: their pages as imports, and their layout when it is asked for again. */
import { GalleyError } from "../../../shared/errors.ts";
import type { Source } from "../../../shared/model/document.ts";
import type { PageLayout } from "../../../shared/model/page-layout.ts";
import { numberedName } from "../file-names.ts";
import type { ImportedPage, ImportFile } from "../format.ts";
import { encodeUtf8 } from "../support/extracted.ts";
import { decodeXml } from "../support/xml.ts";
import { readAlto } from "./read-alto.ts";
import { readHocr } from "./read-hocr.ts";
import { readPage } from "./read-page.ts";
import {
  blocksOfPage,
  doubtsOf,
  layoutOfPage,
  type PlacedPage,
  placeLines,
  type RecognisedPage,
} from "./recognised.ts";

type Read = (text: string, name: string, isKept: boolean) => RecognisedPage[];

const readers: Readonly<Record<string, Read>> = { hocr: readHocr, alto: readAlto, page: readPage };

/**
 * @param isKept whether words keep their elements: those of a large file take several times its size
 * @throws GalleyError bad-encoding, document-damaged
 */
function placedPages(
  bytes: Uint8Array,
  name: string,
  read: Read,
  isKept: boolean,
): { text: string; pages: PlacedPage[] } {
  const text = decodeXml(bytes, name);
  const pages = read(text, name, isKept).map(placeLines);
  if (!pages.length) {
    const reason = "there is no page in it";
    throw new GalleyError("document-damaged", `${name}: ${reason}. Nothing of it was imported.`, { name, reason });
  }
  return { text, pages };
}

/** The pages of a file; a document each. @param format id of the format that it is of */
export async function* recognisedPages(file: ImportFile, format: keyof typeof readers): AsyncGenerator<ImportedPage> {
  const { pages } = placedPages(await file.bytes(), file.name, readers[format] as Read, false);
  for (const [index, placed] of pages.entries()) {
    const { image, number } = placed.page;
    yield {
      name: pages.length > 1 ? numberedName(file.name, index + 1) : file.name,
      bytes: encodeUtf8(placed.text),
      extension: "txt",
      encoding: "utf-8",
      text: placed.text,
      articles: [{ id: "a1", blocks: blocksOfPage(placed) }],
      confidence: doubtsOf(placed),
      reached: { done: index + 1, total: pages.length },
      rest: { meta: { title: "", publication: "", date: "", page: number, url: "", ...(image ? { image } : {}) } },
    };
  }
}

/** A page in the file that it came from. */
export interface OriginalPage {
  format: string;
  /** Of the whole file. */
  text: string;
  placed: PlacedPage;
}

/** Finds the pages of documents in the files that they came from; the last file is kept, as its pages follow each other. */
export class OriginalPages {
  readonly #isKept: boolean;
  #last: { bytes: Uint8Array; text: string; pages: PlacedPage[] } | null = null;

  /** @param isKept whether they are written again */
  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  /**
   * @param bytes of the original file
   * @param text the document's source
   * @returns null when the file is of no such format, or has no page with this text
   * @throws GalleyError bad-encoding, document-damaged
   */
  find(bytes: Uint8Array, source: Source, text: string): OriginalPage | null {
    const format = source.original?.format ?? "";
    const read = Object.hasOwn(readers, format) ? readers[format] : undefined;
    if (!read || !source.original) return null;
    if (!this.#last || Buffer.compare(this.#last.bytes, bytes) !== 0)
      this.#last = { bytes, ...placedPages(bytes, source.original.name, read, this.#isKept) };
    const { pages, text: whole } = this.#last;
    // Two pages may have the same text, or none: then the number in the name says which.
    const numbered = pages[Number(/ (\d+)$/.exec(source.name)?.[1]) - 1];
    const placed = numbered?.text === text ? numbered : pages.find((page) => page.text === text);
    return placed ? { format, text: whole, placed } : null;
  }
}

/**
 * Where each line and word of a document's source stands on its image; null for a document that was not recognised.
 * @param bytes of the original file @param text the document's source
 * @throws GalleyError bad-encoding, document-damaged
 */
export function layoutOf(bytes: Uint8Array, source: Source, text: string): PageLayout | null {
  const page = new OriginalPages(false).find(bytes, source, text);
  return page && layoutOfPage(page.placed);
}
