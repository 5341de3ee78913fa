/**
 * The two shapes of pairs of lines that the export of pairs writes, as records: a table with tabs whose first line names
 * its columns, and JSON. Must not know: pages.
 */
import { z } from "zod";
import type { GalleyError } from "../../../shared/errors.ts";
import { describeIssue } from "../../../shared/model/parse.ts";
import type { ImportFile } from "../format.ts";
import { badRecord } from "../standoff/bad-record.ts";
import { jsonHead } from "../standoff/json-head.ts";
import { jsonRecords } from "../standoff/json-records.ts";
import { stemOf } from "../standoff/record-pages.ts";
import { linesOf } from "../support/lines.ts";
import type { PairRecord, ReadPair } from "./pair-pages.ts";

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const meanings: Record<string, string> = { "\\": "\\", t: "\t", n: "\n", r: "\r" };

/** A field of the table: what would end it is written as \t, \n, \r, and a backslash as \\. */
export function pairField(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] as string);
}

function fromField(field: string): string {
  return field.replace(/\\([\\tnr])/g, (_, letter: string) => meanings[letter] as string);
}

const needed = ["document", "source", "corrected"] as const;

function namesColumns(line: string): boolean {
  const names = line.split("\t");
  return needed.every((name) => names.includes(name));
}

export function isPairTable(head: Uint8Array): boolean {
  const [line = ""] = new TextDecoder().decode(head.subarray(0, 1024)).split(/\r?\n/, 1);
  return namesColumns(line);
}

export function isPairJson(head: Uint8Array): boolean {
  const found = jsonHead(head);
  if (!found) return false;
  const { document, source, corrected } = found.record;
  if (typeof document !== "string" || typeof source !== "string") return false;
  return typeof corrected === "string" || (found.cut && "changed" in found.record);
}

const recordSchema = z.object({
  document: z.string().optional(),
  line: z.int().positive().optional(),
  source: z.string(),
  corrected: z.string(),
});

function pairOf(value: unknown, place: string, name: string): { pair: ReadPair } | { error: GalleyError } {
  const read = recordSchema.safeParse(value);
  if (!read.success) return { error: badRecord(place, `it is no pair of lines: ${describeIssue(read.error)}`) };
  const { document, line, source, corrected } = read.data;
  return { pair: { document: document || name, line: line ?? null, source, corrected } };
}

export async function* pairsInJson(file: ImportFile): AsyncGenerator<PairRecord> {
  const name = stemOf(file.name);
  for await (const record of jsonRecords(file)) {
    const { place } = record;
    yield "error" in record ? record : { place, ...pairOf(record.value, place, name) };
  }
}

/** @throws GalleyError bad-record when the first line doesn't name the columns */
export async function* pairsInTable(file: ImportFile): AsyncGenerator<PairRecord> {
  const name = stemOf(file.name);
  let columns: string[] | null = null;
  for await (const { text, number } of linesOf(file)) {
    const place = `${file.name}, line ${number}`;
    if (!columns) {
      if (!namesColumns(text)) {
        throw badRecord(
          place,
          "it does not name the columns of pairs",
          `Make the first line column names between tabs, among them ${needed.join(", ")}.`,
        );
      }
      columns = text.split("\t");
      continue;
    }
    if (!text) continue;
    const fields = text.split("\t");
    if (fields.length !== columns.length) {
      const reason = `it has ${fields.length} columns, the first line names ${columns.length}`;
      yield { place, error: badRecord(place, reason, "Write a tab in a text as \\t and a line end as \\n.") };
      continue;
    }
    const value = new Map(columns.map((column, index) => [column, fromField(fields[index] as string)]));
    const line = value.get("line");
    yield {
      place,
      ...pairOf({ ...Object.fromEntries(value), line: line ? Number(line) : undefined }, place, name),
    };
  }
}
