/**
 * The text around a change, as it is and as it would be, cut to what is worth reading. Block borders are line feeds.
 * A change of nothing but roles, order or articles shows how its block begins: its message says the rest.
 */
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import type { Edit } from "../../shared/proofing/edits.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import { pageText } from "../../shared/proofing/page.ts";

/** UTF-16 units that are shown before and after what changes. */
const AROUND = 40;
/** What changes is shown up to this length from either end. */
const INSIDE = 60;

/** @param document as it is before the finding's fix */
export function excerptsOf(finding: Finding, document: GalleyDocument): { before: string; after: string } {
  const edits = (finding.fix ?? []).filter(changesText);
  const named = new Set(edits.length ? edits.flatMap(blocksIn) : [finding.block]);
  const blocks = blocksOf(document).filter(({ id }) => named.has(id));
  const [first] = blocks;
  if (!first) return { before: finding.quote, after: finding.quote };
  // The few blocks alone: the page around them would only cost time.
  const small = { ...document, articles: [{ id: "a1", blocks }] };
  if (!edits.length && finding.start < finding.end) {
    // Nothing but entities changes: the words that are meant, among their neighbours.
    const points = new CodePointText(first.text);
    const words = around(first.text, points.toUtf16(finding.start), points.toUtf16(finding.end));
    return { before: words, after: words };
  }
  const changed = edits.length ? applyFixes(small, [edits]).document : small;
  return cut(pageText(small), pageText(changed));
}

function changesText(edit: Edit): boolean {
  return edit.do === "replace" || edit.do === "split" || edit.do === "join" || edit.do === "remove";
}

function blocksIn(edit: Edit): string[] {
  return edit.do === "join" ? [edit.block, edit.next] : "block" in edit ? [edit.block] : [];
}

/** Both texts around the stretch in which they differ. */
function cut(before: string, after: string): { before: string; after: string } {
  if (before === after) {
    const head = part(before, 0, AROUND * 2);
    return { before: head, after: head };
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    before: around(before, start, before.length - tail),
    after: around(after, start, after.length - tail),
  };
}

function around(text: string, start: number, end: number): string {
  if (end - start <= INSIDE * 2) return part(text, start - AROUND, end + AROUND);
  const [head, tail] = [part(text, start - AROUND, start + INSIDE), part(text, end - INSIDE, end + AROUND)];
  return `${head.replace(/…$/, "")}…${tail.replace(/^…/, "")}`;
}

/** [start, end) without half characters, with an ellipsis where text is left out. */
function part(text: string, start: number, end: number): string {
  const from = start > 0 && isLowSurrogate(text, start) ? start - 1 : Math.max(0, start);
  const to = end < text.length && isLowSurrogate(text, end) ? end + 1 : Math.min(text.length, end);
  return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}
