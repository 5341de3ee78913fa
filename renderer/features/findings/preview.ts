/**
 * What a fix does, in pieces that can be shown: the words around a change with what goes and what comes, a join's seam,
 * a block's move and where to. Pure; the words for it are the components'.
 */
import type { Block, GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Edit } from "../../../shared/proofing/edits.ts";
import type { EntityEdit } from "../../../shared/proofing/entity-edits.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";

/** A stretch of text before and after: `is` stays, `gone` is taken away, `new` comes. */
export interface Segment {
  mark: "is" | "gone" | "new";
  text: string;
}

export type Preview =
  | { does: "text"; segments: Segment[] }
  | { does: "join"; left: string; between: string; right: string }
  | { does: "split"; left: string; right: string; role: string | null }
  | { does: "role"; words: string; from: string; to: string }
  /** `stays`: the block that they are put before or after. */
  | { does: "move"; words: string[]; place: "before" | "after"; stays: string }
  | { does: "remove"; words: string }
  | { does: "articleStart" | "articleMerge"; words: string }
  /** What becomes of an entity: the characters that it covers then, and its type before and after, null for none. */
  | { does: "entity"; before: string; words: string; after: string; from: string | null; to: string | null };

/** Code points of text that are shown on either side of a change, and of a block that is named by its first words. */
const AROUND = 12;
const FIRST_WORDS = 28;

/** Finds blocks by id; build once per document. */
export function blocksById(document: GalleyDocument): ReadonlyMap<string, Block> {
  return new Map(document.articles.flatMap(({ blocks }) => blocks.map((block) => [block.id, block] as const)));
}

/** What a finding is about, in a line: its characters among their neighbours, or the block's first words. */
export function wordsOf({ block, start, end, quote }: Finding, blocks: ReadonlyMap<string, Block>): string {
  const text = new CodePointText(blocks.get(block)?.text ?? "");
  if (end - start > AROUND || (start === end && quote)) return opening(quote);
  const [from, to] = [Math.max(0, start - AROUND / 2), Math.min(text.length, end + AROUND)];
  return `${from > 0 ? "…" : ""}${oneLine(text.slice(from, to))}${to < text.length ? "…" : ""}`;
}

/** What the finding's fix does, edit by edit; replacements in one block together. Empty without a fix. */
export function previewOf(finding: Finding, blocks: ReadonlyMap<string, Block>): Preview[] {
  const edits = finding.fix ?? [];
  const done = new Set<string>();
  return edits.flatMap((edit): Preview[] => {
    const block = "block" in edit ? blocks.get(edit.block) : null;
    if (edit.do === "replace") {
      if (!block || done.has(block.id)) return [];
      done.add(block.id);
      const own = edits.filter((one) => one.do === "replace" && one.block === block.id);
      return [{ does: "text", segments: segmentsOf(block.text, own as Extract<Edit, { do: "replace" }>[]) }];
    }
    return otherPreview(edit, blocks);
  });
}

function otherPreview(edit: Exclude<Edit, { do: "replace" }>, blocks: ReadonlyMap<string, Block>): Preview[] {
  const textOf = (id: string) => blocks.get(id)?.text ?? "";
  switch (edit.do) {
    case "split": {
      const text = new CodePointText(textOf(edit.block));
      const left = ending(text.slice(0, edit.at));
      return [{ does: "split", left, right: opening(text.slice(edit.at, text.length)), role: edit.role ?? null }];
    }
    case "join":
      return [
        { does: "join", left: ending(textOf(edit.block)), between: edit.between, right: opening(textOf(edit.next)) },
      ];
    case "role": {
      const from = blocks.get(edit.block)?.role ?? "";
      return [{ does: "role", words: opening(textOf(edit.block)), from, to: edit.role }];
    }
    case "move":
      return [
        {
          does: "move",
          words: edit.blocks.map((id) => opening(textOf(id))),
          place: edit.place,
          stays: opening(textOf(edit.of)),
        },
      ];
    case "tag":
    case "untag":
    case "retype":
    case "resize":
      return entityPreview(edit, blocks.get(edit.block));
    case "restore":
      // Rules mend what is there; putting lines back is the corrections view's.
      return [];
    default:
      return [{ does: edit.do, words: opening(textOf(edit.block)) }];
  }
}

function entityPreview(edit: EntityEdit, block: Block | undefined): Preview[] {
  const known = edit.do === "tag" ? null : block?.entities.find(({ id }) => id === edit.entity);
  if (!block || known === undefined) return [];
  const { start, end } = "start" in edit ? edit : (known ?? { start: 0, end: 0 });
  const points = new CodePointText(block.text);
  const to = edit.do === "untag" ? null : "type" in edit ? edit.type : (known?.type ?? null);
  return [
    {
      does: "entity",
      before: `${start > AROUND ? "…" : ""}${oneLine(points.slice(Math.max(0, start - AROUND), start))}`,
      words: oneLine(points.slice(start, end)),
      after: `${oneLine(points.slice(end, end + AROUND))}${end + AROUND < points.length ? "…" : ""}`,
      from: known?.type ?? null,
      to,
    },
  ];
}

const oneLine = (text: string): string => text.replaceAll("\n", "⏎");

function opening(text: string): string {
  const points = Array.from(oneLine(text.trim()));
  return points.length > FIRST_WORDS ? `${points.slice(0, FIRST_WORDS).join("")}…` : points.join("");
}

function ending(text: string): string {
  const points = Array.from(oneLine(text));
  return points.length > FIRST_WORDS ? `…${points.slice(-FIRST_WORDS).join("")}` : points.join("");
}

function segmentsOf(text: string, edits: readonly { start: number; end: number; text: string }[]): Segment[] {
  const points = new CodePointText(text);
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const segments: Segment[] = [];
  const put = (mark: Segment["mark"], words: string) => {
    if (words) segments.push({ mark, text: visible(words, mark) });
  };
  let done = 0;
  for (const [index, edit] of sorted.entries()) {
    const gap = edit.start - done;
    if (index === 0) {
      const from = Math.max(0, edit.start - AROUND);
      put("is", `${from > 0 ? "…" : ""}${points.slice(from, edit.start)}`);
    } else if (gap > AROUND * 2) {
      put("is", `${points.slice(done, done + AROUND)}…${points.slice(edit.start - AROUND, edit.start)}`);
    } else put("is", points.slice(done, edit.start));
    put("gone", points.slice(edit.start, edit.end));
    put("new", edit.text);
    done = edit.end;
  }
  const to = Math.min(points.length, done + AROUND);
  put("is", `${points.slice(done, to)}${to < points.length ? "…" : ""}`);
  return segments;
}

/** Space, line ends and characters without a look of their own are shown by a sign where they are what changes. */
function visible(text: string, mark: Segment["mark"]): string {
  if (mark === "is") return oneLine(text);
  return text
    .replaceAll("\n", "⏎")
    .replaceAll(" ", "␣")
    .replaceAll("\u3000", "□")
    .replace(
      /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu,
      (sign) => `⟨${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
    );
}
