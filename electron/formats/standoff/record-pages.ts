/** The pages of a file of JSON records, each record a page. Must not know: particular formats. */
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportedPage, ImportFile, UnreadRecord } from "../format.ts";
import { badRecord } from "./bad-record.ts";
import { isObject } from "./json-head.ts";
import { jsonRecords } from "./json-records.ts";

export interface RecordToRead {
  value: Record<string, unknown>;
  /** The file, and which record of it. */
  place: string;
  /** For the page, where the record doesn't name itself: the file's name and a number. */
  name: string;
}

/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, "") || fileName;
}

/** @param read a GalleyError from it is told of its record, and the others go on */
export async function* pagesOfRecords(
  file: ImportFile,
  read: (record: RecordToRead) => ImportedPage | Promise<ImportedPage>,
): AsyncGenerator<ImportedPage | UnreadRecord> {
  const stem = stemOf(file.name);
  let number = 0;
  for await (const record of jsonRecords(file)) {
    number++;
    const { place } = record;
    if ("error" in record) yield { error: record.error };
    else yield await readRecord(() => read({ value: objectIn(record.value, place), place, name: `${stem}-${number}` }));
  }
  if (!number) throw new GalleyError("empty-file", `${file.name} holds no records.`, { name: file.name });
}

async function readRecord(read: () => ImportedPage | Promise<ImportedPage>): Promise<ImportedPage | UnreadRecord> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GalleyError) return { error };
    throw error;
  }
}

function objectIn(value: unknown, place: string): Record<string, unknown> {
  if (isObject(value)) return value;
  throw badRecord(place, "it is not an object");
}
