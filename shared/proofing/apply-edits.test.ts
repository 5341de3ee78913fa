import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, blocksOf, type GalleyDocument } from "../model/document.ts";
import { CodePointText, codePointLength } from "../model/offsets.ts";
import { sampleDocument, sampleSourceText } from "../model/testing.ts";
import { verifyDocument } from "../model/verify.ts";
import { applyFixes } from "./apply-edits.ts";
import type { Edit } from "./edits.ts";
import { batches, documents } from "./random-edits.ts";
import { markupOf, taggedPageOf } from "./testing.ts";

const runs = { numRuns: 600 };

/** Where every character of a block came from: "s12" for the source's twelfth, "i字" for what was put in. */
function origins(block: Block): string[] {
  return block.pieces.flatMap((piece) =>
    "source" in piece
      ? Array.from({ length: piece.source[1] - piece.source[0] }, (_, index) => `s${piece.source[0] + index}`)
      : Array.from(piece.inserted, (character) => `i${character}`),
  );
}

function blocksIn(edit: Edit): string[] {
  if (edit.do === "join") return [edit.block, edit.next];
  if (edit.do === "move") return [...edit.blocks, edit.of];
  return edit.do === "restore" ? [edit.of] : [edit.block];
}

/** The document with ids by position: what two ways of numbering new blocks have in common. */
function withoutIds(document: GalleyDocument) {
  return document.articles.map(({ blocks }) =>
    blocks.map(({ id: _, entities, ...block }) => ({
      ...block,
      entities: entities.map(({ id: _id, ...rest }) => rest),
    })),
  );
}

