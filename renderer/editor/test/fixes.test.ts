/** Fixes in the editor: what they make of the text is what the pure function makes of it, and undo takes it back. */
import fc from "fast-check";
import { redo, undo } from "prosemirror-history";
import { describe, expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../../shared/model/offsets.ts";
import { applyFixes } from "../../../shared/proofing/apply-edits.ts";
import type { Edit } from "../../../shared/proofing/edits.ts";
import { replaceDocument, selectionPlaces } from "../commands/replace-document.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { eachBlock, findBlock } from "../queries/blocks.ts";
import { blockAttrs } from "../schema.ts";
import { notesOf, withAccepted } from "../steps/proofing-notes.ts";
import { Desk, documentOf } from "./builders.ts";

/** Carries out fixes on the desk as the editor does; answers with the pure result. */
function carryOut(desk: Desk, fixes: readonly (readonly Edit[])[], rule = "test.rule"): GalleyDocument {
  const { document, applied, locate } = applyFixes(desk.document, fixes);
  const { anchor, head } = selectionPlaces(desk.state);
  const count = applied.filter(Boolean).length;
  const notes = withAccepted(notesOf(desk.state), new Map(count ? [[rule, count]] : []));
  const replacement = { document, anchor: anchor && locate(anchor), head: head && locate(head), notes };
  desk.run(asOneEvent(replaceDocument(desk.codec, replacement)));
  return count ? { ...document, accepted: { [rule]: count } } : document;
}

const characters = ["离", "石", "𠮷", "𠮶", "　", "，", "a", "\n"];
const words = fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
const spans = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 });

