/**
 * A block's text with its entities as nested marks: where two cross, the one that is open later is cut, and goes on as
 * a further part. Must not know: particular markup.
 */
import type { Entity } from "../../../shared/model/document.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";

export interface SpanMarkup {
  text(text: string): string;
  /** `isFirst`: it begins here, and is not a further part of one that was cut. */
  open(entity: Entity, isFirst: boolean): string;
  close(entity: Entity): string;
}

/** @param entities inside the text, in any order */
export function inlineSpans(text: CodePointText, entities: readonly Entity[], markup: SpanMarkup): string {
  const waiting = entities.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const cuts = [...new Set([0, text.length, ...entities.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const open: Entity[] = [];
  let result = "";
  for (const [index, position] of cuts.entries()) {
    const again: Entity[] = [];
    const lowest = open.findIndex((entity) => entity.end <= position);
    if (lowest >= 0) {
      for (const entity of open.splice(lowest).reverse()) {
        result += markup.close(entity);
        if (entity.end > position) again.unshift(entity);
      }
    }
    for (const entity of again) result += markup.open(entity, false);
    open.push(...again);
    while (waiting[0] && waiting[0].start <= position) {
      const entity = waiting.shift() as Entity;
      result += markup.open(entity, true);
      open.push(entity);
    }
    const next = cuts[index + 1];
    if (next !== undefined) result += markup.text(text.slice(position, next));
  }
  return result;
}
