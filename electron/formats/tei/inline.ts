/**
 * The content of one block as TEI: its text with the names that nest in it, anchors for those that cross, corrections and
 * line beginnings. Offsets are code points. Must not know: documents, registries.
 */
import type { Entity } from "../../../shared/model/document.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import { xmlText } from "../support/xml.ts";

/** A stretch of the block's text as it follows the one before. */
export interface Part {
  length: number;
  /** What the source has instead, as <sic>; null for text that is not shown as corrected. */
  wrong: string | null;
  /** A line of the source ended before this stretch. */
  lineEnd: boolean;
}

/** An entity with its tags. */
export interface Inline {
  start: number;
  end: number;
  open: string;
  close: string;
}

/** Entities that can be nested in each other, and those that cross one that stays; the longest first. */
export function splitCrossing(entities: readonly Entity[]): { nested: Entity[]; crossing: Entity[] } {
  const nested: Entity[] = [];
  const crossing: Entity[] = [];
  for (const entity of entities.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const crosses = nested.some(
      (other) =>
        other.start < entity.end && entity.start < other.end && (entity.start < other.start || entity.end > other.end),
    );
    (crosses ? crossing : nested).push(entity);
  }
  const inOrder = (a: Entity, b: Entity) => a.start - b.start || b.end - a.end;
  return { nested: nested.toSorted(inOrder), crossing: crossing.toSorted(inOrder) };
}

export interface InlineText {
  text: CodePointText;
  parts: readonly Part[];
  /** In reading order, outer before inner. */
  nested: readonly Inline[];
  crossing: readonly { id: string; start: number; end: number }[];
}

export function inlineXml({ text, parts, nested, crossing }: InlineText): string {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...nested, ...crossing]) cuts.add(start).add(end);
  const placed: (Part & { start: number; end: number })[] = [];
  let at = 0;
  for (const part of parts) {
    placed.push({ ...part, start: at, end: at + part.length });
    at += part.length;
    cuts.add(at);
  }
  const places = [...cuts].toSorted((a, b) => a - b);
  const open: Inline[] = [];
  let xml = "";
  let next = 0;
  let part = 0;
  for (const [index, place] of places.entries()) {
    while (open.at(-1)?.end === place) xml += open.pop()?.close;
    for (const { id, end } of crossing) if (end === place) xml += `<anchor xml:id="${id}.end"/>`;
    // What was taken out at a border of a name is put outside.
    for (; placed[part] && placed[part]?.end === place && placed[part]?.start === place; part++) {
      const { wrong, lineEnd } = placed[part] as Part;
      if (lineEnd) xml += '<lb break="no"/>';
      if (wrong) xml += `<choice><sic>${content(wrong)}</sic><corr/></choice>`;
    }
    for (const { id, start } of crossing) if (start === place) xml += `<anchor xml:id="${id}.start"/>`;
    for (let inline = nested[next]; inline?.start === place; inline = nested[++next]) {
      xml += inline.open;
      open.push(inline);
    }
    const end = places[index + 1];
    if (end === undefined) break;
    const own = placed[part];
    const words = content(text.slice(place, end));
    if (own?.lineEnd && own.start === place) xml += '<lb break="no"/>';
    // A correction that a name begins or ends in is written in two; the source's characters stand in the first.
    if (own?.wrong != null)
      xml += `<choice><sic>${own.start === place ? content(own.wrong) : ""}</sic><corr>${words}</corr></choice>`;
    else xml += words;
    if (own && own.end === end) part++;
  }
  return xml;
}

function content(text: string): string {
  return xmlText(text).replaceAll("\n", "<lb/>");
}