describe("laws of editing", () => {
  test("the result is sound: pieces make the text, ids are unique, entities cover what they say", () => {
    fc.assert(
      fc.property(documents(), batches(), ({ document, source }, fixes) => {
        expect(verifyDocument(document, source)).toEqual([]);
        const result = applyFixes(document, fixes).document;
        expect(verifyDocument(result, source)).toEqual([]);
        expect(blocksOf(result).length).toBeGreaterThan(0);
        expect(result.articles.every(({ blocks }) => blocks.length)).toBe(true);
      }),
      runs,
    );
  });

  test("every source character that no edit removed is there exactly once, and no other", () => {
    fc.assert(
      fc.property(documents(), batches(), ({ document }, fixes) => {
        const { document: result, applied } = applyFixes(document, fixes);
        const edits = fixes.filter((_, index) => applied[index]).flat();
        const may = new Set<string>();
        const must = new Set<string>();
        for (const block of blocksOf(document)) {
          const gone = edits.some((edit) => edit.do === "remove" && edit.block === block.id);
          for (const [at, origin] of origins(block).entries()) {
            const replaced = edits.some(
              (edit) => edit.do === "replace" && edit.block === block.id && edit.start <= at && at < edit.end,
            );
            if (!origin.startsWith("s") || gone) continue;
            may.add(origin);
            if (!replaced) must.add(origin);
          }
        }
        const now = blocksOf(result)
          .flatMap(origins)
          .filter((origin) => origin.startsWith("s"));
        expect(new Set(now).size).toBe(now.length);
        expect(now.filter((origin) => !may.has(origin))).toEqual([]);
        expect([...must].filter((origin) => !now.includes(origin))).toEqual([]);
      }),
      runs,
    );
  });

  test("blocks that no fix names are the same objects, in the same order", () => {
    fc.assert(
      fc.property(documents(), batches(), ({ document }, fixes) => {
        const { document: result, applied } = applyFixes(document, fixes);
        const named = new Set(
          fixes
            .filter((_, index) => applied[index])
            .flat()
            .flatMap(blocksIn),
        );
        const rest = (one: GalleyDocument) => blocksOf(one).filter(({ id }) => !named.has(id));
        const given = new Set(blocksOf(document).map(({ id }) => id));
        const kept = rest(result).filter(({ id }) => given.has(id));
        expect(kept.map(({ id }) => id)).toEqual(rest(document).map(({ id }) => id));
        const before = new Map(rest(document).map((block) => [block.id, block]));
        for (const block of kept) expect(block).toBe(before.get(block.id));
      }),
      runs,
    );
  });

  test("a place is found again where its character went, or nowhere when its block was removed", () => {
    fc.assert(
      fc.property(documents(), batches(), ({ document }, fixes) => {
        const { document: result, applied, locate } = applyFixes(document, fixes);
        const edits = fixes.filter((_, index) => applied[index]).flat();
        const after = new Map(blocksOf(result).map((block) => [block.id, block]));
        for (const block of blocksOf(document)) {
          const gone = !after.has(block.id) && edits.some((edit) => edit.do === "remove" && edit.block === block.id);
          for (const [offset, origin] of origins(block).entries()) {
            const place = locate({ block: block.id, offset });
            if (gone) {
              expect(place).toBeNull();
              continue;
            }
            const host = place && after.get(place.block);
            expect(host).toBeTruthy();
            const replaced = edits.some(
              (edit) => edit.do === "replace" && edit.block === block.id && edit.start <= offset && offset < edit.end,
            );
            if (!replaced && !edits.some((edit) => edit.do === "remove" && edit.block === block.id))
              expect(origins(host as Block)[place?.offset ?? -1]).toBe(origin);
            expect(place?.offset).toBeLessThanOrEqual(codePointLength((host as Block).text));
          }
        }
      }),
      runs,
    );
  });

  test("fixes of different blocks give one by one what they give together", () => {
    fc.assert(
      fc.property(documents(), batches(), ({ document }, fixes) => {
        const there = new Set(blocksOf(document).map(({ id }) => id));
        const taken = new Set<string>();
        const apart = fixes.filter((fix) => {
          const blocks = new Set(fix.flatMap(blocksIn));
          // What an article begins with depends on joins and moves of other blocks: there the order is the rule.
          if (fix.some(({ do: what }) => what === "articleStart" || what === "articleMerge")) return false;
          if ([...blocks].some((id) => taken.has(id) || !there.has(id))) return false;
          for (const id of blocks) taken.add(id);
          return true;
        });
        const together = applyFixes(document, apart);
        let current = document;
        for (const [index, fix] of apart.entries()) {
          const one = applyFixes(current, [fix]);
          expect(one.applied[0]).toBe(together.applied[index]);
          current = one.document;
        }
        expect(withoutIds(together.document)).toEqual(withoutIds(current));
      }),
      runs,
    );
  });

  test("replacements of one block give together what they give one by one from the end", () => {
    const replacements = batches(1).map((fixes) =>
      fixes.flat().flatMap((edit) => (edit.do === "replace" ? [edit] : [])),
    );
    fc.assert(
      fc.property(documents(1), replacements, ({ document, source }, edits) => {
        const fixes = edits.map((edit): Edit[] => [edit]);
        const together = applyFixes(document, fixes);
        const taken = edits
          .filter((_, index) => together.applied[index])
          .sort((a, b) => b.start - a.start || b.end - a.end);
        let current = document;
        for (const edit of taken) current = applyFixes(current, [[edit]]).document;
        expect(verifyDocument(current, source)).toEqual([]);
        const [one, other] = [blocksOf(together.document)[0], blocksOf(current)[0]];
        expect(one?.text).toBe(other?.text);
        expect(one?.pieces).toEqual(other?.pieces);
      }),
      runs,
    );
  });

  test("a fix that is refused changes nothing", () => {
    fc.assert(
      fc.property(documents(), batches(), ({ document }, fixes) => {
        const { document: result, applied } = applyFixes(document, fixes);
        const taken = fixes.filter((_, index) => applied[index]);
        expect(applyFixes(document, taken).document).toEqual(result);
        expect(applyFixes(document, taken).applied.every(Boolean)).toBe(true);
        if (!taken.length) expect(result).toBe(document);
      }),
      runs,
    );
  });
});

/** A document of one article with these blocks, every character inserted. */
function written(...texts: string[]): GalleyDocument {
  const blocks = texts.map(
    (text, index): Block => ({
      id: `b${index + 1}`,
      role: "paragraph",
      text,
      pieces: text ? [{ inserted: text }] : [],
      entities: [],
    }),
  );
  return { ...sampleDocument(), articles: [{ id: "a1", blocks }] };
}

const texts = (document: GalleyDocument) =>
  document.articles.map(({ blocks }) => blocks.map(({ text }) => text).join("/"));

function carriedOut(document: GalleyDocument, ...fixes: Edit[][]) {
  const { document: result, applied } = applyFixes(document, fixes);
  return { texts: texts(result), applied };
}

