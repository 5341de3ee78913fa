/** The law of the editor: whatever is done, pieces, text, entities and ids stay sound, and undo takes all of it back. */
import fc from "fast-check";
import { redo, undo, undoDepth } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import { expect, test } from "vitest";
import type { Article, Block, GalleyDocument } from "../../../shared/model/document.ts";
import { codePointLength } from "../../../shared/model/offsets.ts";
import { copySelection, dropTransaction, pasteTransaction, textToCopied } from "../clipboard.ts";
import * as articles from "../commands/articles.ts";
import * as blocks from "../commands/blocks.ts";
import * as entities from "../commands/entities.ts";
import * as moves from "../commands/move-blocks.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { eachBlock } from "../queries/blocks.ts";
import { allEntities } from "../queries/entities.ts";
import { runsLength } from "../runs.ts";
import { articleAttrs, blockAttrs } from "../schema.ts";
import { Desk, documentOf } from "./builders.ts";

// Two characters beyond U+FFFF that share a half, space, a line end, full-width punctuation.
const characters = ["离", "石", "区", "𠮷", "𠮶", "　", "，", "a", "\n", "会"];
const words = fc.string({ unit: fc.constantFrom(...characters), minLength: 0, maxLength: 8 });

const pages = fc
  .array(
    fc.array(fc.tuple(words, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("PER", "LOC")), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts): { document: GalleyDocument; source: string } => {
    let source = "";
    let blockCount = 0;
    let entityCount = 0;
    const made = parts.map(
      (part, index): Article => ({
        id: `a${index}`,
        blocks: part.map(([text, spans]): Block => {
          const points = Array.from(text);
          const start = codePointLength(source);
          source += `${text}\n`;
          const found = spans.flatMap(([a, b, type]) => {
            const from = points.length ? a % points.length : 0;
            const to = Math.min(points.length, from + 1 + (b % 4));
            const covered = points.slice(from, to).join("");
            return covered.trim()
              ? [
                  {
                    id: `e${entityCount++}`,
                    type,
                    start: from,
                    end: to,
                    text: covered,
                    ref: null,
                    by: "editor",
                    note: `n${entityCount}`,
                  },
                ]
              : [];
          });
          found.sort((x, y) => x.start - y.start || y.end - x.end || (x.id < y.id ? -1 : 1));
          return {
            id: `b${blockCount++}`,
            role: "paragraph",
            text,
            pieces: text ? [{ source: [start, start + points.length] }] : [],
            entities: found,
          };
        }),
      }),
    );
    return { document: documentOf(made, source), source };
  });

/** A number in [0, 1) that picks a place in whatever the document is then. */
// Not a double: most of those lie next to nothing, and would pick the first of everything.
const place = fc.nat(9999).map((n) => n / 10_000);

type Edit = { name: string; do(desk: Desk): void };
const positions = (desk: Desk) => {
  const all: number[] = [];
  eachBlock(desk.state.doc, ({ node, pos }) => {
    for (let i = 0; i <= node.content.size; i++) all.push(pos + 1 + i);
    return undefined;
  });
  return all;
};
const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)] as T;
const select = (desk: Desk, a: number, b: number) => {
  const all = positions(desk);
  desk.select(pick(all, a), pick(all, b));
};
const command = (name: string, make: (desk: Desk, at: number) => Command) =>
  fc.tuple(place, place, place, fc.boolean()).map(
    ([a, b, c, collapse]): Edit => ({
      name,
      do(desk) {
        select(desk, a, collapse ? a : b);
        const chosen = make(desk, c);
        const asked = chosen(desk.state);
        const before = desk.state.doc;
        const applied = desk.run(asOneEvent(chosen));
        expect(applied, `${name}: asking and doing agree`).toBe(asked);
        if (!applied) expect(desk.state.doc).toBe(before);
      },
    }),
  );
const plain = (name: string, value: Command) => command(name, () => value);
const someEntity = (desk: Desk, at: number) => {
  const all = allEntities(desk.state);
  return all.length ? pick(all, at).id : "none";
};
const someBlock = (desk: Desk, at: number) => {
  const ids: string[] = [];
  eachBlock(desk.state.doc, ({ node }) => {
    ids.push(blockAttrs(node).id);
    return undefined;
  });
  return pick(ids, at);
};
const someArticle = (desk: Desk, at: number) =>
  articleAttrs(desk.state.doc.child(Math.floor(at * desk.state.doc.childCount))).id;

