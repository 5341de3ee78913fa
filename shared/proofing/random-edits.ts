/** Random documents and random fixes for the laws of editing: astral characters, nested and overlapping entities. */
import fc from "fast-check";
import type { Article, Block, Entity, GalleyDocument, Piece } from "../model/document.ts";
import { CodePointText, codePointLength } from "../model/offsets.ts";
import { joinPieces } from "../model/pieces.ts";
import { sampleDocument } from "../model/testing.ts";
import type { Edit } from "./edits.ts";

const character = fc.constantFrom("京", "北", "𠮷", "𪚥", "，", ",", " ", "\n", "a", "一");
const words = fc.string({ unit: character, minLength: 1, maxLength: 6 });

interface Planned {
  /** Text of the source and text that someone put in, by turns. */
  runs: { text: string; inserted: boolean }[];
  spans: { start: number; end: number }[];
  startsArticle: boolean;
}

const plannedBlock: fc.Arbitrary<Planned> = fc.record({
  runs: fc.array(fc.record({ text: words, inserted: fc.boolean() }), { maxLength: 4 }),
  spans: fc.array(fc.record({ start: fc.nat(20), end: fc.nat(20) }), { maxLength: 5 }),
  startsArticle: fc.boolean(),
});

/** A sound document of up to `most` blocks, with the source that its pieces mean. */
export function documents(most = 6): fc.Arbitrary<{ document: GalleyDocument; source: CodePointText }> {
  return fc.array(plannedBlock, { minLength: 1, maxLength: most }).map((planned) => {
    let source = "";
    let entities = 0;
    const articles: Article[] = [];
    for (const [index, { runs, spans, startsArticle }] of planned.entries()) {
      const pieces: Piece[] = runs.map(({ text, inserted }) => {
        if (inserted) return { inserted: text };
        const start = codePointLength(source);
        source += text;
        return { source: [start, start + codePointLength(text)] };
      });
      source += "\n\n";
      const text = runs.map((run) => run.text).join("");
      const block: Block = { id: `b${index + 1}`, role: "paragraph", text, pieces: joinPieces(pieces), entities: [] };
      for (const { start, end } of spans) {
        const entity = entityOver(text, start, end, `e${entities + 1}`);
        if (!entity) continue;
        block.entities.push(entity);
        entities++;
      }
      if (startsArticle || !articles.length) articles.push({ id: `a${articles.length + 1}`, blocks: [] });
      articles.at(-1)?.blocks.push(block);
    }
    const document = { ...sampleDocument(), articles, dismissed: [] };
    document.source = { ...document.source, length: codePointLength(source) };
    return { document, source: new CodePointText(source) };
  });
}

function entityOver(text: string, start: number, end: number, id: string): Entity | null {
  const covered = Array.from(text).slice(start, end).join("");
  if (!covered || covered !== covered.trim()) return null;
  const to = start + codePointLength(covered);
  return { id, type: "LOC", start, end: to, text: covered, ref: null, by: "editor", note: `${id}的注` };
}

/** Edits over blocks b1 … b`most`; some name what is not there. */
function edits(most: number): fc.Arbitrary<Edit> {
  const id = fc.integer({ min: 1, max: most }).map((number) => `b${number}`);
  const at = fc.nat(14);
  const put = fc.string({ unit: character, maxLength: 3 });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(id, at, fc.nat(4), put)
        .map(([block, start, length, text]): Edit => ({ do: "replace", block, start, end: start + length, text })),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("split" as const), block: id, at }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("join" as const),
        block: id,
        next: id,
        between: fc.constantFrom("", " "),
      }),
    },
    fc.record({ do: fc.constant("role" as const), block: id, role: fc.constantFrom("title", "byline") }),
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("move" as const),
        blocks: fc.array(id, { minLength: 1, maxLength: 2 }),
        place: fc.constantFrom("before" as const, "after" as const),
        of: id,
      }),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({
          do: fc.constantFrom("tag", "untag", "retype", "resize"),
          block: id,
          at,
          length: fc.nat(4),
          of: fc.nat(12),
        })
        .map(({ do: what, block, at: start, length, of }): Edit => {
          const entity = `e${of}`;
          if (what === "tag") return { do: "tag", block, start, end: start + length, type: "ORG", by: "rule" };
          if (what === "resize") return { do: "resize", block, entity, start, end: start + length };
          return what === "untag" ? { do: "untag", block, entity } : { do: "retype", block, entity, type: "PER" };
        }),
    },
    fc.record({ do: fc.constant("remove" as const), block: id }),
    fc.record({ do: fc.constant("articleStart" as const), block: id }),
    fc.record({ do: fc.constant("articleMerge" as const), block: id }),
  );
}

/** Batches of fixes for documents of up to `most` blocks. */
export function batches(most = 6): fc.Arbitrary<Edit[][]> {
  return fc.array(fc.array(edits(most), { minLength: 1, maxLength: 3 }), { maxLength: 8 });
}