const pages = fc
  .array(fc.array(fc.tuple(words, spans), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map((parts) => {
    let source = "";
    let blocks = 0;
    let entities = 0;
    const articles = parts.map((part, index) => ({
      id: `a${index + 1}`,
      blocks: part.map(([text, places]) => {
        const length = codePointLength(text);
        const start = codePointLength(source);
        source += `${text}\n`;
        const points = new CodePointText(text);
        return {
          id: `b${++blocks}`,
          role: "paragraph",
          text,
          pieces: text ? [{ source: [start, start + length] as [number, number] }] : [],
          entities: places
            .map(([a, b]) => ({
              start: length ? a % length : 0,
              end: length ? Math.min(length, (a % length) + 1 + (b % 3)) : 0,
            }))
            .map((span) => ({ ...span, text: points.slice(span.start, span.end) }))
            .filter((span) => span.text.trim())
            .sort((a, b) => a.start - b.start || b.end - a.end)
            .map((span) => ({
              id: `e${++entities}`,
              type: "LOC",
              ...span,
              ref: null,
              by: "editor",
              note: `${entities}`,
            })),
        };
      }),
    }));
    return { document: documentOf(articles, source), source };
  });

type Draw = { kind: number; a: number; b: number; c: number; text: string };
const draws = fc.array(fc.record({ kind: fc.nat(7), a: fc.nat(), b: fc.nat(), c: fc.nat(), text: words }), {
  minLength: 1,
  maxLength: 8,
});

/** An edit of the drawn kind at drawn places of the document; not always a sound one. */
function editOf(document: GalleyDocument, { kind, a, b, c, text }: Draw): Edit {
  const blocks = blocksOf(document);
  const pick = (n: number) => blocks[n % blocks.length] as (typeof blocks)[number];
  const block = pick(a);
  const length = codePointLength(block.text) + 1;
  const [start, end] = [b % length, c % length].sort((x, y) => x - y) as [number, number];
  switch (kind) {
    case 0:
      return { do: "replace", block: block.id, start, end, text: text.replaceAll("\n", "") };
    case 1:
      return { do: "split", block: block.id, at: start, ...(c % 2 ? { role: "title" } : {}) };
    case 2:
      return { do: "join", block: block.id, next: pick(a + 1).id, between: c % 3 ? "" : "，" };
    case 3:
      return { do: "role", block: block.id, role: b % 2 ? "title" : "byline" };
    case 4:
      return { do: "move", blocks: [block.id], place: c % 2 ? "before" : "after", of: pick(b).id };
    case 5:
      return { do: "remove", block: block.id };
    case 6:
      return { do: "articleStart", block: block.id };
    default:
      return { do: "articleMerge", block: block.id };
  }
}

test("the editor makes of any fixes what the pure function makes of them, and undo gives the document back", () => {
  fc.assert(
    fc.property(pages, fc.array(draws, { minLength: 1, maxLength: 3 }), fc.nat(), (page, rounds, at) => {
      const desk = new Desk(page.document, page.source);
      const all: number[] = [];
      eachBlock(desk.state.doc, ({ node, pos }) => {
        all.push(pos + 1 + Math.min(at % (node.content.size + 1), node.content.size));
        return undefined;
      });
      desk.select(all[at % all.length] as number);
      const states = [desk.document];
      for (const round of rounds) {
        const before = desk.document;
        const expected = carryOut(
          desk,
          round.map((draw) => [editOf(before, draw)]),
        );
        expect(desk.document.articles).toEqual(expected.articles);
        desk.state.doc.check();
        if (JSON.stringify(before) !== JSON.stringify(desk.document)) states.push(desk.document);
      }
      const last = desk.document;
      for (const state of states.slice(0, -1).reverse()) {
        desk.run(undo);
        expect(JSON.stringify(desk.document)).toBe(JSON.stringify(state));
      }
      for (let i = 1; i < states.length; i++) desk.run(redo);
      expect(desk.document).toEqual(last);
    }),
    { numRuns: 500 },
  );
});

describe("carrying out a fix", () => {
  test("keeps the nodes of all blocks that it leaves as they are", () => {
    const desk = Desk.page("一\n\n二\n\n三\n\n四");
    const before = ["b1", "b4"].map((id) => findBlock(desk.state.doc, id)?.node);
    carryOut(desk, [[{ do: "join", block: "b2", next: "b3", between: "" }]]);
    expect(desk.markup).toBe("一\n\n二三\n\n四");
    expect(["b1", "b4"].map((id) => findBlock(desk.state.doc, id)?.node)).toEqual(before);
    expect(findBlock(desk.state.doc, "b1")?.node).toBe(before[0]);
    expect(findBlock(desk.state.doc, "b4")?.node).toBe(before[1]);
  });

  test("keeps the caret on its character through joins and moves", () => {
    const desk = Desk.page("一\n\n甲乙丙\n\n三").selectIn("b2", 2);
    carryOut(desk, [[{ do: "join", block: "b1", next: "b2", between: "" }]]);
    expect(desk.state.selection.head).toBe(desk.at("b1", 3));
    carryOut(desk, [[{ do: "move", blocks: ["b3"], place: "before", of: "b1" }]]);
    expect(desk.state.selection.head).toBe(desk.at("b1", 3));
  });

  test("is one undo event with what it counts as accepted", () => {
    const desk = Desk.page("一\n\n二");
    desk.type("字");
    const typed = JSON.stringify(desk.document);
    carryOut(desk, [[{ do: "role", block: "b1", role: "title" }], [{ do: "role", block: "b2", role: "title" }]]);
    expect(desk.document.accepted).toEqual({ "test.rule": 2 });
    desk.run(undo);
    expect(JSON.stringify(desk.document)).toBe(typed);
    expect(desk.document.accepted).toBeUndefined();
    desk.run(redo);
    expect(desk.document.accepted).toEqual({ "test.rule": 2 });
  });

  test("keeps what is known about entities that it cuts or shifts", () => {
    const desk = Desk.page("在[LOC 离石区]召开");
    carryOut(desk, [[{ do: "replace", block: "b1", start: 0, end: 1, text: "昨日在" }]]);
    expect(desk.markup).toBe("昨日在[LOC 离石区]召开");
    expect(blockAttrs(findBlock(desk.state.doc, "b1")?.node as never).pieces[0]).toEqual({ length: 2, source: null });
    expect(desk.problems).toEqual([]);
  });

  test("joins a page of 13,000 lines", () => {
    const source = Array.from({ length: 13_000 }, (_, i) => `第${i}行离石区融媒体中心记者报道的文字若干`).join("\n\n");
    const desk = Desk.text(source);
    const ids = blocksOf(desk.document).map(({ id }) => id);
    const fixes = ids.flatMap((id, i): Edit[][] =>
      i % 20 ? [[{ do: "join", block: ids[i - 1] as string, next: id, between: "" }]] : [],
    );
    carryOut(desk, fixes);
    expect(blocksOf(desk.document)).toHaveLength(650);
  }, 30_000);
});