describe("what contradicts is refused whole", () => {
  const page = () => written("甲乙丙丁", "戊己", "庚辛");
  test.each<[string, Edit[], Edit[]]>([
    [
      "two replacements that overlap",
      [{ do: "replace", block: "b1", start: 0, end: 2, text: "子" }],
      [{ do: "replace", block: "b1", start: 1, end: 3, text: "丑" }],
    ],
    [
      "two insertions at one place",
      [{ do: "replace", block: "b1", start: 1, end: 1, text: "子" }],
      [{ do: "replace", block: "b1", start: 1, end: 1, text: "丑" }],
    ],
    [
      "a split inside what is replaced",
      [{ do: "replace", block: "b1", start: 1, end: 3, text: "子" }],
      [{ do: "split", block: "b1", at: 2 }],
    ],
    [
      "two blocks behind one",
      [{ do: "join", block: "b1", next: "b2", between: "" }],
      [{ do: "join", block: "b1", next: "b3", between: "" }],
    ],
    [
      "one block behind two",
      [{ do: "join", block: "b1", next: "b3", between: "" }],
      [{ do: "join", block: "b2", next: "b3", between: "" }],
    ],
    [
      "a circle of joins",
      [{ do: "join", block: "b1", next: "b2", between: "" }],
      [{ do: "join", block: "b2", next: "b1", between: "" }],
    ],
    [
      "removing what is edited",
      [{ do: "replace", block: "b2", start: 0, end: 1, text: "子" }],
      [{ do: "remove", block: "b2" }],
    ],
    [
      "moving what is joined",
      [{ do: "join", block: "b1", next: "b2", between: "" }],
      [{ do: "move", blocks: ["b2"], place: "after", of: "b3" }],
    ],
    [
      "moving a block beside its own part",
      [{ do: "join", block: "b1", next: "b2", between: "" }],
      [{ do: "move", blocks: ["b1"], place: "after", of: "b2" }],
    ],
    [
      "joining a block to where another is moved",
      [{ do: "move", blocks: ["b1"], place: "after", of: "b2" }],
      [{ do: "join", block: "b1", next: "b2", between: "" }],
    ],
    [
      "an article that begins with what is joined",
      [{ do: "join", block: "b1", next: "b2", between: "" }],
      [{ do: "articleStart", block: "b2" }],
    ],
    ["two roles", [{ do: "role", block: "b1", role: "title" }], [{ do: "role", block: "b1", role: "byline" }]],
  ])("%s", (_, first, second) => {
    expect(applyFixes(page(), [first, second]).applied).toEqual([true, false]);
    const spoiled: Edit[] = [{ do: "replace", block: "b3", start: 0, end: 1, text: "寅" }, ...second];
    expect(carriedOut(page(), first, spoiled)).toEqual(carriedOut(page(), first, [{ do: "remove", block: "nowhere" }]));
  });

  test("a circle of three joins is refused, the chain before it is not", () => {
    const join = (block: string, next: string): Edit[] => [{ do: "join", block, next, between: "" }];
    expect(carriedOut(page(), join("b2", "b3"), join("b1", "b2"), join("b3", "b1"))).toEqual({
      texts: ["甲乙丙丁戊己庚辛"],
      applied: [true, true, false],
    });
  });

  test.each<[string, Edit]>([
    ["a block that is not there", { do: "role", block: "b9", role: "title" }],
    ["an offset behind the end", { do: "replace", block: "b2", start: 1, end: 3, text: "" }],
    ["a split at the beginning", { do: "split", block: "b2", at: 0 }],
    ["a split at the end", { do: "split", block: "b2", at: 2 }],
    ["a block joined to itself", { do: "join", block: "b2", next: "b2", between: "" }],
    ["a block moved beside itself", { do: "move", blocks: ["b2"], place: "after", of: "b2" }],
    ["merging an article that does not begin here", { do: "articleMerge", block: "b2" }],
    ["merging the first article", { do: "articleMerge", block: "b1" }],
  ])("%s is refused", (_, edit) => {
    const document = page();
    const result = applyFixes(document, [[edit]]);
    expect(result.applied).toEqual([false]);
    expect(result.document).toBe(document);
  });
});

