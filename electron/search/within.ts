/**
 * Where what is found counts: in blocks of one role, inside entities of one type, or both. What is packed behind each
 * text says it (`marks.ts`), so that nobody need ask the index. Must not know: documents, how texts are kept.
 */
import type { SearchQuery } from "../../shared/api.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { BORDER } from "../../shared/search/concordance.ts";
import { type BlockLayout, textOfBytes } from "../index/text-table.ts";
import { type Mark, type Place, packedMarks, placesOf } from "./marks.ts";
import type { Needle } from "./needle.ts";

/** Null for any. */
export type Within = Pick<SearchQuery, "role" | "type">;

/** The kinds of marks behind a document's text: its blocks by their roles, its entities by their types. */
const BLOCKS = 0;
const ENTITIES = 1;
/** Bytes of a UTF-16 unit. */
const UNIT = 2;
/** Behind every place. */
const NOWHERE = Number.POSITIVE_INFINITY;

/** @param text,layout as the index has them */
export function marksBehind(text: Uint8Array, layout: string): Uint8Array {
  const whole = textOfBytes(text);
  const blocks: Mark[] = [];
  const entities: Mark[] = [];
  let begin = 0;
  for (const [, role, length, ofBlock] of JSON.parse(layout) as BlockLayout[]) {
    blocks.push({ name: role, start: begin, end: begin + length });
    const points = new CodePointText(ofBlock.length ? whole.slice(begin, begin + length) : "");
    // By number: millions are taken apart before the first search.
    for (const entity of ofBlock)
      entities.push({
        name: entity[0],
        start: begin + points.toUtf16(entity[1]),
        end: begin + points.toUtf16(entity[2]),
      });
    begin += length + BORDER.length;
  }
  return packedMarks([blocks, entities]);
}

/** What a place must be inside of to count, from left to right. */
export function placesWithin(marks: Uint8Array, { role, type }: Within): readonly Place[] {
  if (type === null) return placesOf(marks, BLOCKS, role);
  const entities = placesOf(marks, ENTITIES, type);
  if (role === null || !entities.length) return entities;
  const isInside = insideTest(placesOf(marks, BLOCKS, role));
  return entities.filter(({ start, end }) => isInside(start, end));
}

/** The blocks in which anything may count, in reading order. */
export function blocksWithin(marks: Uint8Array, { role, type }: Within): readonly Place[] {
  const blocks = placesOf(marks, BLOCKS, role);
  if (type === null) return blocks;
  const entities = placesOf(marks, ENTITIES, type);
  let next = 0;
  return blocks.filter(({ start, end }) => {
    while ((entities[next]?.end ?? NOWHERE) <= start) next++;
    return (entities[next]?.start ?? NOWHERE) < end;
  });
}

/** Whether something is inside one of these; it must be asked from left to right. */
export function insideTest(places: readonly Place[]): (start: number, end: number) => boolean {
  let next = 0;
  return (start, end) => {
    while ((places[next]?.end ?? NOWHERE) < end) next++;
    return (places[next]?.start ?? NOWHERE) <= start;
  };
}

/** How often a text stands inside some places. @param wanted holds no border @param first where it stands first, in bytes */
export function timesInside(places: readonly Place[], text: Buffer, wanted: Needle, first: number): number {
  if (!places.length) return 0;
  const isInside = insideTest(places);
  let times = 0;
  const { length } = wanted.bytes;
  for (let at = first; at >= 0; at = wanted.indexIn(text, at + length))
    if (isInside(at / UNIT, (at + length) / UNIT)) times++;
  return times;
}
