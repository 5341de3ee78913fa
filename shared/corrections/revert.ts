/**
 * Taking one correction back: the edits that give the source's characters, order or lines back at one place, with their
 * provenance, and leave everything else as it is. Pure.
 */
import type { GalleyDocument } from "../model/document.ts";
import { articlesFromText } from "../model/from-text.ts";
import type { CodePointText } from "../model/offsets.ts";
import { defaultRole } from "../model/settings.ts";
import type { Edit } from "../proofing/edits.ts";
import type { Correction } from "./correction.ts";
import type { Used } from "./order.ts";
import { type Reach, SideBySide } from "./page-tokens.ts";

/**
 * @param correction one of `correctionsOf(document, source)`, of this very state of the document
 * @returns one fix; empty when there is nowhere to put it back (a passage that is all there is)
 */
export function revert(document: GalleyDocument, source: CodePointText, correction: Correction): Edit[] {
  const { block, start, end, wrong } = correction;
  switch (correction.kind) {
    case "join":
      return splitAgain(correction);
    case "split":
      return [{ do: "join", block: correction.blocks[0] as string, next: block, between: "" }];
    case "move":
      return moveBack(new SideBySide(document, source), correction);
    case "inserted":
      return [{ do: "remove", block }];
    case "removed":
      if (correction.place !== "inside") return [restored(source, correction, correction.place)];
      return [sourceText(block, start, end, wrong, correction.source[0])];
    default:
      if (!wrong) return [{ do: "replace", block, start, end, text: "" }];
      return [sourceText(block, start, end, wrong, correction.source[0])];
  }
}

function sourceText(block: string, start: number, end: number, text: string, source: number): Edit {
  return { do: "replace", block, start, end, text, source };
}

/** A single line end is put back into the block, as an import has it; at an empty line or a mark a new block begins. */
function splitAgain({ block, start, end, wrong, source: [from] }: Correction): Edit[] {
  // Of a Windows line end the line feed is the text; the carriage return before it belongs to no block.
  if (wrong === "\r\n") return [sourceText(block, start, end, "\n", from + 1)];
  if (wrong === "\r") return [{ do: "replace", block, start, end, text: "\n" }];
  if (/^[^\S\r\n]*\n[^\S\r\n]*$/.test(wrong)) return [sourceText(block, start, end, wrong, from)];
  const cut: Edit = { do: "split", block, at: end };
  return start < end ? [{ do: "replace", block, start, end, text: "" }, cut] : [cut];
}

function restored(source: CodePointText, correction: Correction, place: "before" | "after"): Edit {
  const { block, wrong, source: range } = correction;
  return { do: "restore", place, of: block, source: range[0], text: wrong, role: roleOf(source, range) };
}

/** The role that the line's own mark gives it. */
function roleOf(source: CodePointText, [from, to]: readonly [number, number]): string {
  let start = from;
  while (start > 0 && !/[\r\n]/.test(source.slice(start - 1, start))) start--;
  return articlesFromText(source.slice(start, to))[0]?.blocks[0]?.role ?? defaultRole;
}

type Target = { place: "before" | "after"; of: string };

function moveBack(sides: SideBySide, correction: Correction): Edit[] {
  const reach = sides.reaches.find(({ from, to }) => from === correction.source[0] && to === correction.source[1]);
  if (!reach) return [];
  const { bySource } = sides.order;
  const before = bySource[(reach.run.parts[0] as Used).rank - 1];
  const after = bySource[(reach.run.parts.at(-1) as Used).rank + 1];
  const id = (used: Used) => sides.order.blocks[used.block]?.id ?? "";
  const edits: Edit[] = [];
  let target: Target;
  if (before && after && before.block === after.block && before.start < after.start) {
    // The passage stood in the middle of what is one block now.
    target = { place: "after", of: id(before) };
    edits.push({ do: "split", block: id(before), at: after.start, to: target });
  } else if (before && (!after || isLastOfBlock(sides, before) || !isFirstOfBlock(sides, after))) {
    target = { place: "after", of: id(before) };
  } else if (after) {
    target = { place: "before", of: id(after) };
  } else {
    return [];
  }
  const taken = takenOut(sides, reach, target);
  // What is put behind a block one by one is put there from the end.
  edits.push(...(target.place === "after" ? taken.reverse().flat() : taken.flat()));
  const cuts = new Set<string>();
  return edits.filter((edit) => {
    if (edit.do !== "split") return true;
    const cut = `${edit.block} ${edit.at}`;
    return cuts.has(cut) ? false : cuts.add(cut);
  });
}

/** The edits that put each block's share of the passage at the target, in the passage's order. */
function takenOut(sides: SideBySide, { first, last }: Reach, to: Target): Edit[][] {
  const result: Edit[][] = [];
  for (let index = first.block; index <= last.block; index++) {
    const block = sides.order.blocks[index]?.id ?? "";
    const start = index === first.block ? first.offset : 0;
    const end = index === last.block ? last.offset : sides.points(index).length;
    const rest = end < sides.points(index).length;
    const own: Edit[] = [];
    if (start > 0) {
      if (rest) own.push({ do: "split", block, at: end, to: { place: "after", of: block } });
      own.push({ do: "split", block, at: start, to });
    } else {
      // The rest stays where it is: it is what the block's beginning leaves behind.
      if (rest) own.push({ do: "split", block, at: end, to: { place: "before", of: block } });
      if (to.of !== block) own.push({ do: "move", blocks: [block], ...to });
    }
    result.push(own);
  }
  return result;
}

function isLastOfBlock({ order }: SideBySide, used: Used): boolean {
  return !order.reading.some((other) => other.block === used.block && other.start > used.start);
}

function isFirstOfBlock({ order }: SideBySide, used: Used): boolean {
  return !order.reading.some((other) => other.block === used.block && other.start < used.start);
}