describe("structure", () => {
  test("a chain of joins given backwards keeps the order of the text", () => {
    const join = (block: string, next: string): Edit[] => [{ do: "join", block, next, between: " " }];
    expect(carriedOut(written("甲", "乙", "丙"), join("b2", "b3"), join("b1", "b2")).texts).toEqual(["甲 乙 丙"]);
  });

  test("a block that is split and joined at once gives its head away and keeps its tail", () => {
    const document = written("甲", "乙丙");
    const fixes: Edit[][] = [
      [{ do: "split", block: "b2", at: 1, role: "title" }],
      [{ do: "join", block: "b1", next: "b2", between: "" }],
    ];
    expect(carriedOut(document, ...fixes).texts).toEqual(["甲乙/丙"]);
    const { locate } = applyFixes(document, fixes);
    expect(locate({ block: "b2", offset: 0 })).toEqual({ block: "b1", offset: 1 });
    expect(locate({ block: "b2", offset: 1 })).toEqual({ block: "b3", offset: 0 });
  });

  test("the last block is emptied, not removed", () => {
    const remove = (block: string): Edit[] => [{ do: "remove", block }];
    expect(carriedOut(written("甲", "乙"), remove("b1"), remove("b2"))).toEqual({ texts: [""], applied: [true, true] });
  });

  test("an article whose blocks all went is gone, and one is merged into the one that is left before it", () => {
    const document = written("甲", "乙", "丙");
    const three = applyFixes(document, [
      [{ do: "articleStart", block: "b2" }],
      [{ do: "articleStart", block: "b3" }],
    ]).document;
    expect(texts(three)).toEqual(["甲", "乙", "丙"]);
    expect(three.articles.map(({ id }) => id)).toEqual(["a1", "a2", "a3"]);
    const fixes: Edit[][] = [
      [{ do: "join", block: "b1", next: "b2", between: "" }],
      [{ do: "articleMerge", block: "b3" }],
    ];
    expect(carriedOut(three, ...fixes).texts).toEqual(["甲乙/丙"]);
  });

  test("blocks are moved in the order given, into the article of their anchor", () => {
    const two = applyFixes(written("甲", "乙", "丙"), [[{ do: "articleStart", block: "b2" }]]).document;
    expect(carriedOut(two, [{ do: "move", blocks: ["b3", "b2"], place: "before", of: "b1" }]).texts).toEqual([
      "丙/乙/甲",
    ]);
  });
});

describe("entities (docs/entities.md, Fixes)", () => {
  /** The sample's title, 離石[𠮷田茂]訪問[北京], after one replacement. */
  function entitiesAfter(start: number, end: number, text: string): string[] {
    const edit: Edit = { do: "replace", block: "b1", start, end, text };
    const { document } = applyFixes(sampleDocument(), [[edit]]);
    expect(verifyDocument(document, sampleSourceText)).toEqual([]);
    return (blocksOf(document)[0] as Block).entities.map((entity) => entity.text);
  }

  test.each<[string, number, number, string, string[]]>([
    ["replaced exactly, it keeps its place", 2, 5, "吉田茂樹", ["吉田茂樹", "北京"]],
    ["replaced exactly by what begins alike, it covers all of it", 2, 5, "𠮷田茂樹", ["𠮷田茂樹", "北京"]],
    ["its last character replaced, it covers the new ones", 4, 5, "戊戌", ["𠮷田戊戌", "北京"]],
    ["its first character replaced, it covers the new ones", 2, 3, "土口", ["土口田茂", "北京"]],
    ["inserted before it: outside", 2, 2, "，", ["𠮷田茂", "北京"]],
    ["inserted behind it: outside", 5, 5, "，", ["𠮷田茂", "北京"]],
    ["inserted inside: belongs to it", 3, 3, "·", ["𠮷·田茂", "北京"]],
    ["replaced across an edge by as many characters, each answers one", 4, 6, "戊訪", ["𠮷田戊", "北京"]],
    ["replaced across an edge by another number, it shrinks", 4, 6, "子丑寅", ["𠮷田", "北京"]],
    ["removed, it goes", 2, 5, "", ["北京"]],
    ["replaced as part of more, by another number, it goes", 1, 6, "子丑寅卯", ["北京"]],
  ])("%s", (_, start, end, text, expected) => {
    expect(entitiesAfter(start, end, text)).toEqual(expected);
  });

  test("an insertion at the start of an entity that is replaced at the same time stays outside", () => {
    const fixes: Edit[][] = [
      [{ do: "replace", block: "b1", start: 2, end: 2, text: "，" }],
      [{ do: "replace", block: "b1", start: 2, end: 5, text: "吉田茂" }],
    ];
    const { document } = applyFixes(sampleDocument(), fixes);
    expect(verifyDocument(document, sampleSourceText)).toEqual([]);
    expect(blocksOf(document)[0]?.text).toBe("離石，吉田茂訪問北京");
    expect(blocksOf(document)[0]?.entities[0]).toMatchObject({ start: 3, end: 6, text: "吉田茂" });
  });

  test("around an entity that is replaced exactly, the outer one still covers it", () => {
    const document = sampleDocument();
    const title = blocksOf(document)[0] as Block;
    const outer = { ...(title.entities[0] as Block["entities"][number]), id: "e9", start: 0, text: "離石𠮷田茂" };
    title.entities.push(outer);
    const { document: after } = applyFixes(document, [
      [{ do: "replace", block: "b1", start: 2, end: 5, text: "𠮷田茂樹" }],
    ]);
    expect(blocksOf(after)[0]?.entities.map(({ text }) => text)).toEqual(["𠮷田茂樹", "北京", "離石𠮷田茂樹"]);
  });

  test("split inside, both halves stay tagged and the right one gets a new id and the details", () => {
    const { document } = applyFixes(sampleDocument(), [[{ do: "split", block: "b1", at: 3 }]]);
    const [left, right] = blocksOf(document) as [Block, Block];
    expect(left.entities).toMatchObject([{ id: "e1", start: 2, end: 3, text: "𠮷" }]);
    expect(right.entities).toMatchObject([
      { id: "e3", start: 0, end: 2, text: "田茂", score: 0.5 },
      { id: "e2", start: 4, end: 6 },
    ]);
  });
});

