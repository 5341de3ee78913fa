/**
 * Pages from lines that stand beside what they became: the source is the source lines, the text the corrected ones, and
 * what is the same in both is the source's. Must not know: files, particular formats.
 */
import { importLimit } from "../../../shared/api.ts";
import { diff } from "../../../shared/corrections/diff.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { Block, Piece } from "../../../shared/model/document.ts";
import { codePointLength } from "../../../shared/model/offsets.ts";
import { joinPieces } from "../../../shared/model/pieces.ts";
import { defaultRole } from "../../../shared/model/settings.ts";
import type { ImportedPage, UnreadRecord } from "../format.ts";
import { badRecord } from "../standoff/bad-record.ts";
import { encodeUtf8 } from "../support/extracted.ts";

export interface ReadPair {
  /** What the file calls the page that the line is of. */
  document: string;
  /** Number of the line in the page's source, from 1; null where the file doesn't say. */
  line: number | null;
  source: string;
  /** Empty for a line that was removed. */
  corrected: string;
}

/** A page of one block or more. @param pairs of one document, in the order of its source */
export function pageOfPairs(name: string, pairs: readonly ReadPair[]): ImportedPage {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let position = 0;
  let open: Block | null = null;
  let before: ReadPair | null = null;
  for (const pair of pairs) {
    // Where numbers are left out, there were blank lines.
    const follows = pair.line === null || before === null || before.line === null || pair.line === before.line + 1;
    if (before) {
      const between = follows ? "\n" : "\n\n";
      parts.push(between);
      position += between.length;
    }
    if (!follows) open = null;
    if (pair.corrected) {
      if (!open) {
        open = { id: `b${blocks.length + 1}`, role: defaultRole, text: "", pieces: [], entities: [] };
        blocks.push(open);
      } else {
        open.text += "\n";
        open.pieces.push({ source: [position - 1, position] });
      }
      open.text += pair.corrected;
      open.pieces.push(...piecesBetween(pair.source, pair.corrected, position));
    }
    parts.push(pair.source);
    position += codePointLength(pair.source);
    before = pair;
  }
  if (!blocks.length) blocks.push({ id: "b1", role: defaultRole, text: "", pieces: [], entities: [] });
  for (const block of blocks) block.pieces = joinPieces(block.pieces);
  const text = parts.join("");
  return {
    name,
    bytes: encodeUtf8(text),
    extension: "txt",
    encoding: "utf-8",
    text,
    articles: [{ id: "a1", blocks }],
  };
}

/** Pieces of `corrected`, whose `source` begins at code point `start`. */
function piecesBetween(source: string, corrected: string, start: number): Piece[] {
  const [from, to] = [Array.from(source), Array.from(corrected)];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { a, aEnd, b, bEnd } of diff(from, to)) {
    pieces.push({ source: [start + at, start + a] }, { inserted: to.slice(b, bEnd).join("") });
    at = aEnd;
  }
  pieces.push({ source: [start + at, start + from.length] });
  return joinPieces(pieces);
}

/** A line of a file as it was read, with its place for messages. */
export type PairRecord = { place: string } & ({ pair: ReadPair } | { error: GalleyError });

/**
 * The pages of a file of pairs; lines that follow each other and are of one document are one page.
 * @throws GalleyError too-large for a page over the import limit, empty-file
 */
export async function* pagesOfPairs(
  fileName: string,
  records: AsyncIterable<PairRecord>,
): AsyncGenerator<ImportedPage | UnreadRecord> {
  let pairs: ReadPair[] = [];
  let size = 0;
  let found = false;
  for await (const record of records) {
    found = true;
    const error = "error" in record ? record.error : halfCharacterIn(record.pair, record.place);
    if (error) {
      yield { error };
      continue;
    }
    if (!("pair" in record)) continue;
    const { pair } = record;
    const [first] = pairs;
    if (first && first.document !== pair.document) {
      yield pageOfPairs(first.document, pairs);
      pairs = [];
      size = 0;
    }
    pairs.push(pair);
    size += pair.source.length + pair.corrected.length;
    if (size > importLimit) throw pageTooLarge(record.place, size);
  }
  const [first] = pairs;
  if (first) yield pageOfPairs(first.document, pairs);
  if (!found) throw new GalleyError("empty-file", `${fileName} holds no pairs of lines.`, { name: fileName });
}

function halfCharacterIn({ document, source, corrected }: ReadPair, place: string): GalleyError | null {
  if ([document, source, corrected].every((text) => text.isWellFormed())) return null;
  return badRecord(place, "the text holds half a character (a lone surrogate)");
}

function pageTooLarge(place: string, size: number): GalleyError {
  const [is, limit] = [size, importLimit].map((each) => Math.ceil(each / 1024 / 1024)) as [number, number];
  return new GalleyError(
    "too-large",
    `${place}: the lines of one document are more than ${limit} million characters. Give its parts different names in “document”.`,
    { name: place, size: is, limit },
  );
}