let copied = textToCopied("甲𠮷乙\n\n丙");

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, place, words, fc.boolean()).map(
    ([a, b, text, collapse]): Edit => ({
      name: `type ${JSON.stringify(text)}`,
      do(desk) {
        select(desk, a, collapse ? a : b);
        desk.type(text);
      },
    }),
  ),
  plain("delete", blocks.deleteSelection),
  // Three times, as entities meet their hardest case here: a split inside.
  ...Array.from({ length: 3 }, () => plain("split", blocks.splitBlock)),
  plain("join", blocks.joinBlocks),
  plain("backspace", blocks.joinBackward),
  plain("delete forward", blocks.joinForward),
  plain("lines", blocks.splitLines),
  plain("line end", blocks.insertLineEnd),
  plain("up", moves.moveBlocksUp),
  plain("down", moves.moveBlocksDown),
  command("move before", (desk, at) => moves.moveBlocksTo({ beforeBlock: someBlock(desk, at) })),
  command("move to end", (desk, at) => moves.moveBlocksTo({ endOfArticle: someArticle(desk, at) })),
  plain("delete blocks", moves.deleteBlocks),
  command("role", (_desk, at) => blocks.setRole(pick(["title", "quote", "paragraph"], at))),
  plain("split article", articles.splitArticle),
  plain("merge article", articles.mergeArticle),
  plain("article up", articles.moveArticleUp),
  plain("article down", articles.moveArticleDown),
  command("article before", (desk, at) => articles.moveArticlesBefore(someArticle(desk, at))),
  command("tag", (_desk, at) => entities.tag(pick(["PER", "LOC", "ORG"], at))),
  command("untag", () => entities.removeEntity()),
  command("retype", (desk, at) => entities.setEntityType(someEntity(desk, at), "DATE")),
  command("note", (desk, at) => entities.setEntityNote(someEntity(desk, at), `note ${at}`)),
  command("nudge", (desk, at) =>
    entities.nudgeEntity(at < 0.5 ? "start" : "end", at * 10 > 5 ? 1 : -1, someEntity(desk, at)),
  ),
  fc.tuple(place, place, fc.boolean()).map(
    ([a, b, cut]): Edit => ({
      name: cut ? "cut" : "copy",
      do(desk) {
        select(desk, a, b);
        copied = copySelection(desk.state, "h") ?? copied;
        if (cut) desk.run(asOneEvent(blocks.deleteSelection));
      },
    }),
  ),
  fc.tuple(place, place, fc.boolean()).map(
    ([a, b, collapse]): Edit => ({
      name: "paste",
      do(desk) {
        select(desk, a, collapse ? a : b);
        const taken = copied;
        if (taken)
          desk.run(
            asOneEvent((state, dispatch) => {
              dispatch?.(pasteTransaction(state, taken, "h", desk.source));
              return true;
            }),
          );
      },
    }),
  ),
  fc.tuple(place, place, place, fc.boolean()).map(
    ([a, b, c, move]): Edit => ({
      name: move ? "drag" : "drag a copy",
      do(desk) {
        select(desk, a, b);
        const position = pick(positions(desk), c);
        desk.run(
          asOneEvent((state, dispatch) => {
            const tr = dropTransaction(state, position, move, "h", desk.source);
            if (tr) dispatch?.(tr);
            return tr !== null;
          }),
        );
      },
    }),
  ),
  fc.tuple(place, place, fc.boolean(), fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 })).map(
    ([a, b, collapse, steps]): Edit => ({
      name: `compose ${steps.length} steps`,
      do(desk) {
        select(desk, a, collapse ? a : b);
        desk.compose(steps.map((step) => ["n", "ni", "", "你𠮷"][step] as string));
      },
    }),
  ),
  fc.constant<Edit>({ name: "undo", do: (desk) => void desk.run(undo) }),
  fc.constant<Edit>({ name: "redo", do: (desk) => void desk.run(redo) }),
);

function expectSound(desk: Desk, after: string): void {
  expect(desk.problems, after).toEqual([]);
  desk.state.doc.check();
  eachBlock(desk.state.doc, ({ node }) => {
    const { pieces } = blockAttrs(node);
    expect(runsLength(pieces), `${after}: runs cover the text`).toBe(node.content.size);
    let at = 0;
    for (const run of pieces) {
      const said = node.textContent.slice(at, at + run.length);
      if (run.source !== null) expect(desk.source.startsWith(said, run.source), `${after}: runs are true`).toBe(true);
      at += run.length;
    }
    return undefined;
  });
  expect(
    allEntities(desk.state).filter(({ holes }) => holes),
    after,
  ).toEqual([]);
}

test("any edits keep pieces, text, entities and ids sound, and undoing them all gives the page as it was", () => {
  fc.assert(
    fc.property(pages, fc.array(edits, { minLength: 1, maxLength: 25 }), ({ document, source }, list) => {
      const desk = new Desk(document, source);
      copied = textToCopied("甲𠮷乙\n\n丙");
      const original = JSON.stringify(desk.document);
      expect(original).toBe(JSON.stringify(document));
      for (const edit of list) {
        edit.do(desk);
        expectSound(desk, edit.name);
      }
      const last = JSON.stringify(desk.document);
      let count = 0;
      while (undoDepth(desk.state) > 0) {
        desk.run(undo);
        count++;
      }
      expect(JSON.parse(JSON.stringify(desk.document))).toEqual(document);
      while (count-- > 0) desk.run(redo);
      expectSound(desk, "redo all");
      if (list.every(({ name }) => name !== "undo" && name !== "redo"))
        expect(JSON.parse(JSON.stringify(desk.document))).toEqual(JSON.parse(last));
    }),
    { numRuns: 600 },
  );
});