describe("provenance", () => {
  test("what the old and the new text share at both ends keeps where it came from", () => {
    const { document } = applyFixes(sampleDocument(), [
      [{ do: "replace", block: "b1", start: 0, end: 5, text: "離石吉田茂" }],
    ]);
    expect(blocksOf(document)[0]?.pieces).toEqual([{ source: [2, 4] }, { inserted: "吉" }, { source: [5, 11] }]);
  });

  test("an insertion behind a replacement that only adds at its end stands behind it, whichever is given first", () => {
    const add: Edit[] = [{ do: "replace", block: "b1", start: 2, end: 2, text: "！" }];
    const longer: Edit[] = [{ do: "replace", block: "b1", start: 0, end: 2, text: "甲乙丙" }];
    expect(carriedOut(written("甲乙"), add, longer).texts).toEqual(["甲乙丙！"]);
    expect(carriedOut(written("甲乙"), longer, add).texts).toEqual(["甲乙丙！"]);
  });

  test("what is put back from the source is the source's own again, also where the same characters were written", () => {
    const mend = (document: GalleyDocument, edit: Edit) => applyFixes(document, [[edit]]).document;
    const removed = mend(sampleDocument(), { do: "replace", block: "b2", start: 0, end: 2, text: "" });
    const typed = mend(removed, { do: "replace", block: "b2", start: 0, end: 0, text: "本報" });
    expect(blocksOf(typed)[1]?.pieces[0]).toEqual({ inserted: "本報" });
    const restored = mend(typed, { do: "replace", block: "b2", start: 0, end: 2, text: "本報", source: 13 });
    expect(restored).toEqual(sampleDocument());
  });

  test("removed characters come back as a block of their own, with their provenance", () => {
    const { document } = applyFixes(sampleDocument(), [[{ do: "remove", block: "b1" }]]);
    const back: Edit = {
      do: "restore",
      place: "before",
      of: "b2",
      source: 2,
      text: "離石𠮷田茂訪問北京",
      role: "title",
    };
    const restored = applyFixes(document, [[back]]).document;
    expect(verifyDocument(restored, sampleSourceText)).toEqual([]);
    expect(blocksOf(restored).map(({ role, pieces }) => [role, pieces[0]])).toEqual([
      ["title", { source: [2, 11] }],
      ["paragraph", { source: [13, 21] }],
    ]);
  });

  test("a part can be split off and put elsewhere, whether it is the head, the middle or the tail", () => {
    const page = () => written("甲乙丙", "丁", "戊");
    const tail: Edit[] = [{ do: "split", block: "b1", at: 2, to: { place: "after", of: "b2" } }];
    expect(carriedOut(page(), tail).texts).toEqual(["甲乙/丁/丙/戊"]);
    const head: Edit[] = [
      { do: "split", block: "b1", at: 1, to: { place: "before", of: "b1" } },
      { do: "move", blocks: ["b1"], place: "after", of: "b3" },
    ];
    expect(carriedOut(page(), head).texts).toEqual(["乙丙/丁/戊/甲"]);
    const middle: Edit[] = [
      { do: "split", block: "b1", at: 1, to: { place: "after", of: "b3" } },
      { do: "split", block: "b1", at: 2, to: { place: "after", of: "b1" } },
    ];
    expect(carriedOut(page(), middle).texts).toEqual(["甲/丙/丁/戊/乙"]);
  });

  test("a long page of joins and replacements is edited in little time", () => {
    const lines = Array.from({ length: 6000 }, () => "一二三四五六七八九十".repeat(5));
    const document = written(...lines);
    const join = (index: number): Edit[] => [{ do: "join", block: `b${index}`, next: `b${index + 1}`, between: "" }];
    const started = process.cpuUsage();
    const { document: result } = applyFixes(
      document,
      lines.slice(1).map((_, index) => join(index + 1)),
    );
    expect(blocksOf(result)).toHaveLength(1);
    const text = new CodePointText(blocksOf(result)[0]?.text ?? "");
    const marks = Array.from({ length: 20_000 }, (_, index): Edit[] => [
      { do: "replace", block: "b1", start: index * 15, end: index * 15 + 1, text: "𠮷" },
    ]);
    const marked = applyFixes(result, marks);
    expect(marked.applied.every(Boolean)).toBe(true);
    expect(codePointLength(blocksOf(marked.document)[0]?.text ?? "")).toBe(text.length);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(12_000);
  });
});

test("a relation goes with an entity that a fix removes, and stays with one that it keeps", () => {
  const relation = { id: "r1", type: "Near", from: "e1", to: "e2", by: "editor", note: "" };
  const document = { ...sampleDocument(), relations: [relation] };
  const remove = (start: number, end: number): Edit[] => [{ do: "replace", block: "b1", start, end, text: "" }];
  expect(applyFixes(document, [remove(0, 2)]).document.relations).toEqual([relation]);
  expect(applyFixes(document, [remove(7, 9)]).document.relations).toEqual([]);
});

describe("edits of entities", () => {
  const page = () => ({
    ...taggedPageOf("甲[ORG [LOC 山西]省政府]来\n\n[PER 𠮷田]说"),
    relations: [{ id: "r1", type: "in", from: "e3", to: "e1", by: "editor", note: "" }],
  });
  const mendedBy = (edits: Edit[]) => applyFixes(page(), [edits]);

  test("add, remove, retype and resize by code points, ids and details kept", () => {
    const { document } = mendedBy([
      { do: "tag", block: "b2", start: 2, end: 3, type: "EVENT", by: "rule" },
      { do: "retype", block: "b1", entity: "e2", type: "EVENT" },
      { do: "resize", block: "b1", entity: "e1", start: 0, end: 6 },
      { do: "resize", block: "b2", entity: "e3", start: 0, end: 1 },
    ]);
    expect(markupOf(document)).toBe("[ORG 甲[EVENT 山西]省政府]来\n\n[PER 𠮷]田[EVENT 说]");
    expect(document.articles[0]?.blocks[1]?.entities[1]).toMatchObject({ id: "e4", by: "rule", text: "说" });
    expect(document.relations).toHaveLength(1);
  });

  test("take the relations of what goes with them", () => {
    const { document } = mendedBy([{ do: "untag", block: "b2", entity: "e3" }]);
    expect(markupOf(document)).toBe("甲[ORG [LOC 山西]省政府]来\n\n𠮷田说");
    expect(document.relations).toEqual([]);
  });

  test("mean the text as it was, whatever else the fix writes", () => {
    const { document } = mendedBy([
      { do: "replace", block: "b1", start: 0, end: 1, text: "在" },
      { do: "replace", block: "b1", start: 6, end: 7, text: "" },
      { do: "resize", block: "b1", entity: "e1", start: 0, end: 6 },
    ]);
    expect(markupOf(document)).toBe("[ORG 在[LOC 山西]省政府]\n\n[PER 𠮷田]说");
  });

  test.each<[string, Edit]>([
    ["an entity that is not there", { do: "untag", block: "b1", entity: "e3" }],
    ["a reversed span", { do: "tag", block: "b1", start: 3, end: 2, type: "LOC", by: "rule" }],
    ["a span outside of its block", { do: "resize", block: "b2", entity: "e3", start: 0, end: 9 }],
  ])("are refused for %s", (_name, edit) => {
    expect(mendedBy([edit]).applied).toEqual([false]);
  });

  test("of two fixes for one entity the earlier wins", () => {
    const { applied, document } = applyFixes(page(), [
      [{ do: "retype", block: "b2", entity: "e3", type: "ORG" }],
      [{ do: "untag", block: "b2", entity: "e3" }],
    ]);
    expect(applied).toEqual([true, false]);
    expect(markupOf(document)).toContain("[ORG 𠮷田]");
  });
});
